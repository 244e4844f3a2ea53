package results

import (
	"errors"
	"io"
	"math/rand/v2"
	"os"
	"path/filepath"
	"runtime"
	"slices"
	"strings"
	"testing"
)

func skipWithoutLocks(t *testing.T) {
	if runtime.GOOS == "windows" || runtime.GOOS == "plan9" {
		t.Skip("folders are not locked here")
	}
}

// readAll reads a run in every way there is and returns the errors.
func readAll(dir string) error {
	r, err := Open(dir)
	if err != nil {
		return err
	}
	var all []error
	for _, table := range r.Tables() {
		for _, err := range r.Rows(table) {
			all = append(all, err)
		}
		schema, _ := r.Schema(table)
		for _, c := range schema.Columns {
			if c.Kind == Text {
				_, _, err = r.Texts(table, c.Name)
			} else {
				_, _, err = r.Floats(table, c.Name)
			}
			all = append(all, err)
		}
	}
	return errors.Join(append(all, verified(r))...)
}

func TestDamagedTableIsAnErrorThatNamesIt(t *testing.T) {
	dir, _ := inPeace(t, 6)
	path := partPath(dir, Daily, 1)
	good := read(t, path)
	for _, bad := range []string{
		"", "PAR1", good[:len(good)/2], good[:len(good)-1], good[len(good)-8:], "a,b\r\n1,2,3,4,5,6\r\n",
		good[:len(good)-8] + "\xff\xff\xff\xffPAR1", read(t, partPath(dir, Votes, 1)),
	} {
		write(t, path, bad)
		if err := readAll(dir); !errors.Is(err, ErrDamaged) || !strings.Contains(err.Error(), path) {
			t.Errorf("%d bytes: %v", len(bad), err)
		}
	}
	os.Remove(path)
	if err := readAll(dir); !errors.Is(err, ErrDamaged) || !strings.Contains(err.Error(), path) {
		t.Errorf("no file: %v", err)
	}
}

// A bit that flips anywhere in a part is found before a number of it is read.
func TestFlippedBits(t *testing.T) {
	dir, _ := inPeace(t, 6)
	r := rand.New(rand.NewPCG(3, 4))
	for range 300 {
		path := partPath(dir, allTables[r.IntN(6)], r.IntN(2))
		good := read(t, path)
		bad := []byte(good)
		at, bit := r.IntN(len(bad)), r.IntN(8)
		bad[at] ^= 1 << bit
		write(t, path, string(bad))
		if _, err := Open(dir); !errors.Is(err, ErrDamaged) || !strings.Contains(err.Error(), path) {
			t.Errorf("%s, byte %d, bit %d: %v", path, at, bit, err)
		}
		write(t, path, good)
	}
	if err := readAll(dir); err != nil {
		t.Error(err)
	}
}

// What somebody may do to a folder, by accident or not. The folder has the batches 0 to 2.
var damages = []struct {
	what, names string // what the errors name
	says        string
	do          func(t *testing.T, dir string)
}{
	{"cut short", "events/part-000000.parquet", "cut short", func(t *testing.T, dir string) { os.Truncate(partPath(dir, Events, 0), 60) }},
	{"grown", "events/part-000000.parquet", "its bytes are not those", func(t *testing.T, dir string) {
		write(t, partPath(dir, Events, 0), read(t, partPath(dir, Events, 0))+"\n")
	}},
	{"empty", "daily/part-000002.parquet", "its bytes are not those", func(t *testing.T, dir string) { write(t, partPath(dir, Daily, 2), "") }},
	{"part removed", "votes/part-000000.parquet", "it is missing", func(t *testing.T, dir string) { os.Remove(partPath(dir, Votes, 0)) }},
	{"table removed", "votes/part-000000.parquet", "it is missing", func(t *testing.T, dir string) { os.RemoveAll(filepath.Join(dir, Votes)) }},
	{"table replaced by a file", "votes", "not a directory", func(t *testing.T, dir string) {
		os.RemoveAll(filepath.Join(dir, Votes))
		write(t, filepath.Join(dir, Votes), "")
	}},
	{"tables of another run", "part-000000.parquet", `it is of another run, table or batch: casus.seed is "6", not "9223372036854775813"`, func(t *testing.T, dir string) {
		other := filepath.Join(t.TempDir(), "other")
		m := aManifest(10)
		m.Seed = 6
		s := create(t, other, m)
		keep(t, s, s.Missing()...)
		finish(t, s)
		for _, table := range allTables {
			os.RemoveAll(filepath.Join(dir, table))
			if err := os.CopyFS(filepath.Join(dir, table), os.DirFS(filepath.Join(other, table))); err != nil {
				t.Fatal(err)
			}
		}
	}},
	{"part of another batch", "daily/part-000001.parquet", `casus.replicates is "0-3"`, func(t *testing.T, dir string) {
		write(t, partPath(dir, Daily, 1), read(t, partPath(dir, Daily, 0)))
	}},
	{"parts swapped between batches", "daily/part-000000.parquet", `casus.replicates is "4-7"`, func(t *testing.T, dir string) {
		zero, one := read(t, partPath(dir, Daily, 0)), read(t, partPath(dir, Daily, 1))
		write(t, partPath(dir, Daily, 0), one)
		write(t, partPath(dir, Daily, 1), zero)
	}},
	{"part of another table", "votes/part-000001.parquet", "columns where the manifest has", func(t *testing.T, dir string) {
		write(t, partPath(dir, Votes, 1), read(t, partPath(dir, Daily, 1)))
	}},
	{"duplicate", "runs/copy", "it is not a part of this run", func(t *testing.T, dir string) {
		write(t, filepath.Join(dir, Runs, "copy"), read(t, partPath(dir, Runs, 0)))
	}},
	{"folder within", "runs/runs", "it is not a part of this run", func(t *testing.T, dir string) {
		write(t, filepath.Join(dir, Runs, Runs, "part-000000.parquet"), read(t, partPath(dir, Runs, 0)))
	}},
	{"batch too many", "runs/part-000003.parquet", "it is not a part of this run", func(t *testing.T, dir string) {
		write(t, partPath(dir, Runs, 3), read(t, partPath(dir, Runs, 0)))
	}},
	{"name not padded", "runs/part-1.parquet", "it is not a part of this run", func(t *testing.T, dir string) {
		write(t, filepath.Join(dir, Runs, "part-1.parquet"), read(t, partPath(dir, Runs, 1)))
	}},
	{"link that leads nowhere", "monthly/part-000001.parquet", "the link leads nowhere", func(t *testing.T, dir string) {
		os.Remove(partPath(dir, Monthly, 1))
		os.Symlink("nowhere", partPath(dir, Monthly, 1))
	}},
	{"link to another part", "daily/part-000001.parquet", "its bytes are not those", func(t *testing.T, dir string) {
		os.Remove(partPath(dir, Daily, 1))
		os.Symlink("part-000000.parquet", partPath(dir, Daily, 1))
	}},
	{"folder for a part", "monthly/part-000001.parquet", "found a folder", func(t *testing.T, dir string) {
		os.Remove(partPath(dir, Monthly, 1))
		os.Mkdir(partPath(dir, Monthly, 1), 0o777)
	}},
	{"document changed", "experiment.json", "its bytes are not those", func(t *testing.T, dir string) { write(t, filepath.Join(dir, "experiment.json"), "{ }") }},
	{"document removed", "experiment.json", "it is missing", func(t *testing.T, dir string) { os.Remove(filepath.Join(dir, "experiment.json")) }},
	{"hash changed", manifestName, "it was changed after casus wrote it", func(t *testing.T, dir string) {
		path := filepath.Join(dir, manifestName)
		write(t, path, strings.Replace(read(t, path), `"sha256": "`, `"sha256": "f`, 1))
	}},
	{"entry removed", manifestName, "it was changed after casus wrote it", func(t *testing.T, dir string) {
		path := filepath.Join(dir, manifestName)
		text := read(t, path)
		first, rest, _ := strings.Cut(text, "    {\n      \"name\": \"votes/")
		_, rest, _ = strings.Cut(rest, "},\n")
		write(t, path, first+rest)
	}},
	{"manifest cut short", manifestName, "unexpected end of JSON input", func(t *testing.T, dir string) { os.Truncate(filepath.Join(dir, manifestName), 500) }},
}

// A hash nobody checks, found too late: whatever was done to a folder is named by all
// that reads it, before a number is given or a replicate played.
func TestEveryDamageIsNamed(t *testing.T) {
	for _, state := range []string{"finished", "interrupted"} {
		base := t.TempDir()
		good := filepath.Join(base, "good")
		n := 10
		if state == "interrupted" {
			n = 14
		}
		s := create(t, good, aManifest(n))
		if err := s.Attach("experiment.json", []byte("{}")); err != nil {
			t.Fatal(err)
		}
		keep(t, s, 0, 1, 2, 3, 4, 5, 6, 7, 8, 9)
		if n == 10 {
			finish(t, s)
		} else {
			keep(t, s, 10, 11) // batch 2 whole, 3 not begun
		}
		s.Close()
		for _, c := range damages {
			if state == "interrupted" && c.what == "batch too many" {
				continue // a batch in the making
			}
			t.Run(state+", "+c.what, func(t *testing.T) {
				dir := filepath.Join(base, c.what)
				if err := os.CopyFS(dir, os.DirFS(good)); err != nil {
					t.Fatal(err)
				}
				c.do(t, dir)
				_, openError := Open(dir)
				resumed, resumeError := Resume(dir, aManifest(n), someSchemas())
				if resumeError == nil {
					resumed.Close()
				}
				for how, err := range map[string]error{"Open": openError, "Resume": resumeError} {
					if !errors.Is(err, ErrDamaged) || !IsInput(err) || !strings.Contains(err.Error(), filepath.Join(dir, c.names)) && c.what != "tables of another run" || !strings.Contains(err.Error(), c.says) {
						t.Errorf("%s: %v", how, err)
					}
				}
				v, err := Verify(dir, silent)
				if err != nil {
					t.Fatal(err)
				}
				named := false
				for _, d := range v.Damage {
					named = named || strings.Contains(d.File, filepath.FromSlash(c.names)) && strings.Contains(d.Problem, c.says)
				}
				if !named || v.ContentHash != "" {
					t.Errorf("Verify: %+v", v)
				}
			})
		}
		v, err := Verify(good, silent)
		if err != nil || len(v.Damage) > 0 || v.ContentHash == "" || v.Finished != (n == 10) || v.Files != 6*3+1 || v.Bytes == 0 {
			t.Errorf("%s: %+v %v", state, v, err)
		}
	}
}

func silent(int) (count, end func()) { return func() {}, func() {} }

// forge changes a manifest, and seals it again.
func forge(t *testing.T, dir string, change func(*Manifest)) {
	t.Helper()
	m, err := readManifest(dir)
	if err != nil {
		t.Fatal(err)
	}
	change(&m)
	text, err := encodeManifest(m)
	if err != nil {
		t.Fatal(err)
	}
	write(t, filepath.Join(dir, manifestName), string(text))
}

// Bytes that are as the manifest says and rows that are not: Verify reads the rows.
func TestTheContentHashIsMadeAnew(t *testing.T) {
	dir, hash := inPeace(t, 10)
	v, err := Verify(dir, silent)
	if err != nil || len(v.Damage) > 0 || v.ContentHash != hash {
		t.Fatalf("%+v %v", v, err)
	}
	forge(t, dir, func(m *Manifest) { m.ContentHash = strings.Repeat("0", 64) })
	v, err = Verify(dir, silent)
	if err != nil || len(v.Damage) != 1 || !strings.Contains(v.Damage[0].Problem, "that of the rows "+hash) || !strings.HasSuffix(v.Damage[0].File, manifestName) {
		t.Errorf("another hash: %+v %v", v, err)
	}

	// A part of runs with the digests of other rows.
	other := filepath.Join(t.TempDir(), "other")
	s := create(t, other, aManifest(10))
	changed := aReplicate(5)
	changed.Rows[Daily] = changed.Rows[Daily][:1]
	keep(t, s, 0, 1, 2, 3, 4, 6, 7, 8, 9)
	if err := s.Add(changed); err != nil {
		t.Fatal(err)
	}
	finish(t, s)
	dir, _ = inPeace(t, 10)
	write(t, partPath(dir, Daily, 1), read(t, partPath(other, Daily, 1)))
	theirs, err := readManifest(other)
	if err != nil {
		t.Fatal(err)
	}
	forge(t, dir, func(m *Manifest) {
		for i, f := range theirs.Files {
			if f.Name == partName(Daily, 1) {
				m.Files[i] = f
			}
		}
	})
	if _, err := Open(dir); err != nil {
		t.Fatal(err)
	}
	v, err = Verify(dir, silent)
	if err != nil || len(v.Damage) != 1 || !strings.Contains(v.Damage[0].Problem, "the rows of its batch are not those") || v.Damage[0].File != partPath(dir, Runs, 1) {
		t.Errorf("other rows: %+v %v", v, err)
	}
}

// What a part says of its run is looked at, whatever the manifest says of its bytes.
func TestPartsOfAnotherRunAreNotRead(t *testing.T) {
	for what, change := range map[string]func(*Manifest){
		"seed":          func(m *Manifest) { m.Seed = 4 },
		"scenario_hash": func(m *Manifest) { m.ScenarioHash = "beef" },
		"settings":      func(m *Manifest) { m.Settings = nil },
		"scale":         func(m *Manifest) { m.Scale = 7 },
		"engine":        func(m *Manifest) { m.Engine = 9 },
		"mode":          func(m *Manifest) { m.Mode = "recorded" },
	} {
		dir, _ := inPeace(t, 3)
		forge(t, dir, change)
		if err := readAll(dir); !errors.Is(err, ErrDamaged) || !strings.Contains(err.Error(), "it is of another run, table or batch: casus."+what) {
			t.Errorf("%s: %v", what, err)
		}
	}
}

// A batch that is damaged is played again when its part of runs is deleted, as the
// message says; the run ends as it would have.
func TestADamagedBatchIsMended(t *testing.T) {
	for _, n := range []int{8, 10} { // interrupted, finished
		want, wantHash := inPeace(t, 10)
		dir := filepath.Join(t.TempDir(), "out")
		s := create(t, dir, aManifest(10))
		keep(t, s, 0, 1, 2, 3, 4, 5, 6, 7)
		if n == 10 {
			keep(t, s, 8, 9)
			finish(t, s)
		}
		s.Close()
		os.Truncate(partPath(dir, Events, 1), 60)
		_, err := Resume(dir, aManifest(10), someSchemas())
		if err == nil || !strings.Contains(err.Error(), "or delete "+partPath(dir, Runs, 1)) {
			t.Fatal(err)
		}
		os.Remove(partPath(dir, Runs, 1))
		if _, err := Open(dir); !errors.Is(err, ErrDamaged) || !strings.Contains(err.Error(), "there are 1 more: casus verify "+dir) {
			t.Error(err)
		}
		s = resume(t, dir, aManifest(10))
		if got := s.Missing(); !slices.Equal(got[:4], []int{4, 5, 6, 7}) || s.Manifest().Done != n-4 {
			t.Errorf("missing %v", got)
		}
		keep(t, s, s.Missing()...)
		if hash := finish(t, s); hash != wantHash {
			t.Errorf("hash %s, want %s", hash, wantHash)
		}
		sameParts(t, dir, want)
	}
}

// Permission denied is no damage, but a fault of the machine.
func TestAPartThatMayNotBeRead(t *testing.T) {
	if os.Getuid() == 0 {
		t.Skip("root may read all")
	}
	dir, _ := inPeace(t, 3)
	path := partPath(dir, Daily, 0)
	if err := os.Chmod(path, 0); err != nil {
		t.Fatal(err)
	}
	if _, err := Open(dir); !errors.Is(err, os.ErrPermission) || errors.Is(err, ErrDamaged) || !strings.Contains(err.Error(), path) {
		t.Errorf("got %v", err)
	}
	if v, err := Verify(dir, silent); err != nil || len(v.Damage) != 1 || !strings.Contains(v.Damage[0].Problem, "permission denied") {
		t.Errorf("%+v %v", v, err)
	}
}

// The manifest of a long run is not written for each batch; nothing is lost by that
// but what a kill costs.
func TestTheManifestFallsALittleBehind(t *testing.T) {
	dir := filepath.Join(t.TempDir(), "out")
	m := aManifest(3 * usualBatches)
	m.BatchSize = 1
	s, err := Create(dir, m, someSchemas()[:1])
	if err != nil {
		t.Fatal(err)
	}
	count := &counting{sink: s.sink}
	s.sink = count
	for i := range usualBatches + 10 {
		if err := s.Add(Replicate{i, map[string][]Row{Runs: aReplicate(i).Rows[Runs]}}); err != nil {
			t.Fatal(err)
		}
	}
	if count.manifests < usualBatches || count.manifests > usualBatches+5 {
		t.Errorf("the manifest was written %d times", count.manifests)
	}
	s.Close()
	if r, err := Open(dir); err != nil || r.Manifest().Done != usualBatches+10 {
		t.Errorf("closed, it has %v, %v", r.Manifest(), err)
	}
}

type counting struct {
	sink
	manifests int
}

func (c *counting) put(name string, fill func(io.Writer) error) error {
	if name == manifestName {
		c.manifests++
	}
	return c.sink.put(name, fill)
}
