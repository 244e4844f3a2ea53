package claims

import (
	"encoding/json"
	"maps"
	"math"
	"slices"
	"strings"
	"testing"

	"casus/results"
	"casus/scenario"
	"casus/sim"
	"casus/stats"
)

// runs, months and so on are short for the rows of one replicate.
func run(values map[string]any) made { return made{results.Runs: {values}} }

func (m made) with(table string, values map[string]any) made {
	m[table] = append(m[table], values)
	return m
}

// claims of small-state, with two worlds beside the one as modelled
func smallState(t testing.TB, claims string) *Argument {
	t.Helper()
	_, a := argue(t, folder(t, "small-state",
		[3]string{"scenario.yaml", "", "worlds:\n  - {id: calm, text: nobody fears, do: [{set: belief.fear, to: 0}]}\n  - {id: other, text: another, do: [{set: belief.fear, to: 0.1}]}\n"},
		[3]string{File, "", "about: a test\nclaims:\n" + claims}))
	return a
}

func wantShare(t *testing.T, r Result, hits, of int) {
	t.Helper()
	if r.Judged != of || r.Holds != stats.ShareOf(hits, of) {
		t.Errorf("%s: holds in %g of %d; want %d of %d", r.ID, r.Holds.P*float64(r.Judged), r.Judged, hits, of)
	}
}

func wantMean(t *testing.T, r Result, n int, mean float64) {
	t.Helper()
	if r.Effect == nil || r.Effect.N != n || math.Abs(r.Effect.Mean-mean) > 1e-12 {
		t.Errorf("%s: effect %+v; want a mean of %g over %d", r.ID, r.Effect, mean, n)
		return
	}
	difference := *r.Here - *r.There
	if r.Kind == Order {
		difference = -difference
	}
	if math.Abs(difference-mean) > 1e-12 {
		t.Errorf("%s: %g here and %g there; want a difference of %g", r.ID, *r.Here, *r.There, mean)
	}
}

// What has no value makes no comparison hold, and differences, groups and later
// times without a value are not judged; the earlier time may be missing.
func TestMissingValues(t *testing.T) {
	a := smallState(t, `
  - {id: event, statement: S1, text: x, word: likely, event: "hours_to_landing < 50"}
  - {id: given, statement: S1, text: x, word: likely, event: "deaths > 1", given: "hours_to_landing < 50"}
  - {id: order, statement: S1, text: x, word: likely, first: hour.dialogue, then: hour.request_alliance}
  - {id: groups, statement: S1, text: x, word: likely, more: hours_to_landing, than: deaths}
  - {id: number, statement: S1, text: x, word: likely, rises: hours_to_landing, world: calm, against: as-modelled}
  - {id: mean, statement: S1, text: x, rises: hours_to_landing, world: calm, against: as-modelled}
  - {id: condition, statement: S1, text: x, rises: "hours_to_landing < 50", world: calm, against: as-modelled}
  - {id: never, statement: S1, text: x, word: likely, event: "deaths > 1", given: "deaths > 99"}
  - {id: never-mean, statement: S1, text: x, rises: deaths, world: calm, against: as-modelled, given: "deaths > 99"}
  - {id: never-event, statement: S1, text: x, rises: "deaths > 0", world: calm, against: as-modelled, given: "deaths > 99"}
`)
	event := func(hour int, kind string) map[string]any {
		return map[string]any{"month": sim.InCrisis, "hour": hour, "kind": kind, "state": "the state"}
	}
	modelled := makeWorld(t, a.scenario,
		run(map[string]any{"hours_to_landing": 40.0, "deaths": 2.0}).with(results.Events, event(5, "dialogue")).with(results.Events, event(9, "request_alliance")),
		run(map[string]any{"hours_to_landing": 60.0, "deaths": 3.0}).with(results.Events, event(9, "dialogue")).with(results.Events, event(5, "request_alliance")),
		run(map[string]any{"deaths": 4.0}).with(results.Events, event(7, "request_alliance")), // no dialogue: it did not come first
		run(map[string]any{"deaths": 0.0}).with(results.Events, event(7, "dialogue")),         // no request: not judged
		run(map[string]any{"hours_to_landing": 30.0, "deaths": 0.0}).
			with(results.Events, event(8, "dialogue")).with(results.Events, event(3, "dialogue")). // the first time counts
			with(results.Events, event(4, "request_alliance")).
			with(results.Events, map[string]any{"month": 2, "hour": 1, "kind": "request_alliance", "state": "the neighbour"}), // and not that of others
	)
	calm := makeWorld(t, a.scenario,
		run(map[string]any{"hours_to_landing": 30.0}), run(map[string]any{"hours_to_landing": 70.0}),
		run(map[string]any{"hours_to_landing": 10.0}), run(map[string]any{}), run(map[string]any{}))
	got := test(t, a, map[string]*results.Reader{"as-modelled": modelled, "calm": calm})

	wantShare(t, got["event"], 2, 5)
	wantShare(t, got["given"], 1, 2)
	wantShare(t, got["order"], 2, 4)
	wantMean(t, got["order"], 3, (4.-4+1)/3) // ahead by 4, −4 and 1 hours, where both times are there
	wantShare(t, got["groups"], 3, 3)
	wantMean(t, got["groups"], 3, (38.+57+30)/3)
	wantShare(t, got["number"], 1, 2)
	wantMean(t, got["number"], 2, 0)
	wantMean(t, got["mean"], 2, 0)
	wantMean(t, got["condition"], 5, (0.+0+1+0-1)/5)
	if got["number"].Means == nil || got["mean"].Means != nil || got["condition"].Means != nil {
		t.Error("a claim with a word is about its range, and one without about the mean")
	}
	for id, kind := range map[string]Kind{"event": Probability, "given": Conditional, "order": Order, "groups": Groups, "number": Difference, "condition": Difference} {
		if got[id].Kind != kind {
			t.Errorf("%s is a %s", id, got[id].Kind)
		}
	}
	for id, unit := range map[string]string{"order": "hours", "number": "hours", "condition": "probability", "groups": ""} {
		if got[id].Unit != unit {
			t.Errorf("the effect of %s is in %q", id, got[id].Unit)
		}
	}
	for _, id := range []string{"never", "never-mean", "never-event"} {
		r := got[id]
		if r.Verdict != Vacuous || r.Judged != 0 || r.Effect != nil || r.Needed != 0 || r.Always() || r.NoFlips != "no run can be judged" || r.Because() != "No run can be judged." || r.Plain() != "without a case to judge" {
			t.Errorf("%s: %+v", id, r)
		}
	}
}

// Months, days and demands of a formula are those of the tables; the state
// before the crisis is that of month −1.
func TestOutcomesOfTheTables(t *testing.T) {
	a := smallState(t, `
  - {id: before, statement: S1, text: x, word: likely, event: "standing.before == 0.5 and standing.m0 == 0.4 and standing.m24 == 0.3"}
  - {id: day, statement: S1, text: x, word: likely, event: "participants.d1 == 7 and participants.d14 == 9 and troops_lead.d14 == 2"}
  - {id: demanded, statement: S1, text: x, word: likely, event: "demanded.base == 2 and accepted.base == 1"}
  - {id: none, statement: S1, text: x, word: likely, event: "demanded.base == 0 and accepted.base == 0"}
  - {id: parameter, statement: S1, text: x, word: likely, event: "belief.fear == 0.25"}
  - {id: flag, statement: S1, text: x, word: likely, event: "requested == 1 and deployed == 0"}
`)
	month := func(m int, standing float64) map[string]any {
		return map[string]any{"month": m, "standing": standing}
	}
	demand := func(m int, kind string) map[string]any {
		return map[string]any{"month": m, "kind": kind, "cause": "base"}
	}
	full := run(map[string]any{"belief.fear": 0.25, "requested": true, "deployed": false}).
		with(results.Monthly, month(-1, 0.5)).with(results.Monthly, month(0, 0.4)).with(results.Monthly, month(24, 0.3)).
		with(results.Daily, map[string]any{"day": 1, "participants": 7.0}).with(results.Daily, map[string]any{"day": 14, "participants": 9.0, "troops_lead": 2.0}).
		with(results.Events, demand(3, "demand refused")).with(results.Events, demand(15, "demand accepted")).
		with(results.Events, map[string]any{"month": 4, "kind": "demand accepted", "cause": "another"}).
		with(results.Events, map[string]any{"month": 4, "kind": "something else", "cause": "base"})
	got := test(t, a, map[string]*results.Reader{"as-modelled": makeWorld(t, a.scenario, full, run(map[string]any{}))})
	for id := range got {
		wantShare(t, got[id], 1, 2)
	}
}

// A claim with by holds where the difference is that large; one without a word
// has to reach it with its whole interval.
func TestBy(t *testing.T) {
	a := smallState(t, `
  - {id: rises, statement: S1, text: x, word: likely, rises: deaths, by: 2, world: calm, against: as-modelled}
  - {id: falls, statement: S1, text: x, word: likely, falls: deaths, by: 2, world: as-modelled, against: calm}
  - {id: more, statement: S1, text: x, word: likely, more: deaths, than: "1", by: 2, world: calm}
  - {id: mean, statement: S1, text: x, rises: deaths, by: 2, world: calm, against: as-modelled}
  - {id: mean-less, statement: S1, text: x, rises: deaths, by: 1, world: calm, against: as-modelled}
  - {id: mean-falls, statement: S1, text: x, falls: deaths, by: 1, world: as-modelled, against: calm}
  - {id: mean-wrong, statement: S1, text: x, falls: deaths, by: 1, world: calm, against: as-modelled}
`)
	var modelled, calm []made
	for _, d := range []float64{1, 2, 3, 1, 2, 1.5, 2, 2, 1, 3} {
		modelled, calm = append(modelled, run(map[string]any{"deaths": 1.0})), append(calm, run(map[string]any{"deaths": 1 + d}))
	}
	got := test(t, a, map[string]*results.Reader{"as-modelled": makeWorld(t, a.scenario, modelled...), "calm": makeWorld(t, a.scenario, calm...)})
	for _, id := range []string{"rises", "falls", "more"} {
		wantShare(t, got[id], 6, 10)
	}
	// mean 1.85, standard error 0.236: the interval, 1.42 to 2.28, holds 2 and lies above 1
	for id, want := range map[string]Verdict{"mean": Undecided, "mean-less": Consistent, "mean-falls": Consistent, "mean-wrong": Contradicted} {
		if got[id].Verdict != want {
			t.Errorf("%s: %s, effect %+v; want %s", id, got[id].Verdict, *got[id].Effect, want)
		}
	}
	wantMean(t, got["mean-falls"], 10, -1.85)
	if n := got["mean"].Needed; n < 60 || n > 90 { // (0.43/0.15)² times ten
		t.Errorf("%d replicates would decide", n)
	}
}

// A replicate that failed in one of the worlds that a claim speaks of is left
// out, as is one that failed as modelled: its draws are not known.
func TestFailedReplicates(t *testing.T) {
	a := smallState(t, `
  - {id: modelled, statement: S1, text: x, word: likely, event: "deaths > 0"}
  - {id: two, statement: S1, text: x, word: likely, rises: deaths, world: calm, against: as-modelled}
  - {id: others, statement: S1, text: x, word: likely, rises: deaths, world: calm, against: other}
  - {id: across, statement: S1, text: x, word: likely, event: "deaths > against.deaths", world: calm, against: other}
`)
	const n = 40
	list := func(deaths func(i int) float64, failed ...int) (out []made) {
		for i := range n {
			if slices.Contains(failed, i) {
				out = append(out, nil)
			} else {
				out = append(out, run(map[string]any{"deaths": deaths(i)}))
			}
		}
		return out
	}
	got := test(t, a, map[string]*results.Reader{
		"as-modelled": makeWorld(t, a.scenario, list(func(int) float64 { return 1 }, 3, 30)...),
		"calm":        makeWorld(t, a.scenario, list(func(i int) float64 { return float64(i % 2 * 2) }, 3, 8)...),
		"other":       makeWorld(t, a.scenario, list(func(int) float64 { return 1 }, 11)...),
	})
	wantShare(t, got["modelled"], 38, 38)
	wantShare(t, got["two"], 19, 37)    // odd ones, without 3
	wantShare(t, got["others"], 18, 36) // nor 11
	wantShare(t, got["across"], 18, 36)
	for id, failed := range map[string]int{"modelled": 2, "two": 3, "others": 4, "across": 4} {
		if r := got[id]; r.Failed != failed || r.Of != n {
			t.Errorf("%s: %d of %d failed, want %d of %d", id, r.Failed, r.Of, failed, n)
		}
	}
	// What is needed counts the failed and those not judged as well.
	r := got["others"]
	if want := int(math.Ceil(float64(Needed(rangeOf(t, "likely"), r.Holds)) * 36 / 36)); r.Verdict != Undecided || r.Needed != want {
		t.Errorf("%s, %d needed, want %d", r.Verdict, r.Needed, want)
	}
}

// Where every run failed, there is no verdict: not that nothing arose.
func TestAllFailed(t *testing.T) {
	a := smallState(t, `
  - {id: event, statement: S1, text: x, word: almost no chance, event: "deaths > 0", world: calm}
  - {id: mean, statement: S1, text: x, rises: deaths, world: calm, against: as-modelled}
  - {id: modelled, statement: S1, text: x, word: almost no chance, event: "deaths > 0"}
`)
	got := test(t, a, map[string]*results.Reader{
		"as-modelled": makeWorld(t, a.scenario, run(nil), run(nil)), "calm": makeWorld(t, a.scenario, nil, nil),
	})
	for id, want := range map[string]Verdict{"event": Unplayed, "mean": Unplayed, "modelled": Vacuous} {
		r := got[id]
		if (r.Verdict == Unplayed) != (want == Unplayed) || (r.NoFlips == "every run failed") != (want == Unplayed) {
			t.Errorf("%s: %s, %s", id, r.Verdict, r.NoFlips)
		}
	}
}

// What rounding leaves is no difference.
func TestRoundingIsNoDifference(t *testing.T) {
	a := smallState(t, `
  - {id: mean, statement: S1, text: x, rises: deaths, world: calm, against: as-modelled}
  - {id: some, statement: S1, text: x, word: likely, falls: deaths, world: calm, against: as-modelled}
`)
	var modelled, calm []made
	for i := range 20 {
		d := 1000 * (1 + float64(i)/3)
		modelled, calm = append(modelled, run(map[string]any{"deaths": d})), append(calm, run(map[string]any{"deaths": d * (1 - 2e-16*float64(i%3))}))
	}
	got := test(t, a, map[string]*results.Reader{"as-modelled": makeWorld(t, a.scenario, modelled...), "calm": makeWorld(t, a.scenario, calm...)})
	if r := got["mean"]; r.Effect.Mean != 0 || r.Verdict != Contradicted {
		t.Errorf("%+v: %s", *r.Effect, r.Verdict)
	}
	wantShare(t, got["some"], 0, 20)
}

// Of the replicates a condition leaves a share, and so many more are needed.
func TestNeededCountsAll(t *testing.T) {
	a := smallState(t, `
  - {id: some, statement: S1, text: x, word: likely, event: "deaths > 0", given: "detained > 0"}
`)
	var list []made
	for i := range 40 {
		list = append(list, run(map[string]any{"detained": float64(i % 4 / 3), "deaths": float64(i % 5)}))
	}
	r := test(t, a, map[string]*results.Reader{"as-modelled": makeWorld(t, a.scenario, list...)})["some"]
	wantShare(t, r, 8, 10)
	if r.Verdict != Undecided || r.Needed != 4*Needed(rangeOf(t, "likely"), r.Holds) {
		t.Errorf("%s, %d needed", r.Verdict, r.Needed)
	}
}

// What holds in every replicate, or in none, follows from how the model is
// built, and is flagged; a claim about a mean is not.
func TestAlways(t *testing.T) {
	a := smallState(t, `
  - {id: all, statement: S1, text: x, word: almost certain, event: "deaths >= 0"}
  - {id: none, statement: S1, text: x, word: almost certain, event: "deaths < 0"}
  - {id: most, statement: S1, text: x, word: almost certain, event: "deaths > 0"}
  - {id: mean, statement: S1, text: x, rises: deaths, world: calm, against: as-modelled}
`)
	var list, more []made
	for i := range 60 {
		list, more = append(list, run(map[string]any{"deaths": float64(i)})), append(more, run(map[string]any{"deaths": float64(i + 1)}))
	}
	got := test(t, a, map[string]*results.Reader{"as-modelled": makeWorld(t, a.scenario, list...), "calm": makeWorld(t, a.scenario, more...)})
	for id, want := range map[string]struct {
		always  bool
		verdict Verdict
		why     string
	}{
		"all":  {true, Consistent, "it holds in every run judged"},
		"none": {true, Contradicted, "it fails in every run judged"},
		"most": {false, Undecided, "it holds in 59 of the 60 runs judged: too few on one side"},
		"mean": {false, Consistent, "it holds in every run judged"},
	} {
		r := got[id]
		if r.Always() != want.always || r.Verdict != want.verdict || !strings.HasPrefix(r.NoFlips, want.why) || len(r.Flips) > 0 {
			t.Errorf("%s: always %v, %s, %q", id, r.Always(), r.Verdict, r.NoFlips)
		}
	}
	if e := got["mean"].Effect; e.Low != 1 || e.High != 1 || e.Reduction != nil {
		t.Errorf("one more in every replicate: %+v", e)
	}
}

// The parameter on which a claim turns is that of the world as modelled, even
// where the claim is about worlds that set it.
func TestFlipsAreOfTheWorldAsModelled(t *testing.T) {
	a := smallState(t, `
  - {id: turns, statement: S1, text: x, word: likely, rises: deaths, world: calm, against: other}
`)
	var modelled, calm, other []made
	for i := range 60 {
		fear := float64(i*37%60) / 100
		modelled = append(modelled, run(map[string]any{"belief.fear": fear}))
		calm = append(calm, run(map[string]any{"belief.fear": 0.0, "deaths": 2 * stats.Indicator(fear > 0.3)}))
		other = append(other, run(map[string]any{"belief.fear": 0.1, "deaths": 1.0}))
	}
	r := test(t, a, map[string]*results.Reader{
		"as-modelled": makeWorld(t, a.scenario, modelled...), "calm": makeWorld(t, a.scenario, calm...), "other": makeWorld(t, a.scenario, other...),
	})["turns"]
	wantShare(t, r, 29, 60)
	if len(r.Flips) == 0 {
		t.Fatal(r.NoFlips)
	}
	f := r.Flips[0]
	if f.Parameter != "belief.fear" || f.Unit != "share" || !f.Higher || math.Abs(f.Threshold-0.305) > 1e-9 || f.Distance != 1 || f.Above.P != 1 || f.Below.P != 0 {
		t.Errorf("%+v", f)
	}
}

// What has no finite value does not spoil the effect.
func TestInfiniteValues(t *testing.T) {
	a := smallState(t, `
  - {id: order, statement: S1, text: x, word: likely, first: "1 / deaths", then: "0 + hours_to_landing"}
  - {id: order-back, statement: S1, text: x, word: likely, first: "-1 / deaths", then: hours_to_landing}
  - {id: groups, statement: S1, text: x, word: likely, more: "1 / deaths", than: hours_to_landing}
  - {id: number, statement: S1, text: x, rises: "log(deaths)", world: calm, against: as-modelled}
`)
	list := func(deaths ...float64) (out []made) {
		for _, d := range deaths {
			out = append(out, run(map[string]any{"deaths": d, "hours_to_landing": 1.0}))
		}
		return out
	}
	worlds := map[string]*results.Reader{"as-modelled": makeWorld(t, a.scenario, list(0, 2, 4)...), "calm": makeWorld(t, a.scenario, list(1, 0, 8)...)}
	got := test(t, a, worlds)
	wantShare(t, got["order"], 2, 3)
	wantMean(t, got["order"], 2, (0.5+0.75)/2)
	wantShare(t, got["order-back"], 3, 3)
	wantMean(t, got["order-back"], 2, (1.5+1.25)/2)
	wantShare(t, got["groups"], 0, 2)
	wantMean(t, got["number"], 1, math.Log(2))
	report, err := Test(a, worlds)
	if err != nil {
		t.Fatal(err)
	}
	if _, err := json.Marshal(report); err != nil {
		t.Error(err)
	}
}

func TestWorldsThatDoNotFit(t *testing.T) {
	a := smallState(t, `
  - {id: two, statement: S1, text: x, word: likely, rises: deaths, world: calm, against: as-modelled}
`)
	one := run(map[string]any{"deaths": 1.0})
	_, err := Test(a, map[string]*results.Reader{"as-modelled": makeWorld(t, a.scenario, one, one), "calm": makeWorld(t, a.scenario, one)})
	if err == nil || !strings.Contains(err.Error(), "are not twins") {
		t.Error(err)
	}
}

// plain are the values of runs read row by row, without the code under test.
type plain struct {
	runs    []map[string]any
	monthly []map[int]map[string]any
	first   []map[string]float64 // hour of each kind of event of the crisis
}

func read(t *testing.T, r *results.Reader) plain {
	t.Helper()
	n := r.Manifest().Replicates
	p := plain{make([]map[string]any, n), make([]map[int]map[string]any, n), make([]map[string]float64, n)}
	for i := range n {
		p.monthly[i], p.first[i] = map[int]map[string]any{}, map[string]float64{}
	}
	for _, table := range []string{results.Runs, results.Monthly, results.Events} {
		schema, err := r.Schema(table)
		if err != nil {
			t.Fatal(err)
		}
		for row, err := range r.Rows(table) {
			if err != nil {
				t.Fatal(err)
			}
			values := map[string]any{}
			for c, column := range schema.Columns {
				values[column.Name] = row[c]
			}
			i := int(values["replicate"].(int64))
			switch table {
			case results.Runs:
				p.runs[i] = values
			case results.Monthly:
				p.monthly[i][int(values["month"].(int64))] = values
			case results.Events:
				kind, h := values["kind"].(string), float64(values["hour"].(int64))
				if old, ok := p.first[i][kind]; values["month"].(int64) == sim.InCrisis && (!ok || h < old) {
					p.first[i][kind] = h
				}
			}
		}
	}
	return p
}

func (p *plain) truth(i int, name string) bool    { b, _ := p.runs[i][name].(bool); return b }
func (p *plain) month(i, m int, n string) float64 { return p.monthly[i][m][n].(float64) }

// crisis is what makes one of most runs, whatever the priors of the scenario are.
const crisis = `fits:
  - to: record
    command: none
    note: for a test
    priors:
      society.shock: {fixed: 0.14}
      society.spark_rate: {fixed: 10}
      society.arrest_cost: {fixed: 0.05}
`

// Each kind of claim, judged on real runs, against the same computed plainly
// from the rows.
func TestEachKindOnRuns(t *testing.T) {
	s, a := argue(t, folder(t, "small-state",
		[3]string{scenario.FittedFile, "", crisis},
		[3]string{"scenario.yaml", "", "worlds:\n" +
			"  - {id: no-request, text: nobody is called, do: [{forbid: request_alliance}]}\n" +
			"  - {id: twin, text: nothing is changed, do: [{set: choice.patience, to: 1}]}\n"},
		[3]string{File, "", `about: a test
claims:
  - {id: event, statement: S1, text: x, word: unlikely, event: "requested > 0"}
  - {id: given, statement: S1, text: x, word: likely, event: "approved > 0", given: "requested > 0"}
  - {id: number, statement: S1, text: x, word: likely, rises: standing.m12, against: no-request, given: "requested > 0"}
  - {id: by, statement: S1, text: x, word: may, rises: standing.m12, by: 0.01, against: no-request, given: "requested > 0"}
  - {id: mean, statement: S1, text: x, falls: popularity.m12, against: no-request}
  - {id: condition, statement: S1, text: x, rises: "demands > 0", against: no-request, given: "against.engulfed > 0"}
  - {id: order, statement: S1, text: x, word: likely, first: hour.dialogue, then: hour.emergency}
  - {id: groups, statement: S1, text: x, word: likely, more: "popularity_younger.before - popularity_younger.m0", than: "popularity_older.before - popularity_older.m0"}
  - {id: across, statement: S1, text: x, word: likely, event: "standing.m12 >= against.standing.m12", against: no-request, given: "requested > 0 and against.engulfed > 0"}
  - {id: twin-number, statement: S1, text: x, word: almost no chance, rises: standing.m24, world: twin, against: as-modelled}
  - {id: twin-mean, statement: S1, text: x, rises: deaths, world: twin, against: as-modelled}
  - {id: twin-falls, statement: S1, text: x, falls: "standing.m12 - standing.before", world: twin, against: as-modelled}
  - {id: twin-condition, statement: S1, text: x, rises: "demands > 0", world: twin, against: as-modelled}
`}))
	const n = 40
	if list := a.Worlds(); !slices.Equal(list, []string{"as-modelled", "no-request", "twin"}) {
		t.Fatal(list)
	}
	worlds := playAll(t, s, a, 11, n)
	got := test(t, a, worlds)
	here, there := read(t, worlds["as-modelled"]), read(t, worlds["no-request"])

	type count struct {
		hits, of int
		sum      float64
		terms    int
	}
	want := map[string]*count{}
	add := func(id string, holds bool, terms ...float64) {
		c := want[id]
		if c == nil {
			c = &count{}
			want[id] = c
		}
		c.of++
		if holds {
			c.hits++
		}
		for _, x := range terms {
			c.sum, c.terms = c.sum+x, c.terms+1
		}
	}
	for i := range n {
		requested, engulfed := here.truth(i, "requested"), there.truth(i, "engulfed")
		add("event", requested)
		gain := here.month(i, 12, "standing") - there.month(i, 12, "standing")
		if requested {
			add("given", here.truth(i, "approved"))
			add("number", gain > 0, gain)
			add("by", gain >= 0.01, gain)
			if engulfed {
				add("across", gain >= 0)
			}
		}
		loss := here.month(i, 12, "popularity") - there.month(i, 12, "popularity")
		add("mean", loss < 0, loss)
		if engulfed {
			up := stats.Indicator(here.runs[i]["demands"].(float64) > 0) - stats.Indicator(there.runs[i]["demands"].(float64) > 0)
			add("condition", up > 0, up)
		}
		if emergency, ok := here.first[i]["emergency"]; ok {
			if dialogue, ok := here.first[i]["dialogue"]; ok {
				add("order", dialogue < emergency, emergency-dialogue)
			} else {
				add("order", false)
			}
		}
		young := here.month(i, -1, "popularity_younger") - here.month(i, 0, "popularity_younger")
		old := here.month(i, -1, "popularity_older") - here.month(i, 0, "popularity_older")
		add("groups", young > old, young-old)
	}
	for _, id := range slices.Sorted(maps.Keys(want)) {
		c, r := want[id], got[id]
		wantShare(t, r, c.hits, c.of)
		if c.of == n != (r.Given == "" && id != "order") || c.hits == 0 && id != "condition" {
			t.Errorf("%s: %d of %d: the test has nothing to tell apart", id, c.hits, c.of)
		}
		if c.terms > 0 {
			wantMean(t, r, c.terms, c.sum/float64(c.terms))
		} else if r.Effect != nil {
			t.Errorf("%s has an effect: %+v", id, r.Effect)
		}
		if r.Means != nil && r.Verdict != Judge(*r.Means, stats.ShareOf(c.hits, c.of)) {
			t.Errorf("%s: %s", id, r.Verdict)
		}
	}

	// The twin is the world as modelled, played again.
	for _, id := range []string{"twin-number", "twin-mean", "twin-falls", "twin-condition"} {
		r := got[id]
		if r.Judged != n || r.Holds.P != 0 || r.Effect.Mean != 0 {
			t.Errorf("%s: %+v, effect %+v", id, r.Holds, r.Effect)
		}
		if id != "twin-condition" && *r.Effect != (stats.Effect{N: n}) {
			t.Errorf("%s: effect %+v, not exactly 0", id, *r.Effect)
		}
	}
	if v := got["twin-mean"].Verdict; v != Contradicted {
		t.Errorf("no effect at all is %s", v)
	}
	// Next to none may be none: a rise has an interval even where no replicate differs.
	if r := got["twin-condition"]; !(r.Effect.Low < 0 && r.Effect.High > 0) || r.Verdict != Undecided || r.Needed != 0 {
		t.Errorf("a rise in no replicate: %s, %+v, %d needed", r.Verdict, *r.Effect, r.Needed)
	}
}
