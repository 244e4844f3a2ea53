package results

import (
	"fmt"
	"math"
	"strconv"
	"strings"
)

// A Range is what the numbers of a column can be, ends included; an end may be
// infinite. The zero Range says nothing.
type Range struct{ Least, Most float64 }

// Anything is the range of numbers that can be any.
var Anything = Range{math.Inf(-1), math.Inf(1)}

// rounding is by how much a sum of shares may pass its end, as a part of that.
const rounding = 1e-9

// has reports whether a number lies within, but for what rounding adds.
func (r Range) has(x float64) bool {
	return r == Range{} || r.Least-rounding*math.Abs(r.Least) <= x && x <= r.Most+rounding*math.Abs(r.Most)
}

// String writes the ends: "0..1", "0..", ".."; nothing of the zero Range.
func (r Range) String() string {
	if r == (Range{}) {
		return ""
	}
	return end(r.Least) + ".." + end(r.Most)
}

func end(x float64) string {
	if math.IsInf(x, 0) {
		return ""
	}
	return strconv.FormatFloat(x, 'f', -1, 64)
}

// MarshalText writes the ends as String does.
func (r Range) MarshalText() ([]byte, error) { return []byte(r.String()), nil }

// UnmarshalText reads what MarshalText writes, and nothing else.
func (r *Range) UnmarshalText(text []byte) error {
	read := Anything
	least, most, _ := strings.Cut(string(text), "..")
	for _, x := range []struct {
		text string
		to   *float64
	}{{least, &read.Least}, {most, &read.Most}} {
		if x.text != "" {
			*x.to, _ = strconv.ParseFloat(x.text, 64) // checked below
		}
	}
	if read.String() != string(text) || !(read.Least <= read.Most) {
		return fmt.Errorf("%q is not a range such as 0..1, or 0.. without an end", text)
	}
	*r = read
	return nil
}
