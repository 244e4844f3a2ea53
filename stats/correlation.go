package stats

import (
	"cmp"
	"math"
	"slices"

	"casus/luck"
)

// Correlation is how far a number goes with a parameter over draws of both.
type Correlation struct {
	Name string `json:"-"` // of the parameter
	// Rho is Spearman's rank correlation, -1..1: positive where the number is greater where
	// the parameter is higher.
	Rho float64 `json:"rank_correlation"`
	// P is the chance, 0..1, that some parameter gets as far where none has a say.
	P float64 `json:"p"`
	// Threshold halves the draws of the parameter, as nearly as its values allow; in its unit.
	Threshold float64 `json:"threshold"`
	// Below is the mean of the number in draws at or below the threshold, Above in those
	// above it.
	Below Effect `json:"below"`
	Above Effect `json:"above"`
}

// Correlations finds the parameters with which a number goes: at most three, those that it
// follows most first, and none that chance explains. draws has a list for each parameter,
// in the order of names, with a value for each replicate; y is the number in each of these
// replicates.
//
// The measure is Spearman's rank correlation (Spearman 1904, American Journal of Psychology
// 15, 72; as a measure of sensitivity, Saltelli et al. 2008, Global Sensitivity Analysis:
// The Primer, chapter 1), with the mean rank of equals. Its p-value is the single-step one of the
// maximum over all parameters, as in [Separations], to which this is the complement for a
// number that has more to tell than a yes or no. A number that rises and falls again along a
// parameter is not found.
//
// Parameters of one value are passed over, and those that have fewer than [FewestDraws]
// on one side of any. With fewer than twice [FewestDraws], or a number
// that is the same in all, none is given. Lists of unequal length and values that are not
// finite are errors. Equal lots give equal p-values.
func Correlations(names []string, draws [][]float64, y []float64, lot luck.Lot) ([]Correlation, error) {
	if err := checkDraws(names, draws, len(y)); err != nil {
		return nil, err
	}
	if err := checkDraws([]string{"the number"}, [][]float64{y}, len(y)); err != nil {
		return nil, err
	}
	b := rank("", y)
	if len(y) < 2*FewestDraws || len(b.ends) == 0 {
		return nil, nil
	}
	var all []ranked
	for i, name := range names {
		if r := rank(name, draws[i]); len(r.ends) > 0 && min(r.half(), len(y)-r.half()) >= FewestDraws {
			all = append(all, rankedOf(r))
		}
	}
	var list []Correlation
	for _, c := range correlated(all, b.ranks(), lot) {
		list = append(list, c.correlation(y))
	}
	return list, nil
}

// ranks gives to each replicate twice its rank, from the mean of all: whole numbers, also
// for the mean rank of equals.
func (r *ranking) ranks() []int {
	n := len(r.order)
	ranks := make([]int, n)
	from := 0
	for _, end := range append(slices.Clone(r.ends), int32(n)) {
		for _, i := range r.order[from:end] {
			ranks[i] = from + int(end) - n
		}
		from = int(end)
	}
	return ranks
}

// half is how many of the draws are in their lower half, as nearly as equals allow.
func (r *ranking) half() int {
	at := 0
	for _, end := range r.ends {
		if n := len(r.order); abs(2*int(end)-n) < abs(2*at-n) {
			at = int(end)
		}
	}
	return at
}

// ranked is a parameter's ranks.
type ranked struct {
	ranking
	at    []int   // by replicate
	width float64 // root of the sum of their squares
}

func rankedOf(r ranking) ranked {
	at := r.ranks()
	return ranked{r, at, width(at)}
}

func width(ranks []int) float64 {
	sum := 0
	for _, a := range ranks {
		sum += a * a
	}
	return math.Sqrt(float64(sum))
}

// along is the covariance of the ranks with others, for one width of the parameter.
func (r *ranked) along(other []int) float64 {
	sum := 0
	for i, a := range r.at {
		sum += a * other[i]
	}
	return float64(sum) / r.width
}

// following is how far a number follows a parameter.
type following struct {
	*ranked
	far     float64 // covariance with the number's ranks, for one width of the parameter
	rho     float64
	reached int // in how many permutations some parameter gets as far or farther
}

func (f *following) p() float64 { return PValue(f.reached, permutations) }

// correlated gives the parameters that a number follows more than chance explains. One that
// chance has explained is dropped at once.
func correlated(all []ranked, number []int, lot luck.Lot) []following {
	found := make([]following, len(all))
	own := width(number)
	for i := range all {
		far := all[i].along(number)
		found[i] = following{ranked: &all[i], far: math.Abs(far), rho: far / own}
	}
	slices.SortFunc(found, func(a, b following) int { return cmp.Or(cmp.Compare(b.far, a.far), cmp.Compare(a.name, b.name)) })
	found = found[:min(mostSeparations, len(found))]
	number = slices.Clone(number)
	stream := lot.Stream(0, 0)
	for n := 0; n < permutations && len(found) > 0; n++ {
		luck.Shuffle(number, &stream)
		top := 0.0
		for i := range all {
			top = max(top, math.Abs(all[i].along(number)))
		}
		for i := range found {
			if top >= found[i].far {
				found[i].reached++
			}
		}
		for len(found) > 0 && found[len(found)-1].p() > FalseAlarms {
			found = found[:len(found)-1]
		}
	}
	return found
}

func (f *following) correlation(y []float64) Correlation {
	at := f.half()
	side := func(order []int32) Effect {
		var list []float64
		for _, i := range order {
			list = append(list, y[i])
		}
		mean, half := studentInterval(list)
		return Effect{N: len(list), Mean: mean, Low: mean - half, High: mean + half}
	}
	return Correlation{
		Name: f.name, Rho: f.rho, P: f.p(), Threshold: between(f.draws[f.order[at-1]], f.draws[f.order[at]]),
		Below: side(f.order[:at]), Above: side(f.order[at:]),
	}
}
