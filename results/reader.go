package results

import (
	"errors"
	"fmt"
	"iter"
	"math"
	"slices"

	"github.com/parquet-go/parquet-go"
)

// A Reader reads the results of one run, finished or interrupted. It holds no
// file open between calls and may be used by several goroutines.
type Reader struct {
	dir      string
	manifest Manifest
	batches  []int // those that are whole, in order
}

// Open reads the manifest of a run's folder, and every file that it names, to see
// that it is what casus wrote. A run that is not finished is read as far as its
// whole batches go; open it again to see batches that came later.
//
// A folder without a run is [ErrNoRun], one of an older layout [ErrOld]; a
// manifest or a file that has changed, a missing or a stray part is a [*Damage].
func Open(dir string) (*Reader, error) {
	r, err := Find(dir)
	if err != nil {
		return nil, err
	}
	if err := r.Check(r.manifest.Files, nil); err != nil {
		return nil, err
	}
	return r, nil
}

// Find is [Open] without a look into the files that the manifest names. That is for
// those who call [Reader.Check] themselves.
func Find(dir string) (*Reader, error) {
	m, err := readManifest(dir)
	if err != nil {
		return nil, err
	}
	_, strays, err := unknownParts(dir, m)
	if err == nil && len(strays) > 0 {
		err = strays[0]
	}
	if err != nil {
		return nil, err
	}
	return &Reader{dir: dir, manifest: m, batches: m.whole()}, nil
}

// Manifest returns the run's manifest; Done is the number of replicates that
// this reader gives.
func (r *Reader) Manifest() Manifest { return r.manifest }

// Batches is how many batches this reader gives.
func (r *Reader) Batches() int { return len(r.batches) }

// Tables lists the tables that the run keeps, runs last.
func (r *Reader) Tables() []string {
	var names []string
	for _, s := range r.manifest.Tables {
		names = append(names, s.Table)
	}
	return names
}

// Schema returns the columns of a table; one that the run does not keep is
// [ErrNotKept].
func (r *Reader) Schema(table string) (Schema, error) {
	i := indexOfTable(r.manifest.Tables, table)
	if i < 0 {
		return Schema{}, fmt.Errorf("results: %s: %w %q; it keeps %s (run it again with --tables)", r.dir, ErrNotKept, table, tableNames(r.manifest.Tables))
	}
	return r.manifest.Tables[i], nil
}

var errStop = errors.New("the reader wants no more")

// Rows gives the rows of a table, by replicate and then in the order in which
// they were added. Each row is the caller's to keep. An error comes last, with a
// nil row: a table that is not kept is [ErrNotKept], an unreadable file [ErrDamaged].
func (r *Reader) Rows(table string) iter.Seq2[Row, error] {
	return func(yield func(Row, error) bool) {
		schema, err := r.Schema(table)
		if err != nil {
			yield(nil, err)
			return
		}
		err = r.scan(schema, func(row Row) error {
			if !yield(slices.Clone(row), nil) {
				return errStop
			}
			return nil
		})
		if err != nil && !errors.Is(err, errStop) {
			yield(nil, err)
		}
	}
}

// scan hands every row of a table in order to visit, which may not keep it.
func (r *Reader) scan(schema Schema, visit func(Row) error) error {
	return r.eachPart(schema, func(t *tableFile, b int) error {
		first, end := r.manifest.batchRange(b)
		return t.rows(first, end, visit)
	})
}

func (r *Reader) eachPart(schema Schema, visit func(t *tableFile, b int) error) error {
	for _, b := range r.batches {
		t, err := openPart(r.dir, r.manifest, schema, b)
		if err != nil {
			return err
		}
		err = visit(t, b)
		t.close()
		if err != nil {
			return err
		}
	}
	return nil
}

// Numbers gives columns of a table row by row, by replicate and then in the order
// in which rows were added: flags as 1 or 0, NaN where there is no value. The slice
// is used again for the next row. Only these columns are read from the disk, and
// one part of them is in memory at a time. Errors are as for [Reader.Rows] and
// [Reader.Floats], and come last.
func (r *Reader) Numbers(table string, columns ...string) iter.Seq2[[]float64, error] {
	return func(yield func([]float64, error) bool) {
		schema, err := r.Schema(table)
		var index []int
		for _, name := range columns {
			if err == nil {
				var i int
				i, err = numeric(schema, name)
				index = append(index, i)
			}
		}
		if err == nil {
			err = r.numbers(schema, index, func(row []float64) bool { return yield(row, nil) })
		}
		if err != nil && !errors.Is(err, errStop) {
			yield(nil, err)
		}
	}
}

func (r *Reader) numbers(schema Schema, index []int, yield func([]float64) bool) error {
	part := make([][]float64, len(index))
	row := make([]float64, len(index))
	return r.eachPart(schema, func(t *tableFile, _ int) error {
		for k, i := range index {
			part[k] = part[k][:0]
			kind := schema.Columns[i].Kind
			if err := t.column(i, func(v parquet.Value) {
				x, ok := number(kind, v)
				if !ok {
					x = math.NaN()
				}
				part[k] = append(part[k], x)
			}); err != nil {
				return err
			}
		}
		for i := range int(t.NumRows()) {
			for k := range part {
				row[k] = part[k][i]
			}
			if !yield(row) {
				return errStop
			}
		}
		return nil
	})
}

// numeric finds a column that holds numbers or flags.
func numeric(schema Schema, name string) (int, error) {
	i := schema.Index(name)
	switch {
	case i < 0:
		return i, fmt.Errorf("results: %w: table %s has no column %q", ErrUnknown, schema.Table, name)
	case schema.Columns[i].Kind == Text:
		return i, fmt.Errorf("results: %w: table %s, column %s holds text, not numbers", ErrUnknown, schema.Table, name)
	}
	return i, nil
}

// number is a value that is no text as a number, and whether it is there.
func number(k Kind, v parquet.Value) (x float64, there bool) {
	switch {
	case v.IsNull():
		return 0, false
	case k == Int:
		return float64(v.Int64()), true
	case k == Bool:
		if v.Boolean() {
			x = 1
		}
		return x, true
	}
	return v.Double(), true
}

// Floats returns a column as numbers, and for each whether it is there: an
// absent value is 0 and false. Columns of kind [Float], [Int] (exact up to 2⁵³)
// and [Bool] (0 or 1) will do; a [Text] column is [ErrUnknown], as is a name
// that does not exist. Only that column is read from the disk.
func (r *Reader) Floats(table, column string) (values []float64, valid []bool, err error) {
	schema, err := r.Schema(table)
	if err != nil {
		return nil, nil, err
	}
	i, err := numeric(schema, column)
	if err != nil {
		return nil, nil, err
	}
	err = r.column(schema, i, func(v parquet.Value) {
		x, ok := number(schema.Columns[i].Kind, v)
		values, valid = append(values, x), append(valid, ok)
	})
	if err != nil {
		return nil, nil, err
	}
	return values, valid, nil
}

// Texts returns a column of kind [Text], and for each value whether it is
// there. A column of another kind is [ErrUnknown], as is an unknown name.
func (r *Reader) Texts(table, column string) (values []string, valid []bool, err error) {
	schema, err := r.Schema(table)
	if err != nil {
		return nil, nil, err
	}
	i := schema.Index(column)
	if i < 0 || schema.Columns[i].Kind != Text {
		return nil, nil, fmt.Errorf("results: %w: table %s has no column %q of text", ErrUnknown, table, column)
	}
	err = r.column(schema, i, func(v parquet.Value) {
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

func (r *Reader) column(schema Schema, i int, visit func(parquet.Value)) error {
	return r.eachPart(schema, func(t *tableFile, _ int) error { return t.column(i, visit) })
}
