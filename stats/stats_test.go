package stats

import (
	"testing"

	"gonum.org/v1/gonum/floats/scalar"
	"pgregory.net/rapid"

	"casus/luck"
)

func near(t *testing.T, what string, got, want, tolerance float64) {
	t.Helper()
	if !scalar.EqualWithinAbs(got, want, tolerance) {
		t.Errorf("%s is %g, want %g", what, got, want)
	}
}

func lot(seed uint64) luck.Lot { return luck.Of(seed, 0).For("test/stats") }

// values are numbers of many sizes, at least so many.
func values(t *rapid.T, least int) []float64 {
	n := rapid.IntRange(least, 60).Draw(t, "n")
	x := rapid.SliceOfN(rapid.Float64Range(-1, 1), n, n).Draw(t, "x")
	scale, shift := rapid.Float64Range(1e-3, 1e6).Draw(t, "scale"), rapid.Float64Range(-1e6, 1e6).Draw(t, "shift")
	for i := range x {
		x[i] = shift + scale*x[i]
	}
	return x
}
