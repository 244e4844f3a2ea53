package atlas_test

import (
	"bytes"
	"compress/gzip"
	"encoding/csv"
	"errors"
	"io/fs"
	"math"
	"reflect"
	"slices"
	"strconv"
	"strings"
	"testing"
	"testing/fstest"

	"casus/atlas"
	"casus/borders"
	"casus/library"
)

// table reads a table by its columns' names.
func table(t testing.TB, folder fs.FS, name string) (rows []map[string]string) {
	t.Helper()
	f, err := folder.Open(name)
	if err != nil {
		t.Fatal(err)
	}
	defer f.Close()
	lines, err := csv.NewReader(f).ReadAll()
	if err != nil {
		t.Fatal(err)
	}
	for _, line := range lines[1:] {
		row := map[string]string{}
		for i, column := range lines[0] {
			row[column] = line[i]
		}
		rows = append(rows, row)
	}
	return rows
}

func number(t testing.TB, text string) float64 {
	t.Helper()
	x, err := strconv.ParseFloat(text, 64)
	if err != nil {
		t.Fatal(err)
	}
	return x
}

const (
	// near is how far from its outline the centre of a region's people may lie, km.
	near = 20
	// strayed is how many centres may lie farther off: those of scattered islands, of
	// regions around another, and those that were averaged over the antimeridian.
	strayed = 45
	// alike is by how much areas may differ, and unlike in how many of a hundred regions
	// they may differ by more: small islands lose much by simplifying.
	alike, unlike = 0.05, 2
)

// The outlines are those of the table of regions: ids, names, where their people are,
// and areas. They are the same after they have been kept.
func TestBoundariesAreThoseOfTheTable(t *testing.T) {
	folder := library.World()
	states := map[string][]map[string]string{}
	for _, row := range table(t, folder, "regions.csv") {
		states[row["iso3"]] = append(states[row["iso3"]], row)
	}
	if len(states) != 197 {
		t.Fatalf("%d states", len(states))
	}
	all, far, other := 0, 0, 0
	for iso3, rows := range states {
		list, err := atlas.Boundaries(folder, iso3)
		if err != nil {
			t.Fatal(err)
		}
		if len(list) != len(rows) {
			t.Errorf("%s has %d regions, and outlines of %d", iso3, len(rows), len(list))
		}
		kept(t, iso3, list)
		for _, row := range rows {
			all++
			r, ok := list.Of(row["region"])
			if !ok || r.Name != row["name"] {
				t.Errorf("%s, %s: %v, %q", iso3, row["region"], ok, r.Name)
				continue
			}
			if r.Away(number(t, row["lat"]), number(t, row["lon"])) > near {
				far++
			}
			if area := number(t, row["area_km2"]); math.Abs(r.Area()-area) > alike*area+0.5 {
				other++
			}
			for _, polygon := range r.Polygons {
				for _, ring := range polygon {
					for _, p := range ring {
						if math.Abs(p[0]) > 180 || math.Abs(p[1]) > 90 {
							t.Fatalf("%s, %s: a point at %v", iso3, r.ID, p)
						}
					}
				}
			}
		}
	}
	if far > strayed {
		t.Errorf("the people of %d regions of %d lie outside their outlines", far, all)
	}
	if 100*other > unlike*all {
		t.Errorf("the areas of %d regions of %d are not those of the table", other, all)
	}
}

// What is known of five states that need care.
func TestKnownBoundaries(t *testing.T) {
	folder := library.World()
	for _, c := range []struct {
		iso3, region string
		lat, lon     float64
		inside       bool
	}{
		{"LSO", "LS-A", -29.45, 27.75, true},   // near Maseru
		{"LSO", "LS-J", -29.45, 27.75, false},  // Mokhotlong is elsewhere
		{"ZAF", "ZA-FS", -29.6, 28.2, false},   // Lesotho is no part of it
		{"RUS", "RU-OMS+", 66.5, -175, true},   // Chukotka, over the antimeridian, in a region merged with Omsk
		{"RUS", "RU-OMS+", 67.5, 175, true},    // and before it
		{"FJI", "FJ-N", -16.9, 179.97, true},   // Taveuni lies on it
		{"KAZ", "KZ-AST", 51.15, 71.43, true},  // Astana
		{"KAZ", "KZ-AKM", 51.15, 71.43, false}, // which is a hole in Aqmola
		{"FJI", "FJ-N", -16.75, -179.95, true},
		{"NZL", "NZ-CIT", -44.05, -176.4, true}, // Chatham
		{"NZL", "NZ-AUK", -36.85, 174.76, true}, // Auckland
		{"KIR", "KI", 1.82, -157.3, true},       // Kiritimati, far to the east
		{"LKA", "LK-11", 6.93, 79.87, true},     // Colombo
		{"SGP", "SG-01", 51.5, 0, false},        // London
	} {
		list, err := atlas.Boundaries(folder, c.iso3)
		if err != nil {
			t.Fatal(err)
		}
		r, ok := list.Of(c.region)
		if !ok || r.Inside(c.lat, c.lon) != c.inside {
			var ids []string
			for _, x := range list {
				ids = append(ids, x.ID+" "+x.Name)
			}
			t.Errorf("%s, %s at %g, %g: %v; %v", c.iso3, c.region, c.lat, c.lon, ok, ids)
		}
	}
}

// kept looks whether a state's outlines can be kept in a scenario's folder.
func kept(t *testing.T, iso3 string, list borders.Regions) {
	t.Helper()
	var text bytes.Buffer
	if err := borders.Write(&text, list); err != nil {
		t.Fatal(err)
	}
	again, err := borders.Read(fstest.MapFS{borders.File: &fstest.MapFile{Data: text.Bytes()}})
	if err != nil || len(again) != len(list) {
		t.Fatalf("%s: %d of %d, %v", iso3, len(again), len(list), err)
	}
	for i := range list {
		if a, b := again[i].Area(), list[i].Area(); math.Abs(a-b) > 1e-3*b+0.01 {
			t.Errorf("%s, %s: %g km², kept %g", iso3, list[i].ID, b, a)
		}
	}
}

// topology is a folder with one state.
func topology(t *testing.T, text string) fs.FS {
	t.Helper()
	var b bytes.Buffer
	z := gzip.NewWriter(&b)
	if _, err := z.Write([]byte(text)); err != nil {
		t.Fatal(err)
	}
	if err := z.Close(); err != nil {
		t.Fatal(err)
	}
	return fstest.MapFS{atlas.BoundariesFile: &fstest.MapFile{Data: b.Bytes()}}
}

const two = `{"AAA": {}, "TWO": {"type": "Topology", "transform": {"scale": [0.5, 1], "translate": [10, 20]},
	"arcs": [[[2, 0], [0, 2]], [[2, 2], [-2, 0], [0, -2], [2, 0]], [[2, 0], [2, 0], [0, 2], [-2, 0]]],
	"objects": {"regions": {"type": "GeometryCollection", "geometries": [
		{"type": "MultiPolygon", "id": "w", "properties": {"name": "West"}, "arcs": [[[0, 1]]]},
		{"type": "MultiPolygon", "id": "e", "properties": {"name": "East"}, "arcs": [[[2, -1]]]}]}}}}`

// The border that two regions share is an arc that one of them follows backwards.
func TestATopologyIsDecoded(t *testing.T) {
	list, err := atlas.Boundaries(topology(t, two), "TWO")
	want := borders.Regions{
		{ID: "w", Name: "West", Polygons: []borders.Polygon{{{{11, 20}, {11, 22}, {10, 22}, {10, 20}, {11, 20}}}}},
		{ID: "e", Name: "East", Polygons: []borders.Polygon{{{{11, 20}, {12, 20}, {12, 22}, {11, 22}, {11, 20}}}}},
	}
	if err != nil || !reflect.DeepEqual(list, want) {
		t.Errorf("%v, %v", list, err)
	}
}

func TestBadTopologiesAreRefused(t *testing.T) {
	if _, err := atlas.Boundaries(topology(t, two), "ABC"); !errors.Is(err, atlas.ErrNoState) {
		t.Error(err)
	}
	if _, err := atlas.Boundaries(fstest.MapFS{}, "ABC"); !errors.Is(err, fs.ErrNotExist) {
		t.Error(err)
	}
	for _, c := range []struct{ from, to, want string }{
		{`[0, 1]`, `[0, 7]`, "region w: no arc 7"},
		{`[0, 1]`, `[0]`, "region w: a ring is not closed"},
		{`[[0, 1]]`, `[[]]`, "region w: a ring is not closed"},
		{`[[0, 1]]`, ``, "region w has no polygon"},
		{`"MultiPolygon"`, `"Polygon"`, "region w is a Polygon"},
		{`[2, 2]`, `[2.5, 2]`, "cannot unmarshal"},
		{`"AAA": {}`, `"AAA": {`, "invalid character"},
	} {
		if _, err := atlas.Boundaries(topology(t, strings.Replace(two, c.from, c.to, 1)), "TWO"); err == nil || !strings.Contains(err.Error(), c.want) {
			t.Errorf("%s: %v, want %s", c.to, err, c.want)
		}
	}
}

// The first state, and the last, for which the whole file is read.
func BenchmarkBoundaries(b *testing.B) {
	folder := library.World()
	var states []string
	for _, row := range table(b, folder, "states.csv") {
		states = append(states, row["iso3"])
	}
	slices.Sort(states)
	for _, iso3 := range []string{states[0], states[len(states)-1]} {
		b.Run(iso3, func(b *testing.B) {
			for b.Loop() {
				if _, err := atlas.Boundaries(folder, iso3); err != nil {
					b.Fatal(err)
				}
			}
		})
	}
}
