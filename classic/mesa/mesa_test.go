package mesa_test

import (
	"math"
	"testing"

	"casus/classic/mesa"
	"casus/luck"
)

// TestMesa compares runs under Mesa's rules with as many of Mesa.
func TestMesa(t *testing.T) {
	settings, err := mesa.Settings()
	if err != nil {
		t.Fatal(err)
	}
	const permutations = 999
	tests := 0
	for _, s := range settings {
		ours := make([]mesa.Series, len(s.Runs))
		for run := range ours {
			if len(s.Runs[run]) != mesa.Steps {
				t.Fatalf("%s: run %d has %d steps", s.Name, run, len(s.Runs[run]))
			}
			if ours[run], err = mesa.Play(s.Params, luck.Of(1, run), mesa.Steps); err != nil {
				t.Fatal(err)
			}
		}
		for _, m := range mesa.Measures() {
			d := mesa.Compare(m.Apply(ours), m.Apply(s.Runs), permutations, luck.Of(2, 0))
			if !d.Tells() {
				continue
			}
			tests++
			t.Logf("%s, %s: distance %.3f, critical %.3f, p = %.3f", s.Name, m.Name, d.D, d.Critical, d.P)
			if d.Differ() {
				t.Errorf("%s: %s differs from Mesa's: distance %.3f, critical %.3f, p = %.3f", s.Name, m.Name, d.D, d.Critical, d.P)
			}
		}
	}
	if tests < 20 {
		t.Errorf("only %d comparisons", tests)
	}
}

// Rules that differ in one thing are told apart.
func TestMesaIsNotAnything(t *testing.T) {
	settings, err := mesa.Settings()
	if err != nil {
		t.Fatal(err)
	}
	s := settings[0]
	s.Params.Rules.HalfEven = false
	var ours []mesa.Series
	for run := range s.Runs {
		series, err := mesa.Play(s.Params, luck.Of(1, run), mesa.Steps)
		if err != nil {
			t.Fatal(err)
		}
		ours = append(ours, series)
	}
	for _, m := range mesa.Measures() {
		if m.Name != "mean active" {
			continue
		}
		if d := mesa.Compare(m.Apply(ours), m.Apply(s.Runs), 999, luck.Of(2, 0)); !d.Differ() {
			t.Errorf("C/A rounded down is not told from rounded to the nearest: %+v", d)
		}
	}
}

func TestCompare(t *testing.T) {
	one := func(xs ...float64) (runs [][]float64) {
		for _, x := range xs {
			runs = append(runs, []float64{x})
		}
		return runs
	}
	for _, c := range []struct {
		a, b [][]float64
		d    float64
	}{
		{one(1, 2, 3), one(1, 2, 3), 0},
		{one(1, 2, 3), one(4, 5, 6), 1},
		{one(1, 1, 2, 2), one(1, 2, 2, 2), 0.25},
		{[][]float64{{1, 1, 1}, nil, {3}}, one(1, 3), 0.25},
		{one(), one(1), 0},
	} {
		if d := mesa.Compare(c.a, c.b, 200, luck.Of(1, 0)); math.Abs(d.D-c.d) > 1e-9 || d.P < 0 || d.P > 1 {
			t.Errorf("%v and %v: %+v, not %g", c.a, c.b, d, c.d)
		}
	}
}

// Samples of one kind differ at 1 % about one time in a hundred, ties or not.
func TestCompareKeepsItsLevel(t *testing.T) {
	const times, size = 400, 20
	differ := 0
	for k := range times {
		lot := luck.Of(7, k).For("test")
		draw := func(from int) (runs [][]float64) {
			for i := range size {
				x := float64(lot.Below(uint64(from+i), 0, 6))
				runs = append(runs, []float64{x, x}) // the numbers of a run depend on each other
			}
			return runs
		}
		if mesa.Compare(draw(0), draw(size), 199, luck.Of(8, k)).Differ() {
			differ++
		}
	}
	if differ > times/40 {
		t.Errorf("%d of %d samples of one kind differ", differ, times)
	}
}
