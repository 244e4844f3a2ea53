package sim

import "casus/regime"

// Hour is an hour of the crisis, for those who play it again.
type Hour struct {
	Troops float64     // foreign troops in the country
	Places []PlaceHour // where anything is, by place
}

// PlaceHour is an hour in a place. The model has no place for foreign troops on guard: it
// knows where the local officers stand whom they free, where they stand against crowds,
// and where they are fought.
type PlaceHour struct {
	Place   int // index into the scenario's places
	Crowd   float64
	Violent float64 // people of the crowd who are violent, and bands
	Lost    bool    // control of it is lost
	Freed   float64 // officers freed by foreign guards, or for whom foreign troops stand against crowds
	Tied    float64 // foreign troops who fight
}

// follow keeps the hour, if that is asked for. It changes nothing that the run depends on.
func (c *crisis) follow() {
	if !c.hourly {
		return
	}
	st, f := c.society.State(), c.forces.State()
	x := Hour{Troops: c.status.Total}
	for i, control := range f.Control {
		p := PlaceHour{Place: i, Crowd: st.Crowd[i] + st.Violent[i] + st.Bands[i], Violent: st.Violent[i] + st.Bands[i], Lost: control == regime.Lost}
		if i == c.forces.Freed() {
			p.Freed = c.street.Freed
		}
		if i == c.front {
			p.Tied = c.status.Tied
		}
		if p != (PlaceHour{Place: i}) {
			x.Places = append(x.Places, p)
		}
	}
	c.run.trace.Hours = append(c.run.trace.Hours, x)
}
