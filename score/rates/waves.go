package rates

import (
	"fmt"
	"slices"

	"casus/score/protests"
)

// protestYears are the whole years that the data of protests cover.
var protestYears = [2]int{1990, 2019}

// waves counts waves of protest per state-year.
func (c *counting) waves() (Section, error) {
	s := Section{ID: "wave", Title: "A wave of protest begins", Notes: []string{
		"A wave is three protests or more in one state, each begun at most a fortnight after the one before, of which one had 1,000 people or more (package protests). States of which the Mass Mobilization project has no protest at all are left out of the exposure, such as the USA and small islands: whether they had none or were not looked at is not known.",
		"Intervals are of a bootstrap over states: waves of one state come together.",
	}}
	list, _ := protests.Split(c.protests)
	covered := map[string]bool{}
	for _, p := range c.protests {
		code, ok := c.past.Named(p.Cluster)
		if !ok {
			return s, fmt.Errorf("%s: no state is called %q", protestsFile, p.Cluster)
		}
		covered[code] = true
	}
	sets := []struct {
		id, what string
		in       func(state string, year int) bool
	}{{"all", "all states", func(string, int) bool { return true }}}
	for _, who := range memberKinds {
		in := map[int]map[string]bool{}
		for year := protestYears[0]; year <= protestYears[1]; year++ {
			in[year] = c.members(year, who.of)
		}
		sets = append(sets, struct {
			id, what string
			in       func(state string, year int) bool
		}{who.id, who.what, func(state string, year int) bool { return in[year][state] }})
	}
	for _, set := range sets {
		years := map[string]int{}
		total := 0
		for state := range covered {
			for year := protestYears[0]; year <= min(protestYears[1], c.end-1); year++ {
				if c.past.States[state].Was(year) && set.in(state, year) {
					years[state]++
					total++
				}
			}
		}
		states := make([]string, 0, len(years))
		for state := range years {
			states = append(states, state)
		}
		slices.Sort(states)
		for _, kind := range []struct {
			id, what, how string
			is            func([]protests.Protest) bool
		}{
			{"wave", "a wave", "All waves.", func([]protests.Protest) bool { return true }},
			{"wave-killings", "a wave with killings", "Waves with a protest that was answered with killings.", killings},
			{"wave-large-killings", "a wave with killings and with more than 10,000 people", "Those of the rate before in which one protest had more than 10,000 people.", func(w []protests.Protest) bool {
				return killings(w) && slices.ContainsFunc(w, func(p protests.Protest) bool { return p.Size == protests.TenThousands })
			}},
		} {
			events := map[string]int{}
			n := 0
			for _, w := range list {
				state, _ := c.past.Named(w[0].Cluster)
				if year := w[0].Start.Year(); years[state] > 0 && year <= protestYears[1] && set.in(state, year) && c.past.States[state].Was(year) && kind.is(w) {
					events[state]++
					n++
				}
			}
			s.Rates = append(s.Rates, clustered(perYear(Rate{
				ID: kind.id + "-" + set.id, What: fmt.Sprintf("%s, %d–%d: %s", set.what, protestYears[0], min(protestYears[1], c.end-1), kind.what), Unit: "state-years",
				How: kind.how, Files: []string{protestsFile, alliancesFile, statesFile},
			}, n, total), events, years, states))
		}
	}
	return s, nil
}

func killings(w []protests.Protest) bool {
	return slices.ContainsFunc(w, func(p protests.Protest) bool { return p.Met[protests.Killings] })
}
