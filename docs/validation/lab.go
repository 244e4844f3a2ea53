package main

import (
	"math"
	"runtime"

	"golang.org/x/sync/errgroup"

	"casus/classic"
	"casus/classic/mesa"
	"casus/luck"
	"casus/stats"
)

// seed of all experiments.
const seed = 2002

// high is the number of active citizens above which there is an outburst, the paper's.
const high = 50

// replicate plays some runs, several at a time, and gives what they say in order.
func replicate[T any](runs int, play func(run int, lk luck.Replicate) (T, error)) ([]T, error) {
	all := make([]T, runs)
	var g errgroup.Group
	g.SetLimit(runtime.GOMAXPROCS(0))
	for run := range runs {
		g.Go(func() (err error) {
			all[run], err = play(run, luck.Of(seed, run))
			return err
		})
	}
	return all, g.Wait()
}

// rhythm is what outbursts are like over some runs.
type rhythm struct {
	Active, ActiveError  float64 // mean number, and the standard error of it
	Outbursts            float64 // per 1000 steps
	OutburstsError       float64
	Waits, WaitsSD       float64 // steps
	Total, TotalSD       float64 // activation over an outburst
	Peak                 float64
	N                    int // waits
	waits, totals, means []float64
}

func rhythmOf(runs []mesa.Series) rhythm {
	var r rhythm
	var rates, peaks []float64
	for _, s := range runs {
		active, sum := s.Active(), 0
		for _, n := range active {
			sum += n
		}
		found := classic.Outbursts(active, high)
		r.means = append(r.means, float64(sum)/float64(len(s)))
		rates = append(rates, 1000*float64(len(found))/float64(len(s)))
		for _, w := range classic.Waits(found) {
			r.waits = append(r.waits, float64(w))
		}
		for _, o := range found {
			r.totals, peaks = append(r.totals, float64(o.Total)), append(peaks, float64(o.Peak))
		}
	}
	r.N = len(r.waits)
	r.Active, r.ActiveError = meanAndError(r.means)
	r.Outbursts, r.OutburstsError = meanAndError(rates)
	r.Waits, r.WaitsSD = meanAndSD(r.waits)
	r.Total, r.TotalSD = meanAndSD(r.totals)
	r.Peak, _ = meanAndSD(peaks)
	return r
}

func meanAndSD(xs []float64) (mean, sd float64) {
	if len(xs) < 2 {
		return math.NaN(), math.NaN()
	}
	return stats.MeanStdDev(xs)
}

func meanAndError(xs []float64) (mean, standardError float64) {
	mean, sd := meanAndSD(xs)
	return mean, sd / math.Sqrt(float64(len(xs)))
}

// play plays runs of package classic.
func play(p classic.Params, runs, steps int) ([]mesa.Series, error) {
	return replicate(runs, func(_ int, lk luck.Replicate) (mesa.Series, error) { return mesa.Play(p, lk, steps) })
}

// playEither plays runs of the plain model with a variation, or of package classic.
func playEither(p classic.Params, v *variation, runs, steps int) ([]mesa.Series, error) {
	if v == nil {
		return play(p, runs, steps)
	}
	return replicate(runs, func(_ int, lk luck.Replicate) (mesa.Series, error) {
		return mesa.Watch(newPlain(p, *v, lk), steps), nil
	})
}
