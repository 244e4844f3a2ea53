package view

import (
	"fmt"
	"slices"

	"casus/report/number"
	"casus/scenario"
	"casus/sim"
	"casus/stats"
)

// againstCrowds reports whether the mandate of foreign troops is against crowds, and not
// to guard.
func againstCrowds(s *scenario.Scenario) bool { return s.Alliance.Mandate == "crowds" }

// nowhere says what the model does not know of where foreign troops are.
func nowhere(s *scenario.Scenario) string {
	if againstCrowds(s) {
		return "The model knows where foreign troops stand against crowds and where they are fought, and has no place for those who do neither."
	}
	return "The model has no place for foreign troops on guard, and does not say which sites they hold: it knows where the local officers stand whom they free, and where they are fought."
}

// atWork is where foreign troops make themselves felt.
var atWork = regional{id: "troops", name: "work of foreign troops", doc: func(s *scenario.Scenario) string {
	if againstCrowds(s) {
		return "foreign troops stand in the region against crowds in an hour of the day, or are fought there"
	}
	return "local officers whom foreign guards free stand in the region in an hour of the day, or foreign troops are fought there"
}}

// work is what foreign troops do in places in a single run.
var work = []struct {
	id   string
	name func(*scenario.Scenario) string
	of   func(sim.PlaceHour) float64
}{
	{"freed", func(s *scenario.Scenario) string {
		if againstCrowds(s) {
			return "officers for whom foreign troops stand against crowds"
		}
		return "local officers freed by foreign guards"
	}, func(p sim.PlaceHour) float64 { return p.Freed }},
	{"tied", func(*scenario.Scenario) string { return "foreign troops who fight" }, func(p sim.PlaceHour) float64 { return p.Tied }},
}

// lands reports whether foreign troops land in any run.
func (m *maker) lands() bool {
	return slices.ContainsFunc(m.ok, func(place int) bool { return m.flag("deployed", place) })
}

// follow counts where foreign troops work in a run that is played again, and how many
// there are.
func (a *survey) follow(s *scenario.Scenario, place int, t *sim.Trace) {
	a.local.follow(s, place, t)
	if len(t.Hours) == 0 {
		return
	}
	a.again++
	for d := range t.Days {
		there := make([]bool, len(a.work[d]))
		for _, h := range t.Hours[24*d : 24*(d+1)] {
			for _, p := range h.Places {
				there[s.Places[p.Place].Region] = there[s.Places[p.Place].Region] || p.Freed > 0 || p.Tied > 0
			}
		}
		for i, is := range there {
			if is {
				a.work[d][i]++
			}
		}
		a.troops[d] = append(a.troops[d], t.Days[d].Troops)
	}
}

// abroad says how many foreign troops are in the country at the end of each day.
func (a *survey) abroad(s *scenario.Scenario) []Note {
	list, most := []Note{}, 0.0
	for d, x := range a.troops {
		if len(x) == 0 {
			return []Note{}
		}
		some := slices.DeleteFunc(slices.Clone(x), func(n float64) bool { return n < 1 })
		text := fmt.Sprintf("At the end of %s no foreign troops are in the country, in any of %s.", dateOf(s, d+1), number.Of(len(x), "run"))
		if len(some) > 0 {
			most = max(most, slices.Max(some))
			text = fmt.Sprintf("At the end of %s foreign troops are in the country in %s of %s: where they are, %s of them, the median and 90 %% of those runs.",
				dateOf(s, d+1), chanceOf(stats.ShareOf(len(some), len(x))).Text, number.Of(len(x), "run"), counts(stats.BandOf(some)).Text)
		}
		list = append(list, Note{Hour: 24*(d+1) - 1, Text: text})
	}
	if most == 0 {
		return []Note{}
	}
	return list
}

// landed says how many foreign troops are in the country of a single run, whenever that
// changes.
func landed(t *sim.Trace) []Note {
	list, last := []Note{}, ""
	for h, x := range t.Hours {
		if x.Troops < 1 && len(list) == 0 {
			continue
		}
		text := "No foreign troops are in the country any more."
		if n := number.Whole(x.Troops); n != "0" {
			text = fmt.Sprintf("Foreign troops in the country: %s.", n)
		}
		if text != last {
			list, last = append(list, Note{Hour: h, Text: text}), text
		}
	}
	return list
}
