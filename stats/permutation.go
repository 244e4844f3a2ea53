package stats

import (
	"cmp"
	"math"
	"slices"

	"casus/luck"
)

// PValue is the chance, under the hypothesis of no difference, of a statistic as
// extreme as the one seen, from so many permutations of which some reached it:
//
//	(reached + 1)/(permutations + 1)
//
// The sample as it is counts as one more permutation, so that the p-value is never
// 0 and the level is kept (Phipson and Smyth 2010, Statistical Applications in
// Genetics and Molecular Biology 9, 39).
func PValue(reached, permutations int) float64 {
	return float64(1+reached) / float64(1+permutations)
}

// Permuted is a statistic of two samples beside its values over permutations.
type Permuted struct {
	Value  float64
	P      float64
	Chance []float64 // values over permutations, in ascending order
	N      [2]int    // numbers in the samples
}

// KolmogorovSmirnov gives the largest difference of the distribution functions of
// two samples of clusters, each with any number of numbers, and what chance makes
// of it: clusters are dealt anew to the two samples, at least once. That holds with
// ties, and where the numbers of a cluster depend on each other. The value is 0
// where a sample is empty. The same lot deals the same.
func KolmogorovSmirnov(a, b [][]float64, permutations int, lot luck.Lot) Permuted {
	p := pool(a, b)
	first := make([]bool, len(p.sizes)) // by cluster: whether it is of the first sample
	for c := range a {
		first[c] = true
	}
	out := Permuted{Value: p.distance(first), Chance: make([]float64, permutations)}
	for c, n := range p.sizes {
		if first[c] {
			out.N[0] += n
		} else {
			out.N[1] += n
		}
	}
	const same = 1e-9 // of two sums of fractions
	stream := lot.Stream(0, 0)
	reached := 0
	for k := range out.Chance {
		luck.Shuffle(first, &stream)
		out.Chance[k] = p.distance(first)
		if out.Chance[k] >= out.Value-same {
			reached++
		}
	}
	slices.Sort(out.Chance)
	out.P = PValue(reached, permutations)
	return out
}

// pooled is the numbers of two samples, in ascending order, with their clusters.
type pooled struct {
	numbers []numbered
	sizes   []int // by cluster
}

type numbered struct {
	x       float64
	cluster int
}

func pool(a, b [][]float64) *pooled {
	p := &pooled{sizes: make([]int, len(a)+len(b))}
	for c, numbers := range slices.Concat(a, b) {
		p.sizes[c] = len(numbers)
		for _, x := range numbers {
			p.numbers = append(p.numbers, numbered{x, c})
		}
	}
	slices.SortFunc(p.numbers, func(m, n numbered) int { return cmp.Or(cmp.Compare(m.x, n.x), m.cluster-n.cluster) })
	return p
}

// distance is the largest difference of the distribution functions of the clusters
// that are of the first sample and of the others.
func (p *pooled) distance(first []bool) float64 {
	n := 0
	for c, of := range first {
		if of {
			n += p.sizes[c]
		}
	}
	if n == 0 || n == len(p.numbers) {
		return 0
	}
	up, down := 1/float64(n), 1/float64(len(p.numbers)-n)
	gap, largest := 0.0, 0.0
	for i, x := range p.numbers {
		if first[x.cluster] {
			gap += up
		} else {
			gap -= down
		}
		if i+1 == len(p.numbers) || p.numbers[i+1].x != x.x {
			largest = max(largest, math.Abs(gap))
		}
	}
	return largest
}
