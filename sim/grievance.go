package sim

import (
	"casus/regime"
	"casus/scenario"
	"casus/society"
)

// aggrieve gives a nation the grievances of the scenario. Exposure gives that of its
// regions to grievance k.
func (t *theatre) aggrieve(s *scenario.Scenario, d *scenario.Draw, exposure func(k int) []float64) {
	for k := range s.Grievances {
		g := &s.Grievances[k]
		t.grievances = append(t.grievances, regime.Grievance{ID: g.ID, From: s.Begins(k)})
		felt := society.Grievance{Exposure: exposure(k)}
		if !g.Shock.IsZero() {
			felt.Shock = ptr(d.Value(g.Shock))
		}
		if g.Cohorts != nil {
			felt.Weights = byID(s.Society.Cohorts, g.Cohorts, d, func(c scenario.Cohort) string { return c.ID })
		}
		t.nation.Grievances = append(t.nation.Grievances, felt)
	}
}

// exposures are those of the regions of the scenario's own nation.
func exposures(s *scenario.Scenario, d *scenario.Draw) func(k int) []float64 {
	return func(k int) []float64 {
		return byID(s.Society.Regions, s.Grievances[k].Exposure, d, func(r scenario.Region) string { return r.ID })
	}
}

// byID evaluates quantities in the order of a list; they are 1 for those left out.
func byID[T any](list []T, given map[string]*scenario.Quantity, d *scenario.Draw, id func(T) string) []float64 {
	x := make([]float64, len(list))
	for i := range list {
		x[i] = 1
		if q := given[id(list[i])]; q != nil {
			x[i] = d.Value(*q)
		}
	}
	return x
}
