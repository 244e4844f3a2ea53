package view

import (
	"fmt"
	"math"
	"slices"
	"strings"
	"time"

	"casus/report/number"
	"casus/scenario"
	"casus/stats"
)

// conditional ends the sentence of a result: it is none about the world.
const conditional = "in this model, under these assumptions"

func chanceOf(s stats.Share) Chance {
	c := Chance{P: Number(s.P), Low: Number(s.Low), High: Number(s.High), Of: s.Of, Text: "never arose"}
	if s.Of > 0 {
		c.Text = fmt.Sprintf("%s (%.0f–%s)", number.Percent(s.P), 100*s.Low, number.Percent(s.High))
	}
	return c
}

// spreadOf sums up a sample without NaN, in any order.
func spreadOf(x []float64) Spread { return spread(stats.BandOf(x)) }

// counts sums up a sample of what comes in ones.
func counts(b stats.Band) Spread {
	s := spread(b)
	if b.N > 0 {
		s.Text = whole(b.Median) + " " + between(math.Round(b.Low), math.Round(b.High))
	}
	return s
}

func spread(b stats.Band) Spread {
	if b.N == 0 {
		return Spread{Median: none, Low: none, High: none, Text: "–"}
	}
	return Spread{Median: Number(b.Median), Low: Number(b.Low), High: Number(b.High), Of: b.N, Text: number.Short(b.Median) + " " + between(b.Low, b.High)}
}

func between(low, high float64) string {
	dash := "–"
	if low < 0 {
		dash = " to "
	}
	return "(" + number.Short(low) + dash + number.Short(high) + ")"
}

func effectOf(e stats.Effect, unit string) Effect {
	value, in := number.Effect(e, unit)
	if in == "share" || in == "legitimacy" { // of what they are says more than that they are numbers from 0 to 1
		in = ""
	}
	return Effect{Mean: Number(e.Mean), Low: Number(e.Low), High: Number(e.High), Of: e.N, Unit: unit, Text: strings.TrimSpace(value + " " + in)}
}

// dots is how many stand for a distribution: each for a twentieth of it (Kay et al. 2016,
// CHI '16, 5092).
const dots = 20

// dotsOf gives the quantiles of a sample without NaN that stand for it, each for as much
// of it; the sample itself where it is smaller.
func dotsOf(x []float64) []Number {
	x = slices.Sorted(slices.Values(x))
	n := min(dots, len(x))
	list := make([]Number, n)
	for i := range list {
		list[i] = Number(stats.Quantile((float64(i)+0.5)/float64(n), x))
		if len(x) <= dots {
			list[i] = Number(x[i])
		}
	}
	return list
}

// there gives the values that are not NaN.
func there(x []float64) []float64 {
	return slices.DeleteFunc(slices.Clone(x), math.IsNaN)
}

// capital begins a sentence.
func capital(text string) string {
	for i, r := range text {
		return strings.ToUpper(string(r)) + text[i+len(string(r)):]
	}
	return text
}

// clock is how a time is written.
const clock = "2 January 2006, 15:04"

// clockAt writes the time of an hour of the crisis, and dateOf the date of a day of it.
func clockAt(s *scenario.Scenario, hour int) string { return timeAt(s, hour, clock) }

func timeAt(s *scenario.Scenario, hour int, layout string) string {
	return s.Start.Add(time.Duration(hour) * time.Hour).Format(layout)
}

func dateOf(s *scenario.Scenario, day int) string {
	return s.Start.AddDate(0, 0, day-1).Format("2 January 2006")
}

// dayAt is the time of an hour in days: the first begins at 1.
func dayAt(hour float64) float64 { return 1 + hour/24 }

// whole writes a count with two digits that count.
func whole(x float64) string { return number.Short(math.Round(x)) }
