package score

import (
	"context"
	"maps"
	"math"
	"slices"
	"sort"

	"casus/scenario"
)

// Row is one forecaster scored on the cases.
type Row struct {
	Name  string   `json:"name"`
	Doc   string   `json:"doc"`
	Brier Estimate `json:"brier"`
	// Skill is that of the Brier score over the base rate's.
	Skill Estimate `json:"skill"`
	Log   Estimate `json:"log_score"`
	// AUC of the base rate is nil: it ranks nothing.
	AUC *Estimate `json:"auc"`
}

// Said is a case of a back-test, with what each forecaster said.
type Said struct {
	ID       string             `json:"id"`
	State    string             `json:"state"`
	Came     bool               `json:"came"`
	Forecast map[string]float64 `json:"forecast"`
}

// Weighed is a weight before and after the cases.
type Weighed struct {
	Name   string     `json:"name"`
	Prior  float64    `json:"prior"`  // median of the scenario
	Before [2]float64 `json:"before"` // central 90 %
	Median float64    `json:"median"` // after the cases
	After  [2]float64 `json:"after"`  // central 90 %
}

// Backtest is the model's decisions scored on history.
type Backtest struct {
	Scenario  string `json:"scenario"`
	Hindsight bool   `json:"hindsight"` // ratings coded with hindsight are used
	Frozen    bool   `json:"frozen"`    // weights come from other cases than these
	Sent      Scores `json:"sent"`      // whether the alliance sends troops
	// Asked is whether the one in office asks for help; nil where the scenario's
	// ruler cannot ask.
	Asked *Scores `json:"asked"`
}

// Scores of a forecast of cases, and what they teach. Where all came, or none,
// there is nothing to tell apart: no scores.
type Scores struct {
	Cases     int     `json:"cases"`
	States    int     `json:"states"`
	Came      int     `json:"came"`
	Draws     int     `json:"draws"`           // of the weights
	Effective float64 `json:"effective_draws"` // what they are worth, the fewest of any forecast
	Few       bool    `json:"few"`             // too few to lean on
	Rows      []Row   `json:"scores"`
	// Difference is the Brier score of the model's less that of the regression.
	Difference  *Estimate `json:"against_regression"`
	Reliability []Bin     `json:"reliability"`
	Said        []Said    `json:"forecasts"`
	Weights     []Weighed `json:"weights"`
}

// Settings of a back-test.
type Settings struct {
	Hindsight bool // use the ratings that were coded with hindsight
	Draws     int  // of the weights
	Seed      uint64
}

// Forecasters by name.
const (
	Model      = "model"
	Unfitted   = "model, before the cases"
	Regression = "logistic regression"
	IfAsked    = "if the incumbent asks"
	BaseRate   = "base rate"
)

var forecasters = []struct{ name, doc string }{
	{Model, "the decision of a run, its weights learnt from other states' cases"},
	{Unfitted, "the same with the weights of the scenario, from no cases"},
	{Regression, "on the same fields, learnt from other states' cases"},
	{IfAsked, "sent if and only if the leader in office asks"},
	{BaseRate, "share in other states' cases"},
}

// Drawn is how many draws of weights [Run] and [Learn] make for a scenario at most:
// the ruler's are slower and need fewer.
func (set Settings) Drawn(s *scenario.Scenario) int {
	if len(s.RequestWeights()) == 0 {
		return set.Draws
	}
	return set.Draws + (&question{part: requestPart}).draws(set.Draws)
}

// Run scores the decisions of a scenario's council and of its ruler on the
// domestic cases of a library, each state's forecast from the cases of all other
// states. With unseen, these are scored instead, and the weights come from the
// library, again from other states. Progress is called after each draw of weights, from several goroutines.
func Run(ctx context.Context, s *scenario.Scenario, library, unseen *Cases, set Settings, progress func()) (*Backtest, error) {
	out := &Backtest{Scenario: s.ID, Hindsight: set.Hindsight, Frozen: unseen != nil}
	sent, asked := situations(library, library, set.Hindsight), plights(library, set.Hindsight)
	known, heard := len(sent), len(asked)
	if unseen != nil {
		sent, asked = append(sent, situations(unseen, library, set.Hindsight)...), append(asked, plights(unseen, set.Hindsight)...)
	} else {
		known, heard = 0, 0
	}
	rule := make([]bool, len(sent))
	for i := range sent {
		rule[i] = sent[i].known && sent[i].incumbent == 1
	}
	scores, err := trial(ctx, sending(s, sent, set.Seed), known, rule, set, progress)
	if err != nil {
		return nil, err
	}
	out.Sent = *scores
	q, err := asking(s, asked, set.Seed)
	if err != nil || q == nil {
		return out, err
	}
	out.Asked, err = trial(ctx, q, heard, nil, set, progress)
	return out, err
}

// trial scores the forecasts of cases, each state's from those of other states. The
// first known teach and are not scored; where there are none, all are scored and
// teach. Rule, where it is not nil, is a forecast of its own.
func trial(ctx context.Context, q *question, known int, rule []bool, set Settings, progress func()) (*Scores, error) {
	out := &Scores{}
	states := map[string][]int{}
	for i, o := range q.outcomes[known:] {
		out.Cases++
		out.Came += int(flag(o.came))
		states[o.cluster] = append(states[o.cluster], known+i)
	}
	out.States = len(states)
	if out.Came == 0 || out.Came == out.Cases {
		return out, nil
	}
	x, err := newSample(ctx, q, q.draws(set.Draws), set.Seed, (*weight).before, progress)
	if err != nil {
		return nil, err
	}
	out.Draws = len(x.values)
	said := map[string][]Forecast{}
	for _, state := range slices.Sorted(maps.Keys(states)) {
		train := func(i int) bool { return (known == 0 || i < known) && !sameState(q.outcomes[i].cluster, state) }
		w, effective := x.importance(train)
		if out.Effective == 0 || effective < out.Effective {
			out.Effective = effective
		}
		var rows [][]float64
		var came []bool
		rate := 0.0
		for i, o := range q.outcomes {
			if train(i) {
				rows, came = append(rows, o.fields), append(came, o.came)
				rate += flag(o.came)
			}
		}
		l, err := FitLogistic(rows, came)
		if err != nil {
			return nil, err
		}
		for _, i := range states[state] {
			o := q.outcomes[i]
			one := Said{o.id, o.cluster, o.came, map[string]float64{
				Model: x.predict(i, w), Unfitted: x.predict(i, nil), Regression: l.P(o.fields), BaseRate: rate / float64(len(came)),
			}}
			if rule != nil {
				one.Forecast[IfAsked] = flag(rule[i])
			}
			for name, p := range one.Forecast {
				said[name] = append(said[name], Forecast{p, o.came, o.cluster})
			}
			out.Said = append(out.Said, one)
		}
	}
	out.Few = out.Effective < few
	w, _ := x.importance(func(i int) bool { return known == 0 || i < known })
	out.Weights = x.weighed(w)
	return out, out.sum(said, set.Seed)
}

// sum scores what was said.
func (b *Scores) sum(said map[string][]Forecast, seed uint64) error {
	for _, f := range forecasters {
		if said[f.name] == nil {
			continue
		}
		row := Row{Name: f.name, Doc: f.doc, AUC: &Estimate{}}
		for _, score := range []struct {
			to *Estimate
			of func(l ...[]Forecast) float64
		}{
			{&row.Brier, func(l ...[]Forecast) float64 { return Brier(l[0]) }},
			{&row.Skill, func(l ...[]Forecast) float64 { return Skill(Brier(l[0]), Brier(l[1])) }},
			{&row.Log, func(l ...[]Forecast) float64 { return LogScore(l[0]) }},
			{row.AUC, func(l ...[]Forecast) float64 { return AUC(l[0]) }},
		} {
			var err error
			if *score.to, err = Bootstrap(score.of, seed, said[f.name], said[BaseRate]); err != nil {
				return err
			}
		}
		if f.name == BaseRate {
			row.AUC = nil
		}
		b.Rows = append(b.Rows, row)
	}
	difference, err := Bootstrap(func(l ...[]Forecast) float64 { return Brier(l[0]) - Brier(l[1]) }, seed, said[Model], said[Regression])
	b.Difference = &difference
	b.Reliability = Reliability(said[Model], 5, seed)
	return err
}

// Surprises lists so many cases that the model was most wrong about.
func (b *Scores) Surprises(n int) []Said {
	list := slices.Clone(b.Said)
	off := func(x Said) float64 { return math.Abs(x.Forecast[Model] - flag(x.Came)) }
	sort.SliceStable(list, func(i, j int) bool { return off(list[i]) > off(list[j]) })
	return list[:min(n, len(list))]
}

// central gives the 5, 50 and 95 % points of weighted values.
func central(values, w []float64) (low, middle, high float64) {
	order := make([]int, len(values))
	for i := range order {
		order[i] = i
	}
	sort.Slice(order, func(i, j int) bool { return values[order[i]] < values[order[j]] })
	points := []struct {
		q  float64
		to *float64
	}{{0.05, &low}, {0.5, &middle}, {0.95, &high}}
	sum := 0.0
	for _, i := range order {
		if w == nil {
			sum += 1 / float64(len(values))
		} else {
			sum += w[i]
		}
		for len(points) > 0 && sum >= points[0].q-1e-9 {
			*points[0].to = values[i]
			points = points[1:]
		}
	}
	return low, middle, high
}
