package eventstudy

import (
	"maps"
	"slices"

	"casus/score/history"
)

// fewestControls are needed for a stack: the mean of fewer is as noisy as the treated.
const fewestControls = 3

// index remembers who was treated when, and lists the states in order.
func (s *Study) index() {
	s.treated, s.repressed = map[string][]int{}, map[string][]int{}
	for _, e := range s.Events {
		of := s.treated
		if e.Kind == Repression {
			of = s.repressed
		}
		of[e.Target] = append(of[e.Target], e.Year)
	}
	for _, code := range slices.Sorted(maps.Keys(s.past.States)) {
		s.states = append(s.states, s.past.States[code])
	}
}

// touched reports whether one of the years lies within a window of a year.
func touched(years []int, year int) bool {
	return slices.ContainsFunc(years, func(y int) bool { return max(y-year, year-y) <= Window })
}

// there reports whether a state is one in all years of a window.
func (s *Study) there(state string, year int) bool {
	x := s.past.States[state]
	return x.Was(year-baseYears) && x.Was(min(year+1, Before-1))
}

// rival of a lead is that of the USA and Russia whose ideal point is further from the
// lead's in the year before.
func (s *Study) rival(lead string, year int) string {
	near := closeness{s.past, 1}
	usa, ok := near.Near("USA", lead, year-1)
	rus, okay := near.Near("RUS", lead, year-1)
	switch {
	case lead == "USA" || !ok || !okay:
		return "RUS"
	case lead == "RUS" || usa < rus:
		return "USA"
	}
	return "RUS"
}

// stack gives an event its treated and its controls, as if it had happened in a year;
// nil where there are too few.
//
// Of the target, controls are its neighbours by land and the states of its region. Of
// other members and of neighbours they are states of the same regions that are in no
// alliance with the lead, and no neighbours. None of the controls is a target within the
// window, and neither is a treated bystander.
func (s *Study) stack(e Event, outcome Outcome, year int) *Stack {
	target := s.past.States[e.Target]
	if target == nil || !s.there(e.Target, year) {
		return nil
	}
	x := &Stack{Cluster: e.Target, Power: e.Lead, Year: year}
	clean := func(state string) bool {
		if state == e.Target || state == e.Lead || !s.there(state, year) {
			return false
		}
		if e.Kind == Repression {
			return !touched(s.repressed[state], year)
		}
		return !touched(s.treated[state], year)
	}
	members, bound := s.members(e, year)
	near := func(code string) bool { return slices.Contains(target.Neighbours, code) }
	switch outcome {
	case TargetToLead, TargetToRival:
		if outcome == TargetToRival {
			x.Power = s.rival(e.Lead, year)
		}
		if x.Power == e.Target {
			return nil
		}
		x.Treated = []string{e.Target}
		x.Controls = s.pick(func(c *history.State) bool {
			return clean(c.Code) && c.Code != x.Power && (near(c.Code) || c.Region == target.Region)
		})
	default:
		treated := func(code string) bool { return members[code] }
		if outcome == NeighboursToLead {
			treated = near
		}
		regions := map[string]bool{}
		x.Treated = s.pick(func(c *history.State) bool { return clean(c.Code) && treated(c.Code) })
		for _, code := range x.Treated {
			regions[s.past.States[code].Region] = true
		}
		outside := func(c *history.State) bool {
			return clean(c.Code) && !members[c.Code] && !bound[c.Code] && !near(c.Code)
		}
		x.Controls = s.pick(func(c *history.State) bool { return outside(c) && regions[c.Region] })
		if len(x.Controls) < fewestControls { // an alliance may fill its region: then the world
			x.Controls = s.pick(outside)
		}
	}
	if len(x.Treated) == 0 || len(x.Controls) < fewestControls {
		return nil
	}
	for _, code := range x.Controls {
		if !near(code) && !members[code] {
			x.Calm += 1 / float64(len(x.Controls))
		}
	}
	return x
}

// members are the fellow members of the target in what the lead leads; if it is in none,
// the members of all that the lead leads. bound are all states that the lead is bound to.
func (s *Study) members(e Event, year int) (fellows, bound map[string]bool) {
	fellows, bound = map[string]bool{}, map[string]bool{}
	for _, o := range s.past.Organisations {
		if !o.In(year) || !(o.Defence || o.Home) || !o.LedBy(e.Lead) {
			continue
		}
		with := o.Member(e.Target, year) && !o.Pact
		for _, m := range o.Members(year) {
			bound[m] = true
			fellows[m] = fellows[m] || with
		}
	}
	any := false
	for _, f := range fellows {
		any = any || f
	}
	if !any {
		for m := range bound {
			fellows[m] = true
		}
	}
	delete(fellows, e.Lead)
	delete(fellows, e.Target)
	return fellows, bound
}

// pick lists states, in order.
func (s *Study) pick(is func(*history.State) bool) (list []string) {
	for _, c := range s.states {
		if is(c) {
			list = append(list, c.Code)
		}
	}
	return list
}
