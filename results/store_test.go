package results

import (
	"context"
	"errors"
	"math"
	"math/rand/v2"
	"path/filepath"
	"reflect"
	"slices"
	"strings"
	"sync"
	"testing"
)

func TestSevenWritersInAnyOrderKeepTheSame(t *testing.T) {
	const n = 30
	want, wantHash := inPeace(t, n)
	for seed := range uint64(5) {
		dir := filepath.Join(t.TempDir(), "out")
		m := aManifest(n)
		m.BatchSize = []int{4, 4, 1, 7, 100}[seed]
		s := create(t, dir, m)
		order := rand.New(rand.NewPCG(seed, 1)).Perm(n)
		work := make(chan int)
		var workers sync.WaitGroup
		for range 7 {
			workers.Go(func() {
				for i := range work {
					if err := s.Add(aReplicate(i)); err != nil {
						t.Error(err)
					}
				}
			})
		}
		for _, i := range order {
			work <- i
		}
		close(work)
		workers.Wait()
		if hash := finish(t, s); hash != wantHash {
			t.Errorf("batches of %d: hash %s, want %s", m.BatchSize, hash, wantHash)
		}
		if m.BatchSize == aManifest(n).BatchSize {
			sameParts(t, dir, want)
		}
		r, err := Open(dir)
		if err != nil {
			t.Fatal(err)
		}
		if err := verified(r); err != nil {
			t.Error(err)
		}
	}
}

func TestInterruptedRunIsReadAsFarAsItGoes(t *testing.T) {
	finished, _ := inPeace(t, 10)
	full, err := Open(finished)
	if err != nil {
		t.Fatal(err)
	}
	dir := filepath.Join(t.TempDir(), "out")
	s := create(t, dir, aManifest(10))
	keep(t, s, 9, 8, 2, 0, 1) // the last batch, short, and three quarters of the first
	if got := s.Missing(); !slices.Equal(got, []int{3, 4, 5, 6, 7}) {
		t.Errorf("missing %v", got)
	}
	if got := s.Manifest().Done; got != 2 {
		t.Errorf("%d are said to be on the disk, which has the last two", got)
	}
	if _, err := s.Finish(); err == nil {
		t.Error("finished with replicates missing")
	}
	s.Close()

	r, err := Open(dir)
	if err != nil {
		t.Fatal(err)
	}
	if m := r.Manifest(); m.Done != 2 || m.IsFinished() {
		t.Errorf("manifest says %v", m)
	}
	if err := verified(r); err != nil {
		t.Error(err)
	}
	got, want := allRows(t, r), allRows(t, full)
	for table := range want {
		rest := slices.DeleteFunc(want[table], func(row Row) bool { return row[0].(int64) < 8 })
		if !reflect.DeepEqual(got[table], rest) && len(got[table])+len(rest) > 0 {
			t.Errorf("table %s: %d rows, want %d", table, len(got[table]), len(rest))
		}
	}

	s = resume(t, dir, aManifest(10))
	if got := s.Missing(); !slices.Equal(got, []int{0, 1, 2, 3, 4, 5, 6, 7}) {
		t.Errorf("missing after resuming %v", got)
	}
	if got := s.Manifest().Done; got != 2 {
		t.Errorf("%d are said to be on the disk after resuming", got)
	}
}

func TestColumnsAreReadAlone(t *testing.T) {
	dir, hash := inPeace(t, 10)
	r, err := Open(dir)
	if err != nil {
		t.Fatal(err)
	}
	if err := verified(r); err != nil {
		t.Error(err)
	}
	if got := r.Manifest().ContentHash; got != hash {
		t.Errorf("the manifest has hash %s, Finish said %s", got, hash)
	}
	rows := allRows(t, r)
	for _, schema := range someSchemas() {
		for i, c := range schema.Columns {
			var there []bool
			var got []any
			if c.Kind == Text {
				values, valid, err := r.Texts(schema.Table, c.Name)
				if err != nil {
					t.Fatal(err)
				}
				for _, v := range values {
					got = append(got, v)
				}
				there = valid
			} else {
				values, valid, err := r.Floats(schema.Table, c.Name)
				if err != nil {
					t.Fatal(err)
				}
				for _, v := range values {
					switch c.Kind {
					case Int:
						got = append(got, int64(v))
					case Bool:
						got = append(got, v == 1)
					default:
						got = append(got, v)
					}
				}
				there = valid
			}
			if len(got) != len(rows[schema.Table]) {
				t.Fatalf("%s.%s: %d values for %d rows", schema.Table, c.Name, len(got), len(rows[schema.Table]))
			}
			for j, row := range rows[schema.Table] {
				if there[j] != (row[i] != nil) || there[j] && got[j] != row[i] {
					t.Fatalf("%s.%s, row %d: %v (%v), want %v", schema.Table, c.Name, j, got[j], there[j], row[i])
				}
			}
		}
	}
	for _, bad := range [][2]string{{"nothing", "day"}, {Daily, "nothing"}, {Events, "what"}} {
		if _, _, err := r.Floats(bad[0], bad[1]); !IsInput(err) {
			t.Errorf("Floats%v: %v", bad, err)
		}
	}
	if _, _, err := r.Texts(Daily, "day"); !IsInput(err) {
		t.Errorf("Texts of numbers: %v", err)
	}
}

// Columns read together, row by row, are those read alone.
func TestNumbers(t *testing.T) {
	dir, _ := inPeace(t, 10)
	r, err := Open(dir)
	if err != nil {
		t.Fatal(err)
	}
	columns := []string{ReplicateColumn, "alarm", "day", "participants"}
	i := 0
	for row, err := range r.Numbers(Daily, columns...) {
		if err != nil {
			t.Fatal(err)
		}
		if i == 0 {
			for k, name := range columns {
				values, valid, err := r.Floats(Daily, name)
				if err != nil {
					t.Fatal(err)
				}
				j := 0
				for row, err := range r.Numbers(Daily, columns...) {
					if err != nil {
						t.Fatal(err)
					}
					if valid[j] == math.IsNaN(row[k]) || valid[j] && row[k] != values[j] {
						t.Fatalf("%s, row %d: %v, want %v (%v)", name, j, row[k], values[j], valid[j])
					}
					j++
				}
				if j != len(values) {
					t.Errorf("%d rows, want %d", j, len(values))
				}
			}
		}
		if i++; i == 3 || len(row) != len(columns) {
			break
		}
	}
	for _, bad := range [][2]string{{"nothing", "day"}, {Daily, "nothing"}, {Events, "what"}} {
		for _, err := range r.Numbers(bad[0], bad[1]) {
			if !IsInput(err) {
				t.Errorf("Numbers%v: %v", bad, err)
			}
		}
	}
}

// The numbers of replicates are those of the whole, in a run of a part of it. Where
// batches end does not change the rows, and the parts of two shards are the whole's.
func TestShards(t *testing.T) {
	want, _ := inPeace(t, 10)
	whole := parts(t, want)
	for _, c := range []struct{ first, n int }{{0, 8}, {8, 2}, {3, 6}} {
		m := aManifest(c.n)
		m.First = c.first
		s := create(t, filepath.Join(t.TempDir(), "out"), m)
		missing := s.Missing()
		if len(missing) != c.n || missing[0] != c.first {
			t.Fatalf("missing %v", missing)
		}
		keep(t, s, missing...)
		finish(t, s)
		r, err := Open(s.dir)
		if err != nil {
			t.Fatal(err)
		}
		if err := verified(r); err != nil {
			t.Error(err)
		}
		if c.first%m.BatchSize > 0 {
			continue
		}
		for name, text := range parts(t, s.dir) {
			if whole[name] != text {
				t.Errorf("%s of replicates %d to %d is not the whole's", name, c.first, c.first+c.n-1)
			}
		}
	}
}

// What is not kept is not written, and asked for it is said to be missing.
func TestFewerTables(t *testing.T) {
	dir := filepath.Join(t.TempDir(), "out")
	s, err := Create(dir, aManifest(5), someSchemas()[:2])
	if err != nil {
		t.Fatal(err)
	}
	for i := range 5 {
		r := aReplicate(i)
		r.Rows = map[string][]Row{Runs: r.Rows[Runs], Daily: r.Rows[Daily]}
		if err := s.Add(r); err != nil {
			t.Fatal(err)
		}
	}
	finish(t, s)
	if got := len(parts(t, dir)); got != 4 {
		t.Errorf("%d parts, want two of each table", got)
	}
	r, err := Open(dir)
	if err != nil {
		t.Fatal(err)
	}
	if err := verified(r); err != nil {
		t.Error(err)
	}
	for _, err := range []error{
		r.ExportCSV(context.Background(), t.TempDir(), false, Runs, Votes),
		func() error { _, _, err := r.Floats(Votes, "yes"); return err }(),
	} {
		if !errors.Is(err, ErrNotKept) || !IsInput(err) || !strings.Contains(err.Error(), `"votes"; it keeps daily, runs`) {
			t.Errorf("got %v", err)
		}
	}
	if _, err := Resume(dir, aManifest(5), someSchemas()); !errors.Is(err, ErrMismatch) || !strings.Contains(err.Error(), "tables: found daily, runs") {
		t.Errorf("resumed with other tables: %v", err)
	}
}

func TestReadingMayStopEarly(t *testing.T) {
	dir, _ := inPeace(t, 10)
	r, err := Open(dir)
	if err != nil {
		t.Fatal(err)
	}
	n := 0
	for _, err := range r.Rows(Daily) {
		if err != nil {
			t.Fatal(err)
		}
		if n++; n == 3 {
			break
		}
	}
	for _, err := range r.Rows("nothing") {
		if !IsInput(err) {
			t.Errorf("rows of an unknown table: %v", err)
		}
	}
}
