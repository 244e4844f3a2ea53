package explore

import (
	"bytes"
	"context"
	"fmt"
	"io/fs"
	"maps"
	"math"
	"reflect"
	"runtime"
	"slices"
	"strings"
	"sync"
	"testing"
	"testing/fstest"

	"casus/library"
	"casus/scenario"
	"casus/sim"
)

var reference = sync.OnceValue(func() *scenario.Scenario {
	s, err := scenario.Load(folder())
	if err != nil {
		panic(err)
	}
	return s
})

func folder() fs.FS {
	dir, ok := library.Open("kazakhstan-2022")
	if !ok {
		panic("the reference scenario does not ship")
	}
	return dir
}

// The normal approximation of a prior keeps its centre and spread.
func TestDescribe(t *testing.T) {
	for _, c := range []struct {
		prior    scenario.Prior
		mean, sd float64
		log, ok  bool
	}{
		{scenario.Prior{Uniform: []float64{2, 5}}, 3.5, 3 / math.Sqrt(12), false, true},
		{scenario.Prior{Triangular: []float64{0, 1, 5}}, 2, math.Sqrt(21. / 18), false, true},
		{scenario.Prior{Lognormal: []float64{3, 0.5}, Within: []float64{0.01, 1000}}, math.Log(3), 0.5, true, true},
		{scenario.Prior{Normal: []float64{0, 1}}, 0, 1, false, false}, // without bounds: nothing to cut the fit to
		{scenario.Prior{Fixed: new(float64)}, 0, 0, false, false},
		{scenario.Prior{Choice: map[string]float64{"1": 1, "2": 1}}, 0, 0, false, false},
	} {
		b, ok := describe("x", c.prior)
		if ok != c.ok || ok && (math.Abs(b.mean-c.mean) > 0.01 || math.Abs(b.sd-c.sd) > 0.02*c.sd || b.log != c.log) {
			t.Errorf("%s: %+v %v, want mean %g, spread %g", c.prior, b, ok, c.mean, c.sd)
		}
	}
}

// The nearest are kept, with the share of those that fizzle taken as they come
// and not by how near they are.
func TestKeep(t *testing.T) {
	var runs []run
	for i := range 20 {
		runs = append(runs, run{engulfed: i%2 == 0})
	}
	var order []int // nearest first: those that engulf, then from the last the others
	for i := 0; i < 20; i += 2 {
		order = append(order, i)
	}
	for i := 19; i > 0; i -= 2 {
		order = append(order, i)
	}
	kept := keep(order, runs, Plan{Keep: 0.5, Fizzle: 0.3})
	if want := []int{1, 3, 5, 0, 2, 4, 6, 8, 10, 12}; !slices.Equal(kept, want) {
		t.Errorf("kept %v, want %v", kept, want)
	}
	if kept := keep(order, runs, Plan{Keep: 0.2}); !slices.Equal(kept, []int{0, 2, 4, 6}) {
		t.Errorf("kept %v without those that fizzle", kept)
	}
	if kept := keep(order, runs, Plan{Keep: 0.01}); len(kept) != 2 {
		t.Errorf("kept %v: a spread needs two", kept)
	}
}

func TestWhatChanceCouldHaveMovedDoesNotStand(t *testing.T) {
	for _, c := range []struct {
		shift, shrink float64
		want          bool
	}{{0, 0, false}, {0.25, 0, false}, {0.27, 0, true}, {-0.27, 0, true}, {0, -0.18, false}, {0, -0.19, true}} {
		if got := (&belief{shift: c.shift, shrink: c.shrink}).stands(0.01); got != c.want {
			t.Errorf("%+v: %v", c, got)
		}
	}
}

func TestEveryUnitHasATolerance(t *testing.T) {
	for _, unit := range sim.Units() {
		if !(tolerance[unit] > 0) {
			t.Errorf("%s has none", unit)
		}
	}
	if len(tolerance) != len(sim.Units()) {
		t.Errorf("%d tolerances for %d units", len(tolerance), len(sim.Units()))
	}
}

// number is a day or a count that applies.
func number(x float64) *float64 { return &x }

func TestDistance(t *testing.T) {
	s := *reference()
	s.Record.Daily = nil
	s.Record.Targets = []scenario.Target{
		{ID: "deaths", Outcome: "deaths", Value: 99, Unit: "people"},
		{ID: "request", Outcome: "request_day", Value: 4, Unit: "day"},
	}
	at := func(deaths float64, day *float64) float64 {
		return Distance(&s, &sim.Trace{Outcome: sim.Outcome{Deaths: deaths, RequestDay: day}})
	}
	for _, c := range []struct {
		what string
		got  float64
		want float64
	}{
		{"the record itself", at(99, number(4)), 0},
		{"a day late", at(99, number(5)), math.Sqrt(1. / 2)},
		{"e times the deaths", at(100*math.E-1, number(4)), math.Sqrt(4. / 2)},
		{"no request", at(99, nil), math.Sqrt(16. / 2)},
		{"weeks late, no further than no request", at(99, number(28)), math.Sqrt(16. / 2)},
	} {
		if math.Abs(c.got-c.want) > 1e-9 {
			t.Errorf("%s: %g, want %g", c.what, c.got, c.want)
		}
	}
	s.Record.Daily = map[string][]scenario.RecordValue{"participants": {
		{Date: "2022-01-02", Value: 1000, Confidence: "high"}, {Date: "2022-01-03", Value: 1, Confidence: "low"},
	}}
	days := &sim.Trace{Days: []sim.Day{{Participants: 3000}, {Participants: 1e6}}, Outcome: sim.Outcome{Deaths: 99, RequestDay: number(4)}}
	if got, want := Distance(&s, days), math.Log(2)/0.5/math.Sqrt(3); math.Abs(got-want) > 1e-9 {
		t.Errorf("twice the crowd: %g, want %g; a day of low confidence does not count", got, want)
	}
}

// still is the reference's first day without crowds in solidarity, with every parameter
// fixed at its median but those to which a prior is given, and a record that holds nothing but that
// day's crowd.
func still(t *testing.T, crowd float64, free map[string]string) *scenario.Scenario {
	t.Helper()
	s := reference()
	files := fstest.MapFS{}
	for _, name := range []string{"scenario.yaml", "places.csv"} {
		b, err := fs.ReadFile(folder(), name)
		if err != nil {
			t.Fatal(err)
		}
		files[name] = &fstest.MapFile{Data: b}
	}
	main := files["scenario.yaml"]
	main.Data = bytes.Replace(main.Data, []byte("crisis_days: 30"), []byte("crisis_days: 2"), 1) // the last spark comes on the second day
	var parameters strings.Builder
	for _, name := range s.ParameterNames() {
		prior, isFree := free[name]
		switch {
		case name == "society.spark_rate":
			prior = "{fixed: 0}"
		case !isFree:
			p := s.Prior(name)
			prior = fmt.Sprintf("{fixed: %v}", p.Quantile(0.5))
		}
		fmt.Fprintf(&parameters, "%s: {prior: %s, unit: %q, source: assumption, why: test}\n", name, prior, s.Parameters[name].Unit)
	}
	files["parameters.yaml"] = &fstest.MapFile{Data: []byte(parameters.String())}
	files["record.yaml"] = &fstest.MapFile{Data: fmt.Appendf(nil, `sources: {planted: {outlet: test, title: test, url: "https://example.org"}}
events: []
decisions: []
daily: {}
targets:
  - {id: crowd, what: crowd, series: participants, day: 1, population: all, value: %g, unit: people, confidence: high, sources: [planted]}
`, crowd)}
	out, err := scenario.Load(files)
	if err != nil {
		t.Fatal(err)
	}
	return out
}

// A parameter that was planted is found, and one on which the record does not
// depend is left alone. Fitting what was fitted before starts anew.
func TestCalibrateFindsWhatWasPlanted(t *testing.T) {
	const planted, truth, idle = "spark.first_day", 2200, "society.loot_rate"
	free := map[string]string{planted: "{uniform: [100, 2500]}", idle: "{uniform: [0.02, 0.1]}"}
	plan := Plan{Seed: 5, Scale: 100, Rounds: 4, Runs: 100, Keep: 0.25, Step: 0.7, Floor: 0.1, Workers: runtime.NumCPU()}

	// The crowd that the planted value makes, in the middle of some runs.
	world, err := still(t, 1, free).WithPriors(nil, 0)
	if err != nil {
		t.Fatal(err)
	}
	var crowds []float64
	for i := range 21 {
		r, err := sim.Play(context.Background(), world, i, sim.Settings{Seed: 77, Scale: 100, Mode: sim.Free, Overrides: map[string]float64{planted: truth}})
		if err != nil {
			t.Fatal(err)
		}
		crowds = append(crowds, r.Days[0].Participants)
	}
	slices.Sort(crowds)
	s := still(t, math.Round(crowds[10]), free)

	rounds := 0
	fit, err := Calibrate(context.Background(), s, plan, func(r Round) {
		rounds++
		if r.Number != rounds || !(r.Best <= r.Kept && r.Kept <= r.Worst) {
			t.Errorf("%+v", r)
		}
	})
	if err != nil {
		t.Fatal(err)
	}
	if rounds != plan.Rounds {
		t.Errorf("%d rounds", rounds)
	}
	p, ok := fit[planted]
	if !ok {
		t.Fatalf("%s was not found: %v", planted, fit)
	}
	if _, ok := fit[idle]; ok || len(fit) != 1 {
		t.Errorf("fitted to nothing: %v", fit)
	}
	if m := p.Quantile(0.5); math.Abs(m-truth) > 200 {
		t.Errorf("the median is %.0f; %d was planted", m, truth)
	}

	fitted, err := s.WithPriors(fit, s.Clock.AftermathMonths)
	if err != nil {
		t.Fatal(err)
	}
	again, err := Calibrate(context.Background(), fitted, plan, func(Round) {})
	if err != nil {
		t.Fatal(err)
	}
	if !maps.EqualFunc(fit, again, func(a, b scenario.Prior) bool { return reflect.DeepEqual(a, b) }) {
		t.Errorf("fitted again: %v, before %v", again, fit)
	}

	// It begins with what cases have said, and leaves that as it was.
	cases := scenario.Fit{To: scenario.ToCases, Priors: map[string]scenario.Prior{planted: {Lognormal: []float64{1500, 0.5}, Within: []float64{300, 4000}}}}
	taught := *s
	taught.Fitted = s.Fitted.With(cases)
	after, err := Calibrate(context.Background(), &taught, plan, func(Round) {})
	if err != nil {
		t.Fatal(err)
	}
	if p, ok := after[planted]; !ok || p.Lognormal == nil || !slices.Equal(p.Within, []float64{300, 4000}) {
		t.Errorf("after the cases: %v", after)
	}
}

// Away undoes Move, except below 0.
func TestNear(t *testing.T) {
	for _, c := range []struct {
		series, unit string
		x            float64
	}{{"participants", "people", 5000}, {"deaths", "people", 30}, {"regions_protest", "regions", 7}} {
		n, ok := NearOf(c.series, c.unit)
		if got := n.Away(n.Move(c.x, 1.5), c.x); !ok || math.Abs(got-1.5) > 1e-12 {
			t.Errorf("%s: %g tolerances, want 1.5", c.series, got)
		}
		if got := n.Move(c.x, -20); got != 0 {
			t.Errorf("%s: %g, far below", c.series, got)
		}
	}
	if _, ok := NearOf("rumour", "bushels"); ok {
		t.Error("a tolerance for bushels")
	}
}
