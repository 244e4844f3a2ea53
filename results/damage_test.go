package results

import (
	"errors"
	"math/rand/v2"
	"os"
	"path/filepath"
	"runtime"
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
	return errors.Join(append(all, r.Verify())...)
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

// Flipped bits are found, by the pages' checksums or by the content hash, or do
// no harm; they never panic.
func TestFlippedBits(t *testing.T) {
	dir, _ := inPeace(t, 6)
	r := rand.New(rand.NewPCG(3, 4))
	found := 0
	const tries = 300
	for range tries {
		path := partPath(dir, allTables[r.IntN(6)], r.IntN(2))
		good := read(t, path)
		bad := []byte(good)
		bad[r.IntN(len(bad))] ^= 1 << r.IntN(8)
		write(t, path, string(bad))
		if err := readAll(dir); err != nil {
			found++
			if !errors.Is(err, ErrDamaged) {
				t.Errorf("%v", err)
			}
		}
		write(t, path, good)
	}
	t.Logf("%d of %d flips found", found, tries)
	if err := readAll(dir); err != nil {
		t.Error(err)
	}
}

func TestDamagedPartStopsTheResumption(t *testing.T) {
	base := t.TempDir()
	fresh := func(name string) string {
		dir := filepath.Join(base, name)
		s := create(t, dir, aManifest(10))
		keep(t, s, 0, 1, 2, 3, 9, 8)
		s.Close()
		return dir
	}
	for name, damage := range map[string]func(dir string){
		"cut short":       func(dir string) { os.Truncate(partPath(dir, Events, 0), 60) },
		"file removed":    func(dir string) { os.Remove(partPath(dir, Votes, 0)) },
		"stray":           func(dir string) { os.Rename(partPath(dir, Runs, 0), filepath.Join(dir, Runs, "copy")) },
		"stray elsewhere": func(dir string) { os.Rename(partPath(dir, Votes, 0), filepath.Join(dir, Votes, "copy")) },
		"too many":        func(dir string) { os.Rename(partPath(dir, Runs, 0), partPath(dir, Runs, 3)) },
		"unpadded":        func(dir string) { os.Rename(partPath(dir, Runs, 0), filepath.Join(dir, Runs, "part-1.parquet")) },
		"another's":       func(dir string) { os.Rename(partPath(dir, Runs, 2), partPath(dir, Runs, 0)) },
		"moved":           func(dir string) { os.Rename(partPath(dir, Daily, 0), partPath(dir, Daily, 2)) },
	} {
		dir := fresh(name)
		damage(dir)
		if s, err := Resume(dir, aManifest(10), someSchemas()); !errors.Is(err, ErrDamaged) || !strings.Contains(err.Error(), dir) {
			t.Errorf("%s: %v", name, err)
			if err == nil {
				s.Close()
			}
		}
	}
	// A part with digests of other rows is found when the rows are read.
	dir := fresh("other digests")
	s := resume(t, dir, aManifest(10))
	other := aReplicate(5)
	other.Rows[Runs][0][1] = "otherwise"
	keep(t, s, 4, 6, 7)
	if err := s.Add(other); err != nil {
		t.Fatal(err)
	}
	finish(t, s)
	peace, _ := inPeace(t, 10)
	write(t, partPath(dir, Runs, 1), read(t, partPath(peace, Runs, 1)))
	if err := readAll(dir); !errors.Is(err, ErrDamaged) || !strings.Contains(err.Error(), "content hash") {
		t.Errorf("other digests: %v", err)
	}
	// Deleting the part, as the message says, mends the run.
	dir = fresh("mended")
	os.Truncate(partPath(dir, Events, 0), 60)
	os.Remove(partPath(dir, Runs, 0))
	s = resume(t, dir, aManifest(10))
	keep(t, s, s.Missing()...)
	want, wantHash := inPeace(t, 10)
	if hash := finish(t, s); hash != wantHash {
		t.Errorf("hash %s, want %s", hash, wantHash)
	}
	sameParts(t, dir, want)
}

// A finished run from which a part is missing is not read as a smaller one.
func TestMissingPartOfAFinishedRun(t *testing.T) {
	for _, table := range allTables {
		dir, _ := inPeace(t, 10)
		os.Remove(partPath(dir, table, 1))
		if err := readAll(dir); !errors.Is(err, ErrDamaged) || !strings.Contains(err.Error(), table) {
			t.Errorf("%s: %v", table, err)
		}
	}
}
