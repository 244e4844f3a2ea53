package sim

import (
	"casus/alliance"
	"casus/regime"
	"casus/society"
)

// enemies are those who would fight the mission, by place: local units that have
// changed sides, or that follow a ruler whom the mission presses; and, where its
// mandate is against crowds, organised bands. Guards are not what bands are out for.
func (c *crisis) enemies() []alliance.Hostile {
	if c.status.Total == 0 {
		return nil
	}
	c.hostiles = c.hostiles[:0]
	st, units := c.society.State(), c.forces.Hostile(c.pressed())
	for i, people := range units {
		if c.run.charter.Crowds && !c.pressed() {
			people += st.Bands[i]
		}
		if people > 0 {
			c.hostiles = append(c.hostiles, alliance.Hostile{Place: i, People: people})
		}
	}
	return c.hostiles
}

// fought tells the other rooms what came of the fights of this hour: they feel it in the
// next one.
func (c *crisis) fought() {
	in, to := &c.conditions, &c.street
	in.Battles, to.Battles, to.Pressed = in.Battles[:0], to.Battles[:0], c.pressed()
	if len(c.status.Fights) == 0 {
		return
	}
	units := c.forces.Hostile(c.pressed())
	for k, f := range c.status.Fights {
		all := c.hostiles[k].People
		organised := max(0, all-units[f.Place]) / all // share of bands among them
		gone := f.Dead + f.Yielded
		to.Battles = append(to.Battles, regime.Battle{Place: f.Place, Fighting: f.Fighting, Share: min(1, gone/all)})
		in.Battles = append(in.Battles, society.Battle{
			Place: f.Place, Routed: float64(gone * organised), Bands: float64(f.Dead * organised), Officers: f.Dead - float64(f.Dead*organised), Civilians: f.Civilians,
		})
	}
}

// dead are the deaths of all sides.
func (c *crisis) dead() float64 {
	st := c.society.State()
	return st.CivilianDeaths + st.OfficerDeaths + c.status.Lost
}
