//go:build slow

package claims

import (
	"fmt"
	"math"
	"strings"
	"sync"
	"testing"

	"gonum.org/v1/gonum/integrate/quad"
	"gonum.org/v1/gonum/stat"

	"casus/results"
)

// mean is that of a function over a uniform prior.
func mean(low, high float64, f func(x float64) float64) float64 {
	return quad.Fixed(f, low, high, 40, quad.Legendre{}, 0) / (high - low)
}

// Coverage through the whole path: scenario, worlds, runs, tables, formulas and
// interval, against effects that follow from the priors alone.
//
// In this copy of small-state nothing happens for a day, no state has a crisis later, the
// lead no war and no member is attacked; but the lead may make its one demand in the half
// year after, at a rate r per month, whatever it costs. With luck of 0 to 1 for each month, and r,
// a, b, F, g and h drawn from their priors,
//
//	P(a demand in month m) = exp(−r·(m−1))·(1 − exp(−r))
//
// The fear F of each ruler then rises to F + (1−F)·(1−exp(−g)), and what it rose by
// is left after k months to a share of 2^(−k/h). Standing is the mean over the three
// rulers beside the lead, all members, of reliability·(1−F), where reliability is
// a/(a+b), and for the reluctant ally a/(a+b+1), and F is 0.1 higher in that one.
func TestCoverageOfTheWholePath(t *testing.T) {
	const seeds, n, months = 500, 40, 6
	change := func(name, from, to string) [3]string {
		return [3]string{"parameters.yaml", name + ": {prior: {" + from + "}", name + ": {prior: {" + to + "}"}
	}
	s, a := argue(t, folder(t, "small-state",
		[3]string{"scenario.yaml", "crisis_days: 14, aftermath_months: 24", fmt.Sprintf("crisis_days: 1, aftermath_months: %d", months)},
		change("society.shock", "normal: [0.1, 0.02], within: [0.03, 0.17]", "fixed: 0"),
		change("society.spark_rate", "lognormal: [2, 0.4], within: [0.2, 10]", "fixed: 0"),
		change("crisis.rate", "uniform: [0.03, 0.1]", "fixed: 0"),
		[3]string{"parameters.yaml", "", `
relations.war_rate: {prior: {fixed: 0}, unit: per year, source: assumption, why: "the lead has no war of its own"}
relations.attack_rate: {prior: {fixed: 0}, unit: per year, source: assumption, why: "no member is attacked"}
relations.face: {prior: {fixed: 0}, unit: "1", source: assumption, why: "a refusal costs nothing"}
relations.ask_cost: {prior: {fixed: 0}, unit: "1", source: assumption, why: "nor does asking"}
society.ordinary_rate: {prior: {fixed: 0}, unit: per day, source: assumption, why: "nobody calls"}
`},
		[3]string{"scenario.yaml", "", `worlds:
  - {id: calm, text: nobody fears the lead and it demands nothing, do: [{set: belief.fear, to: 0}, {off: relations.demand_rate}]}
  - {id: steady, text: the lead demands at the mean rate, do: [{set: relations.demand_rate, to: 0.125}]}
`},
		[3]string{File, "", `about: a test
claims:
  - {id: draws, statement: S1, text: draws differ and luck does not, rises: standing.before, world: calm, against: as-modelled}
  - {id: number, statement: S1, text: luck and draws, falls: demands, world: calm, against: as-modelled}
  - {id: event, statement: S1, text: luck and draws, falls: "demands > 0", world: calm, against: as-modelled}
  - {id: skewed, statement: S1, text: nought in half of the replicates, rises: standing.m6 - standing.before, world: calm, against: as-modelled}
  - {id: skewed-back, statement: S1, text: the same the other way round, falls: standing.m6 - standing.before, world: as-modelled, against: calm}
  - {id: all, statement: S1, text: both of them, rises: standing.m6, world: calm, against: as-modelled}
  - {id: both-ways, statement: S1, text: more in some and less in others, rises: demands, world: steady, against: as-modelled}
  - {id: event-both-ways, statement: S1, text: the same of an event, rises: "demands > 0", world: steady, against: as-modelled}
`}))

	relative := func(more float64) float64 { // E a/(a+b+more)
		return mean(1.5, 3, func(a float64) float64 {
			return mean(1.5, 3, func(b float64) float64 { return a / (a + b + more) })
		})
	}
	reliable, reluctant := relative(0), relative(1)
	fear := mean(0.15, 0.4, func(f float64) float64 { return f })
	demand := func(r float64) float64 { return 1 - math.Exp(-r*months) }
	modelled := mean(0.05, 0.2, demand)
	left := 0.0 // of what fear rises by
	for m := 1; m <= months; m++ {
		left += mean(0.05, 0.2, func(r float64) float64 { return math.Exp(-r*float64(m-1)) * (1 - math.Exp(-r)) }) *
			mean(24, 72, func(h float64) float64 { return math.Exp2(-float64(months-m) / h) })
	}
	step := mean(0.02, 0.1, func(g float64) float64 { return 1 - math.Exp(-g) })
	lost := (reliable*2*(1-fear) + reluctant*(0.9-fear)) / 3 * step * left
	feared := fear * (2*reliable + reluctant) / 3
	truth := map[string]float64{
		"draws":           feared,
		"number":          -modelled,
		"event":           -modelled,
		"skewed":          lost,
		"skewed-back":     -lost,
		"all":             feared + lost,
		"both-ways":       demand(0.125) - modelled,
		"event-both-ways": demand(0.125) - modelled,
	}

	type tally struct{ held, above, below, apart, width, reduction, mean float64 }
	tallies := map[string]*tally{}
	for id := range truth {
		tallies[id] = &tally{}
	}
	wrong := 0
	var lock sync.Mutex
	t.Run("seeds", func(t *testing.T) {
		for seed := uint64(1); seed <= seeds; seed++ {
			t.Run(fmt.Sprint(seed), func(t *testing.T) {
				t.Parallel()
				worlds := playAll(t, s, a, seed, n)
				results := test(t, a, worlds)
				lock.Lock()
				defer lock.Unlock()
				for id, r := range results {
					x, e := tallies[id], r.Effect
					if r.Judged != n || e.N != n {
						t.Fatalf("%s: %d judged", id, r.Judged)
					}
					switch {
					case e.Low > truth[id]:
						x.above++
					case e.High < truth[id]:
						x.below++
					default:
						x.held++
					}
					x.mean += e.Mean / seeds
					x.width += (e.High - e.Low) / seeds
					if e.Reduction != nil {
						x.reduction += *e.Reduction / seeds
					}
					if mean, half := apart(t, worlds[r.World], worlds[r.Against], r.Rises+r.Falls); math.Abs(mean-truth[id]) <= half {
						x.apart++
					}
					claimed := truth[id]
					if r.Falls != "" {
						claimed = -claimed
					}
					if r.Verdict != Undecided && (r.Verdict == Consistent) != (claimed > 0) {
						wrong++
					}
				}
			})
		}
	})
	t.Logf("%d seeds, %d replicates in each world; verdicts on the wrong side of 0: %d of %d", seeds, n, wrong, seeds*len(truth))
	for _, c := range a.Claims {
		x := tallies[c.ID]
		low, high := 0.86, 0.94
		if strings.HasPrefix(c.ID, "event") {
			high = 0.97 // a replicate of either kind is added
		}
		share := x.held / seeds
		t.Logf("%-15s truth %+.5f, mean %+.5f: held by %.1f %%, %.1f %% above, %.1f %% below; width %.4f; variance %.1f times smaller; with runs apart held by %.1f %%",
			c.ID, truth[c.ID], x.mean, 100*share, 100*x.above/seeds, 100*x.below/seeds, x.width, x.reduction, 100*x.apart/seeds)
		if share < low || share > high {
			t.Errorf("%s: %.1f %% of the intervals hold the truth", c.ID, 100*share)
		}
		// the mean of all seeds is as near as its standard error allows
		if off := math.Abs(x.mean - truth[c.ID]); off > 4*x.width/2/1.645/math.Sqrt(seeds) {
			t.Errorf("%s: on average %g, the truth is %g", c.ID, x.mean, truth[c.ID])
		}
	}
}

// apart is the mean difference between two worlds and half of its 90 % interval
// as if their runs had neither draws nor luck in common.
func apart(t *testing.T, here, there *results.Reader, formula string) (mean, half float64) {
	column := func(r *results.Reader, table, name string) []float64 {
		x, _, err := r.Floats(table, name)
		if err != nil {
			t.Fatal(err)
		}
		return x
	}
	sample := func(r *results.Reader) (list []float64) {
		if strings.HasPrefix(formula, "demands") { // at most one
			return column(r, results.Runs, "demands")
		}
		standing := map[float64][]float64{}
		months := column(r, results.Monthly, "month")
		for i, x := range column(r, results.Monthly, "standing") {
			standing[months[i]] = append(standing[months[i]], x)
		}
		switch formula {
		case "standing.before":
			return standing[-1]
		case "standing.m6":
			return standing[6]
		}
		for i := range standing[6] {
			list = append(list, standing[6][i]-standing[-1][i])
		}
		return list
	}
	x, y := sample(here), sample(there)
	return stat.Mean(x, nil) - stat.Mean(y, nil), 1.645 * math.Sqrt((stat.Variance(x, nil)+stat.Variance(y, nil))/float64(len(x)))
}
