package argue

import (
	"cmp"
	"math"
	"slices"
	"strings"
	"sync"
	"unicode"

	"github.com/kljensen/snowball/english"

	"casus/claims"
	"casus/scenario"
)

const (
	// mostGuesses is how many outcomes are named for a sentence.
	mostGuesses = 5
	// rare is the share of outcomes up to which a word tells something: words that more
	// outcomes have do not make a guess alone.
	rare = 0.1
)

// Vocabulary is the words of a scenario's outcomes.
type Vocabulary struct {
	outcomes []outcome
	weight   map[string]float64 // of a stem: the logarithm of how many outcomes there are for one that has it
	common   map[string]bool    // stems that too many outcomes have
}

// outcome is one with the stems of its name and meaning, and the length of their vector.
type outcome struct {
	name   string // as a formula can have it
	series string // "" where the outcome is none
	means  string
	alike  string // the meaning without the names of states: one guess stands for all that have it
	stems  map[string]bool
	length float64
}

// little are words that mean nothing alone.
var little = strings.Fields(`a an the of to in on at by for from with without and or nor not no as is are was were be been it its their his her he she they them this that these
	those than then which who whom whose what when where while if but so more most less least one first last all any some other another each every own same such into over
	up down out again would will shall can could may might must should do does did has have had about between within after before until since during up per how mean value
	number scale index day days month months hour hours year years there where's also very only under once give gives given hold holds
	lead leads led come comes came time same alone like kept keep put make makes made take takes call calls`)

// kin are words of crises that mean much the same; each list begins with the word of the
// outcomes. A guess by kin names both words.
var kin = kinsfolk(
	"alliance allies allied ally",
	"troops soldiers contingent peacekeepers battalion",
	"protest demonstration rally march unrest strike demonstrators protesters crowds",
	"deaths killed dead casualties lives die kill",
	"asked asks ask calls called call request appeal",
	"landed deployed deployment deploy intervention intervene arrive send come comes came",
	"leave withdrawal withdraw withdraws depart departure",
	"fell fall falls overthrow overthrown ouster collapse toppled",
	"fall fell resign stays stay stayed lasts saved survive survived remain remains",
	"popularity popular support",
	"authoritarian repressive autocratic harsher",
	"refused refusal refuse",
	"approved approval approve approves",
	"detained arrested arrests detain",
	"mission operation intervention presence",
	"violent violence clashes riots",
	"dismissed dismissal dismiss sack sacked",
	"precedent model",
	"concessions concede conceding conceded",
	"standing guarantor",
	"reliability reliable trust",
	"demands return demand",
)

func kinsfolk(lists ...string) (all [][]string) {
	for _, l := range lists {
		all = append(all, strings.Fields(l))
	}
	return all
}

// NewVocabulary takes the words from the names and meanings of a scenario's outcomes, and
// from what its document calls the lead nation, the ruler, the target and the alliance.
func NewVocabulary(s *scenario.Scenario) *Vocabulary {
	names := called(s)
	v := &Vocabulary{weight: map[string]float64{}, common: map[string]bool{}}
	in := map[string]int{}
	without := nameless(s)
	for _, o := range claims.Families(s) {
		word, _, _ := strings.Cut(o.Name, ".")
		if word == "hour" || word == "fell" || word == "demanded" || word == "accepted" { // what comes after is a name, not a time
			word = o.Name
		}
		text := strings.NewReplacer("_", " ", ".", " ").Replace(word) + " " + strings.TrimPrefix(o.Doc, "from the start until the first time:")
		for role, more := range names {
			if strings.Contains(text, role) {
				text += " " + more
			}
		}
		stems := map[string]bool{}
		for _, w := range content(text) {
			stems[stem(w)] = true
		}
		for w := range stems {
			in[w]++
		}
		name, series := o.Name, ""
		if o.Example != "" {
			name, series = o.Example, o.Name
		}
		v.outcomes = append(v.outcomes, outcome{name: name, series: series, means: o.Doc, alike: o.Group + " " + without.Replace(o.Doc), stems: stems})
	}
	n := float64(len(v.outcomes))
	for w, k := range in {
		v.weight[w], v.common[w] = math.Log(1+n/float64(k)), float64(k) > rare*n
	}
	for i := range v.outcomes {
		o, sum := &v.outcomes[i], 0.0
		for w := range o.stems {
			sum += v.weight[w] * v.weight[w]
		}
		o.length = math.Sqrt(sum)
	}
	return v
}

// nameless takes the names of members, other rulers and powers out of a meaning.
func nameless(s *scenario.Scenario) *strings.Replacer {
	var pairs []string
	for _, m := range s.Alliance.Members {
		pairs = append(pairs, m.Name, "…")
	}
	for _, p := range s.Relations.States {
		pairs = append(pairs, p.Name, "…")
	}
	for _, p := range s.Relations.Powers {
		pairs = append(pairs, p.Name, "…")
	}
	return strings.NewReplacer(pairs...)
}

// called gives what the document calls the roles that outcomes speak of.
func called(s *scenario.Scenario) map[string]string {
	names := map[string]string{"alliance": s.Alliance.Name}
	for _, m := range s.Alliance.Members {
		if m.Lead {
			names["lead"] = m.Name
		}
	}
	for _, o := range s.State.Offices {
		for i, a := range s.State.Actors {
			if i == 0 && o.Holder == a.ID { // the first actor rules
				names["ruler"] = a.Name + " " + o.Name
			}
		}
	}
	names["target"] = s.State.Name
	return names
}

// content lists the words of a text that mean something, in small letters.
func content(text string) (list []string) {
	for _, w := range strings.FieldsFunc(strings.ToLower(text), func(r rune) bool { return !unicode.IsLetter(r) && r != '\'' && r != '’' }) {
		w = strings.TrimSuffix(strings.TrimSuffix(w, "'s"), "’s")
		if len(w) > 1 && !slices.Contains(little, w) {
			list = append(list, w)
		}
	}
	return list
}

func stem(word string) string { return english.Stem(word, false) }

// relatives are the stems of kin, with the word by which outcomes know them.
var relatives = sync.OnceValue(func() map[string][]string {
	all := map[string][]string{}
	for _, list := range kin {
		for _, w := range list[1:] {
			all[stem(w)] = append(all[stem(w)], list[0])
		}
		all[stem(list[0])] = append(all[stem(list[0])], list[0])
	}
	return all
})

// Guess names the outcomes that share most with a sentence, weighed by how few outcomes
// have a word and by how many words an outcome has (the cosine of the two, but for the
// length of the sentence, which is the same for all). At least one shared word is one that
// few outcomes have.
func (v *Vocabulary) Guess(sentence string) []claims.Guess {
	said := map[string]string{} // by stem of the outcomes: the word, and where it is kin, that too
	var order []string
	note := func(w, text string) {
		if _, there := v.weight[w]; !there {
			return
		}
		if _, seen := said[w]; !seen {
			said[w] = text
			order = append(order, w)
		}
	}
	list := content(sentence)
	for _, w := range list {
		note(stem(w), w)
	}
	for _, w := range list {
		for _, relative := range relatives()[stem(w)] {
			note(stem(relative), w+" ("+relative+")")
		}
	}
	type scored struct {
		claims.Guess
		score float64
		alike string
	}
	var all []scored
	for _, o := range v.outcomes {
		g, telling := scored{}, false
		for _, w := range order {
			if o.stems[w] {
				g.score += v.weight[w] * v.weight[w]
				g.Words = append(g.Words, said[w])
				telling = telling || !v.common[w]
			}
		}
		if telling {
			g.Outcome, g.Series, g.Means, g.alike = o.name, o.series, o.means, o.alike
			g.score /= o.length
			all = append(all, g)
		}
	}
	slices.SortStableFunc(all, func(a, b scored) int { return cmp.Compare(b.score, a.score) })
	out := []claims.Guess{}
	seen := map[string]bool{}
	for _, g := range all {
		if len(out) < mostGuesses && !seen[g.alike] {
			seen[g.alike] = true
			out = append(out, g.Guess)
		}
	}
	return out
}

// Guess names for each estimate the outcomes that it may be about.
func (a *Article) Guess(v *Vocabulary) {
	for i := range a.Estimates {
		e := &a.Estimates[i]
		if e.Guess = v.Guess(e.part); len(e.Guess) == 0 {
			e.Guess = v.Guess(e.Sentence)
		}
	}
}
