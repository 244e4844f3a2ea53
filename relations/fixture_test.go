package relations

import (
	"math"
	"reflect"
	"testing"

	"casus/luck"

	"pgregory.net/rapid"
)

// Places of the states, powers and cohorts in [region].
const (
	target = iota
	neighbour
	outsider
)

const (
	lead = iota
	rival
	west
)

const (
	young = iota
	old
)

// region is a target, a member like it, and a state outside that is not.
func region() Config {
	return Config{
		Powers: []Power{
			{ID: "lead", Lead: true, Weight: 0.6, Alignment: 0.5},
			{ID: "rival", Weight: 0.2, Growth: 0.1, Alignment: 0.2},
			{ID: "west", Averse: true, Weight: 0.1, Alignment: 0.3},
		},
		States: []State{
			{ID: "target", Member: true, Target: true, Likeness: 1, CrisisRate: 0.3, Reliability: [2]float64{2, 2}, Fear: 0.3},
			{ID: "neighbour", Member: true, Likeness: 0.8, CrisisRate: 0.6, Reliability: [2]float64{3, 1}, Fear: 0.2},
			{ID: "outsider", Likeness: 0.2, CrisisRate: 0.9, Reliability: [2]float64{1, 3}, Fear: 0.4},
		},
		Cohorts: []Cohort{
			{ID: "young", Popularity: 0.5, Salience: 0.8, Share: 0.6},
			{ID: "old", Popularity: 0.7, Salience: 0.2, Share: 0.4},
		},
		Issues: []Issue{
			{ID: "base", Gain: 0.8, Cost: []float64{0.2, 0.1}, External: 0.1},
			{ID: "recognition", Gain: 0.9, Cost: []float64{0.9, 0.6}, External: 0.8},
		},
		Style: 0.6, Cooperation: 0.3, Resolve: 0.5, Capability: 0.7, Defence: true,
	}
}

// still are coefficients under which nothing moves; their half-lives are so
// short that whatever moved would show.
func still() Coefficients {
	return Coefficients{
		Late: 48, Forget: 12, AlignBack: 12, ShowHalf: 12,
		PopHalf: 12, StyleHalf: 12, CoopHalf: 12, PrecHalf: 12,
		WarMonths: 12, Away: 5,
	}
}

// saved is a crisis of the target in which the lead helped and everything happened at once.
func saved() Event {
	return Event{
		State: target, Deployed: true, Unilateral: true, Survived: true, TargetDismissed: true, HoursToLanding: 24,
		Decisive: 0.5, TroopDaysAfterControl: 50_000, LeadShare: 0.9, Deaths: 1.2, Repression: 50, Threat: 0.7,
	}
}

// setUp gives relations under [region] as changed, in replicate 0.
func setUp(t rapid.TB, co Coefficients, change ...func(*Config)) *Relations {
	t.Helper()
	return inReplicate(t, 0, co, change...)
}

func inReplicate(t rapid.TB, replicate int, co Coefficients, change ...func(*Config)) *Relations {
	t.Helper()
	c := region()
	for _, f := range change {
		f(&c)
	}
	r, err := New(c, co, luck.Of(1, replicate))
	if err != nil {
		t.Fatal(err)
	}
	return r
}

func apply(t rapid.TB, r *Relations, events ...Event) {
	t.Helper()
	for _, e := range events {
		if err := r.Apply(e); err != nil {
			t.Fatal(err)
		}
	}
}

// wait lets months pass, from the first on, and gives the demands made in them.
func wait(t rapid.TB, r *Relations, months int) []Demand {
	t.Helper()
	var list []Demand
	for m := 1; m <= months; m++ {
		d, err := r.Month(m)
		if err != nil {
			t.Fatal(err)
		}
		list = append(list, d.Demands...)
	}
	return list
}

// Whether two numbers agree but for rounding.
func near(a, b float64) bool { return math.Abs(a-b) <= 1e-9*max(1, math.Abs(a), math.Abs(b)) }

// is compares numbers by their names.
func is(t *testing.T, what string, got, want float64) {
	t.Helper()
	if !near(got, want) {
		t.Errorf("%s is %v, want %v", what, got, want)
	}
}

// numbers are everything that is reported, by name: the fields of the
// snapshot, with the hazards of crises.
func numbers(r *Relations) map[string][]float64 {
	s := reflect.ValueOf(r.Snapshot())
	all := map[string][]float64{}
	for i := range s.NumField() {
		name := s.Type().Field(i).Name
		switch f := s.Field(i).Interface().(type) {
		case float64:
			all[name] = []float64{f}
		case []float64:
			all[name] = f
		}
	}
	for k := range r.c.States {
		all["Hazard"] = append(all["Hazard"], r.Hazard(k))
	}
	return all
}

func TestEverythingReportedIsCompared(t *testing.T) {
	r := setUp(t, still())
	if got, want := len(numbers(r)), reflect.TypeFor[Snapshot]().NumField()+1; got != want {
		t.Errorf("%d quantities are compared, %d are reported", got, want)
	}
}
