package atlas

import (
	"fmt"
	"math"
	"slices"
	"strings"

	"casus/borders"
	"casus/portable"
	"casus/report/number"
	"casus/scenario"
)

// The most towns that are places of their own, beside the capital and the seats of
// regions; and about how many places there are in the country.
const (
	mostTowns    = 120
	mostCountry  = 80
	leastCountry = 50 // people; fewer live in the region's largest town
)

// homes gives the towns of each region, of all kinds but towns so many of the nation's
// largest, and how many people each region has beside them.
func (s *Sheet) homes(most int) (towns [][]Town, rest []float64) {
	towns, rest = make([][]Town, len(s.Regions)), make([]float64, len(s.Regions))
	for i, r := range s.Regions {
		rest[i] = math.Round(r.People.Value)
	}
	n := 0
	for _, t := range s.Towns { // largest first
		i := slices.IndexFunc(s.Regions, func(r Region) bool { return r.ID == t.Region })
		t.People = math.Round(t.People)
		if t.Kind == "town" {
			n++
		}
		if i < 0 || t.People < 1 || t.Kind == "town" && n > most {
			continue // in a region where nobody lives, of nobody, or one of many
		}
		towns[i] = append(towns[i], t)
		rest[i] = max(0, rest[i]-t.People) // a person more may be of rounding
	}
	for i := range towns {
		if len(towns[i]) > 0 && rest[i] < leastCountry {
			towns[i][0].People += rest[i]
			rest[i] = 0
		}
	}
	return towns, rest
}

// places puts the towns on the map, and the rest of each region in places spread over it.
func (d *drawing) places() {
	towns, rest := d.homes(mostTowns)
	all, listed := 0.0, 0
	for i := range rest {
		all, listed = all+rest[i], listed+len(towns[i])
	}
	largest := 0.0
	for i, r := range d.Regions {
		taken := map[string]bool{}
		add := func(called, name, otherwise, kind string, lat, lon, people float64, from string) string {
			id := d.region[i] + "/" + unique(called, otherwise, taken)
			d.towns = append(d.towns, scenario.Place{ID: id, Name: name, Region: i, Kind: kind, Lat: lat, Lon: lon, Population: people, PopulationSource: from})
			return id
		}
		for _, t := range towns[i] {
			from := fmt.Sprintf("GeoNames %d", t.GeoNameID)
			if t.People != t.Listed {
				from += fmt.Sprintf(": %.0f, for %d", t.Listed, d.Year)
			}
			id := add(t.Name, t.Name, fmt.Sprint(t.GeoNameID), t.Kind, t.Lat, t.Lon, t.People, from)
			if t.Kind == "capital" || d.capital == "" && t.Name == d.Capital {
				d.capital = id
			}
			if t.People > largest {
				largest, d.doc.State.Largest = t.People, id
			}
		}
		if rest[i] < 1 {
			continue
		}
		parts := 1
		if all > 0 {
			parts = min(int(math.Ceil(rest[i]/all*mostCountry)), 8, int(rest[i]))
		}
		outline, _ := d.outlines.Of(r.ID)
		for k, p := range spread(outline, spot{r.Lat, r.Lon}, parts) {
			people := math.Floor(rest[i] / float64(parts))
			if k == 0 {
				people = rest[i] - float64(people*float64(parts-1))
			}
			called := "country"
			if parts > 1 {
				called = fmt.Sprintf("country %d", k+1)
			}
			add(called, d.doc.Society.Regions[i].Name+", "+called, "", "country", p[0], p[1], people, "what the region has beside its towns")
		}
	}
	if d.doc.State.Largest == "" { // no town is listed
		d.doc.State.Largest = d.towns[0].ID
		for _, p := range d.towns {
			if p.Population > largest {
				largest, d.doc.State.Largest = p.Population, p.ID
			}
		}
	}
	if d.capital == "" {
		d.note("The capital, %s, is not among the towns with people: the largest town is taken for it.", d.Capital)
		d.capital = d.doc.State.Largest
	}
	d.doc.State.Capital = d.capital
	d.doc.State.Critical = []string{d.capital}
	if d.capital != d.doc.State.Largest {
		d.doc.State.Critical = append(d.doc.State.Critical, d.doc.State.Largest)
	}
	d.doc.Society.Sparks[0].Place = d.capital
	home := slices.IndexFunc(d.towns, func(p scenario.Place) bool { return p.ID == d.capital })
	d.doc.Society.Regions[d.towns[home].Region].Origin = true
	d.note("The first crowd comes together in the capital. Where it does, and how many they are, is for the author of the scenario: society.sparks, spark.people, and origin in society.regions.")
	d.note("Regions, borders and neighbours are those of today, whatever the year.")
	for _, n := range d.Notes {
		d.note("%s.", strings.ToUpper(n[:1])+n[1:])
	}
	d.source("people", number.Whole(d.People.Value), d.People.From(), "wpp")
	d.source("towns: names, positions, people", fmt.Sprintf("%d places", listed), "derived: people of the table, of 2006 to 2023, scaled to the year and to the share in towns", "geonames")
	if d.Urban != nil {
		d.source("share of the people in towns", number.Percent(d.Urban.Value), d.Urban.From(), "wdi")
	}
}

const (
	fine   = 200  // positions within an outline that are told apart
	rounds = 8    // of Lloyd's algorithm, after which places hardly move
	around = 0.05 // degrees from the centre at which places lie where an outline has no room
)

// cosine of an angle in degrees.
func cosine(degrees float64) float64 { return portable.Cos(float64(degrees * math.Pi / 180)) }

// spot is a position, latitude and longitude in degrees.
type spot [2]float64

// spread gives n positions within an outline, far from each other, that share it as
// evenly as Lloyd's algorithm (1982) makes it in a few rounds. Where there is no
// outline, they lie around a centre.
func spread(outline borders.Region, centre spot, n int) []spot {
	grid := gridOf(outline)
	if len(grid) < n {
		var ring []spot
		for k := range n {
			angle := 360 * float64(k) / float64(n)
			ring = append(ring, spot{round4(centre[0] + float64(around*cosine(angle-90))), round4(centre[1] + float64(around*cosine(angle)))})
		}
		return ring
	}
	// Products are rounded before they are added, so that a scenario has the same bytes on
	// every processor.
	shrink := cosine(centre[0]) // of degrees of longitude
	away := func(p, q spot) float64 {
		dy, dx := p[0]-q[0], float64(math.Remainder(p[1]-q[1], 360)*shrink)
		return float64(dy*dy) + float64(dx*dx)
	}
	nearest := func(list []spot, p spot) (best int) {
		for k, q := range list {
			if away(p, q) < away(p, list[best]) {
				best = k
			}
		}
		return best
	}
	centres := []spot{grid[nearest(grid, centre)]}
	for len(centres) < n { // the farthest from those there are
		far, most := grid[0], -1.0
		for _, p := range grid {
			if least := away(p, centres[nearest(centres, p)]); least > most {
				far, most = p, least
			}
		}
		centres = append(centres, far)
	}
	for range rounds {
		sums, counts := make([]spot, n), make([]float64, n)
		for _, p := range grid {
			k := nearest(centres, p)
			east := math.Remainder(p[1]-centres[k][1], 360) // over the antimeridian too
			sums[k], counts[k] = spot{sums[k][0] + p[0], sums[k][1] + east}, counts[k]+1
		}
		for k, c := range centres {
			if counts[k] > 0 {
				centres[k] = grid[nearest(grid, spot{sums[k][0] / counts[k], c[1] + sums[k][1]/counts[k]})]
			}
		}
	}
	for k, c := range centres {
		centres[k] = spot{round4(c[0]), round4(c[1])}
	}
	return centres
}

// gridOf gives positions within an outline, evenly.
func gridOf(outline borders.Region) (grid []spot) {
	step := round4(math.Sqrt(outline.Area()/fine) / 111) // degrees of latitude, of 111 km
	if step == 0 {
		return nil
	}
	for _, polygon := range outline.Polygons {
		part := borders.Region{Polygons: []borders.Polygon{polygon}}
		west, south, east, north := math.Inf(1), math.Inf(1), math.Inf(-1), math.Inf(-1)
		for _, p := range polygon[0] {
			west, east, south, north = min(west, p[0]), max(east, p[0]), min(south, p[1]), max(north, p[1])
		}
		for y := south + step/2; y < north; y += step {
			wide := step / max(0.05, cosine(y)) // near the poles a degree is short
			for x := west + wide/2; x < east; x += wide {
				if part.Inside(y, x) && outline.Inside(y, x) { // polygons may lie within others
					grid = append(grid, spot{y, x})
				}
			}
		}
	}
	return grid
}

// round4 rounds to four decimals, some ten metres.
func round4(x float64) float64 { return math.Round(float64(x*1e4)) / 1e4 }
