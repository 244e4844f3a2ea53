package argue

import (
	"regexp"
	"strings"
	"sync"

	"casus/claims"
)

// Sources of the list. The ranges are those of package claims: ICD 203, and for weak
// words "above 5 %". Where two sources differ ("highly likely" is almost certain for Kent),
// ICD 203 counts. Wintle et al. (2019, PLoS ONE 14, e0213522) find that readers take a
// word as it is meant in 66 % of cases where its range stands beside it, and in 32 % where it does not;
// so drafts are shown with both.
const (
	icd203       = "ICD 203"                            // Intelligence Community Directive 203, Analytic Standards, D.6.e.2.a
	kent         = "Kent 1964"                          // Words of Estimative Probability, Studies in Intelligence 8(4), 49-65: five words and their variants
	lichtenstein = "Lichtenstein and Newman 1967"       // Empirical scaling of common verbal phrases, Psychonomic Science 9, 563-564: 41 phrases
	mosteller    = "Mosteller and Youtz 1990"           // Quantifying Probabilistic Expressions, Statistical Science 5, 2-12: 52 expressions, and what very and a negation do
	ipcc         = "Mastrandrea et al. 2010"            // Guidance Note of the IPCC on uncertainties: its scale of likelihood
	hedges       = "Kilicoglu and Bergler 2008"         // BMC Bioinformatics 9(S11), S10, table 1: modal verbs and adverbs that hedge
	roget        = "Roget's Thesaurus 1922, 470 to 474" // Mawson's edition: possibility, probability, certainty and their contraries
	ours         = "casus"                              // a variant of one of these, or the project's own reading
)

// term is an expression of likelihood. In its pattern a space is any white space, and
//
//	NOT    a negation: not, n't, hardly, no longer
//	VERY   an adverb that strengthens
//	BE     a form of to be, to seem, to look, to remain
//	ADV    up to two adverbs
//	AUX    an auxiliary verb
//
// Word is that of claims.yaml; "" for what has no range there.
type term struct {
	pattern, word, source string
	except                []exception
	frame                 bool // counts only where the sentence has no other expression
	number                bool // a number, and no word
}

// terms is the list. Of two that overlap the longer counts.
var terms = []term{
	// almost no chance
	{pattern: `(almost|virtually|practically|nearly|next to|close to) no (real )?(chance|prospect|likelihood|probability|possibility|hope)`, word: "almost no chance", source: icd203},
	{pattern: `(there is|there's|has|have|had|stands?) no (real |realistic )?(chance|prospect|likelihood)`, word: "almost no chance", source: roget},
	{pattern: `(almost|virtually|practically|nearly|next to|all but|well-nigh|close to) impossible`, word: "almost no chance", source: kent},
	{pattern: `(almost|nearly|virtually) certainly (AUX )?not`, word: "almost no chance", source: kent},
	{pattern: `AUX not? ?(almost|nearly|virtually) certainly`, word: "almost no chance", source: kent},
	{pattern: `BE ADV impossible`, word: "almost no chance", source: kent, except: []exception{toDo}},
	{pattern: `exceptionally unlikely`, word: "almost no chance", source: ipcc},
	{pattern: `remote (chance|prospect|possibility|likelihood|probability)`, word: "remote", source: icd203},
	{pattern: `(chances?|prospects?|possibility|likelihood|probability|it) BE ADV remote`, word: "remote", source: icd203},
	// very unlikely
	{pattern: `VERY (unlikely|improbable|improbably|doubtful)`, word: "very unlikely", source: icd203},
	{pattern: `(little|slight|slim|scant|small|poor|not much|only a slight|only a slim) (chance|prospect|likelihood|probability|possibility|hope|risk|danger)`, word: "very unlikely", source: roget},
	{pattern: `(chances|prospects|odds) BE ADV (slim|slight|small|poor|low|bleak|dim)`, word: "very unlikely", source: lichtenstein},
	{pattern: `(low|very low) (probability|likelihood)`, word: "very unlikely", source: mosteller},
	{pattern: `(faintly|barely) possible`, word: "very unlikely", source: lichtenstein},
	// unlikely
	{pattern: `unlikely|improbable|improbably`, word: "unlikely", source: icd203},
	{pattern: `(somewhat|fairly|rather|quite) (unlikely|improbable)`, word: "unlikely", source: lichtenstein},
	{pattern: `NOT (be |seem |look |appear |prove )?(very |too |at all |all that |particularly |especially )?(likely|probable)`, word: "unlikely", source: mosteller},
	{pattern: `(likely|probable) (AUX )?not to`, word: "unlikely", source: mosteller},
	{pattern: `(probably|likely) (AUX )?not`, word: "unlikely", source: kent},
	{pattern: `(probably|likely) (wo|would|does|do|did|ca|could)n['’]t`, word: "unlikely", source: kent},
	{pattern: `AUX(n['’]t| not) (probably|likely)`, word: "unlikely", source: kent},
	{pattern: `(we|I|analysts|observers|diplomats|experts|officials|many|most|few|some) (AUX )?doubt`, word: "unlikely", source: kent},
	{pattern: `(BE ADV doubtful|doubtful (that|whether|if))`, word: "unlikely", source: kent},
	{pattern: `less than (an )?even (chance|odds)?`, word: "unlikely", source: mosteller},
	{pattern: `(the )?odds (are|is) against|slight odds against`, word: "unlikely", source: lichtenstein},
	// roughly even chance
	{pattern: `((roughly|about|approximately) )?(an )?even (chance|odds|money|bet)s?`, word: "roughly even chance", source: icd203},
	{pattern: `chances (BE |AUX )?((roughly|about|approximately) )?even`, word: "roughly even chance", source: kent},
	{pattern: `(about )?as likely as not`, word: "roughly even chance", source: ipcc},
	{pattern: `toss-? ?up|fifty[- ]fifty|50[-–/: ]50`, word: "roughly even chance", source: lichtenstein},
	// likely
	{pattern: `likely`, word: "likely", source: icd203, except: []exception{attribute, comparison}},
	{pattern: `probable`, word: "likely", source: icd203, except: []exception{attribute, comparison}},
	{pattern: `probably`, word: "likely", source: icd203},
	{pattern: `(fairly|rather|somewhat|reasonably|pretty) (likely|probable)`, word: "likely", source: lichtenstein, except: []exception{attribute}},
	{pattern: `most (likely|probable|probably)`, word: "likely", source: icd203},
	{pattern: `NOT ADV(unlikely|improbable)`, word: "likely", source: mosteller},
	{pattern: `more (likely|probable) than not`, word: "likely", source: ipcc},
	{pattern: `(better|more|greater) than (an )?even`, word: "likely", source: lichtenstein},
	{pattern: `(good|fair|strong|decent|reasonable) (chance|prospect|likelihood|probability|odds)`, word: "likely", source: lichtenstein},
	{pattern: `(the )?(odds|chances) are (good )?(that|he|she|it|they|we|this)`, word: "likely", source: roget},
	{pattern: `(is|are|be|was|were|been) (widely |generally |now |still |also )?expected (to|that)`, word: "likely", source: roget},
	{pattern: `(is|are|was|were) (only |hardly )?to be expected`, word: "likely", source: roget},
	{pattern: `can be (safely )?expected`, word: "likely", source: roget},
	{pattern: `(we|I|analysts|observers|diplomats|experts|officials|economists|most|many) (now |still |fully )?expect`, word: "likely", source: roget},
	{pattern: `presumabl[ey]`, word: "likely", source: roget},
	{pattern: `should (be able to|have no (trouble|difficulty)|soon be|prove)`, word: "likely", source: hedges},
	{pattern: `we (believe|judge|assess|estimate|think)`, word: "likely", source: kent, frame: true},
	// very likely
	{pattern: `VERY (likely|probable|probably)`, word: "very likely", source: icd203, except: []exception{attribute}},
	{pattern: `(quite) (likely|probable|probably)`, word: "very likely", source: lichtenstein},
	{pattern: `in all (likelihood|probability)`, word: "very likely", source: roget},
	{pattern: `(very )?high (chance|probability|likelihood)|very (good|strong) (chance|probability|likelihood|odds)`, word: "very likely", source: mosteller},
	// almost certain
	{pattern: `(almost|nearly) (certain|certainly)`, word: "almost certain", source: icd203},
	{pattern: `(almost|nearly|virtually|practically|all but|as good as) (certain|certainly|sure|inevitabl[ey])`, word: "almost certain", source: kent},
	{pattern: `(is|are|was|were|be|seems?|looks?) (almost |all but |virtually )?(certain|sure|bound) to`, word: "almost certain", source: kent},
	{pattern: `(is|seems|looks|appears) certain that`, word: "almost certain", source: kent},
	{pattern: `inevitabl[ey]|undoubtedly|without (a )?doubt|(there (is|can be) )?(no|little) doubt`, word: "almost certain", source: roget},
	{pattern: `(odds|chances) (are |BE )?overwhelming`, word: "almost certain", source: kent},
	// weak words
	{pattern: `(cannot|can['’]t|can not|could not|couldn['’]t|must not|should not) (yet |entirely |altogether |completely |simply )?be (ruled out|excluded|discounted|dismissed)`, word: "cannot be ruled out", source: ours},
	{pattern: `(nor|neither) (can|could) (it|that|this|one) be (ruled out|excluded)`, word: "cannot be ruled out", source: ours},
	{pattern: `(cannot|can['’]t|can not) (yet )?(rule out|exclude)`, word: "cannot be ruled out", source: ours},
	{pattern: `NOT impossible`, word: "possible", source: mosteller},
	{pattern: `may`, word: "may", source: kent, except: []exception{month, permission, indirect, purpose}},
	{pattern: `might`, word: "might", source: kent, except: []exception{strength, indirect, purpose}},
	{pattern: `could`, word: "could", source: kent, except: []exception{ability, indirect, purpose}},
	{pattern: `perhaps|maybe`, word: "possible", source: kent, except: []exception{amount}},
	{pattern: `(is|are|was|were|be|seems?|looks?|remains?|appears?|it) ADV(possible|conceivable|plausible)`, word: "possible", source: kent, except: []exception{toDo}},
	{pattern: `(possible|conceivable|plausible) that`, word: "possible", source: kent},
	{pattern: `what is (possible|conceivable)`, word: "possible", source: kent},
	{pattern: `possibly|conceivably`, word: "possible", source: hedges},
	{pattern: `(a|an|always a|real|serious|distinct|growing|only a) (possibility|chance|risk|danger|prospect) (that|of)|the (possibility|risk|danger) that`, word: "possible", source: kent, except: []exception{spoken}},
	// no range
	{pattern: `(NOT|far from|by no means|less than|anything but) (yet |at all )?(certain|assured)`, source: lichtenstein},
	{pattern: `(BE ADV)uncertain|uncertain (whether|if|that)`, source: lichtenstein},
	{pattern: `(more|less|equally|increasingly|as) (likely|probable)`, source: ours, except: []exception{attribute}},
	{pattern: `more (unlikely|improbable)`, source: ours},
	// numbers
	{pattern: `[0-9]+([.,][0-9]+)?( ?(-|–|to) ?[0-9]+)? ?(%|per ?cent) (chance|probability|likelihood|likely|certain|sure|odds|risk)`, source: ours, number: true},
	{pattern: `(chances?|probability|likelihood|odds|risk)( [\p{L}’']+){0,6} [0-9]+([.,][0-9]+)?( ?(-|–|to) ?[0-9]+)? ?(%|per ?cent)`, source: ours, number: true},
	{pattern: `(one|two|three|four|nine|[0-9]+) (chances? )?(in|out of) (two|three|four|five|six|ten|twenty|a hundred|[0-9]+)( chances?)?`, source: ours, number: true, except: []exception{count}},
	{pattern: `odds (of |are |at )?[0-9]+ to [0-9]+`, source: ours, number: true},
}

// Expression is a line of the list, for those who want to see it.
type Expression struct {
	Word    string `json:"word"`    // of claims.yaml; "" where it has none
	Means   string `json:"means"`   // the word's range, as printed
	Pattern string `json:"pattern"` // a regular expression, with the words in capitals explained in docs/argue.md
	Source  string `json:"source"`
}

// Expressions lists what is looked for, in rising order of likelihood, weak words and those
// without a range last.
func Expressions() (list []Expression) {
	for _, t := range terms {
		e := Expression{Word: t.word, Pattern: t.pattern, Source: t.source}
		if r, err := claims.WordRange(t.word); err == nil {
			e.Means = r.String()
		}
		list = append(list, e)
	}
	return list
}

var shorthand = strings.NewReplacer(
	"NOT ", `(?:(?:not|never|hardly|scarcely|no longer)\s+|n['’]t\s+)`,
	"VERY", `(?:very|highly|extremely|exceedingly|overwhelmingly|most)`,
	"BE ", `(?:(?:is|are|was|were|be|been|being|seems?|looks?|appears?|remains?|becomes?)\s+)`,
	"ADV ", `(?:(?:very|quite|also|still|now|even|at least|equally|entirely|perfectly|therefore|thus|indeed|rather|extremely|highly|certainly|just)\s+){0,2}`,
	"ADV", `(?:(?:very|quite|also|still|now|even|at least|equally|entirely|perfectly|therefore|thus|indeed|rather|at all|just)\s+){0,2}`,
	"AUX", `(?:will|would|does|do|did|is|are|was|were|has|have|had|can|could|should)`,
	" ?", `\s*`, " ", `\s+`,
)

// compiled are the expressions of terms, in the same order. Only who reads an article
// waits for them.
var compiled = sync.OnceValue(func() (list []*regexp.Regexp) {
	for _, t := range terms {
		begin, end := `\b`, `\b`
		if strings.HasPrefix(t.pattern, "NOT ") { // of "isn't" a part
			begin = ""
		}
		if strings.HasSuffix(t.pattern, "(%|per ?cent)") {
			end = ""
		}
		list = append(list, regexp.MustCompile(`(?i)`+begin+`(?:`+shorthand.Replace(t.pattern)+`)`+end))
	}
	return list
})

// plain are forecasts without a word of likelihood.
var plain = regexp.MustCompile(`(?i)\b(?:will|shall|won['’]t)\b`)
