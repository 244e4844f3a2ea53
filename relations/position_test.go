package relations

import (
	"math"
	"testing"

	"pgregory.net/rapid"
)

func TestObligationIsMadeByDecisiveHelpForTheTargetAndFades(t *testing.T) {
	co := still()
	co.Oblige = 2
	for _, c := range []struct {
		e    Event
		want float64
	}{
		{Event{State: target, Deployed: true, Decisive: 0.5}, 1 - math.Exp(-1)},
		{Event{State: target, Deployed: true, Decisive: 1}, 1 - math.Exp(-2)},
		{Event{State: target, Deployed: true}, 0},
		{Event{State: neighbour, Deployed: true, Decisive: 1}, 0},
	} {
		r := setUp(t, co)
		apply(t, r, c.e)
		is(t, "obligation", r.Snapshot().Obligation, c.want)
		is(t, "obligation of the target", r.Beliefs(target).Obligation, c.want)
		is(t, "obligation of the neighbour", r.Beliefs(neighbour).Obligation, 0)
		wait(t, r, 12)
		is(t, "obligation after a half-life", r.Snapshot().Obligation, c.want/2)
	}
}

func TestAlignmentIsPulledByObligation(t *testing.T) {
	co := still()
	co.Oblige, co.Pull = 2, 0.3
	r := setUp(t, co)
	apply(t, r, Event{State: target, Deployed: true, Decisive: 0.5})
	is(t, "share of the lead before", r.Snapshot().Alignment[lead], 0.5)
	wait(t, r, 1)
	month := math.Exp2(-1. / 12)
	pulled := stepped(0.5, 0.3*(1-math.Exp(-1))*month)
	pulled = 0.5 + (pulled-0.5)*month
	is(t, "share of the lead after a month", r.Snapshot().Alignment[lead], pulled/(pulled+0.5))
	is(t, "share of the rival", r.Snapshot().Alignment[rival], 0.2/(pulled+0.5))
	after := r.Snapshot().Alignment[lead]
	wait(t, r, 240)
	if last := r.Snapshot().Alignment[lead]; last >= after || !(math.Abs(last-0.5) < 1e-3) {
		t.Errorf("the share of the lead goes from %v to %v, want back to a half", after, last)
	}
}

func TestAlignmentToThoseAverseToRepressionSuffersFromRepressionAndARougherStyle(t *testing.T) {
	co := still()
	co.Aversion = 0.4
	r := setUp(t, co)
	apply(t, r, Event{State: target, Repression: 50})
	is(t, "alignment to the West", r.align[west], 0.3*math.Exp(-0.2))
	is(t, "alignment to the rival", r.align[rival], 0.2)
	wait(t, r, 12)
	is(t, "alignment after a half-life", r.align[west], 0.3*(1+math.Exp(-0.2))/2)

	r = setUp(t, co)
	apply(t, r, Event{State: neighbour, Repression: 50})
	is(t, "alignment after repression elsewhere", r.align[west], 0.3)

	co.StyleThreat = 1
	r = setUp(t, co)
	apply(t, r, Event{State: target, Survived: true, Threat: 0.7})
	rougher := stepped(0.6, 0.7) - 0.6
	wait(t, r, 1)
	month := math.Exp2(-1. / 12)
	is(t, "alignment after a month of a rougher style", r.align[west], 0.3+0.3*(math.Exp(-0.4*rougher/12)-1)*month)
}

func TestBalanceIsTheNormalisedEntropyOfTheShares(t *testing.T) {
	for _, c := range []struct {
		align []float64
		want  float64
	}{
		{[]float64{0.4, 0.4, 0.4}, 1},
		{[]float64{0.1, 0.1, 0.1, 0.1, 0.1}, 1},
		{[]float64{0, 0.7, 0}, 0},
		{[]float64{0.3, 0.3, 0}, math.Ln2 / math.Log(3)},
		{[]float64{0.75, 0.25}, 0.8112781244591328},
		{[]float64{0.5}, 0},
		{[]float64{0, 0, 0}, 0},
	} {
		r := setUp(t, still(), func(f *Config) {
			f.Powers = nil
			for k, a := range c.align {
				f.Powers = append(f.Powers, Power{Lead: k == lead, Alignment: a})
			}
		})
		is(t, "balance", r.Snapshot().Balance, c.want)
	}
}

func TestAMissionRaisesTheLeadsWeightAndTheGainFades(t *testing.T) {
	co := still()
	co.WeightGain = 0.5
	quiet := func(c *Config) { c.Powers[rival].Growth = 0 }
	r := setUp(t, co, quiet)
	is(t, "share of the lead before", r.Snapshot().Weight[lead], 0.6/0.9)
	apply(t, r, Event{State: neighbour})
	is(t, "share without a mission", r.Snapshot().Weight[lead], 0.6/0.9)
	apply(t, r, Event{State: neighbour, Deployed: true})
	gain := 1 - math.Exp(-0.5)
	is(t, "share of the lead", r.Snapshot().Weight[lead], 0.6/0.9+0.3/0.9*gain)
	is(t, "share of the rival", r.Snapshot().Weight[rival], 0.2/0.9*(1-gain))
	wait(t, r, 12)
	is(t, "share of the lead after a half-life", r.Snapshot().Weight[lead], 0.6/0.9+0.3/0.9*gain/2)
}

// Weights have no unit: a mission raises the lead's share by as much whether they
// are written up to 1 or, after years of growth, far above it.
func TestAMissionRaisesTheLeadsWeightWhateverItsUnit(t *testing.T) {
	co := still()
	co.WeightGain = 0.2
	share := func(unit float64, missions int) float64 {
		r := setUp(t, co, func(c *Config) {
			for k := range c.Powers {
				c.Powers[k].Weight *= unit
			}
		})
		for range missions {
			apply(t, r, Event{State: neighbour, Deployed: true})
		}
		return r.Snapshot().Weight[lead]
	}
	for _, unit := range []float64{0.1, 1, 3} {
		if before, after := share(unit, 0), share(unit, 1); after <= before {
			t.Errorf("in units of %v a mission takes the lead's share from %v to %v", unit, before, after)
		}
		is(t, "share after two missions", share(unit, 2), share(1, 2))
	}
}

func TestARivalsOwnGrowthGoesOn(t *testing.T) {
	co := still()
	co.WeightGain = 0.5
	with, without := setUp(t, co), setUp(t, co)
	apply(t, with, Event{State: target, Deployed: true})
	wait(t, with, 24)
	wait(t, without, 24)
	grown := 0.2 * 1.1 * 1.1
	s := without.Snapshot()
	is(t, "share of the rival", s.Weight[rival], grown/(0.6+grown+0.1))
	is(t, "rival to West without a mission", s.Weight[rival]/s.Weight[west], grown/0.1)
	s = with.Snapshot()
	is(t, "rival to West with a mission", s.Weight[rival]/s.Weight[west], grown/0.1)
}

func TestSharesSumToOne(t *testing.T) {
	rapid.Check(t, func(t *rapid.T) {
		r := setUp(t, still(), func(c *Config) {
			for k := range c.Powers {
				c.Powers[k].Weight = rapid.Float64Range(0.01, 1).Draw(t, "weight")
				c.Powers[k].Alignment = rapid.Float64Range(0.01, 1).Draw(t, "alignment")
			}
		})
		s := r.Snapshot()
		weight, align := 0.0, 0.0
		for k := range s.Weight {
			weight += s.Weight[k]
			align += s.Alignment[k]
		}
		if !near(weight, 1) || !near(align, 1) || s.Balance < 0 || s.Balance > 1+1e-12 {
			t.Fatalf("shares of weight sum to %v, of alignment to %v, balance %v", weight, align, s.Balance)
		}
	})
}

func TestResolveAndCapabilityAreShownByAQuickMission(t *testing.T) {
	co := still()
	co.Show = 0.3
	for _, c := range []struct {
		what                string
		e                   Event
		resolve, capability float64 // steps
	}{
		{"a crisis without a mission", Event{Survived: true}, 0, 0},
		{"a mission at once", Event{Deployed: true, Survived: true}, 0.3, 0.3},
		{"a mission after two days", Event{Deployed: true, Survived: true, HoursToLanding: 48}, 0.15, 0.15},
		{"a mission in vain", Event{Deployed: true}, 0.3, 0},
	} {
		r := setUp(t, co)
		apply(t, r, c.e)
		s := r.Snapshot()
		is(t, c.what+": resolve", s.Resolve, stepped(0.5, c.resolve))
		is(t, c.what+": capability", s.Capability, stepped(0.7, c.capability))
		wait(t, r, 12)
		s = r.Snapshot()
		is(t, c.what+": resolve after a half-life", s.Resolve, (0.5+stepped(0.5, c.resolve))/2)
		is(t, c.what+": capability after a half-life", s.Capability, (0.7+stepped(0.7, c.capability))/2)
	}
}
