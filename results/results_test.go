package results

import (
	"fmt"
	"io/fs"
	"math"
	"math/rand/v2"
	"path/filepath"
	"testing"
	"time"
)

// aManifest asks for n replicates in batches of 4.
func aManifest(n int) Manifest {
	return Manifest{
		Casus: "0.1.0", Engine: 7, Scenario: "kazakhstan-2022", ScenarioHash: "c0ffee", Seed: 1<<63 + 5, Scale: 100, Mode: "free",
		Replicates: n, BatchSize: 4, Settings: map[string]string{"do": "no-request"},
		Started: time.Date(2026, 1, 5, 8, 0, 0, 0, time.UTC),
	}
}

// allTables are those of someSchemas.
var allTables = []string{Daily, Decisions, Events, Monthly, Runs, Votes}

// someSchemas has names out of alphabetical order, every kind, and a name with a dot.
func someSchemas() []Schema {
	first := Column{Name: ReplicateColumn, Kind: Int}
	return []Schema{
		{Runs, []Column{first, {Name: "outcome", Kind: Text, Doc: "How the crisis ended."}, {Name: "draw.legitimacy", Kind: Float, Unit: "share", Doc: "Drawn."}, {Name: "asked", Kind: Bool}}},
		{Daily, []Column{first, {Name: "day", Kind: Int, Unit: "days"}, {Name: "participants", Kind: Float, Unit: "people", Range: Range{0, math.Inf(1)}, Doc: "Largest crowd."}, {Name: "Zeal", Kind: Float}, {Name: "alarm", Kind: Float, Range: Range{0, 1e21}}}},
		{Monthly, []Column{first, {Name: "month", Kind: Int, Unit: "months"}}},
		{Events, []Column{first, {Name: "hour", Kind: Int, Unit: "hours", Range: Range{0, math.Inf(1)}}, {Name: "what", Kind: Text}}},
		{Decisions, []Column{first, {Name: "office", Kind: Text}, {Name: "option", Kind: Text}, {Name: "alone", Kind: Bool}}},
		{Votes, []Column{first, {Name: "member", Kind: Text}, {Name: "yes", Kind: Bool}}},
	}
}

// aReplicate makes the rows of one replicate; they depend on its index alone.
func aReplicate(index int) Replicate {
	r := rand.New(rand.NewPCG(7, uint64(index)))
	maybe := func(v any) any {
		if r.IntN(4) == 0 {
			return nil
		}
		return v
	}
	id := int64(index)
	rows := map[string][]Row{Runs: {{id, maybe(fmt.Sprintf("falls, \"day\" %d", r.IntN(3))), maybe(r.NormFloat64()), maybe(r.IntN(2) == 0)}}}
	for day := range r.IntN(400) {
		rows[Daily] = append(rows[Daily], Row{id, int64(day), maybe(r.ExpFloat64() * 1e4), maybe(math.Copysign(0, -1)), maybe(r.Float64())})
	}
	for hour := range r.IntN(9) {
		rows[Events] = append(rows[Events], Row{id, int64(hour), maybe("Жаңаөзен\r\n")})
		rows[Votes] = append(rows[Votes], Row{id, maybe("KGZ"), maybe(true)})
	}
	return Replicate{Index: index, Rows: rows}
}

// keep adds replicates from..to-1 in order and fails the test on an error.
func keep(t testing.TB, s *Store, replicates ...int) {
	t.Helper()
	for _, i := range replicates {
		if err := s.Add(aReplicate(i)); err != nil {
			t.Fatal(err)
		}
	}
}

func finish(t testing.TB, s *Store) string {
	t.Helper()
	hash, err := s.Finish()
	if err != nil {
		t.Fatal(err)
	}
	if err := s.Close(); err != nil {
		t.Fatal(err)
	}
	return hash
}

// verified reads all of a run's rows again.
func verified(r *Reader) error {
	_, err := r.Hash()
	return err
}

func create(t testing.TB, dir string, m Manifest) *Store {
	t.Helper()
	s, err := Create(dir, m, someSchemas())
	if err != nil {
		t.Fatal(err)
	}
	t.Cleanup(func() { s.Close() })
	return s
}

func resume(t testing.TB, dir string, m Manifest) *Store {
	t.Helper()
	s, err := Resume(dir, m, someSchemas())
	if err != nil {
		t.Fatal(err)
	}
	t.Cleanup(func() { s.Close() })
	return s
}

// inPeace runs n replicates in order, without interruption.
func inPeace(t testing.TB, n int) (dir, hash string) {
	t.Helper()
	dir = filepath.Join(t.TempDir(), "out")
	s := create(t, dir, aManifest(n))
	keep(t, s, s.Missing()...)
	return dir, finish(t, s)
}

// parts returns the bytes of all parts by their names, and fails the test if
// anything but they and the manifest is in the folder.
func parts(t testing.TB, dir string) map[string]string {
	t.Helper()
	files := map[string]string{}
	err := filepath.WalkDir(dir, func(path string, d fs.DirEntry, err error) error {
		if err != nil || d.IsDir() {
			return err
		}
		name, err := filepath.Rel(dir, path)
		if err != nil {
			return err
		}
		files[filepath.ToSlash(name)] = read(t, path)
		return nil
	})
	if err != nil {
		t.Fatal(err)
	}
	m, err := readManifest(dir)
	if err != nil {
		t.Fatal(err)
	}
	first, end := m.batches()
	if want := 1 + len(m.Tables)*(end-first); len(files) != want {
		t.Fatalf("%s holds %d files, want the manifest and all parts: %d", dir, len(files), want)
	}
	delete(files, manifestName)
	return files
}

func sameParts(t testing.TB, got, want string) {
	t.Helper()
	a, b := parts(t, got), parts(t, want)
	for name := range b {
		if a[name] != b[name] {
			t.Errorf("%s differs: %d bytes, want %d", name, len(a[name]), len(b[name]))
		}
	}
}

// allRows reads every table.
func allRows(t testing.TB, r *Reader) map[string][]Row {
	t.Helper()
	all := map[string][]Row{}
	for _, table := range r.Tables() {
		for row, err := range r.Rows(table) {
			if err != nil {
				t.Fatal(err)
			}
			all[table] = append(all[table], row)
		}
	}
	return all
}
