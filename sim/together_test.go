package sim_test

import (
	"context"
	"fmt"
	"testing"

	"casus/scenario"
	"casus/sim"

	"pgregory.net/rapid"
)

// someAction is any action that a scenario accepts.
func someAction(t *rapid.T, s *scenario.Scenario) scenario.Intervention {
	for {
		var a scenario.Action
		var ids []string
		for _, o := range s.Options {
			ids = append(ids, o.ID)
		}
		for _, e := range s.Events {
			ids = append(ids, e.ID, e.ID)
		}
		switch rapid.IntRange(0, 3).Draw(t, "kind") {
		case 0:
			a.Force = rapid.SampledFrom(ids).Draw(t, "option or event")
		case 1:
			a.Forbid = rapid.SampledFrom(ids).Draw(t, "option or event")
		default:
			names := scenario.Coefficients()
			k := rapid.SampledFrom(names).Draw(t, "parameter")
			if rapid.Bool().Draw(t, "of what comes late") {
				late := rapid.SampledFrom([]string{"alliance.", "relations."}).Draw(t, "room")
				for k.Name[:len(late)] != late {
					k = rapid.SampledFrom(names).Draw(t, "parameter")
				}
			}
			a.Set, a.To = k.Name, number(k.Min+(min(k.Max, k.Min+10)-k.Min)*rapid.Float64Range(0, 1).Draw(t, "value"))
			a.CrisisOnly = rapid.Bool().Draw(t, "in the crisis only")
		}
		switch rapid.IntRange(0, 3).Draw(t, "when") {
		case 0:
			a.At = scenario.Moment(fmt.Sprint(rapid.IntRange(0, 24*s.Clock.CrisisDays-1).Draw(t, "hour")))
		case 1:
			a.When = rapid.SampledFrom([]string{"participants > 500", "violent > 100", "days > 2", "requested > 0", "society.threshold > 0.2", "control_lost > 0"}).Draw(t, "condition")
		}
		if v, err := s.Intervention(a); err == nil {
			return v
		}
	}
}

// Whatever is done in worlds, together they are as each alone.
func TestAnyWorldsTogetherAreAsEachAlone(t *testing.T) {
	scenarios := append(smaller(t), reference(t), eventful(t))
	rapid.Check(t, func(t *rapid.T) {
		s := rapid.SampledFrom(scenarios).Draw(t, "scenario")
		base := quick
		base.Mode = rapid.SampledFrom([]sim.Mode{sim.Free, sim.Free, sim.Recorded}).Draw(t, "mode")
		base.Seed = uint64(rapid.IntRange(1, 5).Draw(t, "seed"))
		for range rapid.IntRange(0, 2).Draw(t, "shared") {
			base.Interventions = append(base.Interventions, someAction(t, s))
		}
		sets := []sim.Settings{base}
		for range rapid.IntRange(1, 3).Draw(t, "worlds") {
			set := base
			set.Interventions = append([]scenario.Intervention(nil), base.Interventions...)
			for range rapid.IntRange(0, 3).Draw(t, "more") {
				set.Interventions = append(set.Interventions, someAction(t, s))
			}
			set.Interventions = rapid.Permutation(set.Interventions).Draw(t, "order")
			sets = append(sets, set)
		}
		index := rapid.IntRange(0, 20).Draw(t, "replicate")
		together, errs := sim.Worlds(context.Background(), s, index, sets)
		for k, set := range sets {
			alone, err := sim.Play(context.Background(), s, index, set)
			if (err != nil) != (errs[k] != nil) {
				t.Fatalf("%s, world %d: together %v, alone %v\nfirst %+v\nworld %+v", s.ID, k, errs[k], err, texts(base), texts(set))
			}
			if err == nil && !same(together[k], alone) {
				t.Fatalf("%s, world %d, replicate %d: together it is another story than alone\nfirst %q\nworld %q", s.ID, k, index, texts(base), texts(set))
			}
		}
	})
}

// Worlds that do the same things in another order, or one of them twice, or set
// a parameter twice, are as each alone too.
func TestWorldsThatDoMuchTheSame(t *testing.T) {
	s := reference(t)
	set := func(name string, to float64, at, when string) scenario.Action {
		return scenario.Action{Set: name, To: number(to), At: scenario.Moment(at), When: when}
	}
	late := "alliance.stake"
	for name, c := range map[string][2][]scenario.Action{
		"another order, at once":     {{set("society.threshold", 0.1, "30", ""), set("society.threshold", 0.3, "30", "")}, {set("society.threshold", 0.3, "30", ""), set("society.threshold", 0.1, "30", "")}},
		"one twice, another not":     {{{Forbid: "dialogue"}, {Forbid: "request_alliance"}}, {{Forbid: "dialogue"}, {Forbid: "dialogue"}}},
		"set, then set on the way":   {{set(late, 0, "1", "")}, {set(late, 0, "1", ""), set(late, 3, "", "")}},
		"set before what is set":     {{set(late, 0, "", "")}, {set(late, 3, "", ""), set(late, 0, "", "")}},
		"a condition on what is set": {{set("society.threshold", 0.9, "40", "")}, {set("society.threshold", 0.9, "40", ""), {Forbid: "dialogue", When: "society.threshold > 0.5"}, {Force: "dialogue", When: "society.threshold > 0.5"}}},
	} {
		for index := range 4 {
			sets := []sim.Settings{quick, quick}
			for k, list := range c {
				for _, a := range list {
					v, err := s.Intervention(a)
					if err != nil {
						t.Fatal(name, err)
					}
					sets[k].Interventions = append(sets[k].Interventions, v)
				}
			}
			together, errs := sim.Worlds(context.Background(), s, index, sets)
			for k := range sets {
				if errs[k] != nil {
					t.Fatal(errs[k])
				}
				if !same(together[k], run1(t, s, index, sets[k])) {
					t.Errorf("%s: world %d of replicate %d is another story than alone", name, k, index)
				}
			}
		}
	}
}

func texts(set sim.Settings) (list []string) {
	for _, v := range set.Interventions {
		list = append(list, v.Text)
	}
	return list
}
