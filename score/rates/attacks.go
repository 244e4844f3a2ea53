package rates

import (
	"fmt"
	"slices"
	"strings"

	"casus/score/history"
)

// An episode between states, over all its years.
type episode struct {
	id                 history.Episode
	first, last        int
	a, b               []string
	withA, withB       []string
	war                bool
	attacked, attacker []string // nobody where it is disputed
	why                string
}

// episodes lists those between states that began from a year on.
func (c *counting) episodes(from int) (list []*episode, err error) {
	by := map[history.Episode]*episode{}
	for i := range c.past.Conflicts {
		x := &c.past.Conflicts[i]
		if x.Type != history.Interstate {
			continue
		}
		e := by[x.Episode]
		if e == nil {
			e = &episode{id: x.Episode, first: x.Year}
			by[x.Episode] = e
			list = append(list, e)
		}
		e.last, e.war = x.Year, e.war || x.War
		e.a, e.b = union(e.a, x.A), union(e.b, x.B)
		e.withA, e.withB = union(e.withA, x.WithA), union(e.withB, x.WithB)
	}
	for _, e := range list {
		attack, ok := c.past.Attacked[e.id]
		if !ok {
			return nil, fmt.Errorf("%s has no line for conflict %d, %s", attackedFile, e.id.Conflict, e.id.Began)
		}
		e.why = attack.Why
		switch {
		case attack.State == "":
		case slices.Contains(e.a, attack.State):
			e.attacked, e.attacker = []string{attack.State}, e.b
		default:
			e.attacked, e.attacker = []string{attack.State}, e.a
		}
	}
	list = slices.DeleteFunc(list, func(e *episode) bool { return e.first < from })
	slices.SortStableFunc(list, func(a, b *episode) int { return strings.Compare(a.id.Began, b.id.Began) })
	return list, nil
}

func union(a, b []string) []string {
	for _, x := range b {
		if !slices.Contains(a, x) {
			a = append(a, x)
		}
	}
	return a
}

func (c *counting) titled(e *episode, attacked string) string {
	others := e.a
	if slices.Contains(e.a, attacked) {
		others = e.b
	}
	return fmt.Sprintf("%s %s (%s)", c.name(attacked), span(e.first, e.last, c.end), c.names(others))
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
			list, err := c.episodes(from)
			if err != nil {
				return s, err
			}
			var clear, outside, either []string
			for _, e := range list {
				in := c.members(e.first, who.of)
				for _, state := range e.attacked {
					if !in[state] {
						continue
					}
					clear = append(clear, c.titled(e, state))
					either = append(either, c.titled(e, state))
					allied := func(other string) bool { return len(c.past.Bound(state, other, e.first, who.of)) > 0 }
					if !slices.ContainsFunc(e.attacker, allied) {
						outside = append(outside, c.titled(e, state))
					}
				}
				if len(e.attacked) == 0 {
					for _, state := range slices.Concat(e.a, e.b) {
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
