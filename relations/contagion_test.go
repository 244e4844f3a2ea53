package relations

import (
	"math"
	"testing"
)

func TestACrisisElsewhereRaisesTheHazard(t *testing.T) {
	co := still()
	co.Contagion = 1.5
	r := setUp(t, co)
	for k, s := range region().States {
		is(t, "hazard in quiet times in "+s.ID, r.Hazard(k), s.CrisisRate/12)
	}
	apply(t, r, Event{State: target, Threat: 0.7})
	wave := 1 - math.Exp(-0.7)
	for k, s := range region().States {
		is(t, "hazard in "+s.ID, r.Hazard(k), s.CrisisRate/12*(1+1.5*wave*s.Likeness))
	}
	wait(t, r, 3)
	for k, s := range region().States {
		is(t, "hazard after three months in "+s.ID, r.Hazard(k), s.CrisisRate/12*(1+1.5*wave/2*s.Likeness))
	}
}

func TestMoreContagionGivesMoreHazard(t *testing.T) {
	last := 0.0
	for _, contagion := range []float64{0, 0.5, 1, 2, 10} {
		co := still()
		co.Contagion = contagion
		r := setUp(t, co)
		apply(t, r, Event{State: target, Threat: 0.7})
		if h := r.Hazard(neighbour); h <= last {
			t.Errorf("contagion %v: hazard %v, after %v with less", contagion, h, last)
		} else {
			last = h
		}
	}
}

func TestCrisesComeWithTheirHazard(t *testing.T) {
	const replicates = 4000
	co := still()
	co.Contagion = 2
	for _, threat := range []float64{0, 1} {
		came, want := [3]float64{}, [3]float64{}
		for i := range replicates {
			r := inReplicate(t, i, co)
			apply(t, r, Event{State: target, Threat: threat})
			for k := range came {
				came[k] += flag(r.Crisis(1, k)) / replicates
				want[k] = 1 - math.Exp(-r.Hazard(k))
			}
		}
		for k := range came {
			if math.Abs(came[k]-want[k]) > 4*math.Sqrt(want[k]*(1-want[k])/replicates) {
				t.Errorf("threat %v: crises in %v of first months of state %d, want %v", threat, came[k], k, want[k])
			}
		}
	}
}

func TestAHigherHazardKeepsTheCrisesOfALowerOne(t *testing.T) {
	co := still()
	co.Contagion = 5
	more := 0
	for i := range 200 {
		quiet, stirred := inReplicate(t, i, co), inReplicate(t, i, co)
		apply(t, stirred, Event{State: target, Threat: 1})
		for m := 1; m <= 24; m++ {
			for k := range region().States {
				a, b := quiet.Crisis(m, k), stirred.Crisis(m, k)
				if a && !b {
					t.Fatalf("replicate %d, month %d, state %d: a crisis is gone in the world with a wave", i, m, k)
				}
				if b && !a {
					more++
				}
			}
		}
	}
	if more == 0 {
		t.Error("the wave brought no crisis")
	}
}
