package claims

import (
	"context"
	"io/fs"
	"math/rand/v2"
	"strings"
	"testing"
	"testing/fstest"

	"casus/ensemble"
	"casus/library"
	"casus/results"
	"casus/scenario"
	"casus/sim"
)

// folder is that of a scenario that ships, with texts of its files changed: each
// change is the name of a file, what is replaced once, and by what. An empty
// text stands for the end of the file.
func folder(t testing.TB, id string, changes ...[3]string) fstest.MapFS {
	t.Helper()
	shipped, ok := library.Open(id)
	if !ok {
		t.Fatalf("%s does not ship", id)
	}
	names, err := fs.Glob(shipped, "*")
	if err != nil {
		t.Fatal(err)
	}
	files := fstest.MapFS{}
	for _, name := range names {
		text, err := fs.ReadFile(shipped, name)
		if err != nil {
			t.Fatal(err)
		}
		files[name] = &fstest.MapFile{Data: text}
	}
	for _, c := range changes {
		f, ok := files[c[0]]
		if !ok {
			f = &fstest.MapFile{}
			files[c[0]] = f
		}
		switch {
		case c[1] == "":
			f.Data = append(f.Data, c[2]...)
		case !strings.Contains(string(f.Data), c[1]):
			t.Fatalf("%s has no %q to change", c[0], c[1])
		default:
			f.Data = []byte(strings.Replace(string(f.Data), c[1], c[2], 1))
		}
	}
	return files
}

// argue loads a scenario and its claims.
func argue(t testing.TB, files fstest.MapFS) (*scenario.Scenario, *Argument) {
	t.Helper()
	s, err := scenario.Load(files)
	if err != nil {
		t.Fatal(err)
	}
	a, err := Load(files, s)
	if err != nil {
		t.Fatal(err)
	}
	return s, a
}

// keep puts replicates into a folder and reads it.
func keep(t testing.TB, s *scenario.Scenario, seed uint64, n int, fill func(*results.Store)) *results.Reader {
	t.Helper()
	dir := t.TempDir()
	m := results.Manifest{Casus: "test", Engine: sim.EngineVersion, Scenario: s.ID, ScenarioHash: s.Hash, Seed: seed, Scale: 1000, Mode: string(sim.Free), Replicates: n, BatchSize: n}
	store, err := results.Create(dir, m, ensemble.Schemas(s))
	if err != nil {
		t.Fatal(err)
	}
	defer store.Close()
	fill(store)
	if _, err := store.Finish(); err != nil {
		t.Fatal(err)
	}
	r, err := results.Open(dir)
	if err != nil {
		t.Fatal(err)
	}
	return r
}

// play runs a world of a scenario.
func play(t testing.TB, s *scenario.Scenario, id string, seed uint64, n int) *results.Reader {
	t.Helper()
	w, ok := s.World(id)
	if !ok {
		t.Fatalf("there is no world %s", id)
	}
	set := sim.Settings{Seed: seed, Scale: 1000, Mode: sim.Free}
	var err error
	if set.Interventions, err = s.Interventions(w); err != nil {
		t.Fatal(err)
	}
	return keep(t, s, seed, n, func(store *results.Store) {
		failures, err := ensemble.Run(context.Background(), s, ensemble.Same(set), store.Missing(), 2, store, func() {})
		if err != nil || len(failures) > 0 {
			t.Fatal(err, failures)
		}
	})
}

// playAll runs every world that an argument speaks of.
func playAll(t testing.TB, s *scenario.Scenario, a *Argument, seed uint64, n int) map[string]*results.Reader {
	t.Helper()
	worlds := map[string]*results.Reader{}
	for _, id := range a.Worlds() {
		worlds[id] = play(t, s, id, seed, n)
	}
	return worlds
}

// made are rows made by hand: by table, rows of column and value. Columns that
// are not named have no value.
type made map[string][]map[string]any

// makeWorld keeps replicates made by hand. Parameters that are not named have
// draws that follow nothing. A replicate of nil has failed.
func makeWorld(t testing.TB, s *scenario.Scenario, replicates ...made) *results.Reader {
	t.Helper()
	n := len(replicates)
	return keep(t, s, 1, n, func(store *results.Store) {
		for i, replicate := range replicates {
			rows := map[string][]results.Row{}
			failed := replicate == nil
			if failed {
				replicate = made{results.Runs: {{"error": "made to fail"}}}
			} else if replicate[results.Runs] == nil {
				replicate[results.Runs] = []map[string]any{{}}
			}
			for _, schema := range ensemble.Schemas(s) {
				for _, values := range replicate[schema.Table] {
					row := make(results.Row, len(schema.Columns))
					row[0] = int64(i)
					for name, v := range values {
						at := schema.Index(name)
						if at < 0 {
							t.Fatalf("%s has no column %s", schema.Table, name)
						}
						if whole, ok := v.(int); ok {
							v = int64(whole)
						}
						row[at] = v
					}
					if schema.Table == results.Runs && !failed {
						for p, name := range s.ParameterNames() {
							if at := schema.Index(name); row[at] == nil {
								least, most := s.Allowed(name)
								least = max(0, least)
								row[at] = least + (min(most, least+1)-least)*rand.New(rand.NewPCG(uint64(p), uint64(i))).Float64()
							}
						}
					}
					rows[schema.Table] = append(rows[schema.Table], row)
				}
			}
			if err := store.Add(results.Replicate{Index: i, Rows: rows}); err != nil {
				t.Fatal(err)
			}
		}
	})
}

// test judges an argument.
func test(t testing.TB, a *Argument, worlds map[string]*results.Reader) map[string]Result {
	t.Helper()
	report, err := Test(a, worlds)
	if err != nil {
		t.Fatal(err)
	}
	byID := map[string]Result{}
	for _, r := range report.Results {
		byID[r.ID] = r
	}
	return byID
}
