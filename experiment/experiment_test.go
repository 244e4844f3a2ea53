package experiment

import (
	"context"
	"encoding/json"
	"errors"
	"fmt"
	"maps"
	"math"
	"os"
	"path/filepath"
	"reflect"
	"slices"
	"strings"
	"sync"
	"testing"

	"pgregory.net/rapid"

	"casus/files/bounded"
	"casus/library"
	"casus/results"
	"casus/scenario"
	"casus/scenario/source"
	"casus/sim"
)

var reference = sync.OnceValue(func() *scenario.Scenario { return shipped("kazakhstan-2022") })

func shipped(id string) *scenario.Scenario {
	dir, ok := library.Open(id)
	if !ok {
		panic(id + " does not ship")
	}
	s, err := scenario.Load(dir)
	if err != nil {
		panic(err)
	}
	return s
}

// full is a document with every key.
const full = `{
  "experiment": 1,
  "scenario": {"id": "kazakhstan-2022"},
  "worlds": [
    {"id": "as-modelled"},
    {"id": "no-request", "do": ["force:dialogue@1d"]}
  ],
  "seed": 18446744073709551615,
  "scale": 1000,
  "mode": "free",
  "replicates": {"first": 1, "count": 2},
  "set": {"society.shock": 0.1},
  "design": {
    "parameters": ["alliance.yes", "society.availability"],
    "rows": [
      [0.9, 0.5],
      [1, 0.25],
      [1.1, 0.125]
    ]
  },
  "tables": ["daily"]
}
`

func readFull(t testing.TB) *Document {
	t.Helper()
	d, err := Read("x.json", []byte(full))
	if err != nil {
		t.Fatal(err)
	}
	d.Complete(reference())
	if err := d.Check(reference()); err != nil {
		t.Fatal(err)
	}
	return d
}

func TestReadAndComplete(t *testing.T) {
	got := readFull(t).Experiment
	want := Experiment{
		Version: 1, Scenario: Scenario{"kazakhstan-2022", reference().Hash}, Seed: math.MaxUint64, Scale: 1000, Mode: sim.Free,
		Worlds:     []World{{"as-modelled", nil}, {"no-request", []string{"force:dialogue@1d"}}},
		Replicates: Range{1, 2}, Set: map[string]float64{"society.shock": 0.1},
		Design: &Design{[]string{"alliance.yes", "society.availability"}, [][]float64{{0.9, 0.5}, {1, 0.25}, {1.1, 0.125}}},
		Tables: []string{"runs", "daily"},
	}
	if !reflect.DeepEqual(got, want) {
		t.Errorf("got  %+v\nwant %+v", got, want)
	}
	least, err := Read("x.json", []byte(`{"experiment": 1, "scenario": {"id": "kazakhstan-2022"}, "replicates": {"count": 3}}`))
	if err != nil {
		t.Fatal(err)
	}
	least.Complete(reference())
	if err := least.Check(reference()); err != nil {
		t.Fatal(err)
	}
	if least.Seed != 1 || least.Scale != reference().Defaults.Scale || least.Mode != sim.Free || len(least.Tables) != 5 || least.Worlds[0].ID != scenario.AsModelled {
		t.Errorf("completed to %+v", least.Experiment)
	}
}

// The encoding and the hash are what the documentation says: a change makes all
// experiments others.
func TestCanonicalAndHash(t *testing.T) {
	x := readFull(t).Experiment
	x.Scenario.Hash = "c0ffee"
	const canonical = `{"experiment":1,"scenario":{"id":"kazakhstan-2022","hash":"c0ffee"},"worlds":[{"id":"as-modelled"},{"id":"no-request","do":["force:dialogue@1d"]}],` +
		`"seed":18446744073709551615,"scale":1000,"mode":"free","replicates":{"first":1,"count":2},"set":{"society.shock":0.1},` +
		`"design":{"parameters":["alliance.yes","society.availability"],"rows":[[0.9,0.5],[1,0.25],[1.1,0.125]]},"tables":["runs","daily"]}`
	if got := string(x.Canonical()); got != canonical {
		t.Errorf("got  %s\nwant %s", got, canonical)
	}
	if got, want := x.Hash(), "218e7f09fcacc4668341f6a6ec3f7f0800a1a83d6f152e3692d860449ac9ec31"; got != want {
		t.Errorf("hash %s, want %s", got, want)
	}
	for name, change := range map[string]func(*Experiment){
		"scenario": func(x *Experiment) { x.Scenario.Hash = "beef" },
		"world":    func(x *Experiment) { x.Worlds = x.Worlds[:1] },
		"action":   func(x *Experiment) { x.Worlds = []World{{x.Worlds[0].ID, []string{"forbid:dialogue"}}, x.Worlds[1]} },
		"seed":     func(x *Experiment) { x.Seed-- },
		"scale":    func(x *Experiment) { x.Scale = math.Nextafter(x.Scale, 0) },
		"mode":     func(x *Experiment) { x.Mode = sim.Recorded },
		"range":    func(x *Experiment) { x.Replicates.First = 0 },
		"set":      func(x *Experiment) { x.Set = nil },
		"design":   func(x *Experiment) { x.Design = &Design{x.Design.Parameters, x.Design.Rows[:2]} },
		"tables":   func(x *Experiment) { x.Tables = x.Tables[:1] },
	} {
		other := x
		change(&other)
		if other.Hash() == x.Hash() {
			t.Errorf("another %s has the same hash", name)
		}
	}
}

// What is printed is read back as it was, whatever it is.
func TestPrintedAndReadBack(t *testing.T) {
	word := rapid.StringMatching(`[a-zа-я<>&"\\./-]{1,8}`)
	number := rapid.Float64Range(-math.MaxFloat64, math.MaxFloat64)
	rapid.Check(t, func(t *rapid.T) {
		x := Experiment{
			Version: 1, Scenario: Scenario{word.Draw(t, "id"), word.Draw(t, "hash")}, Seed: rapid.Uint64().Draw(t, "seed"),
			Scale: rapid.Float64Range(1, 1000).Draw(t, "scale"), Mode: sim.Recorded,
			Replicates: Range{rapid.IntRange(0, 9).Draw(t, "first"), rapid.IntRange(1, 9).Draw(t, "count")},
			Worlds:     []World{{word.Draw(t, "world"), rapid.SliceOfN(word, 1, 3).Draw(t, "do")}},
			Set:        rapid.MapOfN(word, number, 1, 3).Draw(t, "set"),
			Tables:     rapid.SliceOfN(word, 1, 3).Draw(t, "tables"),
		}
		if rapid.Bool().Draw(t, "design") {
			x.Design = &Design{rapid.SliceOfN(word, 1, 3).Draw(t, "parameters"), rapid.SliceOfN(rapid.SliceOfN(number, 1, 3), 1, 3).Draw(t, "rows")}
		}
		d, err := Read("x.json", x.Print())
		if err != nil {
			t.Fatalf("%v\n%s", err, x.Print())
		}
		if !reflect.DeepEqual(d.Experiment, x) || d.Hash() != x.Hash() {
			t.Fatalf("%s\nbecame\n%s", x.Print(), d.Print())
		}
	})
}

func TestDocumentsThatAreRefused(t *testing.T) {
	for _, c := range []struct{ old, new, want string }{
		{`"seed"`, `"sead"`, `x.json:8:3: unknown key "sead"` + "\nhint: did you mean \"seed\"?"},
		{`"first"`, `"First"`, `x.json:11:18: unknown key "First"`},
		{`"count": 2`, `"count": 2, "first": 2`, `x.json:11:42: the key "first" is written twice`},
		{`"experiment": 1,`, ``, "experiment is missing\nhint: write \"experiment\": 1"},
		{`, "count": 2`, ``, "replicates.count is missing"},
		{`{"id": "kazakhstan-2022"}`, `{"hash": "x"}`, "scenario.id is missing"},
		{`1000`, `"1000"`, `x.json:9:12: scale cannot be "1000"` + "\nhint: it is a finite number"},
		{`1000`, `NaN`, "x.json:9:12: invalid character 'N'"},
		{`1000`, `1e999`, "x.json:9:12: scale cannot be 1e999"},
		{`1000`, `0`, "x.json:9:12: scale cannot be 0"},
		{`1000`, `null`, "x.json:9:12: scale is null"},
		{`1000`, `[1000]`, "x.json:9:12: scale is of the wrong kind"},
		{`"count": 2`, `"count": 2.5`, "x.json:11:39: replicates.count cannot be 2.5\nhint: it is a whole number"},
		{`18446744073709551615`, `-1`, "x.json:8:11: seed cannot be -1"},
		{`{"id": "as-modelled"}`, `{}`, "x.json:5:5: the id of the world is missing"},
		{`"parameters": ["alliance.yes", "society.availability"],`, ``, "x.json:13:13: a design has parameters and rows"},
		{`"free"`, `7`, "x.json:10:11: mode cannot be 7\nhint: it is text"},
		{`[1, 0.25]`, `[1, true]`, "x.json:17:11: design.rows[1][1] cannot be true"},
		{`[1, 0.25]`, `[1, null]`, "x.json:17:11: design.rows[1][1] is null"},
		{`["daily"]`, `[]`, "x.json:21:13: tables is empty"},
		{`["daily"]`, `{}`, "x.json:21:13: tables is of the wrong kind\nhint: it is a list"},
		{`"tables"`, "// not JSON\n\"tables\"", "x.json:21:3: invalid character '/'"},
		{"]\n}\n", "]\n}\n{}", "x.json:23:1: invalid character '{' after top-level value"},
		{"]\n}\n", "]\n", "x.json:21:22: unexpected end of JSON input"},
		{`dialogue`, "d\xffialogue", "it is not UTF-8"},
		// What only the scenario shows.
		{`"experiment": 1`, `"experiment": 2`, "x.json:2:17: experiment 2: this version of casus reads documents of version 1"},
		{`"kazakhstan-2022"`, `"kazakhstan-2023"`, `x.json:3:22: scenario.id "kazakhstan-2023": the scenario given is kazakhstan-2022`},
		{`"kazakhstan-2022"`, `"kazakhstan-2022", "hash": "c0ffee"`, "x.json:3:49: scenario.hash c0ffee: kazakhstan-2022, as it is here, has the hash"},
		{`"count": 2`, `"count": 2000000`, "x.json:11:39: replicates.count 2000000: replicates are 1 to 1000000"},
		{`"first": 1`, `"first": -1`, "x.json:11:27: replicates.first -1"},
		{`"first": 1`, `"first": 2`, "x.json:15:13: design.rows: 3 rows for the replicates up to number 3"},
		{`1000`, `2000`, "x.json:9:12: scale 2000: one agent stands for 1 to 1000 people"},
		{`"free"`, `"fre"`, `x.json:10:11: mode "fre": free or recorded`},
		{`"no-request"`, `"no-reqest"`, "x.json:6:12: worlds[1].id: unknown world \"no-reqest\"\nhint: did you mean \"no-request\"?"},
		{`"no-request"`, `"as-modelled"`, `x.json:6:12: worlds[1].id "as-modelled": two worlds have this id`},
		{`force:dialogue@1d`, `force:dialog@1d`, `x.json:6:33: worlds[1].do[0] "force:dialog@1d": unknown option "dialog"` + "\nhint: did you mean"},
		{`force:dialogue@1d`, `dialogue`, `x.json:6:33: worlds[1].do[0] "dialogue": write force:OPTION@HOUR`},
		{`society.shock`, `society.shok`, `x.json:12:27: set.society.shok: unknown parameter "society.shok"`},
		{`"society.availability"`, `"society.availabilty"`, `x.json:14:36: design.parameters[1]: unknown parameter "society.availabilty"`},
		{`"society.availability"`, `"alliance.yes"`, `x.json:14:36: design.parameters[1] "alliance.yes": the design has this parameter twice`},
		{`"society.availability"`, `"society.shock"`, `x.json:14:36: design.parameters[1] "society.shock": the parameter is set for all replicates too`},
		{`0.25`, `25`, "x.json:14:36: design.parameters[1]: society.availability: 25 is outside the range 0..1"},
		{`[1, 0.25]`, `[1]`, "x.json:17:7: design.rows[1]: 1 values for 2 parameters"},
		{`"daily"`, `"dayly"`, `x.json:21:13: tables: unknown table "dayly"; did you mean "daily"?`},
	} {
		bad := strings.Replace(full, c.old, c.new, 1)
		if bad == full {
			t.Fatalf("%s is not in the document", c.old)
		}
		d, err := Read("x.json", []byte(bad))
		if err == nil {
			d.Complete(reference())
			err = d.Place(d.Check(reference()))
		}
		var problems source.Problems
		if !errors.As(err, &problems) || !strings.Contains(err.Error(), c.want) {
			t.Errorf("%s instead of %s:\ngot  %v\nwant %s", c.new, c.old, err, c.want)
		}
	}
}

// A value that every world replaces is told of; one that some world keeps is not.
func TestValuesThatNoWorldKeeps(t *testing.T) {
	s := shipped("bahrain-2011")
	design := &Design{Parameters: []string{"start.opposition"}, Rows: [][]float64{{0.1}}}
	for _, c := range []struct {
		worlds []World
		set    map[string]float64
		design *Design
		want   string
	}{
		{[]World{{ID: "armed-rival"}}, map[string]float64{"start.opposition": 0.1}, nil, "set.start.opposition: the world sets it too, and the value given here is never used"},
		{[]World{{ID: "armed-rival"}}, nil, design, "the values given here are never used"},
		{[]World{{ID: "armed-rival"}}, map[string]float64{"society.shock": 0.1}, nil, ""},
		{[]World{{ID: "as-modelled"}, {ID: "armed-rival"}}, map[string]float64{"start.opposition": 0.1}, nil, ""},
		{[]World{{ID: "no-allies"}}, map[string]float64{"alliance.refuse": 0.1}, nil, ""}, // in the crisis only
	} {
		x := &Experiment{Version: Version, Worlds: c.worlds, Set: c.set, Design: c.design}
		x.Replicates.Count = 1
		x.Scenario.ID = s.ID
		x.Complete(s)
		if err := x.Check(s); (err == nil) != (c.want == "") || err != nil && !strings.Contains(err.Error(), c.want) {
			t.Errorf("%v %v: %v, want %q", c.worlds, c.set, err, c.want)
		}
	}
}

func FuzzRead(f *testing.F) {
	f.Add([]byte(full))
	f.Add([]byte(`{"experiment": 1, "scenario": {"id": "s"}, "replicates": {"count": 1}}`))
	f.Add([]byte(`{"set": {"a": 1, "a": 2}, "design": {"rows": [[]]}}`))
	f.Fuzz(func(t *testing.T, text []byte) {
		var d *Document
		var err error
		bounded.Read(t, func() { d, err = Read("x.json", text) })
		if err != nil {
			var problems source.Problems
			if !errors.As(err, &problems) {
				t.Fatalf("%v has no place", err)
			}
			return
		}
		if len(d.Worlds) == 0 || d.Mode == "" || d.Scale == 0 || len(d.Tables) == 0 || d.Scenario.Hash == "" {
			d.Complete(reference())
		}
		again, err := Read("x.json", d.Print())
		if err != nil || again.Hash() != d.Hash() {
			t.Fatalf("%s\n%v", d.Print(), err)
		}
	})
}

// Values of a design reach the replicates whose rows they are, and no others.
func TestDesignReachesEachReplicate(t *testing.T) {
	x := readFull(t).Experiment
	dir := filepath.Join(t.TempDir(), "out")
	folder, err := Create(dir, &x, reference(), "test")
	if err != nil {
		t.Fatal(err)
	}
	defer folder.Close()
	failures, err := folder.Play(context.Background(), 2, func() {})
	if err != nil || len(failures) > 0 {
		t.Fatal(err, failures)
	}
	worlds, err := folder.Open()
	if err != nil {
		t.Fatal(err)
	}
	if names := slices.Sorted(maps.Keys(worlds)); !slices.Equal(names, []string{"as-modelled", "no-request"}) {
		t.Fatalf("worlds %v", names)
	}
	for id, r := range worlds {
		var got [][]float64
		for row, err := range r.Numbers(results.Runs, results.ReplicateColumn, "alliance.yes", "society.availability", "society.shock") {
			if err != nil {
				t.Fatal(err)
			}
			got = append(got, slices.Clone(row))
		}
		if want := [][]float64{{1, 1, 0.25, 0.1}, {2, 1.1, 0.125, 0.1}}; !reflect.DeepEqual(got, want) {
			t.Errorf("%s: %v, want %v", id, got, want)
		}
		if m := r.Manifest(); m.First != 1 || m.Engine != sim.EngineVersion || m.Settings["design"] == "" {
			t.Errorf("%s: %+v", id, m)
		}
		d, err := ReadFile(filepath.Join(dir, id, File))
		if err != nil {
			t.Fatal(err)
		}
		if d.Hash() != r.Manifest().Experiment {
			t.Errorf("%s: the document kept is not the one of the manifest", id)
		}
	}
	// Runs that are there are taken up; another design is another experiment.
	folder.Close()
	if again, err := TakeUp(dir, &x, reference(), "later"); err != nil {
		t.Error(err)
	} else {
		if done, total := again.Kept(); done != 4 || total != 4 {
			t.Errorf("%d of %d are kept", done, total)
		}
		again.Close()
	}
	x.Design.Rows[2][0] = 1.2
	if _, err := Resume(dir, &x, reference(), "test"); !errors.Is(err, results.ErrMismatch) || !strings.Contains(err.Error(), "experiment: found") {
		t.Errorf("resumed with another design: %v", err)
	}
	next, differs, err := TakeUpNext(dir, &x, reference(), "test")
	if err != nil || next.Dir != dir+"-2" || !strings.Contains(differs, "experiment") {
		t.Fatalf("%+v, %s, %v", next, differs, err)
	}
	next.Close()
}

// A replicate of a design is the replicate with its values set.
func TestDesignIsSetByRow(t *testing.T) {
	x := readFull(t).Experiment
	plan, err := x.Plan(reference(), 1)
	if err != nil {
		t.Fatal(err)
	}
	for replicate, row := range x.Design.Rows {
		set := plan(replicate)
		want := map[string]float64{"society.shock": 0.1, "alliance.yes": row[0], "society.availability": row[1]}
		if !maps.Equal(set.Overrides, want) || len(set.Interventions) != 2 || set.Seed != x.Seed {
			t.Errorf("replicate %d: %+v", replicate, set)
		}
	}
}

// One limit holds for scenarios, experiments and results.
func TestOneLimitOfReplicates(t *testing.T) {
	f, _ := reflect.TypeFor[scenario.Defaults]().FieldByName("Replicates")
	if got, want := f.Tag.Get("max"), fmt.Sprint(results.MaxReplicates); got != want {
		t.Errorf("a scenario may ask for %s replicates, results keep %s", got, want)
	}
}

func TestPrintIsJSONThatPeopleCanRead(t *testing.T) {
	x := readFull(t).Experiment
	text := string(x.Print())
	if !json.Valid([]byte(text)) || !strings.Contains(text, "\n      [0.9,0.5],\n      [1,0.25],\n") {
		t.Errorf("%s", text)
	}
}

// The document that the documentation shows can be played.
func TestTheDocumentShown(t *testing.T) {
	text, err := os.ReadFile("../docs/experiment.md")
	if err != nil {
		t.Fatal(err)
	}
	_, after, _ := strings.Cut(string(text), "```json\n")
	shown, _, _ := strings.Cut(after, "```")
	d, err := Read("experiment.md", []byte(strings.Replace(shown, "ab70…", reference().Hash, 1)))
	if err != nil {
		t.Fatal(err)
	}
	d.Complete(reference())
	if err := d.Place(d.Check(reference())); err != nil {
		t.Error(err)
	}
}
