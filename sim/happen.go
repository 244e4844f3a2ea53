package sim

import (
	"slices"

	"casus/portable"
	"casus/regime"
	"casus/scenario"
	"casus/society"
)

// happening is an event of the scenario with every number drawn.
type happening struct {
	id       string
	at       int                      // hour; or none, and it has a hazard
	hazard   float64                  // a day
	when     func(env []float64) bool // nil: always
	sparks   []society.Spark
	losses   []society.Loss
	turns    []regime.Turn
	begins   int // index of a grievance, or none
	breaks   int // index of an actor, or none
	measures regime.Effects[float64]
}

// What brings an event about: its causes in the table of events.
const (
	dated  = "at its time"
	hazard = "by its hazard"
	forced = "forced"
)

// happenings draws the events of the scenario.
func happenings(s *scenario.Scenario, d *scenario.Draw) []happening {
	list := make([]happening, len(s.Events))
	for i := range s.Events {
		e, k := &s.Events[i], &list[i]
		*k = happening{id: e.ID, hazard: d.Value(e.Hazard), measures: d.Effects(e.Effects.Measures())}
		k.at, k.when = s.Occasion(i)
		k.begins = slices.IndexFunc(s.Grievances, func(g scenario.Grievance) bool { return g.ID == e.Effects.Grievance })
		k.breaks = slices.IndexFunc(s.State.Actors, func(a scenario.Actor) bool { return a.ID == e.Effects.Breaks })
		if c := e.Effects.Crowd; c != nil {
			k.sparks = []society.Spark{{Place: s.PlaceIndex(c.Place), People: d.Value(c.People)}}
		}
		if !e.Effects.Loss.IsZero() {
			k.losses = []society.Loss{{
				Size:    d.Value(e.Effects.Loss),
				Regions: indices(e.Effects.Regions, s.Society.Regions, func(r scenario.Region) string { return r.ID }),
				Cohorts: indices(e.Effects.Cohorts, s.Society.Cohorts, func(c scenario.Cohort) string { return c.ID }),
			}}
		}
		if force := e.Effects.Mutiny + e.Effects.Neutral; force != "" {
			kind := slices.IndexFunc(s.State.Forces, func(f scenario.Force) bool { return f.ID == force })
			k.turns = []regime.Turn{{Kind: kind, Share: d.Value(e.Effects.Share), Mutiny: e.Effects.Mutiny != ""}}
		}
	}
	return list
}

// indices finds ids in a list; nil stays nil.
func indices[T any](given []string, list []T, id func(T) string) (at []int) {
	for _, g := range given {
		at = append(at, slices.IndexFunc(list, func(x T) bool { return id(x) == g }))
	}
	return at
}

// happen lets events happen, each once. What they do to society, forces and
// government takes effect in this hour.
func (c *crisis) happen(h int) error {
	c.conditions.Sparks, c.conditions.Losses, c.street.Turns = nil, nil, nil
	for i := range c.t.events {
		cause, err := c.comes(i, h)
		if err != nil {
			return err
		}
		if cause != "" {
			c.strike(i, h, cause)
		}
	}
	return nil
}

// comes gives what brings event i about in hour h, or "" if it does not happen. What
// is so is what was so at the end of the hour before.
func (c *crisis) comes(i, h int) (cause string, err error) {
	e := &c.t.events[i]
	if c.happened[i] {
		return "", nil
	}
	for k, v := range c.run.settings.Interventions {
		switch {
		case v.Event != e.id || c.run.since[k] == notYet:
		case v.Forbid:
			return "", nil
		case c.run.since[k] == h:
			cause = forced
		}
	}
	switch {
	case cause != "":
		return cause, nil
	case e.at == h:
		return dated, nil
	case e.at != none || e.when != nil && h == 0 || !c.lk.For("event/"+e.id).Chance(0, uint64(h), 1-portable.Exp(-e.hazard/24)):
		return "", nil
	case e.when != nil:
		env, err := c.reality(h)
		if err != nil || !e.when(env) {
			return "", err
		}
	}
	return hazard, nil
}

// strike lets event i happen. Once the regime has fallen, nothing that governments
// do or lose makes a difference.
func (c *crisis) strike(i, h int, cause string) {
	e := &c.t.events[i]
	c.happened[i] = true
	c.event(h, Kind(e.id), cause, c.society.State().ViolentPeople)
	c.conditions.Sparks = append(c.conditions.Sparks, e.sparks...)
	c.conditions.Losses = append(c.conditions.Losses, e.losses...)
	if e.breaks != none {
		c.broken[e.breaks] = true
	}
	for _, t := range e.turns {
		t.Lot = c.lk.For("event/units/" + e.id)
		c.street.Turns = append(c.street.Turns, t)
	}
	if c.fell == "" {
		if e.begins != none {
			c.gov.Begin(e.begins)
		}
		c.orders = c.orders.With(c.gov.Enact(&e.measures, h, c.t.actors, c.hot))
		c.note(h, &e.measures)
	}
}
