package stats

import (
	"testing"

	"gonum.org/v1/gonum/stat"
)

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
