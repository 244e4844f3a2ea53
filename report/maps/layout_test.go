package maps

import (
	"math"
	"slices"
	"testing"

	"casus/borders"
	"casus/library"
)

// reference is the map of the reference scenario's regions, by area.
func reference(t *testing.T) *Map {
	t.Helper()
	folder, _ := library.Open("kazakhstan-2022")
	list, err := borders.Read(folder)
	if err != nil {
		t.Fatal(err)
	}
	m := &Map{Title: "Kazakhstan", What: "km²"}
	for _, r := range list {
		m.Regions = append(m.Regions, Region{Region: r, Value: r.Area()})
	}
	return m
}

// The projection keeps areas: those on the plane are those on the sphere.
func TestAreasAreKept(t *testing.T) {
	m := reference(t)
	var all []borders.Polygon
	for _, r := range m.Regions {
		all = append(all, r.Polygons...)
	}
	p := centred(all)
	for _, polygon := range all {
		if plane, sphere := p.shape(polygon).area(), polygon.Area(); math.Abs(plane/sphere-1) > 0.01 {
			t.Errorf("%g km² on the plane, %g on the sphere", plane, sphere)
		}
	}
	if at := p.at(math.Asin(p.sin)/degree, p.lon/degree); math.Hypot(at.x, at.y) > 1e-6 {
		t.Errorf("the centre is at %v", at)
	}
	if at := (projection{0, 0, 1}).at(0, 180); math.IsInf(at.x, 0) || math.IsNaN(at.x) {
		t.Errorf("what lies opposite is at %v", at)
	}
}

// No name covers another, and all names stand on the sheet.
func TestNamesDoNotOverlap(t *testing.T) {
	s := newSheet(reference(t))
	for i, a := range s.labels.list {
		if !a.box.within(s.panels[0].frame) {
			t.Errorf("%q stands outside", a.lines)
		}
		for _, b := range s.labels.list[:i] {
			if a.box.overlaps(b.box) {
				t.Errorf("%q covers %q", a.lines, b.lines)
			}
		}
	}
	if got := len(s.labels.list); got != len(s.m.Regions) {
		t.Errorf("%d names of %d regions", got, len(s.m.Regions))
	}
}

// A remote part that few live in leaves the frame; one that many live in, or near, stays.
func TestWhatIsRemoteIsDrawnApart(t *testing.T) {
	square := func(lon, side float64) borders.Polygon {
		return borders.Polygon{{{lon, 0}, {lon + side, 0}, {lon + side, side}, {lon, side}, {lon, 0}}}
	}
	for _, c := range []struct {
		name        string
		lon, people float64
		apart       int
	}{{"remote, few", 40, 0.01, 1}, {"remote, many", 40, 0.2, 0}, {"near, few", 2.2, 0.01, 0}} {
		m := &Map{Regions: []Region{
			{Region: borders.Region{ID: "a", Polygons: []borders.Polygon{square(0, 2)}}, People: 1 - c.people},
			{Region: borders.Region{ID: "b", Polygons: []borders.Polygon{square(c.lon, 0.5)}}, People: c.people},
		}}
		kept, apart := framed(m.parts())
		if len(apart) != c.apart || len(kept) != 2-c.apart {
			t.Errorf("%s: %d kept, %d apart", c.name, len(kept), len(apart))
		}
	}
}

func TestClasses(t *testing.T) {
	for _, c := range []struct {
		values []float64
		shares bool
		want   []string
	}{
		{[]float64{0.1, 0.5, 0.9, math.NaN()}, true, []string{"0 – 20 %", "20 – 40 %", "40 – 60 %", "60 – 80 %", "80 – 100 %"}},
		{[]float64{0.995, 1}, true, []string{"99.5 – 99.6 %", "99.6 – 99.7 %", "99.7 – 99.8 %", "99.8 – 99.9 %", "99.9 – 100 %"}},
		{[]float64{1, 1}, true, []string{"100 %"}},
		{[]float64{1e12, 1e12 + 1}, false, []string{"1,000,000,000,000"}},
		{[]float64{26200}, false, []string{"26,000"}},
		{[]float64{15, 120}, false, []string{"0 – 20", "20 – 40", "40 – 60", "60 – 80", "80 – 100", "100 – 120"}},
		{[]float64{0.2, 400, 21000}, false, []string{"0.1 – 1", "1 – 10", "10 – 100", "100 – 1,000", "1,000 – 10,000", "10,000 – 100,000"}},
		{[]float64{0, 3, 900}, false, []string{"under 10", "10 – 30", "30 – 100", "100 – 300", "300 – 1,000"}},
		{[]float64{-3, 2}, false, []string{"-3 – -2", "-2 – -1", "-1 – 0", "0 – 1", "1 – 2"}},
		{[]float64{math.NaN()}, false, nil},
	} {
		classes := classesOf(c.values, c.shares)
		var got, colours []string
		for i := range classes.count() {
			got, colours = append(got, classes.label(i)), append(colours, classes.colour(i))
		}
		if !slices.Equal(got, c.want) {
			t.Errorf("%v: %q, want %q", c.values, got, c.want)
		}
		slices.Sort(colours)
		if len(slices.Compact(colours)) != len(got) {
			t.Errorf("%v: two classes have one colour", c.values)
		}
		for _, x := range c.values {
			if i := classes.of(x); !math.IsNaN(x) && (x > classes.breaks[i+1] || x < classes.breaks[i]-alike*math.Abs(x) && !(classes.under && i == 0)) {
				t.Errorf("%g is in the class %q", x, classes.label(i))
			}
		}
	}
}

func TestNamesAreBrokenIntoLines(t *testing.T) {
	for name, want := range map[string][][]string{
		"Oslo":                                 {{"Oslo"}},
		"North Kazakhstan":                     {{"North Kazakhstan"}, {"North", "Kazakhstan"}},
		"Dubrovačko-Neretvanska":               {{"Dubrovačko-Neretvanska"}, {"Dubrovačko-", "Neretvanska"}},
		"Autonomous Region in Muslim Mindanao": {{"Autonomous Region in Muslim Mindanao"}, {"Autonomous Region", "in Muslim Mindanao"}, {"Autonomous", "Region in", "Muslim Mindanao"}},
	} {
		got := broken(name)
		if !slices.EqualFunc(got, want, slices.Equal) {
			t.Errorf("%q", got)
		}
	}
}
