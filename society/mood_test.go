package society

import (
	"math"
	"testing"
)

func TestTheTargetTakesItsShareOfAngerAlong(t *testing.T) {
	after := func(act func(*Conditions)) float64 {
		n := nation()
		n.Sparks = []Spark{{Place: town, People: 30_000}}
		co := silent()
		co.PoliticalGain, co.PoliticalMax, co.TargetShare, co.MediaWeight = 5, 0.1, 0.6, 0.5
		s, in := settled(n, co, 100, 1), ordinary(&n)
		for h := range 48 {
			s.Hour(h, in)
		}
		act(in)
		s.Hour(48, in)
		return s.State().Political
	}
	nothing := after(func(*Conditions) {})
	if nothing < 0.05 {
		t.Fatalf("political loss is only %g", nothing)
	}
	near(t, "loss left by a dismissal", after(func(in *Conditions) { in.TargetGone = true })/nothing, 0.4, 0.02)
	near(t, "loss left by an offer", after(func(in *Conditions) { in.Calm = 0.25 })/nothing, 0.75, 0.02)
}

// What a ruler yields and is not believed may be read as weakness, and angers at
// once; or it calms, but not below contentment.
func TestYieldingMayBeReadAsWeakness(t *testing.T) {
	for _, c := range []struct{ weakness, yielded, want float64 }{{0.02, 0, 0}, {0.02, 0.6, 0.012}, {0.02, 1, 0.02}, {-0.02, 1, 0}} {
		n, co := nation(), silent()
		co.Weakness, co.PoliticalHalf = c.weakness, ever
		s, in := settled(n, co, 1000, 1), ordinary(&n)
		s.Hour(0, in)
		in.Yielded = c.yielded
		s.Hour(1, in)
		in.Yielded = 0
		s.Hour(2, in)
		near(t, "political loss", s.State().Political, c.want, 1e-12)
		s.loss[0] = 0.01
		in.Yielded = c.yielded
		s.Hour(3, in)
		near(t, "political loss of the angry", s.loss[0], math.Max(0, 0.01+c.weakness*c.yielded), 1e-12)
	}
}

// Deaths frighten their place at once and anger their region with a lag.
func TestFearAndAngerComeFromDeaths(t *testing.T) {
	s := rioting(1, 1000, 1000, func(co *Coefficients, in *Conditions) {
		co.DeathRate, co.FearGain, co.DeathAnger, co.PoliticalHalf = 1, 0.5, 0.002, ever
		in.Lethal = 1
	})
	dead := s.State().CivilianDeaths
	if dead == 0 || s.State().Killed[town] != dead {
		t.Fatalf("%g are dead, %v", dead, s.State().Killed)
	}
	in := ordinary(&s.nation)
	near(t, "the dead of a thousand", s.places[town].fear.value, 1000*dead/(2000+dead), 1e-9)
	near(t, "the cost of arrest", s.fright(town, in), 1+0.5*math.Log2(1+s.places[town].fear.at(s.hour, &s.pace.fear)), 1e-9)
	// One part in 48 of the anger has been felt in the hour. The other region has heard
	// of it by the media alone.
	for r, heard := range []float64{dead, s.co.MediaWeight * dead} {
		anger := 0.002 * math.Log10(1+heard)
		near(t, "anger to come", s.anger[r], anger*47/48, 1e-9)
		near(t, "anger felt", s.loss[2*r], anger/48, 1e-9)
	}
	if s.places[city].fear.value != 0 || s.fright(city, in) != 1 {
		t.Errorf("fear in the city %g", s.places[city].fear.value)
	}
}

// The first of the dead anger most: each tenfold of those a region has heard of by as
// much again. Where communications are cut it hears of none elsewhere.
func TestGriefNumbs(t *testing.T) {
	for what, c := range map[string]struct {
		open            float64
		dead            []float64 // of the town, by hour
		town, elsewhere float64
	}{
		"at once":             {1, []float64{99}, 2, math.Log10(1 + 0.4*99)},
		"one after the other": {1, []float64{9, 90}, 2, math.Log10(1 + 0.4*99)},
		"in a blackout":       {0, []float64{99}, math.Log10(1 + 0.6*99), 0},
	} {
		n, co := nation(), silent()
		co.DeathAnger, co.MediaWeight, co.Outage, co.PoliticalHalf = 0.01, 0.4, 0, ever
		s, in := settled(n, co, 100, 1), ordinary(&n)
		in.Openness = c.open
		for h, d := range c.dead {
			s.dead[0] = d
			s.Hour(h, in)
		}
		s.hour++
		for r, want := range []float64{c.town, c.elsewhere} {
			near(t, "anger "+what, s.anger[r]+s.loss[2*r], 0.01*want, 1e-9)
		}
	}
}

// A blackout cuts news from afar. What neighbours see and tell then counts for
// more by the outage: it keeps people at home, or brings them out to learn.
func TestABlackoutWorksBothWays(t *testing.T) {
	heard := func(outage, openness float64) (here, there float64) {
		n := nation()
		n.Sparks = []Spark{{Place: town, People: 3000}}
		co := silent()
		co.MediaWeight, co.Outage = 0.4, outage
		s, in := settled(n, co, 100, 1), ordinary(&n)
		in.Openness = openness
		for h := range 12 {
			s.Hour(h, in)
		}
		return s.heard[0], s.heard[1]
	}
	open, far := heard(4, 1)
	if again, _ := heard(0, 1); again != open || far <= 0 {
		t.Errorf("with open communications outage counts: %g, without %g; elsewhere %g", open, again, far)
	}
	cut, far := heard(0, 0)
	if cut <= 0 || cut >= open || far != 0 {
		t.Errorf("news in the region %g in a blackout, %g before; elsewhere %g", cut, open, far)
	}
	if told, far := heard(4, 0); told <= open || far != 0 {
		t.Errorf("news in the region %g in a blackout that brings people together, %g before; elsewhere %g", told, open, far)
	}
}

// Coefficients set on the way count from then on: what has faded did so at the old
// pace.
func TestWhatHasFadedIsKept(t *testing.T) {
	co := silent()
	co.FearHalf, co.SparkRest = 10, 20
	n := nation()
	s, in := settled(n, co, 1000, 1), ordinary(&n)
	s.places[town].fear, s.places[town].spent = fading{1, 0}, fading{1, 0}
	for h := range 20 {
		s.Hour(h, in)
	}
	co.FearHalf, co.SparkRest = 5, ever
	s.Set(co)
	for h := 20; h < 30; h++ {
		s.Hour(h, in)
	}
	near(t, "fear", s.places[town].fear.at(30, &s.pace.fear), 1./16, 1e-12)
	near(t, "spent", s.places[town].spent.at(30, &s.pace.rest), 0.5, 1e-9)
}
