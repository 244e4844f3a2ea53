package eventstudy

import (
	"fmt"
	"slices"

	"casus/score/cases"
	"casus/score/history"
	"casus/score/protests"
)

// Kind of event.
type Kind string

// The kinds.
const (
	For        Kind = "for"        // an intervention with troops for the government
	ForAlly    Kind = "for_ally"   // those of them whose lead is bound to the government by an alliance or pact that it leads
	Against    Kind = "against"    // one against it
	Refusal    Kind = "refusal"    // help that was asked for, or that an ally owed, and did not come
	Demand     Kind = "demand"     // an accepted demand of the lead: nobody has coded any
	Repression Kind = "repression" // a wave of protest that was answered with killings
)

// Kinds lists them.
func Kinds() []Kind { return []Kind{For, ForAlly, Against, Refusal, Demand, Repression} }

// Event is what happened between a lead and a target.
type Event struct {
	Kind   Kind   `json:"kind"`
	Target string `json:"target"`
	Lead   string `json:"lead"`
	Year   int    `json:"year"`
	From   string `json:"from"` // the source
}

// mostHelpers is of states that send troops to one side in one year, beyond which it is
// a mission of many: nobody's own intervention.
const mostHelpers = 5

// apart is how many years must lie between two events of a lead and a target: windows
// of nearer ones overlap.
const apart = Window + 1

// events lists what is known, without those that follow another of the same kind,
// lead and target within a window.
func events(past *history.Past, list []cases.Case, waves [][]protests.Protest) ([]Event, error) {
	var all []Event
	add := func(kind Kind, target, lead string, year int, from string) {
		if target != lead && past.States[target] != nil { // a princely state is none
			all = append(all, Event{kind, target, lead, year, from})
		}
	}
	leads := map[string]bool{"USA": true, "RUS": true, "CHN": true, "FRA": true, "GBR": true}
	for _, o := range past.Organisations {
		for _, s := range o.Leads {
			leads[s] = true
		}
	}
	for i := range past.Conflicts {
		c := &past.Conflicts[i]
		if !c.Type.Domestic() || len(c.A) != 1 {
			continue
		}
		for _, side := range []struct {
			kind Kind
			with []string
		}{{For, c.WithA}, {Against, c.WithB}} {
			if len(side.with) > mostHelpers {
				continue
			}
			for _, lead := range side.with {
				if leads[lead] {
					add(side.kind, c.A[0], lead, c.Year, "library/conflicts/conflicts.csv")
				}
			}
		}
	}
	helpers := map[history.Support]int{}
	key := func(s history.Support) history.Support {
		return history.Support{Year: s.Year, State: s.State, Government: s.Government}
	}
	for _, s := range past.Support {
		if s.Troops && !s.OnlyAlleged {
			helpers[key(s)]++
		}
	}
	for _, s := range past.Support {
		if s.Troops && !s.OnlyAlleged && leads[s.From] && helpers[key(s)] <= mostHelpers {
			kind := Against
			if s.Government {
				kind = For
			}
			add(kind, s.State, s.From, s.Year, "library/conflicts/support.csv")
		}
	}
	clashes, err := past.Clashes(firstYear)
	if err != nil {
		return nil, err
	}
	for _, c := range clashes {
		for _, target := range c.Attacked {
			for _, lead := range c.Attacker {
				if leads[lead] {
					add(Against, target, lead, c.First, "library/conflicts/attacked.csv")
				}
			}
		}
	}
	answers, err := past.Answers(firstYear, func(o *history.Organisation) bool { return o.Defence })
	if err != nil {
		return nil, err
	}
	for _, a := range answers {
		for _, lead := range a.Leads {
			if !slices.Contains(a.Troops, lead) {
				add(Refusal, a.Attacked, lead, a.Clash.First, "library/conflicts/attacked.csv")
			}
		}
	}
	for _, o := range past.Organisations {
		for _, act := range o.Acted {
			for _, lead := range o.Leads {
				if act.Refused {
					add(Refusal, act.State, lead, act.Year, "library/world/organisations.csv")
				}
			}
		}
	}
	for i := range list {
		k := &list[i]
		kind, ok := kindOf(k)
		if !ok || k.Hegemon == nil {
			continue
		}
		target, known := past.Named(k.State)
		if !known {
			return nil, fmt.Errorf("library/cases/cases.yaml: no state is called %q", k.State)
		}
		for _, lead := range past.Leads(*k.Hegemon) {
			add(kind, target, lead, k.Year, "library/cases/cases.yaml")
		}
	}
	for _, w := range waves {
		if !slices.ContainsFunc(w, func(p protests.Protest) bool { return p.Met[protests.Killings] }) {
			continue
		}
		target, known := past.Named(w[0].Cluster)
		if !known {
			return nil, fmt.Errorf("library/protests/protests.csv: no state is called %q", w[0].Cluster)
		}
		add(Repression, target, "USA", w[0].Start.Year(), "library/protests/protests.csv")
	}
	return withAllies(past, first(all)), nil
}

// withAllies adds interventions of a lead for a government that it is bound to a second
// time, as a kind of their own.
func withAllies(past *history.Past, list []Event) []Event {
	for _, e := range list {
		bound := past.Bound(e.Lead, e.Target, e.Year, func(o *history.Organisation) bool {
			return (o.Defence || o.Home) && o.LedBy(e.Lead)
		})
		if e.Kind == For && len(bound) > 0 {
			e.Kind = ForAlly
			list = append(list, e)
		}
	}
	return list
}

// kindOf says what a case is: troops for a government or against it, or help that was
// asked for by the one in office and refused.
func kindOf(k *cases.Case) (kind Kind, ok bool) {
	asked := k.RequestedByIncumbent()
	switch {
	case k.Decision == cases.Deployed && k.Aim != nil && *k.Aim == cases.RemoveIncumbent:
		return Against, true
	case k.Decision == cases.Deployed && k.Domestic():
		return For, true
	case k.Decision == cases.Refused && asked != nil && *asked:
		return Refusal, true
	}
	return "", false
}

// great are powers that are no lead's client: what others send to them says nothing of
// a lead.
var great = []string{"USA", "RUS", "CHN", "FRA", "GBR"}

// first orders events by year, and leaves out what happened to great powers, and what was
// of two kinds at once: help and removal in a year, or a refusal and then troops. It leaves out
// those within a window of an earlier one of the same kind, lead and target.
func first(all []Event) (list []Event) {
	slices.SortStableFunc(all, func(a, b Event) int { return a.Year - b.Year })
	type what struct {
		kind         Kind
		target, lead string
	}
	last := map[what]int{}
	mixed := func(e Event) bool {
		return slices.ContainsFunc(all, func(o Event) bool {
			return o.Kind != e.Kind && o.Target == e.Target && o.Lead == e.Lead && max(o.Year-e.Year, e.Year-o.Year) <= 1 && o.Kind != Repression && e.Kind != Repression
		})
	}
	for _, e := range all {
		k := what{e.Kind, e.Target, e.Lead}
		year, seen := last[k]
		last[k] = e.Year // a spell goes on, counted or not
		if slices.Contains(great, e.Target) || mixed(e) || seen && e.Year-year < apart {
			continue
		}
		list = append(list, e)
	}
	return list
}
