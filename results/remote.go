package results

import (
	"bytes"
	"context"
	"encoding/json"
	"errors"
	"fmt"
	"io"
	"io/fs"
	"path"
	"path/filepath"
	"sync"

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
	text, err := r.get(remoteManifest)
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

func (r *Remote) get(name string) ([]byte, error) {
	text, err := r.bucket.Get(r.ctx, path.Join(r.key, name))
	return text, r.tell("reading", name, err)
}

func (r *Remote) put(name string, text []byte) error {
	return r.tell("writing", name, r.bucket.Put(r.ctx, path.Join(r.key, name), text))
}

// tell says of what an error is.
func (r *Remote) tell(what, name string, err error) error {
	if err == nil {
		return nil
	}
	return fmt.Errorf("results: %s %s: %w", what, r.at(name), err)
}

// marker says that a batch is whole.
type marker struct {
	Batch int    `json:"batch"`
	Files []File `json:"files"` // parts as a folder has them, runs last
}

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
	text, err := json.MarshalIndent(marker{b, parts}, "", "  ")
	if err != nil {
		return fmt.Errorf("results: encoding %s: %w", wholeName, err)
	}
	return r.putEqual(batchKey(b)+"/"+wholeName, seal(append(text, '\n')), b, dir)
}

// putEqual writes a file of a batch, or sees that the one that is there is equal.
func (r *Remote) putEqual(name string, text []byte, b int, dir string) error {
	err := r.put(name, text)
	if !errors.Is(err, fs.ErrExist) {
		return err
	}
	there, err := r.get(name)
	if err != nil {
		return err
	}
	if !bytes.Equal(there, text) {
		first, end := r.manifest.batchRange(b)
		return &ConflictError{replicatesOf(first, end), dir, r.at(name)}
	}
	return nil
}

// whole gives the parts of each batch from first up to, not including, end that is whole. It
// asks for the last file of each, which is there for all as soon as it is written.
func (r *Remote) whole(first, end int) (map[int][]File, error) {
	found := map[int][]File{}
	var mu sync.Mutex
	var all errgroup.Group
	all.SetLimit(atOnce)
	for b := first; b < end; b++ {
		all.Go(func() error {
			name := batchKey(b) + "/" + wholeName
			text, err := r.get(name)
			if errors.Is(err, fs.ErrNotExist) {
				return nil
			} else if err != nil {
				return err
			}
			list, err := r.marked(text, b)
			if err != nil {
				return remedied(damaged(r.at(name), err), "remove the batch "+r.at(batchKey(b))+", and play it again")
			}
			mu.Lock()
			defer mu.Unlock()
			found[b] = list
			return nil
		})
	}
	return found, all.Wait()
}

// marked reads what makes a batch whole.
func (r *Remote) marked(text []byte, b int) ([]File, error) {
	object, sealed, err := unseal(text)
	if err != nil {
		return nil, err
	}
	var m marker
	if err := json.Unmarshal(object, &m); err != nil {
		return nil, err
	}
	if !sealed || m.Batch != b || len(m.Files) != len(r.manifest.Tables) {
		return nil, errors.New("it is not what casus wrote for this batch")
	}
	for i, f := range m.Files {
		if err := f.check(); err != nil {
			return nil, err
		}
		if f.Name != partName(r.manifest.Tables[i].Table, b) {
			return nil, fmt.Errorf("the file %q is none of this batch", f.Name)
		}
	}
	return m.Files, nil
}

// Missing lists those replicates of a shard that are in no whole batch.
func (r *Remote) Missing(h Shard) (list []int, err error) {
	first, end := h.batches(r.manifest)
	whole, err := r.whole(first, end)
	for b := first; b < end; b++ {
		if _, there := whole[b]; there {
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
	whole, err := r.whole(r.manifest.batches())
	if err != nil {
		return err
	}
	s.mu.Lock()
	for b := range s.taken {
		delete(whole, b)
	}
	s.mu.Unlock()
	count, end := begin(len(whole))
	defer end()
	var all errgroup.Group
	all.SetLimit(atOnce)
	for b, parts := range whole {
		all.Go(func() error {
			defer count()
			for _, f := range parts { // runs comes last and makes the batch whole
				if err := s.fetch(r, b, f); err != nil {
					return err
				}
			}
			s.mu.Lock()
			s.taken[b] = true
			s.mu.Unlock()
			return s.whole(b, parts)
		})
	}
	return all.Wait()
}

// fetch keeps a part of a batch.
func (s *Store) fetch(r *Remote, b int, f File) error {
	table, _, _ := partOf(f.Name)
	name := remotePart(table, b)
	text, err := r.get(name)
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
