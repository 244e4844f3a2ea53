package protests

import (
	"fmt"
	"slices"

	"casus/scenario"
	"casus/sim"
)

// Unit says which crowds are one protest.
type Unit string

// Crowds on consecutive days are one protest, in one place, region or nation. As
// entries a crowd of the next day is the same protest if that came again, and those of
// the places that begin on the same day are one: of the state-days on
// which protests of the data begin, 97 in 100 have one entry, be it of a town or of a
// nation. Or each day of a place is a protest of its own.
const (
	ByEntry  Unit = "entry"
	ByPlace  Unit = "place"
	ByRegion Unit = "region"
	ByNation Unit = "nation"
	ByDay    Unit = "day"
)

// Units lists the units.
func Units() []string {
	return []string{string(ByEntry), string(ByPlace), string(ByRegion), string(ByNation), string(ByDay)}
}

// reported is from how many arrests on a newspaper speaks of arrests: those of one
// or two people go unseen.
const reported = 3

// Code reads a run as a coder of protests would. A protest is a crowd of
// 50 or more in a place, and crowds of the same unit belong together. Its size is
// that of the largest day, the places of a unit added up; those with fewer are not
// seen. All else of an entry of several places is that of its largest crowd: in the
// half of the data that is fitted, entries of several places are no more often violent
// (30 and 30 %), or met by arrests (15 and 14 %), dispersal (33 and 33 %) or killings
// (7 and 6 %) than those of one. It is violent if it turned into a riot, however few took part. It is met by
// arrests with three people or more, by killings with one; by dispersal and shootings
// as [sim.Crowd] has them; by accommodation if from its first day to the day after
// its last something is taken back, somebody dismissed, or the ruler resigns. Dialogue
// is no accommodation.
func Code(s *scenario.Scenario, t *sim.Trace, unit Unit) []Protest {
	concession := concessions(s, t)
	var list []Protest
	all := spells(s, t.Crowds, unit)
	sizes := map[int]float64{} // of entries, by first day
	if unit == ByEntry {
		all, sizes = entries(all)
	}
	for _, days := range all {
		first, last := days[0].Day, days[len(days)-1].Day
		p := Protest{Cluster: fmt.Sprint(t.Index), Start: s.Start.AddDate(0, 0, first-1), Days: last - first + 1}
		people, most, taken := map[int]float64{}, 0.0, 0.0
		for _, c := range days {
			people[c.Day] += c.People
			most = max(most, people[c.Day])
			taken += c.Arrests
			p.Violent = p.Violent || c.Riot
			p.Met[Killings] = p.Met[Killings] || c.Deaths >= 1
			p.Met[Dispersal] = p.Met[Dispersal] || c.Dispersed
			p.Met[Shootings] = p.Met[Shootings] || c.Shot
		}
		p.Size = SizeOf(max(most, sizes[first]))
		p.Met[Arrests] = taken >= reported
		for day := first; day <= last+1; day++ {
			p.Met[Accommodation] = p.Met[Accommodation] || concession[day]
		}
		list = append(list, p)
	}
	return list
}

// concessions gives the days of the crisis on which one was made.
func concessions(s *scenario.Scenario, t *sim.Trace) map[int]bool {
	days := map[int]bool{}
	for _, d := range t.Decisions {
		i := slices.IndexFunc(s.Options, func(o scenario.Option) bool { return o.ID == d.Chosen })
		if d.Month > 0 || i < 0 {
			continue
		}
		if e := s.Options[i].Effects; !e.Relief.IsZero() || e.Dismiss != "" || e.Resign {
			days[d.Hour/24+1] = true
		}
	}
	return days
}

// entries keeps of the spells of places that begin on the same day the largest, and
// gives the size of all of them on their largest day, by their first day.
func entries(all [][]sim.Crowd) (main [][]sim.Crowd, size map[int]float64) {
	largest := func(days []sim.Crowd) (most float64) {
		for _, c := range days {
			most = max(most, c.People)
		}
		return most
	}
	at, people := map[int]int{}, map[int]map[int]float64{} // by first day
	for _, days := range all {
		first := days[0].Day
		i, begun := at[first]
		switch {
		case !begun:
			at[first], people[first] = len(main), map[int]float64{}
			main = append(main, days)
		case largest(days) > largest(main[i]):
			main[i] = days
		}
		for _, c := range days {
			people[first][c.Day] += c.People
		}
	}
	size = map[int]float64{}
	for first, days := range people {
		for _, p := range days {
			size[first] = max(size[first], p)
		}
	}
	return main, size
}

// spells gathers the crowds of each unit. Crowds come in the order of days.
func spells(s *scenario.Scenario, crowds []sim.Crowd, unit Unit) [][]sim.Crowd {
	var list [][]sim.Crowd
	open := map[int]int{} // by unit: its last spell
	for _, c := range crowds {
		u := 0
		switch unit {
		case ByEntry, ByPlace, ByDay:
			u = c.Place
		case ByRegion:
			u = s.Places[c.Place].Region
		}
		i, begun := open[u]
		if !begun || unit == ByDay || unit == ByEntry && !c.Again || c.Day > list[i][len(list[i])-1].Day+1 {
			i = len(list)
			open[u] = i
			list = append(list, nil)
		}
		list[i] = append(list[i], c)
	}
	return list
}
