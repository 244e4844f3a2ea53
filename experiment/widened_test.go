package experiment

import (
	"math"
	"slices"
	"testing"

	"casus/luck"
	"casus/scenario"
)

// Wider draws reach beyond priors on both sides where the engine allows it, hold 0, go
// together in every replicate, and are an experiment as others are: a document with a hash.
func TestWidenedDraws(t *testing.T) {
	for _, id := range []string{"kazakhstan-2022", "small-state", "hungary-1956"} {
		s := shipped(id)
		x := &Experiment{Version: Version, Seed: 3, Replicates: Range{Count: 10}, Set: map[string]float64{"relations.help": 1}}
		x.Scenario.ID = s.ID
		x.Complete(s)
		w := x.Widened(s, 60)
		if err := w.Check(s); err != nil {
			t.Fatalf("%s: %v", id, err)
		}
		if slices.Contains(w.Design.Parameters, "relations.help") {
			t.Errorf("%s: what is set is drawn", id)
		}
		outside, zero := 0, 0
		for k, name := range w.Design.Parameters {
			p := s.Prior(name)
			low, high := p.Quantile(priorLow), p.Quantile(priorHigh)
			least, most := math.Inf(1), math.Inf(-1)
			for _, row := range w.Design.Rows {
				least, most = min(least, row[k]), max(most, row[k])
				if row[k] == 0 {
					zero++
				}
			}
			if half := (high - low) / 2; least < low-half-1e-9 && least != 0 || most > high+half+1e-9 && most != 0 {
				t.Errorf("%s: %s goes from %g to %g, and its prior from %g to %g", id, name, least, most, low, high)
			}
			if least < low || most > high {
				outside++
			}
		}
		if n := len(w.Design.Parameters); outside < n*9/10 || zero < n {
			t.Errorf("%s: of %d parameters %d go beyond their priors, and 0 is drawn %d times", id, n, outside, zero)
		}
		for i, row := range w.Design.Rows {
			values := map[string]float64{"relations.help": 1}
			for k, name := range w.Design.Parameters {
				values[name] = row[k]
			}
			if _, err := s.Draw(luck.Of(w.Seed, i), values); err != nil {
				t.Errorf("%s: replicate %d: %v", id, i, err)
			}
		}
		again, err := Read("x.json", w.Print())
		if err != nil || again.Hash() != w.Hash() {
			t.Errorf("%s: read again it is another: %v", id, err)
		}
		if more := x.Widened(s, 90); !slices.Equal(more.Design.Rows[59], w.Design.Rows[59]) {
			t.Errorf("%s: a draw depends on how many there are", id)
		}
	}
}

// Without the fits a replicate has the draw that the scenario without them would give it.
func TestUnfittedDraws(t *testing.T) {
	s := shipped("kazakhstan-2022")
	x := &Experiment{Version: Version, Seed: 3, Replicates: Range{First: 2, Count: 10}}
	x.Scenario.ID = s.ID
	x.Complete(s)
	u := x.Unfitted(s)
	if err := u.Check(s); err != nil {
		t.Fatal(err)
	}
	before := map[string]scenario.Prior{}
	for _, name := range s.ParameterNames() {
		before[name] = s.Original(name)
	}
	plain, err := s.WithPriors(before, s.Clock.AftermathMonths)
	if err != nil {
		t.Fatal(err)
	}
	moved := 0
	for i := range u.Design.Rows {
		want, err := plain.Draw(luck.Of(3, i), nil)
		if err != nil {
			t.Fatal(err)
		}
		fitted, err := s.Draw(luck.Of(3, i), nil)
		if err != nil {
			t.Fatal(err)
		}
		for k, name := range u.Design.Parameters {
			if got := u.Design.Rows[i][k]; got != want.Parameter(name) {
				t.Fatalf("replicate %d: %s is %g, want %g", i, name, got, want.Parameter(name))
			} else if got != fitted.Parameter(name) {
				moved++
			}
		}
	}
	if len(u.Design.Parameters) == 0 || moved == 0 {
		t.Error("nothing was fitted")
	}
	if other := shipped("small-state"); x.Unfitted(other).Design != nil {
		t.Error("a design where nothing was fitted")
	}
}
