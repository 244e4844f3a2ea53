// Package borders has the outlines of regions: reads and writes them as GeoJSON,
// and measures on them.
//
// Nothing here decides a run. Outlines are simplified, as maps are.
package borders

import (
	"math"

	"casus/portable"
)

// A Point is a longitude and a latitude in degrees, in the order of GeoJSON.
type Point [2]float64

// A Ring is a closed line: its last point is its first again.
type Ring []Point

// A Polygon is its outline, and after it its holes.
type Polygon []Ring

// A Region is one of the parts of a state.
type Region struct {
	ID, Name string // Name may be empty
	Polygons []Polygon
}

// Regions are those of a state.
type Regions []Region

// Of gives the region of an id.
func (list Regions) Of(id string) (Region, bool) {
	for _, r := range list {
		if r.ID == id {
			return r, true
		}
	}
	return Region{}, false
}

// Inside reports whether a position, in degrees, lies within the region: the same on
// every processor, since products are rounded before they are added.
func (r Region) Inside(lat, lon float64) bool {
	within := false
	r.edges(lat, lon, func(u, v Point) {
		if (u[1] > 0) != (v[1] > 0) && u[0]-float64(u[1]*(v[0]-u[0])/(v[1]-u[1])) > 0 {
			within = !within // an odd number of times, by a ray to the east
		}
	})
	return within
}

// Away is how far a position, in degrees, lies outside the region, km; 0 within.
// It is measured on the plane that touches the position.
func (r Region) Away(lat, lon float64) float64 {
	if r.Inside(lat, lon) {
		return 0
	}
	nearest, shrink := math.Inf(1), math.Cos(lat*degree)
	r.edges(lat, lon, func(u, v Point) {
		dx, dy := (v[0]-u[0])*shrink, v[1]-u[1]
		t := 0.0
		if length := dx*dx + dy*dy; length > 0 {
			t = min(1, max(0, -(u[0]*shrink*dx+u[1]*dy)/length))
		}
		nearest = min(nearest, math.Hypot(u[0]*shrink+t*dx, u[1]+t*dy))
	})
	return nearest * degree * earthRadius
}

const (
	degree      = math.Pi / 180
	earthRadius = 6371 // km, of a sphere
)

// edges gives every edge as seen from a position: degrees to the east and to the north
// of it. A ring is followed the shorter way around, over the antimeridian too.
func (r Region) edges(lat, lon float64, visit func(u, v Point)) {
	for _, polygon := range r.Polygons {
		for _, ring := range polygon {
			u := Point{east(ring[0][0] - lon), ring[0][1] - lat}
			for i := range ring[1:] {
				v := Point{u[0] + east(ring[i+1][0]-ring[i][0]), ring[i+1][1] - lat}
				visit(u, v)
				u = v
			}
		}
	}
}

// east is a difference of longitudes, the shorter way around.
func east(d float64) float64 {
	switch {
	case d > 180:
		return d - 360
	case d < -180:
		return d + 360
	}
	return d
}

// Area is that of a region on the sphere, km².
func (r Region) Area() (sum float64) {
	for _, polygon := range r.Polygons {
		sum += polygon.Area()
	}
	return sum
}

// Area is that of a polygon without its holes, on the sphere, km².
func (p Polygon) Area() float64 {
	area := math.Abs(p[0].area())
	for _, hole := range p[1:] {
		area -= math.Abs(hole.area())
	}
	return area * earthRadius * earthRadius
}

// area is that on a sphere of radius 1, above 0 where the ring goes against the clock.
// On a cylinder of the same area, height is the sine of latitude:
//
//	A = −½ Σ (λ_{i+1} − λ_i) (sin φ_i + sin φ_{i+1})
func (ring Ring) area() (sum float64) {
	for i := range ring[1:] {
		u, v := ring[i], ring[i+1]
		sum -= float64(east(v[0]-u[0]) * degree * (portable.Sin(float64(u[1]*degree)) + portable.Sin(float64(v[1]*degree))) / 2)
	}
	return sum
}
