package eventstudy

import (
	"cmp"
	"math"
	"slices"

	"gonum.org/v1/gonum/stat/distuv"

	"casus/luck"
	"casus/stats"
)

// Window is how many years before and after an event are looked at.
const Window = 5

// baseYears before an event are the base from which changes are measured: one year
// alone is noisy.
const baseYears = 3

// Stack is an event with those it happened to and their controls: one treatment, its
// own comparison.
type Stack struct {
	Cluster  string // what is in one is not independent: the target's state
	Power    string
	Year     int
	Treated  []string
	Controls []string
	// Calm is the share of the controls that are neither neighbours of the target nor
	// members with it: of whom the study does not take it that the lead frightens them.
	Calm float64
}

// path is the difference in differences by year from the event, from −Window to
// +Window,
//
//	δ_k = mean over treated (Y_k − Y_base) − mean over controls (Y_k − Y_base)
//
// where base is the mean of the years −3 to −1 that are known, at least two. NaN where
// a side has nobody.
type path [2*Window + 1]float64

func (s *Stack) path(p Panel) (out path) {
	treated, level := changes(p, s.Treated, s.Power, s.Year, math.NaN())
	controls, _ := changes(p, s.Controls, s.Power, s.Year, level)
	for k := range out {
		out[k] = treated[k] - controls[k]
	}
	return out
}

// matches is how many controls a stack has at most: those whose base is nearest to that
// of the treated.
const matches = 10

// changes is the mean change of units from their base, by year, and their mean base.
// With a level, only the units nearest to it count.
func changes(p Panel, units []string, power string, year int, level float64) (out path, at float64) {
	type based struct {
		unit string
		base float64
	}
	var list []based
	for _, u := range units {
		base, known := 0.0, 0
		for k := 1; k <= baseYears; k++ {
			if y, ok := p.Near(u, power, year-k); ok {
				base += y
				known++
			}
		}
		if known >= 2 {
			list = append(list, based{u, base / float64(known)})
		}
	}
	if !math.IsNaN(level) {
		slices.SortStableFunc(list, func(a, b based) int {
			return cmp.Compare(math.Abs(a.base-level), math.Abs(b.base-level))
		})
		list = list[:min(len(list), matches)]
	}
	var n [len(out)]int
	for _, u := range list {
		at += u.base
		for k := range out {
			if y, ok := p.Near(u.unit, power, year+k-Window); ok {
				out[k] += y - u.base
				n[k]++
			}
		}
	}
	for k := range out {
		if n[k] == 0 {
			out[k] = math.NaN()
		} else {
			out[k] /= float64(n[k])
		}
	}
	return out, at / float64(max(1, len(list)))
}

// over is the mean of a path from one year to another, NaN where no year is known.
func (p path) over(from, to int) float64 {
	var known []float64
	for k := from; k <= to; k++ {
		if v := p[k+Window]; !math.IsNaN(v) {
			known = append(known, v)
		}
	}
	if len(known) == 0 {
		return math.NaN()
	}
	return mean(known)
}

// trend is the slope per year of a path over the years before the event; NaN with
// fewer than four.
func (p path) trend() float64 {
	var x, y []float64
	for k := -Window; k < 0; k++ {
		if v := p[k+Window]; !math.IsNaN(v) {
			x, y = append(x, float64(k)), append(y, v)
		}
	}
	if len(x) < 4 {
		return math.NaN()
	}
	mx, my, up, down := mean(x), mean(y), 0.0, 0.0
	for i := range x {
		up += (x[i] - mx) * (y[i] - my)
		down += (x[i] - mx) * (x[i] - mx)
	}
	return up / down
}

// Estimate is a mean over events with its cluster-robust error.
type Estimate struct {
	Events   int     `json:"events"`
	Clusters int     `json:"clusters"`
	Mean     float64 `json:"mean"`
	Error    float64 `json:"error"` // standard error
	Low      float64 `json:"low"`   // 90 %
	High     float64 `json:"high"`
	// Bootstrap is the 90 % interval over resamples of clusters.
	Bootstrap [2]float64 `json:"bootstrap"`
}

// fewestClusters are needed for an estimate: with fewer an interval means nothing.
const fewestClusters = 4

// estimate is the mean over events, each counting as one, with the standard error
//
//	s² = G/(G−1) · Σ_g ( Σ_{e in g} (δ_e − δ̄) )² / n²
//
// of G clusters, and the interval of Student's t with G−1 degrees of freedom (Cameron and
// Miller 2015, Journal of Human Resources 50, 317). Events without a number are left
// out. ok is false with too few clusters.
func estimate(clusters []string, values []float64) (e Estimate, ok bool) {
	sums, n := map[string]float64{}, 0
	for i, v := range values {
		if !math.IsNaN(v) {
			e.Mean += v
			sums[clusters[i]] += 0
			n++
		}
	}
	e.Events, e.Clusters = n, len(sums)
	if len(sums) < fewestClusters {
		return e, false
	}
	e.Mean /= float64(n)
	for i, v := range values {
		if !math.IsNaN(v) {
			sums[clusters[i]] += v - e.Mean
		}
	}
	var squares []float64
	for _, s := range sums {
		squares = append(squares, s*s)
	}
	slices.Sort(squares) // one order: the sum is the same in every run
	total := 0.0
	for _, s := range squares {
		total += s
	}
	g := float64(len(sums))
	e.Error = math.Sqrt(g/(g-1)*total) / float64(n)
	half := critical(len(sums)) * e.Error
	e.Low, e.High = e.Mean-half, e.Mean+half
	return e, true
}

// side of zero on which an interval lies: 1 above, −1 below, 0 where it holds zero.
func (e Estimate) side() int {
	switch {
	case e.Low > 0:
		return 1
	case e.High < 0:
		return -1
	}
	return 0
}

// same counts the clusters without which an estimate is on the side of zero on which it
// is with all.
func same(clusters []string, values []float64, all Estimate) (n int) {
	seen := map[string]bool{}
	for i, c := range clusters {
		if seen[c] || math.IsNaN(values[i]) {
			continue
		}
		seen[c] = true
		rest := slices.Clone(values)
		for k := range rest {
			if clusters[k] == c {
				rest[k] = math.NaN()
			}
		}
		if e, ok := estimate(clusters, rest); ok && e.side() == all.side() {
			n++
		}
	}
	return n
}

// critical is the 95 % quantile of Student's t with one degree of freedom less than
// clusters.
func critical(clusters int) float64 {
	return distuv.StudentsT{Mu: 0, Sigma: 1, Nu: float64(clusters - 1)}.Quantile(0.95)
}

// chance is the two-sided p-value of a mean of zero.
func (e Estimate) chance() float64 {
	if e.Error == 0 {
		return 1
	}
	t := math.Abs(e.Mean / e.Error)
	return 2 * (1 - distuv.StudentsT{Mu: 0, Sigma: 1, Nu: float64(e.Clusters - 1)}.CDF(t))
}

// resampled adds the interval of a bootstrap over clusters.
func (e Estimate) resampled(clusters []string, values []float64, lot luck.Lot) (Estimate, error) {
	b, err := stats.Bootstrap(clusters, lot, func(cases []int) float64 {
		var known []float64
		for _, i := range cases {
			if !math.IsNaN(values[i]) {
				known = append(known, values[i])
			}
		}
		if len(known) == 0 {
			return math.NaN()
		}
		return mean(known)
	})
	e.Bootstrap = [2]float64{b.Low, b.High}
	return e, err
}
