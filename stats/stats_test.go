package stats

import (
	"math"
	"testing"

	"gonum.org/v1/gonum/floats/scalar"
	"gonum.org/v1/gonum/stat"
	"gonum.org/v1/gonum/stat/distuv"
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

func TestMomentsAsGonum(t *testing.T) {
	rapid.Check(t, func(t *rapid.T) {
		x := values(t, 2)
		w := make([]float64, len(x))
		sum := 0.0
		for i := range w {
			w[i] = 0.1 + rapid.Float64Range(0, 1).Draw(t, "w")
			sum += w[i]
		}
		for i := range w {
			w[i] /= sum
		}
		mean, sd := MeanStdDev(x)
		wantMean, wantSD := stat.MeanStdDev(x, nil)
		weighted, spread := WeightedMeanStdDev(x, w)
		wantWeighted, wantSpread := stat.PopMeanStdDev(x, w)
		for _, c := range []struct {
			what      string
			got, want float64
		}{{"mean", mean, wantMean}, {"standard deviation", sd, wantSD}, {"weighted mean", weighted, wantWeighted}, {"weighted standard deviation", spread, wantSpread}} {
			if !scalar.EqualWithinAbs(c.got, c.want, 1e-14*1e7) && !scalar.EqualWithinRel(c.got, c.want, 1e-9) {
				t.Fatalf("%s of %v: %g, gonum %g", c.what, x, c.got, c.want)
			}
		}
	})
	// NIST's Statistical Reference Datasets, NumAcc3: 1000000.2, then 1000000.1 and
	// 1000000.3 five hundred times each.
	x := []float64{1000000.2}
	for range 500 {
		x = append(x, 1000000.1, 1000000.3)
	}
	mean, sd := MeanStdDev(x)
	near(t, "NumAcc3's mean", mean, 1000000.2, 1e-9)
	near(t, "NumAcc3's standard deviation", sd, 0.1, 1e-10)
	if _, sd := MeanStdDev([]float64{1}); !math.IsNaN(sd) || !math.IsNaN(Mean(nil)) {
		t.Error("a spread of one, or a mean of none")
	}
}

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

// Three digits are those of any printed table of Student's t at 0.95; the rest is
// gonum's.
func TestStudent(t *testing.T) {
	for freedom, want := range map[int]float64{1: 6.314, 2: 2.920, 5: 2.015, 10: 1.812, 20: 1.725, 21: 1.721, 30: 1.697, 60: 1.671, 120: 1.658, 1 << 40: 1.645} {
		near(t, "printed", student90(freedom), want, 5e-4)
	}
	for freedom := 1; freedom < 200_000; freedom += 1 + freedom/7 {
		want := distuv.StudentsT{Sigma: 1, Nu: float64(freedom)}.Quantile(0.95)
		if got := student90(freedom); !scalar.EqualWithinRel(got, want, 1./30e6) {
			t.Errorf("%d degrees of freedom: %.12g, gonum %.12g", freedom, got, want)
		}
		if student90(freedom+1) >= student90(freedom) {
			t.Errorf("from %d degrees of freedom to the next it does not fall", freedom)
		}
	}
	near(t, "normal", z90, distuv.UnitNormal.Quantile(0.95), 2e-15)
}

func TestNormalise(t *testing.T) {
	w, effective := Normalise([]float64{-1000, -1000 + math.Log(3), math.Inf(-1)})
	near(t, "lighter", w[0], 0.25, 1e-12)
	near(t, "heavier", w[1], 0.75, 1e-12)
	near(t, "impossible", w[2], 0, 0)
	near(t, "effective number", effective, 1/(0.25*0.25+0.75*0.75), 1e-12)
}

// Of KolmogorovSmirnov: the value is gonum's, and a shift as large as the spread
// is told from chance, none is not.
func TestKolmogorovSmirnov(t *testing.T) {
	l := lot(1)
	sample := func(from int, shift float64) (clusters [][]float64, all []float64) {
		for c := range 40 {
			x := []float64{shift + l.Normal(uint64(from+c), 0), shift + l.Normal(uint64(from+c), 1)}
			clusters, all = append(clusters, x), append(all, x...)
		}
		return clusters, all
	}
	a, x := sample(0, 0)
	for _, c := range []struct {
		shift float64
		told  bool
	}{{0, false}, {1, true}} {
		b, y := sample(1000, c.shift)
		d := KolmogorovSmirnov(a, b, 499, lot(2))
		stat.SortWeighted(x, nil)
		stat.SortWeighted(y, nil)
		near(t, "distance", d.Value, stat.KolmogorovSmirnov(x, nil, y, nil), 1e-12)
		if d.P < 1./500 || (d.P < 0.01) != c.told || d.N != [2]int{80, 80} || len(d.Chance) != 499 {
			t.Errorf("shift %g: p = %g of %v", c.shift, d.P, d.N)
		}
	}
	near(t, "least p-value", PValue(0, 999), 0.001, 0)
}

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
