package results

import (
	"errors"
	"fmt"
	"os"
	"path/filepath"
	"slices"
)

// Batch b of a run has the replicates from b·BatchSize on, as far as they are the
// run's. Its rows of a table are a part.

// batches returns the numbers of the batches of a run: first up to, not including, end.
func (m Manifest) batches() (first, end int) {
	return m.First / m.BatchSize, (m.First+m.Replicates-1)/m.BatchSize + 1
}

// batchRange returns the replicates of batch b: first up to, not including, end.
func (m Manifest) batchRange(b int) (first, end int) {
	return max(b*m.BatchSize, m.First), min((b+1)*m.BatchSize, m.First+m.Replicates)
}

func (m Manifest) batchLength(b int) int {
	first, end := m.batchRange(b)
	return end - first
}

// partName is the name of a part in a sink, with slashes.
func partName(table string, b int) string { return fmt.Sprintf("%s/part-%06d.parquet", table, b) }

func partPath(dir, table string, b int) string {
	return filepath.Join(dir, filepath.FromSlash(partName(table, b)))
}

// listParts returns the numbers of a table's parts in a run's folder, in order.
// Anything else there is [ErrDamaged].
func listParts(dir string, m Manifest, table string) ([]int, error) {
	entries, err := os.ReadDir(filepath.Join(dir, table))
	if errors.Is(err, os.ErrNotExist) {
		return nil, nil
	}
	if err != nil {
		return nil, fmt.Errorf("results: reading the parts of %s: %w", table, err)
	}
	first, end := m.batches()
	var list []int
	for _, entry := range entries {
		name := entry.Name()
		if name[0] == '.' {
			continue // left by a file manager
		}
		b := -1
		fmt.Sscanf(name, "part-%d", &b)
		path := filepath.Join(dir, table, name)
		if b < first || b >= end || partPath(dir, table, b) != path {
			return nil, damaged(path, errors.New("it is not a part of this run"))
		}
		list = append(list, b)
	}
	slices.Sort(list)
	return list, nil
}

// checkBatch opens each part of a batch, so that a resumed run learns of damage
// before it spends hours, not after.
func checkBatch(dir string, m Manifest, b int) error {
	for _, schema := range m.Tables {
		t, err := openPart(dir, m, schema, b)
		if err != nil {
			return fmt.Errorf("%w (delete %s to run its replicates again)", err, partPath(dir, Runs, b))
		}
		t.close()
	}
	return nil
}

// openPart opens a part and checks that it is the one it is named after.
func openPart(dir string, m Manifest, schema Schema, b int) (*tableFile, error) {
	t, err := openTable(partPath(dir, schema.Table, b), schema)
	if err != nil {
		return nil, err
	}
	first, end := m.batchRange(b)
	switch is, _ := t.Lookup(replicatesKey); {
	case is != replicatesOf(first, end):
		err = fmt.Errorf("it has the replicates %s, not %s", is, replicatesOf(first, end))
	case schema.Table == Runs && t.NumRows() != int64(end-first):
		err = fmt.Errorf("%d rows for %d replicates", t.NumRows(), end-first)
	}
	if err != nil {
		t.close()
		return nil, damaged(t.path, err)
	}
	return t, nil
}

// replicatesOf writes a range of replicates as a part's metadata has it.
func replicatesOf(first, end int) string { return fmt.Sprintf("%d-%d", first, end-1) }

// removeOrphans deletes parts of batches that are not whole: a kill leaves them,
// and programs that read a table's folder would count them.
func removeOrphans(dir string, m Manifest, whole map[int]bool) error {
	for _, schema := range m.Tables {
		parts, err := listParts(dir, m, schema.Table)
		if err != nil {
			return err
		}
		for _, b := range parts {
			if whole[b] {
				continue
			}
			if err := os.Remove(partPath(dir, schema.Table, b)); err != nil {
				return fmt.Errorf("results: removing a part of a batch that is not whole: %w", err)
			}
		}
	}
	return nil
}
