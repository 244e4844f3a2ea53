package rates

import (
	"fmt"
	"slices"

	"casus/score/history"
)

// crises counts domestic conflicts of members, and in how many of them troops from
// abroad stood by the government in the first year.
func (c *counting) crises() (Section, error) {
	s := Section{ID: "crisis", Title: "A domestic conflict begins in a member", Notes: []string{
		"A conflict is counted in the first year in which 25 people or more died in battle; one that comes back after quiet years is not new. Short riots, however large, are no such conflict; see the waves of protest.",
	}}
	sets := []struct {
		id, what string
		in       func(state string, year int) bool
		years    func(year int) int
	}{{"all", "all states", func(state string, year int) bool { return c.past.States[state].Was(year) }, func(year int) int {
		n := 0
		for _, x := range c.past.States {
			if x.Was(year) {
				n++
			}
		}
		return n
	}}}
	for _, who := range memberKinds {
		sets = append(sets, struct {
			id, what string
			in       func(state string, year int) bool
			years    func(year int) int
		}{who.id, who.what, func(state string, year int) bool { return c.members(year, who.of)[state] }, func(year int) int { return len(c.members(year, who.of)) }})
	}
	seen := map[int]bool{}
	var first []*history.ConflictYear
	for i := range c.past.Conflicts {
		if x := &c.past.Conflicts[i]; x.Type.Domestic() && !seen[x.Conflict] {
			seen[x.Conflict] = true
			first = append(first, x)
		}
	}
	slices.SortStableFunc(first, func(a, b *history.ConflictYear) int { return a.Year - b.Year })
	for _, set := range sets {
		for _, from := range firstYears {
			exposure := 0
			for year := from; year < c.end; year++ {
				exposure += set.years(year)
			}
			onsets, withLead := 0, 0
			var begun, helped, ledHelp []string
			for _, x := range first {
				if x.Year < from || len(x.A) != 1 || !set.in(x.A[0], x.Year) {
					continue
				}
				onsets++
				state := x.A[0]
				begun = append(begun, fmt.Sprintf("%s %d", c.name(state), x.Year))
				if len(x.WithA) > 0 {
					helped = append(helped, fmt.Sprintf("%s %d: %s", c.name(state), x.Year, c.names(x.WithA)))
				}
				leads := map[string]bool{}
				for _, o := range c.past.Organisations {
					if defence(o) && o.Member(state, x.Year) {
						for _, lead := range o.Leads {
							leads[lead] = lead != state
						}
					}
				}
				if len(leads) > 0 {
					withLead++
					if slices.ContainsFunc(x.WithA, func(h string) bool { return leads[h] }) {
						ledHelp = append(ledHelp, fmt.Sprintf("%s %d: %s", c.name(state), x.Year, c.names(x.WithA)))
					}
				}
			}
			files := []string{conflictsFile, alliancesFile, statesFile}
			id := fmt.Sprintf("%s-%d", set.id, from)
			what := fmt.Sprintf("%s, %s: ", set.what, since(from))
			s.Rates = append(s.Rates,
				perYear(Rate{ID: "crisis-" + id, What: what + "a domestic conflict begins", Unit: "state-years", How: "Domestic conflicts in their first year, by state-years of states that govern themselves.", Files: files, Cases: begun}, onsets, exposure),
				share(Rate{ID: "crisis-troops-" + id, What: what + "foreign troops on the government's side in the first year", Unit: "such conflicts", How: "Those in whose first year another state's troops fought beside the government.", Files: files, Cases: helped}, len(helped), onsets),
				share(Rate{ID: "crisis-lead-troops-" + id, What: what + "troops of the lead of an alliance of the state", Unit: "such conflicts of states with a lead", How: "Of conflicts in states that another state leads in an alliance or pact of defence, those in whose first year that lead's troops fought beside the government.", Files: files, Cases: ledHelp}, len(ledHelp), withLead))
		}
	}
	return s, nil
}
