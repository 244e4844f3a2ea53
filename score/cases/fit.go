package cases

import (
	"context"
	"errors"
	"fmt"
	"slices"
	"strings"

	"casus/luck"
	"casus/portable"
	"casus/scenario"
	"casus/stats"
)

// Learnt is what the cases of other states teach about the weights of a
// scenario's council, and of its ruler's request.
type Learnt struct {
	Left  []string `json:"left_out"` // cases of the scenario's own state
	Sent  Lesson   `json:"sent"`
	Asked *Lesson  `json:"asked"` // nil where the scenario's ruler cannot ask, or no cases tell
	// Few is why Asked is nil where the draws were too few to learn from.
	Few *TooFewError `json:"-"`
}

// TooFewError says that hardly any draw is left that the cases allow.
type TooFewError struct {
	Draws     int
	Effective float64 // what they are worth
}

func (e *TooFewError) Error() string {
	return fmt.Sprintf("%d draws of the weights are worth no more than %.1f after the cases: too few to learn from; take more (--draws)", e.Draws, e.Effective)
}

// Lesson is what cases teach about one decision.
type Lesson struct {
	Priors map[string]scenario.Prior `json:"priors"`

	Cases     int     `json:"cases"` // that teach
	States    int     `json:"states"`
	Draws     int     `json:"draws"`           // of the weights
	Effective float64 `json:"effective_draws"` // what they are worth
	// Log scores on the cases that teach: of the weighted draws, and of the priors,
	// which no longer know which weights go with which.
	Joint   float64   `json:"log_score_of_draws"`
	Apart   float64   `json:"log_score_of_priors"`
	Weights []Weighed `json:"weights"`
}

// reach is how many standard deviations a fitted prior reaches to either side.
const reach = 2.5

// Learn fits the weights of a scenario's council and of its ruler's request to the
// domestic cases of all states but its own: what [Run] does for a forecast, with
// the weighted draws turned into one prior a weight of the same mean and spread. A
// weight whose sign is known stays log-normal; the threshold of yes stays above
// that of no. Progress is called after each draw, from several goroutines.
func Learn(ctx context.Context, s *scenario.Scenario, library *Library, own string, set Settings, progress func()) (*Learnt, error) {
	out := &Learnt{Left: []string{}}
	others := &Library{}
	for _, c := range library.Cases {
		if !sameState(c.State, own) {
			others.Cases = append(others.Cases, c)
		} else if c.Domestic() {
			out.Left = append(out.Left, c.ID)
		}
	}
	sent, asked := situations(others, others, set.Hindsight), plights(others, set.Hindsight)
	if len(sent) == 0 {
		return nil, fmt.Errorf("there are no domestic cases of states other than %s", own)
	}
	if same(sent, func(x situation) bool { return x.came }) {
		return nil, fmt.Errorf("troops were sent in all of the %d cases that could teach, or in none: there is nothing to tell apart", len(sent))
	}
	sending := sending(s, sent, set.Seed)
	x, err := newSample(ctx, sending, sending.draws(set.Draws), set.Seed, (*weight).before, progress)
	if err != nil {
		return nil, err
	}
	lesson, err := learn(ctx, x, sending, set)
	if err != nil {
		return nil, err
	}
	out.Sent = *lesson
	q, err := asking(s, asked, library.Exposures, set.Seed)
	if err != nil || q == nil || same(asked, func(x plight) bool { return x.came }) {
		return out, err
	}
	both, err := before(ctx, x, 0, q, set, progress)
	if err != nil {
		return nil, err
	}
	out.Asked, err = learn(ctx, both, q, set)
	if errors.As(err, &out.Few) { // the council has been learnt all the same
		return out, nil
	}
	return out, err
}

// Whether all came out alike, so that nothing is to be learnt.
func same[T any](list []T, came func(T) bool) bool {
	return !slices.ContainsFunc(list, came) || !slices.ContainsFunc(list, func(x T) bool { return !came(x) })
}

// learn answers one question. It fails if hardly any draw is left that the cases
// allow.
func learn(ctx context.Context, from teacher, q *question, set Settings) (*Lesson, error) {
	states := map[string]bool{}
	for _, o := range q.outcomes {
		states[o.cluster] = true
	}
	x, w, effective, err := from.after(ctx, 0, "")
	if err != nil {
		return nil, err
	}
	if effective < stats.FewestEffective {
		return nil, &TooFewError{len(x.values), effective}
	}
	out := &Lesson{Priors: map[string]scenario.Prior{}, Cases: len(q.outcomes), States: len(states), Draws: len(x.values), Effective: effective, Weights: x.weighed(w), Joint: x.logScore(w)}
	border := 0.0 // between the thresholds
	for k := range x.weights {
		if x.weights[k].threshold() {
			mean, _ := stats.WeightedMeanStdDev(x.of(k), w)
			border += float64(mean / 2)
		}
	}
	priors := make([]scenario.Prior, len(x.weights))
	for k := range x.weights {
		priors[k] = x.weights[k].prior(x.of(k), w, border)
		if k < len(x.weights)-q.foreseen && x.weights[k].parameter != SelectionName { // those foreseen have more draws of their own
			out.Priors[x.weights[k].parameter] = priors[k]
		}
	}
	check, err := newSample(ctx, q, q.draws(set.Draws)/10, set.Seed, func(_ *weight, lot luck.Lot, d, k int) float64 {
		return priors[k].Quantile(lot.Uniform(uint64(d), uint64(k)))
	}, func() {})
	if err != nil {
		return nil, err
	}
	out.Apart = check.logScore(check.even())
	return out, nil
}

// sameState compares names of states; "The Gambia" is "Gambia".
func sameState(a, b string) bool {
	plain := func(name string) string { return strings.TrimPrefix(strings.ToLower(name), "the ") }
	return plain(a) == plain(b)
}

// StateNamed gives a state of the cases by its name, and all their names.
func (l *Library) StateNamed(name string) (found bool, names []string) {
	for i := range l.Cases {
		state := l.Cases[i].State
		found = found || sameState(state, name)
		if !slices.Contains(names, state) {
			names = append(names, state)
		}
	}
	return found, names
}

// Thresholds of a vote, of which one is to stay above the other.
const (
	thresholdOfYes = "alliance.yes"
	thresholdOfNo  = "alliance.no"
)

func (w *weight) threshold() bool {
	return w.parameter == thresholdOfYes || w.parameter == thresholdOfNo
}

// prior is one of the mean and spread of weighted draws, within what the
// parameter may be. The border is between the thresholds.
func (w *weight) prior(values, weights []float64, border float64) scenario.Prior {
	lo, hi := w.low, w.high
	if w.signed {
		mean, sd := stats.WeightedMeanStdDev(values, weights)
		lo, hi = max(lo, mean-float64(reach*sd)), min(hi, mean+float64(reach*sd))
		switch w.parameter {
		case thresholdOfYes:
			lo = max(lo, border)
		case thresholdOfNo:
			hi = min(hi, border)
		}
		return scenario.Prior{Normal: rounded(mean, sd), Within: rounded(lo, hi)}
	}
	logs := make([]float64, len(values))
	for i, v := range values {
		logs[i] = portable.Log(v)
	}
	mean, sd := stats.WeightedMeanStdDev(logs, weights)
	lo, hi = max(lo, portable.Exp(mean-float64(reach*sd))), min(hi, portable.Exp(mean+float64(reach*sd)))
	return scenario.Prior{Lognormal: rounded(portable.Exp(mean), sd), Within: rounded(lo, hi)}
}

func rounded(a, b float64) []float64 { return []float64{scenario.Round(a), scenario.Round(b)} }
