package results

import (
	"bytes"
	"context"
	"encoding/json"
	"errors"
	"fmt"
	"io"
	"io/fs"
	"os"
	"path"
	"path/filepath"
	"slices"
	"sync/atomic"
	"time"

	"github.com/parquet-go/parquet-go"
	"golang.org/x/sync/errgroup"

	"casus/files"
)

// A Remote is the results of one run in a bucket, to which any number of processes add
// batches. None knows of the others: every file is written only if it is absent, one that is
// there must be equal, and the last file of a batch says that it is whole. Nothing is
// changed or removed, and no list is relied on. Make one with [Join] or [FindRemote].
//
//	<run>/run.json                          the manifest as it was when the run began
//	<run>/batches/000123/<table>.parquet    the parts of a batch
//	<run>/batches/000123/whole.json         written last: the parts and their hashes
type Remote struct {
	ctx      context.Context
	bucket   Bucket
	key      string // of the run
	name     string // for messages
	manifest Manifest
	kept     atomic.Int64 // replicates written by this process
}

const (
	remoteManifest = "run.json"
	wholeName      = "whole.json"

	// atOnce is how many requests wait for the store at a time.
	atOnce = 16
)

// Join takes part in a run under a key of a bucket, which begins with the first who does.
// Arguments are those of [Create]; the name is for messages. The manifest is the first's,
// so that all write the same bytes. A run that differs is a [*MismatchError].
func Join(ctx context.Context, b Bucket, key, name string, m Manifest, schemas []Schema) (*Remote, error) {
	ordered, err := arrange(schemas)
	if err != nil {
		return nil, fmt.Errorf("results: %w", err)
	}
	m = m.begun(ordered)
	if err := m.check(); err != nil {
		return nil, fmt.Errorf("results: manifest: %w: %w", ErrValue, err)
	}
	text, err := encodeManifest(m)
	if err != nil {
		return nil, fmt.Errorf("results: encoding the manifest: %w", err)
	}
	r := &Remote{ctx: ctx, bucket: b, key: key, name: name, manifest: m}
	switch err := r.put(remoteManifest, text); {
	case errors.Is(err, fs.ErrExist):
		found, err := FindRemote(ctx, b, key, name)
		if err != nil {
			return nil, err
		}
		list := found.manifest.Differences(m)
		if found.manifest.BatchSize != m.BatchSize {
			list = append(list, Difference{"replicates of a batch", fmt.Sprint(found.manifest.BatchSize), fmt.Sprint(m.BatchSize)})
		}
		if len(list) > 0 {
			return nil, &MismatchError{Dir: name, Differences: list}
		}
		return found, nil
	case err != nil:
		return nil, err
	}
	return r, nil
}

// FindRemote finds a run under a key of a bucket. If there is none, it is [ErrNoRun].
func FindRemote(ctx context.Context, b Bucket, key, name string) (*Remote, error) {
	r := &Remote{ctx: ctx, bucket: b, key: key, name: name}
	text, _, err := r.get(remoteManifest)
	switch {
	case errors.Is(err, fs.ErrNotExist):
		return nil, fmt.Errorf("results: %s: %w (it has no %s)", name, ErrNoRun, remoteManifest)
	case err != nil:
		return nil, err
	}
	if r.manifest, err = decodeManifest(text); err != nil {
		return nil, remedied(damaged(r.at(remoteManifest), err), fromCopy)
	}
	return r, nil
}

// Manifest is that of the run as it was begun: nothing is done in it.
func (r *Remote) Manifest() Manifest { return r.manifest }

// at is where a file of the run is, for messages.
func (r *Remote) at(name string) string { return r.name + "/" + name }

func (r *Remote) get(name string) ([]byte, time.Time, error) {
	text, written, err := r.bucket.Get(r.ctx, path.Join(r.key, name))
	return text, written, r.tell("reading", name, err)
}

func (r *Remote) put(name string, text []byte) error {
	return r.tell("writing", name, r.bucket.Put(r.ctx, path.Join(r.key, name), text))
}

// tell says of what an error is.
func (r *Remote) tell(what, name string, err error) error {
	switch {
	case err == nil:
		return nil
	case errors.Is(err, fs.ErrNotExist), errors.Is(err, fs.ErrExist):
		return fmt.Errorf("results: %s %s: %w", what, r.at(name), err)
	}
	return fmt.Errorf("results: %s %s: %w: %w", what, r.at(name), ErrBucket, err)
}

// A Batch is one that is whole.
type Batch struct {
	Number  int       `json:"batch"`
	Failed  int       `json:"failed"` // replicates that ended with an error
	Files   []File    `json:"files"`  // parts as a folder has them, runs last
	Written time.Time `json:"-"`      // by the clock of where it is kept
}

// Whole lists the batches that are whole in a folder, by their numbers. Of each the part of
// runs is read.
func (r *Reader) Whole() ([]Batch, error) {
	parts := map[int][]File{}
	for _, f := range r.manifest.Files {
		if _, b, ok := partOf(f.Name); ok {
			parts[b] = append(parts[b], f)
		}
	}
	var list []Batch
	for _, b := range r.batches {
		failed, err := failures(r.dir, r.manifest, b)
		if err != nil {
			return nil, err
		}
		info, err := os.Stat(partPath(r.dir, Runs, b))
		if err != nil {
			return nil, fmt.Errorf("results: looking for a part: %w", err)
		}
		list = append(list, Batch{Number: b, Failed: failed, Files: parts[b], Written: info.ModTime()})
	}
	return list, nil
}

// Length is how many replicates a batch of a run has.
func (m Manifest) Length(b Batch) int { return m.batchLength(b.Number) }

func batchKey(b int) string { return fmt.Sprintf("batches/%06d", b) }

// remotePart is the key of a part, below that of the run.
func remotePart(table string, b int) string { return batchKey(b) + "/" + table + ".parquet" }

// keep writes a batch whose parts are in a folder.
func (r *Remote) keep(dir string, b int, parts []File) error {
	var all errgroup.Group
	for _, f := range parts {
		all.Go(func() error {
			table, _, _ := partOf(f.Name)
			text, err := files.ReadNamed(f.within(dir), f.Bytes)
			if err != nil {
				return fmt.Errorf("results: reading %s: %w", f.within(dir), err)
			}
			return r.putEqual(remotePart(table, b), text, b, dir)
		})
	}
	if err := all.Wait(); err != nil {
		return err
	}
	failed, err := failures(dir, r.manifest, b)
	if err != nil {
		return err
	}
	text, err := json.MarshalIndent(Batch{Number: b, Failed: failed, Files: parts}, "", "  ")
	if err != nil {
		return fmt.Errorf("results: encoding %s: %w", wholeName, err)
	}
	if err := r.putEqual(batchKey(b)+"/"+wholeName, seal(append(text, '\n')), b, dir); err != nil {
		return err
	}
	r.kept.Add(int64(r.manifest.batchLength(b)))
	return nil
}

// Kept is how many replicates this process has put into whole batches.
func (r *Remote) Kept() int { return int(r.kept.Load()) }

// failures counts the replicates of a batch in a folder that ended with an error.
func failures(dir string, m Manifest, b int) (n int, err error) {
	runs := m.Tables[len(m.Tables)-1]
	column := slices.IndexFunc(runs.Columns, func(c Column) bool { return c.Name == ErrorColumn })
	if column < 0 {
		return 0, nil
	}
	t, err := openPart(dir, m, runs, b)
	if err != nil {
		return 0, err
	}
	defer t.close()
	return n, t.column(column, func(v parquet.Value) {
		if !v.IsNull() {
			n++
		}
	})
}

// putEqual writes a file of a batch, or sees that the one that is there is equal.
func (r *Remote) putEqual(name string, text []byte, b int, dir string) error {
	err := r.put(name, text)
	if !errors.Is(err, fs.ErrExist) {
		return err
	}
	there, _, err := r.get(name)
	if err != nil {
		return err
	}
	if !bytes.Equal(there, text) {
		first, end := r.manifest.batchRange(b)
		return &ConflictError{replicatesOf(first, end), dir, r.at(name)}
	}
	return nil
}

// Whole lists the batches that are whole, by their numbers. It asks for the last file of
// each, which is there for all as soon as it is written.
func (r *Remote) Whole() ([]Batch, error) { return r.whole(r.manifest.batches()) }

// whole is Whole of the batches from first up to, not including, end.
func (r *Remote) whole(first, end int) ([]Batch, error) {
	found := make([]*Batch, max(0, end-first))
	var all errgroup.Group
	all.SetLimit(atOnce)
	for i := range found {
		all.Go(func() (err error) {
			name := batchKey(first+i) + "/" + wholeName
			text, written, err := r.get(name)
			if errors.Is(err, fs.ErrNotExist) {
				return nil
			} else if err != nil {
				return err
			}
			if found[i], err = r.marked(text, first+i); err != nil {
				return remedied(damaged(r.at(name), err), "remove the batch "+r.at(batchKey(first+i))+", and play it again")
			}
			found[i].Written = written
			return nil
		})
	}
	if err := all.Wait(); err != nil {
		return nil, err
	}
	var list []Batch
	for _, b := range found {
		if b != nil {
			list = append(list, *b)
		}
	}
	return list, nil
}

// marked reads what makes a batch whole.
func (r *Remote) marked(text []byte, number int) (*Batch, error) {
	object, sealed, err := unseal(text)
	if err != nil {
		return nil, err
	}
	b := &Batch{}
	if err := json.Unmarshal(object, b); err != nil {
		return nil, err
	}
	if !sealed || b.Number != number || len(b.Files) != len(r.manifest.Tables) {
		return nil, errors.New("it is not what casus wrote for this batch")
	}
	for i, f := range b.Files {
		if err := f.check(); err != nil {
			return nil, err
		}
		if f.Name != partName(r.manifest.Tables[i].Table, number) {
			return nil, fmt.Errorf("the file %q is none of this batch", f.Name)
		}
	}
	return b, nil
}

// Missing lists those replicates of a shard that are in no whole batch.
func (r *Remote) Missing(h Shard) (list []int, err error) {
	first, end := h.batches(r.manifest)
	whole, err := r.whole(first, end)
	for b := first; b < end; b++ {
		if len(whole) > 0 && whole[0].Number == b {
			whole = whole[1:]
			continue
		}
		from, to := r.manifest.batchRange(b)
		for i := from; i < to; i++ {
			list = append(list, i)
		}
	}
	return list, err
}

// Mirror makes a store write each batch that becomes whole to a bucket as well. An error
// of the bucket is one of [Store.Add].
func (s *Store) Mirror(r *Remote) { s.mirror = r }

// Fetch keeps the batches that are whole in a bucket, and that the store has not. Each file
// must have the bytes that were written, or it is a [*Damage]. Begin is given the number of
// batches; its first function is called after each, the other at the end. What came
// before an error stays.
func (s *Store) Fetch(r *Remote, begin func(batches int) (count, end func())) error {
	if list := r.manifest.Differences(s.Manifest()); len(list) > 0 {
		return &MismatchError{Dir: r.name, Differences: list, Into: s.dir}
	}
	whole, err := r.Whole()
	if err != nil {
		return err
	}
	s.mu.Lock()
	whole = slices.DeleteFunc(whole, func(b Batch) bool { return s.taken[b.Number] })
	s.mu.Unlock()
	count, end := begin(len(whole))
	defer end()
	var all errgroup.Group
	all.SetLimit(atOnce)
	for _, b := range whole {
		all.Go(func() error {
			defer count()
			for _, f := range b.Files { // runs comes last and makes the batch whole
				if err := s.fetch(r, b.Number, f); err != nil {
					return err
				}
			}
			s.mu.Lock()
			s.taken[b.Number] = true
			s.mu.Unlock()
			return s.whole(b.Number, b.Files)
		})
	}
	return all.Wait()
}

// fetch keeps a part of a batch.
func (s *Store) fetch(r *Remote, b int, f File) error {
	table, _, _ := partOf(f.Name)
	name := remotePart(table, b)
	text, _, err := r.get(name)
	if errors.Is(err, fs.ErrNotExist) {
		err = damaged(r.at(name), errors.New("it is missing"))
	}
	if err == nil {
		t := newTally()
		t.Write(text)
		if t.file(f.Name) != f {
			err = damaged(r.at(name), errBytes)
		}
	}
	if err != nil {
		return remedied(err, "remove the batch "+r.at(batchKey(b))+", and play it again")
	}
	if _, err := keepFile(s.sink, f.Name, func(w io.Writer) error {
		_, err := w.Write(text)
		return err
	}); err != nil {
		return fmt.Errorf("results: writing %s: %w", filepath.Join(s.dir, f.Name), err)
	}
	return nil
}
