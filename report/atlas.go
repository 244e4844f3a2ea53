package report

import (
	"fmt"
	"math"

	"casus/atlas"
	"casus/report/maps"
)

// StateMap is the map of a state of the atlas: its regions by people per km², and its
// listed towns.
func StateMap(s *atlas.Sheet) (*maps.Map, error) {
	outlines, err := s.Boundaries()
	if err != nil {
		return nil, err
	}
	m := &maps.Map{
		Title: fmt.Sprintf("%s at the beginning of %d", s.Name, s.Year), What: views[0].what, Missing: "no people", Circles: "towns",
		Notes: []string{"Regions: Natural Earth. People: CIESIN, GPW v4.11; UN DESA, WPP 2024. Towns: GeoNames."},
	}
	for _, r := range s.Regions {
		outline, ok := outlines.Of(r.ID)
		if !ok {
			continue
		}
		outline.Name = r.Name
		density := math.NaN()
		if r.People.Value > 0 {
			density = views[0].of(r.People.Value, outline.Area())
		}
		m.Regions = append(m.Regions, maps.Region{Region: outline, People: r.People.Value, Value: density})
	}
	for _, t := range s.Towns {
		m.Towns = append(m.Towns, maps.Town{Name: t.Name, Lat: t.Lat, Lon: t.Lon, People: t.People, Capital: t.Kind == "capital"})
	}
	return m, nil
}
