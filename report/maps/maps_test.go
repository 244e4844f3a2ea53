package maps_test

import (
	"bytes"
	"errors"
	"math"
	"slices"
	"strings"
	"testing"

	"casus/borders"
	"casus/report/maps"
)

// square is one of so many degrees from a corner on.
func square(lon, lat, side float64) borders.Polygon {
	return borders.Polygon{{{lon, lat}, {lon + side, lat}, {lon + side, lat + side}, {lon, lat + side}, {lon, lat}}}
}

func region(id, name string, people, value float64, polygons ...borders.Polygon) maps.Region {
	return maps.Region{Region: borders.Region{ID: id, Name: name, Polygons: polygons}, People: people, Value: value}
}

// invented is a state of two large regions, one without a value, a city, and an island
// far away on the other side of the antimeridian.
func invented() *maps.Map {
	return &maps.Map{
		Title: "A state & <its> regions", What: "share of runs", Shares: true, Missing: "not asked", Circles: "towns", Notes: []string{"Regions: invented."},
		Regions: []maps.Region{
			region("w", "Đắk Lắk", 600, 0.25, square(175, 0, 2)),
			region("e", "Şəki-Zaqatala", 400, math.NaN(), square(177, 0, 2)),
			region("c", "Oraș", 300, 0.9, square(177, 1, 0.05)),
			region("i", "Far Island", 1, 0.1, square(-160, 0, 0.1)),
		},
		Towns: []maps.Town{
			{Name: "Ħamrun", Lat: 0.5, Lon: 175.5, People: 100, Capital: true},
			{Name: "Oraș", Lat: 1.02, Lon: 177.02, People: 80},
			{Name: "Nowhere", Lat: 40, Lon: 20, People: 1},
		},
	}
}

func TestAMapSaysWhatItShows(t *testing.T) {
	m := invented()
	svg, texts := drawn(t, m)
	for _, want := range []string{"A state & <its> regions", "share of runs", "20 – 40 %", "80 – 100 %", "not asked", "towns, area by people", "capital", "Ħamrun", "Đắk Lắk", "Şəki-Zaqatala", "Oraș", "Far Island",
		"region too small for its colour", "50 km", "Each inset has a scale of its own.", "Outside what is drawn: 1 place.", "Regions: invented."} {
		if !slices.Contains(texts, want) {
			t.Errorf("no %q in %q", want, texts)
		}
	}
	if n := strings.Count(strings.Join(texts, "\n"), "Oraș"); n != 1 {
		t.Errorf("a city that is a region is named %d times", n)
	}
	for _, want := range []string{"<title>Đắk Lắk: 25 %</title>", "<title>Şəki-Zaqatala: not asked</title>", "url(#none)", "paint-order:stroke"} {
		if !strings.Contains(svg, want) {
			t.Errorf("no %s", want)
		}
	}
	if again, _ := drawn(t, m); again != svg {
		t.Error("the same map makes two pictures")
	}
}

// Where there is nothing, nothing is said of it.
func TestAMapOfLittle(t *testing.T) {
	m := &maps.Map{Title: "One", What: "people", Regions: []maps.Region{region("a", "", 0, 5, square(0, 0, 1))}}
	_, texts := drawn(t, m)
	if want := []string{"One", "a", "people", "5", "10 km"}; !slices.Equal(texts, want) {
		t.Errorf("%q", texts)
	}
	m.Regions[0].Value = math.NaN()
	if _, texts := drawn(t, m); !slices.Contains(texts, "no value") {
		t.Errorf("%q", texts)
	}
}

func TestWhatCannotBeDrawnIsRefused(t *testing.T) {
	for name, spoil := range map[string]func(*maps.Map){
		"no regions":  func(m *maps.Map) { m.Regions = nil },
		"no polygon":  func(m *maps.Map) { m.Regions[0].Polygons = nil },
		"a value":     func(m *maps.Map) { m.Regions[0].Value = math.Inf(1) },
		"people":      func(m *maps.Map) { m.Regions[0].People = math.NaN() },
		"a position":  func(m *maps.Map) { m.Towns[0].Lat = math.NaN() },
		"less people": func(m *maps.Map) { m.Towns[0].People = -1 },
	} {
		m := invented()
		spoil(m)
		var b bytes.Buffer
		if err := m.Draw(&b); err == nil || b.Len() > 0 {
			t.Errorf("%s: %v, %d bytes", name, err, b.Len())
		}
	}
	if err := invented().Draw(full{}); !errors.Is(err, errFull) {
		t.Error(err)
	}
}

var errFull = errors.New("full")

type full struct{}

func (full) Write([]byte) (int, error) { return 0, errFull }

// Whatever the outlines, a map is drawn or refused; no number in it is none.
func FuzzOutlines(f *testing.F) {
	f.Add(0.0, 0.0, 1.0, 0.0, 1.0, 1.0, 5.0, 100.0, 50.0)
	f.Add(-180.0, 90.0, 180.0, -90.0, 0.0, 0.0, -1e300, 0.0, 1e300)
	f.Add(179.0, 1.0, -179.0, 1.0, 180.0, 1.0, 1e-300, 1e-9, 0.0)
	f.Add(7.0, 7.0, 7.0, 7.0, 7.0, 7.0, 0.0, 1.0, 1.0)
	f.Fuzz(func(t *testing.T, x0, y0, x1, y1, x2, y2, value, people, town float64) {
		for _, x := range []float64{x0, x1, x2} {
			if !(math.Abs(x) <= 180) {
				return
			}
		}
		for _, y := range []float64{y0, y1, y2} {
			if !(math.Abs(y) <= 90) {
				return
			}
		}
		m := &maps.Map{Title: "t", What: "w", Circles: "c",
			Regions: []maps.Region{
				region("a", "A", people, value, borders.Polygon{{{x0, y0}, {x1, y1}, {x2, y2}, {x0, y0}}}),
				region("b", "B", 1, value/3, square(10, 10, 2)),
				region("c", "C", 1, math.NaN(), square(12, 10, 0.01)),
			},
			Towns: []maps.Town{{Name: "T", Lat: y0, Lon: x0, People: town}},
		}
		var b bytes.Buffer
		if m.Draw(&b) == nil {
			drawn(t, m)
		}
	})
}
