package claims

import (
	"fmt"
	"slices"
	"strings"

	"casus/scenario/source"
)

// Range is what a word of likelihood means: the probabilities from Low to High.
type Range struct {
	Low  float64 `json:"low"`
	High float64 `json:"high"`
}

// String prints the range in per cent.
func (r Range) String() string {
	if r.High == 1 && r.Low == weakest {
		return "above 5 %"
	}
	return fmt.Sprintf("%.0f–%.0f %%", 100*r.Low, 100*r.High)
}

// weakest is the probability above which a weak word holds.
const weakest = 0.05

// words of likelihood: Intelligence Community Directive 203, Analytic
// Standards (2015, 2022), table in D.6.e.2.a, both rows, and the weak words
// that analysts use beside them. The two outermost ranges reach to 0 and 1:
// what happens in every run is almost certain.
var words = []struct {
	names []string
	Range
}{
	{[]string{"almost no chance", "remote"}, Range{0, 0.05}},
	{[]string{"very unlikely", "highly improbable"}, Range{0.05, 0.20}},
	{[]string{"unlikely", "improbable"}, Range{0.20, 0.45}},
	{[]string{"roughly even chance", "roughly even odds"}, Range{0.45, 0.55}},
	{[]string{"likely", "probable"}, Range{0.55, 0.80}},
	{[]string{"very likely", "highly probable"}, Range{0.80, 0.95}},
	{[]string{"almost certain", "nearly certain"}, Range{0.95, 1}},
	{[]string{"cannot be ruled out", "may", "could", "might", "possible"}, Range{weakest, 1}},
}

// even is the range of the word in the middle: a claim is contradicted by
// what lies beyond it.
var even = Range{0.45, 0.55}

// Prefixes open a range to one side.
const (
	atLeast = "at least "
	atMost  = "at most "
)

// Words lists the words of likelihood in rising order, weak ones last.
func Words() []string {
	var list []string
	for _, w := range words {
		list = append(list, w.names...)
	}
	return list
}

// WordRange gives the range of a word. A word may be opened upwards, "at least
// likely" being anything from 55 %, or downwards, "at most unlikely".
func WordRange(word string) (Range, error) {
	name, prefix := word, ""
	for _, p := range []string{atLeast, atMost} {
		if rest, ok := strings.CutPrefix(word, p); ok {
			name, prefix = rest, p
		}
	}
	for _, w := range words {
		if !slices.Contains(w.names, name) {
			continue
		}
		r := w.Range
		switch prefix {
		case atLeast:
			r.High = 1
		case atMost:
			r.Low = 0
		}
		if r.Low == 0 && r.High == 1 {
			return Range{}, source.Problem{Message: fmt.Sprintf("%q is any probability, and says nothing", word), Hint: "turn at least and at most round, or leave it out"}
		}
		return r, nil
	}
	hint := "known are " + strings.Join(Words(), ", ") + "; each may be opened with at least or at most"
	if w := source.Suggest(name, Words()); w != "" {
		hint = fmt.Sprintf("did you mean %q?", prefix+w)
	}
	return Range{}, source.Problem{Message: fmt.Sprintf("%q is not a word of likelihood", word), Hint: hint}
}
