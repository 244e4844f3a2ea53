package score

import (
	"context"
	"fmt"
	"math"
	"slices"
	"strings"

	"gonum.org/v1/gonum/stat"

	"casus/luck"
	"casus/scenario"
)

// Learnt is what the cases of other states teach about the weights of a
// scenario's council.
type Learnt struct {
	Priors    map[string]scenario.Prior `json:"priors"`
	Cases     int                       `json:"cases"` // that teach
	States    int                       `json:"states"`
	Left      []string                  `json:"left_out"` // cases of the scenario's own state
	Draws     int                       `json:"draws"`
	Effective float64                   `json:"effective_draws"`
	// Log scores on the cases that teach: of the weighted draws, and of the priors,
	// which no longer know which weights go with which.
	Joint   float64   `json:"log_score_of_draws"`
	Apart   float64   `json:"log_score_of_priors"`
	Weights []Weighed `json:"weights"`
}

// reach is how many standard deviations a fitted prior reaches to either side.
const reach = 2.5

// Learn fits the weights of a scenario's council to the domestic cases of all
// states but its own: what [Run] does for a forecast, with the weighted draws
// turned into one prior a weight of the same mean and spread. A weight whose
// sign is known stays log-normal; the threshold of yes stays above that of no.
// Progress is called after each draw, from several goroutines.
func Learn(ctx context.Context, s *scenario.Scenario, library *Cases, own string, set Settings, progress func()) (*Learnt, error) {
	out := &Learnt{Draws: set.Draws, Left: []string{}, Priors: map[string]scenario.Prior{}}
	var cases []situation
	states := map[string]bool{}
	for _, c := range situations(library, set.Hindsight) {
		if sameState(c.cluster, own) {
			out.Left = append(out.Left, c.id)
			continue
		}
		cases = append(cases, c)
		states[c.cluster] = true
	}
	out.Cases, out.States = len(cases), len(states)
	if out.Cases == 0 {
		return nil, fmt.Errorf("there are no domestic cases of states other than %s", own)
	}
	x, err := newSample(ctx, s, cases, set.Draws, set.Seed, (*weight).before, progress)
	if err != nil {
		return nil, err
	}
	w, effective := x.importance(func(int) bool { return true })
	out.Effective, out.Weights, out.Joint = effective, x.weighed(w), x.logScore(w)
	border := 0.0 // between the thresholds
	for k := range x.weights {
		if x.weights[k].signed {
			border += stat.Mean(x.of(k), w) / 2
		}
	}
	priors := make([]scenario.Prior, len(x.weights))
	for k := range x.weights {
		priors[k] = x.weights[k].prior(x.of(k), w, border)
		out.Priors[x.weights[k].parameter()] = priors[k]
	}
	check, err := newSample(ctx, s, cases, set.Draws/10, set.Seed, func(_ *weight, lot luck.Lot, d, k int) float64 {
		return priors[k].Quantile(lot.Uniform(uint64(d), uint64(k)))
	}, func() {})
	if err != nil {
		return nil, err
	}
	even := make([]float64, len(check.values))
	for d := range even {
		even[d] = 1 / float64(len(even))
	}
	out.Apart = check.logScore(even)
	return out, nil
}

// sameState compares names of states; "The Gambia" is "Gambia".
func sameState(a, b string) bool {
	plain := func(name string) string { return strings.TrimPrefix(strings.ToLower(name), "the ") }
	return plain(a) == plain(b)
}

// StateNamed gives a state of the cases by its name, and all their names.
func (l *Cases) StateNamed(name string) (found bool, names []string) {
	for i := range l.Cases {
		state := l.Cases[i].State
		found = found || sameState(state, name)
		if !slices.Contains(names, state) {
			names = append(names, state)
		}
	}
	return found, names
}

// logScore of weighted draws on all cases.
func (x *sample) logScore(w []float64) float64 {
	var said []Forecast
	for i := range x.cases {
		said = append(said, Forecast{x.predict(i, w), x.cases[i].deployed, x.cases[i].cluster})
	}
	return LogScore(said)
}

// prior is one of the mean and spread of weighted draws, within what the
// parameter may be.
func (w *weight) prior(values, weights []float64, border float64) scenario.Prior {
	lo, hi := w.room()
	if w.signed {
		mean, sd := stat.PopMeanStdDev(values, weights)
		lo, hi = max(lo, mean-reach*sd), min(hi, mean+reach*sd)
		if w.name == "yes" {
			lo = max(lo, border)
		} else {
			hi = min(hi, border)
		}
		return scenario.Prior{Normal: rounded(mean, sd), Within: rounded(lo, hi)}
	}
	logs := make([]float64, len(values))
	for i, v := range values {
		logs[i] = math.Log(v)
	}
	mean, sd := stat.PopMeanStdDev(logs, weights)
	lo, hi = max(lo, math.Exp(mean-reach*sd)), min(hi, math.Exp(mean+reach*sd))
	return scenario.Prior{Lognormal: rounded(math.Exp(mean), sd), Within: rounded(lo, hi)}
}

// room is what the engine allows for a weight.
func (w *weight) room() (lo, hi float64) {
	all := scenario.Coefficients()
	c := all[slices.IndexFunc(all, func(c scenario.Coefficient) bool { return c.Name == w.parameter() })]
	return c.Min, c.Max
}

func rounded(a, b float64) []float64 { return []float64{scenario.Round(a), scenario.Round(b)} }
