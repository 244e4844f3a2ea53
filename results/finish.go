package results

import (
	"fmt"
	"os"
	"path/filepath"
	"time"
)

// Finish completes the six tables and returns the content hash.
// On a finished run it only returns the hash. Calls of Add must have returned.
//
// When replicates are missing it is [ErrIncomplete]; a batch that cannot be read
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
	if hash, err = s.complete(); err != nil {
		s.failed = err
		return "", err
	}
	s.step("manifest finished")
	// The tables are safe: failing to tidy up is reported with the hash.
	return hash, s.removeBatches()
}

// complete puts the composed tables in place and marks the run finished.
func (s *Store) complete() (hash string, err error) {
	if hash, err = s.composer.finish(s); err != nil {
		return "", fmt.Errorf("results: finishing %s: %w", s.dir, err)
	}
	for _, schema := range s.schemas {
		name := tableFileName(schema.Table)
		if err := move(filepath.Join(s.dir, workName, name), filepath.Join(s.dir, name)); err != nil {
			return "", fmt.Errorf("results: putting the table %s in place: %w", schema.Table, err)
		}
		s.step("table in place")
	}
	finished := s.manifest
	finished.ContentHash = hash
	finished.Finished = time.Now().UTC().Truncate(time.Second)
	if err := writeManifest(s.dir, finished); err != nil {
		return "", err
	}
	s.manifest = finished
	return hash, nil
}

// removeBatches deletes the batches of a finished run. They are first moved
// aside, so that a kill does not leave some of them in place.
func (s *Store) removeBatches() error {
	from, aside := filepath.Join(s.dir, batchesName), filepath.Join(s.dir, workName, batchesName)
	if _, err := os.Stat(from); os.IsNotExist(err) {
		return nil
	}
	if err := os.MkdirAll(filepath.Dir(aside), 0o777); err != nil {
		return fmt.Errorf("results: removing the batches: %w", err)
	}
	if err := move(from, aside); err != nil {
		return fmt.Errorf("results: removing the batches: %w", err)
	}
	s.step("batches aside")
	return s.clean()
}
