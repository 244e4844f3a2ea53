package mesa

import (
	"casus/luck"
	"casus/stats"
)

// Distance is the two-sample statistic of Kolmogorov and Smirnov, the largest
// difference of two distribution functions, with what chance alone would make of it.
type Distance struct {
	D        float64
	Critical float64 // exceeded by chance in 1 % of cases
	P        float64 // the chance of D or more
	N        [2]int  // numbers in the samples
}

// Differ reports whether the distance is too large for chance, at a level of 1 %.
func (d Distance) Differ() bool { return d.P < level }

const level = 0.01

// Tells reports whether there is something to compare: numbers enough, and not
// nearly all the same.
func (d Distance) Tells() bool {
	const few, nothing = 20, 1e-9
	return min(d.N[0], d.N[1]) >= few && d.Critical >= nothing
}

// Compare measures the distance of two samples of runs, each with one or several
// numbers. Chance is told by permutations, at least 1, which deal the runs anew to
// the two samples. The same luck gives the same result.
func Compare(a, b [][]float64, permutations int, lk luck.Replicate) Distance {
	p := stats.KolmogorovSmirnov(a, b, permutations, lk.For("mesa/permutation"))
	return Distance{D: p.Value, Critical: p.Chance[int(float64(permutations)*(1-level))], P: p.P, N: p.N}
}
