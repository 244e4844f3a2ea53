package eventstudy

import (
	"fmt"
	"math"
	"slices"

	"casus/score/history"
)

// Measure of how near a state votes to a power.
type Measure string

// The measures. Both are in units of agreement, 0..1.
const (
	// Agreement is the share of votes that a state cast as the power did. It is known of
	// the USA, of Russia or the Soviet Union, and of China.
	Agreement Measure = "agreement"
	// Closeness is minus the distance of ideal points, times the agreement that goes with
	// a unit of distance. It is known of every state that votes.
	Closeness Measure = "closeness"
)

// Panel gives how near a unit votes to a power in a year.
type Panel interface {
	Near(unit, power string, year int) (y float64, ok bool)
}

type agreement struct{ past *history.Past }

func (a agreement) Near(unit, power string, year int) (float64, bool) {
	if v := a.past.Votes[unit][year].Agree[power]; v != nil {
		return *v, true
	}
	return 0, false
}

type closeness struct {
	past  *history.Past
	slope float64 // agreement per unit of distance
}

func (c closeness) Near(unit, power string, year int) (float64, bool) {
	a, b := c.past.Votes[unit][year].Ideal, c.past.Votes[power][year].Ideal
	if a == nil || b == nil {
		return 0, false
	}
	return -c.slope * math.Abs(*a-*b), true
}

// slope is by how much agreement falls with a unit of distance between ideal points:
// least squares over all states, years and powers of which agreement is known, within
// power and year, so that the agenda of a year plays no part,
//
//	b = Σ (d − d̄)(a − ā) / Σ (d − d̄)²
func slope(past *history.Past) (float64, error) {
	up, down := 0.0, 0.0
	for _, power := range history.Powers {
		for year := firstYear; year < history.Now && year < 2100; year++ {
			var d, a []float64
			for _, state := range states(past) {
				y, ok := agreement{past}.Near(state, power, year)
				x, okay := closeness{past, 1}.Near(state, power, year)
				if ok && okay && state != power {
					d, a = append(d, x), append(a, y)
				}
			}
			md, ma := mean(d), mean(a)
			for i := range d {
				up += (d[i] - md) * (a[i] - ma)
				down += (d[i] - md) * (d[i] - md)
			}
		}
	}
	if !(down > 0) {
		return 0, fmt.Errorf("no year has votes to compare")
	}
	return up / down, nil
}

// firstYear of the General Assembly.
const firstYear = 1946

// states are those that have ever voted, in order.
func states(past *history.Past) []string {
	list := make([]string, 0, len(past.Votes))
	for s := range past.Votes {
		list = append(list, s)
	}
	slices.Sort(list)
	return list
}

func mean(x []float64) float64 {
	sum := 0.0
	for _, v := range x {
		sum += v
	}
	return sum / float64(max(1, len(x)))
}
