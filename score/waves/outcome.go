package waves

import (
	"casus/score/protests"
	"casus/stats"
)

// Outcome is what is forecast of a wave: a number, and the thresholds above which it may
// lie. What happens or does not is a number of one threshold.
type Outcome struct {
	ID    string
	Name  string
	Above []float64 // in ascending order, about evenly apart on a scale of logarithms
	Says  string    // what lies above the threshold at which AUC and calibration are taken, see main
	main  int       // index of the threshold nearest the middle of the data
	of    func(c *Came) float64
}

// Binary reports whether it happens or does not.
func (o *Outcome) Binary() bool { return len(o.Above) == 1 }

func met(r protests.Response) func(c *Came) float64 {
	return func(c *Came) float64 { return stats.Indicator(c.Met[r]) }
}

var never = []float64{0}

// Outcomes lists what is forecast. Days beyond 60 and protests beyond 25 are one class:
// runs end after [Tenure] days.
var Outcomes = []Outcome{
	{"days", "length in days", []float64{7, 14, 21, 30, 45, 60}, "longer than 21 days", 2, func(c *Came) float64 { return float64(c.Days) }},
	{"protests", "number of protests", []float64{3, 4, 6, 9, 15, 25}, "more than four protests", 1, func(c *Came) float64 { return float64(c.Protests) }},
	{"largest", "size class of the largest", []float64{float64(protests.Thousand), float64(protests.Thousands), float64(protests.FiveThousands)}, "more than 5,000 people", 1, func(c *Came) float64 { return float64(c.Largest) }},
	{"killing", "any killing", never, "killings", 0, met(protests.Killings)},
	{"arrests", "arrests", never, "arrests", 0, met(protests.Arrests)},
	{"dispersal", "dispersal", never, "dispersal", 0, met(protests.Dispersal)},
	{"concession", "concession", never, "a concession", 0, met(protests.Accommodation)},
	{"gone", "ruler gone within 90 days", never, "the ruler gone", 0, func(c *Came) float64 { return stats.Indicator(c.Gone) }},
}

// thresholds is how many there are in all.
func thresholds() (n int) {
	for _, o := range Outcomes {
		n += len(o.Above)
	}
	return n
}

// exceeds tells for each threshold of an outcome whether it was exceeded.
func (o *Outcome) exceeds(c *Came) []bool {
	y := o.of(c)
	list := make([]bool, len(o.Above))
	for i, t := range o.Above {
		list[i] = y > t
	}
	return list
}
