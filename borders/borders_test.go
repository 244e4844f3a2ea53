package borders_test

import (
	"bytes"
	"math"
	"reflect"
	"strings"
	"testing"
	"testing/fstest"

	"casus/borders"
	"casus/library"
)

func read(t *testing.T, text string) (borders.Regions, error) {
	t.Helper()
	return borders.Read(fstest.MapFS{borders.File: &fstest.MapFile{Data: []byte(text)}})
}

// collection is a file of one feature.
func collection(properties, kind, coordinates string) string {
	return `{"type": "FeatureCollection", "features": [{"type": "Feature", "properties": ` + properties + `, "geometry": {"type": "` + kind + `", "coordinates": ` + coordinates + `}}]}`
}

const square = `[[0, 0], [3, 0], [3, 3], [0, 3], [0, 0]]`

func TestPolygonsAndHolesAreRead(t *testing.T) {
	list, err := read(t, collection(`{"id": " a ", "name": "Å", "iso": 5}`, "Polygon", `[`+square+`, [[1, 1], [1, 2, 900], [2, 2], [2, 1], [1, 1]]]`))
	if err != nil || len(list) != 1 {
		t.Fatal(list, err)
	}
	a, ok := list.Of("a")
	if !ok || a.Name != "Å" || len(a.Polygons) != 1 || len(a.Polygons[0]) != 2 {
		t.Errorf("%+v", a)
	}
	for _, c := range []struct {
		lat, lon float64
		inside   bool
		km       float64
	}{{0.5, 0.5, true, 0}, {1.5, 1.5, false, 55.6}, {1.5, 2.5, true, 0}, {1.5, 4, false, 111.2}, {-1, -1, false, 157.2}, {1.5, 179, false, 19560}} {
		if got := a.Inside(c.lat, c.lon); got != c.inside {
			t.Errorf("%g, %g: inside is %v", c.lat, c.lon, got)
		}
		if got := a.Away(c.lat, c.lon); math.Abs(got-c.km) > 0.01*c.km {
			t.Errorf("%g, %g: %g km away, want %g", c.lat, c.lon, got, c.km)
		}
	}
	if list, err := read(t, strings.Replace(collection(`{"id": "a"}`, "MultiPolygon", `[[`+square+`], [[[5, 5], [6, 5], [5, 6], [5, 5]]]]`), `"features": [`, `"features": [{"properties": {"id": "a"}, "geometry": {"type": "Polygon", "coordinates": [`+square+`]}}, `, 1)); err != nil || len(list) != 1 || len(list[0].Polygons) != 3 {
		t.Error(list, err)
	}
	if list, err := borders.Read(fstest.MapFS{}); list != nil || err != nil {
		t.Error(list, err)
	}
}

func TestWhatIsNoBorderIsRefused(t *testing.T) {
	for _, c := range []struct{ text, want string }{
		{`{`, "this is not GeoJSON"},
		{`{"type": "Topology"}`, `this is a "Topology"`},
		{collection(`{"id": 5}`, "Polygon", `[`+square+`]`), "cannot unmarshal number"},
		{collection(`{"name": "a"}`, "Polygon", `[`+square+`]`), "feature 1 has no id among its properties"},
		{collection(`{"id": "a"}`, "Point", `[1, 2]`), `feature 1 is no Polygon or MultiPolygon: a "Point"`},
		{collection(`{"id": "a"}`, "Polygon", `[[[1]]]`), "has a point without longitude and latitude"},
		{collection(`{"id": "a"}`, "Polygon", `[[[0, 0], [null, 0], [1, 1], [0, 0]]]`), "has a point without longitude and latitude"},
		{collection(`{"id": "a"}`, "Polygon", `[[[181, 1], [1, 1]]]`), "has a point at 181, 1"},
		{collection(`{"id": "a"}`, "Polygon", `[[]]`), "has a ring without points"},
		{collection(`{"id": "a"}`, "Polygon", `[]`), "has a polygon without a ring"},
		{collection(`{"id": "a"}`, "MultiPolygon", `[]`), "has no polygon"},
		{collection(`{"id": "a"}`, "Polygon", `[[[0, 0], [1, 0], [1, 1]]]`), "a ring of 3 points that is not closed"},
		{collection(`{"id": "a"}`, "Polygon", `[[[0, 0], [1, 0], [0, 0], [0, 0]]]`), "an outline that encloses nothing"},
	} {
		if list, err := read(t, c.text); err == nil || list != nil || !strings.HasPrefix(err.Error(), "regions.geojson: ") || !strings.Contains(err.Error(), c.want) {
			t.Errorf("%s: %v", c.text, err)
		}
	}
}

// What is written is read as it was, wound against the clock, and holes with it.
func TestWhatIsWrittenIsRead(t *testing.T) {
	folder, _ := library.Open("kazakhstan-2022")
	list, err := borders.Read(folder)
	if err != nil || len(list) != 17 {
		t.Fatal(len(list), err)
	}
	var text bytes.Buffer
	if err := borders.Write(&text, list); err != nil {
		t.Fatal(err)
	}
	again, err := read(t, text.String())
	if err != nil || !reflect.DeepEqual(again, list) { // the file that ships is wound so
		t.Error(err)
	}
	sum := 0.0
	for _, r := range list {
		sum += r.Area()
	}
	if math.Abs(sum/2_724_900-1) > 0.01 { // km², the nation's
		t.Errorf("%g km²", sum)
	}
	clockwise := borders.Regions{{ID: "a", Polygons: []borders.Polygon{{{{0, 0}, {0, 3}, {3, 3}, {3, 0}, {0, 0}}, {{1, 1}, {2, 1}, {2, 2}, {1, 1}}}}}}
	text.Reset()
	if err := borders.Write(&text, clockwise); err != nil || !strings.Contains(text.String(), `[[[[0,0],[3,0],[3,3],[0,3],[0,0]],[[1,1],[2,2],[2,1],[1,1]]]]`) {
		t.Errorf("%s %v", text.String(), err)
	}
}

// What is smaller than the decimals that are kept is left out: a hole, or all.
func TestWoundLeavesOutWhatIsTooSmall(t *testing.T) {
	square := func(x, side float64) borders.Ring {
		return borders.Ring{{x, x}, {x + side, x}, {x + side, x + side}, {x, x + side}, {x, x}}
	}
	p := borders.Polygon{square(0, 3), square(1, 1), square(2, 1e-5)}
	got := p.Wound(true, 3)
	if want := (borders.Polygon{{{0, 0}, {0, 3}, {3, 3}, {3, 0}, {0, 0}}, square(1, 1)}); !reflect.DeepEqual(got, want) {
		t.Errorf("%v", got)
	}
	if got := (borders.Polygon{square(2, 1e-5)}).Wound(true, 3); got != nil {
		t.Errorf("%v", got)
	}
}

// A polygon over the antimeridian, with a hole there, is the same after it is cut.
func TestCutAtTheAntimeridian(t *testing.T) {
	whole := borders.Polygon{{{170, 0}, {190, 0}, {190, 10}, {170, 10}, {170, 0}}, {{178, 4}, {178, 6}, {182, 6}, {182, 4}, {178, 4}}}
	pieces := whole.Cut()
	if len(pieces) != 2 {
		t.Fatalf("%v", pieces)
	}
	cut := borders.Region{Polygons: pieces}
	if math.Abs(cut.Area()/whole.Area()-1) > 1e-3 { // edges along parallels are not quite those of the sphere
		t.Errorf("%g km², before %g", cut.Area(), whole.Area())
	}
	for _, piece := range pieces {
		for _, ring := range piece {
			for _, p := range ring {
				if math.Abs(p[0]) > 180 {
					t.Errorf("%v", p)
				}
			}
		}
	}
	for _, c := range []struct {
		lat, lon float64
		inside   bool
	}{{5, 175, true}, {5, -175, true}, {5, 179, false}, {5, -179, false}, {5, 169, false}, {5, -169, false}, {8, 179.9, true}, {8, -179.9, true}, {5, 0, false}} {
		for _, r := range []borders.Region{cut, {Polygons: []borders.Polygon{whole}}} {
			if r.Inside(c.lat, c.lon) != c.inside {
				t.Errorf("%g, %g", c.lat, c.lon)
			}
		}
	}
	if d := cut.Away(5, -169); math.Abs(d-110.8) > 1 {
		t.Errorf("%g km", d)
	}
	if pieces := (borders.Polygon{{{170, 0}, {180, 0}, {180, 10}, {170, 0}}}).Cut(); len(pieces) != 1 {
		t.Errorf("what ends at the antimeridian is cut: %v", pieces)
	}
}
