package trial_test

import (
	"errors"
	"io/fs"
	"slices"
	"strings"
	"testing"
	"testing/fstest"

	"casus/borders"
	"casus/files/bounded"
	"casus/library"
	"casus/scenario"
	"casus/scenario/source"
	"casus/trial"
)

// altered gives a scenario that ships with some texts replaced: file, old and new.
func altered(t *testing.T, id string, changes ...[3]string) (*scenario.Scenario, fs.FS) {
	t.Helper()
	dir, _ := library.Open(id)
	m := fstest.MapFS{}
	entries, err := fs.ReadDir(dir, ".")
	if err != nil {
		t.Fatal(err)
	}
	for _, e := range entries {
		text, err := fs.ReadFile(dir, e.Name())
		if err != nil {
			t.Fatal(err)
		}
		m[e.Name()] = &fstest.MapFile{Data: text}
	}
	for _, c := range changes {
		old := string(m[c[0]].Data)
		if !strings.Contains(old, c[1]) {
			t.Fatalf("%s has no %q", c[0], c[1])
		}
		m[c[0]] = &fstest.MapFile{Data: []byte(strings.Replace(old, c[1], c[2], 1))}
	}
	s, err := scenario.Load(m)
	if err != nil {
		t.Fatal(err)
	}
	return s, m
}

func run(t *testing.T, s *scenario.Scenario) *trial.Result {
	t.Helper()
	r, err := trial.Run(t.Context(), s)
	if err != nil {
		t.Fatal(err)
	}
	return r
}

// What ships has nothing odd, but for Belarus, where protest reaches the nation as it did.
func TestWhatShipsIsNotOdd(t *testing.T) {
	for _, id := range library.IDs() {
		s, folder := altered(t, id)
		r := run(t, s)
		if len(r.Equal) > 0 || len(r.Odd) > 0 && id != "belarus-2020" {
			t.Errorf("%s: %+v", id, r)
		}
		if far, err := trial.FarOff(s, folder); err != nil || len(far) > 0 {
			t.Errorf("%s: %v, %v", id, far, err)
		}
	}
}

// Row "forces gone at once": what is odd about a few draws is said in words.
func TestWhatIsOddIsSaid(t *testing.T) {
	const main, parameters = "scenario.yaml", "parameters.yaml"
	for _, c := range []struct {
		want    string
		changes [][3]string
	}{
		{"half of the forces or more stand aside or change sides on the first day", [][3]string{
			{main, `name: "the prime minister", target: true`, `name: "the king", target: true, rival: true`},
			{parameters, "loyalty.mean: {prior: {uniform: [0.7, 0.95]}", "loyalty.mean: {prior: {uniform: [0, 0.05]}"},
			{parameters, "resolve.army: {prior: {uniform: [0.6, 1.3]}", "resolve.army: {prior: {uniform: [-6, -5]}"},
			{parameters, "resolve.police: {prior: {uniform: [0.5, 1.2]}", "resolve.police: {prior: {uniform: [-6, -5]}"},
		}},
		{"the crisis never starts: no region has 60000 people out on one day", [][3]string{{main, "protest_people: 200", "protest_people: 60000"}}},
		{"protest always engulfs the nation", [][3]string{{main, "protest_people: 200", "protest_people: 5"}, {main, "engulfed_regions: 3", "engulfed_regions: 1"}}},
		{"more than 20 % of all people are out on one day", [][3]string{
			{parameters, "cohort.legitimacy: {prior: {normal: [0.945, 0.004], within: [0.9, 0.97]}", "cohort.legitimacy: {prior: {uniform: [0.3, 0.4]}"},
			{parameters, "", "society.availability: {prior: {fixed: 1}, unit: share of citizens per day, source: assumption, why: all have time}\n"},
		}},
	} {
		s, _ := altered(t, "small-state", c.changes...)
		if r := run(t, s); !slices.ContainsFunc(r.Odd, func(text string) bool {
			return strings.Contains(text, c.want) && strings.Contains(text, " of 48 draws")
		}) {
			t.Errorf("%q, want %s", r.Odd, c.want)
		}
	}
}

// Row "worlds": worlds in which the same happens are named.
func TestEqualWorldsAreNamed(t *testing.T) {
	s, _ := altered(t, "gambia-2017", [3]string{"scenario.yaml", "{id: soldiers-stand,", `{id: late, text: "x", do: [{force: request_alliance, when: violent > 900000}]}
  - {id: later, text: "x", do: [{forbid: request_alliance, when: violent > 900000}]}
  - {id: soldiers-stand,`})
	if r := run(t, s); !slices.Equal(r.Equal, [][2]string{{"late", scenario.AsModelled}, {"later", scenario.AsModelled}}) {
		t.Errorf("%v", r.Equal)
	}
}

// Row "forces gone at once": draws that fail are told with their reason.
func TestDrawsThatFailAreTold(t *testing.T) {
	s, _ := altered(t, "small-state", [3]string{"scenario.yaml", `utility: "choice.talk * attention - choice.harden * threat"`, `utility: "log(attention - 2) + choice.talk - choice.harden * threat"`})
	if _, err := trial.Run(t.Context(), s); err == nil || !strings.Contains(err.Error(), "48 runs played for a trial fail; the first, number ") || !strings.Contains(err.Error(), "the utility of option \"dialogue\" is NaN") {
		t.Error(err)
	}
}

// Row "position": a place outside its region's border, or far from all others, is told.
func TestPlacesFarOff(t *testing.T) {
	for _, c := range []struct {
		id, from, to string
		want         string
	}{
		{"small-state", "harbour,the fishing harbour,coast,town,0.90,0.05", "harbour,the fishing harbour,coast,town,-9.0,0.05", "the place harbour lies 1025 km from the nearest other (latitude -9, longitude 0.05)"},
		{"bahrain-2011", "26.2", "-26.2", "from the nearest other (latitude -26.2"},
		{"kazakhstan-2022", "53.2833,69.4,", "43.2833,76.9,", "outside the border of its region, Akmola (latitude 43.2833, longitude 76.9)"},
	} {
		s, folder := altered(t, c.id, [3]string{"places.csv", c.from, c.to})
		if far, err := trial.FarOff(s, folder); err != nil || len(far) != 1 || !strings.Contains(far[0], c.want) {
			t.Errorf("%q, %v, want %s", far, err, c.want)
		}
	}
	s, folder := altered(t, "kazakhstan-2022")
	for _, text := range []string{"{", `{}`, `{"type": "FeatureCollection", "features": [{"geometry": {"type": "Point", "coordinates": [1, 2]}}]}`, `{"type": "FeatureCollection", "features": [{"geometry": {"type": "Polygon", "coordinates": [[[1]]]}}]}`,
		`{"type": "FeatureCollection", "features": [{"geometry": {"type": "Polygon", "coordinates": [[[181, 1], [1, 1]]]}}]}`, `{"type": "FeatureCollection", "features": [{"geometry": {"type": "Polygon", "coordinates": [[[1, 1e300], [1, 1]]]}}]}`,
		`{"type": "FeatureCollection", "features": [{"geometry": {"type": "Polygon", "coordinates": [[]]}}]}`} {
		folder.(fstest.MapFS)["regions.geojson"] = &fstest.MapFile{Data: []byte(text)}
		if _, err := trial.FarOff(s, folder); err == nil || !strings.HasPrefix(err.Error(), "regions.geojson: ") {
			t.Errorf("%s: %v", text, err)
		}
	}
	folder.(fstest.MapFS)["regions.geojson"] = &fstest.MapFile{Mode: fs.ModeNamedPipe}
	if _, err := trial.FarOff(s, folder); err == nil || !strings.Contains(err.Error(), "found a pipe") {
		t.Errorf("a pipe: %v", err)
	}
}

// Work grows with the number of places, and not with its square.
func TestManyPlacesAreSoonLookedAt(t *testing.T) {
	s, _ := altered(t, "small-state")
	s.Places = slices.Repeat(s.Places, 40_000/len(s.Places))
	bounded.Read(t, func() {
		if far, err := trial.FarOff(s, fstest.MapFS{}); err != nil || far != nil {
			t.Errorf("%q, %v", far, err)
		}
	})
}

// Whatever stands in the borders, they are refused, or places lie a number of
// kilometres off.
func FuzzBorders(f *testing.F) {
	dir, _ := library.Open("small-state")
	s, err := scenario.Load(dir)
	if err != nil {
		f.Fatal(err)
	}
	for _, coordinates := range []string{`[[[0, 0], [1, 0], [1, 1], [0, 0]]]`, `[[[0.4, 0], [0.4, 0], [0.4, 0]], [[1e-300, 1e-300]]]`, `[[[180, 90], [-180, -90, 5]]]`, `[[], []]`, `[[[1e999, 0]]]`, `[[[null, 0]]]`, `null`, `[[[[0, 0]]]]`, `{}`} {
		for _, of := range []string{"coast", " hills ", "", "moon"} {
			f.Add(of, "Polygon", coordinates, `{"type": "FeatureCollection", "features": [{"type": "Feature", "properties": {"id": "ID"}, "geometry": {"type": "TYPE", "coordinates": COORDINATES}}]}`)
			f.Add(of, "MultiPolygon", "["+coordinates+"]", `{"type": "FeatureCollection", "features": [{"properties": {"id": "ID"}, "geometry": {"type": "TYPE", "coordinates": COORDINATES}}, {}, null]}`)
		}
	}
	f.Fuzz(func(t *testing.T, id, kind, coordinates, frame string) {
		text := strings.NewReplacer("ID", id, "TYPE", kind, "COORDINATES", coordinates).Replace(frame)
		folder := fstest.MapFS{borders.File: &fstest.MapFile{Data: []byte(text)}}
		var far []string
		var err error
		bounded.Read(t, func() { far, err = trial.FarOff(s, folder) })
		var problems source.Problems
		if err != nil && (!errors.As(err, &problems) || len(problems) == 0 || problems[0].Message == "" || far != nil) {
			t.Errorf("%T: %v", err, err)
		}
		for _, sentence := range far {
			if strings.Contains(sentence, "NaN") || strings.Contains(sentence, "Inf") {
				t.Error(sentence)
			}
		}
	})
}
