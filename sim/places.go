package sim

import "casus/regime"

// PlaceDay is a day of the crisis in a region, or at a critical site.
type PlaceDay struct {
	Day          int     `col:"day" range:"day" doc:"the first day is 1"`
	Place        string  `col:"place" doc:"id of a region, or of a place that is a critical site"`
	Site         bool    `col:"site" doc:"it is a critical site and not a region"`
	Participants float64 `col:"participants" unit:"people" doc:"sum over its places of the day's largest crowd"`
	Violent      float64 `col:"violent" unit:"people" doc:"most violent people and bands at once"`
	Lost         float64 `col:"places_lost" unit:"places" doc:"most places lost at once"`
	Contested    float64 `col:"places_contested" unit:"places" doc:"most places contested at once"`
	Deaths       float64 `col:"civilian_deaths" unit:"people" doc:"cumulative"`
	Detained     float64 `col:"detained" unit:"people" doc:"cumulative"`
	Officers     float64 `col:"officers" unit:"people" range:"count" doc:"local forces present, on duty and willing, at the end of the day"`
}

// lieu is a region or a site as a day goes on.
type lieu struct {
	id     string
	site   bool
	places []int
	day    PlaceDay
}

// lieux lists the regions and critical sites of the scenario's own crisis.
func (c *crisis) lieux() []lieu {
	var list []lieu
	for r, region := range c.s.Society.Regions {
		l := lieu{id: region.ID}
		for i, of := range c.t.region {
			if of == r {
				l.places = append(l.places, i)
			}
		}
		list = append(list, l)
	}
	for _, i := range c.t.critical {
		list = append(list, lieu{id: c.s.Places[i].ID, site: true, places: []int{i}})
	}
	return list
}

// chart keeps a day of regions and sites, if that is asked for. It changes nothing
// that the run depends on.
func (c *crisis) chart(h int) {
	st, f := c.society.State(), c.forces.State()
	for k := range c.lieu {
		l := &c.lieu[k]
		d := &l.day
		violent, lost, contested := 0.0, 0.0, 0.0
		for _, i := range l.places {
			violent += st.Violent[i] + st.Bands[i]
			lost += flag(f.Control[i] == regime.Lost)
			contested += flag(f.Control[i] == regime.Contested)
		}
		d.Violent, d.Lost, d.Contested = max(d.Violent, violent), max(d.Lost, lost), max(d.Contested, contested)
		if h%24 != 23 {
			continue
		}
		d.Day, d.Place, d.Site = h/24+1, l.id, l.site
		for _, i := range l.places {
			d.Participants += c.peak[i]
			d.Deaths += st.Killed[i]
			d.Detained += st.Arrested[i]
			d.Officers += f.Officers[i]
		}
		c.run.trace.Places = append(c.run.trace.Places, *d)
		*d = PlaceDay{}
	}
}
