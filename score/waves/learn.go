package waves

import (
	"fmt"
	"math"

	"casus/stats"
)

// tight is how much more the slope of a covariate is penalised than [stats.Regress] does it
// by itself: a normal prior of standard deviation 0.3, so that a standard deviation of a covariate
// moves odds by a third rather than threefold. With as many covariates as there are, the usual prior
// of 1 lets a regression learn the waves by heart: on those of the first five years it was
// worse than the base rate. This value was then taken, and no other was tried.
const tight = 10

// scale makes covariates comparable: less their mean, by their standard deviation, among the waves
// that teach. What is missing is the mean. The regression gets them divided by √tight.
type scale struct{ mean, deviation []float64 }

func scaleOf(list []*one) *scale {
	s := &scale{make([]float64, len(Covariates)), make([]float64, len(Covariates))}
	for j := range Covariates {
		var known []float64
		for _, x := range list {
			if v := x.row.Features[j]; v != nil {
				known = append(known, *v)
			}
		}
		s.deviation[j] = 1
		if len(known) < 2 {
			continue
		}
		mean, deviation := stats.MeanStdDev(known)
		s.mean[j] = mean
		if deviation > 0 {
			s.deviation[j] = deviation
		}
	}
	return s
}

// of are the covariates of a wave.
func (s *scale) of(x *one) []float64 {
	list := make([]float64, len(Covariates), len(Covariates)+1)
	for j, v := range x.row.Features {
		if v != nil {
			list[j] = (*v - s.mean[j]) / s.deviation[j]
		}
	}
	return list
}

// tightly are the covariates for a regression.
func (s *scale) tightly(x *one) []float64 {
	list := s.of(x)
	for j := range list {
		list[j] /= math.Sqrt(tight)
	}
	return list
}

// ordinal is a logistic regression of every threshold at once, with slopes that all have
// in common: a model of proportional odds (McCullagh 1980, Journal of the Royal
// Statistical Society B 42, 109), fitted as if the thresholds of a wave were cases of their own.
//
//	logit P(y > t_k) = a_k + Σ b_j·x_kj
//
// Of one threshold it is the logistic regression.
type ordinal struct {
	fit      *stats.Regression
	features func(x *one, k int) []float64
	count    int // of thresholds
}

// The thresholds of a wave are not independent: without more ado, the penalty on slopes would
// weigh the less the more of them there are. So features are divided by the root of their
// number, and the penalty is as on a regression of one threshold.
//
// loud is the value of a threshold's mark: so large that the penalty on weights leaves
// its constant all but free.
const loud = 10

// learn fits the thresholds of an outcome.
func learn(outcome int, taught []*one, features func(x *one, k int) []float64) (*ordinal, error) {
	r := &ordinal{features: features, count: len(Outcomes[outcome].Above)}
	var rows [][]float64
	var came []bool
	for _, x := range taught {
		for k := range r.count {
			rows = append(rows, r.row(x, k))
			came = append(came, x.came[outcome][k])
		}
	}
	var err error
	if r.fit, err = stats.Regress(rows, came); err != nil {
		return nil, fmt.Errorf("%s: %w", Outcomes[outcome].Name, err)
	}
	return r, nil
}

// row has marks for the thresholds after the first.
func (r *ordinal) row(x *one, k int) []float64 {
	list := r.features(x, k)
	for j := range list {
		list[j] /= math.Sqrt(float64(r.count))
	}
	for j := 1; j < r.count; j++ {
		if j == k {
			list = append(list, loud)
		} else {
			list = append(list, 0)
		}
	}
	return list
}

// p is the probability of lying above each threshold, which does not rise with it.
func (r *ordinal) p(x *one) []float64 {
	list := make([]float64, r.count)
	least := math.Inf(1)
	for k := range list {
		least = min(least, r.fit.P(r.row(x, k)))
		list[k] = least
	}
	return list
}
