package waves

import (
	"cmp"
	"reflect"
	"slices"
	"testing"
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

// The model says of three waves what the kept forecasts say. Where it does not, what it says of a
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
		again, err := ReadRows("", text)
		if err != nil {
			t.Fatal(err)
		}
		again[0].Scenario = rows[i].Scenario // of which other parts may have changed
		if !reflect.DeepEqual(again[0], rows[i]) {
			t.Errorf("%s: %+v, kept are %+v (of version %d of the model)", r.ID, again[0].Raw, rows[i].Raw, a.Engine)
		}
	}
}
