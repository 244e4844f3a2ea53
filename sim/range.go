package sim

import (
	"math"
	"reflect"

	"casus/scenario"
)

// A Range is what numbers can be, ends included; an end may be infinite.
type Range struct{ Least, Most float64 }

// Ranges of what runs of a scenario say: by unit, and by the word of a tag "range"
// where the unit does not say it.
func Ranges(s *scenario.Scenario) map[string]Range {
	const day = 24
	crisis, months, end := float64(s.Clock.CrisisDays), float64(s.Clock.AftermathMonths), math.Inf(1)
	hours := float64(max(crisis, float64(s.Relations.Later.Days))*day) + float64(months*monthHours)
	part, count := Range{0, 1}, Range{0, end}
	return map[string]Range{
		"share": part, "probability": part, "1": part, "0, 1": part, "0, 0.5, 1": part, "legitimacy": part,
		"people": {0, s.People()}, "regions": {0, float64(len(s.Society.Regions))}, "places": {0, float64(len(s.Places))},
		"day": {1, crisis}, "time": {1, crisis + 1}, // noon of the first day is 1.5
		"days": {0, hours / day}, "hours": {0, hours}, "hour": {0, hours},
		"month": {0, months}, "month or before": {Before, months},
		"events": count, "times": count, "crises": count, "requests": count, "missions": count, "demands": count, "attacks": count, "states": count,
		"count": count, // of people who need not be the state's own, or as they are seen
		"±1":    {-1, 1}, "±people": {-s.People(), s.People()}, "±days": {-hours / day, hours / day},
		"utility": {-end, end}, "any": {-end, end},
	}
}

// RangeOf names the range in [Ranges] of a field of a trace.
func RangeOf(f reflect.StructField) string {
	if r := f.Tag.Get("range"); r != "" {
		return r
	}
	return f.Tag.Get("unit")
}
