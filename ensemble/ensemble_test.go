package ensemble_test

import (
	"context"
	"errors"
	"fmt"
	"maps"
	"math"
	"slices"
	"strings"
	"sync"
	"sync/atomic"
	"testing"

	"casus/ensemble"
	"casus/library"
	"casus/results"
	"casus/scenario"
	"casus/sim"
	"casus/stats"
)

var reference = sync.OnceValue(func() *scenario.Scenario { return shipped("kazakhstan-2022") })

// shipped loads a scenario that ships.
func shipped(id string) *scenario.Scenario {
	dir, ok := library.Open(id)
	if !ok {
		panic(id + " does not ship")
	}
	s, err := scenario.Load(dir)
	if err != nil {
		panic(err)
	}
	return s
}

var quick = sim.Settings{Seed: 1, Scale: 1000, Mode: sim.Free}

func numbers(n int) []int {
	list := make([]int, n)
	for i := range list {
		list[i] = i
	}
	return list
}

// kept runs replicates into a folder and reads it.
func kept(t *testing.T, s *scenario.Scenario, n, workers int, set sim.Settings) (*results.Reader, []ensemble.Failure) {
	t.Helper()
	return keptIn(t, s, n, workers, set)
}

// keptIn keeps some tables only.
func keptIn(t *testing.T, s *scenario.Scenario, n, workers int, set sim.Settings, tables ...string) (*results.Reader, []ensemble.Failure) {
	t.Helper()
	dir := t.TempDir()
	m := results.Manifest{Casus: "test", Engine: sim.EngineVersion, Scenario: s.ID, ScenarioHash: s.Hash, Seed: set.Seed, Scale: set.Scale, Mode: string(set.Mode), Replicates: n}
	store, err := results.Create(dir, m, ensemble.Schemas(s, tables...))
	if err != nil {
		t.Fatal(err)
	}
	defer store.Close()
	var done atomic.Int64
	failures, err := ensemble.Run(context.Background(), s, ensemble.Same(set), numbers(n), workers, store, func() { done.Add(1) })
	if err != nil {
		t.Fatal(err)
	}
	if done.Load() != int64(n) {
		t.Errorf("%d of %d were called done", done.Load(), n)
	}
	if _, err := store.Finish(); err != nil {
		t.Fatal(err)
	}
	r, err := results.Open(dir)
	if err != nil {
		t.Fatal(err)
	}
	return r, failures
}

func TestWorkersDoNotMatter(t *testing.T) {
	var want string
	for _, workers := range []int{1, 2, 7} {
		r, failures := kept(t, reference(), 9, workers, quick)
		hash := r.Manifest().ContentHash
		if want == "" {
			want = hash
		}
		if hash != want || len(failures) > 0 {
			t.Errorf("%d workers: %s, want %s; failures %v", workers, hash, want, failures)
		}
	}
}

// Every row has what its schema says, for every table, and the summary counts
// what the rows hold.
func TestTablesAndSummary(t *testing.T) {
	s := reference()
	const n = 30
	r, _ := kept(t, s, n, 2, quick)
	rows := map[string]int{}
	for _, schema := range ensemble.Schemas(s) {
		for row, err := range r.Rows(schema.Table) {
			if err != nil {
				t.Fatal(err)
			}
			if len(row) != len(schema.Columns) {
				t.Fatalf("%s: %d values for %d columns", schema.Table, len(row), len(schema.Columns))
			}
			rows[schema.Table]++
		}
		for _, c := range schema.Columns {
			if c.Doc == "" {
				t.Errorf("%s.%s has no meaning", schema.Table, c.Name)
			}
		}
	}
	if rows["runs"] != n || rows["daily"] != n*s.Clock.CrisisDays || rows["monthly"] != n*(s.Clock.AftermathMonths+2) {
		t.Errorf("rows: %v", rows)
	}
	for _, table := range []string{"events", "votes"} {
		if rows[table] == 0 {
			t.Errorf("no rows in %s", table)
		}
	}
	sum, err := ensemble.Summarise(s, r)
	if err != nil {
		t.Fatal(err)
	}
	column := func(name string) (x []float64) {
		v, ok, err := r.Floats("runs", name)
		if err != nil {
			t.Fatal(err)
		}
		for i := range v {
			if ok[i] {
				x = append(x, v[i])
			}
		}
		return x
	}
	total := func(x []float64) (sum float64) {
		for _, v := range x {
			sum += v
		}
		return sum
	}
	engulfed := column("engulfed")
	if sum.Done != n || sum.Failed != 0 || float64(sum.Engulfed) != total(engulfed) || float64(sum.Deployed) != total(column("deployed")) {
		t.Errorf("done %d, failed %d, engulfed %d, deployed %d", sum.Done, sum.Failed, sum.Engulfed, sum.Deployed)
	}
	for _, o := range sum.Probabilities {
		if strings.Contains(o.Event, "asked for help") && o.Given == "" && o.Share != stats.ShareOf(int(total(column("requested"))), n) {
			t.Errorf("%+v", o)
		}
	}
	fell := 0
	for _, f := range sum.Fell {
		if !slices.Contains(sim.Falls, f.Why) {
			t.Errorf("fell: %+v", f)
		}
		fell += f.Runs
	}
	if survived := int(total(column("survived_30d"))); fell != n-survived {
		t.Errorf("%d of %d survive, and %+v fell", survived, n, sum.Fell)
	}
	for name, days := range sum.Daily {
		if len(days) != s.Clock.CrisisDays {
			t.Errorf("%s: %d days", name, len(days))
		}
	}
	humps := 0
	for i := range sum.Humps.Fizzled {
		if i >= s.Definitions.EngulfedRegions && sum.Humps.Fizzled[i] > 0 || i < s.Definitions.EngulfedRegions && sum.Humps.Engulfed[i] > 0 {
			t.Errorf("%d regions are in the wrong hump: %+v", i, sum.Humps)
		}
		humps += sum.Humps.Fizzled[i] + sum.Humps.Engulfed[i]
	}
	if humps != n {
		t.Errorf("the humps hold %d runs", humps)
	}
	// A target is compared within its population.
	var deaths []float64
	for i, d := range column("deaths") {
		if engulfed[i] > 0 {
			deaths = append(deaths, d)
		}
	}
	found := false
	for _, row := range sum.Targets {
		if row.Outcome == "deaths" {
			found = true
			if b := stats.BandOf(deaths); row.Model != b || row.Inside != (!row.TooWide && b.Low <= row.Value && row.Value <= b.High) || row.TooWide && (row.Value < b.Low || row.Value > b.High) || row.Sharp != (1+b.High)/(1+b.Low) {
				t.Errorf("%+v, want %+v", row, b)
			}
		}
	}
	if !found {
		t.Error("the record has no deaths")
	}
	// What a mission changed has one sign: more with it; a chance is no share.
	for i, want := range []struct {
		column, unit string
		sign         float64
	}{{"mission_survival", "probability", 1}, {"mission_deaths", "people", 1}, {"mission_days_less", "days", -1}} {
		x := column(want.column)
		if got := sum.Changed[i]; len(x) == 0 || got.Unit != want.unit || math.Abs(got.Effect.Mean-want.sign*total(x)/float64(len(x))) > 1e-9 {
			t.Errorf("%s: %+v, of %v", want.column, got, x)
		}
	}
	if got := sum.Months; !slices.Equal(got, []int{0, 6, 24, 60}) {
		t.Errorf("months %v", got)
	}
}

// A replicate that fails is kept as failed, and the others go on.
func TestFailuresAreKept(t *testing.T) {
	s := reference()
	set := quick
	set.Overrides = map[string]float64{"society.tie_weight": -1}
	r, failures := kept(t, s, 3, 2, set)
	if len(failures) != 3 {
		t.Fatalf("failures: %v", failures)
	}
	texts, ok, err := r.Texts("runs", "error")
	if err != nil {
		t.Fatal(err)
	}
	for i := range texts {
		if !ok[i] || !strings.Contains(texts[i], "society.tie_weight is -1") {
			t.Errorf("error %q", texts[i])
		}
	}
	sum, err := ensemble.Summarise(s, r)
	if err != nil {
		t.Fatal(err)
	}
	if sum.Failed != 3 || sum.Engulfed != 0 || sum.Probabilities[0].Of != 0 || sum.Probabilities[0].High != 1 {
		t.Errorf("%+v", sum)
	}
}

// spoilt is a store on whose way one replicate gets a number that no run can have.
type spoilt struct {
	*results.Store
	column int
	value  any
}

func (s spoilt) Add(r results.Replicate) error {
	if days := r.Rows[results.Daily]; r.Index == 1 && len(days) > 0 {
		days[3][s.column] = s.value
	}
	return s.Store.Add(r)
}

// A replicate with a number outside the range of its column has failed, and the
// others are kept.
func TestANumberThatCannotBeIsAFailure(t *testing.T) {
	s := reference()
	schemas := ensemble.Schemas(s)
	daily := schemas[slices.IndexFunc(schemas, func(x results.Schema) bool { return x.Table == results.Daily })]
	for column, value := range map[string]float64{"participants": s.People() + 1, "deaths": -1, "rumour": 1.01, "foreign_troops": math.NaN()} {
		m := results.Manifest{Casus: "test", Engine: sim.EngineVersion, Scenario: s.ID, ScenarioHash: s.Hash, Seed: 1, Scale: quick.Scale, Mode: string(quick.Mode), Replicates: 3}
		store, err := results.Create(t.TempDir(), m, schemas)
		if err != nil {
			t.Fatal(err)
		}
		defer store.Close()
		failures, err := ensemble.Run(context.Background(), s, ensemble.Same(quick), numbers(3), 2, spoilt{store, daily.Index(column), value}, func() {})
		if err != nil {
			t.Fatal(err)
		}
		if len(failures) != 1 || failures[0].Index != 1 || !strings.Contains(failures[0].Err.Error(), "column "+column) {
			t.Errorf("%s of %v: failures %v", column, value, failures)
		}
		if _, err := store.Finish(); err != nil {
			t.Error(err)
		}
	}
}

// memory is a store that keeps nothing and may refuse.
type memory struct {
	mu     sync.Mutex
	seen   []int
	refuse error
}

func (m *memory) Tables() []string { return ensemble.Tables() }

func (m *memory) Add(r results.Replicate) error {
	m.mu.Lock()
	defer m.mu.Unlock()
	m.seen = append(m.seen, r.Index)
	return m.refuse
}

func TestRunEndsWithTheStoreOrTheContext(t *testing.T) {
	full := errors.New("disk full")
	m := &memory{refuse: full}
	if _, err := ensemble.Run(context.Background(), reference(), ensemble.Same(quick), numbers(50), 2, m, func() {}); !errors.Is(err, full) {
		t.Errorf("error %v", err)
	}
	if len(m.seen) > 4 {
		t.Errorf("%d replicates after the disk was full", len(m.seen))
	}
	ctx, cancel := context.WithCancel(context.Background())
	m = &memory{}
	done := func() { cancel() }
	if _, err := ensemble.Run(ctx, reference(), ensemble.Same(quick), numbers(50), 2, m, done); !errors.Is(err, context.Canceled) {
		t.Errorf("error %v", err)
	}
	if len(m.seen) > 6 {
		t.Errorf("%d replicates after the end", len(m.seen))
	}
}

// Each replicate has the settings that the plan gives it.
func TestEachReplicateHasItsSettings(t *testing.T) {
	s := reference()
	store := &drawn{values: map[int]float64{}}
	plan := func(replicate int) sim.Settings {
		set := quick
		set.Overrides = map[string]float64{"society.shock": 0.01 * float64(replicate)}
		return set
	}
	if _, err := ensemble.Run(context.Background(), s, plan, []int{3, 1, 7}, 2, store, func() {}); err != nil {
		t.Fatal(err)
	}
	if want := map[int]float64{1: 0.01, 3: 0.03, 7: 0.07}; !maps.Equal(store.values, want) {
		t.Errorf("values %v, want %v", store.values, want)
	}
}

// drawn is a store that keeps one parameter.
type drawn struct {
	mu     sync.Mutex
	values map[int]float64
}

func (d *drawn) Tables() []string { return []string{results.Runs} }

func (d *drawn) Add(r results.Replicate) error {
	d.mu.Lock()
	defer d.mu.Unlock()
	schema := ensemble.Schemas(reference(), results.Runs)[0]
	d.values[r.Index] = r.Rows[results.Runs][0][schema.Index("society.shock")].(float64)
	if len(r.Rows) != 1 {
		return fmt.Errorf("rows of %d tables, want those of one", len(r.Rows))
	}
	return nil
}

func TestChoose(t *testing.T) {
	for _, c := range []struct{ given, want []string }{
		{nil, []string{"runs", "daily", "monthly", "events", "votes"}},
		{[]string{ensemble.All}, ensemble.Tables()},
		{[]string{"votes", "daily"}, []string{"runs", "daily", "votes"}},
	} {
		if got, err := ensemble.Choose(c.given); err != nil || !slices.Equal(got, c.want) {
			t.Errorf("%v: %v, %v", c.given, got, err)
		}
	}
	if _, err := ensemble.Choose([]string{"dayly"}); err == nil || !strings.Contains(err.Error(), `did you mean "daily"?`) {
		t.Errorf("got %v", err)
	}
}

// Days of places are kept where they are asked for: each region's and critical
// site's, of which the regions' crowds are the nation's.
func TestPlacesAreKeptWhenAskedFor(t *testing.T) {
	s := reference()
	r, _ := keptIn(t, s, 3, 2, quick, results.Runs, results.Daily, results.Places)
	regions, detained := map[[2]float64]float64{}, map[[2]float64]float64{}
	for row, err := range r.Numbers(results.Places, results.ReplicateColumn, "day", "site", "detained") {
		if err != nil {
			t.Fatal(err)
		}
		if row[2] == 0 {
			regions[[2]float64{row[0], row[1]}]++
			detained[[2]float64{row[0], row[1]}] += row[3]
		}
	}
	for row, err := range r.Numbers(results.Daily, results.ReplicateColumn, "day", "detained") {
		if err != nil {
			t.Fatal(err)
		}
		at := [2]float64{row[0], row[1]}
		if regions[at] != float64(len(s.Society.Regions)) || math.Abs(detained[at]-row[2]) > 1e-6 {
			t.Errorf("replicate %v, day %v: %v regions, %v detained of %v", row[0], row[1], regions[at], detained[at], row[2])
		}
	}
	if r, _ := kept(t, s, 1, 1, quick); slices.Contains(r.Tables(), results.Places) {
		t.Error("places are kept unasked")
	}
}

// What is told by tables that are not kept is left out of a summary, and said to be.
func TestSummaryOfFewTables(t *testing.T) {
	s := reference()
	r, _ := keptIn(t, s, 6, 2, quick, results.Runs)
	sum, err := ensemble.Summarise(s, r)
	if err != nil {
		t.Fatal(err)
	}
	if !slices.Equal(sum.NotKept, []string{"daily", "monthly"}) || len(sum.Probabilities) == 0 || len(sum.Mission) != 3 || len(sum.Aftermath) != 9 {
		t.Errorf("%+v", sum)
	}
	for _, row := range sum.Targets {
		if row.Series != "" {
			t.Errorf("%s is told without its table", row.ID)
		}
	}
}

// What a trace marks as missing is missing in the table, and not NaN.
func TestRowsHoldNoNaN(t *testing.T) {
	s := reference()
	trace, err := sim.Play(context.Background(), s, 0, quick)
	if err != nil {
		t.Fatal(err)
	}
	for table, list := range ensemble.Rows(s, trace, ensemble.Tables()).Rows {
		for _, row := range list {
			for i, v := range row {
				if x, ok := v.(float64); ok && (math.IsNaN(x) || math.IsInf(x, 0)) {
					t.Fatalf("%s, value %d: %v", table, i, x)
				}
			}
		}
	}
}

// Whatever is assumed and whatever is ordered, the plain code for citizens and
// the fast one, on its own and with helpers, leave the same tables.
func TestPlainAndFastLeaveTheSame(t *testing.T) {
	s := reference()
	for k, set := range []sim.Settings{
		{Scale: 1000, Mode: sim.Free},
		{Scale: 700, Mode: sim.Recorded},
		{Scale: 400, Mode: sim.Free, Overrides: map[string]float64{"society.tie_weight": 2.5, "society.reconsider": 1}},
		{Scale: 333, Mode: sim.Free, Interventions: []scenario.Intervention{{Option: "cut_communications", From: 20}, {Option: "request_alliance", Forbid: true, Always: true}}},
		{Scale: 1000, Mode: sim.Free, Overrides: map[string]float64{"society.shock": 0.15, "society.availability": 1}},
	} {
		set.Seed = uint64(k)
		const n = 20
		want := content(t, s, n, 2, set)
		set.Plain = true
		if got := content(t, s, n, 2, set); got != want {
			t.Errorf("%+v: plain %s, fast %s", set, got, want)
		}
	}
}

// content gives the content hash of an ensemble, all tables kept.
func content(t *testing.T, s *scenario.Scenario, n, workers int, set sim.Settings) string {
	t.Helper()
	r, failures := keptIn(t, s, n, workers, set, ensemble.Tables()...)
	if len(failures) > 0 {
		t.Fatal(failures[0].Err)
	}
	return r.Manifest().ContentHash
}

// A region's peak is the highest of its days, and is in every run that went through.
func TestPeaksOfRegions(t *testing.T) {
	s := reference()
	r, _ := keptIn(t, s, 3, 2, quick, results.Runs, results.Places)
	for _, column := range []string{"participants", "detained"} {
		peaks, err := ensemble.RegionPeaks(s, r, column)
		if err != nil || len(peaks) != len(s.Society.Regions) {
			t.Fatal(len(peaks), err)
		}
		places, _, err := r.Texts(results.Places, "place")
		if err != nil {
			t.Fatal(err)
		}
		at := 0
		var highest [3]map[string]float64
		for i := range highest {
			highest[i] = map[string]float64{}
		}
		for row, err := range r.Numbers(results.Places, results.ReplicateColumn, "site", column) {
			if err != nil {
				t.Fatal(err)
			}
			if row[1] == 0 {
				run := highest[int(row[0])]
				run[places[at]] = max(run[places[at]], row[2])
			}
			at++
		}
		sum := 0.0
		for i, region := range s.Society.Regions {
			if len(peaks[i]) != len(highest) {
				t.Fatalf("%s: %d runs", region.ID, len(peaks[i]))
			}
			for run, peak := range peaks[i] {
				if want := highest[run][region.ID]; peak != want {
					t.Errorf("%s, %s, run %d: %g, want %g", column, region.ID, run, peak, want)
				}
				sum += peak
			}
		}
		if sum == 0 {
			t.Errorf("%s: nothing happens, and nothing is tested", column)
		}
	}
	if _, err := ensemble.RegionPeaks(s, r, "troops"); !errors.Is(err, results.ErrUnknown) {
		t.Error(err)
	}
	r, _ = kept(t, s, 1, 1, quick)
	if _, err := ensemble.RegionPeaks(s, r, "violent"); !errors.Is(err, results.ErrNotKept) {
		t.Error(err)
	}
}
