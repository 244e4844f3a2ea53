package scenario

import (
	"fmt"
	"maps"
	"slices"

	"casus/regime"
)

// Grievance is something that costs the regime legitimacy while it lasts.
type Grievance struct {
	ID       string               `yaml:"id" doc:"short name"`
	Name     string               `yaml:"name" doc:"as printed"`
	Shock    Quantity             `yaml:"shock,omitempty" min:"0" max:"1" doc:"legitimacy lost where exposure is full; society.shock when left out"`
	At       Moment               `yaml:"at,omitempty" doc:"when it begins: hours since the start (90, 3d18h) or a local time; when left out, with an event that names it, or else with the crisis"`
	Exposure map[string]*Quantity `yaml:"exposure,omitempty" min:"0" max:"1" doc:"by id of a region: how far it is hit; 1 where left out"`
	Cohorts  map[string]*Quantity `yaml:"cohorts,omitempty" min:"0" max:"10" doc:"by id of a cohort: how much more or less than others it minds; 1 where left out"`
}

// Begins gives the hour in which grievance k begins, [regime.Unbegun] if an event must
// happen first.
func (s *Scenario) Begins(k int) int {
	g := &s.Grievances[k]
	switch {
	case g.At != "":
		hour, _, _ := s.hour(g.At) // which has been checked
		return hour
	case slices.ContainsFunc(s.Events, func(e Event) bool { return e.Effects.Grievance == g.ID }):
		return regime.Unbegun
	}
	return 0
}

func (l *loader) checkGrievances() {
	s := l.s
	named(l, "$.grievances", s.Grievances, func(g Grievance) string { return g.ID }, func(g Grievance) string { return g.Name })
	regions, cohorts := ids(s.Society.Regions, func(r Region) string { return r.ID }), ids(s.Society.Cohorts, func(c Cohort) string { return c.ID })
	for i := range s.Grievances {
		g, at := &s.Grievances[i], fmt.Sprintf("$.grievances[%d]", i)
		if g.At != "" {
			if _, hint, err := s.hour(g.At); err != nil {
				l.bad(at+".at", hint, "%v", err)
			}
		}
		for _, id := range slices.Sorted(maps.Keys(g.Exposure)) {
			l.refers(within(at+".exposure", id), "region", id, regions)
		}
		for _, id := range slices.Sorted(maps.Keys(g.Cohorts)) {
			l.refers(within(at+".cohorts", id), "cohort", id, cohorts)
		}
	}
}

// checkRelief checks which grievance an option relieves.
func (l *loader) checkRelief(at string, e *Effects) {
	const hint = "write relieves: GRIEVANCE with relief: 0.5"
	switch {
	case (e.Relieves == "") != e.Relief.IsZero():
		l.bad(at, hint, "a relief goes with the grievance that it relieves")
	case e.Relieves != "":
		l.refers(at+".relieves", "grievance", e.Relieves, ids(l.s.Grievances, func(g Grievance) string { return g.ID }))
	case !e.ReliefDelay.IsZero():
		l.bad(at+".relief_delay", hint, "nothing is relieved after this delay")
	}
}

// within is the path of a key of a map.
func within(path, key string) string { return path + "['" + key + "']" }
