package protests

import (
	"fmt"
	"slices"

	"casus/scenario"
	"casus/sim"
)

// Unit says which crowds are one protest.
type Unit string

// Crowds on consecutive days are one protest, in one place, region or nation: a
// coder mostly reads of a city, at times of a whole nation. Or each day of a
// place is a protest of its own, since crowds go home at night.
const (
	ByPlace  Unit = "place"
	ByRegion Unit = "region"
	ByNation Unit = "nation"
	ByDay    Unit = "day"
)

// Units lists the units.
func Units() []string {
	return []string{string(ByPlace), string(ByRegion), string(ByNation), string(ByDay)}
}

// reported is from how many arrests on a newspaper speaks of arrests: those of one
// or two people go unseen.
const reported = 3

// Code reads a run as a coder of protests would. A protest is a crowd of
// 50 or more in a place, and crowds of the same unit belong together. Its size is
// that of the largest day, the places of a unit added up; those with fewer are not
// seen. It is violent if it turned into a riot, however few took part. It is met by
// arrests with three people or more, by killings with one; by dispersal and shootings
// as [sim.Crowd] has them; by accommodation if from its first day to the day after
// its last something is taken back, somebody dismissed, or the ruler resigns. Dialogue
// is no accommodation.
func Code(s *scenario.Scenario, t *sim.Trace, unit Unit) []Protest {
	concession := concessions(s, t)
	var list []Protest
	for _, days := range spells(s, t.Crowds, unit) {
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
		p.Size = SizeOf(most)
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

// spells gathers the crowds of each unit. Crowds come in the order of days.
func spells(s *scenario.Scenario, crowds []sim.Crowd, unit Unit) [][]sim.Crowd {
	var list [][]sim.Crowd
	open := map[int]int{} // by unit: its last spell
	for _, c := range crowds {
		u := 0
		switch unit {
		case ByPlace, ByDay:
			u = c.Place
		case ByRegion:
			u = s.Places[c.Place].Region
		}
		i, begun := open[u]
		if !begun || unit == ByDay || c.Day > list[i][len(list[i])-1].Day+1 {
			i = len(list)
			open[u] = i
			list = append(list, nil)
		}
		list[i] = append(list[i], c)
	}
	return list
}
