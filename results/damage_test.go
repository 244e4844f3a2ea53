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
	for _, table := range Tables() {
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
	path := filepath.Join(dir, "daily.parquet")
	good := read(t, path)
	for _, bad := range []string{
		"", "PAR1", good[:len(good)/2], good[:len(good)-1], good[len(good)-8:], "a,b\r\n1,2,3,4,5,6\r\n",
		good[:len(good)-8] + "\xff\xff\xff\xffPAR1", read(t, filepath.Join(dir, "votes.parquet")),
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
		path := filepath.Join(dir, Tables()[r.IntN(6)]+".parquet")
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

func TestDamagedBatchStopsTheResumption(t *testing.T) {
	base := t.TempDir()
	fresh := func(name string) (string, string) {
		dir := filepath.Join(base, name)
		s := create(t, dir, aManifest(10))
		keep(t, s, 0, 1, 2, 3, 9, 8)
		s.Close()
		return dir, batchFolder(dir, 0)
	}
	for name, damage := range map[string]func(dir, batch string){
		"cut short":    func(_, batch string) { os.Truncate(filepath.Join(batch, "events.parquet"), 60) },
		"file removed": func(_, batch string) { os.Remove(filepath.Join(batch, "votes.parquet")) },
		"stray":        func(dir, batch string) { os.Rename(batch, filepath.Join(dir, batchesName, "copy")) },
		"too many":     func(dir, batch string) { os.Rename(batch, batchFolder(dir, 3)) },
		"unpadded":     func(dir, batch string) { os.Rename(batch, filepath.Join(dir, batchesName, "1")) },
		"wrong length": func(dir, batch string) { os.RemoveAll(batch); os.Rename(batchFolder(dir, 2), batch) },
	} {
		dir, batch := fresh(name)
		damage(dir, batch)
		if s, err := Resume(dir, aManifest(10), someSchemas()); !errors.Is(err, ErrDamaged) || !strings.Contains(err.Error(), batchesName) {
			t.Errorf("%s: %v", name, err)
			if err == nil {
				s.Close()
			}
		}
	}
	// A batch under another's number is found when its rows are read.
	dir, batch := fresh("swapped")
	os.Rename(batch, batchFolder(dir, 1))
	s := resume(t, dir, aManifest(10))
	keep(t, s, 0, 1, 2, 3)
	if _, err := s.Finish(); !errors.Is(err, ErrDamaged) || !strings.Contains(err.Error(), "out of place") {
		t.Errorf("swapped: %v", err)
	}
	// Deleting the batch, as the message says, mends the run.
	dir, batch = fresh("mended")
	os.RemoveAll(batch)
	s = resume(t, dir, aManifest(10))
	keep(t, s, s.Missing()...)
	want, wantHash := inPeace(t, 10)
	if hash := finish(t, s); hash != wantHash {
		t.Errorf("hash %s, want %s", hash, wantHash)
	}
	sameTables(t, dir, want)
}
