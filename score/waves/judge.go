package waves

import (
	"context"
	"fmt"
	"slices"

	"golang.org/x/sync/errgroup"

	"casus/portable"
)

// Forecaster is who forecasts.
type Forecaster string

// The model, as it is and with what other states' waves teach of it; and four baselines.
const (
	ModelRaw     Forecaster = "model, raw"
	ModelScaled  Forecaster = "model, recalibrated"
	ModelBoth    Forecaster = "model and covariates"
	BaseRate     Forecaster = "base rate"
	StateRate    Forecaster = "base rate of the state"
	RegressionOf Forecaster = "regression"
	Nearest      Forecaster = "nearest waves"
)

// Forecasters lists them as they are printed.
var Forecasters = []Forecaster{ModelRaw, ModelScaled, ModelBoth, BaseRate, StateRate, RegressionOf, Nearest}

const (
	// shrinkage is for how many waves of a state the base rate of all others stands.
	shrinkage = 5
	// neighbours is how many waves of other states are asked.
	neighbours = 30
)

// one is a wave with its forecast and what came of it, outcome by outcome.
type one struct {
	Wave
	row     *Row
	came    [][]bool // by outcome and threshold
	unknown []bool   // by outcome: it is not known
}

func newOne(w Wave, r *Row) *one {
	x := &one{Wave: w, row: r}
	for i := range Outcomes {
		x.came = append(x.came, Outcomes[i].exceeds(&w.Came))
		x.unknown = append(x.unknown, Outcomes[i].ID == "gone" && w.Unruled)
	}
	return x
}

// settled reports whether an outcome of a wave was known on a day.
func (x *one) settled(outcome int, at *one) bool {
	days := x.Days
	if Outcomes[outcome].ID == "gone" {
		days = Tenure
	}
	return !x.unknown[outcome] && !x.Start.AddDate(0, 0, days).After(at.Start)
}

// raw is the model's forecast: of n runs, h_k above threshold k of K, with one more run
// that is spread evenly over the classes,
//
//	p_k = (h_k + (K−k)/(K+1))/(n+1)       k = 0 … K−1
func (x *one) raw(outcome int) []float64 {
	at := 0
	for _, o := range Outcomes[:outcome] {
		at += len(o.Above)
	}
	p := make([]float64, len(Outcomes[outcome].Above))
	for k := range p {
		even := float64(len(p)-k) / float64(len(p)+1)
		p[k] = (float64(x.row.Above[at+k]) + even) / float64(x.row.Runs+1)
	}
	return p
}

// table is forecasts by forecaster, wave and outcome: the probabilities of lying above each
// threshold.
type table map[Forecaster][][][]float64

// forecast lets everybody forecast every wave. What is fitted is fitted to the waves of other
// states. The base rate of a state knows the waves of it that were over, and no later ones. Done is called after
// each state, from several goroutines.
func forecast(ctx context.Context, all []*one, earlier []*one, workers int, done func()) (table, error) {
	t := table{}
	for _, f := range Forecasters {
		t[f] = make([][][]float64, len(all))
		for i := range t[f] {
			t[f][i] = make([][]float64, len(Outcomes))
		}
	}
	g, ctx := errgroup.WithContext(ctx)
	g.SetLimit(max(1, workers))
	for _, state := range statesOf(all) {
		g.Go(func() error {
			if ctx.Err() != nil {
				return ctx.Err()
			}
			defer done()
			return t.state(state, all, earlier)
		})
	}
	return t, g.Wait()
}

func statesOf(all []*one) (list []string) {
	for _, x := range all {
		list = append(list, x.ISO3)
	}
	slices.Sort(list)
	return slices.Compact(list)
}

// state forecasts the waves of a state.
func (t table) state(state string, all, earlier []*one) error {
	var others []*one
	for _, x := range all {
		if x.ISO3 != state {
			others = append(others, x)
		}
	}
	scale := scaleOf(others)
	for o := range Outcomes {
		taught := slices.DeleteFunc(slices.Clone(others), func(x *one) bool { return x.unknown[o] })
		if len(taught) == 0 {
			return fmt.Errorf("no other state than %s has a wave: nothing can be learnt", state)
		}
		base := rate(o, taught)
		own := record(o, taught, all, earlier)
		model, err := learn(o, taught, func(x *one, k int) []float64 { return []float64{logit(x.raw(o)[k])} })
		if err != nil {
			return err
		}
		covariates, err := learn(o, taught, func(x *one, k int) []float64 { return append(scale.tightly(x), logit(own(x)[k])) })
		if err != nil {
			return err
		}
		both, err := learn(o, taught, func(x *one, k int) []float64 {
			return append(scale.tightly(x), logit(own(x)[k]), logit(x.raw(o)[k]))
		})
		if err != nil {
			return err
		}
		for i, x := range all {
			if x.ISO3 != state {
				continue
			}
			t[ModelRaw][i][o] = x.raw(o)
			t[ModelScaled][i][o] = model.p(x)
			t[ModelBoth][i][o] = both.p(x)
			t[RegressionOf][i][o] = covariates.p(x)
			t[BaseRate][i][o] = base
			t[StateRate][i][o] = ofState(o, x, base, all, earlier)
			t[Nearest][i][o] = near(o, x, scale, taught, base)
		}
	}
	return nil
}

// rate is how often each threshold was exceeded.
func rate(outcome int, list []*one) []float64 {
	p := make([]float64, len(Outcomes[outcome].Above))
	for _, x := range list {
		for k, is := range x.came[outcome] {
			if is {
				p[k] += 1 / float64(len(list))
			}
		}
	}
	return p
}

// ofState is the rate among a state's waves that were over when one began, shrunk
// towards the rate of all others as if that were [shrinkage] waves of the state.
func ofState(outcome int, at *one, base []float64, lists ...[]*one) []float64 {
	p, n := make([]float64, len(base)), float64(shrinkage)
	for k := range p {
		p[k] = shrinkage * base[k]
	}
	for _, list := range lists {
		for _, x := range list {
			if x.ISO3 != at.ISO3 || !x.settled(outcome, at) {
				continue
			}
			n++
			for k, is := range x.came[outcome] {
				if is {
					p[k]++
				}
			}
		}
	}
	for k := range p {
		p[k] /= n
	}
	return p
}

// record gives the base rate of each wave's state, as [ofState] has it, for those who learn from it:
// the rate that it is shrunk towards is that of the waves that teach, without those of the
// wave's own state.
func record(outcome int, taught []*one, lists ...[]*one) func(x *one) []float64 {
	known := map[*one][]float64{}
	base := map[string][]float64{}
	return func(x *one) []float64 {
		if known[x] == nil {
			if base[x.ISO3] == nil {
				base[x.ISO3] = rate(outcome, slices.DeleteFunc(slices.Clone(taught), func(y *one) bool { return y.ISO3 == x.ISO3 }))
			}
			known[x] = ofState(outcome, x, base[x.ISO3], lists...)
		}
		return known[x]
	}
}

// near is the rate among the waves of other states whose covariates are nearest, in
// standard deviations, with the base rate as one more.
func near(outcome int, at *one, scale *scale, taught []*one, base []float64) []float64 {
	here := scale.of(at)
	away := make([]float64, len(taught))
	order := make([]int, len(taught))
	for i, x := range taught {
		order[i] = i
		for j, v := range scale.of(x) {
			d := v - here[j]
			away[i] += float64(d * d)
		}
	}
	slices.SortStableFunc(order, func(a, b int) int {
		switch {
		case away[a] < away[b]:
			return -1
		case away[a] > away[b]:
			return 1
		}
		return 0
	})
	p := slices.Clone(base)
	n := min(neighbours, len(order))
	for _, i := range order[:n] {
		for k, is := range taught[i].came[outcome] {
			if is {
				p[k]++
			}
		}
	}
	for k := range p {
		p[k] /= float64(n + 1)
	}
	return p
}

// surest keeps log odds finite where something came always, or never.
const surest = 0.002

func logit(p float64) float64 {
	p = max(surest, min(1-surest, p))
	return portable.Log(p / (1 - p))
}
