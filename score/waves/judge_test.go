package waves

import (
	"context"
	"fmt"
	"math"
	"reflect"
	"slices"
	"testing"
	"time"

	"casus/luck"
	"casus/results"
	"casus/score/protests"
	"casus/stats"
)

func share(number, of int) results.Shard { return results.Shard{Number: number, Of: of} }

// planted are waves of so many states whose outcomes follow the raw forecast: each wave
// has a chance of its own, which the runs know as far as signal says, and covariates that say nothing.
func planted(states, each int, signal float64) (list []Wave, rows []Row) {
	lot := luck.Of(5, 0).For("waves/test")
	for s := range states {
		for i := range each {
			who := uint64(s*each + i)
			u := lot.Uniform(who, 0)
			w := Wave{Known: Known{ISO3: fmt.Sprintf("S%02d", s), State: "a state", Named: fmt.Sprintf("S%02d", s), Start: time.Date(2001+i, 3, 1, 0, 0, 0, 0, time.UTC), Size: protests.Thousand}}
			came := func(n uint64) bool { return lot.Uniform(who, n) < u }
			w.Days, w.Protests, w.Largest = 3, 3, protests.Thousand
			if came(1) {
				w.Days, w.Protests, w.Largest = 50, 12, protests.TenThousands
			}
			for r := range w.Met {
				w.Met[r] = came(uint64(r) + 2)
			}
			w.Gone = came(20)
			list = append(list, w)
			row := Row{Raw: Raw{ID: w.ID(), Scenario: "0123456789ab", Starts: 40, Alike: 30, Runs: 20, Above: make([]int, thresholds())}, Features: make([]*float64, len(Covariates))}
			for k := range row.Above {
				row.Above[k] = int(math.Round(20 * (0.5 + signal*(u-0.5))))
			}
			for k := range row.Features {
				x := lot.Uniform(who, 30+uint64(k))
				row.Features[k] = &x
			}
			rows = append(rows, row)
		}
	}
	return list, rows
}

func judged(t *testing.T, list []Wave, rows []Row) *Result {
	t.Helper()
	r, err := Rescore(context.Background(), Asked{Runs: 20, Seed: 1}, rows, 0, list, nil, 2, func(int) (func(), func()) { return func() {}, func() {} })
	if err != nil {
		t.Fatal(err)
	}
	return r
}

func (r *Result) skill(f Forecaster) (low, value, high float64) {
	for _, p := range r.Pooled {
		if p.Forecaster == f {
			return p.Skill.Low, p.Skill.Value, p.Skill.High
		}
	}
	panic(f)
}

func TestAPlantedSkillIsFoundAndNoneWhereThereIsNone(t *testing.T) {
	list, rows := planted(14, 7, 1)
	r := judged(t, list, rows)
	if low, value, _ := r.skill(ModelScaled); low < 0.15 || value > 0.6 {
		t.Errorf("a model that knows the chances has skill %.2f from %.2f", value, low)
	}
	if low, _, _ := r.skill(ModelBoth); low <= 0 {
		t.Error("covariates that say nothing spoil a model that knows the chances")
	}
	if r.Standing[1].Forecaster != ModelScaled || len(r.Standing[1].Worse) > 0 {
		t.Errorf("%+v", r.Standing[1])
	}
	if len(r.Misses) != mostMisses || r.Misses[0].Times < r.Misses[19].Times || r.Misses[0].What == "" || r.Misses[0].Lacks == "" {
		t.Errorf("%+v", r.Misses[0])
	}
	list, rows = planted(14, 7, 0)
	r = judged(t, list, rows)
	if low, _, high := r.skill(ModelScaled); low > 0.08 || high < -0.2 {
		t.Errorf("a model that knows nothing has skill %.2f to %.2f", low, high)
	}
}

// What is fitted for a state does not see its outcomes; the base rate of a state sees those of its
// waves that were over.
func TestFittedForecastsDoNotSeeTheirState(t *testing.T) {
	list, rows := planted(8, 5, 0.8)
	all := func(list []Wave) (out []*one) {
		for i := range list {
			out = append(out, newOne(list[i], &rows[i]))
		}
		return out
	}
	forecasts := func(list []Wave) table {
		f, err := forecast(t.Context(), all(list), nil, 2, func() {})
		if err != nil {
			t.Fatal(err)
		}
		return f
	}
	before := forecasts(list)
	changed := append([]Wave(nil), list...)
	const state = "S03"
	for i, w := range changed {
		if w.ISO3 == state {
			w.Days, w.Protests, w.Gone = 60-w.Days, 20-w.Protests, !w.Gone
			for r := range w.Met {
				w.Met[r] = !w.Met[r]
			}
			w.Largest = protests.Thousand + protests.TenThousands - w.Largest
			changed[i] = w
		}
	}
	after := forecasts(changed)
	others := map[Forecaster]bool{}
	for _, f := range Forecasters {
		for i, w := range list {
			same := reflect.DeepEqual(before[f][i], after[f][i])
			switch {
			case f == ModelRaw && !same:
				t.Errorf("the raw forecast of %s sees outcomes", w.ID())
			case f == StateRate && w.ISO3 == state:
				if first := w.Start.Year() == 2001; first != same {
					t.Errorf("%s: the base rate of the state is the same: %v", w.ID(), same)
				}
			case w.ISO3 == state && f != ModelBoth && f != RegressionOf && !same:
				t.Errorf("%s: %s sees outcomes of the state", w.ID(), f)
			case w.ISO3 == state && w.Start.Year() == 2001 && !same: // it has no record of its own yet
				t.Errorf("%s: %s sees outcomes of the state", w.ID(), f)
			case w.ISO3 != state && !same:
				others[f] = true
			}
		}
	}
	for _, f := range Forecasters {
		if f != ModelRaw && !others[f] {
			t.Errorf("%s of other states do not change: nothing is tested", f)
		}
	}
	// The regressions know a state's record as its base rate does: of what comes later, nothing.
	late := append([]Wave(nil), list...)
	for i, w := range late {
		if w.ISO3 == state && w.Start.Year() == 2003 {
			w.Gone, w.Days = !w.Gone, 60-w.Days
			late[i] = w
		}
	}
	after = forecasts(late)
	for i, w := range list {
		if w.ISO3 != state {
			continue
		}
		for _, f := range Forecasters {
			if same := reflect.DeepEqual(before[f][i], after[f][i]); w.Start.Year() <= 2003 && !same {
				t.Errorf("%s: %s sees what came of the wave of 2003", w.ID(), f)
			}
		}
	}
}

func TestScoresAreThoseOfTheirFormulas(t *testing.T) {
	near := func(what string, got, want float64) {
		if math.Abs(got-want) > 1e-12 {
			t.Errorf("%s: %g, not %g", what, got, want)
		}
	}
	near("Brier", ranked([]float64{0.3}, []bool{true}), 0.49)
	near("ranked", ranked([]float64{0.9, 0.5, 0.2}, []bool{true, true, false}), (0.01+0.25+0.04)/3)
	near("log of yes", surprise([]float64{0.3}, []bool{true}), -math.Log(0.3))
	near("log of no", surprise([]float64{0.3}, []bool{false}), -math.Log(0.7))
	near("log of a class", surprise([]float64{0.9, 0.5, 0.2}, []bool{true, true, false}), -math.Log(0.3))
	near("log of the last", surprise([]float64{0.9, 0.5, 0.2}, []bool{true, true, true}), -math.Log(0.2))
	near("log of a class that was given nothing", surprise([]float64{0.5, 0.5}, []bool{true, false}), -math.Log(leastLikely))
	x := &one{row: &Row{Raw: Raw{Runs: 3, Above: make([]int, thresholds())}}}
	for k, p := range x.raw(0) { // six thresholds, no run above any
		near("raw", p, float64(6-k)/7/4)
	}
	x.row.Above[0] = 3
	near("raw", x.raw(0)[0], (3+6.0/7)/4)
}

// A forecast of numbers never rises with the threshold.
func TestForecastsOfNumbersFall(t *testing.T) {
	list, rows := planted(6, 4, 0.5)
	for i := range rows { // runs that say otherwise for each threshold
		for k := range rows[i].Above {
			rows[i].Above[k] = (7*k + 3*i) % 21
		}
	}
	r := judged(t, list, rows)
	for _, f := range Forecasters {
		if f == ModelRaw {
			continue // of counts, which fall in runs
		}
		for i := range list {
			for o := range Outcomes {
				p := r.table[f][i][o]
				for k := 1; k < len(p); k++ {
					if p[k] > p[k-1] || p[k] < 0 || p[0] > 1 {
						t.Fatalf("%s, %s: %v", f, Outcomes[o].ID, p)
					}
				}
			}
		}
	}
}

// The area over resamples is that of the forecasts drawn.
func TestAUCOfResamples(t *testing.T) {
	list, rows := planted(6, 5, 0.6)
	var all []*one
	var given []stats.Forecast
	for i := range list {
		all = append(all, newOne(list[i], &rows[i]))
		given = append(given, stats.Forecast{P: all[i].raw(7)[0], Came: list[i].Gone, Cluster: list[i].ISO3})
	}
	r := resample(all, luck.Of(1, 0).For("waves/resamples"), func(*one) bool { return true })
	auc := r.auc(given)
	for _, s := range append(r.drawn[:20:20], r.whole) {
		var drawn []stats.Forecast
		for _, g := range given {
			for range int(s[slices.Index(r.states, g.Cluster)]) {
				drawn = append(drawn, g)
			}
		}
		if got, want := auc(&s), stats.AUC(drawn); math.Abs(got-want) > 1e-12 {
			t.Errorf("%g, not %g", got, want)
		}
	}
	if n := r.whole.of(r.sum(ones(make([]bool, len(all))))); n != 0 || len(r.drawn) != stats.Resamples {
		t.Error(n, len(r.drawn))
	}
}
