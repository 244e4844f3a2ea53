package stats

import (
	"math"
	"testing"

	"gonum.org/v1/gonum/floats/scalar"
	"gonum.org/v1/gonum/stat"
	"pgregory.net/rapid"
)

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
