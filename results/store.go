package results

import (
	"errors"
	"fmt"
	"io"
	"os"
	"path/filepath"
	"slices"
	"strings"
	"sync"
	"time"

	"casus/files"
)

// A Store writes the results of one run to a folder. Make one with [Create] or
// [Resume]; one process at a time can have a folder's Store.
type Store struct {
	dir    string
	sink   sink    // to the same folder
	mirror *Remote // gets each whole batch too; nil for none

	mu       sync.Mutex
	manifest Manifest
	pending  map[int]map[int]packed // by batch, by index: added, batch not complete
	taken    map[int]bool           // batches on the disk or on their way there
	behind   int                    // parts that the manifest on the disk does not name yet
	failed   error                  // the first failure to write: the store takes nothing after it
	lock     *os.File               // nil when closed
}

// Create starts a run in a folder, which it makes if need be. The manifest needs
// its fields up to Settings; schemas describe the tables to keep, of which [Runs]
// is one.
//
// A folder that cannot be made is [ErrNoFolder], one that holds a run is
// [ErrOccupied], one of an older layout is [ErrOld], one that holds other files is
// [ErrForeign], one that another process writes to is [ErrBusy], a damaged
// manifest in it is [ErrDamaged]. Incomplete schemas or manifest are [ErrValue].
func Create(dir string, m Manifest, schemas []Schema) (*Store, error) {
	s, err := prepare(dir, m, schemas)
	if err != nil {
		return nil, err
	}
	there, _ := files.ThereNamed(dir) // what cannot be looked at cannot be made either
	if err := os.MkdirAll(dir, 0o777); err != nil {
		return nil, fmt.Errorf("results: %w: %w; choose another folder (--out)", ErrNoFolder, err)
	}
	if s.lock, err = lockFolder(dir); err != nil {
		return nil, err
	}
	if err := s.begin(); err != nil {
		// Not Close, which would clean a folder that is not ours.
		err = errors.Join(err, s.lock.Close())
		if !there {
			os.Remove(dir) // if it is empty, as it was made
		}
		return nil, err
	}
	return s, nil
}

// Resume goes on with the run in a folder. The manifest and the schemas must be
// those given to [Create]; the batch size, machine and start are the folder's.
// A run that is already finished resumes with nothing missing. A batch whose part of
// runs was removed is missing: that is how a damaged batch is played again.
//
// A folder without a run is [ErrNoRun]; any difference is a [*MismatchError]
// that names them all; [ErrBusy] and [ErrOld] are as for Create. Every file that is
// kept is read: one that is not what casus wrote is a [*Damage].
func Resume(dir string, m Manifest, schemas []Schema) (*Store, error) {
	s, err := prepare(dir, m, schemas)
	if err != nil {
		return nil, err
	}
	if _, err := readManifest(dir); err != nil {
		return nil, err
	}
	if s.lock, err = lockFolder(dir); err != nil {
		return nil, err
	}
	if err := s.goOn(); err != nil {
		// Not Close, which would clean a folder of another run.
		return nil, errors.Join(err, s.lock.Close())
	}
	return s, nil
}

func prepare(dir string, m Manifest, schemas []Schema) (*Store, error) {
	ordered, err := arrange(schemas)
	if err != nil {
		return nil, fmt.Errorf("results: %w", err)
	}
	m = m.begun(ordered)
	if err := m.check(); err != nil {
		return nil, fmt.Errorf("results: manifest: %w: %w", ErrValue, err)
	}
	return &Store{
		dir:      dir,
		sink:     folder(dir),
		manifest: m,
		pending:  map[int]map[int]packed{},
		taken:    map[int]bool{},
	}, nil
}

// begin claims a folder that must be empty, save for what a creation that was
// killed before it wrote the manifest left behind.
func (s *Store) begin() error {
	found, err := readManifest(s.dir)
	if err == nil {
		return fmt.Errorf("results: %s: %w: %v; use another folder (--out) or go on with that run (--resume)",
			s.dir, ErrOccupied, found)
	}
	if !errors.Is(err, ErrNoRun) {
		return err
	}
	entries, err := os.ReadDir(s.dir)
	if err != nil {
		return fmt.Errorf("results: reading the folder: %w", err)
	}
	for _, entry := range entries {
		if !strings.HasPrefix(entry.Name(), files.Aside) {
			return fmt.Errorf("results: %s: %w (%s, and no %s); use an empty or a new folder (--out)",
				s.dir, ErrForeign, entry.Name(), manifestName)
		}
	}
	if err := s.clean(); err != nil {
		return err
	}
	return s.writeManifest()
}

// goOn takes up the run in the folder.
func (s *Store) goOn() error {
	// Read again under the lock: another process may just have finished.
	found, err := readManifest(s.dir)
	if err != nil {
		return err
	}
	if list := found.Differences(s.manifest); len(list) > 0 {
		return &MismatchError{Dir: s.dir, Differences: list}
	}
	s.manifest = found
	orphans, strays, err := unknownParts(s.dir, found)
	if err == nil && len(strays) > 0 {
		err = strays[0]
	}
	if err != nil {
		return err
	}
	if s.manifest, err = s.withoutRemoved(found); err != nil {
		return err
	}
	if err := (&Reader{dir: s.dir, manifest: s.manifest}).Check(s.manifest.Files, nil); err != nil {
		return err
	}
	if err := s.clean(); err != nil {
		return err
	}
	for _, b := range s.manifest.whole() {
		s.taken[b] = true
	}
	if s.manifest.Done < found.Done {
		if err := s.writeManifest(); err != nil {
			return err
		}
		if orphans, _, err = unknownParts(s.dir, s.manifest); err != nil {
			return err
		}
	}
	// Programs that read a table's folder would count them.
	for _, path := range orphans {
		if err := os.Remove(path); err != nil {
			return fmt.Errorf("results: removing a part of a batch that is not whole: %w", err)
		}
	}
	return nil
}

// withoutRemoved gives the manifest without the batches whose part of runs is gone.
func (s *Store) withoutRemoved(m Manifest) (Manifest, error) {
	gone := map[int]bool{}
	for _, b := range m.whole() {
		there, err := files.ThereNamed(partPath(s.dir, Runs, b))
		if err != nil {
			return m, fmt.Errorf("results: looking for the parts of %s: %w", Runs, err)
		}
		if !there {
			gone[b] = true
			m.Done -= m.batchLength(b)
		}
	}
	if len(gone) == 0 {
		return m, nil
	}
	m.Files = slices.DeleteFunc(slices.Clone(m.Files), func(f File) bool {
		_, b, ok := partOf(f.Name)
		return ok && gone[b]
	})
	m.Finished, m.ContentHash = time.Time{}, ""
	return m, nil
}

// Manifest returns the manifest as it stands.
func (s *Store) Manifest() Manifest {
	s.mu.Lock()
	defer s.mu.Unlock()
	return s.manifest
}

// Tables lists the tables that are kept.
func (s *Store) Tables() []string {
	s.mu.Lock()
	defer s.mu.Unlock()
	return s.tables()
}

func (s *Store) tables() []string {
	var names []string
	for _, schema := range s.manifest.Tables {
		names = append(names, schema.Table)
	}
	return names
}

// Missing returns the replicates still to run, in order. After [Resume] these
// are whole batches; replicates that were added since are not among them.
func (s *Store) Missing() []int {
	s.mu.Lock()
	defer s.mu.Unlock()
	var list []int
	for b, last := s.manifest.batches(); b < last; b++ {
		if s.taken[b] {
			continue
		}
		first, end := s.manifest.batchRange(b)
		for i := first; i < end; i++ {
			if _, ok := s.pending[b][i]; !ok {
				list = append(list, i)
			}
		}
	}
	return list
}

// Close lets go of the folder. Whole batches stay; replicates of a batch that
// is not complete were never written, and are Missing when the run is resumed.
// Calls of Add must have returned. Closing twice is harmless.
func (s *Store) Close() error {
	s.mu.Lock()
	defer s.mu.Unlock()
	if s.lock == nil {
		return nil
	}
	var err error
	if s.behind > 0 {
		err = s.writeManifest()
	}
	err = errors.Join(err, s.clean(), s.lock.Close())
	s.lock = nil
	return err
}

// clean removes what is half made, in the folder and in those of the tables.
func (s *Store) clean() error {
	var list []error
	for _, within := range append([]string{"."}, s.tables()...) {
		dir := filepath.Join(s.dir, within)
		entries, err := os.ReadDir(dir)
		if err != nil && !errors.Is(err, os.ErrNotExist) {
			list = append(list, err)
		}
		for _, entry := range entries {
			if strings.HasPrefix(entry.Name(), files.Aside) {
				list = append(list, os.RemoveAll(filepath.Join(dir, entry.Name())))
			}
		}
	}
	if err := errors.Join(list...); err != nil {
		return fmt.Errorf("results: removing what was half written: %w", err)
	}
	return nil
}

// writeManifest replaces the manifest in one step.
func (s *Store) writeManifest() error {
	text, err := encodeManifest(s.manifest)
	if err != nil {
		return fmt.Errorf("results: encoding the manifest: %w", err)
	}
	if _, err := s.write(manifestName, text); err != nil {
		return err
	}
	s.behind = 0
	return nil
}

func (s *Store) write(name string, text []byte) (File, error) {
	f, err := keepFile(s.sink, name, func(w io.Writer) error {
		_, err := w.Write(text)
		return err
	})
	if err != nil {
		return f, fmt.Errorf("results: writing %s: %w", filepath.Join(s.dir, name), err)
	}
	return f, nil
}

// Attach keeps a document beside the tables, unless one of its name is kept already.
func (s *Store) Attach(name string, text []byte) error {
	s.mu.Lock()
	defer s.mu.Unlock()
	if slices.ContainsFunc(s.manifest.Files, func(f File) bool { return f.Name == name }) {
		return nil
	}
	f, err := s.write(name, text)
	if err != nil {
		return err
	}
	s.manifest.Files = append(s.manifest.Files, f)
	return s.writeManifest()
}
