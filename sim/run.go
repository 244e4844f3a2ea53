package sim

import (
	"context"
	"errors"
	"fmt"
	"slices"

	"casus/alliance"
	"casus/luck"
	"casus/regime"
	"casus/relations"
	"casus/scenario"
	"casus/scenario/source"
	"casus/society"
)

// Run is one replicate while it is played. It is not safe for concurrent use;
// forks are independent.
type Run struct {
	s           *scenario.Scenario
	settings    Settings
	drawn       luck.Replicate // of the parameters
	lk          luck.Replicate // of what happens
	d           *scenario.Draw
	trace       Trace
	relations   *relations.Relations
	mood        *society.Mood // of the nation, after its crisis
	cohortShare []float64     // of the nation
	options     []regime.Option
	asked       regime.Seen // the crisis about which rulers are asked
	regime      regime.Coefficients
	charter     alliance.Charter
	members     []alliance.Member
	alliance    alliance.Coefficients
	env         []float64     // of the expressions of vignettes
	choice      regime.Choice // the last of them; its slices are used again
	recorded    map[int][]int // hour to options of the record's decisions
	since       []int         // by intervention: hour of the crisis since which it holds, or notYet
	real        []float64     // the environment of conditions over what is so; nil until it is asked for
	numbers     slab[float64] // of the trace's decisions
	considered  slab[Considered]
	crisis      *crisis // the scenario's own, until it is closed
	month       int     // of the aftermath that comes next; 0 closes the crisis
	fallen      int     // month in which the regime fell, or none
	staying     []*stay // missions that have outlasted their crises
}

// none is a month or an hour that has not come.
const none = -1

// Start sets up replicate index of a scenario at hour 0. A draw that leaves the
// range of something is an error that names it.
func Start(s *scenario.Scenario, index int, set Settings) (*Run, error) {
	r := &Run{s: s, settings: set, drawn: luck.Of(set.Seed, index), lk: luck.Of(set.Seed, index), fallen: none, trace: Trace{Index: index}}
	if set.Luck != 0 {
		r.lk = luck.Of(set.Luck, index)
	}
	if set.Ordinary && set.Mode == Recorded {
		return nil, errors.New("the record is of a crisis: an ordinary year is played in mode free")
	}
	var err error
	if r.d, err = s.Draw(r.drawn, fromTheStart(&set, false)); err != nil {
		return nil, err
	}
	r.env = r.d.Environment()
	r.await()
	if err := r.remind(); err != nil {
		return nil, err
	}
	if err := r.befriend(); err != nil {
		return nil, err
	}
	r.bind()
	r.convene()
	r.asked = r.d.Vignette()
	if r.trace.Before, err = r.observe(Before); err != nil {
		return nil, err
	}
	if err := r.forTheCrisis(true); err != nil {
		return nil, err
	}
	r.trace.Values = slices.Clone(r.d.Values)
	how := society.How{Scale: set.Scale, Workers: set.Workers, Plain: set.Plain}
	r.crisis = newCrisis(r, r.home(), InCrisis, r.days(), how, r.lk, &r.trace.Outcome)
	content := make([]float64, len(s.Grievances)) // none has begun
	r.trace.Before.Legitimacy = r.crisis.society.Mood(content).Legitimacy(0)
	return r, nil
}

// Play plays replicate index to its end. The same arguments give the same trace,
// on any machine.
func Play(ctx context.Context, s *scenario.Scenario, index int, set Settings) (*Trace, error) {
	r, err := Start(s, index, set)
	if err != nil {
		return nil, err
	}
	return r.finish(ctx)
}

// finish plays a run to its end.
func (r *Run) finish(ctx context.Context) (*Trace, error) {
	for hour := 0; !r.Done(); hour++ {
		if (r.crisis == nil || hour%24 == 0) && ctx.Err() != nil {
			return nil, ctx.Err()
		}
		if err := r.Step(); err != nil {
			return nil, err
		}
	}
	return &r.trace, nil
}

// Done reports whether the run has come to its end.
func (r *Run) Done() bool {
	return r.month > r.s.Clock.AftermathMonths || r.settings.Ordinary && r.month > 0
}

// days is the length of the crisis, or of the ordinary time in its place.
func (r *Run) days() int {
	if r.settings.Ordinary {
		return OrdinaryDays
	}
	return r.s.Clock.CrisisDays
}

// Hour gives the hours of the crisis that have passed, and Month the months
// that have been closed: none in the crisis, and one with its end.
func (r *Run) Hour() int {
	if r.crisis == nil {
		return 24 * r.days()
	}
	return r.crisis.now
}

// Month gives the months that have been closed; see Hour.
func (r *Run) Month() int { return r.month }

// Step plays an hour of the crisis; when that is over, a month, of which the
// first, month 0, closes the crisis. Beyond the end it does nothing.
func (r *Run) Step() error { return r.step(nil) }

// step plays a step and says before each phase of it what comes.
func (r *Run) step(before func(phase)) error {
	switch {
	case r.Done():
		return nil
	case r.crisis != nil && r.crisis.now < r.crisis.length:
		for _, b := range r.settings.Branches {
			if b.Hour == r.crisis.now {
				r.Redraw(r.lk.Branch(b.Number))
			}
		}
		return r.crisis.hour(before)
	}
	if before != nil {
		before(aMonth)
	}
	if err := r.pass(r.month); err != nil {
		return fmt.Errorf("month %d: %w", r.month, err)
	}
	r.month++
	return nil
}

// Order has an option taken in the hour that comes, in the name of the actor
// whose it is, whatever the model would choose and whether or not its condition
// holds. After the crisis, or once the regime has fallen, there is nobody to
// order. An order is not carried out if the regime falls in that very hour, or
// if an intervention that begins in it forbids the option.
func (r *Run) Order(option string) error {
	c := r.crisis
	if c == nil || c.now >= c.length {
		return fmt.Errorf("option %q cannot be ordered: the crisis is over", option)
	}
	if c.fell != "" {
		return fmt.Errorf("option %q cannot be ordered: %s", option, c.fell)
	}
	i := c.t.option(option)
	if i < 0 {
		var ids []string
		for _, o := range c.t.options {
			ids = append(ids, o.ID)
		}
		return fmt.Errorf("unknown option %q; %s", option, source.Meant(option, ids))
	}
	if slices.Contains(c.told, i) {
		return fmt.Errorf("option %q cannot be ordered: it has been ordered for this hour", option)
	}
	if r.forbidden(c, i) {
		return fmt.Errorf("option %q cannot be ordered: this world forbids it", option)
	}
	if !c.gov.Available(&c.t.options[i], i, c.now) {
		return fmt.Errorf("option %q cannot be ordered now: it can be taken once only, or not again so soon", option)
	}
	c.told = append(c.told, i)
	return nil
}

// Trace gives the record so far; the next step changes it.
func (r *Run) Trace() *Trace { return &r.trace }

// Fork gives an independent copy. Both go on in the same way, with the same
// luck, until something different is done to one of them.
func (r *Run) Fork() *Run {
	f := *r
	f.d, f.relations, f.trace = r.d.Clone(), r.relations.Fork(), r.trace.fork()
	f.choice, f.numbers, f.considered = regime.Choice{}, slab[float64]{}, slab[Considered]{}
	f.env, f.since, f.real = slices.Clone(r.env), slices.Clone(r.since), slices.Clone(r.real)
	if r.crisis != nil {
		f.crisis = r.crisis.fork(&f)
	}
	f.staying = nil
	for _, m := range r.staying {
		f.staying = append(f.staying, m.fork(&f))
	}
	return &f
}

// Redraw gives a run other luck from now on. Who people and units are stays as
// it was, and so do the parameters.
func (r *Run) Redraw(lk luck.Replicate) {
	r.lk = lk
	r.relations.Redraw(lk)
	if r.crisis != nil {
		r.crisis.redraw(lk)
	}
	for _, m := range r.staying {
		m.mission.Redraw(lk)
	}
}

// remind notes what the record says was decided, and when.
func (r *Run) remind() error {
	r.recorded = map[int][]int{}
	for _, d := range r.s.Record.Decisions {
		h, err := r.s.Hour(d.At)
		if err != nil {
			return err
		}
		i := slices.IndexFunc(r.s.Options, func(o scenario.Option) bool { return o.ID == d.Option })
		r.recorded[h] = append(r.recorded[h], i)
	}
	return nil
}
