package view_test

import (
	"bytes"
	"encoding/json"
	"io/fs"
	"os"
	"testing"
	"testing/fstest"

	"casus/atlas"
	"casus/experiment"
	"casus/library"
	"casus/report/view"
	"casus/scenario"
)

func shipped(t *testing.T, id string) fs.FS {
	t.Helper()
	folder, ok := library.Open(id)
	if !ok {
		t.Fatal(id)
	}
	return folder
}

// changed is a folder with a text of scenario.yaml replaced.
func changed(t *testing.T, folder fs.FS, from, to string) fs.FS {
	t.Helper()
	copied := fstest.MapFS{}
	err := fs.WalkDir(folder, ".", func(name string, d fs.DirEntry, err error) error {
		if err != nil || d.IsDir() {
			return err
		}
		text, err := fs.ReadFile(folder, name)
		if name == scenario.MainFile {
			if !bytes.Contains(text, []byte(from)) {
				t.Fatalf("no %q in %s", from, name)
			}
			text = bytes.Replace(text, []byte(from), []byte(to), 1)
		}
		copied[name] = &fstest.MapFile{Data: text}
		return err
	})
	if err != nil {
		t.Fatal(err)
	}
	return copied
}

// drawn is a scenario of the atlas.
func drawn(t *testing.T, iso3 string) fs.FS {
	t.Helper()
	sheet, err := atlas.State(iso3, 2022)
	if err != nil {
		t.Fatal(err)
	}
	f, err := sheet.Scenario("drawn")
	if err != nil {
		t.Fatal(err)
	}
	dir := t.TempDir()
	if err := f.Write(dir); err != nil {
		t.Fatal(err)
	}
	return os.DirFS(dir)
}

// ask is what is played: some runs at a coarse scale, in worlds.
type ask struct {
	runs   int
	scale  float64
	tables []string
	worlds []string
}

// played plays a scenario and gives what a page is made from.
func played(t *testing.T, folder fs.FS, a ask) view.Input {
	t.Helper()
	s, err := scenario.Load(folder)
	if err != nil {
		t.Fatal(err)
	}
	x := &experiment.Experiment{Version: experiment.Version, Seed: 5, Scale: a.scale, Tables: a.tables}
	x.Scenario.ID, x.Replicates.Count = s.ID, a.runs
	for _, id := range a.worlds {
		x.Worlds = append(x.Worlds, experiment.World{ID: id})
	}
	x.Complete(s)
	f, err := experiment.Create(t.TempDir(), x, s, "test")
	if err != nil {
		t.Fatal(err)
	}
	defer f.Close()
	if failures, err := f.Play(t.Context(), 2, func() {}); err != nil || len(failures) > 0 {
		t.Fatal(failures, err)
	}
	worlds, err := f.Open()
	if err != nil {
		t.Fatal(err)
	}
	in := view.Input{
		Scenario: s, Folder: folder, Results: worlds[scenario.AsModelled], Worlds: view.WorldsOf(s, worlds, scenario.AsModelled), Workers: 2,
		Progress: func(int) (func(), func()) { return func() {}, func() {} },
	}
	if in.Plan, err = x.Plan(s, 0); err != nil {
		t.Fatal(err)
	}
	return in
}

func of(t *testing.T, in view.Input) (*view.Page, string) {
	t.Helper()
	p, err := view.Of(t.Context(), in)
	if err != nil {
		t.Fatal(err)
	}
	text, err := json.Marshal(p)
	if err != nil {
		t.Fatal(err)
	}
	return p, string(text)
}
