package rates

import (
	"fmt"
	"slices"
	"sort"

	"casus/score/history"
)

// answer is what allies did for a state that was attacked.
type answer struct {
	e        *episode
	attacked string
	allies   []string // bound to its defence, the attackers left out
	leads    []string // of them, those that lead
	troops   []string // allies that sent some
	short    []string // allies that gave less
	known    bool     // less than troops is known of these years
}

// supportYears are those of library/conflicts/support.csv.
var supportYears = [2]int{1975, 2009}

// answersTo lists what allies did, for attacks from a year on on states that have
// allies. Alliances of which an attacker is a member do not count: nobody is bound
// there against a fellow member.
func (c *counting) answersTo(from int, of func(*history.Organisation) bool) (list []answer, err error) {
	all, err := c.episodes(from)
	if err != nil {
		return nil, err
	}
	for _, e := range all {
		for _, state := range e.attacked {
			x := answer{e: e, attacked: state, known: e.first >= supportYears[0] && e.last <= supportYears[1]}
			leads := map[string]bool{}
			allies := map[string]bool{}
			for _, o := range c.past.Organisations {
				if !of(o) || !o.Member(state, e.first) || slices.ContainsFunc(e.attacker, func(s string) bool { return o.Member(s, e.first) }) {
					continue
				}
				for _, m := range o.Members(e.first) {
					if m != state {
						allies[m] = true
						leads[m] = leads[m] || o.LedBy(m)
					}
				}
			}
			if len(allies) == 0 {
				continue
			}
			x.allies = sorted(allies)
			beside := e.withA
			if slices.Contains(e.b, state) {
				beside = e.withB
			}
			for _, ally := range x.allies {
				if leads[ally] {
					x.leads = append(x.leads, ally)
				}
				troops, short := slices.Contains(beside, ally) || c.fights(ally, e), false
				for _, s := range c.past.Support {
					if s.State == state && s.Government && s.From == ally && !s.OnlyAlleged && s.Year >= e.first && s.Year <= e.last && c.between(s, e) {
						troops, short = troops || s.Troops, short || s.Short
					}
				}
				if troops {
					x.troops = append(x.troops, ally)
				} else if short {
					x.short = append(x.short, ally)
				}
			}
			list = append(list, x)
		}
	}
	return list, nil
}

// fights reports whether a state fights an attacker as a party of its own in the years
// of the episode, and is not an attacker itself.
func (c *counting) fights(ally string, e *episode) bool {
	for i := range c.past.Conflicts {
		x := &c.past.Conflicts[i]
		if x.Type != history.Interstate || x.Year < e.first || x.Year > e.last || x.Episode == e.id {
			continue
		}
		for _, enemy := range e.attacker {
			if slices.Contains(x.A, ally) && slices.Contains(x.B, enemy) || slices.Contains(x.B, ally) && slices.Contains(x.A, enemy) {
				return true
			}
		}
	}
	return false
}

// between reports whether support was given in a conflict with the attacker: there is
// no other that year in which the state has a government to support, or it cannot be
// told. The conflicts of support.csv have older numbers than those of conflicts.csv.
func (c *counting) between(s history.Support, e *episode) bool {
	for i := range c.past.Conflicts {
		x := &c.past.Conflicts[i]
		if x.Year == s.Year && x.Type.Domestic() && slices.Contains(x.A, s.State) {
			return false
		}
	}
	return true
}

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
			list, err := c.answersTo(from, who.of)
			if err != nil {
				return s, err
			}
			var lead, any, nothing, less []string
			withLead, seen := 0, 0
			for _, x := range list {
				title := c.titled(x.e, x.attacked)
				if len(x.troops) > 0 {
					any = append(any, fmt.Sprintf("%s: %s", title, c.names(x.troops)))
				} else {
					nothing = append(nothing, title)
				}
				if len(x.leads) > 0 {
					withLead++
					if slices.ContainsFunc(x.troops, func(t string) bool { return slices.Contains(x.leads, t) }) {
						lead = append(lead, title)
					}
				}
				if x.known && len(x.troops) == 0 {
					seen++
					if len(x.short) > 0 {
						less = append(less, fmt.Sprintf("%s: %s", title, c.names(x.short)))
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
				add("less", "some ally gave less, where none sent troops", fmt.Sprintf("attacks of %d–%d without troops", supportYears[0], supportYears[1]), "Attacks without troops in whose years an ally gave arms, training, money or bases to the government.", less, len(less), seen)
			}
		}
	}
	return s, nil
}
