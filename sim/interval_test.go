package sim_test

import (
	"fmt"
	"math"
	"testing"

	"casus/sim"

	"gonum.org/v1/gonum/stat"
)

// How often a ruler looks does not decide what he does: who looks every hour and
// who looks twice a day come to the same. Runs of one replicate share their draw
// and all luck, so few of them differ, and a difference of means is seen in few runs.
func TestTheIntervalDoesNotDecide(t *testing.T) {
	s, err := reference(t).WithPriors(nil, 0)
	if err != nil {
		t.Fatal(err)
	}
	const n, often = 150, 1
	asks := func(m sim.Month) float64 {
		sum, of := 0.0, 0.0
		for _, p := range m.Requests {
			if !math.IsNaN(p) {
				sum, of = sum+p, of+1
			}
		}
		return sum / of
	}
	outcomes := []struct {
		name string
		of   func(r *sim.Trace) float64
	}{
		{"engulfed", func(r *sim.Trace) float64 { return float64(tally(r.Outcome.Engulfed)) }},
		{"requested", func(r *sim.Trace) float64 { return float64(tally(r.Outcome.Requested)) }},
		{"survived", func(r *sim.Trace) float64 { return float64(tally(r.Outcome.Survived30d)) }},
		{"P(request) before", func(r *sim.Trace) float64 { return asks(r.Before) }},
		{"P(request) after", func(r *sim.Trace) float64 { return asks(r.Months[0]) }},
	}
	play := func(hours float64) [][]float64 {
		set := quick
		set.Overrides = map[string]float64{"regime.interval": hours}
		values := make([][]float64, len(outcomes))
		for i := range n {
			r := run1(t, s, i, set)
			for k, o := range outcomes {
				values[k] = append(values[k], o.of(r))
			}
		}
		return values
	}
	base := play(often)
	for _, hours := range []float64{3, 6, 12} {
		values := play(hours)
		for k, o := range outcomes {
			differences := make([]float64, n)
			for i := range differences {
				differences[i] = values[k][i] - base[k][i]
			}
			mean, sd := stat.MeanStdDev(differences, nil)
			line := fmt.Sprintf("%s: every %g hours %.3f, every hour %.3f, standard error of the difference %.3f", o.name, hours, stat.Mean(values[k], nil), stat.Mean(base[k], nil), sd/math.Sqrt(n))
			t.Log(line)
			if math.Abs(mean) > 3*sd/math.Sqrt(n) {
				t.Error(line)
			}
		}
	}
}
