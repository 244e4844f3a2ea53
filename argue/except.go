package argue

import (
	"regexp"
	"slices"
	"strings"
	"unicode"
)

// exception tells that an expression at a place of a sentence is no estimate. Begin and
// end are where it stands.
type exception func(s string, begin, end int) bool

// before and after give the words beside a place, in small letters.
func before(s string, begin int) []string { return words(s[:begin]) }
func after(s string, end int) []string    { return words(s[end:]) }

func words(s string) []string {
	return strings.FieldsFunc(strings.ToLower(s), func(r rune) bool {
		return !unicode.IsLetter(r) && !unicode.IsDigit(r) && !strings.ContainsRune("'’-", r)
	})
}

func last(list []string) string {
	if len(list) == 0 {
		return ""
	}
	return list[len(list)-1]
}

func first(list []string) string {
	if len(list) == 0 {
		return ""
	}
	return list[0]
}

// clause is what stands between the last comma, semicolon, colon or dash and a place.
func clause(s string, begin int) string {
	return s[strings.LastIndexAny(s[:begin], ",;:–—()")+1 : begin]
}

var (
	determiners = strings.Fields("the a an his her its their our my your this that these those any every each no two three other another some most")
	// verdicts are nouns of which "the likely …" says that something happens.
	verdicts = strings.Fields("course outcome scenario result explanation path consequence consequences reason end response reaction development answer case cause effect")
	joints   = strings.Fields("to that than and or but if because as not when since in")
)

// attribute: the likely candidate, but not the likely outcome.
func attribute(s string, begin, end int) bool {
	next := first(after(s, end))
	if next == "" || slices.Contains(joints, next) || !strings.HasPrefix(strings.TrimLeft(s[end:], " "), next[:1]) && !unicode.IsLetter([]rune(strings.TrimLeft(s[end:], " "))[0]) {
		return false
	}
	return slices.Contains(determiners, last(before(s, begin))) && !slices.Contains(verdicts, next)
}

// comparison: as likely as, how likely: no estimate, or one of something else.
func comparison(s string, begin, _ int) bool {
	return slices.Contains([]string{"how", "whichever", "likely"}, last(before(s, begin)))
}

var months = regexp.MustCompile(`^\s*(?:[0-9]|is\b|was\b|Day\b|$|[,.;:])`)

// month: May 2021, Theresa May, in May. A sentence that begins with May is a wish, a
// question, or about the month.
func month(s string, begin, end int) bool {
	return s[begin:end] == "May" || s[begin:end] == "MAY" && months.MatchString(s[end:])
}

var (
	rules    = regexp.MustCompile(`(?i)\b(?:laws?|charter|treaty|constitution|mandate|decree|statutes?|regulations?|rules?|article|permits?|licen[cs]e|permission|allowed|entitled|emergency|clause|court|by law)\b`)
	within   = regexp.MustCompile(`(?i)^\s*(?:only|by law|not\s+(?:be\s+)?\w+\s+(?:\w+\s+){0,4}(?:without|unless|until|except)|(?:\w+\s+){1,4}(?:if|when|where(?:ver)?|as)\s+(?:they|we|he|she|it|you)\s+(?:please|like|wish|want|choose)s?)`)
	handled  = regexp.MustCompile(`(?i)^\s*(?:also\s+)?(?:be\s+)?(?:consulted|quoted?|copied|copy|reproduced?|downloaded|obtained|used|seen|viewed|noted|cited|skipped|addressed|contacted|recalled|ask(?:ed)?\s+(?:for\s+)?permission)\b`)
	mayHave  = regexp.MustCompile(`(?i)^\s*(?:well\s+|still\s+|not\s+|already\s+)*(?:have|be|become)\b`)
	under    = regexp.MustCompile(`(?i)^[^.;]*\bunder\s+(?:the|its|their|this|a)\s+(?:\w+\s+)?(?:laws?|charter|treaty|constitution|mandate|decree|statutes?|rules?|article|clause)\b`)
	students = regexp.MustCompile(`(?i)\bwho\s*$`)
)

// permission: a member may ask, may not leave without a vote, may only serve twice; but
// not may have asked.
func permission(s string, begin, end int) bool {
	rest := s[end:]
	switch {
	case handled.MatchString(rest), within.MatchString(rest), under.MatchString(rest):
		return true
	case mayHave.MatchString(rest):
		return false
	case students.MatchString(s[:begin]): // students who may sit at home
		return true
	}
	head := clause(s, begin)
	if which := last(before(s, begin)); which == "which" && rules.MatchString(s[:begin]) {
		return true
	}
	return rules.MatchString(head) || strings.HasPrefix(strings.ToLower(strings.TrimSpace(rest)), "not ") && last(before(s, begin)) == "they" && strings.Contains(strings.ToLower(head), "what ")
}

var unable = strings.Fields("not no never only hardly scarcely barely even")

// pastAnd: he had kept the chair and could shape politics.
var pastAnd = regexp.MustCompile(`(?i)\b(?:had|was|were|did)\b[^.;]*\b(?:and|so|then)\s+(?:\w+\s+)?$`)

// ability: could not hold the road, could only watch, had a chair and could use it; but
// not could have, and could not be ruled out is another expression.
func ability(s string, begin, end int) bool {
	next := after(s, end)
	for i := range min(3, len(next)) {
		if next[i] == "have" {
			return false
		}
	}
	return slices.Contains(unable, first(next)) || pastAnd.MatchString(s[:begin]) && !strings.Contains(s, "would")
}

var (
	asked   = regexp.MustCompile(`(?i)\b(?:whether|what|how|which|where|why)\b[^,;:]*$`)
	ordered = regexp.MustCompile(`(?i)\b(?:so that|in order that|lest)\b[^,;:]*$`)
)

// indirect: whether he could sell it; what they may do.
func indirect(s string, begin, _ int) bool {
	head := clause(s, begin)
	return asked.MatchString(head) && !strings.Contains(head, " that ")
}

// purpose: so that it may last.
func purpose(s string, begin, _ int) bool { return ordered.MatchString(clause(s, begin)) }

// strength: the might of the army.
func strength(s string, begin, end int) bool {
	return slices.Contains(append(determiners, "military", "economic", "full", "all"), last(before(s, begin))) && first(after(s, end)) != "be"
}

// amount: perhaps 300 people.
func amount(s string, _, end int) bool {
	next := first(after(s, end))
	return next != "" && unicode.IsDigit([]rune(next)[0]) || slices.Contains([]string{"a", "half", "two", "three", "most", "as"}, next) && slices.Contains([]string{"dozen", "hundred", "thousand", "third", "thirds", "quarter", "important", "importantly", "many"}, last(after(s, end)[:min(2, len(after(s, end)))]))
}

// toDo: it is possible to travel; all that is possible.
func toDo(s string, begin, end int) bool {
	return first(after(s, end)) == "to" || strings.HasPrefix(s[begin:], "is ") && last(before(s, begin)) == "that"
}

// spoken: much was written about the possibility of war.
func spoken(s string, begin, _ int) bool {
	return slices.Contains([]string{"about", "of", "on", "discuss", "discussed", "consider", "considered"}, last(before(s, begin)))
}

// count: one in three voters is young; but not a chance of one in three.
func count(s string, begin, end int) bool {
	return !strings.Contains(strings.ToLower(s[begin:end]), "chance") && !odds.MatchString(s)
}

var odds = regexp.MustCompile(`(?i)\b(?:chances?|odds|probability|likelihood)\b`)
