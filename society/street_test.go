package society

import (
	"fmt"
	"math"
	"testing"
)

// meeting is crowds of organisers of all places, out for an hour, after a change of
// coefficients and conditions; nobody goes home.
func meeting(people float64, seed uint64, change func(*Coefficients, *Conditions)) (*Society, *Conditions) {
	n, co := withSparks(people), silent()
	in := ordinary(&n)
	s := settled(n, co, 1000, seed)
	s.Hour(0, in)
	change(&co, in)
	s.Set(co)
	return s, in
}

// A crowd turns violent by a hazard with a cause, however large it is.
func TestWhatMakesACrowdViolent(t *testing.T) {
	for what, c := range map[string]struct {
		change func(*Coefficients, *Conditions)
		people float64
		hazard float64 // a day
	}{
		"a crowd without a cause": {func(*Coefficients, *Conditions) {}, 1000, 0},
		"a small crowd":           {func(co *Coefficients, _ *Conditions) { co.ViolenceBase = 2 }, 60, 2},
		"a large crowd":           {func(co *Coefficients, _ *Conditions) { co.ViolenceBase = 2 }, 50_000, 2},
		"too few people":          {func(co *Coefficients, _ *Conditions) { co.ViolenceBase = 2 }, 40, 0},
		"half a vacuum":           {func(co *Coefficients, in *Conditions) { co.ViolenceVacuum, in.Vacuum[town] = 4, 0.5 }, 1000, 2},
		"a vacuum elsewhere":      {func(co *Coefficients, in *Conditions) { co.ViolenceVacuum, in.Vacuum[city] = 4, 1 }, 1000, 0},
		"two causes":              {func(co *Coefficients, in *Conditions) { co.ViolenceBase, co.ViolenceVacuum, in.Vacuum[town] = 2, 4, 1 }, 1000, 6},
	} {
		const hours = 3
		often(t, what, 1500, 1-math.Exp(-c.hazard*hours/24), func(seed uint64) bool {
			s, in := meeting(c.people, seed, func(co *Coefficients, in *Conditions) {
				co.ViolentShare, co.ViolenceHalf = 0.3, 1
				c.change(co, in)
			})
			violent := false
			for h := range hours {
				s.Hour(1+h, in)
				violent = violent || s.State().Violent[town] > 0
			}
			return violent
		})
	}
}

// A crowd turns violent as those before it did: what is usual counts as so many
// protests as the habit says, those of the region fully, those elsewhere as far as the
// media tell of them.
func TestCrowdsDoAsThoseBeforeThem(t *testing.T) {
	const base, spread, habit, hours = 1, 6, 2, 3
	for what, c := range map[string]struct {
		here, riotsHere, afar, riotsAfar float64
		open, outage                     float64
		hazard                           float64
	}{
		"none":                          {open: 1, hazard: base},
		"two peaceful protests":         {here: 2, open: 1, hazard: base / 2.},
		"two riots":                     {here: 2, riotsHere: 2, open: 1, hazard: (habit*base + spread*2) / 4.},
		"a riot and a peaceful protest": {here: 2, riotsHere: 1, open: 1, hazard: (habit*base + spread*1) / 4.},
		"two riots afar":                {afar: 2, riotsAfar: 2, open: 1, hazard: (habit*base + spread*0.8) / 2.8},
		"two riots afar in a blackout":  {afar: 2, riotsAfar: 2, hazard: base},
		"two riots in a blackout":       {here: 2, riotsHere: 2, hazard: (habit*base + spread*1.2) / 3.2},
		"in one that makes them known":  {here: 2, riotsHere: 2, outage: 1, hazard: (habit*base + spread*2.4) / 4.4},
	} {
		often(t, "a crowd that turns violent after "+what, 1500, 1-math.Exp(-c.hazard*hours/24), func(seed uint64) bool {
			s, in := meeting(1000, seed, func(co *Coefficients, in *Conditions) {
				co.ViolenceBase, co.ViolenceSpread, co.ViolenceHabit, co.ViolentShare, co.ViolenceHalf, co.Memory = base, spread, habit, 0.3, 1, ever
				co.MediaWeight, co.Outage, in.Openness = 0.4, c.outage, c.open
			})
			violent := false
			for h := range hours {
				s.protests[0], s.riots[0], s.protests[1], s.riots[1] = c.here, c.riotsHere, c.afar, c.riotsAfar
				s.Hour(1+h, in)
				violent = violent || s.State().Violent[town] > 0
			}
			return violent
		})
	}
}

// A riot is told of at once, and once a day, a peaceful protest from the next morning on;
// both are forgotten with the half-life memory.
func TestProtestsAreRemembered(t *testing.T) {
	s, in := meeting(1000, 1, func(co *Coefficients, _ *Conditions) { co.Memory, co.ViolenceHalf = 10, 1 })
	s.riot(town)
	s.places[town].riot = false
	s.riot(town)
	for h := 1; h < 48; h++ {
		in.HourOfDay = (16 + h) % 24
		s.Hour(h, in)
		protests, riots := s.protests[0]+s.protests[1], s.riots[0]+s.riots[1]
		left := math.Exp2(-float64(h) / 10)
		near(t, "riots remembered", riots, left, 1e-9)
		if told := 24 + Morning - 16; h >= told {
			left += 2 * math.Exp2(-float64(h-told+1)/10)
		}
		near(t, "protests remembered", protests, left, 1e-9)
	}
	for h := 48; s.protests[0]+s.protests[1] > 0; h++ {
		if s.Hour(h, in); h > 500 {
			t.Fatal("protests are never forgotten")
		}
	}
}

func TestBandsMakeACrowdViolent(t *testing.T) {
	s, in := meeting(1000, 1, func(co *Coefficients, _ *Conditions) { co.ViolentShare = 0.3 })
	s.state.Bands[town] = 100
	s.Hour(1, in)
	if v := s.State().Violent; v[town] == 0 || v[city] != 0 {
		t.Errorf("violent people with a band %g, without one %g", v[town], v[city])
	}
}

// In a riot the violent share goes to its value, half of the way in a half-life;
// when it is over violence fades as fast.
func TestTheViolentShareOfARiot(t *testing.T) {
	s, in := meeting(1000, 1, func(co *Coefficients, _ *Conditions) { co.ViolentShare, co.ViolenceHalf = 0.3, 2 })
	for h := range 8 {
		s.places[town].riot = h < 4
		before := s.State().Violent[town]
		s.Hour(1+h, in)
		goal := 0.0
		if s.places[town].riot {
			goal = 300
		}
		near(t, "violent people", s.State().Violent[town], goal+(before-goal)/math.Sqrt2, 1e-6)
		near(t, "people out", s.State().Violent[town]+s.State().Crowd[town], 1000, 1e-6)
	}
	if s.State().Violent[town] == 0 {
		t.Error("there was no riot")
	}
}

func TestRiotsEnd(t *testing.T) {
	for hours, p := range map[int]float64{3: math.Sqrt(0.5), 6: 0.5, 12: 0.25} {
		often(t, "a riot that goes on", 1500, p, func(seed uint64) bool {
			s, in := meeting(1000, seed, func(co *Coefficients, _ *Conditions) { co.ViolenceHalf = 6 })
			s.places[town].riot = true
			in.HourOfDay = 8
			for h := range hours {
				s.Hour(1+h, in)
			}
			return s.places[town].riot
		})
	}
}

// A riot does not outlast its crowd: those who come out later that day, or in
// another night, are as peaceful as any.
func TestARiotIsOverWhenNobodyIsLeft(t *testing.T) {
	n, co := nation(), silent()
	n.Sparks = []Spark{{Place: town, People: 1000}, {Place: town, Hour: 3, People: 1000}}
	co.Stay, co.ViolentShare, co.ViolenceHalf = 0.05, 0.3, 10
	s, in := settled(n, co, 1000, 1), ordinary(&n)
	s.Hour(0, in)
	s.places[town].riot, s.places[town].violent = true, 0.3
	for h := 1; h < 4; h++ {
		s.Hour(h, in)
	}
	if st := s.State(); st.Crowd[town] < 999 || st.Violent[town] != 0 {
		t.Errorf("%g peaceful, %g violent", st.Crowd[town], st.Violent[town])
	}
}

// Bands appear in a riot or a vacuum, where a large crowd stretches the forces.
func TestBandsNeedAnOccasion(t *testing.T) {
	for what, c := range map[string]struct {
		change func(*Society, *Conditions)
		rate   float64 // for an hour
	}{
		"in a quiet crowd":        {func(*Society, *Conditions) {}, 0},
		"in a riot":               {func(s *Society, _ *Conditions) { s.places[town].riot = true }, 0.5},
		"in half a vacuum":        {func(_ *Society, in *Conditions) { in.Vacuum[town] = 0.5 }, 0.25},
		"in a riot and a vacuum":  {func(s *Society, in *Conditions) { s.places[town].riot, in.Vacuum[town] = true, 1 }, 1},
		"before as many officers": {func(s *Society, in *Conditions) { s.places[town].riot, in.Officers[town] = true, 1000 }, 0.25},
		"in too small a crowd":    {func(s *Society, _ *Conditions) { s.places[town].riot, s.co.BandCrowd = true, 1000 }, 0},
	} {
		often(t, "a band "+what, 1500, 1-math.Exp(-c.rate), func(seed uint64) bool {
			s, in := meeting(1000, seed, func(co *Coefficients, _ *Conditions) {
				co.BandRate, co.BandCrowd, co.BandShare, co.ViolenceHalf = 12, 999, 0.1, ever
				co.BandElite = 1
			})
			c.change(s, in)
			s.Hour(1, in)
			st := s.State()
			if b := st.Bands[town]; b > 0 {
				size := 100 * math.Exp(0.7*s.lots.band.Normal(town, 1+1<<32))
				near(t, "people in a band "+what, b, min(1000, size), 1e-9*size)
				if !st.Elite[town] {
					t.Fatal("a band that can only be an elite faction's is not")
				}
			}
			return st.Bands[town] > 0
		})
	}
}

// Left alone a band has half its people after a half-life; superior forces scatter
// it, sooner if they may shoot.
func TestBandsFadeAndAreRouted(t *testing.T) {
	for what, c := range map[string]struct{ officers, lethal, want float64 }{
		"left alone":                    {0, 0, 0.5},
		"before as many officers":       {1000, 0, 0.5 * math.Exp(-0.4/2)},
		"before officers who may shoot": {1000, 1, 0.5 * math.Exp(-0.4)},
	} {
		n, co := nation(), silent()
		co.BandHalf, co.BandRout = 1, 0.4
		s, in := settled(n, co, 1000, 1), ordinary(&n)
		s.state.Bands[town] = 1000
		s.out.add(town)
		in.Officers[town], in.Lethal = c.officers, c.lethal
		s.Hour(0, in)
		near(t, "a band "+what, s.State().Bands[town], 1000*c.want, 1e-9)
	}
}

// A crowd of thousands, from which many are left for longer, is no likelier to turn
// violent than one of dozens: those who came share the hazard.
func TestALargeCrowdIsNoMoreViolentForItsSize(t *testing.T) {
	for _, people := range []float64{60, 6000} {
		p := 0.0 // of the hours until nobody is left
		for h := range 15 {
			p += 3. / 24 * math.Exp2(-float64(h)/3)
		}
		p = 1 - math.Exp(-p)
		often(t, fmt.Sprintf("a riot of %g people", people), 2000, p, func(seed uint64) bool {
			co := silent()
			co.ViolenceBase, co.Stay = 3, 3
			n := nation()
			n.Sparks = []Spark{{Place: city, People: people}}
			s, in := settled(n, co, 1000, seed), ordinary(&n)
			riot := false
			for h := range 15 {
				s.Hour(h, in)
				riot = riot || s.State().Riot[city]
			}
			return riot
		})
	}
}
