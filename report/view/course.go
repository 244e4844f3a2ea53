package view

import (
	"fmt"

	"casus/scenario"
)

// course is the kind of run with which the record is compared.
type course struct {
	engulfed, fizzled bool
	why               string // a sentence; "" without a record of days
}

func (c course) kind(name string) bool {
	return name == "engulfed" && c.engulfed || name == "fizzled" && c.fizzled
}

// beside says beside which runs the record stands: those that took the course that it
// took. Where the record does not tell, or no run took it, it stands beside the others,
// and a sentence says so.
func (m *maker) beside() course {
	if len(m.s.Record.Daily) == 0 {
		return course{}
	}
	fizzled, engulfed := m.split()
	did, known, by := engulfing(m.s)
	switch {
	case !known:
		return course{true, true, "The record does not say in how many regions there was protest, so that its diamonds stand beside runs of both kinds."}
	case did && len(engulfed) == 0:
		return course{false, true, "In the record the nation is engulfed: " + by + ". No run is, so that its diamonds stand beside runs that fizzle."}
	case did:
		return course{true, false, "In the record the nation is engulfed: " + by + ". Its diamonds stand beside runs that are."}
	case len(fizzled) == 0:
		return course{true, false, "In the record protest fizzles: " + by + ". No run does, so that its diamonds stand beside runs that engulf the nation."}
	}
	return course{false, true, "In the record protest fizzles: " + by + ". Its diamonds stand beside runs that do."}
}

// engulfing reports whether the crisis of the record engulfed the nation, whether the
// record tells, and by what: the most regions with protest on a day, or the runs with
// which its author has its targets compared.
func engulfing(s *scenario.Scenario) (did, known bool, by string) {
	most, day := -1.0, 0
	note := func(value float64, d int) {
		if value > most {
			most, day = value, d
		}
	}
	for _, v := range s.Record.Daily["regions_protest"] {
		note(v.Value, s.DayOf(v.Date))
	}
	for _, t := range s.Record.Targets {
		switch {
		case t.Series == "regions_protest":
			note(t.Value, t.Day)
		case t.Outcome == "regions_protest_peak":
			note(t.Value, 0)
		}
	}
	if most >= 0 {
		by = fmt.Sprintf("protest in %g of %d regions", most, len(s.Society.Regions))
		if day > 0 {
			by += " on " + dateOf(s, day)
		}
		return most >= float64(s.Definitions.EngulfedRegions), true, by
	}
	for _, t := range s.Record.Targets {
		if t.Population == "engulfed" {
			return true, true, "its targets are of runs in which it is"
		}
	}
	return false, false, ""
}
