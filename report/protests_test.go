package report_test

import (
	"bytes"
	"encoding/xml"
	"errors"
	"io"
	"strings"
	"testing"

	"casus/report"
	"casus/score"
)

func TestProtestsAreDrawnBesideRealOnes(t *testing.T) {
	one := []score.Beside{{What: "arrests", Simulated: score.Estimate{Value: 0.9, Low: 0.8, High: 1}, Observed: score.Estimate{Value: 0.2, High: 0.4}}}
	var b bytes.Buffer
	if err := report.Protests(&b, &score.Street{References: []score.Reference{{Name: score.RegimesAlike, Responses: one, Sizes: one}, {Name: score.AllStates}}}); err != nil {
		t.Fatal(err)
	}
	for d := xml.NewDecoder(bytes.NewReader(b.Bytes())); ; {
		if _, err := d.Token(); errors.Is(err, io.EOF) {
			break
		} else if err != nil {
			t.Fatalf("not XML: %v", err)
		}
	}
	for _, want := range []string{"regimes alike", "all states", "arrests", "model", "data"} {
		if !strings.Contains(b.String(), want) {
			t.Errorf("the picture does not say %q", want)
		}
	}
}
