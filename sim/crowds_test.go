package sim

import (
	"slices"
	"testing"

	"casus/library"
	"casus/scenario"
	"casus/society"
)

// What coders could read is what happened, from one morning to the next: nothing of
// a day is left out, and a crowd that stays past midnight is that of the evening.
func TestCrowdsAreThoseOfADay(t *testing.T) {
	folder, _ := library.Open("kazakhstan-2022")
	s, err := scenario.Load(folder)
	if err != nil {
		t.Fatal(err)
	}
	if s.Start.Hour() != 0 {
		t.Fatal("the days below begin at midnight")
	}
	found := 0
	for i := range 6 {
		set := Settings{Seed: 1, Scale: 1000, Mode: Free}
		if i == 0 {
			r, err := Start(s, i, set)
			if err != nil {
				t.Fatal(err)
			}
			for !r.Done() {
				if err := r.Step(); err != nil {
					t.Fatal(err)
				}
			}
			if n := len(r.Trace().Crowds); n > 0 {
				t.Errorf("%d crowds are kept for nobody", n)
			}
		}
		set.Crowds = true
		r, err := Start(s, i, set)
		if err != nil {
			t.Fatal(err)
		}
		var want []Crowd
		days := s.Clock.CrisisDays
		now, arrested, killed := make([]Crowd, len(s.Places)), make([]float64, len(s.Places)), make([]float64, len(s.Places))
		for r.Month() == 0 && r.Hour() < 24*days {
			h := r.Hour()
			if err := r.Step(); err != nil {
				t.Fatal(err)
			}
			st := r.crisis.society.State()
			for k := range now {
				c := &now[k]
				c.Day, c.Place = max(0, h-society.Morning)/24+1, k
				c.People = max(c.People, st.Crowd[k]+st.Violent[k]+st.Bands[k])
				c.Again = c.Again || st.Again[k]
				c.Riot, c.Dispersed, c.Shot = c.Riot || st.Riot[k], c.Dispersed || st.Dispersed[k], c.Shot || st.Shot[k]
				if h%24 != society.Morning-1 && h != 24*days-1 {
					continue
				}
				if c.People >= Gathering {
					c.Arrests, c.Deaths = st.Arrested[k]-arrested[k], st.Killed[k]-killed[k]
					want = append(want, *c)
				}
				*c, arrested[k], killed[k] = Crowd{}, st.Arrested[k], st.Killed[k]
			}
		}
		got := r.Trace().Crowds
		if !slices.Equal(got, want) {
			t.Errorf("replicate %d: %d crowds, want %d", i, len(got), len(want))
		}
		for _, c := range got {
			if c.Deaths > 0 && !c.Shot {
				t.Errorf("replicate %d, day %d: %g dead whom nobody shot", i, c.Day, c.Deaths)
			}
		}
		found += len(want)
	}
	if found == 0 {
		t.Error("no crowd is kept")
	}
}
