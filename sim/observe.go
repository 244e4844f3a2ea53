package sim

import (
	"casus/regime"
)

// watch keeps what is reported. It changes nothing that the run depends on.
func (c *crisis) watch(h int) error {
	st, f, d := c.society.State(), c.forces.State(), &c.day
	lost, contested := 0.0, 0.0
	for _, i := range f.Unheld {
		lost += flag(f.Control[i] == regime.Lost)
		contested += flag(f.Control[i] == regime.Contested)
	}
	bands := 0.0
	for _, i := range st.Out {
		bands += st.Bands[i]
	}
	c.gather(h)
	c.chart(h)
	c.follow()
	d.Violent = max(d.Violent, st.ViolentPeople)
	d.Bands = max(d.Bands, bands)
	d.Lost, d.Contested = max(d.Lost, lost), max(d.Contested, contested)

	o := c.out
	o.LostControl = o.LostControl || lost > 0
	if st.ViolentPeople > o.ViolentPeak {
		o.ViolentPeak, o.ViolentPeakDay = st.ViolentPeople, ptr(float64(h)/24+1)
	}
	o.Melted, o.RumourPeak = max(o.Melted, f.Melted), max(o.RumourPeak, f.Rumour)
	if st.Theta > 0.5 && o.ThetaDay == nil {
		o.ThetaDay = ptr(float64(h)/24 + 1)
	}
	if o.SpreadDays == nil {
		for r, on := range c.protest {
			if on && !c.t.origin[r] {
				o.SpreadDays = ptr(float64(h) / 24)
				break
			}
		}
	}
	if h%24 != 23 {
		return nil
	}
	d.Day = h/24 + 1
	for _, p := range c.peak {
		d.Participants += p
		d.Places += flag(p >= c.s.Definitions.ProtestPeople)
	}
	for r := range c.protest {
		d.Regions += flag(c.protest[r])
		d.ViolentRegions += flag(c.violence[r])
		d.Emergency += flag(c.gov.Emergency[r]) / float64(len(c.protest))
	}
	d.CivilDeaths, d.OfficerDeaths, d.TroopDeaths, d.Deaths = st.CivilianDeaths, st.OfficerDeaths, c.status.Lost, c.dead()
	d.Detained, d.Looting, d.Arson, d.Seizures = st.Detained, st.Looting, st.Arson, st.Seizures
	d.Loyal, d.Rumour, d.Attention = f.Loyal, f.Rumour, st.Attention
	d.Grieved, d.Political, d.Theta = st.Grieved, st.Political, st.Theta
	d.Left, d.Openness, d.Lethal = c.left(), c.gov.Openness, c.gov.Lethal
	d.Troops = c.status.Total
	d.ByMember = append([]float64(nil), c.status.Landed...)
	c.endDay()
	return nil
}

// endDay closes a day and sums up what depends on whole days.
func (c *crisis) endDay() {
	d, o := &c.day, c.out
	if d.Participants > o.PeakCrowd {
		o.PeakCrowd, o.PeakDay = d.Participants, ptr(float64(d.Day))
	}
	o.RegionsPeak, o.ViolentRegionsPeak = max(o.RegionsPeak, d.Regions), max(o.ViolentRegionsPeak, d.ViolentRegions)
	c.unrest += flag(d.Places > 0)
	o.Engulfed = o.Engulfed || int(d.Regions) >= c.s.Definitions.EngulfedRegions
	o.Deaths, o.OfficerDeaths, o.TroopDeaths, o.Detained = d.Deaths, d.OfficerDeaths, d.TroopDeaths, d.Detained
	o.Looting, o.Arson, o.Seizures = d.Looting, d.Arson, d.Seizures
	if c.own() {
		c.run.trace.Days = append(c.run.trace.Days, *d)
	}
	c.day = Day{}
}

// close sums up what is known only at the end of the crisis.
func (c *crisis) close() {
	o := c.out
	o.Survived30d = c.fell == ""
	if c.fell != "" {
		o.FallReason = ptr(c.fell)
	}
	if o.LostControl {
		o.Regained = ptr(c.unheld == 0 && c.fell == "")
	}
	c.changed()
	if c.mission != nil && c.mission.Status().Left < 0 {
		c.run.staying = append(c.run.staying, c.stay())
	}
}
