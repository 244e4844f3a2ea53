package trial

import (
	"fmt"
	"io/fs"
	"math"

	"casus/borders"
	"casus/scenario"
	"casus/sim"
)

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
	drawn, err := borders.Read(fsys)
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
		border, known := drawn.Of(region.ID)
		switch off := border.Away(p.Lat, p.Lon); {
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
