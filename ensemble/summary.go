package ensemble

import (
	"fmt"
	"math"
	"slices"

	"casus/results"
	"casus/scenario"
	"casus/stats"
)

// Odds is a line of the table of events.
type Odds struct {
	Event string `json:"event"`
	Given string `json:"given,omitempty"`
	stats.Share
}

// TargetRow compares a number of the record with the runs it belongs to.
type TargetRow struct {
	scenario.Target `json:"-"`
	ID              string     `json:"id"`
	What            string     `json:"what"`
	Record          string     `json:"record"`
	Model           stats.Band `json:"model"`
	Inside          bool       `json:"inside"`
	// Sharp is the ratio of the upper to the lower end of the model's 90 %, for counts.
	Sharp float64 `json:"sharpness,omitempty"`
}

// DailyRow is a day of one series, beside the record.
type DailyRow struct {
	Day    int        `json:"day"`
	Date   string     `json:"date"`
	Model  stats.Band `json:"model"`
	Record *float64   `json:"record,omitempty"`
	// Confidence in the record: high, medium or low.
	Confidence string `json:"confidence,omitempty"`
}

// Measure is a quantity of the aftermath, at months 0, 6, 24 and the last.
type Measure struct {
	Name string       `json:"name"`
	Doc  string       `json:"doc"`
	Band []stats.Band `json:"band"`
	// Mean is given for probabilities; their band says how far draws differ.
	Mean []stats.Share `json:"mean,omitempty"`
}

// Summary is what a run prints.
type Summary struct {
	Scenario  string                `json:"scenario"`
	Title     string                `json:"title"`
	Done      int                   `json:"replicates"`
	Failed    int                   `json:"failed"`
	Hash      string                `json:"content_hash"`
	Odds      []Odds                `json:"odds"`
	Engulfed  int                   `json:"engulfed"`
	Deployed  int                   `json:"deployed"`
	Targets   []TargetRow           `json:"record"`
	Daily     map[string][]DailyRow `json:"daily"`
	Mission   []Measure             `json:"mission"`
	Months    []int                 `json:"months"`
	Aftermath []Measure             `json:"aftermath"`
	Humps     Humps                 `json:"humps"`
}

// Humps is the distribution of how far protest spread: runs by the most regions
// with protest on one day, from none to all, those that fizzle and those that
// engulf the nation apart.
type Humps struct {
	Fizzled  []int `json:"fizzled"`
	Engulfed []int `json:"engulfed"`
}

// table is one table of results in memory, columns by name; missing is NaN.
type table map[string][]float64

func load(r *results.Reader, name string) (table, error) {
	schema, err := r.Schema(name)
	if err != nil {
		return nil, err
	}
	t := table{}
	for _, c := range schema.Columns {
		if c.Kind == results.Text {
			continue
		}
		v, ok, err := r.Floats(name, c.Name)
		if err != nil {
			return nil, err
		}
		for i := range v {
			if !ok[i] {
				v[i] = math.NaN()
			}
		}
		t[c.Name] = v
	}
	return t, nil
}

// pick gives the values of a column in the rows that are kept, without the missing.
func (t table) pick(column string, keep func(i int) bool) []float64 {
	var out []float64
	for i, x := range t[column] {
		if !math.IsNaN(x) && keep(i) {
			out = append(out, x)
		}
	}
	return out
}

// share counts rows with a flag among those that are kept and where it applies.
func (t table) share(column string, keep func(i int) bool) stats.Share {
	x := t.pick(column, keep)
	hits := 0
	for _, v := range x {
		if v > 0 {
			hits++
		}
	}
	return stats.ShareOf(hits, len(x))
}

// tables are the results that a summary needs, in memory.
type tables struct {
	s                    *scenario.Scenario
	runs, daily, monthly table
	row                  map[float64]int // of the table of runs, by number of the replicate
}

func all(int) bool { return true }

// flagged says whether a flag is up in a row of the table of runs.
func (t *tables) flagged(column string) func(int) bool {
	return func(i int) bool { return t.runs[column][i] > 0 }
}

// onDay keeps the rows of the daily table that are of a day and of runs to keep.
func (t *tables) onDay(day int, keep func(run int) bool) func(int) bool {
	return func(i int) bool {
		return int(t.daily["day"][i]) == day && keep(t.row[t.daily["replicate"][i]])
	}
}

// read brings results into memory.
func read(s *scenario.Scenario, r *results.Reader) (*tables, error) {
	t := &tables{s: s, row: map[float64]int{}}
	for _, x := range []struct {
		to   *table
		name string
	}{{&t.runs, results.Runs}, {&t.daily, results.Daily}, {&t.monthly, results.Monthly}} {
		var err error
		if *x.to, err = load(r, x.name); err != nil {
			return nil, err
		}
	}
	for i, n := range t.runs["replicate"] {
		t.row[n] = i
	}
	return t, nil
}

// Summarise reads results and sums them up for a scenario.
func Summarise(s *scenario.Scenario, r *results.Reader) (*Summary, error) {
	t, err := read(s, r)
	if err != nil {
		return nil, err
	}
	schema, err := r.Schema(results.Monthly)
	if err != nil {
		return nil, err
	}
	m := r.Manifest()
	out := &Summary{
		Scenario: s.ID, Title: s.Title, Done: m.Done, Hash: m.ContentHash,
		Failed:   m.Done - len(t.runs.pick("engulfed", all)),
		Engulfed: len(t.runs.pick("engulfed", t.flagged("engulfed"))),
		Deployed: len(t.runs.pick("deployed", t.flagged("deployed"))),
		Odds:     t.odds(), Targets: t.targets(), Daily: t.days(), Mission: t.mission(), Humps: t.humps(),
	}
	out.Months, out.Aftermath = t.aftermath(schema.Columns)
	return out, nil
}

func (t *tables) odds() []Odds {
	var list []Odds
	add := func(event, column, given string, keep func(int) bool) {
		list = append(list, Odds{event, given, t.runs.share(column, keep)})
	}
	engulfed := t.flagged("engulfed")
	add(fmt.Sprintf("protest engulfs the nation (%d regions or more on one day)", t.s.Definitions.EngulfedRegions), "engulfed", "", all)
	for _, a := range t.s.State.Actors {
		if a.Target && slices.ContainsFunc(t.s.Options, func(o scenario.Option) bool { return o.Effects.Dismiss == a.ID }) {
			add(a.Name+" is dismissed", "dismissed", "", all)
			add(a.Name+" is dismissed", "dismissed", "engulfed", engulfed)
		}
	}
	add("the alliance is asked for help", "requested", "", all)
	add("the alliance is asked for help", "requested", "engulfed", engulfed)
	add("the alliance approves", "approved", "asked", t.flagged("requested"))
	add("foreign troops land", "deployed", "", all)
	add("control of a place is lost", "lost_control", "", all)
	add("control is regained", "regained", "lost", t.flagged("lost_control"))
	add(fmt.Sprintf("the regime survives the %d days", t.s.Clock.CrisisDays), "survived_30d", "", all)
	add("the regime survives 6 months more", "survived_6m", "", all)
	if t.s.Clock.AftermathMonths >= 24 {
		add("the regime survives 24 months more", "survived_24m", "", all)
	}
	return list
}

func (t *tables) targets() []TargetRow {
	var list []TargetRow
	for _, x := range t.s.Record.Targets {
		keep := all
		if x.Population != "all" {
			keep = t.flagged(x.Population)
		}
		b := stats.BandOf(t.runs.pick(x.Outcome, keep))
		if x.Series != "" {
			b = stats.BandOf(t.daily.pick(x.Series, t.onDay(x.Day, keep)))
		}
		row := TargetRow{Target: x, ID: x.ID, What: x.What, Record: span(x), Model: b, Inside: b.N > 0 && b.Low <= x.Value && x.Value <= b.High}
		if x.Unit == "people" && b.Low > 0 {
			row.Sharp = b.High / b.Low
		}
		list = append(list, row)
	}
	return list
}

// days are the first two weeks within the runs that engulf the nation.
func (t *tables) days() map[string][]DailyRow {
	daily := map[string][]DailyRow{}
	for _, series := range []string{"participants", "regions_protest", "regions_violence", "deaths", "detained"} {
		for day := 1; day <= min(14, t.s.Clock.CrisisDays); day++ {
			date := t.s.DateOf(day)
			row := DailyRow{Day: day, Date: date, Model: stats.BandOf(t.daily.pick(series, t.onDay(day, t.flagged("engulfed"))))}
			for _, v := range t.s.Record.Daily[series] {
				if v.Date == date {
					row.Record, row.Confidence = &v.Value, v.Confidence
				}
			}
			daily[series] = append(daily[series], row)
		}
	}
	return daily
}

func measure(name, doc string, x []float64) Measure {
	return Measure{Name: name, Doc: doc, Band: []stats.Band{stats.BandOf(x)}}
}

// mission tells who sent how many, where troops came.
func (t *tables) mission() []Measure {
	var list []Measure
	deployed := t.flagged("deployed")
	for _, member := range t.s.Alliance.Members {
		if member.Target {
			continue
		}
		most := make([]float64, len(t.runs["replicate"])) // at once, by run
		for i, v := range t.daily["troops_"+member.ID] {
			run := t.row[t.daily["replicate"][i]]
			most[run] = max(most[run], v)
		}
		list = append(list, measure(member.Name, "troops, people", table{"most": most}.pick("most", deployed)))
	}
	return append(list,
		measure("lead share", "share of "+leadName(t.s), t.runs.pick("lead_share", deployed)),
		measure("concentration", "Herfindahl index of the contributions", t.runs.pick("concentration", deployed)),
		measure("length", "days", t.runs.pick("mission_days", deployed)))
}

// aftermath is every column of the monthly table at the months reported.
func (t *tables) aftermath(columns []results.Column) (months []int, list []Measure) {
	last := t.s.Clock.AftermathMonths
	months = []int{0}
	for _, month := range []int{6, 24, last} {
		if month <= last && month > months[len(months)-1] {
			months = append(months, month)
		}
	}
	for _, c := range columns[3:] { // after replicate, month and fallen
		row := Measure{Name: c.Name, Doc: c.Doc}
		for _, month := range months {
			x := t.monthly.pick(c.Name, func(i int) bool { return int(t.monthly["month"][i]) == month })
			row.Band = append(row.Band, stats.BandOf(x))
			if c.Unit == "probability" {
				row.Mean = append(row.Mean, stats.MeanOf(x))
			}
		}
		if row.Band[0].N > 0 {
			list = append(list, row)
		}
	}
	return months, append(list,
		measure("demands", "of the lead on the target", t.runs.pick("demands", all)),
		measure("demands_accepted", "those accepted", t.runs.pick("demands_accepted", all)),
		measure("later_crises", "of the states listed", t.runs.pick("later_crises", all)),
		measure("later_requests", "requests in them", t.runs.pick("later_requests", all)),
		measure("later_deployments", "deployments in them", t.runs.pick("later_deployments", all)))
}

func leadName(s *scenario.Scenario) string {
	for _, m := range s.Alliance.Members {
		if m.Lead {
			return m.Name
		}
	}
	return "the lead nation"
}

func span(t scenario.Target) string {
	if t.Low == nil || t.High == nil || *t.Low == *t.High {
		return fmt.Sprintf("%g", t.Value)
	}
	return fmt.Sprintf("%g (%g–%g)", t.Value, *t.Low, *t.High)
}

func (t *tables) humps() Humps {
	n := len(t.s.Society.Regions) + 1
	h := Humps{Fizzled: make([]int, n), Engulfed: make([]int, n)}
	for i, regions := range t.runs["regions_protest_peak"] {
		switch {
		case math.IsNaN(regions): // failed
		case t.runs["engulfed"][i] > 0:
			h.Engulfed[int(regions)]++
		default:
			h.Fizzled[int(regions)]++
		}
	}
	return h
}
