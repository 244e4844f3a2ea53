package hindcast

import (
	"context"
	"maps"
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

// particle is a run, and where its luck became another.
type particle struct {
	run      int
	branches []sim.Branch
}

// particles are the first n runs.
func particles(n int) []particle {
	list := make([]particle, n)
	for i := range list {
		list[i].run = i
	}
	return list
}

// play plays particles of a scenario's crisis in mode recorded up to a day, and keeps
// of each the series. The aftermath is not played.
func play(ctx context.Context, s *scenario.Scenario, set Settings, series []string, days int, list []particle, done func()) (*courses, error) {
	short := *s
	short.Clock.CrisisDays, short.Clock.AftermathMonths = days, 0
	out, runs := &courses{days, make([][]float64, len(list))}, make([]int, len(list))
	for i, p := range list {
		runs[i] = p.run
	}
	own := func(i int) sim.Settings {
		return sim.Settings{Seed: set.Seed, Scale: set.Scale, Mode: sim.Recorded, Branches: list[i].branches}
	}
	err := ensemble.PlayEach(ctx, &short, own, runs, set.Workers, func(i int, t *sim.Trace) {
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

// weigh gives each run its likelihood under the values, normalised to sum to 1.
func weigh(c *courses, series []string, values []observation) []float64 {
	logs := make([]float64, len(c.of))
	for k := range values {
		v := &values[k]
		at := slices.Index(series, v.series)
		for i := range logs {
			z := v.surprise(c.at(i, at, v.day))
			logs[i] -= float64(z * z / 2)
		}
	}
	w, _ := stats.Normalise(logs)
	return w
}

// pick draws n in proportion to their weights, as evenly as can be, and in order:
// systematic resampling (Kitagawa 1996, Journal of Computational and Graphical
// Statistics 5, 1).
func pick(w []float64, n int, lot luck.Lot, when int) (which []int) {
	u, sum := lot.Uniform(0, uint64(when)), 0.0
	last := 0
	for i := range w {
		sum += w[i]
		for len(which) < n && (float64(len(which))+u)/float64(n) < sum {
			which, last = append(which, i), i
		}
	}
	for len(which) < n { // rounding has left the sum a little below 1
		which = append(which, last)
	}
	return which
}

// resample gives n particles drawn by weight after a day: the first of equal ones goes
// on as it was, and each further one has luck of its own from then on.
func resample(list []particle, w []float64, n, day int, lot luck.Lot) []particle {
	out, before, copies := make([]particle, n), -1, uint64(0)
	for k, i := range pick(w, n, lot, day) {
		if out[k] = list[i]; i == before {
			copies++
			out[k].branches = append(slices.Clip(out[k].branches), sim.Branch{Hour: 24 * day, Number: uint64(day)<<32 | copies})
		} else {
			copies = 0
		}
		before = i
	}
	return out
}

// thin leaves n particles, evenly: neighbours have the same beginning.
func thin(list []particle, n int) []particle {
	out := make([]particle, n)
	for k := range out {
		out[k] = list[k*len(list)/n]
	}
	return out
}

// equal is how many runs of equal weight particles are worth, (Σw)²/Σw² (Kong, Liu and
// Wong 1994, Journal of the American Statistical Association 89, 278), those of the same
// run being one: they have the same parameters.
func equal(list []particle, w []float64) float64 {
	by := map[int]float64{}
	for i, p := range list {
		by[p.run] += w[i]
	}
	sum := 0.0
	for _, run := range slices.Sorted(maps.Keys(by)) {
		sum += by[run] * by[run]
	}
	return 1 / sum
}

// runs counts the runs of which particles are.
func runs(list []particle) int {
	by := map[int]bool{}
	for _, p := range list {
		by[p.run] = true
	}
	return len(by)
}
