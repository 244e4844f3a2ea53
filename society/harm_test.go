package society

import (
	"math"
	"testing"
)

// rioting is an hour of a riot in the town of which so many are violent, before so
// many officers.
func rioting(seed uint64, violent, officers float64, change func(*Coefficients, *Conditions)) *Society {
	s, in := meeting(2*violent, seed, func(co *Coefficients, in *Conditions) {
		co.ViolentShare, co.ViolenceHalf, in.Officers[town] = 0.5, ever, officers
		change(co, in)
	})
	l := &s.places[town]
	l.riot, l.violent = true, 0.5
	s.Hour(1, in)
	return s
}

// Officers shoot on orders. Without orders a post that faces a riot fires at its
// own rate, and nobody else is shot.
func TestWhoShoots(t *testing.T) {
	for what, c := range map[string]struct {
		unordered, lethal, officers, rate float64
	}{
		"without orders":                {0, 0, 100, 0},
		"on orders":                     {0, 1, 100, 100},
		"on orders that are half given": {0, 0.5, 100, 100},
		"by posts without orders":       {0.5, 0, 100, 0.5},
		"by no officers":                {24, 1, 0, 0},
	} {
		const hours = 4
		often(t, "shooting "+what, 1500, 1-math.Exp(-c.rate*hours/24), func(seed uint64) bool {
			s, in := meeting(1000, seed, func(co *Coefficients, in *Conditions) {
				co.ViolentShare, co.ViolenceHalf, co.Unordered, co.DeathRate = 0.5, ever, c.unordered, 10
				in.Lethal, in.Officers[town] = c.lethal, c.officers
			})
			s.places[town].riot, s.places[town].violent = true, 0.5
			shot := false
			for h := range hours {
				s.Hour(1+h, in)
				shot = shot || s.State().Shot[town]
				if s.State().Killed[town] > 0 && !shot || s.State().Shot[city] || s.State().Killed[city] > 0 {
					t.Fatalf("%s somebody is dead whom nobody shot", what)
				}
			}
			return shot
		})
	}
}

// A crowd of which some are killed scatters, unless that provokes it.
func TestAVolleyScatters(t *testing.T) {
	const provoke = 0.3
	often(t, "a crowd that goes home", 1500, 1-provoke, func(seed uint64) bool {
		s := rioting(seed, 1000, 1000, func(co *Coefficients, in *Conditions) {
			co.DeathRate, co.Provoke, in.Lethal = 10, provoke, 1
		})
		if s.State().Killed[town] == 0 {
			t.Fatal("nobody was killed")
		}
		return s.State().Crowd[town]+s.State().Violent[town] == 0
	})
}

// A peaceful crowd is not shot at, nor is one of which less than one person fights.
func TestNobodyShootsAPeacefulCrowd(t *testing.T) {
	for _, violent := range []float64{0, 0.9 / 1000, 1.1 / 1000} {
		s, in := meeting(1000, 1, func(co *Coefficients, in *Conditions) {
			co.ViolenceHalf, co.DeathRate, co.OfficerRate, co.LootRate, co.ArsonRate, co.SeizeRate = ever, 1e5, 1e5, 1e5, 1e5, 1e5
			in.Lethal, in.Officers[town], in.Vacuum[town] = 1, 100, 1
		})
		s.places[town].violent = violent
		s.Hour(1, in)
		st := s.State()
		if harm := st.CivilianDeaths + st.OfficerDeaths + st.Looting + st.Arson + st.Seizures; (harm > 0) != (violent > 0.001) || st.Shot[town] != (violent > 0.001) {
			t.Errorf("%g violent people: harm %g, shot at: %v", 1000*violent, harm, st.Shot[town])
		}
	}
}

// Where officers shoot, deaths are in proportion to those who meet, and to the
// orders; officers die as often as they clash.
func TestDeaths(t *testing.T) {
	const n, violent, officers = 1500, 400.0, 100.0
	for _, c := range []struct{ lethal, unordered float64 }{{1, 0}, {0.5, 0}, {0, 24}, {0, 0}} {
		civilians, fallen := 0.0, 0.0
		for seed := range uint64(n) {
			st := rioting(seed, violent, officers, func(co *Coefficients, in *Conditions) {
				co.DeathRate, co.OfficerRate, co.Unordered, in.Lethal = 0.1, 0.1, c.unordered, c.lethal
			}).State()
			civilians += st.CivilianDeaths / n
			fallen += st.OfficerDeaths / n
		}
		meet := violent * officers / (violent + officers)
		fire := c.lethal + (1-c.lethal)*(1-math.Exp(-c.unordered/24))
		want := 0.1 / 24 * meet * fire
		near(t, "mean deaths", civilians, want, 4*math.Sqrt(want/n))
		near(t, "mean deaths of officers", fallen, 0.1/24*meet, 4*math.Sqrt(0.1/24*meet/n))
	}
	if st := rioting(1, violent, 3, func(co *Coefficients, _ *Conditions) { co.OfficerRate = 1e4 }).State(); st.OfficerDeaths != 3 {
		t.Errorf("%g of 3 officers fell", st.OfficerDeaths)
	}
}

// In days of unrest deaths fall to a fifth or less without the order to shoot.
func TestKillingNeedsAnOrder(t *testing.T) {
	dead := func(lethal float64) float64 {
		n, co, sum := nation(), restless(), 0.0
		co.Unordered = 1
		n.Sparks = []Spark{{Place: town, People: 800}, {Place: city, People: 800}}
		in := ordinary(&n)
		for i := range in.Officers {
			in.Officers[i] = 300
		}
		in.Posture, in.Lethal = []float64{1, 1}, lethal
		for seed := range uint64(10) {
			s := settled(n, co, 200, seed)
			spend(s, 72, in)
			sum += s.State().CivilianDeaths
		}
		return sum
	}
	if with, without := dead(1), dead(0); with < 100 || without == 0 || without > with/5 {
		t.Errorf("%g are dead, without orders %g", with, without)
	}
}

func TestDamageNeedsViolenceAndSeizuresAVacuum(t *testing.T) {
	damage := func(vacuum float64) (looting, arson, seizures float64) {
		for seed := range uint64(300) {
			st := rioting(seed, 1000, 0, func(co *Coefficients, in *Conditions) {
				co.LootRate, co.ArsonRate, co.SeizeRate, in.Vacuum[town] = 0.5, 0.1, 0.05, vacuum
			}).State()
			looting, arson, seizures = looting+st.Looting/300, arson+st.Arson/300, seizures+st.Seizures/300
		}
		return looting, arson, seizures
	}
	for vacuum, least := range map[float64]float64{0: 0.1, 1: 1} {
		looting, arson, seizures := damage(vacuum)
		for what, c := range map[string][2]float64{
			"looting": {looting, 500. / 24 * least}, "fires": {arson, 100. / 24}, "seizures": {seizures, 50. / 24 * vacuum},
		} {
			near(t, what, c[0], c[1], 4*math.Sqrt(c[1]/300))
		}
	}
}

func TestNobodyIsArrestedWhoWasNeverOut(t *testing.T) {
	n := nation()
	n.Sparks = []Spark{{Place: town, People: 500}}
	co := silent()
	co.ArrestRate, co.SweepRate = 10, 10
	s := settled(n, co, 1, 1)
	in := ordinary(&n)
	for i := range in.Officers {
		in.Officers[i] = 1e5
	}
	in.Emergency, in.Posture = []float64{1, 1}, []float64{5, 5}
	for h := range 200 {
		s.Hour(h, in)
	}
	if d := s.State().Detained; d < 400 || d > 500 {
		t.Errorf("%g of 500 were arrested", d)
	}
}

// Under emergency, where control is held, officers arrest at home who has been out:
// sweep_rate of them a day, and 0.085 for each officer at most.
func TestSweepsNeedEmergencyAndControl(t *testing.T) {
	const n = 400
	for what, c := range map[string]struct{ emergency, vacuum, officers, want float64 }{
		"in ordinary times":     {0, 0, 1000, 0},
		"under emergency":       {1, 0, 10_000, 1000 * 0.24 / 24},
		"where half is held":    {1, 0.5, 10_000, 1000 * 0.12 / 24},
		"where nothing is held": {1, 1, 1000, 0},
		"by a few":              {1, 0, 600, 600 * 0.085 / 24},
	} {
		sum := 0.0
		for seed := range uint64(n) {
			s, in := meeting(1000, seed, func(co *Coefficients, in *Conditions) {
				co.SweepRate, co.Stay = 0.24, 0.01 // the streets are empty from now on
				in.Emergency[0], in.Vacuum[town], in.Officers[town] = c.emergency, c.vacuum, c.officers
			})
			s.Hour(1, in)
			if s.State().Participants != 0 {
				t.Fatalf("%g are out", s.State().Participants)
			}
			sum += s.State().Detained / n
		}
		near(t, "arrests "+what, sum, c.want, 4*math.Sqrt(c.want/n))
	}
}

func TestArrestsAndDeathsTakeAgentsAway(t *testing.T) {
	n := withSparks(1)
	n.Cohorts = []Cohort{{}, {}}
	co := alone()
	co.Threshold, co.Availability, co.ViolenceBase, co.ViolentShare, co.DeathRate, co.ArrestRate, co.ViolentPosture, co.Provoke = 0, 0.1, 24, 1, 1, 1, 1, 1
	s, in := settled(n, co, 10, 1), ordinary(&n)
	in.Officers[city], in.Lethal, in.Posture = 5000, 1, []float64{12, 12}
	for h := range 10 {
		s.Hour(h, in)
	}
	st, c := s.State(), s.Count()
	near(t, "agents taken away", float64(c[Detained]+c[Out]), (st.Detained+st.CivilianDeaths)/10, 3)
	if c[Detained] == 0 || c[Out] == 0 {
		t.Errorf("of %d detained and %d hurt or dead", c[Detained], c[Out])
	}
}
