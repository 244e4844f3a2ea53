package relations

import (
	"math"
	"testing"

	"pgregory.net/rapid"
)

func TestReliabilityAfterHelpAndRefusal(t *testing.T) {
	co := still()
	co.Help, co.Refusal = 3, 2
	for _, c := range []struct {
		what                        string
		e                           Event
		target, neighbour, outsider float64
	}{
		{"before", Event{State: target}, 2. / 4, 3. / 4, 1. / 4},
		{"help at once", Event{State: target, Deployed: true}, 5. / 7, 5.4 / 6.4, 1.6 / 4.6},
		{"help that counts half", Event{State: target, Deployed: true, HoursToLanding: 48}, 3.5 / 5.5, 4.2 / 5.2, 1.3 / 4.3},
		{"help that counts a quarter", Event{State: target, Deployed: true, HoursToLanding: 96}, 2.75 / 4.75, 3.6 / 4.6, 1.15 / 4.15},
		{"refusal", Event{State: target, Refused: true}, 2. / 6, 3 / 5.6, 1 / 4.4},
		{"help for another", Event{State: neighbour, Deployed: true}, 4.4 / 6.4, 6. / 7, 2.2 / 5.2},
		{"help for an outsider", Event{State: outsider, Deployed: true}, 2.6 / 4.6, 4.2 / 5.2, 4. / 7},
	} {
		r := setUp(t, co)
		apply(t, r, c.e)
		s := r.Snapshot()
		is(t, c.what+": reliability for the target", s.Reliability[target], c.target)
		is(t, c.what+": reliability for the neighbour", s.Reliability[neighbour], c.neighbour)
		is(t, c.what+": reliability for the outsider", s.Reliability[outsider], c.outsider)
		is(t, c.what+": belief of the neighbour", r.Beliefs(neighbour).Reliability, c.neighbour)
	}
}

func TestLaterHelpCountsLess(t *testing.T) {
	rapid.Check(t, func(t *rapid.T) {
		co := still()
		co.Help = rapid.Float64Range(0.1, 10).Draw(t, "help")
		sooner := rapid.Float64Range(0, 200).Draw(t, "sooner")
		later := sooner + rapid.Float64Range(1, 200).Draw(t, "later by")
		after := func(hours float64) float64 {
			r := setUp(t, co)
			apply(t, r, Event{State: target, Deployed: true, HoursToLanding: hours})
			return r.Snapshot().Reliability[target]
		}
		if a, b := after(sooner), after(later); a <= b || b <= 0.5 {
			t.Fatalf("reliability is %v after %v hours and %v after %v", a, sooner, b, later)
		}
	})
}

func TestWhatWasLearntIsForgottenWithItsHalfLife(t *testing.T) {
	co := still()
	co.Help, co.Refusal = 3, 2
	r := setUp(t, co)
	apply(t, r, Event{State: target, Deployed: true}, Event{State: target, Refused: true})
	is(t, "reliability", r.Snapshot().Reliability[target], 5./9)
	wait(t, r, 12)
	is(t, "reliability after a half-life", r.Snapshot().Reliability[target], 3.5/6.5)
}

// stepped is x after a step toward 1.
func stepped(x, g float64) float64 { return 1 - (1-x)*math.Exp(-g) }

func TestFearOfTheHegemon(t *testing.T) {
	co := still()
	co.StayFear, co.LeadFear, co.Unilateral = 0.4, 0.6, 0.5
	for _, c := range []struct {
		what string
		e    Event
		step float64
	}{
		{"a short mission of many", Event{Deployed: true, LeadShare: 0.5}, 0},
		{"50,000 troop-days", Event{Deployed: true, TroopDaysAfterControl: 50_000}, 0.2},
		{"100,000 troop-days", Event{Deployed: true, TroopDaysAfterControl: 100_000}, 0.4},
		{"a lead that sends three quarters", Event{Deployed: true, LeadShare: 0.75}, 0.15},
		{"a lead that sends little", Event{Deployed: true, LeadShare: 0.1}, 0},
		{"a unilateral mission", Event{Deployed: true, Unilateral: true, LeadShare: 0.5}, 0.5},
		{"all of it", Event{Deployed: true, Unilateral: true, LeadShare: 0.75, TroopDaysAfterControl: 50_000}, 0.85},
		{"nobody came", Event{Unilateral: true, LeadShare: 0.75, TroopDaysAfterControl: 50_000}, 0},
	} {
		r := setUp(t, co)
		apply(t, r, c.e)
		for i, s := range region().States {
			is(t, c.what+": fear in "+s.ID, r.Snapshot().Fear[i], stepped(s.Fear, c.step))
			is(t, c.what+": belief in "+s.ID, r.Beliefs(i).Fear, stepped(s.Fear, c.step))
		}
	}
}

func TestTroopsThatStayAreFearedAsThoseWithinTheCrisis(t *testing.T) {
	co := still()
	co.StayFear = 0.4
	within, after := setUp(t, co), setUp(t, co)
	apply(t, within, Event{Deployed: true, TroopDaysAfterControl: 75_000})
	after.Stay(50_000)
	after.Stay(25_000)
	for i, s := range region().States {
		is(t, "fear in "+s.ID, after.Snapshot().Fear[i], within.Snapshot().Fear[i])
		is(t, "fear in "+s.ID, after.Snapshot().Fear[i], stepped(s.Fear, 0.3))
	}
}

func TestFearDecaysWithItsHalfLife(t *testing.T) {
	co := still()
	co.Unilateral = 0.5
	r := setUp(t, co)
	apply(t, r, Event{Deployed: true, Unilateral: true})
	wait(t, r, 12)
	for i, s := range region().States {
		is(t, "fear in "+s.ID, r.Snapshot().Fear[i], (s.Fear+stepped(s.Fear, 0.5))/2)
	}
}

func TestStandingCountsMembersTwice(t *testing.T) {
	r := setUp(t, still())
	// 2·0.5·0.7 + 2·0.75·0.8 + 0.25·0.6, over five.
	is(t, "standing", r.Snapshot().Standing, (0.7+1.2+0.15)/5)
}

func TestPrecedent(t *testing.T) {
	co := still()
	co.Precedent = 0.8
	r := setUp(t, co)
	is(t, "precedent before", r.Snapshot().Precedent, 0)
	apply(t, r, Event{State: neighbour, Deployed: true})
	made := 1 - math.Exp(-0.8)
	is(t, "precedent after a mission", r.Snapshot().Precedent, made)
	apply(t, r, Event{State: outsider})
	is(t, "precedent after a crisis without request", r.Snapshot().Precedent, made)
	apply(t, r, Event{State: outsider, Refused: true})
	is(t, "precedent after a refusal", r.Snapshot().Precedent, made*math.Exp(-0.8))
	wait(t, r, 24)
	is(t, "precedent after two half-lives", r.Snapshot().Precedent, made*math.Exp(-0.8)/4)
	is(t, "belief in it", r.Beliefs(outsider).Precedent, made*math.Exp(-0.8)/4)
}

func TestInsuranceIsReliabilityAsFarAsThereIsPrecedent(t *testing.T) {
	co := still()
	co.Precedent = 0.8
	r := setUp(t, co)
	is(t, "insurance without precedent", r.Beliefs(neighbour).Insurance, 0)
	apply(t, r, Event{State: outsider, Deployed: true})
	is(t, "insurance", r.Beliefs(neighbour).Insurance, 0.75*(1-math.Exp(-0.8)))
}
