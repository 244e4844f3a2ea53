package sim

import (
	"fmt"
	"math"

	"casus/alliance"
	"casus/regime"
	"casus/relations"
	"casus/society"
)

// laterDays is the length of a later crisis: the time in which the reference
// crisis was decided, and some to spare.
const laterDays = 14

// laterAgents is about how many agents live in the small nation of a later crisis.
const laterAgents = 4000

// aftermath lets the months pass: standing, demands, later crises.
func (w *world) aftermath() error {
	o := &w.trace.Outcome
	o.Survived6m, o.Survived24m = o.Survived30d, o.Survived30d
	if err := w.keep(0); err != nil {
		return err
	}
	for m := 1; m <= w.s.Clock.AftermathMonths; m++ {
		if w.ctx.Err() != nil {
			return w.ctx.Err()
		}
		if err := w.stay(); err != nil {
			return fmt.Errorf("month %d: %w", m, err)
		}
		demands, err := w.relations.Month(m)
		if err != nil {
			return fmt.Errorf("month %d: %w", m, err)
		}
		for _, d := range demands {
			o.Demands++
			kind := "demand refused"
			if d.Accepted {
				o.Accepted++
				kind = "demand accepted"
			}
			w.trace.Events = append(w.trace.Events, Event{Month: m, State: w.s.State.Name, Kind: kind, Cause: d.Issue, Value: d.Odds})
		}
		for k := range w.s.Relations.States {
			if w.relations.Crisis(m, k) && !(w.s.Relations.States[k].Target && w.fallen >= 0) {
				if err := w.later(m, k); err != nil {
					return err
				}
			}
		}
		if err := w.keep(m); err != nil {
			return err
		}
	}
	return nil
}

// keep adds a month to the trace.
func (w *world) keep(m int) error {
	kept, err := w.month(m)
	w.trace.Months = append(w.trace.Months, kept)
	return err
}

// monthHours is the length of a month of the aftermath.
const monthHours = 730

// stay lets the missions that have outlasted their crises go on for a month.
func (w *world) stay() error {
	here := w.staying[:0]
	for _, c := range w.staying {
		st, days := c.mission.Status(), 0.0
		for range monthHours {
			c.now++
			in := alliance.Situation{Controlled: true, Fear: w.meanFear(), Fallen: c.fell != "" && !c.against()}
			if err := c.mission.Hour(c.now, in); err != nil {
				return err
			}
			if st.Withdrawal == c.now {
				c.event(c.now, "withdrawal announced", "", st.Total)
			}
			days += st.Total / 24
			if st.Left >= 0 {
				c.gone()
				break
			}
		}
		w.relations.Stay(days)
		if st.Left < 0 {
			here = append(here, c)
		}
	}
	w.staying = here
	return nil
}

// later plays a later crisis of state k with the beliefs as they stand: the
// same society, forces, regime and alliance on a small nation.
func (w *world) later(m, k int) error {
	lk := w.lk.Branch(uint64(m)<<16 | uint64(k))
	size := lk.For("aftermath/shock").Uniform(0, 0) + 0.5
	t, err := abroad(w.s, w.d, k, size, lk)
	if err != nil {
		return err
	}
	var out Outcome
	c := newCrisis(w, t, m, laterDays, society.How{Scale: max(1, t.people/laterAgents), Plain: w.settings.Plain}, lk, &out)
	if err := c.play(); err != nil {
		return err
	}
	c.close()
	o := &w.trace.Outcome
	o.Later++
	o.LaterRequests += flag(out.Requested)
	o.LaterMissions += flag(out.Deployed)
	if w.s.Relations.States[k].Target && c.fell != "" {
		w.fallen = m
		o.Survived24m = o.Survived24m && m > 24
		o.Survived6m = o.Survived6m && m > 6
	}
	return w.remember(c)
}

// remember tells relations what a crisis looked like from outside.
func (w *world) remember(c *crisis) error {
	o := c.out
	e := relations.Event{
		State: c.t.peer, Deployed: o.Deployed, Survived: c.fell == "",
		Against: c.against(), TargetDismissed: o.Dismissed, TroopDaysAfterControl: c.after,
		Deaths:     o.Deaths / c.t.people * 1e5,
		Repression: o.Detained / c.t.people * 1e5,
		Threat:     c.worst,
	}
	if o.Approved != nil {
		e.Refused = !*o.Approved
	}
	if o.Deployed {
		e.HoursToLanding, e.LeadShare = *o.Landing, *o.LeadShare
		e.Unilateral = !c.request.Multilateral
		// Help is decisive as far as the regime was in danger when it was
		// asked for and survived, or the challenger was kept out and came in.
		if (c.fell != "") == c.against() {
			e.Decisive = c.danger
		}
	}
	return w.relations.Apply(e)
}

// month gives the state of relations and how each ruler would choose now.
func (w *world) month(m int) (Month, error) {
	snap := w.relations.Snapshot()
	kept := Month{Month: m, Fallen: w.fallen >= 0, State: snap, Requests: make([]float64, len(w.s.Relations.States))}
	for k, p := range w.s.Relations.States {
		if p.Target || w.leads(p.ID) {
			kept.Requests[k] = math.NaN()
			continue
		}
		odds, err := w.vignette(k)
		if err != nil {
			return kept, err
		}
		kept.Requests[k] = odds
	}
	return kept, nil
}

// vignette is the probability that the ruler of state k asks for help within a
// day of decisions in a reference crisis, the same for all and at all times,
// so that only beliefs make a difference: protest in most regions, a riot of
// thousands, a tenth of the people in places without control, forces wavering.
func (w *world) vignette(k int) (float64, error) {
	b := w.beliefs(k)
	seen := regime.Seen{
		Participants: 40_000, Violent: 5_000, Protest: 0.8, Violence: 0.5, Deaths: 20, ControlLost: 0.1, LargestLost: 0.5,
		CriticalLost: 0.2, Desertion: 0.25, Theta: 0.6, Attention: 0.9, PriceLeft: 0.7, Openness: 0.5, Emergency: 1, Reserve: 0.5,
		Framed: 1, Fit: w.bestFit(), Conceded: 2, Days: 4, HourOfDay: 12, Member: flag(w.s.Relations.States[k].Member),
		Reliability: b.Reliability, Fear: b.Fear, Obligation: b.Obligation, Precedent: b.Precedent, Insurance: b.Insurance,
	}
	for i, c := range w.s.Society.Cohorts {
		seen.Salience += w.cohortShare[i] * w.d.Value(c.Salience)
	}
	if err := w.s.See(w.env, &seen); err != nil {
		return 0, err
	}
	choice, err := regime.Decide(w.options, func(i int) bool { return w.options[i].Of(regime.Ruler) }, w.env, w.regime.Rationality, w.lk.For("aftermath/vignette"), k, 0)
	if err != nil {
		return 0, err
	}
	not := 1.0
	for i, o := range w.options {
		if o.Effects.Request {
			not *= 1 - choice.Odds[i]
		}
	}
	return 1 - math.Pow(not, 24/w.regime.Interval), nil
}

// bestFit is the legal fit of the best frame.
func (w *world) bestFit() float64 {
	best := 0.0
	for _, f := range w.s.Alliance.Frames {
		best = max(best, w.d.Value(f.Fit))
	}
	return best
}
