// Package maps draws a state by region, as SVG: regions filled by a value, their
// names, towns by their people, a legend, a scale.
//
// The projection is Lambert's azimuthal equal-area one, centred on the state, so that
// neither the antimeridian nor high latitudes need care. Remote parts that few people
// live in, and that would make the rest small, are drawn apart (frame.go).
package maps

import (
	"bytes"
	"errors"
	"io"
	"math"

	"casus/borders"
)

// A Map is what is drawn.
type Map struct {
	Title   string
	What    string // what the values are, such as "people per km²"
	Shares  bool   // the values are from 0 to 1, and written in hundredths
	Missing string // why a region has no value, where one has none
	Regions []Region
	Towns   []Town
	Circles string   // what the circles are, such as "towns"
	Notes   []string // beneath the map: sources
}

// A Region is its outline, its people, and the value by which it is filled.
type Region struct {
	borders.Region
	People float64 // who decides, with towns, what is remote; 0 where unknown
	Value  float64 // NaN where there is none
}

// A Town is drawn as a circle whose area is in proportion to its people.
type Town struct {
	Name             string
	Lat, Lon, People float64 // degrees; people
	Capital          bool
}

// most is the largest value that is written.
const most = 1e15

// Draw writes the map. A map without regions, a region without polygons and a value
// or a position that is no number, or one beyond 10¹⁵, are errors.
func (m *Map) Draw(w io.Writer) error {
	if err := m.check(); err != nil {
		return err
	}
	var text bytes.Buffer
	newSheet(m).draw(&text)
	_, err := w.Write(text.Bytes())
	return err
}

func (m *Map) check() error {
	if len(m.Regions) == 0 {
		return errors.New("maps: there are no regions")
	}
	sound := func(list ...float64) bool {
		for _, x := range list {
			if !(math.Abs(x) <= most) { // NaN too
				return false
			}
		}
		return true
	}
	for _, r := range m.Regions {
		if len(r.Polygons) == 0 {
			return errors.New("maps: the region " + r.ID + " has no polygon")
		}
		if !math.IsNaN(r.Value) && !sound(r.Value) || !sound(r.People) || r.People < 0 {
			return errors.New("maps: the region " + r.ID + " has a value, or people, that are no number or too large a one")
		}
	}
	for _, t := range m.Towns {
		if !sound(t.Lat, t.Lon, t.People) || t.People < 0 {
			return errors.New("maps: the town " + t.Name + " has a position, or people, that are no number or too large a one")
		}
	}
	return nil
}
