package stats

import (
	"slices"
	"sort"

	"casus/luck"
	"casus/portable"
)

// Forecast is a probability given to an event, and whether it came.
type Forecast struct {
	P       float64 // 0..1
	Came    bool
	Cluster string // cases of one cluster are not independent; resampled together
}

// Brier is the mean of (p − y)², 0 for a seer, 1/4 for a coin (Brier 1950,
// Monthly Weather Review 78, 1).
func Brier(list []Forecast) float64 {
	sum := 0.0
	for _, f := range list {
		d := f.P - Indicator(f.Came)
		sum += float64(d * d)
	}
	return sum / float64(len(list))
}

// Surest bounds what a forecast may say in a logarithmic score: one that was
// certain and wrong would be infinitely bad.
const Surest = 0.001

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
		sum -= portable.Log(max(Surest, p))
	}
	return sum / float64(len(list))
}

// AUC is the probability that a case that came was given more than one that did
// not, ties counting half: the area under the receiver operating characteristic
// (Hanley and McNeil 1982, Radiology 143, 29). It is NaN where all came, or none.
func AUC(list []Forecast) float64 {
	sorted := slices.Clone(list)
	sort.Slice(sorted, func(i, j int) bool { return sorted[i].P < sorted[j].P })
	wins, came, not := 0.0, 0.0, 0.0
	for i := 0; i < len(sorted); {
		j, c, n := i, 0.0, 0.0
		for ; j < len(sorted) && sorted[j].P == sorted[i].P; j++ {
			c += Indicator(sorted[j].Came)
			n += Indicator(!sorted[j].Came)
		}
		wins += float64(c * (not + float64(n/2)))
		came, not = came+c, not+n
		i = j
	}
	return wins / (came * not)
}

// Skill is 1 − score/score of a baseline: 0 for one that is no better.
func Skill(score, baseline float64) float64 { return 1 - score/baseline }

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

// Inside reports whether the share that came lies where it does if forecasts are
// right, and that is not nearly anywhere; see [Telling].
func (b Bin) Inside() bool {
	return b.Low <= b.Observed && b.Observed <= b.High && Telling(b.Low, b.High, 0, 1)
}

// Reliability sorts forecasts into bins of about equal size, and gives each the
// bar within which the observed share lies nine times in ten if every event
// comes with the probability given (Bröcker and Smith 2007, Weather and
// Forecasting 22, 651).
func Reliability(list []Forecast, bins int, lot luck.Lot) []Bin {
	sorted := slices.Clone(list)
	sort.SliceStable(sorted, func(i, j int) bool { return sorted[i].P < sorted[j].P })
	var out []Bin
	for b := range bins {
		from, to := b*len(sorted)/bins, (b+1)*len(sorted)/bins
		if from == to {
			continue
		}
		x := Bin{N: to - from}
		shares := make([]float64, Resamples)
		for i, f := range sorted[from:to] {
			x.Forecast += f.P / float64(x.N)
			x.Observed += Indicator(f.Came) / float64(x.N)
			for k := range shares {
				shares[k] += Indicator(lot.Uniform(uint64(from+i), uint64(k)) < f.P) / float64(x.N)
			}
		}
		bar := BandOf(shares)
		x.Low, x.High = bar.Low, bar.High
		out = append(out, x)
	}
	return out
}
