package argue

import (
	"cmp"
	"regexp"
	"slices"
	"strings"

	"casus/claims"
)

// found is an expression at a place.
type found struct {
	term
	begin, end int
}

// question: a sentence that asks estimates nothing.
var question = regexp.MustCompile(`\?["'”’)\]]*$`)

// estimates finds the words of likelihood of a sentence. Quoted tells whether a quotation
// is open where it begins.
func estimates(s string, quoted bool) (list []Estimate) {
	if question.MatchString(s) {
		return nil
	}
	all := expressions(s)
	for i, f := range all {
		e := Estimate{Sentence: oneSpace(s), Phrase: oneSpace(strings.TrimSpace(s[f.begin:f.end])), Word: f.word, Source: f.source, Number: f.number, Guess: []claims.Guess{}}
		if own := strings.ToLower(e.Phrase); slices.Contains(claims.Words(), own) { // improbable, and not its equal, unlikely
			e.Word = own
		}
		if r, err := claims.WordRange(e.Word); err == nil {
			e.Means = r.String()
		}
		e.Reported = quotedAt(s, f.begin, quoted) || reports.MatchString(s)
		e.Note = note(e, s[f.end:])
		e.part = partOf(s, all, i)
		list = append(list, e)
	}
	return list
}

// partOf is the part of a sentence with several expressions that goes with one of them:
// from the last comma or the like before it, and after the one before, to that before the
// next.
func partOf(s string, all []found, i int) string {
	begin, end := 0, len(s)
	if i > 0 {
		if at := strings.LastIndexAny(s[all[i-1].end:all[i].begin], ",;:–—"); at >= 0 {
			begin = all[i-1].end + at
		}
	}
	if i+1 < len(all) {
		if at := strings.LastIndexAny(s[all[i].end:all[i+1].begin], ",;:–—"); at >= 0 {
			end = all[i].end + at
		}
	}
	return s[begin:end]
}

// expressions lists the expressions of a sentence that estimate, in order. Of those that
// overlap the longest counts; one that is an exception still hides what it overlaps.
func expressions(s string) (list []found) {
	var all []found
	for i, re := range compiled() {
		for _, at := range re.FindAllStringIndex(s, -1) {
			all = append(all, found{terms[i], at[0], at[1]})
		}
	}
	slices.SortStableFunc(all, func(a, b found) int { return cmp.Compare(b.end-b.begin, a.end-a.begin) })
	var taken []found
	for _, f := range all {
		if !slices.ContainsFunc(taken, func(t found) bool { return f.begin < t.end && t.begin < f.end }) {
			taken = append(taken, f)
		}
	}
	for _, f := range taken {
		if !slices.ContainsFunc(f.except, func(x exception) bool { return x(s, f.begin, f.end) }) {
			list = append(list, f)
		}
	}
	if slices.ContainsFunc(list, func(f found) bool { return !f.frame }) {
		list = slices.DeleteFunc(list, func(f found) bool { return f.frame })
	}
	slices.SortFunc(list, func(a, b found) int { return cmp.Compare(a.begin, b.begin) })
	return list
}

// reports are verbs and phrases by which a text gives the words of somebody else.
var reports = regexp.MustCompile(`(?i)\b(?:said|says|told|tells|according to|warned|warns|argued|argues|claimed|claims|predicted|predicts|(?:he|she|they|officials|diplomats|analysts|observers|experts) (?:believe|think|expect|doubt)s?)\b`)

// note says how an expression was read, and what the analyst must look at.
func note(e Estimate, rest string) string {
	var parts []string
	phrase := "“" + e.Phrase + "”"
	negated := strings.HasPrefix(strings.ToLower(strings.TrimSpace(rest)), "not ")
	switch {
	case e.Number:
		parts = append(parts, phrase+" is a number; choose the word whose range it lies in")
	case e.Word == "":
		parts = append(parts, phrase+" has no range of its own")
	case strings.EqualFold(e.Phrase, e.Word):
		if negated {
			parts = append(parts, phrase+" is followed by not")
		}
	default:
		parts = append(parts, phrase+" is read as "+e.Word+" ("+e.Source+")")
	}
	switch {
	case negated && slices.Contains([]string{"may", "might", "could"}, e.Word):
		parts = append(parts, "what is possible is that it does not happen")
	case slices.Contains([]string{"unlikely", "almost no chance", "very unlikely"}, e.Word) && strings.Contains(strings.ToLower(e.Phrase), "not"):
		parts = append(parts, "the formula is on what would happen, not on its absence")
	}
	if strings.HasPrefix(strings.ToLower(e.Phrase), "most ") {
		parts = append(parts, "the likeliest of several may have less than an even chance")
	}
	if e.Reported {
		parts = append(parts, "quoted or reported: see whose estimate it is")
	}
	return strings.Join(parts, "; ")
}
