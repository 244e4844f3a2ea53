package report_test

import (
	"io"
	"strings"
	"testing"

	"casus/report"
	"casus/score"
)

func TestProtestsAreDrawnBesideRealOnes(t *testing.T) {
	one := []score.Beside{{What: "arrests", Simulated: score.Estimate{Value: 0.9, Low: 0.8, High: 1}, Observed: score.Estimate{Value: 0.2, High: 0.4}}}
	street := &score.Street{References: []score.Reference{{Name: score.RegimesAlike, Responses: one, Sizes: one}, {Name: score.AllStates}}}
	svg := drawn(t, func(w io.Writer) error { return report.Protests(w, street) })
	for _, want := range []string{"regimes alike", "all states", "arrests", "model", "data"} {
		if !strings.Contains(svg, want) {
			t.Errorf("the picture does not say %q", want)
		}
	}
}
