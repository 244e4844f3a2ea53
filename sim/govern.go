package sim

import (
	"math"

	"casus/regime"
)

// govern lets the decision-maker decide when what he sees has changed, or he has not
// looked for some hours, and carries out what a counterfactual or the record orders.
func (c *crisis) govern(h int) error {
	told := c.told
	c.told = c.told[:0]
	if c.fell != "" {
		return nil
	}
	if c.fall(h); c.fell != "" {
		return nil
	}
	due := c.due(h)
	if !due && len(told) == 0 && !c.run.orders(c, h) {
		return nil
	}
	if due {
		c.looked, c.known = h, *c.picture(h)
	}
	seen, err := c.view(h, c.noise)
	if err != nil {
		return err
	}
	for _, i := range append(c.run.ordered(c, h, due), told...) {
		if !c.run.forbidden(c, i) {
			c.order(h, &regime.Choice{Hour: h, Actor: c.t.options[i].By, Option: i, Forced: true}, seen)
		}
	}
	if c.own() && c.run.settings.Mode == Recorded || !due || c.gov.Resigned {
		return nil
	}
	if err := c.choose(h, 0, seen); err != nil {
		return err
	}
	for i := range c.challengers {
		if c.gov.Resigned {
			break // there is nobody to challenge
		}
		seen, err := c.view(h, c.challengers[i].noise)
		if err != nil {
			return err
		}
		if err := c.choose(h, c.challengers[i].actor, seen); err != nil {
			return err
		}
	}
	return nil
}

// choose lets an actor take one of his options, or wait.
func (c *crisis) choose(h, actor int, seen regime.Seen) error {
	choice := &c.choice
	choice.Hour, choice.Actor, choice.Forced = h, actor, false
	err := choice.Decide(c.t.options, func(i int) bool {
		o := &c.t.options[i]
		return o.Of(actor) && c.gov.Available(o, i, h) && !c.run.forbidden(c, i)
	}, c.env, c.co.Rationality, c.characters[actor])
	if err != nil {
		return err
	}
	c.order(h, choice, seen)
	return nil
}

// Whether it is time for a decision: what is seen has changed since the last one,
// or that is some hours ago.
func (c *crisis) due(h int) bool {
	return h-c.looked >= int(c.co.Interval) || c.picture(h).Moved(&c.known)
}

// order carries out a choice and keeps it for the record.
func (c *crisis) order(h int, choice *regime.Choice, seen regime.Seen) {
	o := &c.t.options[choice.Option]
	first := c.gov.Chosen[choice.Option] < 0
	if o.Effects.Request && c.gov.RequestHour < 0 {
		c.asker, c.plea = o.By, o.Effects.Frame
	}
	c.orders = c.orders.With(c.gov.Order(o, choice.Option, h, c.t.actors, c.hot))
	if o.Effects.Relief > 0 || o.Effects.Calm > 0 {
		c.conceded++
	}
	c.note(h, &o.Effects)
	if o.ID != regime.Wait && first {
		c.event(h, Kind(o.ID), map[bool]string{true: "ordered", false: "chosen"}[choice.Forced], seen.Violent)
	}
	if o.ID == regime.Wait && !c.own() {
		return // later crises keep their acts only
	}
	trace := &c.run.trace
	kept := Decision{Hour: h, Month: c.month, State: c.decider(choice.Actor), Chosen: o.ID, Forced: choice.Forced, Seen: c.run.numbers.take(len(regime.Quantities()))}
	copy(kept.Seen, c.env)
	if choice.Forced {
		kept.Options = []Considered{{o.ID, math.NaN(), math.NaN(), true}}
	} else {
		n := 0
		for _, u := range choice.Utility {
			n += int(1 - flag(math.IsNaN(u)))
		}
		kept.Options = c.run.considered.take(n)[:0]
		for i, u := range choice.Utility {
			if !math.IsNaN(u) {
				kept.Options = append(kept.Options, Considered{c.t.options[i].ID, u, choice.Odds[i], i == choice.Option})
			}
		}
	}
	trace.Decisions = append(trace.Decisions, kept)
}

// note keeps the day of the first emergency nationwide, and of the dismissal of the
// target, once effects are in force.
func (c *crisis) note(h int, e *regime.Effects[float64]) {
	day := ptr(float64(h/24 + 1))
	if e.Emergency == regime.Nationwide && c.out.EmergencyDay == nil {
		c.out.EmergencyDay = day
	}
	if c.orders.TargetGone && c.out.DismissalDay == nil {
		c.out.Dismissed, c.out.DismissalDay = true, day
	}
}

// Whether the regime falls: the ruler flees, or for long enough the
// centre is lost or too few officers follow.
func (c *crisis) fall(h int) {
	f := c.forces.State()
	lasts := func(hours *int, is bool) bool {
		*hours++
		if !is {
			*hours = 0
		}
		return float64(*hours) >= c.co.FallHours
	}
	lost, deserted := lasts(&c.centreLost, f.Control[c.t.capital] == regime.Lost), lasts(&c.deserted, f.Loyal < c.co.LoyalFloor)
	switch {
	case c.gov.Resigned:
		c.fell = RulerLeft
	case lost:
		c.fell = CentreLost
	case deserted:
		c.fell = ForcesLeft
	default:
		return
	}
	c.out.FallDay = ptr(float64(h/24 + 1))
	c.event(h, RegimeFalls, c.fell, f.Loyal)
	c.orders.TargetGone = true
	c.gov.Settle()
	c.gov.Openness, c.gov.Posture, c.gov.Lethal = 1, 1, 0
	clear(c.gov.Emergency)
}
