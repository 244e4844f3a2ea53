package ensemble

import (
	"fmt"
	"math"
	"slices"
	"sort"
	"time"

	"gonum.org/v1/gonum/stat"

	"casus/results"
	"casus/scenario"
)

// Share is a probability estimated from so many runs, with its 90 % interval
// (Wilson 1927, Journal of the American Statistical Association 22, 209).
type Share struct {
	Of   int     `json:"of"`
	P    float64 `json:"p"`
	Low  float64 `json:"low"`
	High float64 `json:"high"`
}

// z90 is the normal quantile of a two-sided 90 % interval.
const z90 = 1.6448536269514722

// ShareOf estimates a probability from hits in n trials. With no trials
// nothing is known: the interval is all of [0,1] and P is one half.
func ShareOf(hits, n int) Share {
	if n == 0 {
		return Share{0, 0.5, 0, 1}
	}
	p, m := float64(hits)/float64(n), float64(n)
	mid := (p + z90*z90/(2*m)) / (1 + z90*z90/m)
	half := z90 / (1 + z90*z90/m) * math.Sqrt(p*(1-p)/m+z90*z90/(4*m*m))
	return Share{n, p, max(0, mid-half), min(1, mid+half)}
}

// Band is a median with its central 90 % over so many runs.
type Band struct {
	N      int     `json:"n"`
	Median float64 `json:"median"`
	Low    float64 `json:"low"`
	High   float64 `json:"high"`
}

// BandOf gives the band of a sample; the zero Band for an empty one.
func BandOf(x []float64) Band {
	if len(x) == 0 {
		return Band{}
	}
	x = slices.Clone(x)
	sort.Float64s(x)
	q := func(p float64) float64 { return stat.Quantile(p, stat.LinInterp, x, nil) }
	return Band{len(x), q(0.5), q(0.05), q(0.95)}
}

// Odds is a line of the table of events.
type Odds struct {
	Event string `json:"event"`
	Given string `json:"given,omitempty"`
	Share
}

// TargetRow compares a number of the record with the runs it belongs to.
type TargetRow struct {
	scenario.Target `json:"-"`
	ID              string `json:"id"`
	What            string `json:"what"`
	Record          string `json:"record"`
	Model           Band   `json:"model"`
	Inside          bool   `json:"inside"`
	// Sharp is the ratio of the upper to the lower end of the model's 90 %, for counts.
	Sharp float64 `json:"sharpness,omitempty"`
}

// DailyRow is a day of one series, beside the record.
type DailyRow struct {
	Day    int      `json:"day"`
	Date   string   `json:"date"`
	Model  Band     `json:"model"`
	Record *float64 `json:"record,omitempty"`
}

// Measure is a quantity of the aftermath, at months 0, 6 and 24 (or the last).
type Measure struct {
	Name string `json:"name"`
	Doc  string `json:"doc"`
	Band []Band `json:"band"`
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

// Humps is the distribution of the largest crowd: counts of runs by half
// powers of ten, those that fizzle and those that engulf the nation apart.
type Humps struct {
	Edges    []float64 `json:"edges"` // people; one more than counts
	Fizzled  []int     `json:"fizzled"`
	Engulfed []int     `json:"engulfed"`
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
func (t table) share(column string, keep func(i int) bool) Share {
	x := t.pick(column, keep)
	hits := 0
	for _, v := range x {
		if v > 0 {
			hits++
		}
	}
	return ShareOf(hits, len(x))
}

// Summarise reads results and sums them up for a scenario.
func Summarise(s *scenario.Scenario, r *results.Reader) (*Summary, error) {
	runs, err := load(r, results.Runs)
	if err != nil {
		return nil, err
	}
	daily, err := load(r, results.Daily)
	if err != nil {
		return nil, err
	}
	monthly, err := load(r, results.Monthly)
	if err != nil {
		return nil, err
	}
	m := r.Manifest()
	out := &Summary{Scenario: s.ID, Title: s.Title, Done: m.Done, Hash: m.ContentHash, Daily: map[string][]DailyRow{}}
	flagged := func(column string) func(int) bool { return func(i int) bool { return runs[column][i] > 0 } }
	all := func(int) bool { return true }
	engulfed, deployed := flagged("engulfed"), flagged("deployed")
	out.Failed = m.Done - len(runs.pick("engulfed", all))
	out.Engulfed, out.Deployed = len(runs.pick("engulfed", engulfed)), len(runs.pick("deployed", deployed))

	odds := func(event, column, given string, keep func(int) bool) {
		out.Odds = append(out.Odds, Odds{event, given, runs.share(column, keep)})
	}
	requested := flagged("requested")
	odds(fmt.Sprintf("protest engulfs the nation (%d regions or more on one day)", s.Definitions.EngulfedRegions), "engulfed", "", all)
	odds("the former president is dismissed", "dismissed", "", all)
	odds("the former president is dismissed", "dismissed", "engulfed", engulfed)
	odds("the alliance is asked for help", "requested", "", all)
	odds("the alliance is asked for help", "requested", "engulfed", engulfed)
	odds("the alliance approves", "approved", "asked", requested)
	odds("foreign troops land", "deployed", "", all)
	odds("control of a place is lost", "lost_control", "", all)
	odds("control is regained", "regained", "lost", flagged("lost_control"))
	odds(fmt.Sprintf("the regime survives the %d days", s.Clock.CrisisDays), "survived_30d", "", all)
	odds("the regime survives 6 months more", "survived_6m", "", all)
	if s.Clock.AftermathMonths >= 24 {
		odds("the regime survives 24 months more", "survived_24m", "", all)
	}

	for _, t := range s.Record.Targets {
		keep := map[string]func(int) bool{"all": all, "engulfed": engulfed, "deployed": deployed}[t.Population]
		b := BandOf(runs.pick(t.ID, keep))
		row := TargetRow{Target: t, ID: t.ID, What: t.What, Record: span(t), Model: b, Inside: b.N > 0 && b.Low <= t.Value && t.Value <= b.High}
		if t.Unit == "people" && b.Low > 0 {
			row.Sharp = b.High / b.Low
		}
		out.Targets = append(out.Targets, row)
	}

	first, _ := time.Parse(time.DateOnly, s.Record.FirstDay) // checked on loading
	for _, series := range []string{"participants", "regions_protest", "regions_violence", "deaths", "detained"} {
		for day := 1; day <= min(14, s.Clock.CrisisDays); day++ {
			date := first.AddDate(0, 0, day-1).Format(time.DateOnly)
			row := DailyRow{Day: day, Date: date, Model: BandOf(daily.pick(series, func(i int) bool {
				return int(daily["day"][i]) == day && runs["engulfed"][int(daily["replicate"][i])-int(runs["replicate"][0])] > 0
			}))}
			for _, v := range s.Record.Daily[series] {
				if v.Date == date {
					row.Record = &v.Value
				}
			}
			out.Daily[series] = append(out.Daily[series], row)
		}
	}

	measure := func(name, doc string, x []float64) Measure { return Measure{name, doc, []Band{BandOf(x)}} }
	for _, member := range s.Alliance.Members {
		column := "troops_" + member.ID
		most := map[int]float64{}
		for i, v := range daily[column] {
			n := int(daily["replicate"][i])
			most[n] = max(most[n], v)
		}
		var x []float64
		for i, n := range runs["replicate"] {
			if deployed(i) && !member.Target {
				x = append(x, most[int(n)])
			}
		}
		if !member.Target {
			out.Mission = append(out.Mission, measure(member.Name, "troops, people", x))
		}
	}
	out.Mission = append(out.Mission,
		measure("lead share", "share of "+leadName(s), runs.pick("lead_share", deployed)),
		measure("length", "days", runs.pick("mission_days", deployed)))

	last := s.Clock.AftermathMonths
	out.Months = []int{0}
	for _, month := range []int{6, last} {
		if month <= last && month > out.Months[len(out.Months)-1] {
			out.Months = append(out.Months, month)
		}
	}
	schema, err := r.Schema(results.Monthly)
	if err != nil {
		return nil, err
	}
	for _, c := range schema.Columns[3:] {
		row := Measure{Name: c.Name, Doc: c.Doc}
		for _, month := range out.Months {
			row.Band = append(row.Band, BandOf(monthly.pick(c.Name, func(i int) bool { return int(monthly["month"][i]) == month })))
		}
		if row.Band[0].N > 0 {
			out.Aftermath = append(out.Aftermath, row)
		}
	}
	out.Aftermath = append(out.Aftermath,
		measure("demands", "of the lead on the target", runs.pick("demands", all)),
		measure("demands_accepted", "those accepted", runs.pick("demands_accepted", all)),
		measure("later_crises", "of the states listed", runs.pick("later_crises", all)),
		measure("later_requests", "requests in them", runs.pick("later_requests", all)),
		measure("later_deployments", "deployments in them", runs.pick("later_deployments", all)))

	out.Humps = humps(runs)
	return out, nil
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

func humps(runs table) Humps {
	var h Humps
	for e := 2.0; e <= 6.5; e += 0.5 {
		h.Edges = append(h.Edges, math.Pow(10, e))
	}
	h.Fizzled, h.Engulfed = make([]int, len(h.Edges)-1), make([]int, len(h.Edges)-1)
	for i, peak := range runs["peak_participants"] {
		if math.IsNaN(peak) {
			continue
		}
		k := int(math.Floor((math.Log10(max(1, peak)) - 2) * 2))
		k = min(len(h.Fizzled)-1, max(0, k))
		if runs["engulfed"][i] > 0 {
			h.Engulfed[k]++
		} else {
			h.Fizzled[k]++
		}
	}
	return h
}
