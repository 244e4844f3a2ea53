package sim

import (
	"context"
	"reflect"
	"slices"
	"strings"

	"casus/luck"
	"casus/regime"
	"casus/scenario"
)

// Worlds plays replicate index in several worlds, and gives the trace or the
// error of each, as [Play] would. What worlds share is played once: each parts
// from the first in the hour in which the first of its differences acts. A world
// in which not all is done that is done in the first, in that order, or whose settings differ in
// more than what is done, shares nothing.
func Worlds(ctx context.Context, s *scenario.Scenario, index int, sets []Settings) ([]*Trace, []error) {
	w := &worlds{ctx: ctx, traces: make([]*Trace, len(sets)), errs: make([]error, len(sets))}
	for k := range sets[1:] {
		if p := newParting(s, &sets[0], &sets[k+1], k+1); p != nil {
			w.partings = append(w.partings, p)
		} else {
			w.traces[k+1], w.errs[k+1] = Play(ctx, s, index, sets[k+1])
		}
	}
	w.play(s, index, &sets[0])
	return w.traces, w.errs
}

// worlds are played together.
type worlds struct {
	ctx      context.Context
	partings []*parting // of those that have not parted yet
	traces   []*Trace
	errs     []error
}

// parting is a world on its way with the first one.
type parting struct {
	s     *scenario.Scenario
	index int
	set   *Settings
	of    []int     // by intervention: its number in the first world, or none
	since []int     // by intervention of its own: hour since which it holds, or notYet
	real  []float64 // environment of conditions; nil if there are none
}

// newParting gives nil for a world that shares nothing with the first one.
func newParting(s *scenario.Scenario, first, set *Settings, index int) *parting {
	if set.foresee() && !first.foresee() && !s.Mentions(regime.Approval) {
		return nil // nobody works it out in the first one
	}
	a, b := *first, *set
	a.Interventions, b.Interventions = nil, nil
	if !reflect.DeepEqual(a, b) {
		return nil
	}
	p := &parting{s: s, index: index, set: set, since: make([]int, len(set.Interventions))}
	found := 0
	onTheWay := slices.ContainsFunc(first.Interventions, func(v scenario.Intervention) bool { return v.Parameter != "" && !v.Always })
	for i, v := range set.Interventions {
		p.since[i] = notYet
		if found < len(first.Interventions) && first.Interventions[found].Text == v.Text {
			p.of = append(p.of, found)
			found++
			continue
		}
		p.of = append(p.of, none)
		if v.When != nil && onTheWay {
			return nil // it may depend on what the first world sets
		}
		if v.Always {
			p.since[i] = 0
			if v.Parameter != "" && !p.late(v.Parameter) {
				return nil
			}
		}
	}
	if found != len(first.Interventions) {
		return nil
	}
	return p
}

// Whether a parameter is read only when the alliance has been asked or
// the crisis is over: those of rooms that act then, unless an expression reads
// them too, or they are set twice.
func (p *parting) late(name string) bool {
	asks, times := false, 0
	for _, v := range p.set.Interventions {
		asks = asks || v.When != nil
		if v.Parameter == name {
			times++
		}
	}
	foreseen := (p.s.Mentions(regime.Approval) || p.set.foresee()) && slices.Contains(votes, name)
	return (ofAlliance(name) || ofRelations(name)) && !foreseen && !asks && times == 1 && !p.s.Mentions(name)
}

// votes are the parameters on which a vote depends, so that a ruler who thinks of it before
// he asks depends on them too.
var votes = []string{
	"alliance.shared_threat", "alliance.insurance", "alliance.alignment", "alliance.legal_fit", "alliance.stake", "alliance.incumbent",
	"alliance.precedent", "alliance.cooperation", "alliance.small", "alliance.domestic_cost", "alliance.risk", "alliance.rival",
	"alliance.hegemony_fear", "alliance.luck", "alliance.yes", "alliance.no", "alliance.size_min", "alliance.size_max",
}

func ofAlliance(name string) bool  { return strings.HasPrefix(name, "alliance.") }
func ofRelations(name string) bool { return strings.HasPrefix(name, "relations.") }

// play plays the first world to its end, each other from where it parts, and
// those that never part as the first.
func (w *worlds) play(s *scenario.Scenario, index int, set *Settings) {
	first, err := Start(s, index, *set)
	for err == nil && !first.Done() {
		if err = w.ctx.Err(); err == nil {
			err = first.step(func(at phase) { w.part(first, at) })
		}
	}
	for _, p := range w.partings {
		if w.errs[p.index] = err; err == nil {
			w.traces[p.index] = p.alike(&first.trace)
		}
	}
	if w.errs[0] = err; err == nil {
		w.traces[0] = &first.trace
	}
}

// part plays the worlds to their ends that part in a phase that comes.
func (w *worlds) part(first *Run, at phase) {
	w.partings = slices.DeleteFunc(w.partings, func(p *parting) bool {
		parts, err := p.parts(first, at)
		if k := p.index; err != nil {
			w.errs[k] = err
		} else if parts {
			w.traces[k], w.errs[k] = p.fork(first).finish(w.ctx)
		}
		return parts || err != nil
	})
}

// Whether one of a world's own interventions acts in a phase that
// comes.
func (p *parting) parts(r *Run, at phase) (bool, error) {
	switch at {
	case anHour:
		return p.begins(r)
	case events:
		return p.meets(r)
	case decision:
		return p.weighs(r)
	case council:
		if d := r.crisis.decision; d != nil && d.Approved && d.Hour == r.crisis.now {
			return true, nil // each plays the twin of its mission as its own world
		}
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

// Whether a parameter of some kind is set from the start.
func (p *parting) sets(kind func(v *scenario.Intervention) bool) bool {
	for _, v := range p.own {
		if v.Parameter != "" && v.Always && kind(v) {
			return true
		}
	}
	return false
}

// Whether something begins in this hour that acts at once. What is
// forbidden from now on acts when it could be chosen.
func (p *parting) begins(r *Run) (bool, error) {
	c := r.crisis
	for i, v := range p.own {
		if p.since[i] != notYet {
			continue
		}
		if v.When != nil && c.now > 0 {
			if p.real == nil {
				p.real = r.d.Environment()
			}
			seen := c.past[(c.now-1)%len(c.past)]
			if err := r.see(c.t.peer, p.real, &seen); err != nil {
				return false, err
			}
		}
		now := begins(v, c.now, p.real)
		if now && !v.Forbid {
			return true, nil
		}
		if now {
			p.since[i] = c.now
		}
	}
	return false, nil
}

// Whether an event that is forbidden here happens in this hour in the first world.
func (p *parting) meets(r *Run) (bool, error) {
	c := r.crisis
	for i, v := range p.own {
		if v.Event == "" || p.since[i] == notYet {
			continue
		}
		for k := range c.t.events {
			if c.t.events[k].id != v.Event {
				continue
			}
			if cause, err := c.comes(k, c.now); cause != "" || err != nil {
				return true, err
			}
		}
	}
	return false, nil
}

// Whether an option that is forbidden here, or forced whenever it can
// be taken, could be taken in this hour in the first world.
func (p *parting) weighs(r *Run) (bool, error) {
	c := r.crisis
	for i, v := range p.own {
		if v.Option == "" || p.since[i] == notYet {
			continue
		}
		could, err := c.could(c.t.option(v.Option))
		if could || err != nil {
			return true, err
		}
	}
	return false, nil
}

// Whether an option may be taken in the hour that is being played, or
// is ordered.
func (c *crisis) could(option int) (bool, error) {
	o := &c.t.options[option]
	if c.fell != "" {
		return false, nil
	}
	due := c.due(c.now)
	if due || c.run.orders(c, c.now) {
		if slices.Contains(c.run.ordered(c, c.now, due), option) {
			return true, nil
		}
	}
	if !due || !c.gov.Available(o, option, c.now) {
		return false, nil
	}
	noises := []luck.Lot{c.noise}
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
