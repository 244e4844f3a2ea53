package atlas

import (
	"compress/gzip"
	"encoding/json"
	"errors"
	"fmt"
	"io"
	"io/fs"
	"slices"
	"strings"

	"casus/borders"
)

// BoundariesFile has the outlines of regions: ISO 3166-1 alpha-3 to a TopoJSON
// topology of the state's regions, gzipped.
const BoundariesFile = "boundaries.json.gz"

// ErrNoState is for a code that is no state's.
var ErrNoState = errors.New("no such state")

// Boundaries gives the outlines of a state's regions from the folder of the world's
// tables, in the order of the file. Longitudes are from -180 to 180: what crosses the
// antimeridian is cut there. Rings that enclose nothing, left where regions were
// merged, are left out. Only that state's part of the file is decoded.
func Boundaries(world fs.FS, iso3 string) (borders.Regions, error) {
	text, err := topologyOf(world, iso3)
	if err != nil {
		return nil, fmt.Errorf("atlas: the boundaries of %q: %w", iso3, err)
	}
	var t topology
	if err := json.Unmarshal(text, &t); err != nil {
		return nil, fmt.Errorf("atlas: the boundaries of %q: %w", iso3, err)
	}
	list, err := t.regions()
	if err != nil {
		return nil, fmt.Errorf("atlas: the boundaries of %q: %w", iso3, err)
	}
	return list, nil
}

// topologyOf reads as far as the state's topology.
func topologyOf(world fs.FS, iso3 string) (json.RawMessage, error) {
	f, err := world.Open(BoundariesFile)
	if err != nil {
		return nil, err
	}
	defer f.Close()
	text, err := gzip.NewReader(f)
	if err != nil {
		return nil, err
	}
	d := json.NewDecoder(io.LimitReader(text, maxTable))
	if _, err := d.Token(); err != nil {
		return nil, err
	}
	for d.More() {
		key, err := d.Token()
		if err != nil {
			return nil, err
		}
		var value json.RawMessage
		if err := d.Decode(&value); err != nil {
			return nil, err
		}
		if key == iso3 {
			return value, nil
		}
	}
	return nil, fmt.Errorf("%w; write its ISO 3166-1 alpha-3 code, such as LKA", ErrNoState)
}

// A topology is TopoJSON as far as the file has it: arcs of whole numbers, each the
// difference to the one before; a ring is arcs end to end, ^i being arc i backwards.
type topology struct {
	Transform struct{ Scale, Translate [2]float64 }
	Arcs      [][][2]int
	Objects   struct {
		Regions struct {
			Geometries []struct {
				Type       string
				ID         string
				Properties struct{ Name string }
				Arcs       [][][]int
			}
		}
	}
}

const (
	// leastPoints is how many a ring that encloses something has.
	leastPoints = 4
	// leastArea is what a ring encloses that is not left by a merger alone, km².
	leastArea = 1e-4
)

func (t *topology) regions() (borders.Regions, error) {
	arcs := t.lines()
	var list borders.Regions
	for _, g := range t.Objects.Regions.Geometries {
		if g.Type != "MultiPolygon" {
			return nil, fmt.Errorf("region %s is a %s", g.ID, g.Type)
		}
		region := borders.Region{ID: g.ID, Name: strings.TrimSpace(g.Properties.Name)}
		for _, rings := range g.Arcs {
			var polygon borders.Polygon
			for k, indices := range rings {
				ring, err := join(arcs, indices)
				if err != nil {
					return nil, fmt.Errorf("region %s: %w", g.ID, err)
				}
				if len(ring) >= leastPoints && (borders.Polygon{ring}).Area() >= leastArea {
					polygon = append(polygon, ring)
				} else if k == 0 {
					break
				}
			}
			for _, piece := range polygon.Cut() {
				// Crimea is in the file twice, joined from the maps of two states.
				if !slices.ContainsFunc(region.Polygons, func(p borders.Polygon) bool { return slices.EqualFunc(p, piece, slices.Equal[borders.Ring]) }) {
					region.Polygons = append(region.Polygons, piece)
				}
			}
		}
		if len(region.Polygons) == 0 {
			return nil, fmt.Errorf("region %s has no polygon", g.ID)
		}
		list = append(list, region)
	}
	return list, nil
}

// lines gives the arcs in degrees.
func (t *topology) lines() []borders.Ring {
	arcs := make([]borders.Ring, len(t.Arcs))
	for i, arc := range t.Arcs {
		x, y := 0, 0
		for _, step := range arc {
			x, y = x+step[0], y+step[1]
			arcs[i] = append(arcs[i], borders.Point{
				float64(float64(x)*t.Transform.Scale[0]) + t.Transform.Translate[0],
				float64(float64(y)*t.Transform.Scale[1]) + t.Transform.Translate[1],
			})
		}
	}
	return arcs
}

// join puts arcs end to end; the point at which two meet is in both.
func join(arcs []borders.Ring, indices []int) (ring borders.Ring, err error) {
	for _, i := range indices {
		back := i < 0
		if back {
			i = ^i
		}
		if i >= len(arcs) {
			return nil, fmt.Errorf("no arc %d", i)
		}
		for k := range arcs[i] {
			p := arcs[i][k]
			if back {
				p = arcs[i][len(arcs[i])-1-k]
			}
			if k > 0 || len(ring) == 0 {
				ring = append(ring, p)
			}
		}
	}
	if len(ring) == 0 || ring[0] != ring[len(ring)-1] {
		return nil, errors.New("a ring is not closed")
	}
	return ring, nil
}
