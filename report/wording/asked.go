package wording

import (
	"cmp"
	"fmt"
	"strings"

	"casus/ensemble"
	"casus/report/number"
	"casus/scenario"
)

// Ran says which runs of a scenario something is about, of one world. Every heading has
// it, so that no result is taken for another.
func Ran(id string, runs int, a ensemble.Asked) string {
	return RanOf(id, cmp.Or(a.Settings["world"], scenario.AsModelled), number.Of(runs, "run"), a)
}

// RanOf is Ran with runs counted in words of their own; the world is "" where several are
// named beside.
func RanOf(id, world, runs string, a ensemble.Asked) string {
	parts := []string{id}
	add := func(format, value string) {
		if value != "" {
			parts = append(parts, fmt.Sprintf(format, value))
		}
	}
	add("world %s", world)
	add("do %s", a.Settings["do"])
	add("set %s", a.Settings["set"])
	add("a design of %s", a.Settings["design"])
	add("%s decides", Decider(a.Mode))
	parts = append(parts, runs, fmt.Sprintf("seed %d", a.Seed))
	add("luck %s", a.Settings["luck"])
	if a.First > 0 {
		parts = append(parts, fmt.Sprintf("from run %d on", a.First))
	}
	parts = append(parts, "an agent is "+People(a.Scale))
	return strings.Join(parts, "; ")
}

// Decider says in words who decides in a mode.
func Decider(mode string) string {
	switch mode {
	case "free":
		return "the model"
	case "recorded":
		return "the record"
	}
	return mode
}

// People are those for whom an agent stands at a scale.
func People(scale float64) string {
	if scale == 1 {
		return "1 person"
	}
	return fmt.Sprintf("%g people", scale)
}
