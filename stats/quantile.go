package stats

import (
	"fmt"
	"math"
	"slices"
	"sort"
)

// Quantile is the number below which a share p of a sample lies,
//
//	x_k + (h − k)·(x_(k+1) − x_k)      h = (n−1)·p, k = ⌊h⌋, x_0 the smallest
//
// which is the seventh definition of Hyndman and Fan (1996, The American
// Statistician 50, 361), and what R, NumPy, pandas and DuckDB give unasked. The
// sample is in ascending order, without NaN. Quantile panics if it is empty or p
// lies outside 0..1.
func Quantile(p float64, x []float64) float64 {
	if len(x) == 0 || !(p >= 0 && p <= 1) {
		panic(fmt.Sprintf("stats: quantile %g of %d numbers", p, len(x)))
	}
	h := float64(float64(len(x)-1) * p)
	k := int(h)
	if k == len(x)-1 || x[k] == x[k+1] {
		return x[k]
	}
	return min(x[k]+float64((h-float64(k))*(x[k+1]-x[k])), x[k+1])
}

// Median is the [Quantile] of a half of a sample in any order; NaN of an empty one.
func Median(x []float64) float64 {
	if len(x) == 0 {
		return math.NaN()
	}
	return Quantile(0.5, slices.Sorted(slices.Values(x)))
}

// WeightedQuantiles gives, for each p, the smallest number of x up to which the
// weights sum to p. The weights sum to 1; p is in ascending order, in 0..1. With
// weights there is no one way to interpolate, so nothing is.
func WeightedQuantiles(x, w []float64, p ...float64) []float64 {
	const rounding = 1e-9 // of a sum of weights
	order := make([]int, len(x))
	for i := range order {
		order[i] = i
	}
	sort.SliceStable(order, func(i, j int) bool { return x[order[i]] < x[order[j]] })
	out := make([]float64, 0, len(p))
	sum := 0.0
	for _, i := range order {
		sum += w[i]
		for len(out) < len(p) && sum >= p[len(out)]-rounding {
			out = append(out, x[i])
		}
	}
	return out
}

// Ends of a central 90 %.
const (
	lowEnd  = 0.05
	highEnd = 0.95
)

// Band is the median of a sample with its central 90 %, from the 5 % to the 95 %
// quantile.
type Band struct {
	N      int     `json:"n"`
	Median float64 `json:"median"`
	Low    float64 `json:"low"`
	High   float64 `json:"high"`
}

// BandOf gives the band of a sample, in any order and without NaN; the zero Band
// for an empty one.
func BandOf(x []float64) Band {
	if len(x) == 0 {
		return Band{}
	}
	x = slices.Sorted(slices.Values(x))
	return Band{len(x), Quantile(0.5, x), Quantile(lowEnd, x), Quantile(highEnd, x)}
}
