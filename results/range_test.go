package results

import (
	"math"
	"testing"
)

func TestRangesAsText(t *testing.T) {
	for text, want := range map[string]Range{
		"0..1": {0, 1}, "0..": {0, math.Inf(1)}, "..": Anything, "-1..60": {-1, 60}, "..0.5": {math.Inf(-1), 0.5}, "0..19020723": {0, 19020723},
	} {
		var r Range
		if err := r.UnmarshalText([]byte(text)); err != nil || r != want || r.String() != text {
			t.Errorf("%s is read as %v: %v", text, r, err)
		}
	}
	for _, text := range []string{"", "0..0", "1..0", "0", "a..b", "0..1..2", "0 .. 1", "00..1", "NaN..1", "0..1e3", "0..Inf"} {
		var r Range
		if err := r.UnmarshalText([]byte(text)); err == nil {
			t.Errorf("%q is read as %v", text, r)
		}
	}
}

// A sum of shares may pass 1 by what rounding adds, and by no more.
func TestRoundingIsWithin(t *testing.T) {
	r := Range{0, 1}
	for x, want := range map[float64]bool{0: true, 1: true, 1 + 1e-12: true, 1.00001: false, -1e-12: false} {
		if r.has(x) != want {
			t.Errorf("%v within %v: %v", x, r, !want)
		}
	}
}
