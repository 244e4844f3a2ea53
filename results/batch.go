package results

import (
	"errors"
	"fmt"
	"io"
	"os"
	"path/filepath"
	"slices"
	"strconv"
	"strings"

	"github.com/parquet-go/parquet-go"
)

// batchesName is the folder, inside a run's folder, of whole batches.
const batchesName = "batches"

// batches is the number of batches of a run.
func (m Manifest) batches() int { return (m.Replicates-1)/m.BatchSize + 1 }

// batchRange returns the replicates of batch b: first up to, not including, end.
func (m Manifest) batchRange(b int) (first, end int) {
	return b * m.BatchSize, min((b+1)*m.BatchSize, m.Replicates)
}

func (m Manifest) batchLength(b int) int {
	first, end := m.batchRange(b)
	return end - first
}

func batchFolder(dir string, b int) string {
	return filepath.Join(dir, batchesName, fmt.Sprintf("%06d", b))
}

func tableFileName(table string) string { return table + ".parquet" }

// Add keeps a finished replicate. It may be called from any number of
// goroutines and in any order; the caller must not change the rows afterwards.
// The call that completes a batch writes it.
//
// A row that breaks its schema, NaN, or an index that is out of range or was
// added before is [ErrValue], and leaves the store as it was. After a failure to
// write, every call returns that failure: what is on the disk stays good, and
// the run can be resumed.
func (s *Store) Add(r Replicate) error {
	if err := checkReplicate(s.schemas, r); err != nil {
		return err
	}
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
	s.composer.advance(s, number, batch)
	return nil
}

// isKept says whether a batch is on the disk.
func (s *Store) isKept(batch int) bool {
	s.mu.Lock()
	defer s.mu.Unlock()
	return s.kept[batch]
}

// hold stores a replicate in memory. When it completes a batch, the batch is
// returned for writing.
func (s *Store) hold(r Replicate) (number int, batch map[int]Replicate, err error) {
	s.mu.Lock()
	defer s.mu.Unlock()
	switch {
	case s.lock == nil:
		return 0, nil, fmt.Errorf("results: adding replicate %d to %s: %w", r.Index, s.dir, os.ErrClosed)
	case s.failed != nil:
		return 0, nil, s.failed
	case r.Index < 0 || r.Index >= s.manifest.Replicates:
		return 0, nil, fmt.Errorf("results: %w: replicate %d of %d", ErrValue, r.Index, s.manifest.Replicates)
	}
	number = r.Index / s.manifest.BatchSize
	_, held := s.pending[number][r.Index]
	if held || s.taken[number] {
		return 0, nil, fmt.Errorf("results: %w: replicate %d was added before", ErrValue, r.Index)
	}
	if s.pending[number] == nil {
		s.pending[number] = map[int]Replicate{}
	}
	s.pending[number][r.Index] = r
	if len(s.pending[number]) < s.manifest.batchLength(number) {
		return number, nil, nil
	}
	batch = s.pending[number]
	delete(s.pending, number)
	s.taken[number] = true
	return number, batch, nil
}

// writeBatch writes the six files of a batch aside and moves them in place.
func (s *Store) writeBatch(number int, batch map[int]Replicate) error {
	m := s.Manifest() // others count in s.manifest meanwhile
	aside := filepath.Join(s.dir, workName, fmt.Sprintf("batch-%06d", number))
	if err := os.MkdirAll(aside, 0o777); err != nil {
		return err
	}
	for _, schema := range s.schemas {
		path := filepath.Join(aside, tableFileName(schema.Table))
		if err := writeDurably(path, func(w io.Writer) error {
			return writeRows(w, m, schema, number, batch)
		}); err != nil {
			return fmt.Errorf("writing the table %s: %w", schema.Table, err)
		}
		s.step("batch file written")
	}
	if err := syncFolder(aside); err != nil {
		return err
	}
	if err := os.MkdirAll(filepath.Join(s.dir, batchesName), 0o777); err != nil {
		return err
	}
	s.step("batch written aside")
	if err := move(aside, batchFolder(s.dir, number)); err != nil {
		return err
	}
	s.step("batch in place")

	s.mu.Lock()
	defer s.mu.Unlock()
	s.manifest.Done += len(batch)
	s.kept[number] = true
	return writeManifest(s.dir, s.manifest)
}

func writeRows(w io.Writer, m Manifest, schema Schema, number int, batch map[int]Replicate) error {
	t, err := newTableWriter(w, m.identity(), schema)
	if err != nil {
		return err
	}
	if err := eachRow(m, schema, number, batch, t.write); err != nil {
		return err
	}
	return t.close()
}

// eachRow visits a table's rows of a batch, in order.
func eachRow(m Manifest, schema Schema, number int, batch map[int]Replicate, visit func(Row) error) error {
	first, end := m.batchRange(number)
	for i := first; i < end; i++ {
		for _, row := range batch[i].Rows[schema.Table] {
			if err := visit(row); err != nil {
				return err
			}
		}
	}
	return nil
}

// listBatches returns the numbers of the whole batches in a run's folder, in
// order. Anything else there is [ErrDamaged].
func listBatches(dir string, m Manifest) ([]int, error) {
	folder := filepath.Join(dir, batchesName)
	entries, err := os.ReadDir(folder)
	if errors.Is(err, os.ErrNotExist) {
		return nil, nil
	}
	if err != nil {
		return nil, fmt.Errorf("results: reading the batches: %w", err)
	}
	var list []int
	for _, entry := range entries {
		if strings.HasPrefix(entry.Name(), ".") {
			continue // left by a file manager
		}
		b, err := strconv.Atoi(entry.Name())
		if err != nil || b < 0 || b >= m.batches() || batchFolder(dir, b) != filepath.Join(folder, entry.Name()) {
			return nil, damaged(filepath.Join(folder, entry.Name()), errors.New("it is not a batch of this run"))
		}
		list = append(list, b)
	}
	slices.Sort(list)
	return list, nil
}

// checkBatch opens each file of a batch, so that a resumed run learns of damage
// before it spends hours, not after.
func checkBatch(dir string, m Manifest, b int) error {
	for _, schema := range m.Tables {
		t, err := openTable(filepath.Join(batchFolder(dir, b), tableFileName(schema.Table)), schema)
		if err != nil {
			return fmt.Errorf("%w (delete the folder %s to run its replicates again)", err, batchFolder(dir, b))
		}
		n := t.NumRows()
		t.close()
		if want := int64(m.batchLength(b)); schema.Table == Runs && n != want {
			return damaged(t.path, fmt.Errorf("%d rows for %d replicates", n, want))
		}
	}
	return nil
}

// batchRows hands the rows of one table of one batch to visit.
func batchRows(dir string, m Manifest, schema Schema, b int, visit func(parquet.Row) error) error {
	t, err := openTable(filepath.Join(batchFolder(dir, b), tableFileName(schema.Table)), schema)
	if err != nil {
		return err
	}
	defer t.close()
	first, end := m.batchRange(b)
	return t.rows(first, end, visit)
}
