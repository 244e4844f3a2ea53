package ensemble

import (
	"math"
	"reflect"

	"casus/regime"
	"casus/results"
	"casus/scenario"
	"casus/sim"
)

// Schemas gives the six tables of a scenario.
func Schemas(s *scenario.Scenario) []results.Schema {
	replicate := results.Column{Name: results.ReplicateColumn, Kind: results.Int, Doc: "number of the replicate, from 0"}
	table := func(name string, columns ...results.Column) results.Schema {
		return results.Schema{Table: name, Columns: append([]results.Column{replicate}, columns...)}
	}
	text := func(name, doc string) results.Column {
		return results.Column{Name: name, Kind: results.Text, Doc: doc}
	}
	float := func(name, unit, doc string) results.Column {
		return results.Column{Name: name, Kind: results.Float, Unit: unit, Doc: doc}
	}
	whole := func(name, unit, doc string) results.Column {
		return results.Column{Name: name, Kind: results.Int, Unit: unit, Doc: doc}
	}
	truth := func(name, doc string) results.Column {
		return results.Column{Name: name, Kind: results.Bool, Doc: doc}
	}
	month := whole("month", "month", "of the aftermath in which a later crisis began; 0 in the crisis itself")
	hour := whole("hour", "hour", "since the start of that crisis")

	runs := table(results.Runs, text("error", "why the replicate failed, if it did"))
	runs.Columns = append(runs.Columns, columnsOf(reflect.TypeFor[sim.Outcome]())...)
	for _, name := range s.ParameterNames() {
		p := s.Parameters[name]
		runs.Columns = append(runs.Columns, float(name, p.Unit, p.Why))
	}
	daily := table(results.Daily, columnsOf(reflect.TypeFor[sim.Day]())...)
	for _, m := range s.Alliance.Members {
		daily.Columns = append(daily.Columns, float("troops_"+m.ID, "people", "troops of "+m.Name))
	}
	monthly := table(results.Monthly, whole("month", "month", "of the aftermath; 0 is the end of the crisis, -1 the time before it"), truth("fallen", "the regime has fallen"))
	monthly.Columns = append(monthly.Columns,
		float("standing", "share", "guarantor standing of the lead nation: mean over rulers of reliability times one minus fear of it, members counting double"),
		float("balance", "share", "normalised entropy of the target's alignment"),
		float("obligation", "share", "of the target to the lead nation"),
		float("style", "share", "authoritarian style of the target"),
		float("cooperation", "share", "repression cooperation between members"),
		float("precedent", "share", "precedent of missions"),
		float("resolve", "share", "of the lead nation, as its rival believes"),
		float("capability", "share", "of the lead nation, as its rival believes"),
		float("popularity", "share", "of the ruler"),
	)
	for _, c := range s.Society.Cohorts {
		monthly.Columns = append(monthly.Columns, float("popularity_"+c.ID, "share", "of the ruler, among those who "+c.Name))
	}
	for _, p := range s.Relations.Powers {
		monthly.Columns = append(monthly.Columns, float("alignment_"+p.ID, "share", "of the target to "+p.Name), float("weight_"+p.ID, "share", "security weight of "+p.Name))
	}
	for _, p := range s.Relations.States {
		monthly.Columns = append(monthly.Columns, float("reliability_"+p.ID, "share", "of the lead nation, as "+p.Name+" sees it"),
			float("fear_"+p.ID, "share", "of the lead nation's hegemony, in "+p.Name),
			float("p_request_"+p.ID, "probability", "that the ruler of "+p.Name+" asks for help in a reference crisis"))
	}
	events := table(results.Events, month, hour, text("state", "where"), text("kind", "what"), text("cause", "why, or where exactly"), float("value", "", "a number that belongs to it"))
	decisions := table(results.Decisions, month, hour, text("state", "whose government; of a challenger: the state, a comma, the actor"), text("option", "what could be done"),
		truth("chosen", "and was done"), truth("forced", "by the record or a counterfactual"), float("utility", "utility", "to the decision-maker"), float("odds", "probability", "of being chosen"))
	for _, q := range regime.Quantities() {
		decisions.Columns = append(decisions.Columns, float("seen_"+q.Name, q.Unit, "as seen: "+q.Doc+"; in the row of the option chosen"))
	}
	votes := table(results.Votes, month, hour, text("state", "who asked"), text("member", "who voted"), text("choice", "yes, abstain or no"),
		float("support", "1", "sum of the terms"), text("term", "name of the term"), float("value", "1", "the term"))
	return []results.Schema{runs, daily, monthly, events, decisions, votes}
}

// columnsOf lists the fields of a structure that are columns.
func columnsOf(t reflect.Type) []results.Column {
	var list []results.Column
	for i := range t.NumField() {
		f := t.Field(i)
		name := f.Tag.Get("col")
		if name == "" {
			continue
		}
		ft := f.Type
		if ft.Kind() == reflect.Pointer {
			ft = ft.Elem()
		}
		kind := map[reflect.Kind]results.Kind{reflect.Float64: results.Float, reflect.Int: results.Int, reflect.String: results.Text, reflect.Bool: results.Bool}[ft.Kind()]
		list = append(list, results.Column{Name: name, Kind: kind, Unit: f.Tag.Get("unit"), Doc: f.Tag.Get("doc")})
	}
	return list
}

// valuesOf gives the fields of a structure that are columns; nil pointers are
// values that do not apply.
func valuesOf(row results.Row, x any) results.Row {
	v := reflect.ValueOf(x)
	for i := range v.NumField() {
		if v.Type().Field(i).Tag.Get("col") == "" {
			continue
		}
		f := v.Field(i)
		if f.Kind() == reflect.Pointer {
			if f.IsNil() {
				row = append(row, nil)
				continue
			}
			f = f.Elem()
		}
		if f.Kind() == reflect.Int {
			row = append(row, f.Int())
			continue
		}
		row = append(row, f.Interface())
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

// Rows turns a trace into rows of the six tables.
func Rows(s *scenario.Scenario, t *sim.Trace) results.Replicate {
	n := int64(t.Index)
	rows := map[string][]results.Row{}
	run := valuesOf(results.Row{n, nil}, t.Outcome)
	rows[results.Runs] = []results.Row{floats(run, t.Values...)}
	for _, d := range t.Days {
		row := valuesOf(results.Row{n}, d)
		for m := range s.Alliance.Members {
			troops := 0.0
			if m < len(d.ByMember) {
				troops = d.ByMember[m]
			}
			row = append(row, troops)
		}
		rows[results.Daily] = append(rows[results.Daily], row)
	}
	for _, m := range append([]sim.Month{t.Before}, t.Months...) {
		b := m.State
		row := floats(results.Row{n, int64(m.Month), m.Fallen}, b.Standing, b.Balance, b.Obligation, b.Style, b.Cooperation,
			b.Precedent, b.Resolve, b.Capability, b.PopularityMean)
		row = floats(row, b.Popularity...)
		for i := range b.Alignment {
			row = floats(row, b.Alignment[i], b.Weight[i])
		}
		for i := range b.Reliability {
			row = append(row, b.Reliability[i], b.Fear[i], applies(m.Requests[i]))
		}
		rows[results.Monthly] = append(rows[results.Monthly], row)
	}
	for _, e := range t.Events {
		rows[results.Events] = append(rows[results.Events], results.Row{n, int64(e.Month), int64(e.Hour), e.State, string(e.Kind), e.Cause, e.Value})
	}
	blank := make(results.Row, len(regime.Quantities()))
	for _, d := range t.Decisions {
		for _, o := range d.Options {
			row := results.Row{n, int64(d.Month), int64(d.Hour), d.State, o.Option, o.Chosen, d.Forced, applies(o.Utility), applies(o.Odds)}
			if o.Chosen {
				row = floats(row, d.Seen...)
			} else {
				row = append(row, blank...)
			}
			rows[results.Decisions] = append(rows[results.Decisions], row)
		}
	}
	for _, v := range t.Votes {
		for _, term := range v.Terms {
			rows[results.Votes] = append(rows[results.Votes], results.Row{n, int64(v.Month), int64(v.Hour), v.State, v.Member, v.Choice, v.Support, term.Name, term.Value})
		}
	}
	return results.Replicate{Index: t.Index, Rows: rows}
}

// failed is the row of a replicate that failed: everything but its number and
// the error is empty.
func failed(schema results.Schema, index int, err error) results.Replicate {
	row := make(results.Row, len(schema.Columns))
	row[0], row[1] = int64(index), err.Error()
	return results.Replicate{Index: index, Rows: map[string][]results.Row{results.Runs: {row}}}
}
