package waves

import (
	"cmp"
	"math"
	"reflect"
	"slices"
	"testing"

	"casus/sim"
)

// The kept forecasts are of all waves of the library, and their scores of these forecasts.
func TestKeptForecastsAreOfTheLibrary(t *testing.T) {
	scored, _ := libraryWaves(t)
	known := KnownOf(scored)
	a, rows, err := Kept(known)
	if err != nil {
		t.Fatal(err)
	}
	r, err := KeptResult()
	if err != nil {
		t.Fatal(err)
	}
	if r.Asked != a || r.Waves != len(rows) || r.Missing != 0 || len(rows) != len(known) || len(r.Outcomes) != len(Outcomes) || len(r.Misses) != mostMisses {
		t.Errorf("asked %+v, scored %+v; %d waves scored of %d, %d missing", a, r.Asked, r.Waves, len(rows), r.Missing)
	}
	for i := range rows {
		if rows[i].ID != known[i].ID() {
			t.Fatalf("row %d is of %s, not of %s", i, rows[i].ID, known[i].ID())
		}
	}
}

// nearby is how far, on average, shares of runs may be from the kept ones where these are of another
// version of the model: less than their scores can tell, with 60 runs for each wave.
const nearby = 0.02

// The model says of three waves what the kept forecasts say: the same where these are of its version,
// about the same where they are of another. Where it does not, what it says of a
// crisis has changed: kept/README.md tells how to make them anew.
func TestKeptForecastsAreOfThisModel(t *testing.T) {
	scored, _ := libraryWaves(t)
	known := KnownOf(scored)
	a, rows, err := Kept(known)
	if err != nil {
		t.Fatal(err)
	}
	order := make([]int, len(rows)) // small states take the least time
	for i := range order {
		order[i] = i
	}
	people := slices.Index(Covariates, "people")
	slices.SortStableFunc(order, func(i, j int) int { return cmp.Compare(*rows[i].Features[people], *rows[j].Features[people]) })
	for _, at := range []int{0, len(order) / 8, len(order) / 4} {
		i := order[at]
		r, err := a.forecast(t.Context(), &known[i])
		if err != nil {
			t.Fatal(err)
		}
		text, err := WriteRows([]Row{*r})
		if err != nil {
			t.Fatal(err)
		}
		list, err := ReadRows("", text)
		if err != nil {
			t.Fatal(err)
		}
		again, kept := list[0], rows[i]
		away := 0.0
		for k := range again.Above {
			away += math.Abs(float64(again.Above[k])/float64(again.Runs)-float64(kept.Above[k])/float64(kept.Runs)) / float64(len(again.Above))
		}
		again.Scenario = kept.Scenario // other parts of which may have changed
		if a.Engine == sim.EngineVersion && !reflect.DeepEqual(again, kept) || !(away <= nearby) {
			t.Errorf("%s: %+v, kept are %+v, %.3f away (of version %d of the model; this is %d)", r.ID, again.Raw, kept.Raw, away, a.Engine, sim.EngineVersion)
		}
	}
}
