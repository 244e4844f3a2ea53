package cases

import (
	"context"
	"fmt"
	"math"
	"runtime"

	"golang.org/x/sync/errgroup"

	"casus/luck"
	"casus/portable"
	"casus/scenario"
	"casus/stats"
)

// outcome is how a case came out for the question that it is asked, and its
// fields for a regression: words as flags, what is unknown in the middle.
type outcome struct {
	id, cluster string
	came        bool
	fields      []float64
	guessed     bool // who asked is not known, and taken from other cases
}

// question is what cases are asked: weights on which the answer hangs, and what
// they make of each case.
type question struct {
	name     string // of its luck
	part     int    // it takes one in so many of the draws
	outcomes []outcome
	weights  []weight
	foreseen int // the last weights: of another decision, of which this one takes account
	// odds writes the probability of each case under weights; it is called from
	// several goroutines.
	odds func(values, each []float64) error
	// Where a decision is foreseen: expected gives, by its weights, what is expected of it in each
	// case and way, and says writes the probability of each case under weights and what is
	// expected; then, of crises that were counted beside the cases, that both come.
	exposures []Exposure
	expected  func(values []float64) ([][]float64, error)
	says      func(values []float64, expected [][]float64, each []float64) error
}

// weight of a decision that cases can say something about.
type weight struct {
	parameter string
	median    float64 // of the scenario's prior, before any fit
	spread    float64 // before the cases are seen
	signed    bool    // may be of either sign
	low, high float64 // what the engine allows
}

// spread of the weights before the cases are seen: on the log scale where their
// sign is known, so that it is kept and nine in ten lie within a factor of 3.4 of
// the scenario's median; in units of utility where it is not.
const spread = 0.75

// weightOf makes a weight of a scenario's parameter.
func weightOf(s *scenario.Scenario, parameter string) weight {
	prior := s.Original(parameter)
	low, _ := prior.Span()
	w := weight{parameter: parameter, median: prior.Quantile(0.5), spread: spread, low: math.Inf(-1), high: math.Inf(1)}
	w.signed = low < 0 || w.median <= 0
	for _, c := range scenario.Coefficients() {
		if c.Name == parameter {
			w.low, w.high = c.Min, c.Max
		}
	}
	return w
}

// before draws a weight as it is believed to be before the cases are seen.
func (w *weight) before(lot luck.Lot, draw, k int) float64 {
	return w.at(lot.Normal(uint64(draw), uint64(k)))
}

// at is the weight so many spreads off its median.
func (w *weight) at(z float64) float64 {
	if w.signed {
		return w.median + float64(w.spread*z)
	}
	return w.median * portable.Exp(w.spread*z)
}

// sample is weights, drawn before the cases were seen, with the likelihood of each
// case under each: sampling and importance weighting (Rubin 1988, Bayesian
// Statistics 3, 395). Leaving cases out is to leave their factor out.
type sample struct {
	*question
	values [][]float64 // by draw and weight
	given  [][]float64 // by draw and case

	unfitted []float64 // by case: under the scenario's medians
}

// draws is how many of the draws asked for a question takes.
func (q *question) draws(asked int) int { return max(asked/q.part, min(asked, enough)) }

// enough draws for a question that takes a part of them, however few are asked for.
const enough = 500

// newSample draws so many weights, and finds what each gives to each case. It calls done
// after each draw, from several goroutines.
func newSample(ctx context.Context, q *question, draws int, seed uint64, draw func(w *weight, lot luck.Lot, d, k int) float64, done func()) (*sample, error) {
	x := &sample{question: q, values: make([][]float64, draws), given: make([][]float64, draws), unfitted: make([]float64, len(q.outcomes))}
	medians := make([]float64, len(q.weights))
	for k, w := range q.weights {
		medians[k] = w.median
	}
	if err := q.odds(medians, x.unfitted); err != nil {
		return nil, err
	}
	g, ctx := errgroup.WithContext(ctx)
	g.SetLimit(runtime.NumCPU())
	lot := luck.Of(seed, 0).For(q.name)
	for d := range draws {
		g.Go(func() error {
			if ctx.Err() != nil {
				return ctx.Err()
			}
			x.values[d], x.given[d] = make([]float64, len(q.weights)), make([]float64, len(q.outcomes))
			for k := range q.weights {
				x.values[d][k] = draw(&q.weights[k], lot, d, k)
			}
			if err := q.odds(x.values[d], x.given[d]); err != nil {
				return err
			}
			done()
			return nil
		})
	}
	return x, g.Wait()
}

// ofCase says which case an error is about.
func ofCase(id string, err error) error { return fmt.Errorf("case %s: %w", id, err) }

// importance gives the weight of each draw after the cases that are used, and the
// effective number of draws, (Σw)²/Σw².
func (x *sample) importance(use func(i int) bool) (w []float64, effective float64) {
	logs := make([]float64, len(x.values))
	for i := range x.outcomes {
		if !use(i) {
			continue
		}
		for d := range logs {
			logs[d] += x.outcomes[i].log(x.given[d][i])
		}
	}
	return stats.Normalise(logs)
}

// log is the log likelihood of what came of a case to which p was given.
func (o *outcome) log(p float64) float64 {
	if !o.came {
		p = 1 - p
	}
	return portable.Log(max(1e-12, p))
}

// teaches tells the cases that teach: the first known, or all where there are none, but for those
// of a state.
func (q *question) teaches(known int, state string) func(i int) bool {
	return func(i int) bool { return (known == 0 || i < known) && !sameState(q.outcomes[i].cluster, state) }
}

// teacher gives draws of weights with what is believed after the cases that teach, the first
// known of them or all, but for those of a state, and what they are worth.
type teacher interface {
	after(ctx context.Context, known int, state string) (x *sample, w []float64, effective float64, err error)
}

func (x *sample) after(_ context.Context, known int, state string) (*sample, []float64, float64, error) {
	w, effective := x.importance(x.teaches(known, state))
	return x, w, effective, nil
}

// predict is the probability of a case under weighted draws; without weights,
// under the scenario's medians.
func (x *sample) predict(i int, w []float64) float64 {
	if w == nil {
		return x.unfitted[i]
	}
	sum := 0.0
	for d := range x.given {
		sum += float64(w[d] * x.given[d][i])
	}
	return sum
}

// of gives a weight by draw.
func (x *sample) of(k int) []float64 {
	values := make([]float64, len(x.values))
	for d := range values {
		values[d] = x.values[d][k]
	}
	return values
}

// even are weights of the draws of which none counts more than another.
func (x *sample) even() []float64 {
	w := make([]float64, len(x.values))
	for d := range w {
		w[d] = 1 / float64(len(w))
	}
	return w
}

// weighed sums the weights up, before the cases and after.
func (x *sample) weighed(w []float64) (list []Weighed) {
	for k, weight := range x.weights {
		values := x.of(k)
		r := Weighed{Name: weight.parameter, Prior: weight.median}
		after := stats.WeightedQuantiles(values, w, 0.05, 0.5, 0.95)
		r.Before = [2]float64{weight.at(portable.NormalQuantile(0.05)), weight.at(portable.NormalQuantile(0.95))}
		r.After, r.Median = [2]float64{after[0], after[2]}, after[1]
		list = append(list, r)
	}
	return list
}

// logScore of weighted draws on all cases.
func (x *sample) logScore(w []float64) float64 {
	var said []stats.Forecast
	for i, o := range x.outcomes {
		said = append(said, stats.Forecast{P: x.predict(i, w), Came: o.came, Cluster: o.cluster})
	}
	return stats.LogScore(said)
}
