package sim

import (
	"math"
	"os"
	"slices"
	"testing"

	"casus/luck"
	"casus/scenario"
)

// The people of a later crisis are of the nation's cohorts, whichever region the
// document lists first.
func TestCohortsAbroadAreTheNations(t *testing.T) {
	s, err := scenario.Load(os.DirFS("../library/kazakhstan-2022"))
	if err != nil {
		t.Fatal(err)
	}
	abroad := func() []float64 {
		r, err := Start(s, 0, Settings{Seed: 1, Scale: 1000, Mode: Free})
		if err != nil {
			t.Fatal(err)
		}
		there, err := r.abroad(2, 1, luck.Of(1, 0))
		if err != nil {
			t.Fatal(err)
		}
		return there.nation.Regions[0].Cohorts
	}
	before := abroad()
	last := len(s.Society.Regions) - 1
	s.Society.Regions[0], s.Society.Regions[last] = s.Society.Regions[last], s.Society.Regions[0]
	for i := range s.Places {
		switch s.Places[i].Region {
		case 0:
			s.Places[i].Region = last
		case last:
			s.Places[i].Region = 0
		}
	}
	if after := abroad(); !slices.EqualFunc(before, after, func(a, b float64) bool { return math.Abs(a-b) < 1e-12 }) {
		t.Errorf("cohorts abroad %v; with another region first %v", before, after)
	}
}
