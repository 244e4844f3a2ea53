package ensemble

import (
	"cmp"
	"errors"
	"fmt"
	"math"
	"slices"

	"casus/results"
	"casus/scenario"
	"casus/sim"
	"casus/stats"
)

// summary is a summary in the making.
type summary struct {
	*reading
	s *scenario.Scenario
}

// outcomes of which every summary tells.
var outcomes = []string{
	"engulfed", "deployed", "dismissed", "requested", "approved", "lost_control", "regained", "survived_30d", "survived_6m", "survived_24m",
	"regions_protest_peak", "lead_share", "concentration", "mission_days", "mission_survival", "mission_deaths", "mission_days_less", "demands", "demands_accepted",
	"later_crises", "later_requests", "later_deployments", "war_months", "attacks", "attacks_helped", "members_left",
}

// Summarise reads results and sums them up for a scenario. What is told by a table
// that was not kept is left out, and the table named.
func Summarise(s *scenario.Scenario, r *results.Reader) (*Summary, error) {
	columns := slices.Clone(outcomes)
	for _, x := range s.Record.Targets {
		for _, name := range []string{x.Outcome, x.Population} {
			if name != "" && name != "all" && !slices.Contains(columns, name) {
				columns = append(columns, name)
			}
		}
	}
	runs, err := read(r, columns...)
	if err != nil {
		return nil, err
	}
	t := &summary{runs, s}
	m := r.Manifest()
	out := &Summary{
		Scenario: s.ID, Title: s.Title, Asked: AskedOf(m), Done: m.Done, Hash: m.ContentHash,
		Failed:        m.Done - len(pick(t.runs["engulfed"], all)),
		Engulfed:      len(pick(t.runs["engulfed"], t.flagged("engulfed"))),
		Deployed:      len(pick(t.runs["deployed"], t.flagged("deployed"))),
		Probabilities: t.probabilities(), Humps: t.humps(),
	}
	if out.Failed > 0 {
		reasons, wrong, err := r.Texts(results.Runs, results.ErrorColumn)
		if err != nil {
			return nil, err
		}
		out.Failure = reasons[slices.Index(wrong, true)]
	}
	if s.Fitted != nil {
		for _, fit := range s.Fitted.Fits {
			out.Fitted = append(out.Fitted, fit.To)
		}
	}
	if out.Fell, err = t.fell(); err != nil {
		return nil, err
	}
	out.Further = t.further()
	for _, part := range []struct {
		table string
		tell  func(*Summary) error
	}{{results.Daily, t.days}, {results.Daily, t.mission}, {results.Monthly, t.aftermath}} {
		err := part.tell(out)
		switch {
		case errors.Is(err, results.ErrNotKept):
			if !slices.Contains(out.NotKept, part.table) {
				out.NotKept = append(out.NotKept, part.table)
			}
		case err != nil:
			return nil, err
		}
	}
	return out, nil
}

func all(int) bool { return true }

// flagged keeps the runs in which a flag is up.
func (t *summary) flagged(column string) func(run int) bool {
	return func(run int) bool { return t.runs[column][run] > 0 }
}

// band is that of an outcome in the runs that are kept.
func (t *summary) band(column string, keep func(run int) bool) stats.Band {
	return stats.BandOf(pick(t.runs[column], keep))
}

// share counts the runs with a flag among those that are kept and where it applies.
func (t *summary) share(column string, keep func(run int) bool) stats.Share {
	x := pick(t.runs[column], keep)
	hits := 0
	for _, v := range x {
		if v > 0 {
			hits++
		}
	}
	return stats.ShareOf(hits, len(x))
}

func (t *summary) probabilities() []Probability {
	var list []Probability
	add := func(event, column, given string, keep func(int) bool) {
		list = append(list, Probability{column, event, given, t.share(column, keep)})
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
	for _, months := range []int{6, 24} {
		if column := fmt.Sprintf("survived_%dm", months); !t.beyond(column) {
			add(fmt.Sprintf("the regime survives %d months more", months), column, "", all)
		}
	}
	return list
}

// further tells how further missions come about; nil where there are none to tell of.
func (t *summary) further() *Further {
	deployed := t.flagged("deployed")
	if t.beyond("later_deployments") || t.share("deployed", all).IsZero() {
		return nil
	}
	sum := func(column string) (sum float64) {
		for _, x := range pick(t.runs[column], deployed) {
			sum += x
		}
		return sum
	}
	f := &Further{Months: t.s.Clock.AftermathMonths, AnySent: t.share("later_deployments", deployed)}
	if f.Runs = f.AnySent.Of; f.Runs == 0 {
		return nil
	}
	crises, asked := sum("later_crises"), sum("later_requests")
	f.Crises = crises / float64(f.Runs)
	f.Asked = stats.ShareOf(int(asked), int(crises))
	f.Sent = stats.ShareOf(int(sum("later_deployments")), int(asked))
	return f
}

// fell counts the regimes that fell in the crisis by why, the most frequent reason first.
func (t *summary) fell() ([]Fall, error) {
	reasons, is, err := t.r.Texts(results.Runs, "fall_reason")
	if err != nil {
		return nil, err
	}
	list := []Fall{}
	for i, why := range reasons {
		if !is[i] {
			continue
		}
		k := slices.IndexFunc(list, func(x Fall) bool { return x.Why == why })
		if k < 0 {
			k, list = len(list), append(list, Fall{Why: why})
		}
		list[k].Runs++
	}
	slices.SortFunc(list, func(a, b Fall) int { return cmp.Or(b.Runs-a.Runs, cmp.Compare(a.Why, b.Why)) })
	return list, nil
}

// beyond reports whether an outcome is about months that the scenario does not have.
func (t *summary) beyond(column string) bool { return sim.Beyond(column, t.s.Clock.AftermathMonths) }

func measure(name, doc string, b stats.Band) Measure {
	return Measure{Name: name, Doc: doc, Band: []stats.Band{b}}
}

// mission tells who sent how many, where troops came.
func (t *summary) mission(out *Summary) error {
	deployed := t.flagged("deployed")
	out.Mission = []Measure{
		measure("lead share", "share of "+leadName(t.s), t.band("lead_share", deployed)),
		measure("concentration", "Herfindahl index of the contributions", t.band("concentration", deployed)),
		measure("length", "days", t.band("mission_days", deployed)),
	}
	for _, x := range []struct {
		column, what, unit string
		less               bool // the column counts what is less with the mission, and a row what is more
	}{
		{"mission_survival", "the regime survives the crisis", "probability", false}, {"mission_deaths", "deaths", "people", false}, {"mission_days_less", "days with protest", "days", true},
	} {
		with := pick(t.runs[x.column], deployed)
		without := make([]float64, len(with))
		if x.less {
			with, without = without, with
		}
		out.Changed = append(out.Changed, Change{x.what, x.unit, stats.EffectOf(with, without)})
	}
	var names, columns []string
	for _, member := range t.s.Alliance.Members {
		if !member.Target {
			names, columns = append(names, member.Name), append(columns, "troops_"+member.ID)
		}
	}
	most := make([][]float64, len(columns)) // at once, by run
	for k := range most {
		most[k] = make([]float64, len(t.Replicates()))
	}
	err := t.Each(results.Daily, columns, func(run int, troops []float64) {
		for k, v := range troops {
			most[k][run] = max(most[k][run], v)
		}
	})
	if err != nil {
		return err
	}
	var sent []Measure
	for k, name := range names {
		m := measure(name, "troops, people, of "+name, stats.BandOf(pick(most[k], deployed)))
		m.Family, m.Who = "troops", name
		sent = append(sent, m)
	}
	out.Mission = append(sent, out.Mission...)
	return nil
}

// aftermath is every column of the monthly table at the months reported, and what
// came of demands and later crises.
func (t *summary) aftermath(out *Summary) error {
	last := t.s.Clock.AftermathMonths
	out.Months = []int{0}
	for _, month := range []int{6, 24, last} {
		if month <= last && month > out.Months[len(out.Months)-1] {
			out.Months = append(out.Months, month)
		}
	}
	var later []Measure
	for _, x := range []struct{ name, doc string }{
		{"demands", "of the lead on the target"}, {"demands_accepted", "those accepted"},
		{"later_crises", "of the states listed"}, {"later_requests", "requests in them"}, {"later_deployments", "deployments in them"},
		{"war_months", "of the lead nation's own"}, {"attacks", "on members by other states"}, {"attacks_helped", "those in which the lead nation sent troops"}, {"members_left", "members that froze their membership or left"},
	} {
		if !t.beyond(x.name) {
			m := measure(x.name, x.doc, t.band(x.name, all))
			m.Counted = &Counted{Any: t.share(x.name, all)}
			list := pick(t.runs[x.name], all)
			for _, n := range list {
				m.Counted.Mean += n / float64(len(list))
			}
			later = append(later, m)
		}
	}
	defer func() { out.Aftermath = append(out.Aftermath, later...) }()
	schema, err := t.r.Schema(results.Monthly)
	if err != nil {
		return err
	}
	columns, of := map[string]results.Column{}, membersOf(t.s)
	var names []string
	for _, c := range schema.Columns[3:] { // after replicate, month and fallen
		if !of[c.Name].own {
			columns[c.Name], names = c, append(names, c.Name)
		}
	}
	for _, group := range t.groups(names, len(out.Months)) {
		values, err := t.Steps(results.Monthly, out.Months, group...)
		if err != nil {
			return err
		}
		for k, name := range group {
			row := aftermath(columns[name], values[k])
			row.Family, row.Who = of[name].family, of[name].who
			if row.Band[0].N > 0 {
				out.Aftermath = append(out.Aftermath, row)
			}
		}
	}
	return nil
}

// aftermath sums up a column of the monthly table, month by month.
func aftermath(c results.Column, months [][]float64) Measure {
	row := Measure{Name: c.Name, Doc: c.Doc}
	for _, x := range months {
		x = pick(x, all)
		row.Band = append(row.Band, stats.BandOf(x))
		if c.Unit == "probability" {
			row.Mean = append(row.Mean, stats.MeanOf(x))
		}
	}
	return row
}

func leadName(s *scenario.Scenario) string {
	for _, m := range s.Alliance.Members {
		if m.Lead {
			return m.Name
		}
	}
	return "the lead nation"
}

func (t *summary) humps() Humps {
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
