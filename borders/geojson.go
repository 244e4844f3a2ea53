package borders

import (
	"encoding/json"
	"errors"
	"fmt"
	"io"
	"io/fs"
	"math"
	"slices"
	"strings"

	"casus/files"
	"casus/scenario/source"
)

// File is where a scenario's folder has them: GeoJSON (RFC 7946), a feature with the id
// of the region among its properties for each.
const File = "regions.geojson"

// leastPoints is how many a ring has, the first counted again where it closes.
const leastPoints = 4

// Read reads the regions of a scenario's folder; none, and no error, where it has no
// such file. Features of one id are parts of one region. Anything that is not as it
// should be is [source.Problems].
func Read(fsys fs.FS) (Regions, error) {
	text, err := files.Read(fsys, File, source.MaxFileBytes)
	refused := new(files.Refused)
	switch {
	case errors.Is(err, fs.ErrNotExist):
		return nil, nil
	case errors.As(err, &refused):
		return nil, bad(refused.Message, refused.Hint)
	case err != nil:
		return nil, bad(err.Error(), "")
	}
	var file collection
	if err := json.Unmarshal(text, &file); err != nil {
		return nil, bad("this is not GeoJSON: "+err.Error(), "write it anew, or leave the file out")
	}
	if file.Type != "FeatureCollection" {
		return nil, bad(fmt.Sprintf("this is a %q", file.Type), "write a FeatureCollection, with a feature for each region")
	}
	var list Regions
	for i, f := range file.Features {
		region, err := f.region()
		if err != nil {
			return nil, bad(fmt.Sprintf("feature %d %v", i+1, err), err.hint)
		}
		if k := slices.IndexFunc(list, func(r Region) bool { return r.ID == region.ID }); k >= 0 {
			list[k].Polygons = append(list[k].Polygons, region.Polygons...)
		} else {
			list = append(list, region)
		}
	}
	return list, nil
}

func bad(message, hint string) error {
	return source.Problems{{File: File, Message: message, Hint: hint}}
}

// fault is what is wrong with a feature.
type fault struct{ message, hint string }

func (f *fault) Error() string { return f.message }

type collection struct {
	Type     string    `json:"type"`
	Features []feature `json:"features"`
}

type feature struct {
	Type       string `json:"type"`
	Properties struct {
		ID   string `json:"id"`
		Name string `json:"name"`
	} `json:"properties"`
	Geometry struct {
		Type        string          `json:"type"`
		Coordinates json.RawMessage `json:"coordinates"`
	} `json:"geometry"`
}

func (f *feature) region() (Region, *fault) {
	r := Region{ID: strings.TrimSpace(f.Properties.ID), Name: strings.TrimSpace(f.Properties.Name)}
	var polygons [][][][]*float64 // null is no number
	var err error
	switch f.Geometry.Type {
	case "Polygon":
		polygons = make([][][][]*float64, 1)
		err = json.Unmarshal(f.Geometry.Coordinates, &polygons[0])
	case "MultiPolygon":
		err = json.Unmarshal(f.Geometry.Coordinates, &polygons)
	default:
		err = fmt.Errorf("a %q", f.Geometry.Type)
	}
	if err != nil {
		return r, &fault{fmt.Sprintf("is no Polygon or MultiPolygon: %v", err), "write the border of a region"}
	}
	for _, rings := range polygons {
		var polygon Polygon
		for _, positions := range rings {
			ring, err := ringOf(positions)
			if err != nil {
				return r, err
			}
			polygon = append(polygon, ring)
		}
		switch {
		case len(polygon) == 0:
			return r, &fault{"has a polygon without a ring", "write the border of a region"}
		case polygon[0].area() == 0:
			return r, &fault{"has an outline that encloses nothing", "write the border of a region"}
		}
		r.Polygons = append(r.Polygons, polygon)
	}
	switch {
	case len(r.Polygons) == 0:
		return r, &fault{"has no polygon", "write the border of a region, or leave the feature out"}
	case r.ID == "":
		return r, &fault{"has no id among its properties", "write the id of the region"}
	}
	return r, nil
}

func ringOf(positions [][]*float64) (Ring, *fault) {
	if len(positions) == 0 {
		return nil, &fault{"has a ring without points", "write the border of a region"}
	}
	var ring Ring
	for _, x := range positions {
		if len(x) < 2 || x[0] == nil || x[1] == nil {
			return nil, &fault{"has a point without longitude and latitude", "write [longitude, latitude]"}
		}
		p := Point{*x[0], *x[1]}
		if math.Abs(p[0]) > 180 || math.Abs(p[1]) > 90 {
			return nil, &fault{fmt.Sprintf("has a point at %g, %g", p[0], p[1]), "write [longitude, latitude], in degrees from -180 to 180 and from -90 to 90"}
		}
		ring = append(ring, p)
	}
	if len(ring) < leastPoints || ring[0] != ring[len(ring)-1] {
		return nil, &fault{fmt.Sprintf("has a ring of %d points that is not closed", len(ring)), fmt.Sprintf("write at least %d points, the last one equal to the first", leastPoints)}
	}
	return ring, nil
}

// Write writes regions as [Read] reads them: outlines against the clock, holes with it,
// to a metre (five decimals), a feature a line.
func Write(w io.Writer, list Regions) error {
	var text strings.Builder
	text.WriteString(`{"type":"FeatureCollection","features":[` + "\n")
	for i, r := range list {
		properties, err := json.Marshal(map[string]string{"id": r.ID, "name": r.Name})
		if err != nil {
			return err
		}
		polygons := make([]Polygon, len(r.Polygons))
		for k, polygon := range r.Polygons {
			polygons[k] = polygon.Wound(false, 5)
		}
		polygons = slices.DeleteFunc(polygons, func(p Polygon) bool { return p == nil })
		coordinates, err := json.Marshal(polygons)
		if err != nil {
			return err
		}
		if i > 0 {
			text.WriteString(",\n")
		}
		fmt.Fprintf(&text, `{"type":"Feature","properties":%s,"geometry":{"type":"MultiPolygon","coordinates":%s}}`, properties, coordinates)
	}
	text.WriteString("\n]}\n")
	_, err := io.WriteString(w, text.String())
	return err
}

// Wound gives a polygon to so many decimals, its outline with the clock and its holes
// against it, as seen on a map with north up, or the reverse, which is the right-hand rule
// of RFC 7946. Rings of which nothing is left are left out, and nil is a polygon without
// an outline.
func (p Polygon) Wound(clockwise bool, decimals int) (out Polygon) {
	unit := math.Pow10(decimals)
	for i, ring := range p {
		short := make(Ring, len(ring))
		for k, x := range ring {
			short[k] = Point{math.Round(x[0]*unit) / unit, math.Round(x[1]*unit) / unit}
		}
		short = slices.Compact(short)
		area, outline := short.area(), i == 0
		if len(short) < leastPoints || area == 0 {
			if outline {
				return nil
			}
			continue
		}
		if (outline != clockwise) != (area > 0) {
			slices.Reverse(short)
		}
		out = append(out, short)
	}
	return out
}
