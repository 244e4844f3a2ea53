package report_test

import (
	"io"
	"strings"
	"testing"

	"casus/report"
	"casus/score/hindcast"
)

func TestPictureOfAHindcast(t *testing.T) {
	record, none := 8.0, 0.0
	day := func(n int, date string, record *float64, confidence string) hindcast.FanDay {
		return hindcast.FanDay{Day: n, Date: date, Record: record, Confidence: confidence, Spread: hindcast.Spread{Median: 5, Half: [2]float64{3, 7}, Most: [2]float64{0, 90}}}
	}
	days := []hindcast.FanDay{day(1, "2022-01-02", &record, "high"), day(2, "2022-01-03", nil, ""), day(3, "2022-01-04", &none, "low")}
	h := &hindcast.Result{Until: "2022-01-02", Fan: []hindcast.Fan{{Series: "deaths", Unit: "people", Days: days}, {Series: "regions_protest", Unit: "regions", Days: days}}}
	h.PIT = []hindcast.PITBin{{Count: 0, Expected: 0.5}, {Count: 1, Expected: 0.5}}
	for range 2 { // a full row, and one that is not
		svg := drawn(t, func(w io.Writer) error { return report.Hindcast(w, h) })
		for _, want := range []string{"deaths, people", "regions protest, regions", "2 Jan", "where the record lies in the predictions", "0.5–1.0", "last day fitted", "record, low confidence"} {
			if !strings.Contains(svg, want) {
				t.Errorf("no %q", want)
			}
		}
		h.Fan = append(h.Fan, h.Fan[1])
	}
}
