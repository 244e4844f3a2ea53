package experiment

import (
	"context"
	"errors"
	"os"
	"path/filepath"
	"slices"
	"testing"

	"casus/library"
	"casus/results"
	"casus/scenario"
)

// What a folder holds is found again, with what was asked: one world, several, or runs
// that have nothing to do with each other.
func TestOpenAll(t *testing.T) {
	folder, _ := library.Open("kazakhstan-2022")
	s, err := scenario.Load(folder)
	if err != nil {
		t.Fatal(err)
	}
	x := &Experiment{Version: Version, Seed: 7, Worlds: []World{{ID: scenario.AsModelled, Do: []string{"forbid:dialogue"}}}}
	x.Scenario.ID, x.Replicates.Count = s.ID, 3
	x.Complete(s)
	keep := func(dir string, x *Experiment, play bool) {
		t.Helper()
		f, err := Create(dir, x, s, "test")
		if err != nil {
			t.Fatal(err)
		}
		defer f.Close()
		if play {
			if _, err := f.Play(context.Background(), 2, func() {}); err != nil {
				t.Fatal(err)
			}
		}
	}
	one, several, mixed := t.TempDir(), t.TempDir(), t.TempDir()
	worlds := x.In([]string{"no-request", scenario.AsModelled}, []string{results.Runs})
	keep(one, x, true)
	keep(several, worlds, false)
	other := *x
	other.Seed = 8
	keep(filepath.Join(mixed, "a"), x, false)
	keep(filepath.Join(mixed, "b"), &other, false)

	for _, c := range []struct {
		dir        string
		of, not    *Experiment
		worlds     int
		done, runs int
	}{{one, x, worlds, 1, 3, 3}, {several, worlds, x, 2, 0, 6}} {
		k, err := OpenAll(c.dir, results.Open)
		if err != nil {
			t.Fatal(err)
		}
		if done, of := k.Done(); len(k.Worlds) != c.worlds || k.World() != scenario.AsModelled || done != c.done || of != c.runs || k.IsFinished() != (done == of) {
			t.Errorf("%s: %d worlds, %d of %d runs, told of %s", c.dir, len(k.Worlds), done, of, k.World())
		}
		if !k.HasAll(c.of) || k.HasAll(c.not) {
			t.Errorf("%s: not what was asked", c.dir)
		}
		asked, err := k.Asked(s)
		if err != nil {
			t.Fatal(err)
		}
		if len(asked.Worlds) != c.worlds || asked.Worlds[0].ID != scenario.AsModelled || !k.HasAll(asked) {
			t.Errorf("%s: asked was %+v", c.dir, asked.Worlds)
		}
		if !k.Has([]string{scenario.AsModelled}) || k.Has([]string{"no-request"}) != (c.worlds == 2) {
			t.Errorf("%s has other worlds than it says", c.dir)
		}
	}
	if _, err := OpenAll(mixed, results.Open); !errors.As(err, new(*MixedError)) {
		t.Errorf("runs of two seeds: %v", err)
	}
	beside := t.TempDir()
	keep(filepath.Join(beside, "mine"), x, false)
	if _, err := OpenAll(beside, results.Open); !errors.Is(err, results.ErrNoRun) {
		t.Errorf("a run in a folder: %v", err)
	}
	if _, err := OpenAll(t.TempDir(), results.Open); !errors.Is(err, results.ErrNoRun) {
		t.Errorf("nothing: %v", err)
	}
}

// A world that is gone is missed, and played anew with the rest; one that was renamed is
// gone on with where it lies.
func TestAWorldThatIsGone(t *testing.T) {
	folder, _ := library.Open("kazakhstan-2022")
	s, err := scenario.Load(folder)
	if err != nil {
		t.Fatal(err)
	}
	x := &Experiment{Version: Version, Seed: 7}
	x.Scenario.ID, x.Replicates.Count = s.ID, 2
	x.Complete(s)
	dir := t.TempDir()
	first := x.In([]string{scenario.AsModelled, "no-request"}, []string{results.Runs})
	take := func(x *Experiment, open func(string, *Experiment, *scenario.Scenario, string) (*Folder, error)) {
		t.Helper()
		f, err := open(dir, x, s, "test")
		if err != nil {
			t.Fatal(err)
		}
		defer f.Close()
		if _, err := f.Play(context.Background(), 2, func() {}); err != nil {
			t.Fatal(err)
		}
	}
	found := func() *Kept {
		t.Helper()
		k, err := OpenAll(dir, results.Open)
		if err != nil {
			t.Fatal(err)
		}
		return k
	}
	take(first, TakeUp)
	third := s.WorldIDs()[2]
	take(x.In([]string{scenario.AsModelled, third}, []string{results.Runs}), TakeUp) // the argument has changed
	if k := found(); len(k.Worlds) != 3 || !k.IsFinished() || !k.HasAll(first) {
		t.Errorf("after another world was asked for there are %d, lost %v", len(k.Worlds), k.Lost)
	}

	if err := os.RemoveAll(filepath.Join(dir, third)); err != nil {
		t.Fatal(err)
	}
	if err := os.RemoveAll(filepath.Join(dir, "no-request")); err != nil {
		t.Fatal(err)
	}
	k := found()
	if done, of := k.Done(); k.IsFinished() || done != 2 || of != 6 || !slices.Equal(k.Lost, []string{"no-request", third}) {
		t.Errorf("two worlds are gone, and it is said: %d of %d, lost %v", done, of, k.Lost)
	}
	asked, err := k.Asked(s)
	if err != nil {
		t.Fatal(err)
	}
	if err := os.Rename(filepath.Join(dir, scenario.AsModelled), filepath.Join(dir, "mine")); err != nil {
		t.Fatal(err)
	}
	if _, err := OpenAll(dir, results.Open); !errors.Is(err, results.ErrNoRun) { // one run that lies in a folder is no world of it
		t.Errorf("one run under another name: %v", err)
	}
	if err := os.Rename(filepath.Join(dir, "mine"), filepath.Join(dir, scenario.AsModelled)); err != nil {
		t.Fatal(err)
	}
	take(asked, Resume)
	if err := os.Rename(filepath.Join(dir, third), filepath.Join(dir, "mine")); err != nil {
		t.Fatal(err)
	}
	take(asked, Resume)
	if k := found(); !k.IsFinished() || len(k.Worlds) != 3 || filepath.Base(k.dirs[third]) != "mine" {
		t.Errorf("taken up again: %v, lost %v", k.dirs, k.Lost)
	}
	if _, err := Resume(filepath.Join(dir, "mine"), asked, s, "test"); !errors.Is(err, results.ErrMismatch) {
		t.Errorf("several worlds, where one is: %v", err)
	}
}
