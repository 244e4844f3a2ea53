package ensemble

import (
	"math"
	"reflect"
	"slices"

	"casus/regime"
	"casus/results"
	"casus/scenario"
	"casus/sim"
)

// A column is one of a table, and the name of the range of its numbers in
// [sim.Ranges]; or their range itself.
type column struct {
	results.Column
	in string
}

func text(name, doc string) column {
	return column{Column: results.Column{Name: name, Kind: results.Text, Doc: doc}}
}

// float is a column of numbers, in the range of their unit unless [column.of] says another.
func float(name, unit, doc string) column {
	return column{results.Column{Name: name, Kind: results.Float, Unit: unit, Doc: doc}, unit}
}

func whole(name, unit, doc string) column {
	return column{results.Column{Name: name, Kind: results.Int, Unit: unit, Doc: doc}, unit}
}

func truth(name, doc string) column {
	return column{Column: results.Column{Name: name, Kind: results.Bool, Doc: doc}}
}

// of gives a column the range of this name.
func (c column) of(name string) column {
	c.in = name
	return c
}

// within gives a column a range of its own.
func (c column) within(least, most float64) column {
	c.in, c.Range = "", results.Range{Least: least, Most: most}
	return c
}

var (
	outcomeFields = fieldsOf[sim.Outcome]()
	dayFields     = fieldsOf[sim.Day]()
	placeFields   = fieldsOf[sim.PlaceDay]()
)

// moment is when something happens in a crisis.
func moment() []column {
	return []column{
		whole("month", "month", "of the aftermath in which a later crisis began; 0 in the crisis itself"),
		whole("hour", "hour", "since the start of that crisis"),
	}
}

func runColumns(s *scenario.Scenario) []column {
	list := append([]column{text(results.ErrorColumn, "why the replicate failed, if it did")}, outcomeFields.columns...)
	for _, e := range s.Events {
		list = append(list, float("event_"+e.ID+"_day", "day", "day of the event: "+e.Name))
	}
	for _, name := range s.ParameterNames() {
		p := s.Parameters[name]
		list = append(list, float(name, p.Unit, p.Why).within(s.Allowed(name)))
	}
	return list
}

func runRows(s *scenario.Scenario, t *sim.Trace) []results.Row {
	row := make(results.Row, 2, 2+len(outcomeFields.index)+len(s.Events)+len(t.Values))
	row[0] = int64(t.Index)
	row = outcomeFields.append(row, &t.Outcome)
	for _, e := range s.Events {
		row = append(row, dayOf(t, sim.Kind(e.ID)))
	}
	return []results.Row{floats(row, t.Values...)}
}

// dayOf gives the day on which something first happened in the crisis, nil if it did not.
func dayOf(t *sim.Trace, kind sim.Kind) any {
	for _, e := range t.Events {
		if e.Kind == kind && e.Month == sim.InCrisis {
			return float64(e.Hour/24 + 1)
		}
	}
	return nil
}

func dailyColumns(s *scenario.Scenario) []column {
	list := slices.Clone(dayFields.columns)
	for _, m := range s.Alliance.Members {
		list = append(list, float("troops_"+m.ID, "people", "troops of "+m.Name).of("count"))
	}
	return list
}

func dailyRows(s *scenario.Scenario, t *sim.Trace) (rows []results.Row) {
	row := results.Row{int64(t.Index)}
	for i := range t.Days {
		d := &t.Days[i]
		row = dayFields.append(row[:1], d)
		for m := range s.Alliance.Members {
			troops := 0.0
			if m < len(d.ByMember) {
				troops = d.ByMember[m]
			}
			row = append(row, troops)
		}
		rows = append(rows, slices.Clone(row))
	}
	return rows
}

func placeColumns(*scenario.Scenario) []column {
	return placeFields.columns
}

func placeRows(_ *scenario.Scenario, t *sim.Trace) (rows []results.Row) {
	row := results.Row{int64(t.Index)}
	for i := range t.Places {
		row = placeFields.append(row[:1], &t.Places[i])
		rows = append(rows, slices.Clone(row))
	}
	return rows
}

func monthlyColumns(s *scenario.Scenario) []column {
	list := []column{
		whole("month", "month", "of the aftermath; 0 is the end of the crisis, -1 the time before it").of("month or before"), truth("fallen", "the regime has fallen"),
		float("standing", "share", "guarantor standing of the lead nation: mean over rulers of reliability times one minus fear of it, members counting double, the lead not at all"),
		float("balance", "share", "normalised entropy of the target's alignment"),
		float("obligation", "share", "of the target to the lead nation, for a mission without which its ruler would have fallen; another leaves none"),
		float("style", "share", "authoritarian style of the target"),
		float("cooperation", "share", "repression cooperation between members"),
		float("precedent", "share", "precedent of missions"),
		float("distraction", "share", "of the lead nation that a war of its own takes"),
		float("members_away", "states", "members that have frozen their membership or left"),
		float("resolve", "share", "of the lead nation, as its rival believes"),
		float("capability", "share", "of the lead nation, as its rival believes"),
		float("popularity", "share", "of the ruler"),
		float("legitimacy", "legitimacy", "of the regime, mean over citizens; after the crisis what is left of grievances stays, and political loss fades"),
	}
	for _, c := range s.Society.Cohorts {
		list = append(list, float("popularity_"+c.ID, "share", "of the ruler, in the cohort: "+c.Name))
	}
	for _, p := range s.Relations.Powers {
		list = append(list, float("alignment_"+p.ID, "share", "of the target to "+p.Name), float("weight_"+p.ID, "share", "security weight of "+p.Name))
	}
	for _, p := range s.Relations.States {
		for _, b := range beliefs {
			list = append(list, float(b.family+"_"+p.ID, b.unit, b.doc(leadName(s))+p.Name))
		}
	}
	return list
}

// beliefs of the rulers who watch, of the lead nation. The name of a state, or of
// several, ends the sentence.
var beliefs = []struct {
	family, unit string
	doc          func(lead string) string
}{
	{"reliability", "share", func(lead string) string { return "of " + lead + ", in the eyes of " }},
	{"fear", "share", func(lead string) string { return "of the hegemony of " + lead + ", in " }},
	{"p_request", "probability", func(string) string { return "that the ruler asks for help in a reference crisis: " }},
}

// A member is a column of the monthly table that is about one of several states or
// cohorts, whose name ends its meaning.
type member struct {
	family, who string
	own         bool // of the lead nation itself, of which nobody asks what it thinks of itself
}

// membersOf gives them by the name of their column.
func membersOf(s *scenario.Scenario) map[string]member {
	of := map[string]member{}
	for _, p := range s.Relations.States {
		leads := slices.ContainsFunc(s.Alliance.Members, func(m scenario.Member) bool { return m.Lead && m.ID == p.ID })
		for _, b := range beliefs {
			of[b.family+"_"+p.ID] = member{b.family, p.Name, leads}
		}
	}
	for _, c := range s.Society.Cohorts {
		of["popularity_"+c.ID] = member{"popularity", c.Name, false}
	}
	return of
}

func monthlyRows(_ *scenario.Scenario, t *sim.Trace) (rows []results.Row) {
	row := results.Row{int64(t.Index)}
	for _, m := range append([]sim.Month{t.Before}, t.Months...) {
		b := m.State
		row = floats(append(row[:1], int64(m.Month), m.Fallen), b.Standing, b.Balance, b.Obligation, b.Style, b.Cooperation,
			b.Precedent, b.Distraction, b.Away, b.Resolve, b.Capability, b.PopularityMean, m.Legitimacy)
		row = floats(row, b.Popularity...)
		for i := range b.Alignment {
			row = floats(row, b.Alignment[i], b.Weight[i])
		}
		for i := range b.Reliability {
			row = append(row, b.Reliability[i], b.Fear[i], applies(m.Requests[i]))
		}
		rows = append(rows, slices.Clone(row))
	}
	return rows
}

func eventColumns(*scenario.Scenario) []column {
	return append(moment(), text("state", "where"), text("kind", "what"), text("cause", "why, or where exactly"), float("value", "", "a number that belongs to it").of("count"))
}

func eventRows(_ *scenario.Scenario, t *sim.Trace) (rows []results.Row) {
	for _, e := range t.Events {
		rows = append(rows, results.Row{int64(t.Index), int64(e.Month), int64(e.Hour), e.State, string(e.Kind), e.Cause, e.Value})
	}
	return rows
}

func decisionColumns(*scenario.Scenario) []column {
	list := append(moment(), text("state", "whose government; of a challenger: the state, a comma, the actor"), text("option", "what could be done"),
		truth("chosen", "and was done"), truth("forced", "by the record or a counterfactual"), float("utility", "utility", "to the decision-maker"), float("odds", "probability", "of being chosen"))
	for _, q := range regime.Quantities() {
		c := float("seen_"+q.Name, q.Unit, "as seen: "+q.Doc+"; in the row of the option chosen")
		if q.Unit == "people" { // reports exaggerate
			c = c.of("count")
		}
		list = append(list, c)
	}
	return list
}

func decisionRows(_ *scenario.Scenario, t *sim.Trace) (rows []results.Row) {
	blank := make(results.Row, len(regime.Quantities()))
	row := results.Row{int64(t.Index)}
	for _, d := range t.Decisions {
		for _, o := range d.Options {
			row = append(row[:1], int64(d.Month), int64(d.Hour), d.State, o.Option, o.Chosen, d.Forced, applies(o.Utility), applies(o.Odds))
			if o.Chosen {
				row = floats(row, d.Seen...)
			} else {
				row = append(row, blank...)
			}
			rows = append(rows, slices.Clone(row))
		}
	}
	return rows
}

func voteColumns(*scenario.Scenario) []column {
	return append(moment(), text("state", "who asked"), text("member", "who voted"), text("choice", "yes, abstain or no"),
		float("support", "1", "sum of the terms").of("any"), text("term", "name of the term"), float("value", "1", "the term").of("any"))
}

func voteRows(_ *scenario.Scenario, t *sim.Trace) (rows []results.Row) {
	for _, v := range t.Votes {
		for _, term := range v.Terms {
			rows = append(rows, results.Row{int64(t.Index), int64(v.Month), int64(v.Hour), v.State, v.Member, v.Choice, v.Support, term.Name, term.Value})
		}
	}
	return rows
}

// fields of a structure that are columns: those with a name for one.
type fields struct {
	index   []int
	columns []column
}

func fieldsOf[T any]() (f fields) {
	t := reflect.TypeFor[T]()
	for i := range t.NumField() {
		field := t.Field(i)
		name := field.Tag.Get("col")
		if name == "" {
			continue
		}
		ft := field.Type
		if ft.Kind() == reflect.Pointer {
			ft = ft.Elem()
		}
		kind := map[reflect.Kind]results.Kind{reflect.Float64: results.Float, reflect.Int: results.Int, reflect.String: results.Text, reflect.Bool: results.Bool}[ft.Kind()]
		f.index = append(f.index, i)
		f.columns = append(f.columns, column{results.Column{Name: name, Kind: kind, Unit: field.Tag.Get("unit"), Doc: field.Tag.Get("doc")}, sim.RangeOf(field)})
	}
	return f
}

// append adds the fields of a structure, to which x points, to a row; nil pointers
// are values that do not apply.
func (f fields) append(row results.Row, x any) results.Row {
	v := reflect.ValueOf(x).Elem()
	for _, i := range f.index {
		field := v.Field(i)
		if field.Kind() == reflect.Pointer {
			if field.IsNil() {
				row = append(row, nil)
				continue
			}
			field = field.Elem()
		}
		switch field.Kind() {
		case reflect.Float64:
			row = append(row, field.Float())
		case reflect.Int:
			row = append(row, field.Int())
		default:
			row = append(row, field.Interface())
		}
	}
	return row
}

func floats(row results.Row, list ...float64) results.Row {
	for _, x := range list {
		row = append(row, x)
	}
	return row
}

// applies gives a number that a trace marks with NaN where there is none.
func applies(x float64) any {
	if math.IsNaN(x) {
		return nil
	}
	return x
}
