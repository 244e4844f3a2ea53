package experiment

import (
	"maps"
	"slices"
	"strconv"

	"casus/luck"
	"casus/scenario"
)

// Draws of [Experiment.Widened].
const (
	// wider is how many times as wide as its prior the range of a parameter is.
	wider = 2
	// priorLow and priorHigh are the quantiles between which a prior is said to lie.
	priorLow, priorHigh = 0.01, 0.99
	// atEnd is how often a parameter is at each end of its range: what a model allows is
	// found there first.
	atEnd = 0.05
	// atZero is how often it is 0, where it may be: a mechanism that is off lets others show.
	atZero = 0.05
)

// Widened is the experiment on so many draws from ranges twice as wide as the priors, around
// their middles, and with 0: a design that looks for what the model allows, beyond what is
// believed. The luck of a replicate is that of the experiment. A number that the
// engine or an expression of the scenario does not allow gives way to the nearest, or to
// the draw from the prior.
func (x *Experiment) Widened(s *scenario.Scenario, replicates int) *Experiment {
	own := *x
	own.Replicates = Range{Count: replicates}
	own.Design = &Design{}
	var ranges []widened
	for _, name := range s.ParameterNames() {
		if _, set := x.Set[name]; set || x.everyWorldSets(s, name) {
			continue
		}
		if r, ok := widenedOf(s, name); ok {
			ranges = append(ranges, r)
			own.Design.Parameters = append(own.Design.Parameters, name)
		}
	}
	for i := range replicates {
		own.Design.Rows = append(own.Design.Rows, rowOf(s, ranges, x.Set, luck.Of(x.Seed, i)))
	}
	if len(ranges) == 0 {
		own.Design = nil
	}
	return &own
}

// Unfitted is the experiment with priors as they were before anything was fitted: a design
// of the parameters that were, each at the quantile of its draw.
func (x *Experiment) Unfitted(s *scenario.Scenario) *Experiment {
	own := *x
	own.Design = &Design{}
	for i := range x.Replicates.First + x.Replicates.Count {
		values := s.DrawnBefore(luck.Of(x.Seed, i))
		if i == 0 {
			for _, name := range slices.Sorted(maps.Keys(values)) {
				if _, set := x.Set[name]; !set && !x.everyWorldSets(s, name) {
					own.Design.Parameters = append(own.Design.Parameters, name)
				}
			}
		}
		row := make([]float64, len(own.Design.Parameters))
		for k, name := range own.Design.Parameters {
			row[k] = values[name]
		}
		own.Design.Rows = append(own.Design.Rows, row)
	}
	if len(own.Design.Parameters) == 0 {
		own.Design = nil
	}
	return &own
}

// widened is the range of a parameter.
type widened struct {
	name      string
	low, high float64
	zero      bool // it may be 0, and its prior is on one side of that
}

// widenedOf is that of a parameter; none of what is fixed, or a choice between numbers.
func widenedOf(s *scenario.Scenario, name string) (widened, bool) {
	p := s.Prior(name)
	if p.Fixed != nil || p.Choice != nil {
		return widened{}, false
	}
	low, high := p.Quantile(priorLow), p.Quantile(priorHigh)
	middle, half := (low+high)/2, wider*(high-low)/2
	allowed := func(v float64) bool {
		_, err := s.Intervention(scenario.Action{Set: name, To: &v})
		return err == nil
	}
	least, most := s.Allowed(name)
	w := widened{name: name, low: reach(low, max(least, middle-half), allowed), high: reach(high, min(most, middle+half), allowed)}
	w.zero = (low >= 0 || high <= 0) && allowed(0)
	return w, true
}

// reach is the number nearest to a far one that is allowed, on the way from one that is.
func reach(from, far float64, allowed func(float64) bool) float64 {
	const halvings = 10
	if allowed(far) {
		return far
	}
	for range halvings {
		if mid := (from + far) / 2; allowed(mid) {
			from = mid
		} else {
			far = mid
		}
	}
	return from
}

// at is the number in the range for a uniform one.
func (w widened) at(u float64) float64 {
	switch {
	case w.zero && u < atZero:
		return 0
	case w.zero:
		u = (u - atZero) / (1 - atZero)
	}
	switch {
	case u < atEnd:
		return w.low
	case u > 1-atEnd:
		return w.high
	}
	return min(w.high, max(w.low, shortened(w.low+float64((u-atEnd)/(1-2*atEnd)*(w.high-w.low)))))
}

// shortened keeps four digits, so that the document stays small.
func shortened(v float64) float64 {
	v, _ = strconv.ParseFloat(strconv.FormatFloat(v, 'g', 4, 64), 64) // both are numbers
	return v
}

// rowOf draws all parameters of a replicate. If they do not go together, they are tried one
// after the other, and those that fail stay as the priors have them.
func rowOf(s *scenario.Scenario, ranges []widened, set map[string]float64, lk luck.Replicate) []float64 {
	row := make([]float64, len(ranges))
	values := maps.Clone(set)
	if values == nil {
		values = map[string]float64{}
	}
	for k, w := range ranges {
		row[k] = w.at(lk.For("experiment/widened "+w.name).Uniform(0, 0))
		values[w.name] = row[k]
	}
	if _, err := s.Draw(lk, values); err == nil {
		return row
	}
	drawn, err := s.Draw(lk, set)
	if err != nil { // the replicate fails whatever is asked, and says so when it is played
		return row
	}
	for _, w := range ranges {
		values[w.name] = drawn.Parameter(w.name)
	}
	for k, w := range ranges {
		before := values[w.name]
		values[w.name] = row[k]
		if _, err := s.Draw(lk, values); err != nil {
			values[w.name] = before
		}
		row[k] = values[w.name]
	}
	return row
}
