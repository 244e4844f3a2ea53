package results

import (
	"errors"
	"math"
	"os"
	"path/filepath"
	"slices"
	"strings"
	"testing"
)

func TestResumeNamesEachDifference(t *testing.T) {
	dir := filepath.Join(t.TempDir(), "out")
	create(t, dir, aManifest(5)).Close()
	for _, c := range []struct {
		change func(*Manifest, []Schema)
		want   string
	}{
		{func(m *Manifest, _ []Schema) { m.Engine = 8 }, "engine version: found 7, expected 8"},
		{func(m *Manifest, _ []Schema) { m.First = 2 }, "first replicate: found 0, expected 2"},
		{func(m *Manifest, _ []Schema) { m.Experiment = "cafe" }, "experiment: found , expected cafe"},
		{func(m *Manifest, _ []Schema) { m.Scenario = "belarus-2020" }, "scenario: found kazakhstan-2022, expected belarus-2020"},
		{func(m *Manifest, _ []Schema) { m.ScenarioHash = "beef" }, "scenario hash: found c0ffee, expected beef"},
		{func(m *Manifest, _ []Schema) { m.Seed = 2 }, "seed: found 9223372036854775813, expected 2"},
		{func(m *Manifest, _ []Schema) { m.Scale = 50 }, "scale: found 100, expected 50"},
		{func(m *Manifest, _ []Schema) { m.Mode = "recorded" }, "mode: found free, expected recorded"},
		{func(m *Manifest, _ []Schema) { m.Replicates = 6 }, "replicates: found 5, expected 6"},
		{func(m *Manifest, _ []Schema) { m.Settings["do"] = "forbid" }, `setting do: found "no-request", expected "forbid"`},
		{func(m *Manifest, _ []Schema) { m.Settings["fear"] = "0.2" }, `setting fear: found none, expected "0.2"`},
		{func(m *Manifest, _ []Schema) { m.Settings = nil }, `setting do: found "no-request", expected none`},
		{func(_ *Manifest, s []Schema) { s[1].Columns[2].Unit = "heads" }, `table daily, column participants: found float, unit "people", range "0..", doc "Largest crowd.", expected float, unit "heads"`},
		{func(_ *Manifest, s []Schema) { s[5].Columns = s[5].Columns[:2] }, `table votes, column yes: found bool, unit "", range "", doc "", expected none`},
		{func(_ *Manifest, s []Schema) { s[2].Columns = append(s[2].Columns, Column{Name: "x"}) }, `table monthly, column x: found none, expected float`},
		{func(_ *Manifest, s []Schema) { slices.Reverse(s[3].Columns[1:]) }, "table events, column 1: found hour, expected what"},
	} {
		m, schemas := aManifest(5), someSchemas()
		c.change(&m, schemas)
		_, err := Resume(dir, m, schemas)
		if !errors.Is(err, ErrMismatch) || !IsInput(err) || !strings.Contains(err.Error(), c.want) {
			t.Errorf("got  %v\nwant %s", err, c.want)
		}
	}
	m := aManifest(5)
	m.Seed, m.Mode = 3, "recorded"
	_, err := Resume(dir, m, someSchemas())
	var mismatch *MismatchError
	if !errors.As(err, &mismatch) || len(mismatch.Differences) != 2 {
		t.Errorf("two differences: %v", err)
	}
	// The version, the batch size and the order of the schemas are not part of the
	// question.
	m = aManifest(5)
	m.Casus, m.BatchSize = "0.2.0", 99
	schemas := someSchemas()
	slices.Reverse(schemas)
	s, err := Resume(dir, m, schemas)
	if err != nil {
		t.Fatal(err)
	}
	defer s.Close()
	if got := s.Manifest().BatchSize; got != 4 {
		t.Errorf("batch size %d", got)
	}
}

func TestFoldersThatAreRefused(t *testing.T) {
	occupied, _ := inPeace(t, 3)
	busy := filepath.Join(t.TempDir(), "busy")
	create(t, busy, aManifest(3))
	garbage, foreign := t.TempDir(), t.TempDir()
	write(t, filepath.Join(garbage, manifestName), "\x00\xff{")
	write(t, filepath.Join(foreign, "thesis.docx"), "years of work")
	theirs := t.TempDir() // a folder of somebody who writes
	write(t, filepath.Join(theirs, "writing", "thesis.docx"), "years of work")
	old := t.TempDir()
	write(t, filepath.Join(old, manifestName), `{"format": 1, "casus": "0.1.0", "build": "cafe"}`)
	write(t, filepath.Join(old, "runs.parquet"), "PAR1")
	under := filepath.Join(foreign, "thesis.docx", "out")
	absent := filepath.Join(t.TempDir(), "absent")

	for _, c := range []struct {
		what      string
		open      func(string, Manifest, []Schema) (*Store, error)
		dir       string
		want      error
		mentioned string
	}{
		{"create over a run", Create, occupied, ErrOccupied, "kazakhstan-2022 (seed 9223372036854775813, scale 100, mode free; 3 replicates, finished"},
		{"create over a run", Create, occupied, ErrOccupied, "--resume"},
		{"create in use", Create, busy, ErrBusy, busy},
		{"create over other files", Create, foreign, ErrForeign, "thesis.docx"},
		{"create over a folder", Create, theirs, ErrForeign, "writing"},
		{"create over garbage", Create, garbage, ErrDamaged, manifestName},
		{"create under a file", Create, under, ErrNoFolder, "thesis.docx"},
		{"create over an old run", Create, old, ErrOld, old + ": the run was kept by an older casus (0.1.0): six files"},
		{"resume an old run", Resume, old, ErrOld, "run it again into another folder"},
		{"resume in use", Resume, busy, ErrBusy, busy},
		{"resume garbage", Resume, garbage, ErrDamaged, manifestName},
		{"resume other files", Resume, foreign, ErrNoRun, manifestName},
		{"resume nothing", Resume, absent, ErrNoRun, absent},
	} {
		if c.what == "create in use" || c.what == "resume in use" {
			skipWithoutLocks(t)
		}
		s, err := c.open(c.dir, aManifest(3), someSchemas())
		if err == nil {
			s.Close()
			t.Errorf("%s: accepted", c.what)
			continue
		}
		if c.want != nil && (!errors.Is(err, c.want) || !IsInput(err)) || !strings.Contains(err.Error(), c.mentioned) {
			t.Errorf("%s: %v", c.what, err)
		}
	}
	if _, err := os.Stat(absent); err == nil {
		t.Error("resuming nothing made a folder")
	}
	if _, err := Open(absent); !errors.Is(err, ErrNoRun) {
		t.Errorf("opening nothing: %v", err)
	}
	if _, err := Open(old); !errors.Is(err, ErrOld) || errors.Is(err, ErrDamaged) {
		t.Errorf("opening an old run: %v", err)
	}
	if _, err := Open(garbage); !errors.Is(err, ErrDamaged) {
		t.Errorf("opening garbage: %v", err)
	}
}

func TestRowsThatAreRefused(t *testing.T) {
	s := create(t, filepath.Join(t.TempDir(), "out"), aManifest(5))
	keep(t, s, 0)
	run := func(values ...any) map[string][]Row {
		return map[string][]Row{Runs: {append(Row{int64(1)}, values...)}}
	}
	crowd := func(people float64) map[string][]Row {
		return map[string][]Row{Runs: run("won", 1.0, true)[Runs], Daily: {{int64(1), int64(0), people, nil, nil}}}
	}
	for _, c := range []struct {
		index int
		rows  map[string][]Row
		want  string
	}{
		{1, run("won", math.NaN(), true), "table runs, replicate 1, row 0: bad value: column draw.legitimacy is NaN"},
		{1, run("won", math.Inf(-1), true), "is -Inf"},
		{1, run("won", 1, true), "column draw.legitimacy is of kind float and cannot take 1 (int)"},
		{1, run(int64(3), 1.0, true), "of kind text"},
		{1, run("won", 1.0, "yes"), "of kind bool"},
		{1, run("won", true, true), "of kind float"},
		{1, run("\xff", 1.0, true), "not UTF-8"},
		{1, run("won", 1.0), "3 values for 4 columns"},
		{1, crowd(-1), "table daily, replicate 1, row 0: bad value: column participants is -1, outside 0.."},
		{1, map[string][]Row{Runs: run("won", 1.0, true)[Runs], Daily: {{int64(1), int64(0), nil, nil, 1e22}}}, "column alarm is 1e+22, outside 0..1000000000000000000000"},
		{1, map[string][]Row{Runs: run("won", 1.0, true)[Runs], Events: {{int64(1), int64(-1), nil}}}, "column hour is -1, outside 0.."},
		{2, run("won", 1.0, true), "replicate is 1 (int64), want int64 2"},
		{1, nil, "0 rows for the table runs"},
		{1, map[string][]Row{Runs: run(nil, nil, nil)[Runs], "weekly": nil}, `unknown table "weekly"`},
		{0, map[string][]Row{Runs: {{int64(0), nil, nil, nil}}}, "added before"},
		{5, map[string][]Row{Runs: {{int64(5), nil, nil, nil}}}, "replicate 5 of 0-4"},
		{-1, map[string][]Row{Runs: {{int64(-1), nil, nil, nil}}}, "replicate -1 of 0-4"},
	} {
		err := s.Add(Replicate{c.index, c.rows})
		if !errors.Is(err, ErrValue) || IsInput(err) || !strings.Contains(err.Error(), c.want) {
			t.Errorf("got  %v\nwant %s", err, c.want)
		}
	}
	keep(t, s, 1, 2, 3, 4) // a refusal leaves the store as it was
	finish(t, s)
	if err := s.Add(aReplicate(0)); !errors.Is(err, os.ErrClosed) {
		t.Errorf("adding after closing: %v", err)
	}
	if _, err := s.Finish(); !errors.Is(err, os.ErrClosed) {
		t.Errorf("finishing after closing: %v", err)
	}
}

func TestSchemasAndManifestsThatAreRefused(t *testing.T) {
	for _, change := range []func(*Manifest, *[]Schema){
		func(_ *Manifest, s *[]Schema) { *s = (*s)[1:] },
		func(_ *Manifest, s *[]Schema) { *s = nil },
		func(_ *Manifest, s *[]Schema) { (*s)[3].Table = "../elsewhere" },
		func(_ *Manifest, s *[]Schema) { (*s)[3].Table = ".casus-1" },
		func(m *Manifest, _ *[]Schema) { m.Engine = 0 },
		func(m *Manifest, _ *[]Schema) { m.First = -1 },
		func(_ *Manifest, s *[]Schema) { *s = append(*s, (*s)[0]) },
		func(_ *Manifest, s *[]Schema) { (*s)[0].Columns = (*s)[0].Columns[1:] },
		func(_ *Manifest, s *[]Schema) { (*s)[0].Columns[0].Kind = Text },
		func(_ *Manifest, s *[]Schema) { (*s)[0].Columns[1].Name = "" },
		func(_ *Manifest, s *[]Schema) { (*s)[0].Columns[1].Name = ReplicateColumn },
		func(_ *Manifest, s *[]Schema) { (*s)[0].Columns[1].Kind = 9 },
		func(_ *Manifest, s *[]Schema) { (*s)[0].Columns[1].Doc = "\xff" },
		func(_ *Manifest, s *[]Schema) { (*s)[1].Columns[2].Range = Range{1, 0} },
		func(_ *Manifest, s *[]Schema) { (*s)[1].Columns[2].Range = Range{0, math.NaN()} },
		func(_ *Manifest, s *[]Schema) { (*s)[0].Columns[1].Range = Range{0, 1} },
		func(m *Manifest, _ *[]Schema) { m.Replicates = 0 },
		func(m *Manifest, _ *[]Schema) { m.BatchSize = -1 },
		func(m *Manifest, _ *[]Schema) { m.Scale = math.NaN() },
		func(m *Manifest, _ *[]Schema) { m.Mode = "" },
	} {
		dir := filepath.Join(t.TempDir(), "out")
		m, schemas := aManifest(5), someSchemas()
		change(&m, &schemas)
		if _, err := Create(dir, m, schemas); !errors.Is(err, ErrValue) {
			t.Errorf("got %v", err)
		}
		if _, err := os.Stat(dir); err == nil {
			t.Error("a refused run made a folder")
		}
	}
}

func write(t testing.TB, path, text string) {
	t.Helper()
	if err := errors.Join(os.MkdirAll(filepath.Dir(path), 0o777), os.WriteFile(path, []byte(text), 0o666)); err != nil {
		t.Fatal(err)
	}
}

func read(t testing.TB, path string) string {
	t.Helper()
	text, err := os.ReadFile(path)
	if err != nil {
		t.Fatal(err)
	}
	return string(text)
}
