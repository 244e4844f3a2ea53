package results

import (
	"fmt"
	"math"
	"slices"
)

// Columns that number the steps of a table.
var stepColumns = map[string]string{Daily: "day", Monthly: "month"}

// A Frame gives the numbers of a run's tables by replicate: the place of a number
// in a list is the place of its replicate in [Frame.Replicates]. Flags are 1 or 0,
// and NaN stands where there is no value: what does not apply, a replicate that
// failed, a step that was not played.
//
// Only the columns that are asked for are read, and none is kept: memory is that
// of what is asked for, however many columns a run has. A Frame may be used by
// several goroutines.
type Frame struct {
	r          *Reader
	replicates []int
}

// NewFrame reads which replicates a run has, in ascending order.
func NewFrame(r *Reader) (*Frame, error) {
	f := &Frame{r: r}
	x, _, err := r.Floats(Runs, ReplicateColumn)
	if err != nil {
		return nil, err
	}
	f.replicates = make([]int, len(x))
	for i, n := range x {
		f.replicates[i] = int(n)
	}
	return f, nil
}

// Replicates are the numbers of the replicates that are there.
func (f *Frame) Replicates() []int { return f.replicates }

// Runs gives columns of the table of runs, in the order of names, each by replicate.
// Errors are those of [Reader.Floats].
func (f *Frame) Runs(names ...string) ([][]float64, error) {
	columns := make([][]float64, len(names))
	for i := range columns {
		columns[i] = make([]float64, 0, len(f.replicates))
	}
	for row, err := range f.r.Numbers(Runs, names...) {
		if err != nil {
			return nil, err
		}
		for i, x := range row {
			columns[i] = append(columns[i], x)
		}
	}
	return columns, nil
}

// Steps gives columns of the table of days or of months at some of its steps, in
// the order of names and of steps, each by replicate. Another table has no steps
// and is [ErrUnknown]; other errors are those of [Reader.Floats].
func (f *Frame) Steps(table string, steps []int, names ...string) ([][][]float64, error) {
	step, ok := stepColumns[table]
	if !ok {
		return nil, fmt.Errorf("results: %w: the table %s has no steps", ErrUnknown, table)
	}
	columns := make([][][]float64, len(names))
	for i := range names {
		for range steps {
			columns[i] = append(columns[i], slices.Repeat([]float64{math.NaN()}, len(f.replicates)))
		}
	}
	err := f.Each(table, append([]string{step}, names...), func(place int, row []float64) {
		for k, at := range steps {
			if row[0] != float64(at) {
				continue
			}
			for i, x := range row[1:] {
				columns[i][k][place] = x
			}
		}
	})
	if err != nil {
		return nil, err
	}
	return columns, nil
}

// Each hands every row of a table to visit, in order: the place of its replicate,
// and its numbers in the columns named. The slice is used again for the next row.
// A row of a replicate that the table of runs does not have is [ErrDamaged]; other
// errors are those of [Reader.Floats].
func (f *Frame) Each(table string, names []string, visit func(place int, row []float64)) error {
	place := 0
	for row, err := range f.r.Numbers(table, append([]string{ReplicateColumn}, names...)...) {
		if err != nil {
			return err
		}
		n := int(row[0])
		for place < len(f.replicates) && f.replicates[place] < n { // rows come by replicate
			place++
		}
		if place == len(f.replicates) || f.replicates[place] != n {
			return damaged(f.r.dir, fmt.Errorf("the table %s has replicate %d, the table %s has not", table, n, Runs))
		}
		visit(place, row[1:])
	}
	return nil
}
