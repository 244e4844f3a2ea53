package results

import (
	"errors"
	"fmt"
	"iter"
	"path/filepath"

	"github.com/parquet-go/parquet-go"
)

// A Reader reads the results of one run, finished or interrupted. It holds no
// file open between calls and may be used by several goroutines.
type Reader struct {
	dir      string
	manifest Manifest
	parts    []part
}

// A part is a folder with six tables, and the replicates that may be in them.
type part struct {
	folder     string
	first, end int
}

// Open reads the manifest of a run's folder. A run that is not finished is read
// as far as its whole batches go; open it again to see batches that came later.
//
// A folder without a run is [ErrNoRun]; a manifest that cannot be understood or
// a stray batch is [ErrDamaged].
func Open(dir string) (*Reader, error) {
	m, err := readManifest(dir)
	if err != nil {
		return nil, err
	}
	r := &Reader{dir: dir, manifest: m}
	if m.IsFinished() {
		r.parts = []part{{dir, 0, m.Replicates}}
		return r, nil
	}
	batches, err := listBatches(dir, m)
	if err != nil {
		return nil, err
	}
	r.manifest.Done = 0
	for _, b := range batches {
		first, end := m.batchRange(b)
		r.parts = append(r.parts, part{batchFolder(dir, b), first, end})
		r.manifest.Done += end - first
	}
	return r, nil
}

// Manifest returns the run's manifest; Done is the number of replicates that
// this reader gives.
func (r *Reader) Manifest() Manifest { return r.manifest }

// Schema returns the columns of a table; an unknown table is [ErrUnknown].
func (r *Reader) Schema(table string) (Schema, error) {
	i := indexOfTable(r.manifest.Tables, table)
	if i < 0 {
		return Schema{}, fmt.Errorf("results: %w: table %q; the tables are %v", ErrUnknown, table, Tables())
	}
	return r.manifest.Tables[i], nil
}

var errStop = errors.New("the reader wants no more")

// Rows gives the rows of a table, by replicate and then in the order in which
// they were added. Each row is the caller's to keep. An error comes last, with a
// nil row: an unknown table is [ErrUnknown], an unreadable file [ErrDamaged].
func (r *Reader) Rows(table string) iter.Seq2[Row, error] {
	return func(yield func(Row, error) bool) {
		schema, err := r.Schema(table)
		if err != nil {
			yield(nil, err)
			return
		}
		err = r.scan(schema, func(row parquet.Row) error {
			values := make(Row, len(row))
			for i, v := range row {
				values[i] = value(schema.Columns[i].Kind, v)
			}
			if !yield(values, nil) {
				return errStop
			}
			return nil
		})
		if err != nil && !errors.Is(err, errStop) {
			yield(nil, err)
		}
	}
}

// scan hands every row of a table in order to visit.
func (r *Reader) scan(schema Schema, visit func(parquet.Row) error) error {
	return r.eachFile(schema, func(t *tableFile, p part) error {
		return t.rows(p.first, p.end, visit)
	})
}

func (r *Reader) eachFile(schema Schema, visit func(*tableFile, part) error) error {
	for _, p := range r.parts {
		t, err := openTable(filepath.Join(p.folder, tableFileName(schema.Table)), schema)
		if err != nil {
			return err
		}
		err = visit(t, p)
		t.close()
		if err != nil {
			return err
		}
	}
	return nil
}

// Floats returns a column as numbers, and for each whether it is there: an
// absent value is 0 and false. Columns of kind [Float], [Int] (exact up to 2⁵³)
// and [Bool] (0 or 1) will do; a [Text] column is [ErrUnknown], as is a name
// that does not exist. Only that column is read from the disk.
func (r *Reader) Floats(table, column string) (values []float64, valid []bool, err error) {
	err = r.column(table, column, func(c Column) error {
		if c.Kind == Text {
			return fmt.Errorf("results: %w: table %s, column %s holds text, not numbers", ErrUnknown, table, column)
		}
		return nil
	}, func(k Kind, v parquet.Value) {
		x := 0.0
		if !v.IsNull() {
			switch k {
			case Int:
				x = float64(v.Int64())
			case Bool:
				if v.Boolean() {
					x = 1
				}
			default:
				x = v.Double()
			}
		}
		values, valid = append(values, x), append(valid, !v.IsNull())
	})
	if err != nil {
		return nil, nil, err
	}
	return values, valid, nil
}

// Texts returns a column of kind [Text], and for each value whether it is
// there. A column of another kind is [ErrUnknown], as is an unknown name.
func (r *Reader) Texts(table, column string) (values []string, valid []bool, err error) {
	err = r.column(table, column, func(c Column) error {
		if c.Kind != Text {
			return fmt.Errorf("results: %w: table %s, column %s is of kind %v, not text", ErrUnknown, table, column, c.Kind)
		}
		return nil
	}, func(_ Kind, v parquet.Value) {
		text := ""
		if !v.IsNull() {
			text = string(v.ByteArray())
		}
		values, valid = append(values, text), append(valid, !v.IsNull())
	})
	if err != nil {
		return nil, nil, err
	}
	return values, valid, nil
}

func (r *Reader) column(table, name string, accept func(Column) error, visit func(Kind, parquet.Value)) error {
	schema, err := r.Schema(table)
	if err != nil {
		return err
	}
	i := schema.Index(name)
	if i < 0 {
		return fmt.Errorf("results: %w: table %s has no column %q", ErrUnknown, table, name)
	}
	if err := accept(schema.Columns[i]); err != nil {
		return err
	}
	kind := schema.Columns[i].Kind
	return r.eachFile(schema, func(t *tableFile, _ part) error {
		return t.column(i, func(v parquet.Value) { visit(kind, v) })
	})
}

// Hash computes the content hash of what is readable: of a finished run, the
// one in its manifest.
func (r *Reader) Hash() (string, error) {
	var tables []*tableHash
	for _, schema := range r.manifest.Tables {
		h := newTableHash(schema)
		tables = append(tables, h)
		if err := r.scan(schema, func(row parquet.Row) error {
			h.row(row)
			return nil
		}); err != nil {
			return "", err
		}
	}
	return contentHash(tables), nil
}

// Verify reads everything and compares it with the content hash in the manifest.
// A run that is not finished is [ErrIncomplete]; a difference is [ErrDamaged].
func (r *Reader) Verify() error {
	if !r.manifest.IsFinished() {
		return fmt.Errorf("results: verifying %s: %w", r.dir, ErrIncomplete)
	}
	hash, err := r.Hash()
	if err != nil {
		return err
	}
	if hash != r.manifest.ContentHash {
		return damaged(r.dir, fmt.Errorf("the tables' content hash is %s, the manifest's %s", hash, r.manifest.ContentHash))
	}
	return nil
}
