package sim_test

import (
	"math"
	"testing"

	"casus/library"
	"casus/scenario"
	"casus/sim"
)

// What is kept of hours adds up to what is kept of days: the most violent people of a
// region, its places lost, and the troops in the country. Keeping them changes nothing
// else, and nobody who does not ask has them.
func TestHoursAddUpToTheDay(t *testing.T) {
	s := reference(t)
	set := quick
	set.Places, set.Hours = true, true
	landed, freed := false, 0
	for i := range 5 {
		plain, r := run1(t, s, i, quick), run1(t, s, i, set)
		if len(plain.Hours) > 0 || len(r.Hours) != 24*len(r.Days) {
			t.Fatalf("replicate %d: %d and %d hours of %d days", i, len(plain.Hours), len(r.Hours), len(r.Days))
		}
		for _, d := range r.Places {
			if d.Site {
				continue
			}
			violent, lost := 0.0, 0.0
			for _, h := range r.Hours[24*(d.Day-1) : 24*d.Day] {
				v, l := 0.0, 0.0
				for _, p := range h.Places {
					if s.Society.Regions[s.Places[p.Place].Region].ID == d.Place {
						v += p.Violent
						if p.Lost {
							l++
						}
					}
				}
				violent, lost = max(violent, v), max(lost, l)
			}
			if math.Abs(violent-d.Violent) > 1e-9*(1+d.Violent) || lost != d.Lost {
				t.Errorf("replicate %d, day %d, %s: hours have at most %g violent and %g lost, the day %g and %g", i, d.Day, d.Place, violent, lost, d.Violent, d.Lost)
			}
		}
		for h, x := range r.Hours {
			if h%24 == 23 && x.Troops != r.Days[h/24].Troops {
				t.Errorf("replicate %d, hour %d: %g troops, the day has %g", i, h, x.Troops, r.Days[h/24].Troops)
			}
			landed = landed || x.Troops > 0
			places := 0
			for _, p := range x.Places {
				if p == (sim.PlaceHour{Place: p.Place}) || p.Violent > p.Crowd {
					t.Errorf("replicate %d, hour %d: %+v", i, h, p)
				}
				if p.Freed > 0 {
					places++
					freed++
				}
			}
			if places > 1 || places == 1 && h > 0 && r.Hours[h-1].Troops == 0 {
				t.Errorf("replicate %d, hour %d: officers are freed in %d places", i, h, places)
			}
		}
		if r.Places, r.Hours = nil, nil; !same(plain, r) {
			t.Errorf("replicate %d: to keep hours changes the run", i)
		}
	}
	if !landed || freed == 0 {
		t.Error("no troops landed, or freed nobody: nothing was seen of it")
	}
}

// Troops who are fought are where they fight.
func TestTroopsWhoFightHaveAPlace(t *testing.T) {
	folder, _ := library.Open("small-kingdom")
	s, err := scenario.Load(folder)
	if err != nil {
		t.Fatal(err)
	}
	w, _ := s.World("asked")
	set := quick
	set.Hours = true
	if set.Interventions, err = s.Interventions(w); err != nil {
		t.Fatal(err)
	}
	fights := 0
	before := 0.0 // troops, some of whom fall in the hour in which they fight
	for i := range 5 {
		for _, h := range run1(t, s, i, set).Hours {
			for _, p := range h.Places {
				if p.Tied > 0 && before+h.Troops == 0 {
					t.Errorf("%g fight of none", p.Tied)
				}
				if p.Tied > 0 {
					fights++
				}
			}
			before = h.Troops
		}
	}
	if fights == 0 {
		t.Error("nobody fights")
	}
}
