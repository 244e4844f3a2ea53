package view

import (
	"cmp"
	"slices"
	"strings"

	"casus/scenario"
)

// rooms are the parts of the model in which readers look for a parameter, each with the
// beginnings of the names that it has: those of the engine's coefficients, and those that
// the scenarios that ship share.
var rooms = []struct{ name, prefixes string }{
	{"Society: who goes out, and what comes of it", "society cohort exposure hardship shock spark"},
	{"Forces: who stands, and who stands aside", "forces army interior loyalty mutiny police resolve riot security strength"},
	{"Regime: what the ruler feels and chooses", "regime threat choice calm relief openness concede disperse shoot leave plea king"},
	{"Alliance: how members vote, send and leave", "alliance capability contagion cost frame likeness pledge ready stake"},
	{"Relations: what other states make of it", "relations relations_start start align belief crisis growth issue later weight"},
}

// others are parameters of a scenario whose names tell nothing of where they belong.
const others = "Others of this scenario"

// roomOf is where a parameter belongs, and the place of that in the list.
func roomOf(parameter string) (at int, name string) {
	prefix, _, _ := strings.Cut(parameter, ".")
	for i, r := range rooms {
		if slices.Contains(strings.Fields(r.prefixes), prefix) {
			return i, r.name
		}
	}
	return len(rooms), others
}

// ParametersOf describes all parameters of a scenario, room by room.
func ParametersOf(s *scenario.Scenario) (list []Parameter) {
	names := slices.Clone(s.ParameterNames())
	slices.SortStableFunc(names, func(a, b string) int {
		i, _ := roomOf(a)
		k, _ := roomOf(b)
		return cmp.Compare(i, k)
	})
	for _, name := range names {
		list = append(list, parameterOf(s, name))
	}
	return list
}
