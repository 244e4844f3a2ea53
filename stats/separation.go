package stats

import (
	"cmp"
	"fmt"
	"math"
	"slices"

	"casus/luck"
)

// Separation is how far a parameter separates the draws in which something holds
// from those in which it fails.
//
// The threshold is where the two kinds of draws are furthest apart, and so the
// shares on its two sides are more extreme than those of fresh draws would be:
// they describe these draws.
type Separation struct {
	Name string `json:"-"` // of the parameter
	// Distance of Kolmogorov and Smirnov between the parameter's distributions
	// where it holds and where it fails, 0..1.
	Distance float64 `json:"distance"`
	// P is the chance, 0..1, that some parameter gets as far where none has a say.
	P float64 `json:"p"`
	// Higher tells that it holds rather where the parameter is higher.
	Higher bool `json:"higher"`
	// Threshold lies midway between neighbouring draws, in the parameter's unit.
	Threshold float64 `json:"threshold"`
	// Below is how often it holds in draws at or below the threshold, Above how
	// often in those above it.
	Below Share `json:"below"`
	Above Share `json:"above"`
}

// FewestDraws is how many draws must hold, and how many must fail, for a search.
// With ten on one side of 400, a parameter must be at a distance of 0.64 to be
// told from the furthest of 250 without a say (with twenty, of 0.47); with fewer,
// only all but perfect separations could be found, and they would rest on a handful of runs.
const FewestDraws = 10

// FalseAlarms is how often, at most, a search in which no parameter has a say
// gives one all the same: the family-wise error rate of a search.
const FalseAlarms = 0.05

// mostSeparations is how many a reader can weigh.
const mostSeparations = 3

// permutations of the labels for each search. With 999, p-values are whole
// thousandths, and at the border of 0.05 their standard error is 0.007.
const permutations = 999

// LeastP is the smallest p-value that so many permutations can give: what it
// bounds may be smaller.
const LeastP = 1.0 / (1 + permutations)

// Separations finds the parameters that separate the draws in which something
// holds from those in which it fails: at most three, the most separating first, and
// none that chance explains. draws has a list for each parameter, in the order of
// names, with a value for each replicate; holds tells of each of these replicates
// whether it holds.
//
// This is regional sensitivity analysis, or Monte Carlo filtering (Spear and
// Hornberger 1980, Water Research 14, 43; Hornberger and Spear 1981, Journal of
// Environmental Management 12, 7; Saltelli et al. 2008, Global Sensitivity
// Analysis: The Primer, chapter 5). With H and F the empirical distribution
// functions of a parameter where it holds and where it fails, its distance is
//
//	D = max over x of |H(x) − F(x)|
//
// Among hundreds of parameters one always looks separating. The p-value is
// therefore the single-step one of the maximum (Westfall and Young 1993,
// Resampling-Based Multiple Testing): labels are permuted over replicates, for
// all parameters at once, and the p-value is [PValue] of the largest D of all
// parameters.
//
// Parameters with p ≤ [FalseAlarms] are given; where there is none, the one that comes
// nearest, with its p. That rate is one search's: of
// twenty searches in which no parameter has a say, one gives one. It holds
// however skewed or tied the values are; but a parameter of few different
// values gets less far by chance than others do, and so is found less easily.
// So is one in whose middle it holds and at whose ends it fails.
//
// Parameters of one value are passed over. With fewer than [FewestDraws] that
// hold, or that fail, none is given. Lists of unequal length and values that
// are not finite are errors. Equal lots give equal p-values. Calls share
// nothing, so that searches can run side by side.
func Separations(names []string, draws [][]float64, holds []bool, lot luck.Lot) (found []Separation, nearest *Separation, err error) {
	if err := checkDraws(names, draws, len(holds)); err != nil {
		return nil, nil, err
	}
	l := label(holds)
	if min(l.hold, l.fail) < FewestDraws {
		return nil, nil, nil
	}
	var all []ranking
	for i, name := range names {
		if r := rank(name, draws[i]); len(r.ends) > 0 {
			all = append(all, r)
		}
	}
	for _, c := range significant(all, l, lot) {
		s := c.separation(l)
		if s.P > FalseAlarms {
			return nil, &s, nil
		}
		found = append(found, s)
	}
	return found, nil, nil
}

// checkDraws refuses lists that do not fit together, and values that are not finite.
func checkDraws(names []string, draws [][]float64, n int) error {
	if len(draws) != len(names) {
		return fmt.Errorf("draws of %d parameters under %d names", len(draws), len(names))
	}
	for i, name := range names {
		if len(draws[i]) != n {
			return fmt.Errorf("parameter %s has %d draws for %d judged replicates", name, len(draws[i]), n)
		}
		for _, x := range draws[i] {
			if math.IsNaN(x) || math.IsInf(x, 0) {
				return fmt.Errorf("parameter %s drew %v", name, x)
			}
		}
	}
	return nil
}

// labels tell in which draws it holds, and in how many. Their weights are
// such that a sum over the draws up to x is the difference of the distribution
// functions in whole numbers,
//
//	sum = hold × fail × (H(x) − F(x))
//
// that is, fail where it holds and −hold where it fails.
type labels struct {
	hold, fail int
	weights    []int
}

func label(holds []bool) labels {
	l := labels{weights: make([]int, len(holds))}
	for _, is := range holds {
		if is {
			l.hold++
		}
	}
	l.fail = len(holds) - l.hold
	for i, is := range holds {
		if is {
			l.weights[i] = l.fail
		} else {
			l.weights[i] = -l.hold
		}
	}
	return l
}

// step is how far a sum moves with one draw, at most.
func (l *labels) step() int { return max(l.hold, l.fail) }

// ranking is the draws of a parameter in order, which no permutation changes.
type ranking struct {
	name  string
	draws []float64
	order []int32 // replicates by rising value
	ends  []int32 // places in order at which a run of equal values ends, but for the last
}

func rank(name string, draws []float64) ranking {
	r := ranking{name: name, draws: draws, order: make([]int32, len(draws))}
	for i := range r.order {
		r.order[i] = int32(i)
	}
	slices.SortFunc(r.order, func(a, b int32) int { return cmp.Compare(draws[a], draws[b]) })
	for k := 1; k < len(draws); k++ {
		if draws[r.order[k-1]] < draws[r.order[k]] {
			r.ends = append(r.ends, int32(k))
		}
	}
	return r
}

// furthest gives the sum furthest from zero and over how many draws it is. Sums
// count where runs of equal values end: within a run the distribution functions
// have no values. Of equals it gives the first.
func (r *ranking) furthest(l labels) (sum, at int) {
	running, from := 0, int32(0)
	for _, end := range r.ends {
		for _, i := range r.order[from:end] {
			running += l.weights[i]
		}
		if abs(running) > abs(sum) {
			sum, at = running, int(end)
		}
		from = end
	}
	return sum, at
}

func abs(x int) int { return max(x, -x) }

// stride is how many draws may adds up before it looks.
const stride = 4

// may tells whether some sum can be bar or more from zero: a quick no to nearly
// all parameters in nearly all permutations. It looks at every fourth sum only,
// with the bar lowered by as much as those between can differ from the nearest
// look, or from the end, where the sum is zero: two steps. It also looks within
// runs of equal values, which can spoil a no but not make one.
func (r *ranking) may(l labels, bar int) bool {
	inside := bar - 1 - stride/2*l.step()
	if inside < 0 {
		return true
	}
	shifted, width := inside, uint(2*inside)
	for rest := r.order; len(rest) >= stride; rest = rest[stride:] {
		shifted += l.weights[rest[0]] + l.weights[rest[1]] + l.weights[rest[2]] + l.weights[rest[3]]
		if uint(shifted) > width { // too low as well: a negative number becomes a large one
			return true
		}
	}
	return false
}

// largest gives how far from zero the furthest sum of all parameters is, if
// that is floor or more; if not, it gives some number below floor.
func largest(all []ranking, l labels, floor int) int {
	top := 0
	for i := range all {
		if r := &all[i]; r.may(l, max(floor, top+1)) {
			sum, _ := r.furthest(l)
			top = max(top, abs(sum))
		}
	}
	return top
}

// candidate is where a parameter separates best.
type candidate struct {
	*ranking
	sum     int // hold × fail × (H − F)
	at      int // how many draws are at or below the threshold
	reached int // in how many permutations the largest distance is this one or more
}

func (c *candidate) p() float64 { return PValue(c.reached, permutations) }

// significant gives the parameters that separate more than chance explains.
// One that chance has explained is dropped at once, but the first, which is given
// whatever its p.
func significant(all []ranking, l labels, lot luck.Lot) []candidate {
	found := make([]candidate, len(all))
	for i := range all {
		r := &all[i]
		sum, at := r.furthest(l)
		found[i] = candidate{ranking: r, sum: sum, at: at}
	}
	slices.SortFunc(found, func(a, b candidate) int {
		return cmp.Or(abs(b.sum)-abs(a.sum), cmp.Compare(a.name, b.name))
	})
	found = found[:min(mostSeparations, len(found))]

	l.weights = slices.Clone(l.weights)
	stream := lot.Stream(0, 0)
	for n := 0; n < permutations && len(found) > 0; n++ {
		luck.Shuffle(l.weights, &stream)
		top := largest(all, l, abs(found[len(found)-1].sum))
		for i := range found {
			if top >= abs(found[i].sum) {
				found[i].reached++
			}
		}
		for len(found) > 1 && found[len(found)-1].p() > FalseAlarms {
			found = found[:len(found)-1] // the nearest of them is reached most often
		}
	}
	return found
}

func (c *candidate) separation(l labels) Separation {
	below := 0
	for _, i := range c.order[:c.at] {
		if l.weights[i] > 0 {
			below++
		}
	}
	return Separation{
		Name:      c.name,
		Distance:  float64(abs(c.sum)) / float64(l.hold*l.fail),
		P:         c.p(),
		Higher:    c.sum < 0,
		Threshold: between(c.draws[c.order[c.at-1]], c.draws[c.order[c.at]]),
		Below:     ShareOf(below, c.at),
		Above:     ShareOf(l.hold-below, len(c.order)-c.at),
	}
}

// between gives the middle of a < b, or a where rounding would make it b. Halves
// are added so that the largest numbers do not overflow.
func between(a, b float64) float64 {
	if middle := float64(a/2) + float64(b/2); a < middle && middle < b {
		return middle
	}
	return a
}
