package stats

import (
	"slices"

	"casus/portable"
)

// Normalise turns logarithms of weights into weights that sum to 1, and gives the
// effective number of them,
//
//	(Σ w)² / Σ w²
//
// which is their number where all are equal, and 1 where one has it all (Kong, Liu
// and Wong 1994, Journal of the American Statistical Association 89, 278). There is
// at least one, and one is above −∞.
func Normalise(logs []float64) (w []float64, effective float64) {
	top := slices.Max(logs)
	w = make([]float64, len(logs))
	sum, squares := 0.0, 0.0
	for i, l := range logs {
		w[i] = portable.Exp(l - top)
		sum += w[i]
		squares += float64(w[i] * w[i])
	}
	for i := range w {
		w[i] /= sum
	}
	return w, sum * sum / squares
}

// FewestEffective is the effective number of runs below which nothing is predicted from
// them, and of draws below which nothing is said of single weights; FewEffective is that
// below which a reader is warned: of 50, a share of a half has a standard error of 7 points, of 20 one of 11.
const (
	FewestEffective = 20
	FewEffective    = 50
)
