package stats

import (
	"math"
	"testing"
)

// "flattery": what is too wide is not inside.
func TestBandsThatAreTooWideTellNothing(t *testing.T) {
	inf := math.Inf(1)
	for _, c := range []struct {
		low, high, least, most float64
		want                   bool
	}{
		{7400, 220_000, 0, inf, true},
		{10, 1890, 0, inf, false}, // × 189
		{1, 4448, 0, inf, false},
		{0, 99, 0, inf, true}, // few are few
		{0, 100, 0, inf, false},
		{0, 0, 0, inf, true},
		{1, 17, 0, 17, false}, // any number of regions
		{4, 17, 0, 17, true},
		{0, 0.9, 0, 1, true},
		{0, 1, 0, 1, false}, // any share
		{1, 14, 1, 14, false},
		{2, 14, 1, 15, true},
	} {
		if got := Telling(c.low, c.high, c.least, c.most); got != c.want {
			t.Errorf("%g to %g of %g to %g: %v", c.low, c.high, c.least, c.most, got)
		}
	}
}
