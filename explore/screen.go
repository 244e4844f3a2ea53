package explore

import (
	"cmp"
	"context"
	"fmt"
	"maps"
	"math"
	"slices"

	"gonum.org/v1/gonum/stat/distuv"

	"casus/ensemble"
	"casus/results"
	"casus/scenario"
	"casus/sim"
	"casus/stats"
)

// Moved is the outcome that a parameter moves most clearly, as it goes from the
// lower end of its prior to the upper one and all else stays as drawn.
type Moved struct {
	Parameter string  `json:"parameter"`
	Low       float64 `json:"low"` // ends of the prior: its 1 % and 99 % quantiles
	High      float64 `json:"high"`
	Outcome   string  `json:"outcome"`
	Change    float64 `json:"change"` // mean over replicates; of ln(1 + x) where the outcome counts people or events
	T         float64 `json:"t"`      // Student's: that over its standard error, at most 1000 either way
	Clear     bool    `json:"clear"`  // beyond what chance makes of the clearest of so many outcomes, one time in twenty
}

// Screening is what a scenario's parameters move, in so many replicates at each end.
type Screening struct {
	Scenario   string `json:"scenario"`
	Replicates int    `json:"replicates"`
	ensemble.Asked
	Parameters []Moved `json:"parameters"`
}

// ends of a prior.
const lowEnd, highEnd = 0.01, 0.99

// Fewest is how many replicates a screening needs: an outcome that applies in fewer on
// both sides is not compared.
const Fewest = 10

// Screen plays so many replicates of a scenario, [Fewest] or more, twice for each
// parameter that has a prior and is not set: with the parameter at the lower and at the
// upper end of it, and everything else, luck included, the same (one at a time; Morris
// 1991, Technometrics 33, 161, without the walk). Parameters come with those that move
// least clearly first. Progress is called after each parameter of the scenario.
func Screen(ctx context.Context, s *scenario.Scenario, set sim.Settings, replicates, workers int, progress func()) ([]Moved, error) {
	indices := make([]int, replicates)
	for i := range indices {
		indices[i] = i
	}
	schemas := ensemble.Schemas(s, compared...)
	names := outcomeNames(s, schemas)
	list := []Moved{}
	for _, name := range s.ParameterNames() {
		p := s.Prior(name)
		m := Moved{Parameter: name, Low: p.Quantile(lowEnd), High: p.Quantile(highEnd)}
		if _, isSet := set.Overrides[name]; !isSet && m.Low != m.High {
			at := func(x float64) (side [][]float64, err error) {
				own := set
				own.Overrides = maps.Clone(set.Overrides)
				if own.Overrides == nil {
					own.Overrides = map[string]float64{}
				}
				own.Overrides[name] = x
				side = make([][]float64, replicates)
				return side, ensemble.Play(ctx, s, own, indices, workers, func(i int, t *sim.Trace) { side[i] = outcomesOf(s, schemas, t) })
			}
			low, err := at(m.Low)
			if err != nil {
				return nil, fmt.Errorf("%s=%g: %w", name, m.Low, err)
			}
			high, err := at(m.High)
			if err != nil {
				return nil, fmt.Errorf("%s=%g: %w", name, m.High, err)
			}
			m.clearest(names, low, high)
			list = append(list, m)
		}
		progress()
	}
	slices.SortStableFunc(list, func(a, b Moved) int { return cmp.Compare(math.Abs(a.T), math.Abs(b.T)) })
	return list, nil
}

// surest bounds t where the outcome moves by the same in all replicates.
const surest = 1000

// clearest finds the outcome that moves most clearly. Replicates in which it does
// not apply on one side are left out; an outcome that applies in fewer than [Fewest], too.
func (m *Moved) clearest(names []string, low, high [][]float64) {
	tested, freedom := 0, 0.0
	for k, name := range names {
		var moves []float64
		for i := range low {
			if a, b := high[i][k], low[i][k]; !math.IsNaN(a) && !math.IsNaN(b) {
				moves = append(moves, stats.Difference(a, b))
			}
		}
		if len(moves) < Fewest {
			continue
		}
		tested++
		mean, sd := stats.MeanStdDev(moves)
		if mean == 0 {
			continue
		}
		n := float64(len(moves))
		if t := max(-surest, min(surest, mean/(sd/math.Sqrt(n)))); math.Abs(t) > math.Abs(m.T) {
			m.Outcome, m.Change, m.T, freedom = name, mean, t, n-1
		}
	}
	m.Clear = m.T != 0 && math.Abs(m.T) > distuv.StudentsT{Sigma: 1, Nu: freedom}.Quantile(1-0.025/float64(tested))
}

// compared are the tables whose numbers are: the outcomes of a run, and of its last
// month.
var compared = []string{results.Runs, results.Monthly}

// outcomesOf gives the numbers of a run that can be compared, in the order of
// [outcomeNames]. NaN is what does not apply. Large numbers are compared by their
// logarithm.
func outcomesOf(s *scenario.Scenario, schemas []results.Schema, t *sim.Trace) (list []float64) {
	tables := ensemble.Rows(s, t, compared)
	for _, schema := range schemas {
		rows := tables.Rows[schema.Table]
		for k, cell := range rows[len(rows)-1] {
			if !isOutcome(s, schema.Columns[k]) {
				continue
			}
			x := math.NaN()
			switch v := cell.(type) {
			case bool:
				x = stats.Indicator(v)
			case float64:
				x = v
			}
			if unit := schema.Columns[k].Unit; unit == "people" || unit == "events" {
				x = math.Copysign(math.Log1p(math.Abs(x)), x)
			}
			list = append(list, x)
		}
	}
	return list
}

// outcomeNames names them.
func outcomeNames(s *scenario.Scenario, schemas []results.Schema) (list []string) {
	for _, schema := range schemas {
		for _, c := range schema.Columns {
			if isOutcome(s, c) {
				list = append(list, c.Name)
			}
		}
	}
	return list
}

// isOutcome tells whether a column is an outcome that is a number, or true or false.
func isOutcome(s *scenario.Scenario, c results.Column) bool {
	_, isParameter := s.Parameters[c.Name]
	return !isParameter && (c.Kind == results.Float || c.Kind == results.Bool)
}
