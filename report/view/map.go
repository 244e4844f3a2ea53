package view

import (
	"fmt"
	"math"
	"slices"

	"casus/borders"
	"casus/report/number"
	"casus/scenario"
	"casus/sim"
)

// Map is where things happen.
type Map struct {
	Outlines Outlines  `json:"outlines"`
	Regions  []Region  `json:"regions"` // in the order of values; some may have no outline
	Towns    []Town    `json:"towns"`   // in the order of values
	Layers   []Layer   `json:"layers"`
	Runs     int       `json:"runs"` // of which the layers tell
	Played   []Played  `json:"played"`
	Local    *Local    `json:"local"`   // null on a short page, which shows no place by itself
	Troops   []Note    `json:"troops"`  // foreign ones in the country, over runs, by day; empty where none land
	Start    string    `json:"start"`   // of hour 0, YYYY-MM-DDTHH:MM
	Until    string    `json:"until"`   // heads what has happened in a single run by an hour
	Nowhere  string    `json:"nowhere"` // what the model does not say of where they are
	Sentence string    `json:"sentence"`
	Centre   []float64 `json:"centre"` // longitude and latitude of the middle, degrees, for a projection
}

// Region of the scenario.
type Region struct {
	ID     string `json:"id"`
	Name   string `json:"name"`
	People Number `json:"people"`
}

// Town is a place of the scenario.
type Town struct {
	ID      string  `json:"id"`
	Name    string  `json:"name"`
	Region  int     `json:"region"` // index
	Lat     float64 `json:"lat"`    // degrees
	Lon     float64 `json:"lon"`
	People  Number  `json:"people"`
	Kind    string  `json:"kind"`
	Capital bool    `json:"capital"`
}

// Layer is a quantity by day and region, over runs.
type Layer struct {
	ID       string     `json:"id"` // protest, violence, lost, troops, officers
	Name     string     `json:"name"`
	Doc      string     `json:"doc"`    // what it is exactly, and from which runs: a sentence
	Unit     string     `json:"unit"`   // probability, or people
	Values   [][]Number `json:"values"` // by day and region: the probability, or the median
	Low      [][]Number `json:"low"`
	High     [][]Number `json:"high"`
	Sentence string     `json:"sentence"`
}

// Played is a run on the map: those of the story, and some for what happens in regions where
// the typical run has nothing.
type Played struct {
	Run      int         `json:"run"`
	Name     string      `json:"name"`
	Layers   []RunsLayer `json:"layers"` // day by day
	Hours    []HourLayer `json:"hours"`  // hour by hour
	Troops   []Note      `json:"troops"` // foreign ones in the country, whenever that changes
	Words    []Words     `json:"words"`
	Sentence string      `json:"sentence"`
}

// Note is a sentence that holds from an hour on, until the next.
type Note struct {
	Hour int    `json:"hour"`
	Text string `json:"text"`
}

// RunsLayer is a quantity of a single run, by day and place.
type RunsLayer struct {
	ID     string     `json:"id"` // participants, violent, lost, deaths, officers, freed, tied
	Name   string     `json:"name"`
	Unit   string     `json:"unit"`
	Of     string     `json:"of"`     // regions or towns
	Legend string     `json:"legend"` // of towns: what a circle is
	Values [][]Number `json:"values"` // by day and region or town
}

// chart makes the map.
func (m *maker) chart() error {
	if m.survey == nil {
		return nil
	}
	x := &Map{Outlines: outlines(m.s, m.survey.outlines), Layers: m.layers(), Runs: m.survey.runs, Played: []Played{}, Troops: m.survey.abroad(m.s)}
	x.Start, x.Until = m.s.Start.Format("2006-01-02T15:04"), "What has happened by then"
	if len(x.Troops) > 0 {
		x.Nowhere = nowhere(m.s)
	}
	people := inhabitants(m.s)
	capital := m.s.PlaceIndex(m.s.State.Capital)
	for i, p := range m.s.Places {
		x.Towns = append(x.Towns, Town{ID: p.ID, Name: p.Name, Region: p.Region, Lat: decimals(p.Lat), Lon: decimals(p.Lon), People: Number(p.Population), Kind: p.Kind, Capital: i == capital})
	}
	for i, r := range m.s.Society.Regions {
		x.Regions = append(x.Regions, Region{r.ID, r.Name, Number(people[i])})
	}
	x.Sentence = x.Layers[0].Sentence
	x.Centre = centre(m.s)
	for _, t := range append(slices.Clone(m.told), m.others...) {
		run := m.Replicates()[t.place]
		if !slices.ContainsFunc(x.Played, func(p Played) bool { return p.Run == run }) {
			x.Played = append(x.Played, Played{
				Run: run, Name: t.name, Words: words(m.s, t.trace), Layers: m.survey.played(m.s, t.trace), Hours: hourly(m.s, t.trace), Troops: landed(t.trace),
				Sentence: fmt.Sprintf("One run, number %d: what happens there, not how likely it is.", run),
			})
		}
	}
	if !m.Short {
		x.Local = m.places(x.Played)
	}
	m.page.Map = x
	return nil
}

// ofRegions are what is shown of a single run's regions.
var ofRegions = []struct {
	id, name, unit string
	of             func(*sim.PlaceDay) float64
}{
	{"participants", "participants", "people", func(p *sim.PlaceDay) float64 { return p.Participants }},
	{"violent", "violent people", "people", func(p *sim.PlaceDay) float64 { return p.Violent }},
	{"lost", "places lost", "places", func(p *sim.PlaceDay) float64 { return p.Lost }},
	{"deaths", "civilians killed so far", "people", func(p *sim.PlaceDay) float64 { return p.Deaths }},
	{"officers", "officers present and willing", "people", func(p *sim.PlaceDay) float64 { return p.Officers }},
}

// played gives the layers of a single run: of its regions, and of the crowds in its
// towns, from one morning to the next.
func (a *survey) played(s *scenario.Scenario, t *sim.Trace) (list []RunsLayer) {
	days := s.Clock.CrisisDays
	for _, o := range ofRegions {
		l := RunsLayer{ID: o.id, Name: o.name, Unit: o.unit, Of: "regions", Values: table(days, len(s.Society.Regions))}
		for i := range t.Places {
			p := &t.Places[i]
			if at, known := a.region[p.Place]; known && !p.Site {
				l.Values[p.Day-1][at] = Number(math.Round(o.of(p)))
			}
		}
		list = append(list, l)
	}
	for _, w := range work {
		l, some := RunsLayer{ID: w.id, Name: w.name(s), Unit: "people", Of: "regions", Values: table(days, len(s.Society.Regions))}, false
		for h, hour := range t.Hours {
			for _, p := range hour.Places {
				v := &l.Values[h/24][s.Places[p.Place].Region]
				*v = max(*v, Number(math.Round(w.of(p))))
				some = some || *v > 0
			}
		}
		if some {
			list = append(list, l)
		}
	}
	towns := RunsLayer{ID: "participants", Name: fmt.Sprintf("crowds of %d and more", sim.Gathering), Unit: "people", Of: "towns", Values: table(days, len(s.Places))}
	most := 0.0
	for i := range t.Crowds {
		if c := &t.Crowds[i]; c.Day <= days {
			towns.Values[c.Day-1][c.Place] = Number(math.Round(c.People))
			most = max(most, c.People)
		}
	}
	towns.Legend = circles(towns.Name, most, towns.Unit)
	return append(list, towns)
}

// circles says what a circle on the map is.
func circles(name string, most float64, unit string) string {
	if most == 0 {
		return capital(name) + ": none in this run."
	}
	return fmt.Sprintf("Circles: %s, by area; the largest is %s %s.", name, number.Whole(most), unit)
}

// outlineDecimals of a degree are kept of boundaries and places: about 100 m.
const outlineDecimals = 3

func decimals(x float64) float64 {
	unit := math.Pow10(outlineDecimals)
	return math.Round(x*unit) / unit
}

// outlines gives the boundaries of the scenario's regions that have some.
func outlines(s *scenario.Scenario, from borders.Regions) Outlines {
	list := Outlines{Type: "FeatureCollection", Features: []Outline{}}
	for _, r := range s.Society.Regions {
		region, _ := from.Of(r.ID)
		o := Outline{Type: "Feature", ID: r.ID}
		o.Geometry.Type = "MultiPolygon"
		for _, polygon := range region.Polygons {
			if wound := polygon.Wound(true, outlineDecimals); wound != nil {
				o.Geometry.Coordinates = append(o.Geometry.Coordinates, wound)
			}
		}
		if o.Geometry.Coordinates != nil {
			list.Features = append(list.Features, o)
		}
	}
	return list
}

// centre is the middle of where people live: the direction of the sum of unit vectors to
// places, so that it lies on the right side of the antimeridian.
func centre(s *scenario.Scenario) []float64 {
	var x, y, z float64
	for _, p := range s.Places {
		sin, cos := math.Sincos(p.Lat * math.Pi / 180)
		east, north := math.Sincos(p.Lon * math.Pi / 180)
		x, y, z = x+cos*north, y+cos*east, z+sin
	}
	return []float64{decimals(math.Atan2(y, x) * 180 / math.Pi), decimals(math.Atan2(z, math.Hypot(x, y)) * 180 / math.Pi)}
}
