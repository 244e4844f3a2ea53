package eventstudy

import (
	"math"

	"casus/luck"
	"casus/stats"
)

// Placebo is what the same estimate finds at dates at which nothing happened.
type Placebo struct {
	Draws int `json:"draws"`
	// Mean of the estimates: a design without bias has about 0.
	Mean float64 `json:"mean"`
	// Spread is the standard deviation of the estimates: the error that dates alone make.
	Spread float64 `json:"spread"`
	// Beyond is the share of draws that a test at 10 % would call an effect.
	Beyond float64 `json:"beyond"`
	// P is the share of draws, and the event itself, whose |t| is at least that of the
	// event: a p-value that needs no assumption on errors.
	P float64 `json:"p"`
	// Events that have a date to draw, of all.
	Events int `json:"events"`
}

// level of the test of which Beyond is the size.
const level = 0.10

// placebo draws, for each event, a year in which the same target and lead could have had
// one, at least a window and a year away from every event of the target, and estimates
// the effect anew, again and again.
func (s *Study) placebo(list []Event, outcome Outcome, panel Panel, found Estimate, draws int, lot luck.Lot) Placebo {
	type choice struct {
		cluster string
		values  []float64
	}
	var choices []choice
	for _, e := range list {
		c := choice{cluster: e.Target}
		for year := firstYear + Window; year < Before-1; year++ {
			if s.near(e, year) {
				continue
			}
			if st := s.stack(e, outcome, year); st != nil {
				if v := st.path(panel).over(tested[0], tested[1]); !math.IsNaN(v) {
					c.values = append(c.values, v)
				}
			}
		}
		if len(c.values) > 0 {
			choices = append(choices, c)
		}
	}
	p := Placebo{Draws: draws, Events: len(choices)}
	clusters, values := make([]string, len(choices)), make([]float64, len(choices))
	reached, beyond := 0, 0
	var means []float64
	for d := range draws {
		for i, c := range choices {
			clusters[i], values[i] = c.cluster, c.values[lot.Below(uint64(d), uint64(i), len(c.values))]
		}
		e, ok := estimate(clusters, values)
		if !ok || e.Error == 0 {
			continue
		}
		means = append(means, e.Mean)
		if e.chance() < level {
			beyond++
		}
		if math.Abs(e.Mean/e.Error) >= math.Abs(found.Mean/found.Error) {
			reached++
		}
	}
	p.Draws = len(means)
	p.P = stats.PValue(reached, len(means))
	if len(means) > 1 {
		p.Mean, p.Spread = stats.MeanStdDev(means)
		p.Beyond = float64(beyond) / float64(len(means))
	}
	return p
}

// near reports whether a year is within a window and a year of an event of the target.
func (s *Study) near(e Event, year int) bool {
	for _, other := range s.Events {
		if other.Target == e.Target && (other.Kind == Repression) == (e.Kind == Repression) && max(other.Year-year, year-other.Year) < apart {
			return true
		}
	}
	return false
}

// Limits of a clean estimate: placebo dates call an effect at most so often, where 10 %
// is what they should, and the trend before is not told from none.
const (
	MostBeyond = 0.15
	leastTrend = 0.10
)

// Trended reports whether the target was moving already.
func (e *Effect) Trended() bool { return e.TrendP < leastTrend }

// Displaced reports whether placebo dates find effects too often.
func (e *Effect) Displaced() bool { return e.Placebo.Beyond > MostBeyond }

// Clean reports whether an effect passes both tests.
func (e *Effect) Clean() bool { return !e.Trended() && !e.Displaced() }
