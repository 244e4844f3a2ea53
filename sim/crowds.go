package sim

// dispersed is the share of a crowd that officers must be able to disperse in
// an hour for the crowd to count as dispersed.
const dispersed = 0.5

// gather keeps what there is to read of the day's crowds, place by place, in the
// scenario's own crisis. It changes nothing that the run depends on.
func (c *crisis) gather(h int) {
	if c.crowds == nil {
		return
	}
	st, officers := c.society.State(), c.forces.State().Officers
	for i := range c.crowds {
		k := &c.crowds[i]
		violent := st.Violent[i] + st.Bands[i]
		out := st.Crowd[i] + violent
		k.People, k.Violent = max(k.People, out), max(k.Violent, violent)
		if out >= Gathering {
			k.Dispersed = k.Dispersed || st.Pressed[i] >= dispersed
			k.Shot = k.Shot || c.gov.Lethal > 0 && violent >= 1 && officers[i] >= 1
		}
		if h%24 != 23 {
			continue
		}
		if k.People >= Gathering {
			k.Day, k.Place = h/24+1, i
			k.Arrests, k.Deaths = st.Arrested[i]-c.before.arrested[i], st.Killed[i]-c.before.killed[i]
			c.run.trace.Crowds = append(c.run.trace.Crowds, *k)
		}
		*k = Crowd{}
		c.before.arrested[i], c.before.killed[i] = st.Arrested[i], st.Killed[i]
	}
}
