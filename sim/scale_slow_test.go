//go:build slow

package sim_test

import (
	"math"
	"slices"
	"testing"

	"gonum.org/v1/gonum/stat"

	"casus/sim"
)

// TestScaleDoesNotMatter compares agents for 100 people with agents for 10:
// the odds of a request with the same draws, and the distributions of the
// largest crowd and of deaths with draws of their own, so that the two samples
// are independent, as the test of Kolmogorov and Smirnov wants them.
func TestScaleDoesNotMatter(t *testing.T) {
	const n = 400
	s := reference(t)
	coarse := run(t, s, n, sim.Settings{Seed: 1, Scale: 100, Mode: sim.Free})
	other := run(t, s, n, sim.Settings{Seed: 2, Scale: 100, Mode: sim.Free})
	fine := run(t, s, n, sim.Settings{Seed: 1, Scale: 10, Mode: sim.Free})

	odds := func(traces []*sim.Trace) float64 { return mean(values(traces, "requested")) }
	if d := odds(coarse) - odds(fine); math.Abs(d) >= 0.07 {
		t.Errorf("P(request) differs by %+.3f between 1:100 and 1:10", d)
	} else {
		t.Logf("P(request) %.3f at 1:100, %.3f at 1:10", odds(coarse), odds(fine))
	}
	// Critical distance at 1 % for two samples of n: c·√(2/n), c = √(−ln(0.005)/2).
	critical := math.Sqrt(-math.Log(0.005)/2) * math.Sqrt(2./n)
	for _, name := range []string{"peak_participants", "deaths"} {
		a, b := values(other, name), values(fine, name)
		slices.Sort(a)
		slices.Sort(b)
		d := stat.KolmogorovSmirnov(a, nil, b, nil)
		t.Logf("%s: distance %.3f, critical %.3f; medians %.0f and %.0f", name, d, critical, stat.Quantile(0.5, stat.LinInterp, a, nil), stat.Quantile(0.5, stat.LinInterp, b, nil))
		if d > critical {
			t.Errorf("%s: the distributions at 1:100 and 1:10 differ: distance %.3f, critical %.3f", name, d, critical)
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
