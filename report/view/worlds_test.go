package view

import (
	"strings"
	"testing"
)

// What matters most leads, the largest first; what is forced or forbidden comes last, and
// what the sample does not support is not said.
func TestChangesLeadWithWhatMatters(t *testing.T) {
	x := &Worlds{
		List: []World{{ID: "as-modelled"}, {ID: "calm", Do: []string{"forbid request"}}, {ID: "other"}},
		Outcomes: []Outcome{
			{"requested", "it asks", ""}, {"deaths", "deaths", ""}, {"survived_30d", "it survives", ""}, {"engulfed", "it spreads", ""}, {"style", "style", ""},
		},
	}
	diff := func(outcome int, world, mean, half Number, unit, text string) Difference {
		return Difference{Outcome: outcome, World: world, Against: world - mean, Effect: Effect{Mean: mean, Low: mean - half, High: mean + half, Unit: unit, Text: text}}
	}
	asks := diff(0, 0, -0.5, 0.01, "probability", "-50")
	style := diff(4, 0.5, 0.1, 0.001, "", "+0.1")
	chance := diff(3, 0.5, 0.1, 0.2, "probability", "+10")
	deaths := diff(1, 90, -10, 5, "people", "-10")
	survives := diff(2, 0.9, 0.3, 0.1, "probability", "+30")
	for _, c := range []struct {
		world           string
		list            []Difference
		sentence, brief string
	}{
		{"calm", []Difference{asks, style, chance, deaths, survives}, "it survives +30; deaths -10; style +0.1; by what is done in it, it asks -50.", "It survives +30; deaths -10."},
		{"calm", []Difference{asks, chance}, "no other difference in survival, deaths or what the alliance does is beyond chance; by what is done in it, it asks -50.", "No other difference in survival, deaths or what the alliance does is beyond chance; by what is done, it asks -50."},
		{"other", []Difference{style}, "no difference in survival, deaths or what the alliance does is beyond chance; style +0.1.", "No difference in survival, deaths or what the alliance does is beyond chance."},
		{"other", []Difference{asks}, "it asks -50.", "It asks -50."}, // found, and not done
		{"other", []Difference{chance}, "no mean difference is beyond chance, " + conditional + ".", ""},
	} {
		sentence, brief := x.changes(&Pair{World: c.world, Against: "as-modelled", Differ: 9, Differences: c.list}, 40)
		if !strings.HasSuffix(sentence, c.sentence) || c.brief != "" && brief != c.brief {
			t.Errorf("%s; %s", sentence, brief)
		}
	}
	if sentence, brief := x.changes(&Pair{Against: "as-modelled"}, 40); sentence != brief || !strings.Contains(sentence, "everything is as in as-modelled") {
		t.Error(sentence, brief)
	}
}
