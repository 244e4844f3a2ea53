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
			return turnsViolent(s, in, hours)
		})
	}
}

// turnsViolent plays so many hours after the first, and says whether the crowd of the town turns violent.
func turnsViolent(s *Society, in *Conditions, hours int) (violent bool) {
	for h := range hours {
		s.Hour(1+h, in)
		violent = violent || s.State().Violent[town] > 0
	}
	return violent
}

// fresh sums these hours up, each counted by how fresh the protest is, which began in the hour before.
func fresh(hours int, stay float64) (sum float64) {
	for h := range hours {
		sum += math.Exp2(-float64(h+1) / stay)
	}
	return sum
}

// A crowd turns violent as those before it did: what is usual counts as so many days as
// the habit says, days with protest in the region fully, those elsewhere as far as the
// media tell of them.
func TestCrowdsDoAsThoseBeforeThem(t *testing.T) {
	const base, habit, stay, hours = 2, 2, 6, 3
	exposed := stay / 24. / math.Ln2
	usual := 1 - math.Exp(-base*exposed)
	for what, c := range map[string]struct {
		here, violentHere, afar, violentAfar float64
		open, outage                         float64
		p                                    float64
	}{
		"none":                      {open: 1, p: usual},
		"two peaceful days":         {here: 2, open: 1, p: habit * usual / 4},
		"two violent days":          {here: 2, violentHere: 2, open: 1, p: (habit*usual + 2) / 4},
		"days half of them so":      {here: 2, violentHere: 1, open: 1, p: (habit*usual + 1) / 4},
		"two violent days afar":     {afar: 2, violentAfar: 2, open: 1, p: (habit*usual + 0.8) / 2.8},
		"two afar in a blackout":    {afar: 2, violentAfar: 2, p: usual},
		"two here in a blackout":    {here: 2, violentHere: 2, p: (habit*usual + 1.2) / 3.2},
		"in one that is made known": {here: 2, violentHere: 2, outage: 1, p: (habit*usual + 2.4) / 4.4},
	} {
		hazard := -math.Log(1-c.p) / exposed
		often(t, "a crowd that turns violent after "+what, 1500, 1-math.Exp(-hazard*fresh(hours, stay)/24), func(seed uint64) bool {
			s, in := meeting(1000, seed, func(co *Coefficients, in *Conditions) {
				co.ViolenceBase, co.ViolenceHabit, co.ViolentShare, co.ViolenceHalf, co.Stay = base, habit, 0.3, 1, stay
				co.MediaWeight, co.Outage, in.Openness = 0.4, c.outage, c.open
			})
			s.pace.stay = 1 // nobody goes home meanwhile
			now := func(x float64) fading { return fading{x, 1} }
			s.pace.told = newDecay(ever)
			s.story[0], s.story[1] = story{now(c.here), now(c.violentHere)}, story{now(c.afar), now(c.violentAfar)}
			s.story[2] = story{now(max(c.here, c.afar)), now(max(c.violentHere, c.violentAfar))}
			return turnsViolent(s, in, hours)
		})
	}
}

// A protest that lasts, because others join it, is no more violent than one that goes home.
func TestAProtestIsViolentWhileItIsFresh(t *testing.T) {
	const base, stay, hours = 3, 2, 12
	for _, leaving := range []bool{false, true} {
		often(t, "a crowd that turns violent", 1500, 1-math.Exp(-base*fresh(hours, stay)/24), func(seed uint64) bool {
			s, in := meeting(1e5, seed, func(co *Coefficients, _ *Conditions) {
				co.ViolenceBase, co.ViolentShare, co.ViolenceHalf, co.Stay = base, 0.3, 1, stay
			})
			if !leaving {
				s.pace.stay = 1
			}
			return turnsViolent(s, in, hours)
		})
	}
}

// In the morning the day's protests become one story, of the region and of the nation:
// what share of them was violent. It fades by half in a week.
func TestProtestsAreRemembered(t *testing.T) {
	s, in := meeting(1000, 1, func(co *Coefficients, _ *Conditions) { co.ViolenceHalf = 1 })
	s.riot(town)
	s.places[town].riot = false
	for h := 1; h < 24*20; h++ {
		in.HourOfDay = (16 + h) % 24
		s.Hour(h, in)
		told := 24 + Morning - 16
		for k, want := range []struct{ days, violent float64 }{{1, 1. / 2}, {1, 0}, {1, 1. / 3}} { // town and village, the city, the nation
			left := 0.0
			if h >= told {
				left = math.Exp2(-float64(h-told) / (7 * 24))
			}
			m := &s.story[k]
			near(t, "days remembered", m.days.at(h, &s.pace.told), left*want.days, 1e-9)
			near(t, "violence remembered", m.violent.at(h, &s.pace.told), left*want.violent, 1e-9)
		}
	}
}

// Left to itself an urn is fair: over many courses violence is as frequent on the
// tenth day as on the first, and the days of a course are alike.
func TestTheUrnIsFair(t *testing.T) {
	const courses, days = 3000, 10
	var first, last, same float64
	for seed := range uint64(courses) {
		s, in := meeting(1000, seed, func(co *Coefficients, _ *Conditions) {
			co.ViolenceBase, co.ViolenceHabit, co.ViolentShare, co.Stay, co.MediaWeight, co.ViolenceHalf = 2, 2, 0.3, 4, 0.5, 1
		})
		var violent [days]bool
		for d := range days {
			exposed := s.co.Stay / 24 / math.Ln2
			s.learn(in)
			p := 1 - math.Exp(-s.hazard[0]*exposed)
			violent[d] = float64(s.lots.street.Uniform(9, uint64(d))) < p
			s.hour += 24
			for _, k := range []int{0, len(s.hazard)} {
				m := &s.story[k]
				m.days = fading{m.days.at(s.hour, &s.pace.told) + 1, s.hour}
				m.violent = fading{m.violent.at(s.hour, &s.pace.told) + flag(violent[d]), s.hour}
			}
		}
		first, last = first+flag(violent[0]), last+flag(violent[days-1])
		same += flag(violent[days-1] == violent[days-2])
	}
	p := first / courses
	if math.Abs(last-first) > 4*math.Sqrt(2*courses*p*(1-p)) {
		t.Errorf("violent in %g of %d courses on the first day, in %g on the tenth", first, courses, last)
	}
	if alone := p*p + (1-p)*(1-p); same/courses < alone+0.1 {
		t.Errorf("two days are alike in %g of the courses; without memory in %g", same/courses, alone)
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
