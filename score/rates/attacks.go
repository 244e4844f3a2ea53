package rates

import (
	"fmt"
	"slices"

	"casus/score/history"
)

func (c *counting) titled(e *history.Clash, attacked string) string {
	others := e.A
	if slices.Contains(e.A, attacked) {
		others = e.B
	}
	return fmt.Sprintf("%s %s (%s)", c.name(attacked), span(e.First, e.Last, c.end), c.names(others))
}

// sets of members about whom attacks and crises are asked.
var memberKinds = []struct {
	id, what string
	of       func(*history.Organisation) bool
}{
	{"any-pact", "members of an alliance or pact with a duty of defence", defence},
	{"led", "members of an organisation with a duty of defence and a lead", led},
}

// attacks counts how often a member of an alliance is attacked by a state.
func (c *counting) attacks() (Section, error) {
	s := Section{ID: "attack", Title: "A state attacks a member of an alliance", Notes: []string{
		"UCDP counts a conflict between states from 25 dead in battle a year. It does not count fighting that it codes as a domestic conflict with troops from abroad: Georgia in 2008, and Azerbaijan and Armenia in 2020 and 2021, are of that kind, so that the rates are lower bounds.",
		"Who attacked is a judgement, by hand, from general knowledge (library/conflicts/attacked.csv). The first rate leaves out disputed ones; the second counts both sides of these.",
	}}
	for _, who := range memberKinds {
		for _, from := range firstYears {
			years := 0
			for year := from; year < c.end; year++ {
				years += len(c.members(year, who.of))
			}
			list, err := c.past.Clashes(from)
			if err != nil {
				return s, err
			}
			var clear, outside, either []string
			for _, e := range list {
				in := c.members(e.First, who.of)
				for _, state := range e.Attacked {
					if !in[state] {
						continue
					}
					clear = append(clear, c.titled(e, state))
					either = append(either, c.titled(e, state))
					allied := func(other string) bool { return len(c.past.Bound(state, other, e.First, who.of)) > 0 }
					if !slices.ContainsFunc(e.Attacker, allied) {
						outside = append(outside, c.titled(e, state))
					}
				}
				if len(e.Attacked) == 0 {
					for _, state := range slices.Concat(e.A, e.B) {
						if in[state] {
							either = append(either, c.titled(e, state))
						}
					}
				}
			}
			files := []string{conflictsFile, attackedFile, alliancesFile}
			for _, x := range []struct {
				id, what, how string
				cases         []string
			}{
				{"attacked", "attacked", "Episodes of conflict between states that begin in a year in which the one attacked is a member, and no lead of all its organisations.", clear},
				{"attacked-or-disputed", "attacked, or side of a disputed clash", "The same, with both sides of episodes in which it is disputed who began.", either},
				{"attacked-from-outside", "attacked by a state that is no fellow member", "Attacks of the first rate but for those by a fellow member.", outside},
			} {
				s.Rates = append(s.Rates, perYear(Rate{
					ID: fmt.Sprintf("%s-%s-%d", x.id, who.id, from), What: fmt.Sprintf("%s, %s: %s", who.what, since(from), x.what), Unit: "member-years",
					How: x.how, Files: files, Cases: x.cases,
				}, len(x.cases), years))
			}
		}
	}
	return s, nil
}
