package results

import (
	"fmt"
	"maps"
	"slices"
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
	note("casus version", m.Casus, want.Casus)
	note("build of casus", m.Build, want.Build)
	note("scenario", m.Scenario, want.Scenario)
	note("scenario hash", m.ScenarioHash, want.ScenarioHash)
	note("seed", m.Seed, want.Seed)
	note("scale", m.Scale, want.Scale)
	note("mode", m.Mode, want.Mode)
	note("replicates", m.Replicates, want.Replicates)

	keys := maps.Clone(m.Settings)
	if keys == nil {
		keys = map[string]string{}
	}
	maps.Copy(keys, want.Settings)
	for _, key := range slices.Sorted(maps.Keys(keys)) {
		note("setting "+key, setting(m.Settings, key), setting(want.Settings, key))
	}
	for i := range want.Tables {
		list = append(list, columnDifferences(m.Tables[i], want.Tables[i])...)
	}
	return list
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
	return fmt.Sprintf("%v, unit %q, doc %q", c.Kind, c.Unit, c.Doc)
}
