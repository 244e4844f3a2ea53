package sim_test

import (
	"math"
	"testing"
)

// What regions say of a day adds up to what the day says, and a site says no more
// than its region. Keeping them changes nothing else.
func TestPlacesAddUpToTheDay(t *testing.T) {
	s := reference(t)
	set := quick
	set.Places = true
	for i := range 5 {
		plain, r := run1(t, s, i, quick), run1(t, s, i, set)
		if want := len(r.Days) * (len(s.Society.Regions) + len(s.State.Critical)); len(r.Places) != want {
			t.Fatalf("replicate %d: %d days of places, want %d", i, len(r.Places), want)
		}
		for _, d := range r.Days {
			participants, deaths, detained, violent, lost := 0.0, 0.0, 0.0, 0.0, 0.0
			for _, p := range r.Places {
				if p.Day == d.Day && !p.Site {
					participants, deaths, detained = participants+p.Participants, deaths+p.Deaths, detained+p.Detained
					violent, lost = violent+p.Violent, lost+p.Lost
				}
			}
			for _, pair := range [][2]float64{{participants, d.Participants}, {deaths, d.CivilDeaths}, {detained, d.Detained}} {
				if math.Abs(pair[0]-pair[1]) > 1e-6*(1+pair[1]) {
					t.Errorf("replicate %d, day %d: regions sum to %g, the day has %g", i, d.Day, pair[0], pair[1])
				}
			}
			if violent < d.Violent*(1-1e-9) || lost < d.Lost {
				t.Errorf("replicate %d, day %d: %g violent and %g places lost in regions, the day has %g and %g", i, d.Day, violent, lost, d.Violent, d.Lost)
			}
		}
		if r.Places = nil; !same(plain, r) {
			t.Errorf("replicate %d: to keep places changes the run", i)
		}
	}
}
