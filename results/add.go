package results

import (
	"encoding/hex"
	"fmt"
	"io"
	"os"
	"slices"
	"strings"
	"time"

	"golang.org/x/sync/errgroup"
)

// Add keeps a finished replicate. It may be called from any number of
// goroutines and in any order; the caller must not change the rows afterwards.
// The call that completes a batch writes it.
//
// A row that breaks its schema, NaN, or an index that is out of range or was
// added before is [ErrValue], and leaves the store as it was. After a failure to
// write, every call returns that failure: what is on the disk stays good, and
// the run can be resumed.
func (s *Store) Add(r Replicate) error {
	number, batch, err := s.hold(r)
	if err != nil || batch == nil {
		return err
	}
	if err := s.writeBatch(number, batch); err != nil {
		err = fmt.Errorf("results: keeping batch %d of %s: %w", number, s.dir, err)
		s.mu.Lock()
		defer s.mu.Unlock()
		if s.failed == nil {
			s.failed = err
		}
		return err
	}
	return nil
}

// hold stores a replicate in memory. When it completes a batch, the batch is
// returned for writing.
func (s *Store) hold(r Replicate) (number int, batch map[int]packed, err error) {
	m := s.Manifest()
	if err := checkReplicate(m.Tables, r); err != nil {
		return 0, nil, err
	}
	waiting := pack(m.Tables, r)
	s.mu.Lock()
	defer s.mu.Unlock()
	switch {
	case s.lock == nil:
		return 0, nil, fmt.Errorf("results: adding replicate %d to %s: %w", r.Index, s.dir, os.ErrClosed)
	case s.failed != nil:
		return 0, nil, s.failed
	case r.Index < m.First || r.Index >= m.First+m.Replicates:
		return 0, nil, fmt.Errorf("results: %w: replicate %d of %s", ErrValue, r.Index, replicatesOf(m.First, m.First+m.Replicates))
	}
	number = r.Index / m.BatchSize
	_, held := s.pending[number][r.Index]
	if held || s.taken[number] {
		return 0, nil, fmt.Errorf("results: %w: replicate %d was added before", ErrValue, r.Index)
	}
	if s.pending[number] == nil {
		s.pending[number] = map[int]packed{}
	}
	s.pending[number][r.Index] = waiting
	if len(s.pending[number]) < m.batchLength(number) {
		return number, nil, nil
	}
	batch = s.pending[number]
	delete(s.pending, number)
	s.taken[number] = true
	return number, batch, nil
}

// writeBatch writes the parts of a batch: side by side, for most of the time goes
// into waiting for the disk. That of the table of runs comes last and makes the
// batch whole.
func (s *Store) writeBatch(number int, batch map[int]packed) error {
	m := s.Manifest()
	last := len(m.Tables) - 1
	parts := make([]File, len(m.Tables))
	var others errgroup.Group
	for i, schema := range m.Tables[:last] {
		others.Go(func() (err error) {
			parts[i], err = s.writePart(m, schema, number, batch, nil)
			return err
		})
	}
	if err := others.Wait(); err != nil {
		return err
	}
	digests := ""
	for i, end := m.batchRange(number); i < end; i++ {
		digests += hex.EncodeToString(batch[i].digest)
	}
	var err error
	if parts[last], err = s.writePart(m, m.Tables[last], number, batch, map[string]string{digestsKey: digests}); err != nil {
		return err
	}
	if err := s.whole(number, parts); err != nil || s.mirror == nil {
		return err
	}
	return s.mirror.keep(s.dir, number, parts)
}

// whole says in the manifest that a batch is, whose parts are on the disk.
func (s *Store) whole(number int, parts []File) error {
	s.mu.Lock()
	defer s.mu.Unlock()
	s.manifest.Done += s.manifest.batchLength(number)
	s.manifest.Files = append(s.manifest.Files, parts...)
	s.behind += len(parts)
	// The manifest of a long run takes long to write: a thousandth of the batches may
	// wait for it.
	if s.behind*usualBatches < len(s.manifest.Files) {
		return nil
	}
	return s.writeManifest()
}

func (s *Store) writePart(m Manifest, schema Schema, number int, batch map[int]packed, more map[string]string) (File, error) {
	f, err := keepFile(s.sink, partName(schema.Table, number), func(w io.Writer) error {
		return writePart(w, m, schema, number, batch, more)
	})
	if err != nil {
		return f, fmt.Errorf("writing the table %s: %w", schema.Table, err)
	}
	return f, nil
}

// Finish marks the run finished and returns the content hash. On a finished run
// it only returns the hash. Calls of Add must have returned.
//
// When replicates are missing it is [ErrIncomplete]; a part that cannot be read
// is [ErrDamaged]. After any other error than the first the store takes nothing
// more, and the folder can be resumed.
func (s *Store) Finish() (hash string, err error) {
	s.mu.Lock()
	defer s.mu.Unlock()
	switch m := s.manifest; {
	case s.lock == nil:
		return "", fmt.Errorf("results: finishing %s: %w", s.dir, os.ErrClosed)
	case s.failed != nil:
		return "", s.failed
	case m.IsFinished():
		return m.ContentHash, nil
	case m.Done < m.Replicates:
		return "", fmt.Errorf("results: finishing %s: %w: %d of %d replicates are kept", s.dir, ErrIncomplete, m.Done, m.Replicates)
	}
	if hash, err = contentHash(s.dir, s.manifest); err == nil {
		s.manifest.ContentHash = hash
		s.manifest.Finished = time.Now().UTC().Truncate(time.Second)
		s.manifest.Files = slices.SortedFunc(slices.Values(s.manifest.Files), func(a, b File) int { return strings.Compare(a.Name, b.Name) })
		err = s.writeManifest()
	}
	if err != nil {
		s.failed = fmt.Errorf("results: finishing %s: %w", s.dir, err)
		return "", s.failed
	}
	return hash, nil
}

// contentHash puts together the digests that the parts carry.
func contentHash(dir string, m Manifest) (string, error) {
	sum := beginHash(m.Tables)
	runs := m.Tables[len(m.Tables)-1]
	for b, end := m.batches(); b < end; b++ {
		t, err := openPart(dir, m, runs, b)
		if err != nil {
			return "", err
		}
		list, err := digestsOf(t)
		t.close()
		if err != nil {
			return "", err
		}
		sum.Write(list)
	}
	return hex.EncodeToString(sum.Sum(nil)), nil
}
