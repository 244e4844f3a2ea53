package sim

// unaided is how a crisis would have gone on from the hour in which the alliance
// approved, had it not answered.
type unaided struct {
	fell   string
	deaths float64
	unrest float64 // days with protest
}

// unaided plays the twin of a crisis to its end: a fork with the same luck, from
// before a mission was made, in which no answer comes.
func (c *crisis) unaided() (*unaided, error) {
	run := c.run.Fork()
	twin := run.crisis
	if !c.own() {
		twin = c.fork(run)
		out := *c.out
		twin.out = &out
	}
	twin.decision = nil
	for twin.now < twin.length {
		if err := twin.hour(nil); err != nil {
			return nil, err
		}
	}
	return &unaided{twin.fell, twin.out.Deaths, twin.unrest}, nil
}

// changed sums up what a mission changed, where troops landed.
func (c *crisis) changed() {
	o, without := c.out, c.without
	if without == nil || !o.Deployed {
		return
	}
	o.MissionSurvival = ptr(flag(c.fell == "") - flag(without.fell == ""))
	o.MissionDeaths = ptr(o.Deaths - without.deaths)
	o.MissionDaysLess = ptr(without.unrest - c.unrest)
}

// decisive is whether a mission brought about what it came for, 0 or 1: the ruler
// stayed or, against him, fell, and would not have without it.
func (c *crisis) decisive() float64 {
	if c.without == nil || !c.out.Deployed {
		return 0
	}
	with, without := c.fell == "", c.without.fell == ""
	if c.against() {
		with, without = !with, !without
	}
	return flag(with && !without)
}
