package sim

import (
	"math"
	"slices"

	"casus/luck"
	"casus/regime"
	"casus/relations"
	"casus/scenario"
	"casus/society"
)

// laterAgents is about how many agents live in the nation of a later crisis: with so many,
// scale does not matter (TestThinningDoesNotMatter).
const laterAgents = 20_000

// pass lets a month pass: missions that have outlasted their crises, standing, wars,
// demands, later crises. Month 0 closes the crisis.
func (r *Run) pass(m int) error {
	if m == 0 {
		return r.end()
	}
	o := &r.trace.Outcome
	if m == 1 { // from here on there is something to count
		for _, count := range []**float64{&o.Later, &o.LaterRequests, &o.LaterMissions, &o.Demands, &o.Accepted, &o.WarMonths, &o.Attacks, &o.AttacksHelped, &o.MembersLeft} {
			*count = ptr(0.0)
		}
	}
	if err := r.stay(); err != nil {
		return err
	}
	if err := r.drift(m); err != nil {
		return err
	}
	for k, p := range r.s.Relations.States {
		if r.relations.Crisis(m, k) && !(p.Target && r.fallen != none) {
			if err := r.later(m, k); err != nil {
				return err
			}
		}
	}
	switch m {
	case 6:
		o.Survived6m = ptr(r.fallen == none)
	case 24:
		o.Survived24m = ptr(r.fallen == none)
	}
	return r.keep(m)
}

// more adds to a count. Forks share what it was.
func more(count **float64, n float64) { *count = ptr(**count + n) }

// end closes the crisis and tells relations of it.
func (r *Run) end() error {
	c := r.crisis
	c.close()
	if c.fell != "" {
		r.fallen = 0
	}
	if err := r.remember(c); err != nil {
		return err
	}
	if err := r.forTheCrisis(false); err != nil {
		return err
	}
	r.mood = c.society.Mood(c.gov.Left)
	r.crisis = nil
	return r.keep(0)
}

// drift lets relations drift, and tells what happened in them.
func (r *Run) drift(m int) error {
	p, err := r.relations.Month(m)
	o, lead := &r.trace.Outcome, r.leadName()
	more(&o.WarMonths, flag(r.relations.AtWar()))
	if p.WarBegan {
		r.event(0, m, lead, WarBegins, "", r.relations.Distraction())
	}
	if p.WarEnded {
		r.event(0, m, lead, WarEnds, "", 0)
	}
	name := func(k int) string { return r.s.Relations.States[k].Name }
	for _, a := range p.Attacks {
		more(&o.Attacks, 1)
		more(&o.AttacksHelped, flag(a.Answer == relations.Troops))
		r.event(0, m, name(a.State), MemberAttacked, answers[a.Answer], 0)
	}
	for _, k := range p.Left {
		more(&o.MembersLeft, 1)
		r.event(0, m, name(k), MemberLeaves, "", 0)
	}
	for _, k := range p.Returned {
		r.event(0, m, name(k), MemberReturns, "", 0)
	}
	for _, d := range p.Demands {
		kind := DemandRefused
		if d.Accepted {
			kind = DemandAccepted
		}
		more(&o.Demands, 1)
		more(&o.Accepted, flag(d.Accepted))
		r.event(0, m, r.s.State.Name, kind, d.Issue, d.Odds)
	}
	return err
}

// answers of the lead to an attack on a member, as the table of events has them.
var answers = [...]string{relations.Troops: "troops", relations.Short: "short of troops", relations.Silence: "silence"}

// leadName is the name of the lead nation.
func (r *Run) leadName() string {
	i := slices.IndexFunc(r.s.Alliance.Members, func(m scenario.Member) bool { return m.Lead })
	return r.s.Alliance.Members[i].Name
}

// keep adds a month to the trace.
func (r *Run) keep(m int) error {
	kept, err := r.observe(m)
	kept.Legitimacy = r.mood.Legitimacy(float64(m * monthHours))
	r.trace.Months = append(r.trace.Months, kept)
	return err
}

// later lets a later crisis of state k come.
func (r *Run) later(m, k int) error {
	c, err := r.elsewhere(m, k, r.lk.Branch(uint64(m)<<16|uint64(k)))
	if err != nil {
		return err
	}
	o := &r.trace.Outcome
	more(&o.Later, 1)
	more(&o.LaterRequests, flag(c.out.Requested))
	more(&o.LaterMissions, flag(c.out.Deployed))
	if r.s.Relations.States[k].Target && c.fell != "" {
		r.fallen = m
	}
	return r.remember(c)
}

// elsewhere plays a crisis of state k to its end, with the beliefs as they stand: the
// same society, forces, regime and alliance in that state's nation.
func (r *Run) elsewhere(m, k int, lk luck.Replicate) (*crisis, error) {
	t := r.abroad(k, lk)
	c := newCrisis(r, t, m, r.s.Relations.Later.Days, society.How{Scale: max(1, t.people/laterAgents), Plain: r.settings.Plain}, lk, &Outcome{})
	for c.now < c.length {
		if err := c.hour(nil); err != nil {
			return nil, err
		}
	}
	c.close()
	return c, nil
}

// remember tells relations what a crisis looked like from outside.
func (r *Run) remember(c *crisis) error {
	o := c.out
	e := relations.Event{
		State: c.t.peer, Deployed: o.Deployed, Survived: c.fell == "",
		Against: c.against(), TargetDismissed: o.Dismissed, TroopDaysAfterControl: c.after,
		Deaths:     o.Deaths / c.t.people * 1e5,
		Repression: o.Detained / c.t.people * 1e5,
		Threat:     Trouble(c.worst),
	}
	if o.Approved != nil {
		e.Refused = !*o.Approved
	}
	if o.Deployed {
		e.HoursToLanding, e.LeadShare = *o.Landing, *o.LeadShare
		e.Unilateral = !c.request.Multilateral
		e.Decisive = c.decisive()
	}
	return r.relations.Apply(e)
}

// observe gives the state of relations and how each ruler would choose now.
func (r *Run) observe(m int) (Month, error) {
	snap := r.relations.Snapshot()
	kept := Month{Month: m, Fallen: r.fallen != none, State: snap, Requests: make([]float64, len(r.s.Relations.States))}
	seen := r.asked
	seen.Fit, seen.Salience = r.fit(""), r.salience()
	for k, p := range r.s.Relations.States {
		if p.Target || leads(r.s, p.ID) {
			kept.Requests[k] = math.NaN()
			continue
		}
		odds, err := r.vignette(k, &seen)
		if err != nil {
			return kept, err
		}
		kept.Requests[k] = odds
	}
	return kept, nil
}

// vignette is the probability, over all characters, that the ruler of state k asks
// for help in the crisis of the vignette, which is the same for all rulers and at all times, so that
// only beliefs make a difference.
func (r *Run) vignette(k int, seen *regime.Seen) (float64, error) {
	b := r.beliefs(k)
	seen.Reliability, seen.Fear, seen.Obligation, seen.Precedent, seen.Insurance = b.Reliability, b.Fear, b.Obligation, b.Precedent, b.Insurance
	seen.Member = flag(r.relations.Member(k))
	if err := r.see(k, r.env, seen); err != nil {
		return 0, err
	}
	if err := r.choice.Weigh(r.options, func(i int) bool { return r.options[i].Of(regime.Ruler) }, r.env, r.regime.Rationality); err != nil {
		return 0, err
	}
	return r.choice.Asks(r.options), nil
}

// fit is the legal fit of a frame, by its id, or of the best one where there is
// none.
func (r *Run) fit(frame string) float64 {
	best := 0.0
	for _, f := range r.s.Alliance.Frames {
		fit := r.d.Value(f.Fit)
		if f.ID == frame {
			return fit
		}
		best = max(best, fit)
	}
	return best
}

// salience is how much foreign troops would offend the nation.
func (r *Run) salience() float64 {
	sum := 0.0
	for i, c := range r.s.Society.Cohorts {
		sum += float64(r.cohortShare[i] * r.d.Value(c.Salience))
	}
	return sum
}
