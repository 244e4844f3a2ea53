package sim

import (
	"casus/regime"
	"casus/society"
)

// resistance moves the mission to where it is resisted most, once nobody resists it where
// it is, and says how many do there: local units that have changed sides, or that follow a
// ruler whom it presses; and, where its mandate is against crowds, organised bands. Guards
// are not what bands are out for.
func (c *crisis) resistance() float64 {
	if c.status.Total == 0 {
		return 0
	}
	hostile, bands := c.forces.Hostile(c.pressed()), c.run.charter.Crowds && !c.pressed()
	at := func(i int) float64 {
		if bands {
			return hostile[i] + c.society.State().Bands[i]
		}
		return hostile[i]
	}
	if c.front != none && at(c.front) >= 1 {
		return at(c.front)
	}
	c.front = none
	most := 0.0
	for i := range hostile {
		if people := at(i); people >= 1 && people > most { // fewer are nobody
			c.front, most = i, people
		}
	}
	return most
}

// fought tells the other rooms what came of the fight of this hour: they feel it in the
// next one.
func (c *crisis) fought(hostile float64) {
	f := &c.status.Fight
	c.conditions.Battles, c.street.Battles = nil, nil
	if f.Fighting == 0 {
		return
	}
	units := c.forces.Hostile(c.pressed())[c.front]
	organised := max(0, hostile-units) / hostile // share of bands among the hostile
	gone, bands := f.Dead+f.Yielded, float64(f.Dead*organised)
	c.street.Battles = []regime.Battle{{Place: c.front, Fighting: f.Fighting, Share: min(1, gone/hostile), Pressed: c.pressed()}}
	c.conditions.Battles = []society.Battle{{
		Place: c.front, Resisted: organised > 0, Routed: float64(gone * organised), Bands: bands, Officers: f.Dead - bands, Civilians: f.Civilians,
	}}
}

// dead are the deaths of all sides.
func (c *crisis) dead() float64 {
	st := c.society.State()
	return st.CivilianDeaths + st.OfficerDeaths + c.status.Lost
}
