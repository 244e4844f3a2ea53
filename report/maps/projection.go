package maps

import (
	"math"

	"casus/borders"
)

const (
	degree      = math.Pi / 180
	earthRadius = 6371 // km
)

// xy is a point on a plane: in kilometres, y to the north, or on the sheet, y down.
type xy struct{ x, y float64 }

// A projection is Lambert's azimuthal equal-area one about a centre:
//
//	k = √(2 / (1 + sin φ₀ sin φ + cos φ₀ cos φ cos(λ−λ₀)))
//	x = R k cos φ sin(λ−λ₀)
//	y = R k (cos φ₀ sin φ − sin φ₀ cos φ cos(λ−λ₀))
type projection struct{ lon, sin, cos float64 }

// farthest keeps what lies opposite the centre on the plane.
const farthest = 1e-6

func (p projection) at(lat, lon float64) xy {
	sin, cos := math.Sincos(lat * degree)
	east, north := math.Sincos(lon*degree - p.lon)
	k := earthRadius * math.Sqrt(2/max(farthest, 1+p.sin*sin+p.cos*cos*north))
	return xy{k * cos * east, k * (p.cos*sin - p.sin*cos*north)}
}

// centred gives the projection about the mean on the sphere of polygons, each counted
// by its area.
func centred(polygons []borders.Polygon) projection {
	var x, y, z float64
	for _, polygon := range polygons {
		ring := polygon[0]
		weight := (polygon.Area() + 1e-9) / float64(len(ring)-1)
		for _, p := range ring[1:] {
			sin, cos := math.Sincos(p[1] * degree)
			east, north := math.Sincos(p[0] * degree)
			x, y, z = x+weight*cos*north, y+weight*cos*east, z+weight*sin
		}
	}
	lat := math.Atan2(z, math.Hypot(x, y))
	return projection{math.Atan2(y, x), math.Sin(lat), math.Cos(lat)}
}

// A shape is a polygon on a plane.
type shape [][]xy

func (p projection) shape(polygon borders.Polygon) shape {
	out := make(shape, len(polygon))
	for i, ring := range polygon {
		for _, x := range ring {
			out[i] = append(out[i], p.at(x[1], x[0]))
		}
	}
	return out
}

// A box holds points; an empty one holds none.
type box struct{ x0, y0, x1, y1 float64 }

var emptyBox = box{math.Inf(1), math.Inf(1), math.Inf(-1), math.Inf(-1)}

func (b box) with(c box) box {
	return box{min(b.x0, c.x0), min(b.y0, c.y0), max(b.x1, c.x1), max(b.y1, c.y1)}
}

func (b box) width() float64  { return b.x1 - b.x0 }
func (b box) height() float64 { return b.y1 - b.y0 }

// grown is a box with so much more on every side.
func (b box) grown(by float64) box { return box{b.x0 - by, b.y0 - by, b.x1 + by, b.y1 + by} }

func (b box) moved(by xy) box { return box{b.x0 + by.x, b.y0 + by.y, b.x1 + by.x, b.y1 + by.y} }

func (b box) has(p xy) bool { return p.x >= b.x0 && p.x <= b.x1 && p.y >= b.y0 && p.y <= b.y1 }

func (b box) overlaps(c box) bool {
	return b.x0 < c.x1 && c.x0 < b.x1 && b.y0 < c.y1 && c.y0 < b.y1
}

func (b box) within(c box) bool {
	return b.x0 >= c.x0 && b.x1 <= c.x1 && b.y0 >= c.y0 && b.y1 <= c.y1
}

// gap is how far two boxes lie apart.
func (b box) gap(c box) float64 {
	return math.Hypot(max(0, b.x0-c.x1, c.x0-b.x1), max(0, b.y0-c.y1, c.y0-b.y1))
}

func (s shape) box() box {
	b := emptyBox
	for _, p := range s[0] {
		b = b.with(box{p.x, p.y, p.x, p.y})
	}
	return b
}

// area is that of the plane, holes taken off.
func (s shape) area() (sum float64) {
	for i, ring := range s {
		twice := 0.0
		for k := 1; k < len(ring); k++ {
			twice += ring[k-1].x*ring[k].y - ring[k].x*ring[k-1].y
		}
		if i == 0 {
			sum = math.Abs(twice) / 2
		} else {
			sum -= math.Abs(twice) / 2
		}
	}
	return sum
}

// clearance is how far a point within lies from the edge; below 0 for one outside.
func (s shape) clearance(p xy) float64 {
	within, nearest := false, math.Inf(1)
	for _, ring := range s {
		for k := 1; k < len(ring); k++ {
			u, v := ring[k-1], ring[k]
			if (u.y > p.y) != (v.y > p.y) && p.x < u.x+(p.y-u.y)*(v.x-u.x)/(v.y-u.y) {
				within = !within
			}
			dx, dy := v.x-u.x, v.y-u.y
			t := 0.0
			if length := dx*dx + dy*dy; length > 0 {
				t = min(1, max(0, ((p.x-u.x)*dx+(p.y-u.y)*dy)/length))
			}
			nearest = min(nearest, math.Hypot(p.x-u.x-t*dx, p.y-u.y-t*dy))
		}
	}
	if !within {
		return -nearest
	}
	return nearest
}
