package sim

import (
	"math"
	"slices"
	"strings"

	"casus/alliance"
	"casus/portable"
	"casus/regime"
	"casus/scenario"
)

// ally lets the alliance act: the council when it is asked, the mission every
// hour.
func (c *crisis) ally(h int) error {
	if c.gov.RequestHour == h && c.request == nil {
		if err := c.ask(h); err != nil {
			return err
		}
	}
	if c.decision == nil || h < c.decision.Hour {
		return nil
	}
	if h == c.decision.Hour {
		c.out.Approved = ptr(c.decision.Approved)
		kind := RequestRefused
		if c.decision.Approved {
			kind = RequestApproved
			if c.s.Relations.States[c.t.peer].Target { // nothing depends on what missions elsewhere have changed
				var err error
				if c.without, err = c.unaided(); err != nil {
					return err
				}
			}
			c.mission = alliance.NewMission(*c.decision, c.run.charter, c.run.members, c.run.lifted(), c.lk)
		}
		c.event(h, kind, c.s.Alliance.Name, c.decision.Size)
	}
	if c.mission == nil {
		return nil
	}
	before, hostile := *c.mission.Status(), c.resistance()
	quiet := c.unheld == 0 && h-c.calmSince >= 6 && hostile == 0
	err := c.mission.Hour(h, alliance.Situation{
		Controlled: quiet && !c.pressed(), Threat: Trouble(c.wrong()), Fear: c.fear, Fallen: c.fell != "" && !c.against(), Hostile: hostile,
		Home: c.forces.State().Faithful,
	})
	if err != nil {
		return err
	}
	st := c.mission.Status()
	c.status = *st
	c.fought(hostile)
	switch {
	case before.First < 0 && st.First >= 0:
		c.out.Deployed = true
		c.out.Landing = ptr(float64(h - c.gov.RequestHour))
		c.event(h, FirstTroopsLand, c.s.Alliance.Name, st.Total)
	case before.Withdrawal < 0 && st.Withdrawal >= 0:
		c.event(h, WithdrawalAnnounced, "", st.Total)
	case before.Left < 0 && st.Left >= 0:
		c.event(st.Left, LastTroopsLeave, "", 0)
		c.out.MissionDays = missionDays(st)
	}
	if came := st.Total + st.Lost; came > c.troops {
		c.troops = came
		c.out.Troops = ptr(came)
		c.out.LeadShare = ptr(alliance.LeadShare(c.run.members, st.Landed))
		c.out.Concentration = ptr(alliance.Herfindahl(st.Landed))
	}
	if c.unheld == 0 && !c.pressed() {
		c.after += st.Total / 24
	}
	return nil
}

// wrong is how much goes wrong: the share of people in places not held, or of
// forces that stand aside, whichever is worse.
func (c *crisis) wrong() float64 {
	return max(c.past[c.now%len(c.past)].ControlLost, c.forces.State().Melted)
}

// Trouble is how bad it looks from outside when a share of the people's places or of the forces,
// 0..1, is lost: a threat of 0..1, which saturates.
func Trouble(wrong float64) float64 { return 1 - portable.Exp(-3*wrong) }

// ask puts the request before the council.
func (c *crisis) ask(h int) error {
	run := c.run
	c.out.Requested, c.out.RequestDay = true, ptr(float64(h/24+1))
	r := run.request(h, c.friends)
	r.Incumbent, r.Fit, r.Threat, r.Hostility = !c.against(), c.argued(), c.need(), c.hostile()
	d, err := alliance.Decide(run.charter, run.voters(c.t.peer, c.alike), run.alliance, *r, c.lk)
	if err != nil {
		return err
	}
	c.request, c.decision = r, &d
	for _, v := range d.Votes {
		run.trace.Votes = append(run.trace.Votes, Vote{Hour: h, Month: c.month, State: c.t.name, Vote: v})
	}
	c.event(h, CouncilAsked, c.s.Alliance.Name, r.Fit)
	return nil
}

// request is one as far as it follows from beliefs: friends turns a belief in cooperation
// into what speaks for the one who asks.
func (r *Run) request(h int, friends func(cooperation float64) float64) *alliance.Request {
	q := &alliance.Request{Hour: h, Rival: r.d.Value(r.s.Relations.Rival), Multilateral: !r.unilateral()}
	for _, m := range r.members {
		b := r.beliefs(r.stateOf(m.ID))
		q.Fear = append(q.Fear, b.Fear)
		q.Cooperation = append(q.Cooperation, friends(b.Cooperation))
		q.Reliability = append(q.Reliability, b.Reliability)
		q.Precedent = b.Precedent
	}
	return q
}

// see puts what the ruler of a state sees into the environment of expressions, with the
// answer that he expects of the council, where an expression asks for it and he has not.
func (r *Run) see(state int, env []float64, seen *regime.Seen) (err error) {
	if (r.s.Mentions(regime.Approval) || r.settings.foresee()) && seen.Requested == 0 {
		if seen.Approval, err = r.approval(state, seen); err != nil {
			return err
		}
	}
	return r.s.See(env, seen)
}

// Whether an intervention's condition asks for the answer of the council.
func (set *Settings) foresee() bool {
	return slices.ContainsFunc(set.Interventions, func(v scenario.Intervention) bool {
		return v.When != nil && strings.Contains(v.Text, regime.Approval)
	})
}

// approval is the probability that the council would say yes to the ruler of a state in the
// crisis that he sees, with nobody there who would fight a mission. Levers for counterfactuals
// are unknown to him.
func (r *Run) approval(state int, seen *regime.Seen) (float64, error) {
	q, co := r.request(0, func(cooperation float64) float64 { return cooperation }), r.alliance
	q.Incumbent, q.Fit, q.Threat = true, seen.Fit, Trouble(max(seen.ControlLost, seen.Desertion))
	co.Refuse, q.Multilateral = 0, true
	return alliance.Odds(r.charter, r.voters(state, func(distance float64) float64 { return 1 - distance }), co, *q)
}

// lifted are the alliance's numbers as a war of the lead's own leaves them: it takes its
// share of the lift, down to the least that a mission can have.
func (r *Run) lifted() alliance.Coefficients {
	co := r.alliance
	if d := r.relations.Distraction(); d > 0 {
		co.Lift = max(leastLift, co.Lift*(1-d))
	}
	return co
}

// leastLift is the least lift of a mission, people per hour.
const leastLift = 1

// voters are the members as they stand to a state in crisis: it does not
// vote, nor do those who have left, likeness is measured against the one who asks, and a
// war of its own takes from the lead's stake.
func (r *Run) voters(state int, alike func(distance float64) float64) []alliance.Member {
	states := r.s.Relations.States
	list := slices.Clone(r.members)
	here := r.d.Value(states[state].Likeness)
	for i := range list {
		k := r.stateOf(list[i].ID)
		list[i].Target = k == state
		list[i].Absent = states[k].Member && !r.relations.Member(k)
		if list[i].Lead {
			list[i].Stake *= 1 - r.relations.Distraction()
		}
		list[i].Likeness = alike(math.Abs(r.d.Value(states[k].Likeness) - here))
	}
	return list
}
