package rates

import (
	"fmt"
	"slices"

	"casus/score/cases"
	"casus/score/history"
)

// horizon is how many years a further deployment has to come.
const horizon = 5

// A deployment is of an organisation or of a lead nation, to a member.
type deployment struct {
	actor, state string
	year         int
}

// actor is who may deploy, with the years in which it can.
type actor struct {
	name     string
	from, to int
	acted    []deployment // by year
}

// byOrganisation lists the organisations that may act at home or bind to defence.
func (c *counting) byOrganisation() (list []actor) {
	for _, o := range c.past.Organisations {
		if o.Pact || !o.Home && !o.Defence {
			continue
		}
		a := actor{name: o.Code, from: max(o.From, firstYears[0]), to: min(o.To, c.end-1)}
		for _, x := range o.Acted {
			if !x.Not {
				a.acted = append(a.acted, deployment{o.Code, x.State, x.Year})
			}
		}
		list = append(list, tidy(a))
	}
	return list
}

// byLead lists the states that lead others, with what they sent to the governments of
// states bound to them: from organisations.csv, from UCDP, and from the case library.
func (c *counting) byLead() (list []actor, err error) {
	by := map[string]*actor{}
	bind := func(o *history.Organisation) bool { return len(o.Leads) > 0 && (o.Defence || o.Home) }
	for _, o := range c.past.Organisations {
		if !bind(o) {
			continue
		}
		for _, lead := range o.Leads {
			a := by[lead]
			if a == nil {
				a = &actor{name: lead, from: o.From, to: min(o.To, c.end-1)}
				by[lead] = a
			}
			a.from, a.to = max(min(a.from, o.From), firstYears[0]), max(a.to, min(o.To, c.end-1))
			for _, x := range o.Acted {
				if !x.Not && (o.Pact || len(o.Leads) == 1) && x.State != lead {
					a.acted = append(a.acted, deployment{lead, x.State, x.Year})
				}
			}
		}
	}
	led := func(lead, state string, year int) bool {
		return len(c.past.Bound(lead, state, year, func(o *history.Organisation) bool { return bind(o) && o.LedBy(lead) })) > 0
	}
	sent := map[deployment]bool{}
	for i := range c.past.Conflicts {
		x := &c.past.Conflicts[i]
		if x.Type.Domestic() && len(x.A) == 1 {
			for _, h := range x.WithA {
				sent[deployment{h, x.A[0], x.Year}] = true
			}
		}
	}
	for d := range sent {
		if before := (deployment{d.actor, d.state, d.year - 1}); !sent[before] && by[d.actor] != nil && led(d.actor, d.state, d.year) {
			by[d.actor].acted = append(by[d.actor].acted, d)
		}
	}
	removing := func(k *cases.Case) bool { return k.Aim != nil && *k.Aim == cases.RemoveIncumbent }
	for _, pass := range []bool{true, false} { // first out with what removed a government, then in with what supported one
		for i := range c.cases {
			k := &c.cases[i]
			if k.Decision != cases.Deployed || !k.Domestic() || k.Hegemon == nil || removing(k) != pass {
				continue
			}
			state, ok := c.past.Named(k.State)
			if !ok {
				return nil, fmt.Errorf("%s: no state is called %q", casesFile, k.State)
			}
			for _, lead := range c.past.Leads(*k.Hegemon) {
				switch {
				case by[lead] == nil || !led(lead, state, k.Year):
				case pass:
					by[lead].acted = slices.DeleteFunc(by[lead].acted, func(d deployment) bool {
						return d.state == state && max(d.year-k.Year, k.Year-d.year) <= 1
					})
				default:
					by[lead].acted = append(by[lead].acted, deployment{lead, state, k.Year})
				}
			}
		}
	}
	for _, lead := range sortedKeys(by) {
		a := tidy(*by[lead])
		a.name = c.name(lead)
		list = append(list, a)
	}
	return list, nil
}

// tidy sorts deployments, and takes those to one state in years that follow for one.
func tidy(a actor) actor {
	slices.SortFunc(a.acted, func(x, y deployment) int {
		if x.year != y.year {
			return x.year - y.year
		}
		if x.state < y.state {
			return -1
		}
		return 1
	})
	var kept []deployment
	last := map[string]int{}
	for _, d := range a.acted {
		if y, ok := last[d.state]; !ok || d.year-y > 1 {
			kept = append(kept, d)
		}
		last[d.state] = d.year
	}
	a.acted = kept
	return a
}

func sortedKeys[V any](m map[string]V) []string {
	list := make([]string, 0, len(m))
	for k := range m {
		list = append(list, k)
	}
	slices.Sort(list)
	return list
}

// deployers are the actors with a trial, in order.
func deployers(actors []string, tried map[string]int) []string {
	list := slices.DeleteFunc(actors, func(a string) bool { return tried[a] == 0 })
	slices.Sort(list)
	return list
}

// repeats counts whether a deployment is followed by another, and how often those who
// have never deployed do.
func (c *counting) repeats() (Section, error) {
	s := Section{ID: "deployment", Title: "After a deployment, a further one", Notes: []string{
		"A further deployment is one to another member, or to the same in another episode, in the five years after; years that follow each other with troops in one state are one episode. Deployments whose five years are not over at the date are left out, and so is all of the CSTO's from 2022 on.",
		"Troops of a mission of the United Nations stand beside a government in UCDP's data too, and are counted. The list of organisations' deployments is by hand and names those that are remembered: the ones forgotten would raise the shares. Actors who deploy at all differ from those who never do, so that the gap between the shares and the hazard of a first deployment is no effect of the first.",
	}}
	leads, err := c.byLead()
	if err != nil {
		return s, err
	}
	for _, set := range []struct {
		id, what string
		actors   []actor
		files    []string
	}{
		{"organisation", "organisations", c.byOrganisation(), []string{organisationsFile}},
		{"lead", "lead nations, to states bound to them", leads, []string{organisationsFile, alliancesFile, conflictsFile, casesFile}},
	} {
		for _, from := range firstYears {
			trials, firsts, never, first := 0, 0, 0, 0
			again, tried := map[string]int{}, map[string]int{}
			var actors []string
			var after, afterFirst, begun []string
			for _, a := range set.actors {
				actors = append(actors, a.name)
				for k, d := range a.acted {
					if d.year < from || d.year+horizon > a.to {
						continue
					}
					trials++
					tried[a.name]++
					further := k+1 < len(a.acted) && a.acted[k+1].year <= d.year+horizon
					line := ""
					if further {
						n := a.acted[k+1]
						line = fmt.Sprintf("%s: %s %d, then %s %d", a.name, c.name(d.state), d.year, c.name(n.state), n.year)
						after = append(after, line)
						again[a.name]++
					}
					if k == 0 {
						firsts++
						if further {
							afterFirst = append(afterFirst, line)
						}
					}
				}
				for year := max(a.from, from); year <= a.to; year++ {
					if len(a.acted) > 0 && a.acted[0].year < year {
						break
					}
					never++
					if len(a.acted) > 0 && a.acted[0].year == year {
						first++
						begun = append(begun, fmt.Sprintf("%s: %s %d", a.name, c.name(a.acted[0].state), year))
					}
				}
			}
			id := fmt.Sprintf("%s-%d", set.id, from)
			what := fmt.Sprintf("%s, %s: ", set.what, since(from))
			s.Rates = append(s.Rates,
				share(Rate{ID: "again-first-" + id, What: what + "a further deployment within five years of the first", Unit: "first deployments", How: "First deployments of each, with the next one.", Files: set.files, Cases: afterFirst}, len(afterFirst), firsts),
				clustered(share(Rate{ID: "again-any-" + id, What: what + "a further deployment within five years of any", Unit: "deployments", How: "All deployments of each, with the next one. The interval is of a bootstrap over those who deploy, for one of them, France, has a third.", Files: set.files, Cases: after}, len(after), trials), again, tried, deployers(actors, tried)),
				perYear(Rate{ID: "first-" + id, What: what + "a first deployment, of those without", Unit: "years of those that have not deployed", How: "Years from the beginning of the organisation, or of leading one, to the first deployment.", Files: set.files, Cases: begun}, first, never))
		}
	}
	return s, nil
}
