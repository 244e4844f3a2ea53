package sim

import (
	"maps"
	"slices"

	"casus/regime"
	"casus/scenario"
	"casus/society"
)

// notYet is the hour since which an intervention holds that does not hold yet.
const notYet = -1

// fromTheStart gives the parameters that are set when the crisis begins, or that
// are so before and after it: they are drawn as such.
func fromTheStart(set *Settings, crisis bool) map[string]float64 {
	values := maps.Clone(set.Overrides)
	if values == nil {
		values = map[string]float64{}
	}
	for _, v := range set.Interventions {
		if v.Parameter != "" && v.Always && (crisis || !v.CrisisOnly) {
			values[v.Parameter] = v.Value
		}
	}
	return values
}

// await makes ready for interventions that come on the way.
func (r *Run) await() {
	r.since = make([]int, len(r.settings.Interventions))
	for i, v := range r.settings.Interventions {
		r.since[i] = notYet
		if v.Always {
			r.since[i] = 0
		}
	}
}

// reality is the environment of conditions over what is so, as it was at the end of
// the hour before h, which is above 0. It stands until it is asked for again.
func (c *crisis) reality(h int) ([]float64, error) {
	r := c.run
	if r.real == nil {
		r.real = r.d.Environment()
	}
	seen := c.past[(h-1)%len(c.past)]
	return r.real, r.see(c.t.peer, r.real, &seen)
}

// intervene lets interventions begin whose time has come, or whose condition
// held in the hour before. It comes first in an hour of the scenario's own
// crisis.
func (c *crisis) intervene(h int) error {
	r := c.run
	if !c.own() {
		return nil
	}
	var real []float64
	if h > 0 && slices.ContainsFunc(r.settings.Interventions, func(v scenario.Intervention) bool { return v.When != nil }) {
		var err error
		if real, err = c.reality(h); err != nil {
			return err
		}
	}
	for i, v := range r.settings.Interventions {
		if r.since[i] != notYet {
			continue
		}
		if begins(&v, h, real) {
			r.since[i] = h
			if v.Parameter != "" {
				r.fix(c, v.Parameter, v.Value)
			}
		}
	}
	return nil
}

// Whether an intervention that does not hold yet begins in hour h: its time has
// come, or its condition held in the hour before, which is the environment.
func begins(v *scenario.Intervention, h int, env []float64) bool {
	return v.When == nil && h == v.From || v.When != nil && h > 0 && v.When(env)
}

// fix gives a parameter another value from now on, and each room its numbers
// anew.
func (r *Run) fix(c *crisis, name string, value float64) {
	environments := [][]float64{r.env}
	if r.real != nil {
		environments = append(environments, r.real)
	}
	if c != nil {
		environments = append(environments, c.env)
	}
	r.d.Fix(name, value, environments...)
	r.bind()
	if c != nil {
		var sc society.Coefficients
		var fc regime.ForceCoefficients
		r.d.Bind("society", &sc)
		r.d.Bind("forces", &fc)
		r.d.Bind("regime", &c.co)
		c.society.Set(sc)
		c.forces.Set(fc)
	}
}

// forTheCrisis puts in force what is set for the crisis alone, or ends it. What
// was set for good on the way stays.
func (r *Run) forTheCrisis(begins bool) error {
	if !slices.ContainsFunc(r.settings.Interventions, func(v scenario.Intervention) bool { return v.CrisisOnly }) {
		return nil
	}
	d, err := r.s.Draw(r.drawn, fromTheStart(&r.settings, begins))
	if err != nil {
		return err
	}
	for i, v := range r.settings.Interventions {
		if v.Parameter != "" && !v.CrisisOnly && !v.Always && r.since[i] != notYet {
			d.Fix(v.Parameter, v.Value)
		}
	}
	for _, v := range r.settings.Interventions {
		if v.CrisisOnly {
			r.fix(nil, v.Parameter, d.Parameter(v.Parameter))
		}
	}
	r.convene()
	return nil
}

// Whether the record or a counterfactual orders something at this
// very hour, whatever the state of things.
func (r *Run) orders(c *crisis, h int) bool {
	if !c.own() {
		return false
	}
	if r.settings.Mode == Recorded && len(r.recorded[h]) > 0 {
		return true
	}
	for i, v := range r.settings.Interventions {
		if v.Option != "" && !v.Forbid && !v.Always && r.since[i] == h {
			return true
		}
	}
	return false
}

// ordered lists the options that must be taken at an hour, by the record or by
// a counterfactual. Due says whether it is time for a decision.
func (r *Run) ordered(c *crisis, h int, due bool) []int {
	if !c.own() {
		return nil
	}
	var list []int
	if r.settings.Mode == Recorded {
		list = append(list, r.recorded[h]...)
	}
	for k, v := range r.settings.Interventions {
		if v.Option == "" || v.Forbid {
			continue
		}
		i := c.t.option(v.Option)
		o := &c.t.options[i]
		now := r.since[k] == h
		if v.Always {
			now = due && c.gov.Available(o, i, h) && (o.When == nil || o.When(c.env))
		}
		if now {
			list = append(list, i)
		}
	}
	return list
}

// Whether a counterfactual rules an option out.
func (r *Run) forbidden(c *crisis, i int) bool {
	if !c.own() {
		return false
	}
	for k, v := range r.settings.Interventions {
		if v.Forbid && v.Option == c.t.options[i].ID && r.since[k] != notYet {
			return true
		}
	}
	return false
}
