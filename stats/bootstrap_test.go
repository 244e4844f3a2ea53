package stats

import (
	"math"
	"testing"
)

// The clusters are what is drawn: with two of them, each as large as you like, the
// mean has three values over resamples.
func TestBootstrapDrawsClusters(t *testing.T) {
	x := []float64{0, 0, 0, 10, 10, 10}
	seen := map[float64]bool{}
	e, err := Bootstrap([]string{"a", "a", "a", "b", "b", "b"}, lot(3), func(cases []int) float64 {
		sum := 0.0
		for _, i := range cases {
			sum += x[i]
		}
		seen[sum/float64(len(cases))] = true
		return sum / float64(len(cases))
	})
	if err != nil || len(seen) != 3 || e != (Estimate{5, 0, 10}) {
		t.Errorf("%+v, %v, means %v", e, err, seen)
	}
	if _, err := Bootstrap([]string{"a"}, lot(3), func([]int) float64 { return math.NaN() }); err == nil {
		t.Error("a score that never is a number")
	}
	if _, err := BootstrapForecasts(lot(3), func(l ...[]Forecast) float64 { return Brier(l[0]) }, make([]Forecast, 2), make([]Forecast, 3)); err == nil {
		t.Error("lists of unlike length")
	}
	if e := EstimateOf(1, []float64{math.Inf(1), math.NaN()}); e.Value != 1 || !math.IsNaN(e.Low) || !math.IsNaN(e.High) {
		t.Errorf("%+v", e)
	}
}
