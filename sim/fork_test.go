package sim_test

import (
	"context"
	"os"
	"reflect"
	"slices"
	"testing"

	"casus/luck"
	"casus/scenario"
	"casus/sim"

	"pgregory.net/rapid"
)

// smaller are scenarios of every kind: one that can be read, one with a mission that is resisted, one with a
// challenger, one whose mission lasts.
func smaller(t testing.TB) []*scenario.Scenario {
	var list []*scenario.Scenario
	for _, id := range []string{"small-state", "small-kingdom", "gambia-2017", "bahrain-2011"} {
		s, err := scenario.Load(os.DirFS("../library/" + id))
		if err != nil {
			t.Fatal(err)
		}
		list = append(list, s)
	}
	return list
}

func start(t rapid.TB, s *scenario.Scenario, index int, set sim.Settings) *sim.Run {
	t.Helper()
	r, err := sim.Start(s, index, set)
	if err != nil {
		t.Fatal(err)
	}
	return r
}

// finish plays a run to its end.
func finish(t rapid.TB, r *sim.Run) *sim.Trace {
	t.Helper()
	for !r.Done() {
		if err := r.Step(); err != nil {
			t.Fatal(err)
		}
	}
	return r.Trace()
}

// A fork at any step goes on as the run itself does, and leaves it alone.
func TestAForkGoesOnAsTheRun(t *testing.T) {
	scenarios := append(smaller(t), reference(t), eventful(t))
	rapid.Check(t, func(t *rapid.T) {
		s := rapid.SampledFrom(scenarios).Draw(t, "scenario")
		set := sim.Settings{
			Seed: 1, Luck: uint64(rapid.IntRange(0, 2).Draw(t, "luck")), Scale: rapid.SampledFrom([]float64{300, 1000}).Draw(t, "scale"),
			Mode: rapid.SampledFrom([]sim.Mode{sim.Free, sim.Recorded}).Draw(t, "mode"), Crowds: rapid.Bool().Draw(t, "crowds"), Places: rapid.Bool().Draw(t, "places"),
			Plain: rapid.IntRange(0, 9).Draw(t, "plain") == 0, Workers: rapid.IntRange(1, 2).Draw(t, "workers"),
		}
		if rapid.Bool().Draw(t, "world") {
			w := rapid.SampledFrom(s.Worlds).Draw(t, "which")
			var err error
			if set.Interventions, err = s.Interventions(w); err != nil {
				t.Fatal(err)
			}
		}
		index := rapid.IntRange(0, 30).Draw(t, "replicate")
		whole := finish(t, start(t, s, index, set))

		r := start(t, s, index, set)
		for range rapid.IntRange(0, 24*s.Clock.CrisisDays+s.Clock.AftermathMonths).Draw(t, "steps") {
			if err := r.Step(); err != nil {
				t.Fatal(err)
			}
		}
		f := r.Fork()
		if f.Hour() != r.Hour() || f.Month() != r.Month() {
			t.Fatalf("the fork is at hour %d, month %d, the run at %d, %d", f.Hour(), f.Month(), r.Hour(), r.Month())
		}
		// Turn and turn about, so that a piece of memory that they share shows.
		for !r.Done() {
			for _, each := range []*sim.Run{r, f} {
				if err := each.Step(); err != nil {
					t.Fatal(err)
				}
			}
		}
		if !same(r.Trace(), whole) {
			t.Error("a run that was forked is not as one that was not")
		}
		if !same(f.Trace(), whole) {
			t.Error("the fork is not as the run")
		}
	})
}

// After a fork, other luck changes what happens and not who people are; and the
// fork of a fork with the same luck does the same.
func TestOtherLuckFromAnHour(t *testing.T) {
	s := reference(t)
	r := start(t, s, 3, quick)
	for range 100 {
		if err := r.Step(); err != nil {
			t.Fatal(err)
		}
	}
	again := func(seed uint64) *sim.Trace {
		f := r.Fork()
		f.Redraw(luck.Of(seed, 0))
		return finish(t, f)
	}
	a, b, c := again(7), again(7), again(8)
	plain := finish(t, r)
	if !same(a, b) {
		t.Error("the same other luck told two stories")
	}
	if same(a, c) || same(a, plain) {
		t.Error("other luck tells the same story")
	}
	if !reflect.DeepEqual(a.Days[:4], plain.Days[:4]) || !slices.Equal(a.Values, plain.Values) {
		t.Error("other luck changes what was before, or the parameters")
	}
}

// Parameters and luck have separate keys.
func TestTheDrawAndLuckAreApart(t *testing.T) {
	s := reference(t)
	with := func(seed, chance uint64) *sim.Trace {
		set := quick
		set.Seed, set.Luck = seed, chance
		return run1(t, s, 0, set)
	}
	a, b, c := with(1, 1), with(1, 2), with(2, 1)
	if !slices.Equal(a.Values, b.Values) || slices.Equal(a.Values, c.Values) {
		t.Error("parameters do not follow the seed alone")
	}
	if same(a, b) {
		t.Error("other luck tells the same story")
	}
	if !same(a, with(1, 0)) {
		t.Error("luck is not that of the seed where none is given")
	}
}

// What is ordered happens in the hour that comes, in the name of whose option it
// is, and what cannot be is refused.
func TestOrder(t *testing.T) {
	s := reference(t)
	r := start(t, s, 3, quick)
	for range 30 {
		if err := r.Step(); err != nil {
			t.Fatal(err)
		}
	}
	f := r.Fork()
	if err := f.Order("dialogue"); err != nil {
		t.Fatal(err)
	}
	if err := f.Step(); err != nil {
		t.Fatal(err)
	}
	d := f.Trace().Decisions[len(r.Trace().Decisions)]
	if d.Hour != 30 || d.Chosen != "dialogue" || !d.Forced || d.State != s.State.Name {
		t.Errorf("ordered dialogue at hour 30: %+v", d)
	}
	if err := f.Order("dialogue"); err == nil {
		t.Error("an option in its cooldown was ordered again")
	}
	if err := f.Order("dialog"); err == nil {
		t.Error("an unknown option was ordered")
	}
	finish(t, f)
	if err := f.Order("dialogue"); err == nil {
		t.Error("something was ordered after the crisis")
	}
}

// An order is taken once.
func TestAnOrderIsTakenOnce(t *testing.T) {
	s := reference(t)
	r := start(t, s, 3, quick)
	if err := r.Order("dialogue"); err != nil {
		t.Fatal(err)
	}
	if err := r.Order("dialogue"); err == nil {
		t.Error("the same option was ordered twice in an hour")
	}
}

// Worlds played together are as each alone, to the last bit.
func TestWorldsTogetherAreAsEachAlone(t *testing.T) {
	for _, s := range append(smaller(t), reference(t)) {
		sets := []sim.Settings{quick}
		names := []string{scenario.AsModelled}
		add := func(name string, list []scenario.Intervention, err error) {
			if err != nil {
				t.Fatal(err)
			}
			set := quick
			set.Interventions = list
			sets, names = append(sets, set), append(names, name)
		}
		for _, w := range s.Worlds[1:] {
			list, err := s.Interventions(w)
			add(w.ID, list, err)
		}
		for name, a := range map[string]scenario.Action{
			"an option on a condition": {Force: s.Options[1].ID, When: "participants > 2000"},
			"forbidden later":          {Forbid: s.Options[1].ID, At: "2d"},
			"forbidden on a condition": {Forbid: s.Options[1].ID, When: "participants > 500"},
			"forced whenever it can":   {Force: s.Options[1].ID},
			"a parameter later":        {Set: "society.tie_weight", To: number(0), At: "3d"},
			"a parameter on condition": {Off: "alliance.stake", When: "participants > 2000"},
			"relations for good":       {Off: "relations.help"},
			"relations in the crisis":  {Off: "relations.help", CrisisOnly: true},
		} {
			list, err := s.Intervention(a)
			add(name, []scenario.Intervention{list}, err)
		}
		for index := range 4 {
			together, errs := sim.Worlds(context.Background(), s, index, sets)
			for k, set := range sets {
				alone, err := sim.Play(context.Background(), s, index, set)
				if (err != nil) != (errs[k] != nil) {
					t.Errorf("%s, %s, replicate %d: together %v, alone %v", s.ID, names[k], index, errs[k], err)
				} else if err == nil && !same(together[k], alone) {
					t.Errorf("%s, %s, replicate %d: together it is another story than alone", s.ID, names[k], index)
				}
			}
		}
	}
}

// Worlds that share nothing are played all the same.
func TestWorldsThatShareNothing(t *testing.T) {
	s := reference(t)
	scale, does := quick, quick
	scale.Scale = 500
	does.Interventions = one(t, s, scenario.Action{Forbid: "dialogue"})
	for name, sets := range map[string][]sim.Settings{"another scale": {quick, scale}, "the first does more": {does, quick}} {
		traces, errs := sim.Worlds(context.Background(), s, 0, sets)
		for k := range sets {
			if errs[k] != nil || !same(traces[k], run1(t, s, 0, sets[k])) {
				t.Errorf("%s: world %d is another story than alone, %v", name, k, errs[k])
			}
		}
	}
}
