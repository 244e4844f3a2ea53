package hindcast

import (
	"context"
	"slices"

	"casus/ensemble"
	"casus/luck"
	"casus/scenario"
	"casus/sim"
	"casus/stats"
)

// courses are the daily series of some runs, by run; each holds the days of the
// first series, then those of the second, and so on.
type courses struct {
	days int
	of   [][]float64
}

func (c *courses) at(run, series, day int) float64 { return c.of[run][series*c.days+day-1] }

// play plays runs of a scenario's crisis in mode recorded up to a day, and keeps
// of each the series. The aftermath is not played.
func play(ctx context.Context, s *scenario.Scenario, set Settings, series []string, days int, runs []int, done func()) (*courses, error) {
	short := *s
	short.Clock.CrisisDays, short.Clock.AftermathMonths = days, 0
	out := &courses{days, make([][]float64, len(runs))}
	err := ensemble.Play(ctx, &short, sim.Settings{Seed: set.Seed, Scale: set.Scale, Mode: sim.Recorded}, runs, set.Workers, func(i int, t *sim.Trace) {
		for _, name := range series {
			for day := range days {
				x, _ := t.Target(scenario.Target{Series: name, Day: day + 1})
				out.of[i] = append(out.of[i], x)
			}
		}
		done()
	})
	return out, err
}

// weigh gives each run its likelihood under the values, normalised to sum to 1,
// and the effective number of runs, (Σw)²/Σw² (Kong, Liu and Wong 1994, Journal of
// the American Statistical Association 89, 278).
func weigh(c *courses, series []string, values []observation) (w []float64, effective float64) {
	logs := make([]float64, len(c.of))
	for k := range values {
		v := &values[k]
		at := slices.Index(series, v.series)
		for i := range logs {
			z := v.surprise(c.at(i, at, v.day))
			logs[i] -= float64(z * z / 2)
		}
	}
	return stats.Normalise(logs)
}

// pick draws n runs in proportion to their weights, as evenly as can be:
// systematic resampling (Kitagawa 1996, Journal of Computational and Graphical
// Statistics 5, 1). It gives the distinct ones, and for each of n which it is.
func pick(w []float64, n int, lot luck.Lot) (distinct, which []int) {
	u, sum := lot.Uniform(0, 0), 0.0
	for i := range w {
		sum += w[i]
		for len(which) < n && (float64(len(which))+u)/float64(n) < sum {
			if len(distinct) == 0 || distinct[len(distinct)-1] != i {
				distinct = append(distinct, i)
			}
			which = append(which, len(distinct)-1)
		}
	}
	for len(which) < n { // rounding has left the sum a little below 1
		which = append(which, len(distinct)-1)
	}
	return distinct, which
}
