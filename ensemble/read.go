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

// reading is the results of a run while something is made of them: the numbers of
// its replicates, and some columns of the table of runs.
type reading struct {
	r         *results.Reader
	replicate []float64
	runs      map[string][]float64 // by replicate; missing is NaN
}

// read opens results and brings columns of the table of runs into memory.
func read(r *results.Reader, columns ...string) (*reading, error) {
	t := &reading{r: r}
	values, err := t.load(results.Runs, "", []int{0}, append([]string{results.ReplicateColumn}, columns...))
	if err != nil {
		return nil, err
	}
	t.runs = map[string][]float64{}
	for name, x := range values {
		t.runs[name] = x[0]
	}
	t.replicate = t.runs[results.ReplicateColumn]
	return t, nil
}

// groups parts columns, of each of which so many steps are wanted, into those that
// are read together.
func (t *reading) groups(columns []string, steps int) [][]string {
	size := max(1, readNumbers/(steps*max(1, len(t.replicate))))
	return slices.Collect(slices.Chunk(columns, size))
}

// load gives columns of a table for each of the steps, by replicate; NaN where
// there is no value. The number of the step, a day or a month, is in the column
// named; the table of runs has none, and one row for each replicate.
func (t *reading) load(table, step string, steps []int, columns []string) (map[string][][]float64, error) {
	if table == results.Runs {
		return t.loadRuns(columns)
	}
	out := map[string][][]float64{}
	for _, name := range columns {
		for range steps {
			out[name] = append(out[name], slices.Repeat([]float64{math.NaN()}, len(t.replicate)))
		}
	}
	err := t.each(table, append([]string{step}, columns...), func(run int, row []float64) {
		if k := slices.Index(steps, int(row[0])); k >= 0 {
			for i, name := range columns {
				out[name][k][run] = row[1+i]
			}
		}
	})
	return out, err
}

func (t *reading) loadRuns(columns []string) (map[string][][]float64, error) {
	out := map[string][][]float64{}
	for _, name := range columns {
		out[name] = [][]float64{make([]float64, 0, t.r.Manifest().Done)}
	}
	for row, err := range t.r.Numbers(results.Runs, columns...) {
		if err != nil {
			return nil, err
		}
		for i, name := range columns {
			out[name][0] = append(out[name][0], row[i])
		}
	}
	return out, nil
}

// each hands the rows of a table to visit, with the place of the replicate among
// those that are kept.
func (t *reading) each(table string, columns []string, visit func(run int, row []float64)) error {
	run := 0
	for row, err := range t.r.Numbers(table, append([]string{results.ReplicateColumn}, columns...)...) {
		if err != nil {
			return err
		}
		for t.replicate[run] != row[0] { // rows come by replicate, in the order of those kept
			run++
		}
		visit(run, row[1:])
	}
	return nil
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
