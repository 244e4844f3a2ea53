package terminal

import (
	"encoding/csv"
	"io"
	"strconv"
)

// Series writes the course of an experiment as CSV, row by row, as long as it may be.
type Series struct {
	columns []string
	open    func() (io.WriteCloser, error)
	w       *csv.Writer
	to      io.Closer
	rows    int
}

// NewSeries writes the columns of a model. It opens what it writes to at the first
// row: an experiment that cannot be set up leaves no file.
func NewSeries(model int, open func() (io.WriteCloser, error)) *Series {
	return &Series{columns: Columns[model], open: open}
}

// flushRows is how many rows are kept before they are written.
const flushRows = 1000

// Add writes the row of a step.
func (t *Series) Add(row []int) error {
	if t.w == nil {
		to, err := t.open()
		if err != nil {
			return err
		}
		t.to, t.w = to, csv.NewWriter(to)
		t.w.Write(append([]string{"step"}, t.columns...))
	}
	cells := []string{strconv.Itoa(t.rows)}
	for _, n := range row {
		cells = append(cells, strconv.Itoa(n))
	}
	t.w.Write(cells)
	if t.rows%flushRows == 0 {
		t.w.Flush()
	}
	t.rows++
	return nil
}

// Close writes what is left, and gives the first error there was.
func (t *Series) Close() error {
	if t.w == nil {
		return nil
	}
	t.w.Flush()
	if err := t.to.Close(); err != nil {
		return err
	}
	return t.w.Error()
}
