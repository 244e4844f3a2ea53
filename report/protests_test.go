package report_test

import (
	"io"
	"strings"
	"testing"

	"casus/report"
	"casus/score/protests"
	"casus/stats"
)

func TestProtestsAreDrawnBesideRealOnes(t *testing.T) {
	one := []protests.Beside{{What: "arrests", Simulated: stats.Estimate{Value: 0.9, Low: 0.8, High: 1}, Observed: stats.Estimate{Value: 0.2, High: 0.4}}}
	street := &protests.Street{Parts: []protests.Part{
		{Name: protests.Single, References: []protests.Reference{{Name: protests.RegimesAlike, Responses: one, Sizes: one}, {Name: protests.AllStates}}},
		{Name: protests.InWaves},
	}}
	svg := drawn(t, func(w io.Writer) error { return report.Protests(w, street) })
	for _, want := range []string{"regimes alike", "all states", "arrests", "model", "data"} {
		if !strings.Contains(svg, want) {
			t.Errorf("the picture does not say %q", want)
		}
	}
}
