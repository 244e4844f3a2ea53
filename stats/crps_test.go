package stats

import (
	"math"
	"slices"
	"testing"

	"gonum.org/v1/gonum/stat/distuv"
	"pgregory.net/rapid"
)

func TestCRPS(t *testing.T) {
	near(t, "a point forecast's, its absolute error,", CRPS([]float64{3}, 5), 2, 1e-12)
	near(t, "of two numbers about the truth", CRPS([]float64{0, 2}, 1), 1-0.5, 1e-12)

	// Of a normal forecast it is σ (z (2Φ(z) − 1) + 2φ(z) − 1/√π): eq. 21's closed form.
	normal := distuv.Normal{Mu: 2, Sigma: 3}
	x := make([]float64, 20_000)
	for i := range x {
		x[i] = normal.Quantile((float64(i) + 0.5) / float64(len(x)))
	}
	for _, y := range []float64{-4, 2, 3.5} {
		z := (y - 2) / 3
		want := 3 * (z*(2*distuv.UnitNormal.CDF(z)-1) + 2*distuv.UnitNormal.Prob(z) - 1/math.Sqrt(math.Pi))
		near(t, "of a normal forecast", CRPS(x, y), want, 2e-3)
	}
}

// The sorted form is the mean over all pairs, and never below 0.
func TestCRPSIsThatOfAllPairs(t *testing.T) {
	rapid.Check(t, func(t *rapid.T) {
		x := rapid.SliceOfN(rapid.Float64Range(-50, 50), 1, 30).Draw(t, "x")
		y := rapid.Float64Range(-60, 60).Draw(t, "y")
		slices.Sort(x)
		want, n := 0.0, float64(len(x))
		for _, a := range x {
			want += math.Abs(a-y) / n
			for _, b := range x {
				want -= math.Abs(a-b) / (2 * n * n)
			}
		}
		if got := CRPS(x, y); math.Abs(got-want) > 1e-9 || got < -1e-9 {
			t.Fatalf("%g, want %g", got, want)
		}
	})
}

func TestPIT(t *testing.T) {
	x := []float64{0, 0, 1, 3}
	for _, c := range []struct{ y, low, high float64 }{{-1, 0, 0}, {0, 0, 0.5}, {1, 0.5, 0.75}, {2, 0.75, 0.75}, {3, 0.75, 1}, {4, 1, 1}} {
		if low, high := PIT(x, c.y); low != c.low || high != c.high {
			t.Errorf("of %g: %g to %g, want %g to %g", c.y, low, high, c.low, c.high)
		}
	}
}
