package wording

import (
	"testing"

	"casus/scenario"
)

func TestPrior(t *testing.T) {
	fixed := 0.3
	for _, c := range []struct {
		prior scenario.Prior
		want  string
	}{
		{scenario.Prior{Fixed: &fixed}, "0.3, not in doubt"},
		{scenario.Prior{Uniform: []float64{0.2, 0.6}}, "between 0.2 and 0.6, all equally likely"},
		{scenario.Prior{Triangular: []float64{-1, 0.5, 12000}}, "between -1 and 12,000, most likely 0.5"},
		{scenario.Prior{Choice: map[string]float64{"1": 0.6, "2": 1.4}}, "one of 1 (30 %) and 2 (70 %)"},
		{scenario.Prior{Normal: []float64{0.07, 0.008}}, "most likely about 0.07; two times in three between 0.0623 and 0.0777"},
		{scenario.Prior{Lognormal: []float64{700, 0.3}, Within: []float64{200, 2000}}, "as likely above as below 700; two times in three between 524 and 935, never outside 200 to 2,000"},
		{scenario.Prior{Beta: []float64{1, 1}}, "between 0 and 1; two times in three between 0.167 and 0.833"},
	} {
		if got := Prior(c.prior); got != c.want {
			t.Errorf("%q, want %q", got, c.want)
		}
	}
}
