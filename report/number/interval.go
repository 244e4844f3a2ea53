package number

import (
	"fmt"
	"math"

	"casus/stats"
)

// Percents writes a probability and its interval in hundredths: "37 % [30, 44]".
func Percents(s stats.Share) string {
	return fmt.Sprintf("%.0f %% [%.0f, %.0f]", 100*s.P, 100*s.Low, 100*s.High)
}

// Estimate writes a score and its interval, with two decimals.
func Estimate(e stats.Estimate) string {
	return fmt.Sprintf("%s [%s, %s]", Decimals(e.Value), Decimals(e.Low), Decimals(e.High))
}

// finest is how many decimals of a small difference are written at most.
const finest = 4

// Fine writes a difference and its interval with two decimals, or with as many more as it
// takes until none of the three is written as 0 that is not, up to four.
func Fine(e stats.Estimate) string {
	for digits := 2; ; digits++ {
		half, hidden := 0.5*math.Pow10(-digits), false
		write := func(x float64) string {
			if math.Abs(x) < half {
				hidden = hidden || x != 0
				x = 0 // and never −0
			}
			return fmt.Sprintf("%.*f", digits, x)
		}
		if text := fmt.Sprintf("%s [%s, %s]", write(e.Value), write(e.Low), write(e.High)); !hidden || digits == finest {
			return text
		}
	}
}

// Decimals writes a number with two decimals, and never −0.
func Decimals(x float64) string {
	if math.Abs(x) < 0.005 {
		x = 0
	}
	return fmt.Sprintf("%.2f", x)
}

// From writes the ends of an interval, with two decimals.
func From(x [2]float64) string { return Decimals(x[0]) + " to " + Decimals(x[1]) }
