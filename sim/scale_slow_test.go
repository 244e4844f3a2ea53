//go:build slow

package sim_test

import (
	"math"
	"slices"
	"testing"

	"gonum.org/v1/gonum/stat"

	"casus/sim"
)

// TestScaleDoesNotMatter compares agents for 100 people with agents for 10 and
// with every inhabitant: the odds of a request with the same draws, and the
// distributions of the largest crowd and of deaths with draws of their own, so
// that the two samples are independent, as the test of Kolmogorov and Smirnov
// wants them.
func TestScaleDoesNotMatter(t *testing.T) {
	const n = 400
	s := reference(t)
	coarse := run(t, s, 0, n, sim.Settings{Seed: 1, Scale: 100, Mode: sim.Free})
	other := run(t, s, 0, n, sim.Settings{Seed: 2, Scale: 100, Mode: sim.Free})
	odds := func(traces []*sim.Trace) float64 { return mean(values(traces, "requested")) }
	for _, c := range []struct {
		scale float64
		runs  int
	}{{10, n}, {1, n / 2}} {
		fine := run(t, s, 0, c.runs, sim.Settings{Seed: 1, Scale: c.scale, Mode: sim.Free})
		a, b := odds(coarse[:c.runs]), odds(fine)
		t.Logf("P(request) %.3f at 1:100, %.3f at 1:%g", a, b, c.scale)
		if math.Abs(a-b) >= 0.07 {
			t.Errorf("P(request) differs by %+.3f between 1:100 and 1:%g", b-a, c.scale)
		}
		for _, name := range []string{"peak_participants", "deaths"} {
			a, b := values(other, name), values(fine, name)
			slices.Sort(a)
			slices.Sort(b)
			// Critical distance at 1 %: c·√(1/n + 1/m), c = √(−ln(0.005)/2).
			critical := math.Sqrt(-math.Log(0.005) / 2 * (1/float64(len(a)) + 1/float64(len(b))))
			d := stat.KolmogorovSmirnov(a, nil, b, nil)
			t.Logf("%s at 1:%g: distance %.3f, critical %.3f; medians %.0f and %.0f", name, c.scale, d, critical, stat.Quantile(0.5, stat.LinInterp, a, nil), stat.Quantile(0.5, stat.LinInterp, b, nil))
			if d > critical {
				t.Errorf("%s: the distributions at 1:100 and 1:%g differ: distance %.3f, critical %.3f", name, c.scale, d, critical)
			}
		}
	}
}

func values(traces []*sim.Trace, outcome string) []float64 {
	var x []float64
	for _, t := range traces {
		if v, ok := column(outcome)(t); ok {
			x = append(x, v)
		}
	}
	return x
}
