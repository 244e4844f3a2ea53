package text

import (
	"fmt"
	"io"
	"strings"

	"casus/report/number"
	"casus/report/screen"
	"casus/report/wording"
	"casus/score/hindcast"
)

// Hindcast prints how well the days after the cut were predicted.
func Hindcast(w io.Writer, h *hindcast.Result) {
	p := func(format string, args ...any) { fmt.Fprintf(w, format, args...) }
	p("\n%s: %s\n%s\n%s\n", h.Scenario, wording.Predicted(h), wording.Hindcast(h), wording.Worth(h))
	if h.Few {
		p("%s. Take more runs (-n)\n", wording.FewRuns)
	}
	var rows [][]string
	for _, x := range h.Predictions {
		inside := "–"
		switch {
		case x.InHalf:
			inside = "50 %"
		case x.InMost:
			inside = "90 %"
		case x.TooWide:
			inside = "too wide"
		}
		rows = append(rows, []string{x.Series, x.Date, number.Whole(x.Record), x.Confidence, number.Short(x.Median), interval(x.Half), interval(x.Most), inside})
	}
	p("\n")
	screen.Table(w, []string{"series", "day", "record", "confidence", "median", "50 %", "90 %", "inside"}, rows)
	p("%s\n%s\n", wording.InBands("50 %", h.Half), wording.InBands("90 %", h.Most))
	if n := h.Most.TooWide; n > 0 {
		p("%s\n", wording.SayNothing(n))
	}
	p("%s\n\n%s\n", wording.Narrow(h), wording.CRPS)
	rows = nil
	for _, x := range h.Scores {
		against, better := "", ""
		if x.Name != hindcast.Conditioned {
			against, better = number.Estimate(x.Difference), fmt.Sprintf("%d of %d", x.Better, len(h.Predictions))
		}
		rows = append(rows, []string{x.Name, number.Estimate(x.CRPS), against, better, x.Doc})
	}
	screen.Table(w, []string{"forecaster", "CRPS", "hindcast less this", "hindcast better in", ""}, rows)
	p("%s\n", wording.CRPSIntervals)
	printSeries(w, h)
	printPIT(w, h)
}

func interval(x [2]float64) string { return number.Short(x[0]) + "–" + number.Short(x[1]) }

// printSeries gives the scores series by series, of the values themselves too.
func printSeries(w io.Writer, h *hindcast.Result) {
	fmt.Fprintf(w, "\nBy series, CRPS of ln(1 + value), and of the value itself\n")
	names := []string{hindcast.Conditioned, hindcast.Persistence, hindcast.Ensemble}
	var rows [][]string
	for i := 0; i < len(h.Predictions); {
		from := i
		logs, raw := map[string]float64{}, map[string]float64{}
		for ; i < len(h.Predictions) && h.Predictions[i].Series == h.Predictions[from].Series; i++ {
			for _, n := range names {
				logs[n] += h.Predictions[i].CRPS[n]
				raw[n] += h.Predictions[i].CRPSRaw[n]
			}
		}
		row := []string{h.Predictions[from].Series, fmt.Sprint(i - from)}
		for _, n := range names {
			k := float64(i - from)
			row = append(row, number.Decimals(logs[n]/k)+"  "+number.Short(raw[n]/k))
		}
		rows = append(rows, row)
	}
	screen.Table(w, append([]string{"series", "values"}, names...), rows)
}

// printPIT draws the histogram of the probability integral transform.
func printPIT(w io.Writer, h *hindcast.Result) {
	const blocks = 4 // to a value
	fmt.Fprintf(w, "\nWhere the record lies in the predictions (probability integral transform); even, but for luck, if they are right\n")
	for b, x := range h.PIT {
		bar := strings.Repeat("█", int(x.Count*blocks+0.5))
		fmt.Fprintf(w, "%4d–%3d %% │%s %.1f (even %.1f; if right %.1f to %.1f)\n", 100*b/len(h.PIT), 100*(b+1)/len(h.PIT), bar, x.Count, x.Expected, x.Right[0], x.Right[1])
	}
}
