package ensemble_test

import (
	"math"
	"reflect"
	"slices"
	"testing"

	"gonum.org/v1/gonum/stat"

	"casus/ensemble"
	"casus/results"
	"casus/scenario"
	"casus/stats"
)

// pair plays the world as modelled, and one in which something is done.
func pair(t *testing.T, n int, actions ...scenario.Action) (world, base *results.Reader) {
	t.Helper()
	s, set := reference(), quick
	for _, a := range actions {
		v, err := s.Intervention(a)
		if err != nil {
			t.Fatal(err)
		}
		set.Interventions = append(set.Interventions, v)
	}
	world, _ = kept(t, s, n, 2, set)
	base, _ = kept(t, s, n, 2, quick)
	return world, base
}

// A world to which nothing is done that matters, played on its own, is the
// world as modelled: every difference is exactly 0, with an interval of no width.
func TestAWorldIsItself(t *testing.T) {
	zero := 0.0
	world, base := pair(t, 12, scenario.Action{Set: "alliance.refuse", To: &zero}, scenario.Action{Force: "dialogue", When: "participants < 0"})
	c, err := ensemble.Compare(reference(), "no-request", scenario.AsModelled, world, base, 12)
	if err != nil {
		t.Fatal(err)
	}
	if c.Differ != 0 || c.Failed != 0 || len(c.Outcomes) < 30 || len(c.Aftermath) < 20 {
		t.Fatalf("%d of 12 differ, %d failed, %d outcomes, %d of the aftermath", c.Differ, c.Failed, len(c.Outcomes), len(c.Aftermath))
	}
	for _, list := range [][]ensemble.Compared{c.Outcomes, c.Aftermath} {
		for _, o := range list {
			if o.World != o.Against || o.Effect.Mean != 0 || o.Effect.Low != 0 || o.Effect.High != 0 || o.Effect.Reduction != nil {
				t.Errorf("%s: %+v", o.Name, o)
			}
		}
	}
	for _, k := range c.Series {
		if !slices.Equal(k.World, k.Against) {
			t.Errorf("%s: %v and %v", k.Name, k.World, k.Against)
		}
	}
}

// What a comparison says is what the tables hold.
func TestCompare(t *testing.T) {
	s := reference()
	const n = 40
	world, base := pair(t, n, scenario.Action{Forbid: "request_alliance"})
	c, err := ensemble.Compare(s, "no-request", scenario.AsModelled, world, base, 12)
	if err != nil {
		t.Fatal(err)
	}
	intervals(t, "comparison", reflect.ValueOf(c))
	find := func(list []ensemble.Compared, name string) ensemble.Compared {
		for _, o := range list {
			if o.Name == name {
				return o
			}
		}
		t.Fatalf("no outcome %s", name)
		return ensemble.Compared{}
	}
	asked, _, err := base.Floats("runs", "requested")
	if err != nil {
		t.Fatal(err)
	}
	if o := find(c.Outcomes, "requested"); o.Against != stat.Mean(asked, nil) || o.World != 0 || o.Effect.Mean != -o.Against || !(o.Effect.Low < o.Effect.Mean && o.Effect.Mean < o.Effect.High) {
		t.Errorf("%+v", o)
	}
	if c.Differ < int(stat.Mean(asked, nil)*n) || c.Differ == n {
		t.Errorf("%d of %d differ, %v asked", c.Differ, n, stat.Mean(asked, nil))
	}
	month, _, _ := base.Floats("monthly", "month")
	a, _, _ := world.Floats("monthly", "standing")
	b, _, _ := base.Floats("monthly", "standing")
	var here, there []float64
	for i, m := range month {
		if m == 12 {
			here, there = append(here, a[i]), append(there, b[i])
		}
	}
	o := find(c.Aftermath, "standing")
	if want := stats.EffectOf(here, there); o.Effect.N != n || o.Effect.Mean != want.Mean || o.Effect.Low != want.Low || *o.Effect.Reduction != *want.Reduction {
		t.Errorf("%+v, want %+v", o.Effect, want)
	}
	if *o.Effect.Reduction < 2 {
		t.Errorf("common luck makes the variance %v times smaller", *o.Effect.Reduction)
	}
	for _, k := range c.Series {
		if k.Name == "standing" && math.Abs(k.Against[13]-stat.Mean(there, nil)) > 1e-12 {
			t.Errorf("standing in month 12 is %v, want %v", k.Against[13], stat.Mean(there, nil))
		}
	}
	if _, err := ensemble.Compare(s, "no-request", scenario.AsModelled, world, otherSeed(t, n), 12); err == nil {
		t.Error("runs of other seeds are compared")
	}
}

// otherSeed gives runs of another seed.
func otherSeed(t *testing.T, n int) *results.Reader {
	other := quick
	other.Seed++
	r, _ := kept(t, reference(), n, 2, other)
	return r
}
