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
func (w *world) await() {
	for i, v := range w.settings.Interventions {
		w.since[i] = notYet
		if v.Always {
			w.since[i] = 0
		}
		if v.When != nil {
			w.real = w.d.Environment()
		}
	}
}

// intervene lets interventions begin whose time has come, or whose condition
// held in the hour before. It comes first in an hour of the scenario's own
// crisis.
func (c *crisis) intervene(h int) error {
	w := c.w
	if c.month >= 0 || len(w.settings.Interventions) == 0 {
		return nil
	}
	if w.real != nil && h > 0 {
		if err := c.s.See(w.real, &c.past[(h-1)%len(c.past)]); err != nil {
			return err
		}
	}
	for i, v := range w.settings.Interventions {
		if w.since[i] != notYet {
			continue
		}
		if v.When == nil && h == v.From || v.When != nil && h > 0 && v.When(w.real) {
			w.since[i] = h
			if v.Parameter != "" {
				w.fix(c, v.Parameter, v.Value)
			}
		}
	}
	return nil
}

// fix gives a parameter another value from now on, and each room its numbers
// anew.
func (w *world) fix(c *crisis, name string, value float64) {
	environments := [][]float64{w.env}
	if w.real != nil {
		environments = append(environments, w.real)
	}
	if c != nil {
		environments = append(environments, c.env)
	}
	w.d.Fix(name, value, environments...)
	w.bind()
	if c != nil {
		var sc society.Coefficients
		var fc regime.ForceCoefficients
		w.d.Bind("society", &sc)
		w.d.Bind("forces", &fc)
		w.d.Bind("regime", &c.co)
		c.society.Set(sc)
		c.forces.Set(fc)
	}
}

// forTheCrisis puts in force what is set for the crisis alone, or ends it. What
// was set for good on the way stays.
func (w *world) forTheCrisis(begins bool) error {
	if !slices.ContainsFunc(w.settings.Interventions, func(v scenario.Intervention) bool { return v.CrisisOnly }) {
		return nil
	}
	d, err := w.s.Draw(w.lk, fromTheStart(&w.settings, begins))
	if err != nil {
		return err
	}
	for i, v := range w.settings.Interventions {
		if v.Parameter != "" && !v.CrisisOnly && !v.Always && w.since[i] != notYet {
			d.Fix(v.Parameter, v.Value)
		}
	}
	for _, v := range w.settings.Interventions {
		if v.CrisisOnly {
			w.fix(nil, v.Parameter, d.Parameter(v.Parameter))
		}
	}
	w.convene()
	return nil
}

// orders says whether the record or a counterfactual orders something at this
// very hour, whatever the state of things.
func (w *world) orders(c *crisis, h int) bool {
	if c.month >= 0 {
		return false
	}
	if w.mode == Recorded && len(w.recorded[h]) > 0 {
		return true
	}
	for i, v := range w.settings.Interventions {
		if v.Option != "" && !v.Forbid && !v.Always && w.since[i] == h {
			return true
		}
	}
	return false
}

// ordered lists the options that must be taken at an hour, by the record or by
// a counterfactual.
func (w *world) ordered(c *crisis, h int) []int {
	if c.month >= 0 {
		return nil
	}
	var list []int
	if w.mode == Recorded {
		list = append(list, w.recorded[h]...)
	}
	for k, v := range w.settings.Interventions {
		if v.Option == "" || v.Forbid {
			continue
		}
		i := slices.IndexFunc(c.t.options, func(o regime.Option) bool { return o.ID == v.Option })
		o := &c.t.options[i]
		due := w.since[k] == h
		if v.Always {
			due = c.due(h) && c.gov.Available(o, i, h) && (o.When == nil || o.When(c.env))
		}
		if due {
			list = append(list, i)
		}
	}
	return list
}

// forbidden says whether a counterfactual rules an option out.
func (w *world) forbidden(c *crisis, i int) bool {
	if c.month >= 0 {
		return false
	}
	for k, v := range w.settings.Interventions {
		if v.Forbid && v.Option == c.t.options[i].ID && w.since[k] != notYet {
			return true
		}
	}
	return false
}
