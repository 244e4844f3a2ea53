package sim

import "casus/society"

// gather keeps what there is to read of a day's crowds, place by place, in the
// scenario's own crisis. A crowd that stays past midnight is still that of the evening:
// a day ends in the morning. It changes nothing that the run depends on.
func (c *crisis) gather(h int) {
	if c.crowds == nil {
		return
	}
	st := c.society.State()
	ends := (c.clock+h+1)%24 == society.Morning || h == c.length-1
	for i := range c.crowds {
		k := &c.crowds[i]
		k.People = max(k.People, st.Crowd[i]+st.Violent[i]+st.Bands[i])
		k.Again, k.Riot = k.Again || st.Again[i], k.Riot || st.Riot[i]
		k.Dispersed, k.Shot = k.Dispersed || st.Dispersed[i], k.Shot || st.Shot[i]
		if !ends {
			continue
		}
		if k.People >= Gathering {
			k.Day, k.Place = c.dawn/24+1, i
			k.Arrests, k.Deaths = st.Arrested[i]-c.before.arrested[i], st.Killed[i]-c.before.killed[i]
			c.run.trace.Crowds = append(c.run.trace.Crowds, *k)
		}
		*k = Crowd{}
		c.before.arrested[i], c.before.killed[i] = st.Arrested[i], st.Killed[i]
	}
	if ends {
		c.dawn = h + 1
	}
}
