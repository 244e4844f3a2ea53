package sim

import "fmt"

// phase is a part of an hour, or of the time after it.
type phase string

// Phases at which worlds may part.
const (
	anHour   phase = "interventions"
	events   phase = "events"
	decision phase = "regime"
	council  phase = "alliance"
	aMonth   phase = "month"
)

// mechanism is what happens in a phase.
type mechanism struct {
	phase phase
	do    func(c *crisis, h int) error
}

var schedule []mechanism

// An hour of the crisis, a line a mechanism. It is set here and not above, since the
// alliance plays hours of its own: those of a crisis to which it does not answer.
func init() {
	schedule = []mechanism{
		{anHour, (*crisis).intervene},    // what a counterfactual does begins
		{events, (*crisis).happen},       // what the scenario dates, or gives a hazard, happens
		{"concessions", (*crisis).yield}, // grievances begin, concessions take effect
		{"society", (*crisis).live},      // citizens wake, gather, clash and go home
		{"forces", (*crisis).guard},      // units waver, muster, hold or lose places
		{"picture", (*crisis).count},     // what can be seen is summed up
		{decision, (*crisis).govern},     // the regime falls, or it and its challengers decide
		{council, (*crisis).ally},        // the alliance votes, deploys and leaves
		{"observation", (*crisis).watch}, // what is reported is kept
	}
}

// hour plays an hour, or the rest of one. Before is told each phase to come.
func (c *crisis) hour(before func(phase)) error {
	for ; c.phase < len(schedule); c.phase++ {
		p := &schedule[c.phase]
		if before != nil {
			before(p.phase)
		}
		if err := p.do(c, c.now); err != nil {
			return fmt.Errorf("%s, hour %d: %w", c.t.name, c.now, err)
		}
	}
	c.phase = 0
	c.now++
	return nil
}
