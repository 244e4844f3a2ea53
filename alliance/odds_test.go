package alliance

import (
	"math"
	"testing"

	"pgregory.net/rapid"
)

// The odds are how often the council approves, under every rule.
func TestOddsAreFrequencies(t *testing.T) {
	const n = 20000
	for _, rule := range []Rule{Consensus, Majority, LeadNation} {
		for _, spread := range []float64{0.2, 1, 3} {
			ch, co := treaty(), weighed()
			ch.Rule, co.Luck, co.Yes, co.No = rule, spread, 3, 1.6
			odds, err := Odds(ch, council(), co, plea())
			if err != nil {
				t.Fatal(err)
			}
			hits := 0.0
			for i := range n {
				hits += flag(decide(t, ch, council(), co, plea(), i).Approved)
			}
			if off := math.Abs(hits/n - odds); off > 4*math.Sqrt(odds*(1-odds)/n) {
				t.Errorf("rule %d, luck %g: approved in %.4f, odds %.4f", rule, spread, hits/n, odds)
			}
			if odds < 0.02 || odds > 0.98 {
				t.Errorf("rule %d, luck %g: odds of %g say little", rule, spread, odds)
			}
		}
	}
}

func TestOddsWithoutVotes(t *testing.T) {
	ch, co, r := treaty(), weighed(), plea()
	odds := func() float64 {
		t.Helper()
		p, err := Odds(ch, council(), co, r)
		if err != nil {
			t.Fatal(err)
		}
		return p
	}
	if p, d := odds(), decide(t, ch, council(), co, r, 0); p != flag(d.Approved) {
		t.Errorf("without luck the odds are %g, approved: %v", p, d.Approved)
	}
	r.Multilateral = false
	if p := odds(); p != 1 {
		t.Errorf("alone the lead comes with %g", p)
	}
	co.Refuse = 1
	if p := odds(); p != 0 {
		t.Errorf("a council that refuses approves with %g", p)
	}
}

// Odds are probabilities, and rise with what speaks for a mission.
func TestOddsRise(t *testing.T) {
	rapid.Check(t, func(t *rapid.T) {
		ch, co, r := treaty(), weighed(), plea()
		ch.Rule = Rule(rapid.IntRange(0, 2).Draw(t, "rule"))
		co.Luck = rapid.Float64Range(0.05, 3).Draw(t, "luck")
		r.Fit, r.Threat = rapid.Float64Range(0, 0.5).Draw(t, "fit"), rapid.Float64Range(0, 1).Draw(t, "threat")
		less, err := Odds(ch, council(), co, r)
		if err != nil {
			t.Fatal(err)
		}
		r.Fit += rapid.Float64Range(0, 0.5).Draw(t, "more")
		more, err := Odds(ch, council(), co, r)
		if err != nil {
			t.Fatal(err)
		}
		if !(0 <= less && less <= more+1e-12 && more <= 1) {
			t.Fatalf("%g, and with a better fit %g", less, more)
		}
	})
}
