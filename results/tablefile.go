package results

import (
	"errors"
	"fmt"
	"io"
	"os"

	"github.com/parquet-go/parquet-go"

	"casus/files"
)

// A tableFile is one Parquet file open for reading.
type tableFile struct {
	path   string
	file   *os.File
	schema Schema
	*parquet.File
}

// openTable opens a Parquet file and checks that its columns are the schema's.
// Anything that casus would not have written is [ErrDamaged].
func openTable(path string, s Schema) (t *tableFile, err error) {
	f, info, err := files.Open(path)
	if files.IsFault(err) {
		return nil, fmt.Errorf("results: opening a table: %w", err)
	}
	if err != nil {
		return nil, damaged(path, err)
	}
	defer func() {
		if err != nil {
			f.Close()
		}
	}()
	defer guard(path, &err)
	// The library sizes a buffer by the footer's claim before it reads.
	if err := checkFooter(f, info.Size()); err != nil {
		return nil, damaged(path, err)
	}
	p, err := parquet.OpenFile(f, info.Size(), parquet.SkipPageIndex(true), parquet.SkipBloomFilters(true))
	if err != nil {
		return nil, damaged(path, err)
	}
	if err := checkColumns(p, s); err != nil {
		return nil, damaged(path, err)
	}
	return &tableFile{path: path, file: f, schema: s, File: p}, nil
}

// maxFooter is far above what describes a part, in bytes.
const maxFooter = 16 << 20

func checkFooter(r io.ReaderAt, size int64) error {
	var tail [8]byte
	if size < 12 {
		return fmt.Errorf("%d bytes are too few for a Parquet file", size)
	}
	if _, err := r.ReadAt(tail[:], size-8); err != nil {
		return err
	}
	footer := int64(tail[0]) | int64(tail[1])<<8 | int64(tail[2])<<16 | int64(tail[3])<<24
	if string(tail[4:]) != "PAR1" || footer > size-12 {
		return errors.New("it does not end like a Parquet file; it may be cut short")
	}
	if footer > maxFooter {
		return fmt.Errorf("its footer has %d MiB, and at most %d are read", footer>>20, maxFooter>>20)
	}
	return nil
}

func checkColumns(p *parquet.File, s Schema) error {
	want, have := parquetSchema(s).Fields(), p.Schema().Fields()
	if len(have) != len(want) {
		return fmt.Errorf("%d columns where the manifest has %d", len(have), len(want))
	}
	for i, f := range have {
		if f.Name() != want[i].Name() {
			return fmt.Errorf("column %d is %q where the manifest has %q", i, f.Name(), want[i].Name())
		}
		if !f.Leaf() || f.Repeated() || f.Optional() != want[i].Optional() || f.Type().Kind() != want[i].Type().Kind() {
			return fmt.Errorf("column %s is not of kind %v", f.Name(), s.Columns[i].Kind)
		}
	}
	for _, g := range p.Metadata().RowGroups {
		if len(g.Columns) != len(want) {
			return fmt.Errorf("a row group has %d columns of %d", len(g.Columns), len(want))
		}
	}
	return nil
}

func (t *tableFile) close() { t.file.Close() }

// rows hands every row in order to visit, which may not keep it. It checks what
// a reader relies on: replicates from first up to but not including end, in
// order, and no NaN.
func (t *tableFile) rows(first, end int, visit func(Row) error) (err error) {
	defer guard(t.path, &err)
	last := int64(first)
	buffer := make([]parquet.Row, chunkRows)
	values := make(Row, len(t.schema.Columns))
	for _, group := range t.RowGroups() {
		if err := t.groupRows(group, buffer, func(row parquet.Row) error {
			if err := t.checkRow(row, last, int64(end)); err != nil {
				return damaged(t.path, err)
			}
			last = row[0].Int64()
			for i, v := range row {
				values[i] = value(t.schema.Columns[i].Kind, v)
			}
			return visit(values)
		}); err != nil {
			return err
		}
	}
	return nil
}

func (t *tableFile) groupRows(group parquet.RowGroup, buffer []parquet.Row, visit func(parquet.Row) error) error {
	rows := group.Rows()
	defer rows.Close()
	var count int64
	for {
		n, err := rows.ReadRows(buffer)
		for _, row := range buffer[:n] {
			if err := visit(row); err != nil {
				return err
			}
		}
		count += int64(n)
		switch {
		case errors.Is(err, io.EOF):
			if count != group.NumRows() {
				return damaged(t.path, fmt.Errorf("%d rows where the file promises %d", count, group.NumRows()))
			}
			return nil
		case err != nil:
			return damaged(t.path, err)
		case n == 0:
			return damaged(t.path, io.ErrNoProgress)
		}
	}
}

func (t *tableFile) checkRow(row parquet.Row, last, end int64) error {
	if len(row) != len(t.schema.Columns) {
		return fmt.Errorf("a row of %d values for %d columns", len(row), len(t.schema.Columns))
	}
	if r := row[0].Int64(); r < last || r >= end {
		return fmt.Errorf("replicate %d is out of place", r)
	}
	for i := range row {
		if !finite(t.schema.Columns[i].Kind, row[i]) {
			return fmt.Errorf("column %s, replicate %d: %v", t.schema.Columns[i].Name, row[0].Int64(), row[i])
		}
	}
	return nil
}

// column hands every value of one column in order to visit, without reading the
// other columns.
func (t *tableFile) column(index int, visit func(parquet.Value)) (err error) {
	defer guard(t.path, &err)
	buffer := make([]parquet.Value, 1024)
	kind := t.schema.Columns[index].Kind
	for _, group := range t.RowGroups() {
		pages := group.ColumnChunks()[index].Pages()
		count, err := columnValues(pages, buffer, func(v parquet.Value) error {
			if !finite(kind, v) {
				return fmt.Errorf("column %s: %v", t.schema.Columns[index].Name, v)
			}
			visit(v)
			return nil
		})
		pages.Close()
		if err == nil && count != group.NumRows() {
			err = fmt.Errorf("%d values where the file promises %d", count, group.NumRows())
		}
		if err != nil {
			return damaged(t.path, err)
		}
	}
	return nil
}

func columnValues(pages parquet.Pages, buffer []parquet.Value, visit func(parquet.Value) error) (count int64, err error) {
	for {
		page, err := pages.ReadPage()
		if errors.Is(err, io.EOF) {
			return count, nil
		}
		if err != nil {
			return count, err
		}
		values := page.Values()
		for {
			n, err := values.ReadValues(buffer)
			for _, v := range buffer[:n] {
				if err := visit(v); err != nil {
					return count, err
				}
			}
			count += int64(n)
			if errors.Is(err, io.EOF) {
				break
			}
			if err == nil && n == 0 {
				err = io.ErrNoProgress
			}
			if err != nil {
				return count, err
			}
		}
		parquet.Release(page)
	}
}

// guard turns a panic of the Parquet library, which some damaged files cause,
// into an error. It must be deferred directly.
func guard(path string, err *error) {
	if cause := recover(); cause != nil {
		*err = damaged(path, fmt.Errorf("the Parquet library gave up: %v", cause))
	}
}
