package cases

import (
	"context"
	"maps"
	"math"
	"slices"
	"sort"

	"casus/luck"
	"casus/regime"
	"casus/scenario"
	"casus/stats"
)

// Row is one forecaster scored on the cases.
type Row struct {
	Name  string         `json:"name"`
	Doc   string         `json:"doc"`
	Brier stats.Estimate `json:"brier"`
	// Skill is that of the Brier score over the base rate's.
	Skill stats.Estimate `json:"skill"`
	Log   stats.Estimate `json:"log_score"`
	// AUC of the base rate is nil: it ranks nothing.
	AUC *stats.Estimate `json:"auc"`
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
	Seed      uint64 `json:"seed"`
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
	Difference  *stats.Estimate `json:"against_regression"`
	Reliability []stats.Bin     `json:"reliability"`
	Said        []Said          `json:"forecasts"`
	// Weights are empty where the draws are worth too few to say anything of them.
	Weights []Weighed `json:"weights"`
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

// Drawn is how often [Run] calls progress for a scenario at most, where cases of a library are scored, and
// [Learn] where none are: for each draw of the council's weights, and for those of the ruler's,
// of which each forecast may have its own.
func (set Settings) Drawn(s *scenario.Scenario, scored *Library) int {
	if len(s.RequestWeights()) == 0 {
		return set.Draws
	}
	drawn := set.Draws + (&question{part: requestPart}).draws(set.Draws)
	if scored == nil || !s.Mentions(regime.Approval) {
		return drawn
	}
	states := map[string]bool{}
	for _, p := range plights(scored, set.Hindsight) {
		states[p.cluster] = true
	}
	return drawn + len(states)*(set.Draws/forecastPart)
}

// Run scores the decisions of a scenario's council and of its ruler on the
// domestic cases of a library, each state's forecast from the cases of all other
// states. With unseen, these are scored instead, and the weights come from the
// library, again from other states. Progress is called after each draw of weights, from several goroutines.
func Run(ctx context.Context, s *scenario.Scenario, library, unseen *Library, set Settings, progress func()) (*Backtest, error) {
	out := &Backtest{Scenario: s.ID, Seed: set.Seed, Hindsight: set.Hindsight, Frozen: unseen != nil}
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
	sending := sending(s, sent, set.Seed)
	out.Sent = scoresOf(sending, known, len(sent))
	var second *sample
	if teach := scoresOf(sending, 0, known); out.Sent.tell() || teach.tell() {
		var err error
		if second, err = newSample(ctx, sending, sending.draws(set.Draws), set.Seed, (*weight).before, progress); err != nil {
			return nil, err
		}
	}
	if out.Sent.tell() {
		if err := out.Sent.trial(ctx, second, sending, known, rule, set); err != nil {
			return nil, err
		}
	}
	asking, err := asking(s, asked, library.Exposures, set.Seed)
	if err != nil || asking == nil {
		return out, err
	}
	scores := scoresOf(asking, heard, len(asked))
	out.Asked = &scores
	if !scores.tell() {
		return out, nil
	}
	first, err := before(ctx, second, known, asking, set, progress)
	if err != nil {
		return nil, err
	}
	return out, out.Asked.trial(ctx, first, asking, heard, nil, set)
}

// scoresOf counts cases, from one to before another.
func scoresOf(q *question, from, to int) (out Scores) {
	states := map[string]bool{}
	for _, o := range q.outcomes[from:to] {
		out.Cases++
		out.Came += int(stats.Indicator(o.came))
		states[o.cluster] = true
	}
	out.States = len(states)
	return out
}

// tell reports whether there is something to tell apart.
func (out *Scores) tell() bool { return out.Came > 0 && out.Came < out.Cases }

// trial scores the forecasts of cases, each state's from those of other states. The
// first known teach and are not scored; where there are none, all are scored and
// teach. Rule, where it is not nil, is a forecast of its own.
func (out *Scores) trial(ctx context.Context, from teacher, q *question, known int, rule []bool, set Settings) error {
	states := map[string][]int{}
	for i, o := range q.outcomes[known:] {
		states[o.cluster] = append(states[o.cluster], known+i)
	}
	said := map[string][]stats.Forecast{}
	for _, state := range slices.Sorted(maps.Keys(states)) {
		x, w, effective, err := from.after(ctx, known, state)
		if err != nil {
			return err
		}
		out.Draws = len(x.values)
		if out.Effective == 0 || effective < out.Effective {
			out.Effective = effective
		}
		var rows [][]float64
		var came []bool
		rate := 0.0
		teaches := q.teaches(known, state)
		for i, o := range q.outcomes {
			if teaches(i) {
				rows, came = append(rows, o.fields), append(came, o.came)
				rate += stats.Indicator(o.came)
			}
		}
		l, err := stats.Regress(rows, came)
		if err != nil {
			return err
		}
		for _, i := range states[state] {
			o := q.outcomes[i]
			one := Said{o.id, o.cluster, o.came, map[string]float64{
				Model: x.predict(i, w), Unfitted: x.predict(i, nil), Regression: l.P(o.fields), BaseRate: rate / float64(len(came)),
			}}
			if rule != nil {
				one.Forecast[IfAsked] = stats.Indicator(rule[i])
			}
			for name, p := range one.Forecast {
				said[name] = append(said[name], stats.Forecast{P: p, Came: o.came, Cluster: o.cluster})
			}
			out.Said = append(out.Said, one)
		}
	}
	out.Few = out.Effective < stats.FewEffective
	x, w, effective, err := from.after(ctx, known, "")
	if err != nil {
		return err
	}
	if out.Weights = []Weighed{}; effective >= stats.FewestEffective {
		out.Weights = x.weighed(w)
	}
	return out.sum(said, set.Seed)
}

// sum scores what was said.
func (b *Scores) sum(said map[string][]stats.Forecast, seed uint64) error {
	lk := luck.Of(seed, 0)
	lot := lk.For("score/bootstrap")
	for _, f := range forecasters {
		if said[f.name] == nil {
			continue
		}
		row := Row{Name: f.name, Doc: f.doc, AUC: &stats.Estimate{}}
		for _, score := range []struct {
			to *stats.Estimate
			of func(l ...[]stats.Forecast) float64
		}{
			{&row.Brier, func(l ...[]stats.Forecast) float64 { return stats.Brier(l[0]) }},
			{&row.Skill, func(l ...[]stats.Forecast) float64 { return stats.Skill(stats.Brier(l[0]), stats.Brier(l[1])) }},
			{&row.Log, func(l ...[]stats.Forecast) float64 { return stats.LogScore(l[0]) }},
			{row.AUC, func(l ...[]stats.Forecast) float64 { return stats.AUC(l[0]) }},
		} {
			var err error
			if *score.to, err = stats.BootstrapForecasts(lot, score.of, said[f.name], said[BaseRate]); err != nil {
				return err
			}
		}
		if f.name == BaseRate {
			row.AUC = nil
		}
		b.Rows = append(b.Rows, row)
	}
	difference, err := stats.BootstrapForecasts(lot, func(l ...[]stats.Forecast) float64 { return stats.Brier(l[0]) - stats.Brier(l[1]) }, said[Model], said[Regression])
	b.Difference = &difference
	b.Reliability = stats.Reliability(said[Model], 5, lk.For("score/reliability"))
	return err
}

// Surprises lists so many cases that the model was most wrong about.
func (b *Scores) Surprises(n int) []Said {
	list := slices.Clone(b.Said)
	off := func(x Said) float64 { return math.Abs(x.Forecast[Model] - stats.Indicator(x.Came)) }
	sort.SliceStable(list, func(i, j int) bool { return off(list[i]) > off(list[j]) })
	return list[:min(n, len(list))]
}
