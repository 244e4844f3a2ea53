package results

import (
	"errors"
	"fmt"
	"maps"
	"os"
	"path/filepath"
	"slices"
	"strings"

	"casus/files"
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

// whole lists the batches whose parts the manifest names, in order.
func (m Manifest) whole() []int {
	list := map[int]bool{}
	for _, f := range m.Files {
		if _, b, ok := partOf(f.Name); ok {
			list[b] = true
		}
	}
	return slices.Sorted(maps.Keys(list))
}

// partName is the name of a part in a sink, with slashes.
func partName(table string, b int) string { return fmt.Sprintf("%s/part-%06d.parquet", table, b) }

// partOf takes the name of a part apart.
func partOf(name string) (table string, b int, ok bool) {
	table, file, _ := strings.Cut(name, "/")
	_, err := fmt.Sscanf(file, "part-%d", &b)
	return table, b, err == nil && partName(table, b) == name
}

func partPath(dir, table string, b int) string {
	return filepath.Join(dir, filepath.FromSlash(partName(table, b)))
}

// unknownParts lists what is in the folders of the tables and not in the manifest.
// While a run is played, parts of batches that are not whole are: these are orphans.
// Anything else is a stray, and a [*Damage].
func unknownParts(dir string, m Manifest) (orphans []string, strays []error, err error) {
	known := map[string]bool{}
	for _, f := range m.Files {
		known[f.Name] = true
	}
	first, end := m.batches()
	for _, schema := range m.Tables {
		entries, err := os.ReadDir(filepath.Join(dir, schema.Table))
		switch {
		case files.IsFault(err):
			return nil, nil, fmt.Errorf("results: reading the parts of %s: %w", schema.Table, err)
		case err != nil && !errors.Is(err, os.ErrNotExist):
			strays = append(strays, damaged(filepath.Join(dir, schema.Table), err))
		}
		for _, entry := range entries {
			name := schema.Table + "/" + entry.Name()
			if known[name] || entry.Name()[0] == '.' { // the latter are left by a file manager
				continue
			}
			path := filepath.Join(dir, schema.Table, entry.Name())
			if _, b, ok := partOf(name); !ok || b < first || b >= end || m.IsFinished() {
				strays = append(strays, remedied(damaged(path, errors.New("it is not a part of this run")), "move it elsewhere"))
				continue
			}
			orphans = append(orphans, path)
		}
	}
	return orphans, strays, nil
}

// openPart opens a part and checks that it is the one it is named after, of this run.
func openPart(dir string, m Manifest, schema Schema, b int) (*tableFile, error) {
	t, err := openTable(partPath(dir, schema.Table, b), schema)
	if err != nil {
		return nil, err
	}
	err = nil
	for _, is := range m.identity(schema.Table, b) {
		if found, _ := t.Lookup(is.key); found != is.value && err == nil {
			err = fmt.Errorf("it is of another run, table or batch: %s is %q, not %q", is.key, found, is.value)
		}
	}
	if first, end := m.batchRange(b); err == nil && schema.Table == Runs && t.NumRows() != int64(end-first) {
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
