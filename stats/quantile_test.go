package stats

import (
	"math"
	"testing"

	"gonum.org/v1/gonum/floats/scalar"
	"pgregory.net/rapid"
)

// What R 4's quantile gives of c(1, 2, 4, 8, 16), type 7, which is its own.
func TestQuantile(t *testing.T) {
	x := []float64{1, 2, 4, 8, 16}
	for p, want := range map[float64]float64{0: 1, 0.05: 1.2, 0.1: 1.4, 0.25: 2, 0.3: 2.4, 0.5: 4, 0.95: 14.4, 1: 16} {
		near(t, "quantile", Quantile(p, x), want, 1e-12)
	}
	near(t, "median of two", Median([]float64{3, 1}), 2, 0)
	near(t, "median of three", Median([]float64{9, 1, 2}), 2, 0)
	if !math.IsNaN(Median(nil)) {
		t.Error("a median of nothing")
	}
	for _, bad := range []func(){func() { Quantile(0.5, nil) }, func() { Quantile(1.1, x) }, func() { Quantile(math.NaN(), x) }} {
		func() {
			defer func() {
				if recover() == nil {
					t.Error("taken")
				}
			}()
			bad()
		}()
	}
	rapid.Check(t, func(t *rapid.T) {
		x := values(t, 1)
		p := rapid.Float64Range(0, 1).Draw(t, "p")
		b := BandOf(x)
		if !(b.Low <= b.Median && b.Median <= b.High) || b.N != len(x) || b.Median != Median(x) {
			t.Fatalf("%v: %+v", x, b)
		}
		minus := make([]float64, len(x))
		for i := range x {
			minus[i] = -x[i]
		}
		if back := BandOf(minus); !scalar.EqualWithinAbsOrRel(-back.High, b.Low, 1e-6, 1e-12) {
			t.Fatalf("%v at %g: %+v, the other way round %+v", x, p, b, back)
		}
	})
}

func TestWeightedQuantiles(t *testing.T) {
	x, w := []float64{30, 10, 20}, []float64{0.25, 0.5, 0.25}
	for _, c := range []struct{ p, want float64 }{{0, 10}, {0.5, 10}, {0.51, 20}, {0.75, 20}, {0.76, 30}, {1, 30}} {
		if got := WeightedQuantiles(x, w, c.p); len(got) != 1 || got[0] != c.want {
			t.Errorf("%g: %v, want %g", c.p, got, c.want)
		}
	}
	if got := WeightedQuantiles(x, w, 0.1, 0.6, 0.6, 0.9); len(got) != 4 || got[1] != 20 || got[2] != 20 || got[3] != 30 {
		t.Errorf("%v", got)
	}
	sum := make([]float64, 1000) // a thousandth each, which no float is
	for i := range sum {
		sum[i] = 1. / 1000
	}
	if got := WeightedQuantiles(sum, sum, 1); len(got) != 1 {
		t.Errorf("rounding has lost the last: %v", got)
	}
}

func TestBandOf(t *testing.T) {
	if b := BandOf(nil); b != (Band{}) {
		t.Errorf("of nothing: %+v", b)
	}
	if b := BandOf([]float64{3}); b != (Band{1, 3, 3, 3}) {
		t.Errorf("of one: %+v", b)
	}
	x := make([]float64, 1000)
	for i := range x {
		x[(i*617)%1000] = float64(i + 1) // shuffled
	}
	first := x[0]
	b := BandOf(x)
	near(t, "median", b.Median, 500.5, 1e-9)
	near(t, "low end", b.Low, 50.95, 1e-9)
	near(t, "high end", b.High, 950.05, 1e-9)
	if b.N != 1000 || x[0] != first {
		t.Errorf("%+v, or the sample was sorted in place", b)
	}
	rapid.Check(t, func(t *rapid.T) {
		x := rapid.SliceOfN(rapid.Float64Range(-1e6, 1e6), 1, 50).Draw(t, "x")
		b := BandOf(x)
		if !(b.Low <= b.Median && b.Median <= b.High) || math.IsNaN(b.Low+b.High) {
			t.Fatalf("%v: %+v", x, b)
		}
	})
}
