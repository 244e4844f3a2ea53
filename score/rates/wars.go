package rates

import (
	"fmt"
	"slices"
	"sort"

	"casus/score/history"
)

// A warKind is what counts as a war of a state.
type warKind struct {
	id, what, how string
	is            func(c *history.ConflictYear, state string) bool
}

var warKinds = []warKind{
	{"war", "war of its own", "a conflict with a thousand or more dead in battle in the year, in which the state is a party or its troops fight beside one", func(c *history.ConflictYear, s string) bool {
		return slices.Contains(c.Troops(), s)
	}},
	{"party", "war to which it is a party", "a conflict with a thousand or more dead in battle in the year, with the state as side A or B", func(c *history.ConflictYear, s string) bool {
		return slices.Contains(c.A, s) || slices.Contains(c.B, s)
	}},
	{"interstate", "war between states", "a conflict between states with a thousand or more dead in battle in the year, in which the state is a party or its troops fight beside one", func(c *history.ConflictYear, s string) bool {
		return c.Type == history.Interstate && slices.Contains(c.Troops(), s)
	}},
	{"interstate-party", "war between states to which it is a party", "as before, with the state as side A or B", func(c *history.ConflictYear, s string) bool {
		return c.Type == history.Interstate && (slices.Contains(c.A, s) || slices.Contains(c.B, s))
	}},
}

// A leadKind is which states count as lead nations.
type leadKind struct {
	id, what string
	of       func(*history.Organisation) bool
}

var leadKinds = []leadKind{
	{"organisations", "leads of organisations with a duty of defence", led},
	{"all", "leads of any organisation or pact with a duty of defence", func(o *history.Organisation) bool { return o.Defence && len(o.Leads) > 0 }},
}

// leads gives the states that lead in a year.
func (c *counting) leads(year int, of func(*history.Organisation) bool) map[string]bool {
	list := map[string]bool{}
	for _, o := range c.past.Organisations {
		if of(o) && o.In(year) {
			for _, s := range o.Leads {
				if c.past.States[s].Was(year) {
					list[s] = true
				}
			}
		}
	}
	return list
}

// wars counts how often a lead nation has a war of its own, and how long it lasts.
//
// A lead is at risk in a year if it had no such war in the year before. Years of war
// that follow each other are one spell, whichever the wars are.
func (c *counting) wars() (Section, error) {
	s := Section{ID: "lead-war", Title: "A lead nation has a war of its own", Notes: []string{
		"A war here keeps a lead busy in one sense only: its troops fight where many die. The interval takes onsets to come independently; those of one lead do not, so that it is somewhat too narrow.",
		"Years are calendar years touched: a war of a month counts as a year, and a mean length is too long by up to one. The tables begin in 1946, so that the first onset is of 1947. Since 1990, the year before is known.",
	}}
	for _, who := range leadKinds {
		for _, kind := range warKinds {
			at := map[string]map[int]bool{}
			for i := range c.past.Conflicts {
				x := &c.past.Conflicts[i]
				if !x.War {
					continue
				}
				for _, state := range x.Troops() {
					if kind.is(x, state) {
						if at[state] == nil {
							at[state] = map[int]bool{}
						}
						at[state][x.Year] = true
					}
				}
			}
			for _, from := range firstYears {
				risk, onsets, atWar, ended := 0, 0, 0, 0
				var list []string
				for year := from; year < c.end; year++ {
					if year == firstYears[0] {
						continue
					}
					for _, lead := range sorted(c.leads(year, who.of)) {
						war := at[lead]
						if !war[year-1] {
							risk++
							if war[year] {
								onsets++
								last := year
								for war[last+1] {
									last++
								}
								list = append(list, fmt.Sprintf("%s %s", c.name(lead), span(year, last, c.end)))
							}
						}
						if war[year] {
							atWar++
							if year+1 < c.end && !war[year+1] {
								ended++
							}
							if year+1 == c.end {
								atWar-- // whether it ended is not known
							}
						}
					}
				}
				files := []string{conflictsFile, organisationsFile}
				id := fmt.Sprintf("%s-%s-%d", kind.id, who.id, from)
				s.Rates = append(s.Rates, perYear(Rate{
					ID: id, What: fmt.Sprintf("%s, %s, %s: begins", kind.what, who.what, since(from)), Unit: "lead-years without one the year before",
					How: "First years of " + kind.how + "; leads are those of organisations and pacts in force in the year.", Files: files, Cases: list,
				}, onsets, risk))
				if ended > 0 {
					s.Rates = append(s.Rates, duration(Rate{
						ID: id + "-lasts", What: fmt.Sprintf("%s, %s, %s: lasts", kind.what, who.what, since(from)), Unit: "lead-years of war",
						How: "Years of war, and how many of them were the last of a spell; the last year that is read is left out.", Files: files,
					}, ended, atWar))
				}
			}
		}
	}
	return s, nil
}

// span is from a year to another, open where it reaches the end.
func span(from, last, end int) string {
	switch {
	case last+1 >= end:
		return fmt.Sprintf("%d–", from)
	case last == from:
		return fmt.Sprint(from)
	}
	return fmt.Sprintf("%d–%d", from, last)
}

func sorted(set map[string]bool) []string {
	list := make([]string, 0, len(set))
	for x := range set {
		list = append(list, x)
	}
	sort.Strings(list)
	return list
}
