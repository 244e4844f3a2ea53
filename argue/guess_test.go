package argue

import (
	"cmp"
	"regexp"
	"slices"
	"strings"
	"testing"

	"casus/claims"
	"casus/library"
	"casus/report/number"
	"casus/scenario"
	"casus/stats"
)

func shipped(t testing.TB, id string) (*scenario.Scenario, *claims.Argument) {
	t.Helper()
	folder, ok := library.Open(id)
	if !ok {
		t.Fatalf("%s does not ship", id)
	}
	s, err := scenario.Load(folder)
	if err != nil {
		t.Fatal(err)
	}
	a, err := claims.Find(folder, s)
	if err != nil {
		t.Fatal(err)
	}
	return s, a
}

var name = regexp.MustCompile(`[a-z_][a-z_0-9]*(?:\.[a-z_0-9]+)?`)

// spokenOf are the outcomes of a claim's formulas, as they are listed; without those of
// its condition, which its sentence need not name.
func spokenOf(s *scenario.Scenario, k claims.Claim) (list []string) {
	formula := strings.ReplaceAll(strings.Join([]string{k.Event, k.Rises, k.Falls, k.First, k.Then, k.More, k.Than}, " "), "against.", "")
	for _, n := range name.FindAllString(formula, -1) {
		base, _, _ := strings.Cut(n, ".")
		for _, o := range claims.Families(s) {
			if of, _, series := strings.Cut(o.Name, "."); o.Name == n || series && of == base && strings.Contains(o.Name, "…") {
				list = append(list, o.Name)
			}
		}
	}
	return list
}

// The formulas of the arguments that ship say which outcomes their sentences are about.
// The list of kin was settled on these sentences; so this is no estimate of how well
// guesses fit elsewhere.
func TestGuessesAgainstFormulasThatShip(t *testing.T) {
	for _, c := range []struct {
		ids   []string
		least float64 // share of claims with a right guess among those shown
	}{
		{[]string{"kazakhstan-2022"}, 0.5},
		{[]string{"bahrain-2011", "belarus-2020", "gambia-2017", "hungary-1956", "kyrgyzstan-2010"}, 0.5},
	} {
		first, hits, of, silent := 0, 0, 0, 0
		for _, id := range c.ids {
			s, a := shipped(t, id)
			v := NewVocabulary(s)
			for _, k := range a.Claims {
				about := spokenOf(s, k)
				if len(about) == 0 {
					t.Errorf("%s: no outcome in the formulas of %s", id, k.ID)
				}
				guesses := v.Guess(k.Text)
				of++
				switch at := slices.IndexFunc(guesses, func(g claims.Guess) bool { return slices.Contains(about, cmp.Or(g.Series, g.Outcome)) }); {
				case len(guesses) == 0:
					silent++
				case at == 0:
					first++
					fallthrough
				case at > 0:
					hits++
				}
				for _, g := range guesses {
					if name.FindString(g.Outcome) != g.Outcome || g.Means == "" {
						t.Errorf("%s: no formula can have %q, which means %q", k.ID, g.Outcome, g.Means)
					}
					if len(g.Words) == 0 {
						t.Errorf("%s: %s is guessed for no word", k.ID, g.Outcome)
					}
				}
			}
		}
		t.Logf("%s: a right outcome is first in %s (%d of %d), among the first %d in %s (%d of %d); none is guessed for %d", strings.Join(c.ids, ", "),
			number.Percents(stats.ShareOf(first, of)), first, of, mostGuesses, number.Percents(stats.ShareOf(hits, of)), hits, of, silent)
		if float64(hits) < c.least*float64(of) {
			t.Errorf("right in %d of %d, less than %g", hits, of, c.least)
		}
	}
}

// A guess says which words led to it; a word that many outcomes have leads to none.
func TestAGuessNamesItsWords(t *testing.T) {
	s, _ := shipped(t, "kazakhstan-2022")
	v := NewVocabulary(s)
	for sentence, want := range map[string]string{
		"Fires are likely.":                                    "arson",
		"The soldiers are likely to leave.":                    "hour.last_foreign_troops_leave",
		"The popularity of the president is unlikely to rise.": "popularity.m12",
		"Recognition of the annexation of Crimea is possible.": "demanded.crimea",
	} {
		list := v.Guess(sentence)
		if len(list) == 0 || list[0].Outcome != want {
			t.Errorf("%s: %v, want %s", sentence, list, want)
		}
	}
	if list := v.Guess("The soldiers are likely to leave."); len(list) > 0 && !slices.Contains(list[0].Words, "soldiers (troops)") {
		t.Errorf("kin is not shown: %v", list[0].Words)
	}
	for _, sentence := range []string{"It is likely.", "", "Snow may fall on the piano.", "In Russia."} {
		if list := v.Guess(sentence); len(list) > 0 && sentence != "Snow may fall on the piano." {
			t.Errorf("%q: %v", sentence, list)
		}
	}
}
