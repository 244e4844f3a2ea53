package view

import (
	"cmp"
	"fmt"
	"slices"

	"casus/claims"
	"casus/luck"
	"casus/report/wording"
	"casus/stats"
)

// Decisive is a parameter that separates runs in which something happens from the others.
type Decisive struct {
	Parameter string `json:"parameter"`
	What      string `json:"what"` // the parameter is, in words
	Event     string `json:"event"`
	Text      string `json:"text"`  // above 0.12
	There     Chance `json:"there"` // of the event, on that side
	Other     Chance `json:"other"`
	Reason    string `json:"reason"` // why it is assumed, a sentence
	Sentence  string `json:"sentence"`
}

// decides are the flags of which is asked what they turn on, and how they are called.
var decides = []struct{ column, event string }{
	{"engulfed", "protest engulfs the nation"}, {"requested", "the alliance is asked for help"}, {"survived_30d", "the regime survives the crisis"},
}

// decisive finds the assumptions that most separate runs in which something of weight
// happens from the others, the most separating first; see [stats.Separations]. A
// parameter is there once, for what it separates most.
func (m *maker) decisive() ([]Decisive, error) {
	names := m.s.ParameterNames()
	drawn, err := m.Runs(names...)
	if err != nil {
		return nil, err
	}
	draws := make([][]float64, len(names))
	for p, all := range drawn {
		for _, place := range m.ok {
			draws[p] = append(draws[p], all[place])
		}
	}
	type found struct {
		event string
		stats.Separation
	}
	var all []found
	for _, d := range decides {
		holds := make([]bool, len(m.ok))
		for i, place := range m.ok {
			holds[i] = m.flag(d.column, place)
		}
		list, _, err := stats.Separations(names, draws, holds, luck.Of(m.Results.Manifest().Seed, 0).For("view/decisive/"+d.column))
		if err != nil {
			return nil, fmt.Errorf("what decides whether %s: %w", d.event, err)
		}
		for _, s := range list {
			all = append(all, found{d.event, s})
		}
	}
	slices.SortStableFunc(all, func(a, b found) int { return cmp.Compare(b.Distance, a.Distance) })
	out := []Decisive{}
	for _, s := range all {
		if slices.ContainsFunc(out, func(d Decisive) bool { return d.Parameter == s.Name }) {
			continue
		}
		p := m.s.Parameters[s.Name]
		f := claims.Flip{Parameter: s.Name, What: m.s.Words(s.Name), Unit: p.Unit, Separation: s.Separation}
		d := Decisive{Parameter: s.Name, What: m.s.Words(s.Name), Event: s.event, Text: wording.Where(f), There: chanceOf(f.Side(f.Higher)), Other: chanceOf(f.Side(!f.Higher)), Reason: reason(p)}
		d.Sentence = capital(s.event) + " " + wording.Turns(f) + "."
		out = append(out, d)
	}
	return out, nil
}
