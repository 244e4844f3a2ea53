// Package number writes numbers for people: with the digits that a sample
// supports, commas between thousands, and intervals in brackets. It knows nothing
// of what the numbers are about.
package number

import (
	"fmt"
	"math"
	"strings"

	"casus/stats"
)

// Percent writes a share without decimals: "37 %".
func Percent(p float64) string { return fmt.Sprintf("%.0f %%", 100*p) }

// Short writes two significant digits of large numbers and of shares: more than
// a sample supports is noise.
func Short(x float64) string {
	a := math.Abs(x)
	switch {
	case a == 0:
		return "0"
	case a >= 1000:
		k := math.Pow(10, math.Floor(math.Log10(a))-1)
		return Whole(math.Round(x/k) * k)
	case a >= 10:
		return fmt.Sprintf("%.0f", x)
	case a >= 1:
		return strings.TrimSuffix(fmt.Sprintf("%.1f", x), ".0")
	}
	return fmt.Sprintf("%.2f", x)
}

// Whole writes a number without decimals, with commas between thousands.
func Whole(x float64) string { return Grouped(fmt.Sprintf("%.0f", x)) }

// Count writes a whole number with commas between thousands.
func Count(n int) string { return Whole(float64(n)) }

// Grouped puts commas between the thousands of a number that is written already.
func Grouped(s string) string {
	whole, rest := s, ""
	if i := strings.IndexByte(s, '.'); i >= 0 {
		whole, rest = s[:i], s[i:]
	}
	for i := len(whole) - 3; i > 0 && whole[i-1] >= '0'; i -= 3 {
		whole = whole[:i] + "," + whole[i:]
	}
	return whole + rest
}

// Of writes how many of something there are: "1 case", "2 cases".
func Of(n int, what string) string {
	if n != 1 {
		what += "s"
	}
	return fmt.Sprintf("%d %s", n, what)
}

// List writes words one after the other: "Poland, Romania and Albania".
func List(words []string) string {
	last := len(words) - 1
	if last < 1 {
		return strings.Join(words, "")
	}
	return strings.Join(words[:last], ", ") + " and " + words[last]
}

// Band writes a median and the ends of its 90 % band; "–" of no values.
func Band(b stats.Band) string {
	if b.N == 0 {
		return "–"
	}
	return fmt.Sprintf("%s [%s, %s]", Short(b.Median), Short(b.Low), Short(b.High))
}

// Share is a part of a whole; of nothing it is 0.
func Share(part, all int) float64 { return float64(part) / float64(max(1, all)) }

// Round gives the smallest of 1, 2, 5, 10, 20 … that is at least x: the distance
// of labels on an axis.
func Round(x float64) int {
	for tens := 1; ; tens *= 10 {
		for _, k := range []int{1, 2, 5} {
			if float64(k*tens) >= x {
				return k * tens
			}
		}
	}
}
