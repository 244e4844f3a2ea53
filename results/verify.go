package results

import (
	"bytes"
	"encoding/hex"
	"errors"
	"fmt"
	"os"
	"path/filepath"
	"runtime"
	"syscall"

	"golang.org/x/sync/errgroup"

	"casus/files"
)

// What is to be done about a damage.
const (
	fromCopy = "put it back from a copy, or run again into another folder"
	again    = "put it back from a copy, or delete %s and go on with the run (casus run with --resume; shares, claims and compare as they were given), which plays the batch again"
)

// Files are those that the manifest names.
func (r *Reader) Files() []File { return r.manifest.Files }

// Path is where a file is.
func (r *Reader) Path(f File) string { return f.within(r.dir) }

// Check reads files of the run, and compares their bytes with what the manifest says.
// Done is called after each, from several goroutines; it may be nil. The first file
// that is missing or has other bytes is a [*Damage], which says how many more there are.
func (r *Reader) Check(list []File, done func()) error {
	var first error
	more := 0
	for _, err := range r.examine(list, done) {
		switch {
		case err == nil:
		case first == nil:
			first = err
		default:
			more++
		}
	}
	if d := new(Damage); more > 0 && errors.As(first, &d) {
		d.Remedy += fmt.Sprintf("; there are %d more: casus verify %s lists them", more, r.dir)
	}
	return first
}

// examine gives for each file what is wrong with it, or nil.
func (r *Reader) examine(list []File, done func()) []error {
	problems := make([]error, len(list))
	var all errgroup.Group
	all.SetLimit(runtime.GOMAXPROCS(0))
	for i, f := range list {
		all.Go(func() error {
			problems[i] = r.explain(f, f.sameBytes(r.dir))
			if done != nil {
				done()
			}
			return nil
		})
	}
	_ = all.Wait() // no function returns an error
	return problems
}

// explain adds to a damage what the file is instead, and what to do about it.
func (r *Reader) explain(f File, err error) error {
	table, b, ok := partOf(f.Name)
	if !ok {
		return remedied(err, fromCopy)
	}
	if d := new(Damage); errors.Is(err, errBytes) && errors.As(err, &d) {
		t, instead := openPart(r.dir, r.manifest, r.manifest.Tables[indexOfTable(r.manifest.Tables, table)], b)
		is := new(Damage)
		switch {
		case instead == nil:
			t.close()
		case errors.As(instead, &is):
			d.Cause = fmt.Errorf("%w; %w", d.Cause, is.Cause)
		}
	}
	return remedied(err, fmt.Sprintf(again, partPath(r.dir, Runs, b)))
}

// Hash computes the content hash of what is readable, from the rows. Rows that are
// not those that their batch was kept with, or of which a finished run has another
// hash in its manifest, are a [*Damage].
func (r *Reader) Hash() (string, error) { return r.hash(func() {}) }

// hash calls done after each part.
func (r *Reader) hash(done func()) (string, error) {
	sum := beginHash(r.manifest.Tables)
	for _, b := range r.batches {
		list, err := r.digests(b, done)
		if err != nil {
			return "", err
		}
		sum.Write(list)
	}
	hash := hex.EncodeToString(sum.Sum(nil))
	if m := r.manifest; m.IsFinished() && m.ContentHash != hash {
		err := fmt.Errorf("its content hash is %s, and that of the rows %s", m.ContentHash, hash)
		return "", remedied(damaged(File{Name: manifestName}.within(r.dir), err), fromCopy)
	}
	return hash, nil
}

// digests makes those of the replicates of a batch from their rows, which must be
// those that the batch carries.
func (r *Reader) digests(b int, done func()) ([]byte, error) {
	first, end := r.manifest.batchRange(b)
	list := newDigests(first, end)
	var carried []byte
	for _, schema := range r.manifest.Tables {
		t, err := openPart(r.dir, r.manifest, schema, b)
		if err != nil {
			return nil, err
		}
		err = t.rows(first, end, func(row Row) error {
			list.row(row)
			return nil
		})
		if err == nil && schema.Table == Runs {
			carried, err = digestsOf(t)
		}
		t.close()
		if err != nil {
			return nil, err
		}
		list.endTable()
		done()
	}
	sums := list.sums()
	if !bytes.Equal(sums, carried) {
		path := partPath(r.dir, Runs, b)
		return nil, remedied(damaged(path, errors.New("the rows of its batch are not those that it was kept with")), fmt.Sprintf(again, path))
	}
	return sums, nil
}

// A Verification is what came of reading all of a run's folder again.
type Verification struct {
	Folder      string    `json:"folder"`
	Scenario    string    `json:"scenario"` // its id; empty where the manifest is damaged
	Seed        uint64    `json:"seed"`
	Replicates  int       `json:"replicates"`
	Done        int       `json:"done"` // replicates kept in whole batches
	Finished    bool      `json:"finished"`
	Files       int       `json:"files"`                  // that the manifest names
	Bytes       int64     `json:"bytes"`                  // of these
	ContentHash string    `json:"content_hash,omitempty"` // of what is kept, made anew from the rows; absent where something is damaged
	Damage      []Trouble `json:"damage"`                 // empty where all is as casus wrote it
}

// A Trouble is a file that is not what casus wrote, or cannot be read.
type Trouble struct {
	File    string `json:"file"` // path
	Problem string `json:"problem"`
	Remedy  string `json:"remedy,omitempty"`
}

// Verify reads everything in a run's folder again: the bytes of each file, and if
// these are as they were, the rows of each table. Begin is given the number of steps;
// its first function is called after each, from several goroutines, and the other at
// the end. Damage is no error; a folder without a run is [ErrNoRun], one of an
// older layout [ErrOld].
func Verify(dir string, begin func(steps int) (count, end func())) (*Verification, error) {
	v := &Verification{Folder: dir, Damage: []Trouble{}}
	m, err := readManifest(dir)
	if errors.Is(err, ErrDamaged) {
		v.note(File{Name: manifestName}.within(dir), err)
		return v, nil
	} else if err != nil {
		return nil, err
	}
	v.Scenario, v.Seed, v.Replicates, v.Done, v.Finished = m.Scenario, m.Seed, m.Replicates, m.Done, m.IsFinished()
	r := &Reader{dir: dir, manifest: m, batches: m.whole()}
	v.Files = len(m.Files)
	for _, f := range m.Files {
		v.Bytes += f.Bytes
	}
	count, end := begin(len(m.Files) + len(r.batches)*len(m.Tables))
	defer end()
	for i, err := range r.examine(m.Files, count) {
		if err != nil {
			v.note(r.Path(m.Files[i]), err)
		}
	}
	_, strays, err := unknownParts(dir, m)
	if err != nil {
		v.note(dir, err)
	}
	for _, stray := range strays {
		v.note(dir, stray)
	}
	if len(v.Damage) > 0 {
		return v, nil
	}
	if v.ContentHash, err = r.hash(count); err != nil {
		v.note(dir, err)
	}
	return v, nil
}

// note adds a trouble with a file.
func (v *Verification) note(path string, err error) {
	t := Trouble{File: path, Problem: err.Error()}
	if d := new(Damage); errors.As(err, &d) {
		t = Trouble{d.File, d.Cause.Error(), d.Remedy}
	}
	v.Damage = append(v.Damage, t)
}

// Folders lists those that a command left in a folder: itself, or those of its worlds.
// One with neither is itself.
func Folders(dir string) ([]string, error) {
	switch there, err := files.ThereNamed(File{Name: manifestName}.within(dir)); {
	case errors.Is(err, syscall.ENOTDIR): // whoever opens it says so
		return []string{dir}, nil
	case there || err != nil:
		return []string{dir}, err
	}
	entries, err := os.ReadDir(dir)
	if err != nil && files.IsFault(err) {
		return nil, fmt.Errorf("results: reading the folder: %w", err)
	}
	var worlds []string
	for _, entry := range entries {
		world := filepath.Join(dir, entry.Name())
		if there, _ := files.ThereNamed(File{Name: manifestName}.within(world)); there {
			worlds = append(worlds, world)
		}
	}
	if worlds == nil {
		return []string{dir}, nil
	}
	return worlds, nil
}
