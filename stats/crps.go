package stats

import (
	"math"
	"sort"
)

// CRPS is the continuous ranked probability score of a sample as a forecast of y,
//
//	mean |x − y| − ½ mean |x − x'|
//
// in the unit of y: 0 for a seer, the absolute error for a sample of one number
// (Gneiting and Raftery 2007, Journal of the American Statistical Association
// 102, 359, eq. 21). The sample is in ascending order and not empty.
func CRPS(x []float64, y float64) float64 {
	n := float64(len(x))
	sum := 0.0
	for i, v := range x {
		sum += math.Abs(v-y) - float64(v*float64(2*i+1-len(x)))/n
	}
	return sum / n
}

// PIT is the probability integral transform of y in a sample: the shares of the
// sample below y, and not above it. Where the forecast is right, a number drawn
// evenly between the two is uniform on [0,1] (Czado, Gneiting and Held 2009,
// Biometrics 65, 1254). The sample is in ascending order and not empty.
func PIT(x []float64, y float64) (low, high float64) {
	n := float64(len(x))
	below := sort.SearchFloat64s(x, y)
	above := sort.Search(len(x), func(i int) bool { return x[i] > y })
	return float64(below) / n, float64(above) / n
}
