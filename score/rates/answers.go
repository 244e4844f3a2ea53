package rates

import (
	"fmt"
	"slices"
	"sort"

	"casus/score/history"
)

// answers counts what allies did for a member that was attacked by a state.
func (c *counting) answers() (Section, error) {
	s := Section{ID: "answer", Title: "What allies do for a member that is attacked", Notes: []string{
		"An ally is bound to defence by an alliance or pact in force in the year, of which no attacker is a member. Troops: it fights beside the one attacked, or the attacker as a party of its own, in any year of the episode. Less than troops (arms, training, money, bases) is known from 1975 to 2009 only, and of years in which the state has no domestic conflict that the support may have been for.",
		"The figures of others ask whether the terms of a treaty were kept when a war invoked it, which is another question: many alliances here were not invoked, or bind to consult first. A treaty can be kept without troops, and troops can come from an ally that no treaty bound.",
		"Not counted: Armenia 2021, whose request was refused (library/cases); UCDP has no conflict between the states in that year.",
	}, Published: []Published{
		{"alliance commitments fulfilled in war, 1816–1944", "about 75 %", "Leeds 2003, International Organization 57, 801, abstract (74.5 % in Leeds, Long and Mitchell 2000, Journal of Conflict Resolution 44, 686, abstract)"},
		{"commitments fulfilled, 1945–2003", "22 %", "Berkemeier and Fuhrmann 2018, Research & Politics 5(2), abstract"},
		{"commitments of defence pacts fulfilled, 1816–2003", "41 %", "Berkemeier and Fuhrmann 2018, abstract"},
		{"commitments fulfilled, before 1945", "66 %", "Berkemeier and Fuhrmann 2018, abstract"},
	}}
	for _, who := range memberKinds {
		for _, from := range firstYears {
			list, err := c.past.Answers(from, who.of)
			if err != nil {
				return s, err
			}
			var lead, any, nothing, less []string
			withLead, seen := 0, 0
			for _, x := range list {
				title := c.titled(x.Clash, x.Attacked)
				if len(x.Troops) > 0 {
					any = append(any, fmt.Sprintf("%s: %s", title, c.names(x.Troops)))
				} else {
					nothing = append(nothing, title)
				}
				if len(x.Leads) > 0 {
					withLead++
					if slices.ContainsFunc(x.Troops, func(t string) bool { return slices.Contains(x.Leads, t) }) {
						lead = append(lead, title)
					}
				}
				if x.Known && len(x.Troops) == 0 {
					seen++
					if len(x.Short) > 0 {
						less = append(less, fmt.Sprintf("%s: %s", title, c.names(x.Short)))
					}
				}
			}
			sort.Strings(nothing)
			files := []string{conflictsFile, attackedFile, alliancesFile, supportFile}
			add := func(id, what, unit, how string, cases []string, n, of int) {
				s.Rates = append(s.Rates, share(Rate{ID: fmt.Sprintf("%s-%s-%d", id, who.id, from), What: fmt.Sprintf("%s, %s: %s", who.what, since(from), what), Unit: unit, How: how, Files: files, Cases: cases}, n, of))
			}
			add("lead-troops", "a lead sent troops", "attacks on states with a lead as ally", "Attacks in which a lead of an alliance of the one attacked fought.", lead, len(lead), withLead)
			add("ally-troops", "any ally sent troops", "attacks on states with allies", "Attacks in which any ally fought.", any, len(any), len(list))
			add("no-troops", "no ally sent troops", "attacks on states with allies", "The rest.", nothing, len(nothing), len(list))
			if seen > 0 {
				add("less", "some ally gave less, where none sent troops", fmt.Sprintf("attacks of %d–%d without troops", history.SupportYears[0], history.SupportYears[1]), "Attacks without troops in whose years an ally gave arms, training, money or bases to the government.", less, len(less), seen)
			}
		}
	}
	return s, nil
}
