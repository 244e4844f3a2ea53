package score

import (
	"context"
	"fmt"
	"math"
	"reflect"
	"runtime"
	"slices"

	"golang.org/x/sync/errgroup"

	"casus/alliance"
	"casus/luck"
	"casus/scenario"
)

// weight of the council's decision that cases can say something about.
type weight struct {
	name   string
	field  int     // of alliance.Coefficients
	median float64 // of the scenario's prior
	signed bool    // may be of either sign
}

func (w *weight) parameter() string { return "alliance." + w.name }

// votes are the weights of a vote, by the names of their parameters.
var votes = []string{
	"shared_threat", "insurance", "alignment", "legal_fit", "stake", "incumbent", "precedent", "cooperation", "small",
	"domestic_cost", "risk", "rival", "hegemony_fear", "luck", "yes", "no",
}

// spread of the weights before the cases are seen: on the log scale where their
// sign is known, so that it is kept and nine in ten lie within a factor of 3.4 of
// the scenario's median; in units of support for the thresholds.
const spread = 0.75

// weightsOf lists the weights with the scenario's medians.
func weightsOf(s *scenario.Scenario) ([]weight, alliance.Coefficients) {
	var co alliance.Coefficients
	v := reflect.ValueOf(&co).Elem()
	var list []weight
	for i := range v.NumField() {
		name := v.Type().Field(i).Tag.Get("par")
		prior := s.Original("alliance." + name)
		median := prior.Quantile(0.5)
		v.Field(i).SetFloat(median)
		if slices.Contains(votes, name) {
			list = append(list, weight{name, i, median, name == "yes" || name == "no"})
		}
	}
	return list, co
}

// sample is weights of the council, drawn before the cases were seen, with the
// likelihood of each case under each: sampling and importance weighting (Rubin
// 1988, Bayesian Statistics 3, 395). Leaving cases out is to leave their factor
// out.
type sample struct {
	weights []weight
	base    alliance.Coefficients
	values  [][]float64 // by draw and weight
	cases   []situation
	odds    [][]float64 // by case and draw

	unfitted []float64 // by case: under the scenario's medians
}

// ways in which a case may have been that are weighed for each draw of weights.
const ways = 16

// before draws a weight as it is believed to be before the cases are seen.
func (w *weight) before(lot luck.Lot, draw, k int) float64 {
	z := lot.Normal(uint64(draw), uint64(k))
	if w.signed {
		return w.median + spread*z
	}
	return w.median * math.Exp(spread*z)
}

// newSample draws so many weights, and finds what each gives to each case. It
// calls done after each draw, from several goroutines.
func newSample(ctx context.Context, s *scenario.Scenario, cases []situation, draws int, seed uint64, draw func(w *weight, lot luck.Lot, d, k int) float64, done func()) (*sample, error) {
	x := &sample{cases: cases, values: make([][]float64, draws), odds: make([][]float64, len(cases))}
	x.weights, x.base = weightsOf(s)
	for i := range x.odds {
		x.odds[i] = make([]float64, draws)
	}
	lk := luck.Of(seed, 0)
	met := make([][]meeting, len(cases))
	for i := range cases {
		met[i] = cases[i].meetings(ways, lk)
	}
	for i := range cases {
		p, err := odds(met[i], x.base)
		if err != nil {
			return nil, fmt.Errorf("case %s: %w", cases[i].id, err)
		}
		x.unfitted = append(x.unfitted, p)
	}
	g, ctx := errgroup.WithContext(ctx)
	g.SetLimit(runtime.NumCPU())
	lot := lk.For("score/weights")
	for d := range draws {
		g.Go(func() error {
			if ctx.Err() != nil {
				return ctx.Err()
			}
			x.values[d] = make([]float64, len(x.weights))
			for k := range x.weights {
				x.values[d][k] = draw(&x.weights[k], lot, d, k)
			}
			co := x.coefficients(d)
			for i := range cases {
				p, err := odds(met[i], co)
				if err != nil {
					return fmt.Errorf("case %s: %w", cases[i].id, err)
				}
				x.odds[i][d] = p
			}
			done()
			return nil
		})
	}
	return x, g.Wait()
}

// coefficients of the council under a draw. A member that would vote both yes and
// no abstains.
func (x *sample) coefficients(d int) alliance.Coefficients {
	co := x.base
	v := reflect.ValueOf(&co).Elem()
	for k, w := range x.weights {
		v.Field(w.field).SetFloat(x.values[d][k])
	}
	co.No = min(co.No, co.Yes)
	return co
}

// importance gives the weight of each draw after the cases that are used, and the
// effective number of draws, (Σw)²/Σw².
func (x *sample) importance(use func(i int) bool) (w []float64, effective float64) {
	logs := make([]float64, len(x.values))
	for i := range x.cases {
		if !use(i) {
			continue
		}
		for d, p := range x.odds[i] {
			if !x.cases[i].deployed {
				p = 1 - p
			}
			logs[d] += math.Log(max(1e-12, p))
		}
	}
	return normalise(logs)
}

// predict is the probability of a case under weighted draws; without weights,
// under the scenario's medians.
func (x *sample) predict(i int, w []float64) float64 {
	if w == nil {
		return x.unfitted[i]
	}
	sum := 0.0
	for d, p := range x.odds[i] {
		sum += w[d] * p
	}
	return sum
}
