package stats

import "math"

// Indicator is 1 for true and 0 for false.
func Indicator(b bool) float64 {
	if b {
		return 1
	}
	return 0
}

// Mean is the arithmetic mean of a sample; NaN of an empty one.
func Mean(x []float64) float64 {
	sum := 0.0
	for _, v := range x {
		sum += v
	}
	return sum / float64(len(x))
}

// MeanStdDev gives the mean of a sample and its standard deviation
//
//	s = √( (Σ d² − (Σ d)²/n) / (n−1) )      d = x − mean
//
// The second sum, which is 0 but for rounding, corrects the first (Chan, Golub
// and LeVeque 1983, The American Statistician 37, 242, eq. 1.7). The standard
// deviation of fewer than two numbers is NaN.
func MeanStdDev(x []float64) (mean, sd float64) {
	mean = Mean(x)
	squares, rest := 0.0, 0.0
	for _, v := range x {
		d := v - mean
		squares += float64(d * d)
		rest += d
	}
	n := float64(len(x))
	return mean, math.Sqrt((squares - float64(rest*rest)/n) / (n - 1))
}

// WeightedMeanStdDev gives mean and standard deviation of a distribution that has
// weight w[i] on x[i]; the weights sum to 1.
//
//	mean = Σ w x      s = √( Σ w (x − mean)² )
func WeightedMeanStdDev(x, w []float64) (mean, sd float64) {
	for i, v := range x {
		mean += float64(w[i] * v)
	}
	squares := 0.0
	for i, v := range x {
		d := v - mean
		squares += float64(w[i] * float64(d*d))
	}
	return mean, math.Sqrt(squares)
}
