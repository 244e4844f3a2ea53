package sim

import (
	"context"
	"errors"
	"reflect"
	"slices"
	"strings"

	"casus/luck"
	"casus/regime"
	"casus/scenario"
)

// Worlds plays replicate index in several worlds, and gives the trace or the
// error of each, as [Play] would. What worlds share is played once: each parts
// from the first in the hour in which the first of its differences acts. Only
// what is done may differ between the settings, and what is done in the first
// must be done in all.
func Worlds(ctx context.Context, s *scenario.Scenario, index int, sets []Settings) ([]*Trace, []error) {
	w := &worlds{ctx: ctx, traces: make([]*Trace, len(sets)), errs: make([]error, len(sets))}
	for k := range sets {
		p, err := newParting(s, &sets[0], &sets[k], k)
		switch {
		case err != nil:
			w.errs[k] = err
		case k > 0 && p.fromTheStart:
			w.traces[k], w.errs[k] = Play(ctx, s, index, sets[k])
		case k > 0:
			w.partings = append(w.partings, p)
		}
	}
	var err error
	if w.first, err = Start(s, index, sets[0]); err == nil {
		err = w.play()
	}
	w.traces[0], w.errs[0] = &w.first.trace, err
	for _, p := range w.partings { // those that are the first world all the way
		if w.errs[p.index] = err; err == nil {
			w.traces[p.index] = p.alike(&w.first.trace)
		}
	}
	for k, err := range w.errs {
		if err != nil {
			w.traces[k] = nil
		}
	}
	return w.traces, w.errs
}

// worlds are played together.
type worlds struct {
	ctx      context.Context
	first    *Run
	partings []*parting // of those that have not parted yet
	traces   []*Trace
	errs     []error
}

// parting is a world on its way with the first one.
type parting struct {
	s            *scenario.Scenario
	index        int
	set          *Settings
	of           []int     // by intervention: its number in the first world, or none
	since        []int     // by intervention of its own: hour since which it holds, or notYet
	real         []float64 // environment of conditions; nil if there are none
	fromTheStart bool      // it shares nothing
}

func newParting(s *scenario.Scenario, first, set *Settings, index int) (*parting, error) {
	a, b := *first, *set
	a.Interventions, b.Interventions = nil, nil
	if !reflect.DeepEqual(a, b) {
		return nil, errors.New("worlds of one replicate differ in more than what is done")
	}
	p := &parting{s: s, index: index, set: set, since: make([]int, len(set.Interventions))}
	found := 0
	for i, v := range set.Interventions {
		j := slices.IndexFunc(first.Interventions, func(u scenario.Intervention) bool { return u.Text == v.Text })
		p.of, p.since[i] = append(p.of, j), notYet
		if j != none {
			found++
			continue
		}
		if v.Always {
			p.since[i] = 0
			p.fromTheStart = p.fromTheStart || v.Parameter != "" && !p.late(v.Parameter)
		}
	}
	if found != len(first.Interventions) {
		return nil, errors.New("what is done in the first world must be done in all")
	}
	return p, nil
}

// late says whether a parameter is read only when the alliance has been asked or
// the crisis is over: those of rooms that act then, unless an expression reads
// them too.
func (p *parting) late(name string) bool {
	asks := slices.ContainsFunc(p.set.Interventions, func(v scenario.Intervention) bool { return v.When != nil })
	return (ofAlliance(name) || ofRelations(name)) && !asks && !p.s.Mentions(name)
}

func ofAlliance(name string) bool  { return strings.HasPrefix(name, "alliance.") }
func ofRelations(name string) bool { return strings.HasPrefix(name, "relations.") }

// play plays the first world to its end, and each other from where it parts.
func (w *worlds) play() error {
	var failed error
	before := func(p phase) {
		w.partings = slices.DeleteFunc(w.partings, func(other *parting) bool {
			parts, err := other.parts(w.first, p)
			if err != nil {
				failed = err
			}
			if parts {
				k := other.index
				w.traces[k], w.errs[k] = other.fork(w.first).finish(w.ctx)
			}
			return parts
		})
	}
	for !w.first.Done() && failed == nil {
		if err := w.ctx.Err(); err != nil {
			return err
		}
		if err := w.first.step(before); err != nil {
			return err
		}
	}
	return failed
}

// parts says whether one of a world's own interventions acts in a phase that
// comes.
func (p *parting) parts(r *Run, at phase) (bool, error) {
	switch at {
	case anHour:
		return p.begins(r)
	case decision:
		return p.weighs(r)
	case council:
		return r.crisis.gov.RequestHour == r.crisis.now && r.crisis.request == nil && p.sets(func(v *scenario.Intervention) bool { return ofAlliance(v.Parameter) }), nil
	case aMonth: // for good, or for what the crisis leaves behind
		return r.month == 0 && p.sets(func(v *scenario.Intervention) bool { return !v.CrisisOnly || ofRelations(v.Parameter) }), nil
	}
	return false, nil
}

// own yields the interventions that the first world does not have.
func (p *parting) own(yield func(i int, v *scenario.Intervention) bool) {
	for i := range p.set.Interventions {
		if p.of[i] == none && !yield(i, &p.set.Interventions[i]) {
			return
		}
	}
}

// sets says whether a parameter of some kind is set from the start.
func (p *parting) sets(kind func(v *scenario.Intervention) bool) bool {
	for _, v := range p.own {
		if v.Parameter != "" && v.Always && kind(v) {
			return true
		}
	}
	return false
}

// begins says whether something begins in this hour that acts at once. What is
// forbidden from now on acts when it could be chosen.
func (p *parting) begins(r *Run) (bool, error) {
	c := r.crisis
	for i, v := range p.own {
		if p.since[i] != notYet {
			continue
		}
		now := v.When == nil && c.now == v.From
		if v.When != nil && c.now > 0 {
			if p.real == nil {
				p.real = r.d.Environment()
			}
			if err := p.s.See(p.real, &c.past[(c.now-1)%len(c.past)]); err != nil {
				return false, err
			}
			now = v.When(p.real)
		}
		if now && !v.Forbid {
			return true, nil
		}
		if now {
			p.since[i] = c.now
		}
	}
	return false, nil
}

// weighs says whether an option that is forbidden here, or forced whenever it can
// be taken, could be taken in this hour in the first world.
func (p *parting) weighs(r *Run) (bool, error) {
	c := r.crisis
	for i, v := range p.own {
		if v.Option == "" || p.since[i] == notYet {
			continue
		}
		k := slices.IndexFunc(c.t.options, func(o regime.Option) bool { return o.ID == v.Option })
		could, err := c.could(k)
		if could || err != nil {
			return true, err
		}
	}
	return false, nil
}

// could says whether an option may be taken in the hour that is being played, or
// is ordered.
func (c *crisis) could(option int) (bool, error) {
	o := &c.t.options[option]
	if c.fell != "" {
		return false, nil
	}
	due := c.due(c.now)
	if due || c.run.orders(c, c.now) {
		if slices.Contains(c.run.ordered(c, c.now), option) {
			return true, nil
		}
	}
	if !due || !c.gov.Available(o, option, c.now) {
		return false, nil
	}
	noises := []luck.Lot{c.lots.noise}
	for _, who := range c.challengers {
		noises = append(noises, who.noise)
	}
	for _, noise := range noises {
		if _, err := c.view(c.now, noise); err != nil {
			return false, err
		}
		if o.When == nil || o.When(c.env) {
			return true, nil
		}
	}
	return false, nil
}

// fork gives the world its own run, from where the first stands.
func (p *parting) fork(first *Run) *Run {
	f := first.Fork()
	f.settings, f.since, f.real = *p.set, slices.Clone(p.since), nil
	for i, v := range p.set.Interventions {
		if j := p.of[i]; j != none {
			f.since[i] = first.since[j]
		} else if v.Parameter != "" && v.Always {
			f.d.Fix(v.Parameter, v.Value, f.env)
			if f.crisis != nil {
				f.d.Fix(v.Parameter, v.Value, f.crisis.env)
			}
		}
		if v.When != nil && f.real == nil {
			f.real = f.d.Environment()
		}
	}
	f.bind()
	f.trace.Values = p.values(f.trace.Values)
	return f
}

// values are the drawn parameters as this world has them.
func (p *parting) values(first []float64) []float64 {
	values := slices.Clone(first)
	for _, v := range p.own {
		if v.Parameter != "" && v.Always {
			values[p.s.ParameterIndex(v.Parameter)] = v.Value
		}
	}
	return values
}

// alike is the trace of the first world as that of a world which never parted.
func (p *parting) alike(first *Trace) *Trace {
	t := first.fork()
	t.Values = p.values(t.Values)
	return &t
}
