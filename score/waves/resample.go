package waves

import (
	"math"
	"slices"
	"sort"

	"casus/luck"
	"casus/stats"
)

// resamples are the states of some waves, drawn with replacement many times over: once
// for all scores, so that forecasters are compared on the same states.
type resamples struct {
	states []string
	state  []int // by wave: its state, or -1 if it does not count
	drawn  []sample
	whole  sample
}

// sample says how often each state was drawn.
type sample []float64

// of is the sum over the states drawn of a sum by state.
func (s *sample) of(sums []float64) (sum float64) {
	for i, n := range *s {
		sum += float64(n * sums[i])
	}
	return sum
}

func resample(all []*one, lot luck.Lot, counts func(x *one) bool) *resamples {
	r := &resamples{state: make([]int, len(all))}
	for _, name := range statesOf(all) {
		if slices.ContainsFunc(all, func(x *one) bool { return x.ISO3 == name && counts(x) }) {
			r.states = append(r.states, name)
		}
	}
	for i, x := range all {
		if r.state[i] = -1; counts(x) {
			r.state[i] = slices.Index(r.states, x.ISO3)
		}
	}
	if len(r.states) == 0 {
		return r
	}
	// The bootstrap of package stats draws the states, and the last is all of them.
	_, err := stats.Bootstrap(r.states, lot, func(cases []int) float64 {
		s := make(sample, len(r.states))
		for _, i := range cases {
			s[i]++
		}
		r.drawn = append(r.drawn, s)
		return 0
	})
	if err != nil {
		panic(err) // every resample has a score
	}
	last := len(r.drawn) - 1
	r.whole, r.drawn = r.drawn[last], r.drawn[:last]
	return r
}

// sum adds what waves have, by state.
func (r *resamples) sum(x []float64) []float64 {
	sums := make([]float64, len(r.states))
	for i, v := range x {
		if k := r.state[i]; k >= 0 {
			sums[k] += v
		}
	}
	return sums
}

// over puts a score about its value on all states the interval over resamples; NaN where it
// has none.
func (r *resamples) over(score func(s *sample) float64) stats.Estimate {
	values := make([]float64, len(r.drawn))
	for i := range r.drawn {
		values[i] = score(&r.drawn[i])
	}
	return stats.EstimateOf(score(&r.whole), values)
}

// auc is that of [stats.AUC] where states count as often as they were drawn. The
// forecasts are sorted once.
func (r *resamples) auc(list []stats.Forecast) func(s *sample) float64 {
	sorted := slices.Clone(list)
	sort.SliceStable(sorted, func(i, j int) bool { return sorted[i].P < sorted[j].P })
	state := make([]int, len(sorted))
	for i, f := range sorted {
		state[i] = slices.Index(r.states, f.Cluster)
	}
	return func(s *sample) float64 {
		wins, came, not := 0.0, 0.0, 0.0
		for i := 0; i < len(sorted); {
			j, c, n := i, 0.0, 0.0
			for ; j < len(sorted) && sorted[j].P == sorted[i].P; j++ {
				times := (*s)[state[j]]
				c += float64(times * stats.Indicator(sorted[j].Came))
				n += float64(times * stats.Indicator(!sorted[j].Came))
			}
			wins += float64(c * (not + float64(n/2)))
			came, not = came+c, not+n
			i = j
		}
		if came*not == 0 {
			return math.NaN()
		}
		return wins / (came * not)
	}
}
