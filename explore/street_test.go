package explore

import (
	"math"
	"reflect"
	"strings"
	"testing"

	"casus/library"
	"casus/scenario"
	"casus/score/protests"
	"casus/sim"
	"casus/society"
)

// Of protests that the model made itself, with two numbers moved, a fit finds which,
// and which way. It goes on from any round as if it had not been stopped.
func TestStreetFindsWhatWasPlanted(t *testing.T) {
	folder, _ := library.Open("small-state")
	s, err := scenario.Load(folder)
	if err != nil {
		t.Fatal(err)
	}
	cheap := 0.05 // else nobody goes out again in ordinary times, however they would
	if s, err = s.WithPriors(map[string]scenario.Prior{"society.arrest_cost": {Fixed: &cheap}}, 0); err != nil {
		t.Fatal(err)
	}
	truth := map[string]float64{"society.again": 0.6, "society.violence_base": 4}
	set := sim.Settings{Seed: 99, Scale: 100, Mode: sim.Free, Ordinary: true, Overrides: map[string]float64{
		"society.spark_rate": 0, "society.ordinary_rate": perYear / sim.OrdinaryDays / society.Calls(s.People()),
	}}
	assumed := map[string]scenario.Prior{}
	for _, name := range Ordinary {
		p, _ := scenario.Assumed(name)
		assumed[name] = p.Prior
		if x, ok := truth[name]; ok {
			assumed[name] = scenario.Prior{Fixed: &x}
		}
	}
	planted, err := s.WithPriors(assumed, 0)
	if err != nil {
		t.Fatal(err)
	}
	data, err := protests.Play(t.Context(), planted, set, protests.ByPlace, 80, 2, func() {})
	if err != nil {
		t.Fatal(err)
	}
	plan := StreetPlan{Seed: 1, Scale: 100, Rounds: 4, Runs: 120, Floor: 0.35, Workers: 2}
	var kept []StreetRound
	rounds, err := Street(t.Context(), []*scenario.Scenario{s}, data, plan, nil, func(r StreetRound) error { kept = append(kept, r); return nil })
	if err != nil {
		t.Fatal(err)
	}
	if !reflect.DeepEqual(rounds, kept) || rounds[0].CrossEntropy-rounds[least(rounds)].CrossEntropy < 0.1 {
		t.Errorf("%d rounds, %d reported, cross entropy %g to %g", len(rounds), len(kept), rounds[0].CrossEntropy, rounds[least(rounds)].CrossEntropy)
	}
	moved := Best(rounds)
	for name, x := range truth {
		p, _ := scenario.Assumed(name)
		before, after := math.Abs(math.Log(p.Prior.Quantile(0.5)/x)), math.Inf(1)
		if q, ok := moved[name]; ok {
			after = math.Abs(math.Log(q.Quantile(0.5) / x))
		}
		if after > 0.8*before {
			t.Errorf("%s: %g from the truth before, %g after the fit", name, before, after)
		}
	}
	for _, name := range []string{"society.hold", "society.spark_spread"} {
		if q, ok := moved[name]; ok {
			t.Errorf("%s was not moved in the data and becomes %s", name, q)
		}
	}
	short := plan
	short.Rounds = 2
	again, err := Street(t.Context(), []*scenario.Scenario{s}, data, short, rounds[:1:1], func(StreetRound) error { return nil })
	if err != nil || !reflect.DeepEqual(again, rounds[:2]) {
		t.Errorf("taken up after a round it goes another way: %v", err)
	}
	if p := Rate(data, plan, rounds); p.Lognormal[0] <= 0 || p.Lognormal[1] <= 0 || p.Within == nil {
		t.Errorf("the rate is %s", p)
	}
}

func TestAFitOfTheStreetEndsWhenNothingIsGained(t *testing.T) {
	at := func(list ...float64) (rounds []StreetRound) {
		for _, x := range list {
			rounds = append(rounds, StreetRound{CrossEntropy: x, Noise: 0.01})
		}
		return rounds
	}
	for _, c := range []struct {
		rounds []StreetRound
		want   bool
	}{{at(), false}, {at(5, 4, 3, 2), false}, {at(5, 4, 4, 4), false}, {at(5, 4, 4, 4, 4), true}, {at(5, 4, 4, 3.9, 4), false}, {at(5, 4, 3.99, 4.1, 4), true}} {
		if settled(c.rounds) != c.want {
			t.Errorf("%v: %v", c.rounds, !c.want)
		}
	}
}

// What the program reads is what the command wrote: of these data, and of no other
// priors than it fits.
func TestTheFileOfTheStreetIsTheCommands(t *testing.T) {
	command, priors := "", 0
	for _, c := range scenario.Coefficients() {
		p, ok := scenario.Usual(c.Name)
		before, known := scenario.Assumed(c.Name)
		if !ok || reflect.DeepEqual(p, before) {
			continue
		}
		priors++
		if !known || !strings.HasPrefix(p.Source, "casus calibrate street --seed ") || command != "" && p.Source != command {
			t.Errorf("%s comes from %q", c.Name, p.Source)
		}
		command = p.Source
		if lo, hi := p.Prior.Span(); math.IsInf(lo, 0) || math.IsInf(hi, 0) || p.Unit != before.Unit {
			t.Errorf("%s: %s, %s", c.Name, p.Prior, p.Unit)
		}
	}
	if priors < 3 {
		t.Errorf("%d priors were fitted", priors)
	}
}
