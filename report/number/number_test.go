package number

import (
	"testing"

	"casus/stats"
)

func TestGrouped(t *testing.T) {
	for s, want := range map[string]string{"1": "1", "-123": "-123", "+1234": "+1,234", "-1234567.25": "-1,234,567.25", "999.12345": "999.12345"} {
		if got := Grouped(s); got != want {
			t.Errorf("%s: %s, want %s", s, got, want)
		}
	}
}

func TestShort(t *testing.T) {
	for x, want := range map[float64]string{0: "0", 0.034: "0.03", -0.5: "-0.50", 2: "2", 2.34: "2.3", 23.4: "23", -234: "-234", 1234: "1,200", 98765: "99,000"} {
		if got := Short(x); got != want {
			t.Errorf("%g: %s, want %s", x, got, want)
		}
	}
}

func TestRound(t *testing.T) {
	for x, want := range map[float64]int{0: 1, 1: 1, 1.5: 2, 3: 5, 5: 5, 5.1: 10, 11: 20, 201: 500} {
		if got := Round(x); got != want {
			t.Errorf("%g: %d, want %d", x, got, want)
		}
	}
}

// What is written as 0 is 0, down to the fourth decimal.
func TestASmallDifferenceIsNotWrittenAsNone(t *testing.T) {
	for want, e := range map[string]stats.Estimate{
		"0.00 [0.00, 0.00]":        {},
		"0.02 [-0.01, 0.04]":       {Value: 0.021, Low: -0.01, High: 0.04},
		"0.001 [-0.001, 0.002]":    {Value: 0.001, Low: -0.001, High: 0.002},
		"0.020 [0.002, 0.040]":     {Value: 0.02, Low: 0.002, High: 0.04},
		"0.0000 [-0.0001, 0.0001]": {Value: -0.00001, Low: -0.0001, High: 0.0001},
	} {
		if got := Fine(e); got != want {
			t.Errorf("%q, want %q", got, want)
		}
	}
}
