// Package hindcast predicts the later days of a crisis's record from its first ones.
//
// [Until] cuts a record at a day, and [Episode.Run] plays many runs from one day of
// the record to the next, weighs each by how likely it makes the values of the day, and
// plays on those drawn in proportion to their weights (a particle filter: Gordon, Salmond
// and Smith 1993, IEE Proceedings F 140, 107). What they predict of the days after the
// cut is scored beside simple forecasters ([Assessment]).
package hindcast

import (
	"context"
	"fmt"
	"maps"
	"slices"

	"casus/luck"
	"casus/scenario"
	"casus/stats"
)

// Episode is a crisis of which the record is known to a hindcast up to a day.
type Episode struct {
	s             *scenario.Scenario // with the priors from before the fit to its record
	until         int
	before, after []observation
	series        []string
}

// Until gives the episode that ends with a day of the crisis, the first being 1.
// It fails if the record has no daily values up to that day, or none after it.
//
// Priors fitted to the record know its later days, and are not used.
func Until(s *scenario.Scenario, day int) (*Episode, error) {
	unfitted, err := s.Unfitted(scenario.ToRecord, 0)
	if err != nil {
		return nil, err
	}
	e := &Episode{s: unfitted, until: day}
	list := observations(s)
	for _, o := range list {
		if o.day <= day {
			e.before = append(e.before, o)
		} else {
			e.after = append(e.after, o)
		}
		if !slices.Contains(e.series, o.series) {
			e.series = append(e.series, o.series)
		}
	}
	switch {
	case len(list) == 0:
		return nil, fmt.Errorf("the record of %s has no daily values; add some to record.yaml under daily", s.ID)
	case len(e.before) == 0:
		return nil, fmt.Errorf("the record has no daily values up to %s, so there is nothing to fit to; the first is of %s", s.DateOf(day), first(list))
	case len(e.after) == 0:
		return nil, fmt.Errorf("the record has no daily values after %s, so there is nothing to predict; the last is of %s", s.DateOf(day), last(list))
	}
	return e, nil
}

// Own gives the episode that the record itself ends, by its hindcast_until. It fails where
// [Until] does, and where the record has nothing to be replayed or no such day.
func Own(s *scenario.Scenario) (*Episode, error) {
	if err := Replayable(s); err != nil {
		return nil, err
	}
	if s.Record.Until == "" {
		return nil, fmt.Errorf("the record of %s does not say which day is the last to fit to (hindcast_until in record.yaml)", s.ID)
	}
	return Until(s, s.DayOf(s.Record.Until))
}

// Replayable says why a record cannot be replayed.
func Replayable(s *scenario.Scenario) error {
	if len(s.Record.Decisions) == 0 {
		return fmt.Errorf("the record of %s has no decisions to replay; add some to record.yaml", s.ID)
	}
	return nil
}

// TooFew is the error of a hindcast whose runs are too unlike the record.
type TooFew struct {
	Runs  int
	Until string  // the day of the record after which hardly any is left
	Left  float64 // how many equal ones they are worth
}

func (e *TooFew) Error() string {
	return fmt.Sprintf("of %d runs the record up to %s leaves no more than %.1f: too few to predict from", e.Runs, e.Until, e.Left)
}

func first(list []observation) string {
	return slices.MinFunc(list, func(a, b observation) int { return a.day - b.day }).date
}

func last(list []observation) string {
	return slices.MaxFunc(list, func(a, b observation) int { return a.day - b.day }).date
}

// Settings of a hindcast.
type Settings struct {
	Seed    uint64
	Scale   float64 // people for whom an agent stands
	Runs    int     // whose first days are held against the record
	Workers int
}

const (
	keep      = 4    // after a day of the record goes on one of so many runs,
	draws     = 2000 // but no fewer than go on after the last
	priorRuns = 1000 // runs of the prior ensemble
)

// Result is a record's later days predicted from its first ones.
type Result struct {
	Scenario   string  `json:"scenario"`
	Seed       uint64  `json:"seed"`
	Scale      float64 `json:"scale"`
	From       string  `json:"from"`
	Until      string  `json:"until"` // the last day that was fitted to
	Fitted     int     `json:"values_fitted"`
	Runs       int     `json:"runs"`
	Effective  float64 `json:"effective_runs"`
	Few        bool    `json:"few_effective_runs"`
	PlayedOn   int     `json:"runs_played_on"` // distinct
	Drawn      int     `json:"draws"`
	Unfitted   int     `json:"prior_runs"`
	Assessment         // of the predictions
	Fan        []Fan   `json:"fan"` // by series
}

// Fan is a series day by day as the record would have it, at medium confidence.
type Fan struct {
	Series string   `json:"series"`
	Unit   string   `json:"unit"`
	Days   []FanDay `json:"days"`
}

// FanDay is a day of a fan.
type FanDay struct {
	Day  int    `json:"day"`
	Date string `json:"date"`
	Spread
	Record     *float64 `json:"record,omitempty"`
	Confidence string   `json:"confidence,omitempty"`
}

// Run filters runs by the days up to the cut, with the priors from before the fit to
// the record, and the record's decisions, and plays on to the last day of the record
// those that are left. A run is parameters and luck, so both are
// conditioned on the record. Begin is told how many runs come next; what it gives
// is called after each of them, from several goroutines, and at their end.
func (e *Episode) Run(ctx context.Context, set Settings, begin func(what string, runs int) (count, end func())) (*Result, error) {
	run := func(what string, days int, list []particle) (*courses, error) {
		count, end := begin(what, len(list))
		defer end()
		return play(ctx, e.s, set, e.series, days, list, count)
	}
	lk := luck.Of(set.Seed, 0)
	list, effective, err := e.filter(set, lk.For("score/pick"), run)
	if err != nil {
		return nil, err
	}
	days := slices.MaxFunc(e.after, func(a, b observation) int { return a.day - b.day }).day
	list = thin(list, draws)
	fitted, err := run("fitted", days, list)
	if err != nil {
		return nil, err
	}
	prior, err := run("prior", days, particles(min(priorRuns, set.Runs)))
	if err != nil {
		return nil, err
	}
	out := &Result{
		Scenario: e.s.ID, Seed: set.Seed, Scale: set.Scale, From: e.s.DateOf(1), Until: e.s.DateOf(e.until), Fitted: len(e.before),
		Runs: set.Runs, Effective: effective, Few: effective < stats.FewEffective, PlayedOn: runs(list), Drawn: draws, Unfitted: len(prior.of),
	}
	out.Fan = e.fans(fitted, lk)
	out.Assessment, err = e.assess(
		func(v *observation) []float64 { return e.predict(fitted, v, v.day, lk) },
		func(v *observation) []float64 { return e.predict(prior, v, v.day, lk) }, set.Seed)
	return out, err
}

// filter gives particles as they are after the last day up to the cut, and how many runs
// of equal weight they were worth at the fewest. It weighs them on each day that has
// values, and draws by weight; what is drawn twice parts from there on.
func (e *Episode) filter(set Settings, lot luck.Lot, run func(what string, days int, list []particle) (*courses, error)) (list []particle, effective float64, err error) {
	list, effective = particles(set.Runs), float64(set.Runs)
	days := map[int][]observation{}
	for _, o := range e.before {
		days[o.day] = append(days[o.day], o)
	}
	for _, day := range slices.Sorted(maps.Keys(days)) {
		c, err := run(e.s.DateOf(day), day, list)
		if err != nil {
			return nil, 0, err
		}
		w := weigh(c, e.series, days[day])
		if effective = min(effective, equal(list, w)); effective < stats.FewestEffective {
			return nil, 0, &TooFew{set.Runs, e.s.DateOf(day), effective}
		}
		list = resample(list, w, max(draws, set.Runs/keep), day, lot)
	}
	return list, effective, nil
}

// predict gives what the record may say, by draw, of the series and day of a value
// of that confidence. Predictions with different numbers have errors of their own.
func (e *Episode) predict(c *courses, v *observation, number int, lk luck.Replicate) []float64 {
	lot, at := lk.For("score/error/"+v.series), slices.Index(e.series, v.series)
	x := make([]float64, len(c.of))
	for m := range c.of {
		x[m] = v.recorded(c.at(m, at, v.day), lot.Normal(uint64(m), uint64(number)), v.confidence)
	}
	return x
}

// fans are all series day by day.
func (e *Episode) fans(c *courses, lk luck.Replicate) []Fan {
	var list []Fan
	for _, series := range e.series {
		values := slices.DeleteFunc(slices.Concat(e.before, e.after), func(o observation) bool { return o.series != series })
		f := Fan{Series: series, Unit: values[0].unit}
		for day := 1; day <= c.days; day++ {
			v := observation{series: series, day: day, confidence: "medium", scale: values[0].scale}
			x := e.predict(c, &v, 0, lk) // one error for all days: a smooth fan
			slices.Sort(x)
			d := FanDay{Day: day, Date: e.s.DateOf(day), Spread: spreadOf(x)}
			if i := slices.IndexFunc(values, func(o observation) bool { return o.day == day }); i >= 0 {
				d.Record, d.Confidence = &values[i].value, values[i].confidence
			}
			f.Days = append(f.Days, d)
		}
		list = append(list, f)
	}
	return list
}
