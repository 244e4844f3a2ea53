package sim

import (
	"casus/luck"
)

// challenger is an actor who does not rule and has options of his own. He
// chooses at the same hours as the ruler and in the same way, and sees the same
// pictures with errors of his own.
type challenger struct {
	actor int
	noise luck.Lot
}

// challenge lists the challengers of the scenario's own crisis. Later crises
// have none.
func (c *crisis) challenge() []challenger {
	if !c.own() {
		return nil
	}
	var list []challenger
	for i, a := range c.t.actors {
		for _, o := range c.t.options {
			if i > 0 && o.By == i {
				list = append(list, challenger{i, c.lk.For("regime/perception/" + a.ID)})
				break
			}
		}
	}
	return list
}

// Whether it was a challenger who asked, so that a mission stands
// against the ruler and not by him.
func (c *crisis) against() bool { return c.asker > 0 }

// Whether a mission, if there is one, presses the ruler. Once he
// is gone it stands by those who have come into office.
func (c *crisis) pressed() bool { return c.against() && c.fell == "" }

// hostile is how far local forces might fight a mission, 0..1: the share that has
// changed sides; or, of a mission against the ruler, those who follow him, as far
// as they are loyal, against the force that the alliance can raise,
//
//	faithful/(faithful + standing force)
//
// since a small army deters less than a large one.
func (c *crisis) hostile() float64 {
	if !c.against() {
		return c.forces.State().Switched
	}
	faithful := c.forces.State().Faithful
	return faithful / max(1, faithful+c.s.Alliance.Standing)
}

// need is how bad things look for the one who asks: for a ruler as they look from
// outside, for a challenger the share of the forces that keep him out.
func (c *crisis) need() float64 {
	if c.against() {
		return c.forces.State().Loyal
	}
	return Trouble(c.wrong())
}

// alike is how like a member's regime is to what the one who asks stands for, given
// its distance from the ruler's regime: a challenger stands for another.
func (c *crisis) alike(distance float64) float64 {
	if c.against() {
		return distance
	}
	return 1 - distance
}

// friends is cooperation in repression as it speaks for a request: the ruler's
// services are no friends of a challenger.
func (c *crisis) friends(cooperation float64) float64 {
	if c.against() {
		return 0
	}
	return cooperation
}

// argued is the legal fit of what a request says: of the government's frame, or
// of the challenger's.
func (c *crisis) argued() float64 {
	if c.against() {
		return c.run.fit(c.plea)
	}
	return c.fit()
}

// decider names whose decision it is.
func (c *crisis) decider(actor int) string {
	if actor == 0 {
		return c.t.name
	}
	return c.t.name + ", " + c.s.State.Actors[actor].Name
}
