package history

import (
	"fmt"
	"maps"
	"slices"
	"strings"
)

// Clash is an episode between states, over all its years.
type Clash struct {
	ID                 Episode
	First, Last        int
	A, B               []string
	WithA, WithB       []string
	Attacked, Attacker []string // nobody where it is disputed
}

// Clashes lists those between states that began from a year on.
func (p *Past) Clashes(from int) (list []*Clash, err error) {
	by := map[Episode]*Clash{}
	for i := range p.Conflicts {
		x := &p.Conflicts[i]
		if x.Type != Interstate {
			continue
		}
		e := by[x.Episode]
		if e == nil {
			e = &Clash{ID: x.Episode, First: x.Year}
			by[x.Episode] = e
			list = append(list, e)
		}
		e.Last = x.Year
		e.A, e.B = union(e.A, x.A), union(e.B, x.B)
		e.WithA, e.WithB = union(e.WithA, x.WithA), union(e.WithB, x.WithB)
	}
	for _, e := range list {
		attack, ok := p.Attacked[e.ID]
		if !ok {
			return nil, fmt.Errorf("attacked.csv has no line for conflict %d, %s", e.ID.Conflict, e.ID.Began)
		}
		switch {
		case attack.State == "":
		case slices.Contains(e.A, attack.State):
			e.Attacked, e.Attacker = []string{attack.State}, e.B
		case slices.Contains(e.B, attack.State):
			e.Attacked, e.Attacker = []string{attack.State}, e.A
		default:
			return nil, fmt.Errorf("attacked.csv: %s is no side of conflict %d, %s", attack.State, e.ID.Conflict, e.ID.Began)
		}
	}
	list = slices.DeleteFunc(list, func(e *Clash) bool { return e.First < from })
	slices.SortStableFunc(list, func(a, b *Clash) int { return strings.Compare(a.ID.Began, b.ID.Began) })
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

// Answer is what allies did for a state that was attacked.
type Answer struct {
	Clash    *Clash
	Attacked string
	Allies   []string // bound to its defence, the attackers left out
	Leads    []string // of them, those that lead
	Troops   []string // allies that sent some
	Short    []string // allies that gave less
	Known    bool     // less than troops is known of these years
}

// SupportYears are those of library/conflicts/support.csv.
var SupportYears = [2]int{1975, 2009}

// Answers lists what allies did, for attacks from a year on on states that have
// allies. Alliances of which an attacker is a member do not count: nobody is bound
// there against a fellow member.
func (p *Past) Answers(from int, of func(*Organisation) bool) (list []Answer, err error) {
	all, err := p.Clashes(from)
	if err != nil {
		return nil, err
	}
	for _, e := range all {
		for _, state := range e.Attacked {
			x := Answer{Clash: e, Attacked: state, Known: e.First >= SupportYears[0] && e.Last <= SupportYears[1]}
			leads := map[string]bool{}
			allies := map[string]bool{}
			for _, o := range p.Organisations {
				if !of(o) || !o.Member(state, e.First) || slices.ContainsFunc(e.Attacker, func(s string) bool { return o.Member(s, e.First) }) {
					continue
				}
				for _, m := range o.Members(e.First) {
					if m != state {
						allies[m] = true
						leads[m] = leads[m] || o.LedBy(m)
					}
				}
			}
			if len(allies) == 0 {
				continue
			}
			x.Allies = slices.Sorted(maps.Keys(allies))
			beside := e.WithA
			if slices.Contains(e.B, state) {
				beside = e.WithB
			}
			for _, ally := range x.Allies {
				if leads[ally] {
					x.Leads = append(x.Leads, ally)
				}
				troops, short := slices.Contains(beside, ally) || p.fights(ally, e), false
				for _, s := range p.Support {
					if s.State == state && s.Government && s.From == ally && !s.OnlyAlleged && s.Year >= e.First && s.Year <= e.Last && p.between(s, e) {
						troops, short = troops || s.Troops, short || s.Short
					}
				}
				if troops {
					x.Troops = append(x.Troops, ally)
				} else if short {
					x.Short = append(x.Short, ally)
				}
			}
			list = append(list, x)
		}
	}
	return list, nil
}

// fights reports whether a state fights an attacker as a party of its own in the years
// of the episode, and is not an attacker itself.
func (p *Past) fights(ally string, e *Clash) bool {
	for i := range p.Conflicts {
		x := &p.Conflicts[i]
		if x.Type != Interstate || x.Year < e.First || x.Year > e.Last || x.Episode == e.ID {
			continue
		}
		for _, enemy := range e.Attacker {
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
func (p *Past) between(s Support, e *Clash) bool {
	for i := range p.Conflicts {
		x := &p.Conflicts[i]
		if x.Year == s.Year && x.Type.Domestic() && slices.Contains(x.A, s.State) {
			return false
		}
	}
	return true
}
