package sim

import (
	"math"
	"os"
	"slices"
	"testing"

	"casus/alliance"
	"casus/luck"
	"casus/regime"
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
		return r.abroad(2, luck.Of(1, 0)).nation.Regions[0].Cohorts
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

// Two ways to ask exclude each other: the odds of asking are their sum, not the
// chance that one of two independent attempts is made.
func TestWaysToAskExcludeEachOther(t *testing.T) {
	s, err := scenario.Load(os.DirFS("../library/kazakhstan-2022"))
	if err != nil {
		t.Fatal(err)
	}
	r, err := Start(s, 0, Settings{Seed: 1, Scale: 1000, Mode: Free})
	if err != nil {
		t.Fatal(err)
	}
	level := func([]float64) float64 { return 0 }
	r.options = []regime.Option{
		{ID: regime.Wait, Utility: level},
		{ID: "ask", Utility: level, Effects: regime.Effects[float64]{Request: true}},
		{ID: "beg", Utility: level, Effects: regime.Effects[float64]{Request: true}},
	}
	seen := r.d.Vignette()
	if p, err := r.vignette(2, &seen); err != nil || math.Abs(p-2./3) > 1e-12 {
		t.Errorf("two of three equal options ask: P(request) %v, %v", p, err)
	}
}

// A mission that outlasts its crisis stays while places are lost, whatever the
// month, and leaves when they are held.
func TestAMissionStaysWhilePlacesAreLost(t *testing.T) {
	s, err := scenario.Load(os.DirFS("../library/kazakhstan-2022"))
	if err != nil {
		t.Fatal(err)
	}
	leaves := func(held bool) bool {
		r, err := Start(s, 0, Settings{Seed: 1, Scale: 1000, Mode: Free})
		if err != nil {
			t.Fatal(err)
		}
		members := slices.Clone(r.members)
		d := alliance.Decision{Approved: true, Hour: 700, Size: 100, Send: make([]float64, len(members))}
		d.Send[0] = 100
		r.staying = []*stay{{mission: alliance.NewMission(d, r.charter, members, r.alliance, r.lk), now: 719, held: held}}
		for range 6 {
			if err := r.stay(); err != nil {
				t.Fatal(err)
			}
		}
		return len(r.staying) == 0
	}
	if !leaves(true) {
		t.Error("half a year after control has returned the troops are still there")
	}
	if leaves(false) {
		t.Error("the troops leave though places are lost")
	}
}
