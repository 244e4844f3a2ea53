package scenario

import (
	"fmt"
	"reflect"
	"slices"

	"casus/regime"
	"casus/scenario/expr"
	"casus/scenario/source"
)

// Event is something that happens to a nation and that nobody in the model chooses:
// at its time, or by a hazard. It happens once.
type Event struct {
	ID      string       `yaml:"id" doc:"short name, unlike that of an option"`
	Name    string       `yaml:"name" doc:"as printed"`
	At      Moment       `yaml:"at,omitempty" doc:"when it happens: hours since the start (90, 3d18h) or a local time such as 2022-01-05T18:00; or give a hazard"`
	Hazard  Quantity     `yaml:"hazard,omitempty" min:"0" max:"1000" doc:"how often it would happen, per day; 1000: at once"`
	When    string       `yaml:"when,omitempty" doc:"with a hazard: condition under which there is one, over what the decision-maker could see, as it really was in the hour before, and parameters"`
	Effects EventEffects `yaml:"effects" doc:"what it does"`
}

// EventEffects are the effects of an event.
type EventEffects struct {
	Crowd     *EventCrowd `yaml:"crowd,omitempty" doc:"organisers who come out then"`
	Loss      Quantity    `yaml:"loss,omitempty" min:"-1" max:"1" doc:"political loss of legitimacy at once; below 0 it is given back"`
	Regions   []string    `yaml:"regions,omitempty" doc:"ids of the regions that feel the loss; all when left out"`
	Cohorts   []string    `yaml:"cohorts,omitempty" doc:"ids of the cohorts that feel it; all when left out"`
	Grievance string      `yaml:"grievance,omitempty" doc:"id of a grievance that begins; what had been taken back of it counts again"`
	Mutiny    string      `yaml:"mutiny,omitempty" doc:"id of a force of which a share changes sides, for good"`
	Neutral   string      `yaml:"neutral,omitempty" doc:"id of a force of which a share stands aside until the end"`
	Share     Quantity    `yaml:"share,omitempty" min:"0" max:"1" doc:"with mutiny or neutral: share of the units of that force, wherever they are"`
	Dismiss   string      `yaml:"dismiss,omitempty" doc:"id of the actor who loses all offices; if it is the ruler, the regime falls"`
	Breaks    string      `yaml:"breaks,omitempty" doc:"id of an actor in office, but the ruler, who breaks with him: from then on he is a rival, to whom part of the forces is loyal"`
	Emergency regime.Area `yaml:"emergency,omitempty" doc:"violent_regions, nationwide or end"`
	Openness  *Quantity   `yaml:"openness,omitempty" min:"0" max:"1" doc:"share of communications left open"`
}

// EventCrowd is a crowd that an event brings out.
type EventCrowd struct {
	Place  string   `yaml:"place" doc:"id of a place"`
	People Quantity `yaml:"people" whole:"people" min:"0" max:"1000000" doc:"how many"`
}

// Measures are the effects that options have too.
func (e *EventEffects) Measures() Effects {
	return Effects{Dismiss: e.Dismiss, Emergency: e.Emergency, Openness: e.Openness}
}

// Occasion gives the hour at which event i happens; or -1 if it has a hazard, with
// the condition of that, nil if it has none.
func (s *Scenario) Occasion(i int) (at int, when func(env []float64) bool) {
	e := &s.events[i]
	if e.when != nil {
		when = e.when.Eval
	}
	return e.at, when
}

type compiledEvent struct {
	at   int // hour, or -1
	when *expr.Condition
}

// checkEvents checks the events but for their conditions.
func (l *loader) checkEvents(cohorts, actors, places []string) {
	s := l.s
	regions := ids(s.Society.Regions, func(r Region) string { return r.ID })
	named(l, "$.events", s.Events, func(e Event) string { return e.ID }, func(e Event) string { return e.Name })
	forces := ids(s.State.Forces, func(f Force) string { return f.ID })
	for i := range s.Events {
		e, at := &s.Events[i], fmt.Sprintf("$.events[%d]", i)
		bad := func(key, hint, format string, args ...any) { l.bad(at+key, hint, format, args...) }
		for _, o := range s.Options {
			if source.Fold(o.ID) == source.Fold(e.ID) {
				bad(".id", "choose another id", "an option has the id %q: what happens and what is chosen stand in one table", o.ID)
			}
		}
		switch {
		case (e.At == "") == e.Hazard.IsZero():
			bad(".id", "write at: 3d18h, or hazard: 0.1 with when: if need be", "an event has a time or a hazard, and not both")
		case e.At != "" && e.When != "":
			bad(".when", "leave it out, or write hazard: in place of at:", "what happens at a time happens whatever is so")
		case e.At != "":
			if _, hint, err := s.hour(e.At); err != nil {
				bad(".at", hint, "%v", err)
			}
		}
		l.checkEventEffects(at+".effects", &e.Effects, regions, cohorts, actors, places, forces)
	}
}

func (l *loader) checkEventEffects(at string, e *EventEffects, regions, cohorts, actors, places, forces []string) {
	if reflect.ValueOf(*e).IsZero() {
		l.bad(at, "give it some, or leave the event out", "the event has no effect")
	}
	if e.Crowd != nil {
		l.refers(at+".crowd.place", "place", e.Crowd.Place, places)
	}
	among := func(what string, given, known []string) {
		key := at + "." + what + "s"
		if given != nil && e.Loss.IsZero() {
			l.bad(key, "write loss: beside it", "these %ss lose nothing", what)
		}
		for j, id := range given {
			l.refers(fmt.Sprintf("%s[%d]", key, j), what, id, known)
		}
	}
	among("region", e.Regions, regions)
	among("cohort", e.Cohorts, cohorts)
	if e.Grievance != "" {
		l.refers(at+".grievance", "grievance", e.Grievance, ids(l.s.Grievances, func(g Grievance) string { return g.ID }))
	}
	force := e.Mutiny + e.Neutral
	switch {
	case e.Mutiny != "" && e.Neutral != "":
		l.bad(at+".neutral", "make two events of it", "an event has mutiny or neutral, and one share")
	case (force == "") != e.Share.IsZero():
		l.bad(at, "write mutiny: FORCE with share: 0.5", "a share goes with mutiny or neutral, and they with it")
	case e.Mutiny != "":
		l.refers(at+".mutiny", "force", force, forces)
	case e.Neutral != "":
		l.refers(at+".neutral", "force", force, forces)
	}
	if e.Breaks != "" {
		l.checkBreach(at+".breaks", e.Breaks, actors)
	}
	l.checkMeasures(at, e.Measures(), actors)
}

// checkBreach checks that an actor can break with the ruler, and that it makes a difference.
func (l *loader) checkBreach(at, id string, actors []string) {
	i := slices.Index(actors, id)
	switch state := &l.s.State; {
	case i < 0:
		l.refers(at, "actor", id, actors)
	case i == 0:
		l.bad(at, "name another actor, or write dismiss: "+id, "the ruler cannot break with himself")
	case state.Actors[i].Rival:
		l.bad(at, "leave rival: true out where the actor is listed, or this", "%q is a rival from the start", id)
	case !slices.ContainsFunc(state.Offices, func(o Office) bool { return o.Holder == id }):
		l.bad(at, "give the actor an office", "%q holds no office, so that no forces follow him", id)
	}
}

// checkMeasures checks what options and events have in common.
func (l *loader) checkMeasures(at string, e Effects, actors []string) {
	if e.Dismiss != "" {
		l.refers(at+".dismiss", "actor", e.Dismiss, actors)
	}
	if !slices.Contains(areas, e.Emergency) {
		l.bad(at+".emergency", "known are violent_regions, nationwide, end", "unknown area %q", e.Emergency)
	}
}

// compileEvents works out when events happen, and compiles their conditions.
func (l *loader) compileEvents(scope *expr.Scope) {
	s := l.s
	s.events = make([]compiledEvent, len(s.Events))
	for i, e := range s.Events {
		c := &s.events[i]
		if c.at = -1; e.At != "" {
			c.at, _, _ = s.hour(e.At) // which has been checked
		}
		if e.When == "" {
			continue
		}
		var err error
		if c.when, err = expr.CompileCondition(e.When, scope); err != nil {
			l.expression(fmt.Sprintf("$.events[%d].when", i), err)
		} else {
			l.use(c.when.Names)
		}
	}
}
