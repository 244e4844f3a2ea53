package explore

import (
	"cmp"
	"context"
	"math"
	"reflect"
	"slices"

	"casus/ensemble"
	"casus/portable"
	"casus/scenario"
	"casus/sim"
)

// Moved is the outcome that a parameter moves most clearly, as it goes from the
// lower end of its prior to the upper one and all else stays as drawn.
type Moved struct {
	Parameter string  `json:"parameter"`
	Low       float64 `json:"low"`  // ends of the prior: its 1 % and 99 % quantiles
	High      float64 `json:"high"` // of a fixed parameter both are the same, and it is not screened
	Outcome   string  `json:"outcome"`
	Change    float64 `json:"change"` // mean over replicates; of ln(1 + x) where the outcome counts people or events
	T         float64 `json:"t"`      // that over its standard error
	Clear     bool    `json:"clear"`  // beyond what chance makes of the clearest of so many outcomes, one time in twenty
}

// ends of a prior.
const lowEnd, highEnd = 0.01, 0.99

// Screen plays so many replicates of a scenario twice for each parameter that has a
// prior: with the parameter at the lower and at the upper end of it, and everything else, luck included,
// the same (one at a time; Morris 1991, Technometrics 33, 161, without the walk).
// Parameters come with those that move least clearly first. Progress is called
// after each parameter.
func Screen(ctx context.Context, s *scenario.Scenario, set sim.Settings, replicates, workers int, progress func()) ([]Moved, error) {
	indices := make([]int, replicates)
	for i := range indices {
		indices[i] = i
	}
	var list []Moved
	for _, name := range s.ParameterNames() {
		p := s.Prior(name)
		m := Moved{Parameter: name, Low: p.Quantile(lowEnd), High: p.Quantile(highEnd)}
		if m.Low != m.High {
			var sides [2][][]float64
			var outcomes []string
			for k, x := range [...]float64{m.Low, m.High} {
				at := set
				at.Overrides = map[string]float64{name: x}
				for n, v := range set.Overrides {
					at.Overrides[n] = v
				}
				sides[k] = make([][]float64, replicates)
				err := ensemble.Play(ctx, s, at, indices, workers, func(i int, t *sim.Trace) { sides[k][i] = outcomesOf(t) })
				if err != nil {
					return nil, err
				}
			}
			outcomes = outcomeNames(s)
			m.clearest(outcomes, sides[0], sides[1])
			list = append(list, m)
		}
		progress()
	}
	slices.SortStableFunc(list, func(a, b Moved) int { return cmp.Compare(math.Abs(a.T), math.Abs(b.T)) })
	return list, nil
}

// clearest finds the outcome that moves most clearly. Replicates in which it does
// not apply on one side are left out; an outcome that applies in fewer than ten, too.
func (m *Moved) clearest(names []string, low, high [][]float64) {
	tested := 0
	for k, name := range names {
		n, sum, squares := 0.0, 0.0, 0.0
		for i := range low {
			if d := high[i][k] - low[i][k]; !math.IsNaN(d) {
				n, sum, squares = n+1, sum+d, squares+d*d
			}
		}
		if n < 10 {
			continue
		}
		tested++
		mean := sum / n
		if sd := math.Sqrt((squares - n*mean*mean) / (n - 1)); sd > 0 {
			if t := mean / (sd / math.Sqrt(n)); math.Abs(t) > math.Abs(m.T) {
				m.Outcome, m.Change, m.T = name, mean, t
			}
		}
	}
	m.Clear = tested > 0 && math.Abs(m.T) > portable.NormalQuantile(1-0.025/float64(tested))
}

// outcomesOf gives the numbers of a run that can be compared: those of its table of
// runs and of its last month. NaN is what does not apply.
func outcomesOf(t *sim.Trace) []float64 {
	v := reflect.ValueOf(t.Outcome)
	var list []float64
	for i := range v.NumField() {
		f := v.Type().Field(i)
		if x, ok := numberOf(v.Field(i)); ok {
			if unit := f.Tag.Get("unit"); unit == "people" || unit == "events" {
				x = math.Copysign(math.Log1p(math.Abs(x)), x)
			}
			list = append(list, x)
		}
	}
	last := t.Months[len(t.Months)-1]
	st := &last.State
	list = append(list, st.Standing, st.Balance, st.Obligation, st.Style, st.Cooperation, st.Precedent, st.Resolve, st.Capability, st.PopularityMean)
	list = append(list, st.Alignment...)
	list = append(list, st.Weight...)
	list = append(list, st.Fear...)
	list = append(list, st.Reliability...)
	return append(list, last.Requests...)
}

// numberOf reads a field of outcomes as a number; false for texts.
func numberOf(v reflect.Value) (float64, bool) {
	t := v.Type()
	if t.Kind() == reflect.Pointer {
		if t = t.Elem(); t.Kind() == reflect.String {
			return 0, false
		}
		if v.IsNil() {
			return math.NaN(), true
		}
		v = v.Elem()
	}
	switch t.Kind() {
	case reflect.Bool:
		if v.Bool() {
			return 1, true
		}
		return 0, true
	case reflect.Float64:
		return v.Float(), true
	}
	return 0, false
}

// outcomeNames names them, in the same order.
func outcomeNames(s *scenario.Scenario) []string {
	v := reflect.ValueOf(sim.Outcome{})
	var list []string
	for i := range v.NumField() {
		if _, ok := numberOf(v.Field(i)); ok {
			list = append(list, v.Type().Field(i).Tag.Get("col"))
		}
	}
	list = append(list, "standing", "balance", "obligation", "style", "cooperation", "precedent", "resolve", "capability", "popularity")
	for _, prefix := range []string{"alignment_", "weight_"} {
		for _, p := range s.Relations.Powers {
			list = append(list, prefix+p.ID)
		}
	}
	for _, prefix := range []string{"fear_", "reliability_", "p_request_"} {
		for _, p := range s.Relations.States {
			list = append(list, prefix+p.ID)
		}
	}
	return list
}
