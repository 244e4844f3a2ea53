package ensemble

import (
	"math"
	"slices"

	"casus/results"
)

// readNumbers is how many numbers of tables are in memory at once: 8 MB. Columns
// are read together as far as they fit in, and else one by one, so that a run of
// any size is read in few passes and little memory.
const readNumbers = 1 << 20

// reading is the results of a run while something is made of them: their frame,
// and some columns of the table of runs.
type reading struct {
	*results.Frame
	r    *results.Reader
	runs map[string][]float64 // by replicate; missing is NaN
}

// read opens results and brings columns of the table of runs into memory.
func read(r *results.Reader, columns ...string) (*reading, error) {
	frame, err := results.NewFrame(r)
	if err != nil {
		return nil, err
	}
	values, err := frame.Runs(columns...)
	if err != nil {
		return nil, err
	}
	t := &reading{frame, r, map[string][]float64{}}
	for i, name := range columns {
		t.runs[name] = values[i]
	}
	return t, nil
}

// groups parts columns, of each of which so many steps are wanted, into those that
// are read together.
func (t *reading) groups(columns []string, steps int) [][]string {
	size := max(1, readNumbers/(steps*max(1, len(t.Replicates()))))
	return slices.Collect(slices.Chunk(columns, size))
}

// pick gives the values of replicates that are kept, without the missing.
func pick(x []float64, keep func(i int) bool) []float64 {
	var out []float64
	for i, v := range x {
		if !math.IsNaN(v) && keep(i) {
			out = append(out, v)
		}
	}
	return out
}
