package claims

import (
	"errors"
	"slices"
	"strings"
	"testing"

	"casus/scenario/source"
)

// The table of Intelligence Community Directive 203, both rows, as it is
// printed; and the weak words, which exclude only what is almost impossible.
func TestWordsOfTheDirective(t *testing.T) {
	want := map[string][2]float64{
		"almost no chance": {0, 5}, "remote": {0, 5},
		"very unlikely": {5, 20}, "highly improbable": {5, 20},
		"unlikely": {20, 45}, "improbable": {20, 45},
		"roughly even chance": {45, 55}, "roughly even odds": {45, 55},
		"likely": {55, 80}, "probable": {55, 80},
		"very likely": {80, 95}, "highly probable": {80, 95},
		"almost certain": {95, 100}, "nearly certain": {95, 100},
		"cannot be ruled out": {5, 100}, "may": {5, 100}, "could": {5, 100}, "might": {5, 100}, "possible": {5, 100},
	}
	if list := Words(); len(list) != len(want) {
		t.Errorf("%d words, want %d: %v", len(list), len(want), list)
	}
	for word, per := range want {
		low, high := per[0]/100, per[1]/100
		for prefix, r := range map[string]Range{"": {low, high}, "at least ": {low, 1}, "at most ": {0, high}} {
			got, err := WordRange(prefix + word)
			if r == (Range{0, 1}) { // any probability: nothing is said
				if err == nil {
					t.Errorf("%s%s is taken for %v", prefix, word, got)
				}
				continue
			}
			if err != nil || got != r {
				t.Errorf("%s%s: %v, %v; want %v", prefix, word, got, err, r)
			}
		}
	}
}

// The words of the directive follow one another without a gap and without overlap.
func TestWordsAreASequence(t *testing.T) {
	end := 0.0
	var seen []Range
	for _, word := range Words() {
		r, err := WordRange(word)
		if err != nil {
			t.Fatal(err)
		}
		switch {
		case r.Low == weakest && r.High == 1:
			continue
		case slices.Contains(seen, r):
			continue
		case r.Low != end:
			t.Errorf("%s begins at %g, and the word before it ends at %g", word, r.Low, end)
		}
		seen, end = append(seen, r), r.High
	}
	if end != 1 || len(seen) != 7 {
		t.Errorf("%d ranges up to %g", len(seen), end)
	}
}

func TestWordsThatAreNone(t *testing.T) {
	for word, hint := range map[string]string{
		"likly":                   `did you mean "likely"?`,
		"at least likly":          `did you mean "at least likely"?`,
		"at most unlikly":         `did you mean "at most unlikely"?`,
		"Likely":                  `did you mean "likely"?`,
		"very  likely":            `did you mean "very likely"?`,
		"beyond all dispute":      "known are almost no chance, remote, very unlikely,",
		"":                        "known are almost no chance, remote, very unlikely,",
		"at least":                "known are almost no chance, remote, very unlikely,",
		"at least at most likely": "", // opened twice: refused, whatever is suggested
	} {
		r, err := WordRange(word)
		var p source.Problem
		if !errors.As(err, &p) || r != (Range{}) {
			t.Errorf("%q: %v, %v", word, r, err)
			continue
		}
		if !strings.Contains(p.Message, "is not a word of likelihood") || !strings.HasPrefix(p.Hint, hint) || p.Hint == "" {
			t.Errorf("%q: %s; hint %q, want %q", word, p.Message, p.Hint, hint)
		}
	}
}

func TestRangesInWords(t *testing.T) {
	for word, want := range map[string]string{
		"likely": "55–80 %", "at least likely": "55–100 %", "at most unlikely": "0–45 %", "remote": "0–5 %",
		"may": "above 5 %", "almost certain": "95–100 %", "roughly even odds": "45–55 %",
	} {
		if r, err := WordRange(word); err != nil || r.String() != want {
			t.Errorf("%s: %s, %v; want %s", word, r, err, want)
		}
	}
}
