package view

import (
	"encoding/json"
	"math"
	"slices"
	"testing"

	"casus/stats"
)

func TestNumbersKeepFourDigits(t *testing.T) {
	got, err := json.Marshal([]Number{0, 1, 0.123456, 19_020_723, -0.00012345, none, Number(math.Inf(1)), Number(math.Copysign(0, -1)), 1e-9})
	if want := `[0,1,0.1235,19020000,-0.0001234,null,null,0,0.000000001]`; err != nil || string(got) != want {
		t.Errorf("%s, want %s; %v", got, want, err)
	}
}

// Few values are their own dots, and many have twenty, the middle ones beside the median.
func TestDots(t *testing.T) {
	if got := dotsOf([]float64{3, 1, 2}); !slices.Equal(got, []Number{1, 2, 3}) {
		t.Error(got)
	}
	var x []float64
	for i := range 401 {
		x = append(x, float64(i))
	}
	got := dotsOf(x)
	if len(got) != dots || got[0] != 10 || got[9] != 190 || got[10] != 210 || got[19] != 390 {
		t.Error(got)
	}
	if got := dotsOf(nil); got == nil || len(got) != 0 {
		t.Error(got)
	}
}

func TestWords(t *testing.T) {
	for _, c := range []struct{ got, want string }{
		{chanceOf(stats.ShareOf(55, 100)).Text, "55 % (47–63 %)"},
		{chanceOf(stats.ShareOf(0, 0)).Text, "never arose"},
		{spread(stats.Band{N: 9, Median: 1234, Low: -2, High: 56789}).Text, "1,200 (-2 to 57,000)"},
		{counts(stats.Band{N: 9, Median: 91, Low: 1.7, High: 762}).Text, "91 (2–762)"},
		{spread(stats.Band{}).Text, "–"},
		{effectOf(stats.Effect{N: 9, Mean: -0.47, Low: -0.55, High: -0.38}, "probability").Text, "-47 [-55, -38] percentage points"},
		{effectOf(stats.Effect{N: 9, Mean: -0.14, Low: -0.17, High: -0.1}, "share").Text, "-0.14 [-0.17, -0.10]"},
		{capital("étude"), "Étude"},
	} {
		if c.got != c.want {
			t.Errorf("%q, want %q", c.got, c.want)
		}
	}
}
