package ensemble

import (
	"fmt"
	"slices"

	"casus/results"
	"casus/scenario"
	"casus/scenario/source"
	"casus/sim"
)

// A table of results is its columns, after the number of the replicate, and the
// rows that a trace adds to it. To add a table is to add a line here, a function
// for either, and, so that others can name it, a constant in package results.
type table struct {
	name    string
	asked   bool // kept only when asked for
	columns func(*scenario.Scenario) []column
	rows    func(*scenario.Scenario, *sim.Trace) []results.Row
}

var tables = []table{
	{results.Runs, false, runColumns, runRows},
	{results.Daily, false, dailyColumns, dailyRows},
	{results.Places, true, placeColumns, placeRows},
	{results.Monthly, false, monthlyColumns, monthlyRows},
	{results.Events, false, eventColumns, eventRows},
	{results.Decisions, true, decisionColumns, decisionRows},
	{results.Votes, false, voteColumns, voteRows},
}

// Tables lists all tables that can be kept.
func Tables() []string {
	var names []string
	for _, t := range tables {
		names = append(names, t.name)
	}
	return names
}

// All stands for all tables where some are asked for.
const All = "all"

// Choose gives the tables to keep when some are asked for, in the order of
// [Tables]: those and always runs, or the usual ones if none are.
func Choose(names []string) ([]string, error) {
	if slices.Equal(names, []string{All}) {
		return Tables(), nil
	}
	for _, name := range names {
		if !slices.Contains(Tables(), name) {
			return nil, fmt.Errorf("unknown table %q; %s", name, source.Meant(name, Tables()))
		}
	}
	var list []string
	for _, t := range tables {
		if slices.Contains(names, t.name) || t.name == results.Runs || len(names) == 0 && !t.asked {
			list = append(list, t.name)
		}
	}
	return list, nil
}

// Schemas gives the tables of a scenario that are named, or the usual ones.
func Schemas(s *scenario.Scenario, names ...string) []results.Schema {
	var list []results.Schema
	ranges := sim.Ranges(s)
	for _, t := range tables {
		if !slices.Contains(names, t.name) && (len(names) > 0 || t.asked) {
			continue
		}
		schema := results.Schema{Table: t.name}
		number := whole(results.ReplicateColumn, "", "number of the replicate, from 0").within(0, results.MaxReplicates)
		for _, c := range append([]column{number}, t.columns(s)...) {
			if r, ok := ranges[c.in]; ok {
				c.Range = results.Range(r)
			}
			schema.Columns = append(schema.Columns, c.Column)
		}
		list = append(list, schema)
	}
	return list
}

// Rows turns a trace into rows of the tables named.
func Rows(s *scenario.Scenario, t *sim.Trace, names []string) results.Replicate {
	rows := map[string][]results.Row{}
	for _, x := range tables {
		if slices.Contains(names, x.name) {
			rows[x.name] = x.rows(s, t)
		}
	}
	return results.Replicate{Index: t.Index, Rows: rows}
}

// failed is the row of a replicate that failed: everything but its number and
// the error is empty.
func failed(s *scenario.Scenario, index int, err error) results.Replicate {
	row := make(results.Row, 1+len(runColumns(s)))
	row[0], row[1] = int64(index), err.Error()
	return results.Replicate{Index: index, Rows: map[string][]results.Row{results.Runs: {row}}}
}
