package explore

import "casus/portable"

// Near is how numbers of a unit are held against a record: on which scale, and
// what counts as near on it.
type Near struct {
	Tolerance float64 // on the scale, above 0
	Log       bool    // the scale is ln(x + Floor), and not x itself
	Floor     float64 // keeps the smallest numbers from weighing much
}

// crowdFloor keeps the smallest crowds from weighing much, people.
const crowdFloor = 1000

// tolerance is what counts as near, by unit: a factor of e^0.5 for people and events, a
// day, two regions or places, a fifth of a share, some hours, a quarter of months.
var tolerance = map[string]float64{
	"people": 0.5, "events": 0.5, "day": 1, "regions": 2, "places": 2, "share": 0.2, "1": 0.2, "hours": 6, "days": 4,
	"crises": 1, "requests": 1, "missions": 1, "demands": 1, "attacks": 1, "times": 1, "months": 3,
}

// NearOf gives how an outcome or a daily series of a unit is compared. It knows
// no series but that of participants, whose floor is higher. ok is false for a
// unit without tolerance.
func NearOf(series, unit string) (n Near, ok bool) {
	n.Tolerance, ok = tolerance[unit]
	if unit == "people" || unit == "events" {
		n.Log, n.Floor = true, 1
	}
	if series == "participants" {
		n.Floor = crowdFloor
	}
	return n, ok
}

// Away is how many tolerances x lies above v.
func (n Near) Away(x, v float64) float64 {
	if n.Log {
		return portable.Log((x+n.Floor)/(v+n.Floor)) / n.Tolerance
	}
	return (x - v) / n.Tolerance
}

// Move is the number so many tolerances above x, but at least 0.
func (n Near) Move(x, tolerances float64) float64 {
	by := float64(tolerances * n.Tolerance)
	if n.Log {
		return max(0, float64((x+n.Floor)*portable.Exp(by))-n.Floor)
	}
	return max(0, x+by)
}
