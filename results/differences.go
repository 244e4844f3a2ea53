package results

import (
	"fmt"
	"maps"
	"slices"
	"strings"
)

// Differences compares a run that was found with one that is wanted: what was run,
// not how far it got.
func (m Manifest) Differences(want Manifest) []Difference {
	var list []Difference
	note := func(what string, found, expected any) {
		if found != expected {
			list = append(list, Difference{what, fmt.Sprint(found), fmt.Sprint(expected)})
		}
	}
	note("engine version", m.Engine, want.Engine)
	note("scenario", m.Scenario, want.Scenario)
	note("scenario hash", m.ScenarioHash, want.ScenarioHash)
	note("seed", m.Seed, want.Seed)
	note("scale", m.Scale, want.Scale)
	note("mode", m.Mode, want.Mode)
	note("first replicate", m.First, want.First)
	note("replicates", m.Replicates, want.Replicates)

	keys := maps.Clone(m.Settings)
	if keys == nil {
		keys = map[string]string{}
	}
	maps.Copy(keys, want.Settings)
	for _, key := range slices.Sorted(maps.Keys(keys)) {
		note("setting "+key, setting(m.Settings, key), setting(want.Settings, key))
	}
	note("tables", tableNames(m.Tables), tableNames(want.Tables))
	for _, s := range want.Tables {
		if i := indexOfTable(m.Tables, s.Table); i >= 0 {
			list = append(list, columnDifferences(m.Tables[i], s)...)
		}
	}
	if len(list) == 0 {
		note("experiment", m.Experiment, want.Experiment)
	}
	return list
}

// tableNames lists tables on one line.
func tableNames(schemas []Schema) string {
	var names []string
	for _, s := range schemas {
		names = append(names, s.Table)
	}
	slices.Sort(names)
	return strings.Join(names, ", ")
}

func setting(settings map[string]string, key string) string {
	if value, ok := settings[key]; ok {
		return fmt.Sprintf("%q", value)
	}
	return "none"
}

func columnDifferences(found, want Schema) []Difference {
	var list []Difference
	note := func(column, found, expected string) {
		list = append(list, Difference{fmt.Sprintf("table %s, column %s", want.Table, column), found, expected})
	}
	for _, c := range found.Columns {
		if i := want.Index(c.Name); i < 0 {
			note(c.Name, c.describe(), "none")
		} else if c != want.Columns[i] {
			note(c.Name, c.describe(), want.Columns[i].describe())
		}
	}
	for _, c := range want.Columns {
		if found.Index(c.Name) < 0 {
			note(c.Name, "none", c.describe())
		}
	}
	if len(list) > 0 {
		return list
	}
	for i, c := range want.Columns {
		if found.Columns[i].Name != c.Name {
			note(fmt.Sprint(i), found.Columns[i].Name, c.Name)
		}
	}
	return list
}

func (c Column) describe() string {
	return fmt.Sprintf("%v, unit %q, range %q, doc %q", c.Kind, c.Unit, c.Range.String(), c.Doc)
}
