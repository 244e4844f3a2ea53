package rates

import (
	"fmt"
	"slices"

	"casus/score/history"
)

// window is how many years after an attack an exit may follow from it.
const window = 3

// An exit is a membership that ended or was suspended while the organisation went on.
type exit struct {
	org, state string
	year       int
	suspended  bool
}

// left lists exits and suspensions of an organisation. The end of a state is none.
func (c *counting) left(o *history.Organisation) (list []exit) {
	for _, s := range o.Spells {
		switch {
		case s.Suspended:
			list = append(list, exit{o.Code, s.State, s.From, true})
		case s.To != history.Now && s.To < o.To && c.past.States[s.State].Was(s.To+1):
			list = append(list, exit{o.Code, s.State, s.To, false})
		}
	}
	slices.SortFunc(list, func(a, b exit) int { return a.year - b.year })
	return list
}

// exits counts how often members leave an organisation, or are suspended or suspend
// themselves.
func (c *counting) exits() (Section, error) {
	s := Section{ID: "exit", Title: "A member leaves, or its membership is suspended", Notes: []string{
		"A suspension is one by the organisation or by the member itself; most are by the organisation, after a coup. Memberships were written by hand and checked (library/world/CHECKED.md). Pacts of two states are left out: one that ends has no members left.",
		"Attacks after which nobody came are few, and the share rests on a handful.",
	}}
	for _, set := range []struct {
		id, what string
		of       func(*history.Organisation) bool
	}{
		{"all", "organisations", func(o *history.Organisation) bool { return !o.Pact }},
		{"defence", "organisations with a duty of defence", func(o *history.Organisation) bool { return !o.Pact && o.Defence }},
		{"led", "organisations with a duty of defence and a lead", led},
	} {
		for _, from := range firstYears {
			exposure := 0
			var gone, frozen []string
			for _, o := range c.past.Organisations {
				if !set.of(o) {
					continue
				}
				for year := from; year < c.end; year++ {
					exposure += len(o.Members(year))
				}
				for _, x := range c.left(o) {
					line := fmt.Sprintf("%s, %s %d", c.name(x.state), o.Code, x.year)
					switch {
					case x.year < from:
					case x.suspended:
						frozen = append(frozen, line)
					default:
						gone = append(gone, line)
					}
				}
			}
			for _, x := range []struct {
				id, what string
				cases    []string
			}{{"exit", "a member leaves", gone}, {"suspension", "a membership is suspended", frozen}} {
				s.Rates = append(s.Rates, perYear(Rate{
					ID: fmt.Sprintf("%s-%s-%d", x.id, set.id, from), What: fmt.Sprintf("%s, %s: %s", set.what, since(from), x.what), Unit: "member-years",
					How: "Memberships that end while organisation and state go on, and suspensions, by years of membership.", Files: []string{alliancesFile, organisationsFile}, Cases: x.cases,
				}, len(x.cases), exposure))
			}
		}
	}
	r, err := c.afterSilence()
	s.Rates = append(s.Rates, r...)
	return s, err
}

// afterSilence counts exits after attacks on a member for which no ally fought.
func (c *counting) afterSilence() (list []Rate, err error) {
	for _, from := range firstYears {
		attacks, err := c.past.Answers(from, led)
		if err != nil {
			return nil, err
		}
		memberships := 0
		var went []string
		for _, x := range attacks {
			if len(x.Troops) > 0 || x.Clash.First+window >= c.end {
				continue
			}
			for _, o := range c.past.Organisations {
				if !led(o) || !o.Member(x.Attacked, x.Clash.First) || slices.ContainsFunc(x.Clash.Attacker, func(s string) bool { return o.Member(s, x.Clash.First) }) {
					continue
				}
				memberships++
				for _, l := range c.left(o) {
					if l.state == x.Attacked && l.year >= x.Clash.First && l.year <= x.Clash.First+window {
						went = append(went, fmt.Sprintf("%s, %s %d", c.name(l.state), o.Code, l.year))
						break
					}
				}
			}
		}
		list = append(list, share(Rate{
			ID: fmt.Sprintf("exit-after-silence-%d", from), What: fmt.Sprintf("organisations with a duty of defence and a lead, %s: exit or suspension within %d years of an attack on the member for which nobody fought", since(from), window),
			Unit: "memberships of a state so attacked", How: "Memberships, in the year of the attack, of states for which no ally fought; those whose window is not over are left out.",
			Files: []string{alliancesFile, conflictsFile, attackedFile}, Cases: went,
		}, len(went), memberships))
	}
	return list, nil
}
