package sim

import (
	"casus/luck"
	"casus/regime"
)

// count sums society and forces up by region, and puts a picture of the hour by.
func (c *crisis) count(h int) error {
	if h%24 == 0 {
		clear(c.protest)
		clear(c.violence)
		clear(c.peak)
	}
	st, def := c.society.State(), &c.s.Definitions
	clear(c.crowd)
	clear(c.fighting)
	for _, i := range st.Out {
		r, v := c.t.region[i], st.Violent[i]+st.Bands[i]
		out := st.Crowd[i] + v
		c.crowd[r] += out
		c.fighting[r] += v
		c.peak[i] = max(c.peak[i], out)
		if v >= def.SeriousPeople && c.out.FirstViolence == nil {
			c.out.FirstViolence = ptr(float64(h/24 + 1))
			c.event(h, FirstViolence, c.place(i), v)
		}
	}
	for r := range c.hot {
		c.protest[r] = c.protest[r] || c.crowd[r] >= def.ProtestPeople
		c.violence[r] = c.violence[r] || c.fighting[r] >= def.ViolencePeople
		c.hot[r] = c.fighting[r] >= def.ViolencePeople
	}
	before := c.unheld
	c.unheld = len(c.forces.State().Unheld)
	if c.unheld > 0 {
		c.calmSince = h
		if before == 0 {
			c.event(h, Contested, "", float64(c.unheld))
		}
	}
	c.look(h, &c.past[h%len(c.past)])
	c.worst = max(c.worst, c.wrong())
	return nil
}

// look takes a picture of the state of things for the decision-maker.
func (c *crisis) look(h int, seen *regime.Seen) {
	st, f := c.society.State(), c.forces.State()
	regions := float64(len(c.protest))
	*seen = c.always
	seen.Participants, seen.Violent, seen.Deaths = st.Participants, st.ViolentPeople, c.dead()
	seen.Theta, seen.Attention = st.Theta, st.Attention
	seen.Desertion = 1 - float64((1-f.Melted)*(1-f.Rumour))
	seen.Left, seen.Openness, seen.Posture, seen.Lethal, seen.Reserve = c.left(), c.gov.Openness, c.gov.Posture, c.gov.Lethal, f.Reserve
	seen.Conceded, seen.Days, seen.CalmHours = float64(c.conceded), float64(h)/24, float64(h-c.calmSince)
	seen.HourOfDay = float64((c.clock + h) % 24)
	for r := range c.protest {
		seen.Protest += flag(c.protest[r]) / regions
		seen.ViolentRegionShare += flag(c.violence[r]) / regions
		seen.Emergency += flag(c.gov.Emergency[r]) / regions
	}
	half := func(k regime.Control) float64 { return float64(float64(k) / 2) }
	for _, i := range f.Unheld {
		seen.ControlLost += half(f.Control[i]) * c.t.nation.Places[i].Population / c.t.people
	}
	seen.CapitalLost, seen.LargestLost = half(f.Control[c.t.capital]), half(f.Control[c.t.largest])
	for _, i := range c.t.critical {
		seen.CriticalLost += flag(f.Control[i] != regime.Held) / float64(len(c.t.critical))
	}
	seen.TargetIn = flag(c.inOffice(func(_ int, a *regime.Actor) bool { return a.Target }))
	seen.Framed = flag(c.gov.Frame != "")
	seen.Fit = c.fit()
	seen.Requested = flag(c.gov.RequestHour >= 0)
	if c.decision != nil && h >= c.decision.Hour {
		seen.Approved, seen.Refused = flag(c.decision.Approved), flag(!c.decision.Approved)
	}
	seen.Allied = flag(c.status.Total > 0)
}

// left is the share that is left of the grievances that have begun.
func (c *crisis) left() float64 { return c.society.Left(c.gov.Left, c.gov.Begun) }

// believe notes what stays as it is through a crisis: what the ruler believes,
// and what his nation is.
func (c *crisis) believe() {
	b := c.run.beliefs(c.t.peer)
	c.always = regime.Seen{
		Reliability: b.Reliability, Fear: b.Fear, Obligation: b.Obligation, Precedent: b.Precedent, Insurance: b.Insurance,
		Salience: c.run.salience(), Member: flag(c.t.member),
	}
	c.fear = c.run.meanFear()
}

// fit is the legal fit of the frame in force, or of the best one before.
func (c *crisis) fit() float64 { return c.run.fit(c.gov.Frame) }

// picture is the one that has reached decision-makers by an hour.
func (c *crisis) picture(h int) *regime.Seen { return &c.past[max(0, h-len(c.past)+1)%len(c.past)] }

// view is what a decision-maker sees: the oldest picture, with the errors of
// his own reports. It stands in the environment until the next.
func (c *crisis) view(h int, noise luck.Lot) (regime.Seen, error) {
	seen := c.picture(h).Blur(regime.Noise, noise, h)
	return seen, c.run.see(c.t.peer, c.env, &seen)
}
