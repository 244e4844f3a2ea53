package score

import (
	"context"
	"fmt"
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
	AUC   Estimate `json:"auc"`
}

// Said is a case of a back-test, with what each forecaster said.
type Said struct {
	ID       string             `json:"id"`
	State    string             `json:"state"`
	Deployed bool               `json:"deployed"`
	Forecast map[string]float64 `json:"forecast"`
}

// Weighed is a weight of the council before and after the cases.
type Weighed struct {
	Name   string     `json:"name"`
	Prior  float64    `json:"prior"`  // median of the scenario
	Before [2]float64 `json:"before"` // central 90 %
	Median float64    `json:"median"` // after the cases
	After  [2]float64 `json:"after"`  // central 90 %
}

// Backtest is the alliance scored on history.
type Backtest struct {
	Scenario  string  `json:"scenario"`
	Cases     int     `json:"cases"`
	States    int     `json:"states"`
	Deployed  int     `json:"deployed"`
	Hindsight bool    `json:"hindsight"` // ratings coded with hindsight are used
	Frozen    bool    `json:"frozen"`    // weights come from other cases than these
	Draws     int     `json:"draws"`
	Effective float64 `json:"effective_draws"` // the fewest of any forecast
	Rows      []Row   `json:"scores"`
	// Difference is the Brier score of the council's less that of the regression.
	Difference  Estimate  `json:"against_regression"`
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
	Council    = "council"
	Unfitted   = "council, before the cases"
	Regression = "logistic regression"
	IfAsked    = "if the incumbent asks"
	BaseRate   = "base rate"
)

var forecasters = []struct{ name, doc string }{
	{Council, "the alliance's decision, its weights learnt from other states' cases"},
	{Unfitted, "the same with the weights of the scenario, from no cases"},
	{Regression, "on the same fields, learnt from other states' cases"},
	{IfAsked, "sent if and only if the leader in office asks"},
	{BaseRate, "share sent in other states' cases"},
}

// Run scores the council on the domestic cases of a library, each state's
// forecast from the cases of all other states. With unseen, these are scored
// instead, and the weights come from the library. Progress is called after each
// draw of weights, from several goroutines.
func Run(ctx context.Context, s *scenario.Scenario, library, unseen *Cases, set Settings, progress func()) (*Backtest, error) {
	cases := situations(library, set.Hindsight)
	known := len(cases)
	out := &Backtest{Scenario: s.ID, Hindsight: set.Hindsight, Frozen: unseen != nil, Draws: set.Draws}
	if unseen != nil {
		cases = append(cases, situations(unseen, set.Hindsight)...)
	}
	x, err := newSample(ctx, s, cases, set.Draws, set.Seed, (*weight).before, progress)
	if err != nil {
		return nil, err
	}
	said := map[string][]Forecast{}
	forecast := func(train func(i int) bool, scored []int) error {
		w, effective := x.importance(train)
		if out.Effective == 0 || effective < out.Effective {
			out.Effective = effective
		}
		var rows [][]float64
		var came []bool
		sent := 0.0
		for i := range cases {
			if train(i) {
				rows, came = append(rows, cases[i].fields), append(came, cases[i].deployed)
				sent += flag(cases[i].deployed)
			}
		}
		l, err := FitLogistic(rows, came)
		if err != nil {
			return err
		}
		for _, i := range scored {
			for name, p := range map[string]float64{
				Council: x.predict(i, w), Unfitted: x.predict(i, nil), Regression: l.P(cases[i].fields),
				IfAsked: flag(cases[i].incumbent == 1), BaseRate: sent / float64(len(came)),
			} {
				said[name] = append(said[name], Forecast{p, cases[i].deployed, cases[i].cluster})
			}
			one := Said{ID: cases[i].id, State: cases[i].cluster, Deployed: cases[i].deployed, Forecast: map[string]float64{}}
			for name, list := range said {
				one.Forecast[name] = list[len(list)-1].P
			}
			out.Said = append(out.Said, one)
		}
		return nil
	}
	if unseen != nil {
		var scored []int
		for i := known; i < len(cases); i++ {
			scored = append(scored, i)
		}
		err = forecast(func(i int) bool { return i < known }, scored)
	} else {
		states := map[string][]int{}
		for i := range cases {
			states[cases[i].cluster] = append(states[cases[i].cluster], i)
		}
		for _, state := range slices.Sorted(maps.Keys(states)) {
			if err = forecast(func(i int) bool { return cases[i].cluster != state }, states[state]); err != nil {
				break
			}
		}
	}
	if err != nil {
		return nil, err
	}
	return out, out.sum(x, said, known, set.Seed)
}

// sum scores what was said.
func (b *Backtest) sum(x *sample, said map[string][]Forecast, known int, seed uint64) error {
	states := map[string]bool{}
	for _, f := range said[Council] {
		b.Cases++
		b.Deployed += int(flag(f.Came))
		states[f.Cluster] = true
	}
	b.States = len(states)
	if b.Deployed == 0 || b.Deployed == b.Cases {
		return fmt.Errorf("of %d cases %d were sent: there is nothing to tell apart", b.Cases, b.Deployed)
	}
	for _, f := range forecasters {
		row := Row{Name: f.name, Doc: f.doc}
		for _, score := range []struct {
			to *Estimate
			of func(l ...[]Forecast) float64
		}{
			{&row.Brier, func(l ...[]Forecast) float64 { return Brier(l[0]) }},
			{&row.Skill, func(l ...[]Forecast) float64 { return Skill(Brier(l[0]), Brier(l[1])) }},
			{&row.Log, func(l ...[]Forecast) float64 { return LogScore(l[0]) }},
			{&row.AUC, func(l ...[]Forecast) float64 { return AUC(l[0]) }},
		} {
			var err error
			if *score.to, err = Bootstrap(score.of, seed, said[f.name], said[BaseRate]); err != nil {
				return err
			}
		}
		b.Rows = append(b.Rows, row)
	}
	var err error
	b.Difference, err = Bootstrap(func(l ...[]Forecast) float64 { return Brier(l[0]) - Brier(l[1]) }, seed, said[Council], said[Regression])
	b.Reliability = Reliability(said[Council], 5, seed)
	w, _ := x.importance(func(i int) bool { return i < known })
	b.Weights = x.weighed(w)
	return err
}

// of gives a weight by draw.
func (x *sample) of(k int) []float64 {
	values := make([]float64, len(x.values))
	for d := range values {
		values[d] = x.values[d][k]
	}
	return values
}

// weighed sums the weights up, before the cases and after.
func (x *sample) weighed(w []float64) (list []Weighed) {
	for k, weight := range x.weights {
		values := x.of(k)
		r := Weighed{Name: weight.parameter(), Prior: weight.median}
		r.Before[0], _, r.Before[1] = central(values, nil)
		r.After[0], r.Median, r.After[1] = central(values, w)
		list = append(list, r)
	}
	return list
}

// Surprises lists so many cases that the council was most wrong about.
func (b *Backtest) Surprises(n int) []Said {
	list := slices.Clone(b.Said)
	off := func(x Said) float64 { return math.Abs(x.Forecast[Council] - flag(x.Deployed)) }
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
