// Package explore looks for the parameters that reproduce a record. It samples
// and analyses; package ensemble runs.
//
// [Calibrate] narrows priors by the cross-entropy method (Rubinstein and
// Kroese 2004) on the distance of single runs from the record: in every round
// runs are drawn from the current priors, the nearest are kept, and priors
// move towards their parameters. In the end, a prior that chance could have moved
// as far goes back to where it was. Spreads never fall below a floor of
// the original ones: a model that has seen one crisis has not learnt its
// parameters, and the odds of getting there at all must stay odds.
package explore

import (
	"context"
	"fmt"
	"math"
	"slices"
	"sort"
	"strings"

	"casus/ensemble"
	"casus/portable"
	"casus/scenario"
	"casus/sim"
	"casus/stats"
)

// Plan of a calibration.
type Plan struct {
	Seed    uint64
	Scale   float64
	Rounds  int
	Runs    int     // per round
	Keep    float64 // share of runs kept
	Step    float64 // how far priors move towards what was kept, 0..1
	Fizzle  float64 // share of the runs kept that is taken, at random, from those that fizzle
	Floor   float64 // smallest spread against the original one
	Workers int
}

// Why some that fizzle are kept: the record is of one crisis that went all the
// way, and says nothing of how likely that was. Most such beginnings come to
// nothing. Fitting to the record alone would make it certain.

// Round is what a round has found.
type Round struct {
	Number            int
	Best, Kept, Worst float64 // distance from the record: the best run, the last kept, the worst
	Engulfed          float64 // share of runs that engulf the nation
}

// belief is the normal approximation of a parameter on its working scale: the
// logarithm for lognormal priors, the number itself for others.
type belief struct {
	name     string
	log      bool
	mean, sd float64
	sd0      float64 // before the fit
	lo, hi   float64 // of the parameter
	shift    float64 // sum of the steps of the mean, in spreads
	shrink   float64 // and of the logarithm of the spread
}

// quantiles is how many of a prior's quantiles give its mean and spread.
const quantiles = 64

// describe reads mean, spread and range off a prior; ok is false for what
// cannot be fitted: fixed numbers and choices.
func describe(name string, p scenario.Prior) (b belief, ok bool) {
	if p.Fixed != nil || p.Choice != nil {
		return b, false
	}
	b = belief{name: name, log: p.Lognormal != nil}
	b.lo, b.hi = p.Span()
	var sum, sq float64
	for i := range quantiles {
		x := p.Quantile((float64(i) + 0.5) / quantiles)
		if b.log {
			x = portable.Log(x)
		}
		sum += x
		sq += float64(x * x)
	}
	b.mean = sum / quantiles
	b.sd = math.Sqrt(max(0, float64(sq/quantiles)-float64(b.mean*b.mean)))
	b.sd0 = b.sd
	return b, b.sd > 0 && !math.IsInf(b.lo, 0) && !math.IsInf(b.hi, 0)
}

// prior writes a belief as a prior cut to the original range.
func (b *belief) prior() scenario.Prior {
	within := []float64{b.lo, b.hi}
	if b.log {
		return scenario.Prior{Lognormal: []float64{scenario.Round(portable.Exp(b.mean)), scenario.Round(b.sd)}, Within: within}
	}
	return scenario.Prior{Normal: []float64{scenario.Round(b.mean), scenario.Round(b.sd)}, Within: within}
}

// Calibrate narrows the priors of a scenario's parameters towards its record.
// After each round report is called. The result maps parameters to fitted
// priors; those of which the record says nothing are left out.
func Calibrate(ctx context.Context, s *scenario.Scenario, plan Plan, report func(Round)) (map[string]scenario.Prior, error) {
	var beliefs []belief
	for _, name := range s.ParameterNames() {
		if strings.HasPrefix(name, "relations") {
			continue // the record has no targets of the aftermath
		}
		if b, ok := describe(name, s.Before(scenario.ToRecord, name)); ok {
			beliefs = append(beliefs, b)
		}
	}
	index := map[string]int{}
	for i, n := range s.ParameterNames() {
		index[n] = i
	}
	fitted := map[string]scenario.Prior{}
	for _, name := range s.ParameterNames() {
		fitted[name] = s.Before(scenario.ToRecord, name) // and not that of an earlier fit to the record
	}
	noise := 0.0 // variance of the sum of steps of a mean that only chance moves, in squared spreads
	for r := range plan.Rounds {
		now, err := s.WithPriors(fitted, 0)
		if err != nil {
			return nil, err
		}
		runs, err := sample(ctx, now, plan, r)
		if err != nil {
			return nil, err
		}
		order := make([]int, len(runs))
		engulfed := 0.0
		for i := range runs {
			order[i] = i
			if runs[i].engulfed {
				engulfed++
			}
		}
		sort.SliceStable(order, func(a, b int) bool { return runs[order[a]].distance < runs[order[b]].distance })
		kept := keep(order, runs, plan)
		for k := range beliefs {
			b := &beliefs[k]
			at := index[b.name]
			mean, sd := b.moments(runs, order, at)
			keptMean, keptSD := b.moments(runs, kept, at)
			// Against the sample and not against the belief: cutting to the range has narrowed the sample already.
			b.mean += float64(plan.Step * (keptMean - mean))
			b.sd = max(plan.Floor*b.sd0, b.sd*(1+float64(plan.Step*(keptSD/sd-1))))
			b.shift += plan.Step * (keptMean - mean) / sd
			b.shrink += float64(plan.Step * portable.Log(keptSD/sd))
			fitted[b.name] = b.prior()
		}
		noise += plan.Step * plan.Step / float64(len(kept))
		report(Round{r + 1, runs[order[0]].distance, runs[order[len(kept)-1]].distance, runs[order[len(order)-1]].distance, engulfed / float64(len(runs))})
	}
	result := map[string]scenario.Prior{}
	for k := range beliefs {
		if b := &beliefs[k]; b.stands(noise) {
			result[b.name] = b.prior()
		}
	}
	return result, nil
}

// keep takes the runs nearest to the record, and some of those that fizzle.
func keep(order []int, runs []run, plan Plan) []int {
	n := max(2, int(plan.Keep*float64(len(order))))
	var fizzled []int
	for i := range runs { // in the order of their luck, so at random
		if !runs[i].engulfed && len(fizzled) < int(plan.Fizzle*float64(n)) {
			fizzled = append(fizzled, i)
		}
	}
	kept := slices.Clone(fizzled)
	for _, i := range order {
		if len(kept) == n {
			break
		}
		if !slices.Contains(fizzled, i) {
			kept = append(kept, i)
		}
	}
	return kept
}

// chance is how many standard errors the steps of a prior must sum to: with
// less, of some 200 parameters, many would be fitted to noise.
const chance = 2.6

// stands tells whether more than chance has moved the mean or the spread of a
// prior. A logarithm of a spread varies half as much as a mean.
func (b *belief) stands(noise float64) bool {
	return math.Abs(b.shift) > chance*math.Sqrt(noise) || math.Abs(b.shrink) > chance*math.Sqrt(noise/2)
}

// moments gives mean and spread of a parameter among some of the runs.
func (b *belief) moments(runs []run, which []int, at int) (mean, sd float64) {
	x := make([]float64, len(which))
	for i, t := range which {
		x[i] = runs[t].values[at]
		if b.log {
			x[i] = portable.Log(x[i])
		}
	}
	return stats.MeanStdDev(x)
}

// A run is what a round needs to know of one: all of its trace would take too much
// memory.
type run struct {
	values   []float64 // of the parameters
	distance float64   // from the record
	engulfed bool
}

// sample plays the runs of a round. Every round has luck of its own.
func sample(ctx context.Context, s *scenario.Scenario, plan Plan, round int) ([]run, error) {
	replicates := make([]int, plan.Runs)
	for i := range replicates {
		replicates[i] = round*plan.Runs + i
	}
	runs := make([]run, plan.Runs)
	set := sim.Settings{Seed: plan.Seed, Scale: plan.Scale, Mode: sim.Free}
	err := ensemble.Play(ctx, s, set, replicates, plan.Workers, func(i int, t *sim.Trace) {
		runs[i] = run{t.Values, Distance(s, t), t.Outcome.Engulfed}
	})
	if err != nil {
		return nil, fmt.Errorf("round %d: %w", round+1, err)
	}
	return runs, nil
}

// missing is the distance of a target to which a run has no value.
const missing = 4

// maxDistance bounds one target's say, so that none decides alone.
const maxDistance = 4

// Distance of a run from the record: the root of the mean square, over
// targets and the days of the series of participants, of the difference in
// units of tolerance. Counts of people are compared by their logarithms; days
// of low confidence, such as lower bounds, are left out.
func Distance(s *scenario.Scenario, t *sim.Trace) float64 {
	sum, n := 0.0, 0.0
	add := func(d float64) {
		d = min(math.Abs(d), maxDistance)
		sum += float64(d * d)
		n++
	}
	for _, target := range s.Record.Targets {
		x, ok := t.Target(target)
		if !ok {
			add(missing)
			continue
		}
		near, _ := NearOf("", target.Unit) // all units of targets have a tolerance
		add(near.Away(x, target.Value))
	}
	crowd, _ := NearOf("participants", "people")
	for _, v := range s.Record.Daily["participants"] {
		if d := s.DayOf(v.Date); d >= 1 && d <= len(t.Days) && v.Confidence != "low" {
			add(crowd.Away(t.Days[d-1].Participants, v.Value))
		}
	}
	return math.Sqrt(sum / n)
}
