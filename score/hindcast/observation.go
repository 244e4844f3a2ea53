package hindcast

import (
	"maps"
	"slices"

	"casus/explore"
	"casus/scenario"
	"casus/sim"
)

// observation is a value of the record.
type observation struct {
	series, date string
	day          int // of the crisis, the first being 1
	value        float64
	confidence   string
	scale
}

// scale is how values of a series are compared with a run's.
type scale struct {
	explore.Near
	most float64 // that a value can be
	unit string
}

// doubt is how far a value of the record may lie from a run that is right, as the
// standard deviation of a normal error in the tolerances of a calibration: those
// stand for what the model leaves out; a value that is less sure may lie farther
// off. An assumption, and the same for all series.
var doubt = map[string]float64{"high": 1, "medium": 1.25, "low": 2}

// surprise is how many standard errors a run lies above the value.
func (o *observation) surprise(x float64) float64 { return o.Away(x, o.value) / doubt[o.confidence] }

// recorded is what the record would say if a run were right, z standard errors
// off.
func (s *scale) recorded(x, z float64, confidence string) float64 {
	return min(s.most, s.Move(x, z*doubt[confidence]))
}

// scaleOf says how a daily series is compared. Every unit that a record can have has a
// tolerance.
func scaleOf(s *scenario.Scenario, series string) scale {
	unit, _ := sim.Unit(series)
	near, _ := explore.NearOf(series, unit)
	most := map[string]float64{"regions": float64(len(s.Society.Regions)), "share": 1}[unit]
	if most == 0 {
		most = s.People()
	}
	return scale{near, most, unit}
}

// observations lists the daily values of a record by series and day.
func observations(s *scenario.Scenario) (list []observation) {
	for _, series := range slices.Sorted(maps.Keys(s.Record.Daily)) {
		scale := scaleOf(s, series)
		from := len(list)
		for _, v := range s.Record.Daily[series] {
			list = append(list, observation{series, v.Date, s.DayOf(v.Date), v.Value, v.Confidence, scale})
		}
		slices.SortStableFunc(list[from:], func(a, b observation) int { return a.day - b.day })
	}
	return list
}
