package trial

import (
	"encoding/json"
	"errors"
	"fmt"
	"io/fs"
	"math"
	"strings"

	"casus/files"
	"casus/scenario"
	"casus/scenario/source"
	"casus/sim"
)

// BordersFile has the borders of regions, for maps: GeoJSON (RFC 7946), a feature with
// the id of the region among its properties for each.
const BordersFile = "regions.geojson"

const (
	// farOff is how far a place may lie from every other, km.
	farOff = 300
	// offBorder is how far outside its region's border a place may lie, which is drawn
	// roughly, km.
	offBorder = 30
	shownFar  = 5
)

// FarOff says in words which places lie far from all others, or outside the borders
// of their region where the folder has them. A sign or a comma may be wrong.
func FarOff(s *scenario.Scenario, fsys fs.FS) (odd []string, err error) {
	borders, err := readBorders(fsys)
	if err != nil {
		return nil, err
	}
	for i, p := range s.Places {
		nearest := math.Inf(1)
		for j, q := range s.Places {
			if i != j {
				nearest = min(nearest, sim.GreatCircle(p.Lat, p.Lon, q.Lat, q.Lon))
			}
			if nearest <= farOff {
				break // there may be tens of thousands
			}
		}
		region := s.Society.Regions[p.Region]
		border, known := borders[region.ID]
		switch off := border.away(point{p.Lon, p.Lat}); {
		case known && off > offBorder:
			odd = append(odd, fmt.Sprintf("the place %s lies %.0f km outside the border of its region, %s (latitude %g, longitude %g)", p.ID, off, region.Name, p.Lat, p.Lon))
		case nearest > farOff && !math.IsInf(nearest, 1):
			odd = append(odd, fmt.Sprintf("the place %s lies %.0f km from the nearest other (latitude %g, longitude %g)", p.ID, nearest, p.Lat, p.Lon))
		}
	}
	if more := len(odd) - shownFar; more > 0 {
		odd = append(odd[:shownFar], fmt.Sprintf("%d more places lie far off", more))
	}
	return odd, nil
}

// point is a longitude and a latitude, degrees.
type point [2]float64

// border is the rings of a region.
type border [][]point

// away is how far a point lies outside, km; 0 within. A point is within if a ray from
// it crosses the rings an odd number of times.
func (b border) away(p point) float64 {
	within, nearest := false, math.Inf(1)
	for _, ring := range b {
		for i := range ring {
			u, v := ring[i], ring[(i+1)%len(ring)]
			if (u[1] > p[1]) != (v[1] > p[1]) && p[0] < u[0]+(p[1]-u[1])*(v[0]-u[0])/(v[1]-u[1]) {
				within = !within
			}
			nearest = min(nearest, toSegment(p, u, v))
		}
	}
	if within {
		return 0
	}
	return nearest
}

// toSegment is the distance of a point to a line between two others, km, on the plane
// that touches the point.
func toSegment(p, u, v point) float64 {
	shrink := math.Cos(p[1] * math.Pi / 180)
	ux, uy := (u[0]-p[0])*shrink, u[1]-p[1]
	dx, dy := (v[0]-u[0])*shrink, v[1]-u[1]
	t := 0.0
	if length := dx*dx + dy*dy; length > 0 {
		t = min(1, max(0, -(ux*dx+uy*dy)/length))
	}
	const degree = 6371 * math.Pi / 180
	return degree * math.Hypot(ux+t*dx, uy+t*dy)
}

// readBorders reads the borders by region; none if there is no file.
func readBorders(fsys fs.FS) (map[string]border, error) {
	bad := func(message, hint string) error {
		return source.Problems{{File: BordersFile, Message: message, Hint: hint}}
	}
	text, err := files.Read(fsys, BordersFile, source.MaxFileBytes)
	refused := new(files.Refused)
	switch {
	case errors.Is(err, fs.ErrNotExist):
		return nil, nil
	case errors.As(err, &refused):
		return nil, bad(refused.Message, refused.Hint)
	case err != nil:
		return nil, bad(err.Error(), "")
	}
	var file struct {
		Features []struct {
			Properties struct{ ID string }
			Geometry   struct {
				Type        string
				Coordinates json.RawMessage
			}
		}
	}
	if err := json.Unmarshal(text, &file); err != nil {
		return nil, bad("this is not GeoJSON: "+err.Error(), "write it anew, or leave the file out")
	}
	borders := map[string]border{}
	for i, f := range file.Features {
		var polygons [][][][]float64
		switch f.Geometry.Type {
		case "Polygon":
			polygons = make([][][][]float64, 1)
			err = json.Unmarshal(f.Geometry.Coordinates, &polygons[0])
		case "MultiPolygon":
			err = json.Unmarshal(f.Geometry.Coordinates, &polygons)
		default:
			err = fmt.Errorf("a %q", f.Geometry.Type)
		}
		if err != nil {
			return nil, bad(fmt.Sprintf("feature %d is no Polygon or MultiPolygon: %v", i+1, err), "write the border of a region")
		}
		for _, polygon := range polygons {
			for _, ring := range polygon {
				if len(ring) == 0 {
					return nil, bad(fmt.Sprintf("feature %d has a ring without points", i+1), "write the border of a region")
				}
				var points []point
				for _, x := range ring {
					if len(x) < 2 {
						return nil, bad(fmt.Sprintf("feature %d has a point without longitude and latitude", i+1), "write [longitude, latitude]")
					}
					if math.Abs(x[0]) > 180 || math.Abs(x[1]) > 90 {
						return nil, bad(fmt.Sprintf("feature %d has a point at %g, %g", i+1, x[0], x[1]), "write [longitude, latitude], in degrees from -180 to 180 and from -90 to 90")
					}
					points = append(points, point{x[0], x[1]})
				}
				id := strings.TrimSpace(f.Properties.ID)
				borders[id] = append(borders[id], points)
			}
		}
	}
	return borders, nil
}
