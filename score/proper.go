package score

import (
	"fmt"
	"math"
	"slices"
	"sort"

	"casus/luck"
)

// Forecast is a probability given to an event, and whether it came.
type Forecast struct {
	P       float64 // 0..1
	Came    bool
	Cluster string // cases of one cluster are not independent; resampled together
}

// Estimate is a score with its 90 % interval.
type Estimate struct {
	Value float64 `json:"value"`
	Low   float64 `json:"low"`
	High  float64 `json:"high"`
}

func flag(b bool) float64 {
	if b {
		return 1
	}
	return 0
}

// Brier is the mean of (p − y)², 0 for a seer, 1/4 for a coin (Brier 1950,
// Monthly Weather Review 78, 1).
func Brier(list []Forecast) float64 {
	sum := 0.0
	for _, f := range list {
		sum += (f.P - flag(f.Came)) * (f.P - flag(f.Came))
	}
	return sum / float64(len(list))
}

// surest bounds what a forecast may say in a logarithmic score: one that was
// certain and wrong would be infinitely bad.
const surest = 0.001

// LogScore is the mean of −ln of the probability given to what came (Good 1952,
// Journal of the Royal Statistical Society B 14, 107); probabilities are taken
// to be at least one in a thousand.
func LogScore(list []Forecast) float64 {
	sum := 0.0
	for _, f := range list {
		p := f.P
		if !f.Came {
			p = 1 - p
		}
		sum -= math.Log(max(surest, p))
	}
	return sum / float64(len(list))
}

// AUC is the probability that a case that came was given more than one that did
// not, ties counting half: the area under the receiver operating characteristic.
// It is NaN where all came, or none.
func AUC(list []Forecast) float64 {
	sorted := slices.Clone(list)
	sort.Slice(sorted, func(i, j int) bool { return sorted[i].P < sorted[j].P })
	wins, came, not := 0.0, 0.0, 0.0
	for i := 0; i < len(sorted); {
		j, c, n := i, 0.0, 0.0
		for ; j < len(sorted) && sorted[j].P == sorted[i].P; j++ {
			c += flag(sorted[j].Came)
			n += flag(!sorted[j].Came)
		}
		wins += c * (not + n/2)
		came, not = came+c, not+n
		i = j
	}
	return wins / (came * not)
}

// Skill is 1 − score/score of a baseline: 0 for one that is no better.
func Skill(score, baseline float64) float64 { return 1 - score/baseline }

// resamples of a bootstrap.
const resamples = 2000

// Bootstrap gives a score of several forecasts of the same cases with its
// central 90 % over resamples of clusters (Efron and Tibshirani 1993). The score
// gets the lists in the order given; resamples in which it is NaN are left out.
func Bootstrap(score func(lists ...[]Forecast) float64, seed uint64, lists ...[]Forecast) (Estimate, error) {
	clusters := make([]string, len(lists[0]))
	for i, f := range lists[0] {
		clusters[i] = f.Cluster
	}
	for _, l := range lists {
		if len(l) != len(lists[0]) {
			return Estimate{}, fmt.Errorf("forecasts of %d and of %d cases", len(lists[0]), len(l))
		}
	}
	return resample(clusters, seed, func(cases []int) float64 {
		drawn := make([][]Forecast, len(lists))
		for l := range lists {
			for _, i := range cases {
				drawn[l] = append(drawn[l], lists[l][i])
			}
		}
		return score(drawn...)
	})
}

// resample gives a score of some cases, by number, with its central 90 % over
// resamples of their clusters.
func resample(clusters []string, seed uint64, score func(cases []int) float64) (Estimate, error) {
	var names []string
	members := map[string][]int{}
	all := make([]int, len(clusters))
	for i, c := range clusters {
		if members[c] == nil {
			names = append(names, c)
		}
		members[c] = append(members[c], i)
		all[i] = i
	}
	lot := luck.Of(seed, 0).For("score/bootstrap")
	var values []float64
	for b := range resamples {
		var drawn []int
		for k := range names {
			drawn = append(drawn, members[names[lot.Below(uint64(b), uint64(k), len(names))]]...)
		}
		if v := score(drawn); !math.IsNaN(v) && !math.IsInf(v, 0) {
			values = append(values, v)
		}
	}
	e := Estimate{Value: score(all)}
	if len(values) == 0 {
		return e, fmt.Errorf("no resample has a score")
	}
	sort.Float64s(values)
	at := func(q float64) float64 { return values[int(q*float64(len(values)-1)+0.5)] }
	e.Low, e.High = at(0.05), at(0.95)
	return e, nil
}

// Bin is a part of a reliability diagram.
type Bin struct {
	N        int     `json:"n"`
	Forecast float64 `json:"forecast"` // mean
	Observed float64 `json:"observed"` // share that came
	// Low and High are the central 90 % of that share if the forecasts are right:
	// the consistency bar.
	Low  float64 `json:"low"`
	High float64 `json:"high"`
}

// Reliability sorts forecasts into bins of about equal size, and gives each the
// bar within which the observed share lies nine times in ten if every event
// comes with the probability given (Bröcker and Smith 2007, Weather and
// Forecasting 22, 651).
func Reliability(list []Forecast, bins int, seed uint64) []Bin {
	sorted := slices.Clone(list)
	sort.SliceStable(sorted, func(i, j int) bool { return sorted[i].P < sorted[j].P })
	lot := luck.Of(seed, 0).For("score/reliability")
	var out []Bin
	for b := range bins {
		from, to := b*len(sorted)/bins, (b+1)*len(sorted)/bins
		if from == to {
			continue
		}
		x := Bin{N: to - from}
		shares := make([]float64, resamples)
		for i, f := range sorted[from:to] {
			x.Forecast += f.P / float64(x.N)
			x.Observed += flag(f.Came) / float64(x.N)
			for k := range shares {
				shares[k] += flag(lot.Uniform(uint64(from+i), uint64(k)) < f.P) / float64(x.N)
			}
		}
		sort.Float64s(shares)
		x.Low, x.High = shares[resamples/20], shares[resamples-1-resamples/20]
		out = append(out, x)
	}
	return out
}
