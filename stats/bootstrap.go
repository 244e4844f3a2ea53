package stats

import (
	"errors"
	"fmt"
	"math"
	"slices"

	"casus/luck"
)

// Estimate is a score with its 90 % interval.
type Estimate struct {
	Value float64 `json:"value"`
	Low   float64 `json:"low"`
	High  float64 `json:"high"`
}

// Resamples of a bootstrap: the ends of an interval then stray by about a fortieth
// of its width, from one set of resamples to another.
const Resamples = 2000

// EstimateOf puts the central 90 % of a score over resamples about its value, the
// percentile interval (Efron and Tibshirani 1993, An Introduction to the
// Bootstrap, chapter 13). Resamples in which the score is not finite are left out;
// if none is left, the ends are NaN.
func EstimateOf(value float64, resamples []float64) Estimate {
	finite := make([]float64, 0, len(resamples))
	for _, v := range resamples {
		if !math.IsNaN(v) && !math.IsInf(v, 0) {
			finite = append(finite, v)
		}
	}
	if len(finite) == 0 {
		return Estimate{value, math.NaN(), math.NaN()}
	}
	b := BandOf(finite)
	return Estimate{value, b.Low, b.High}
}

// Bootstrap gives a score of all cases with its interval over [Resamples] of their
// clusters: whole clusters are drawn with replacement, as many as there are (Davison
// and Hinkley 1997, Bootstrap Methods and their Application, section 3.8).
// Clusters has the cluster of each case. The score gets the numbers of the cases
// that are drawn, and may be NaN for some of them; that no resample has a score is
// an error. The same lot draws the same.
func Bootstrap(clusters []string, lot luck.Lot, score func(cases []int) float64) (Estimate, error) {
	all := make([]int, len(clusters))
	for i := range all {
		all[i] = i
	}
	values := make([]float64, Resamples)
	resample(clusters, lot, func(b int, cases []int) { values[b] = score(cases) })
	e := EstimateOf(score(all), values)
	if math.IsNaN(e.Low) {
		return e, errors.New("no resample has a score")
	}
	return e, nil
}

// resample visits [Resamples] of the clusters of cases, by number; the cases drawn are
// valid until the next.
func resample(clusters []string, lot luck.Lot, visit func(b int, cases []int)) {
	var names []string
	members := map[string][]int{}
	for i, c := range clusters {
		if members[c] == nil {
			names = append(names, c)
		}
		members[c] = append(members[c], i)
	}
	var drawn []int
	for b := range Resamples {
		drawn = drawn[:0]
		for k := range names {
			drawn = append(drawn, members[names[lot.Below(uint64(b), uint64(k), len(names))]]...)
		}
		visit(b, drawn)
	}
}

// Doubtful is a forecast of an event of which it is only probable that it came.
type Doubtful struct {
	P       float64 // given to the event, 0..1
	Came    float64 // probability that it came, 0..1
	Cluster string  // cases of one cluster are resampled together
}

// Expected is the mean score of forecasts over the doubt in what came:
//
//	Σ ( c·S(p, came) + (1−c)·S(p, did not) ) / n      c = Came
//
// The score is one of a list, such as [Brier].
func Expected(list []Doubtful, score func([]Forecast) float64) float64 {
	sum := 0.0
	for _, f := range list {
		came, not := score([]Forecast{{P: f.P, Came: true}}), score([]Forecast{{P: f.P}})
		sum += float64(f.Came*came) + float64((1-f.Came)*not)
	}
	return sum / float64(len(list))
}

// BootstrapDoubtful gives [Expected] with the interval of what it may be: in each resample
// of clusters what came is drawn of each case, alike for all lists. The score gets the
// lists in the order given, which are forecasts of the same cases.
func BootstrapDoubtful(cases, doubt luck.Lot, score func(lists ...[]Doubtful) float64, lists ...[]Doubtful) Estimate {
	clusters := make([]string, len(lists[0]))
	for i, f := range lists[0] {
		clusters[i] = f.Cluster
	}
	values, drawn := make([]float64, Resamples), make([][]Doubtful, len(lists))
	resample(clusters, cases, func(b int, list []int) {
		for l := range lists {
			drawn[l] = drawn[l][:0]
			for _, i := range list {
				f := lists[l][i]
				f.Came = Indicator(doubt.Uniform(uint64(b), uint64(i)) < f.Came)
				drawn[l] = append(drawn[l], f)
			}
		}
		values[b] = score(drawn...)
	})
	return EstimateOf(score(lists...), values)
}

// BootstrapForecasts is [Bootstrap] for a score of several forecasts of the same
// cases, which are drawn together. The score gets the lists in the order given.
// Lists of unlike length are an error.
func BootstrapForecasts(lot luck.Lot, score func(lists ...[]Forecast) float64, lists ...[]Forecast) (Estimate, error) {
	clusters := make([]string, len(lists[0]))
	for i, f := range lists[0] {
		clusters[i] = f.Cluster
	}
	drawn := make([][]Forecast, len(lists))
	for _, l := range lists {
		if len(l) != len(lists[0]) {
			return Estimate{}, fmt.Errorf("forecasts of %d and of %d cases", len(lists[0]), len(l))
		}
	}
	return Bootstrap(clusters, lot, func(cases []int) float64 {
		for l := range lists {
			drawn[l] = slices.Grow(drawn[l][:0], len(cases))
			for _, i := range cases {
				drawn[l] = append(drawn[l], lists[l][i])
			}
		}
		return score(drawn...)
	})
}
