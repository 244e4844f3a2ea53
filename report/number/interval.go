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

// Decimals writes a number with two decimals, and never −0.
func Decimals(x float64) string {
	if math.Abs(x) < 0.005 {
		x = 0
	}
	return fmt.Sprintf("%.2f", x)
}

// From writes the ends of an interval, with two decimals.
func From(x [2]float64) string { return Decimals(x[0]) + " to " + Decimals(x[1]) }
