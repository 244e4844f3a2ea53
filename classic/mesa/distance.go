package mesa

import (
	"cmp"
	"math"
	"slices"

	"casus/luck"
)

// Distance is the two-sample statistic of Kolmogorov and Smirnov, the largest
// difference of two distribution functions, with what chance alone would make of it.
type Distance struct {
	D        float64
	Critical float64 // exceeded by chance in 1 % of cases
	P        float64 // the chance of D or more
	N        [2]int  // numbers in the samples
}

// Differ says whether the distance is too large for chance, at a level of 1 %.
func (d Distance) Differ() bool { return d.P < level }

const level = 0.01

// Tells says whether there is something to compare: numbers enough, and not
// nearly all the same.
func (d Distance) Tells() bool {
	const few, nothing = 20, 1e-9
	return min(d.N[0], d.N[1]) >= few && d.Critical >= nothing
}

// Compare measures the distance of two samples of runs, each with one or several
// numbers. Chance is told by permutations, at least 1, which deal the runs anew to the two
// samples: that holds with ties, and where the numbers of a run depend on each
// other. The same luck gives the same result.
func Compare(a, b [][]float64, permutations int, lk luck.Replicate) Distance {
	type number struct {
		x   float64
		run int
	}
	var all []number
	var d Distance
	for run, numbers := range slices.Concat(a, b) {
		for _, x := range numbers {
			all = append(all, number{x, run})
			if run < len(a) {
				d.N[0]++
			} else {
				d.N[1]++
			}
		}
	}
	slices.SortFunc(all, func(p, q number) int { return cmp.Or(cmp.Compare(p.x, q.x), p.run-q.run) })
	sizes := make([]int, len(a)+len(b))
	first := make([]bool, len(sizes)) // by run: whether it is of the first sample
	for run := range a {
		first[run] = true
	}
	for _, n := range all {
		sizes[n.run]++
	}
	distance := func() float64 {
		n := 0
		for run, of := range first {
			if of {
				n += sizes[run]
			}
		}
		if n == 0 || n == len(all) {
			return 0
		}
		up, down := 1/float64(n), 1/float64(len(all)-n)
		gap, largest := 0.0, 0.0
		for i, x := range all {
			if first[x.run] {
				gap += up
			} else {
				gap -= down
			}
			if i+1 == len(all) || all[i+1].x != x.x {
				largest = max(largest, math.Abs(gap))
			}
		}
		return largest
	}
	d.D = distance()
	rng := lk.For("mesa/permutation").Stream(0, 0)
	by := make([]float64, permutations)
	const same = 1e-9 // of two sums of fractions
	as := 1
	for k := range by {
		luck.Shuffle(first, &rng)
		by[k] = distance()
		if by[k] >= d.D-same {
			as++
		}
	}
	slices.Sort(by)
	d.P = float64(as) / float64(permutations+1)
	d.Critical = by[int(float64(permutations)*(1-level))]
	return d
}
