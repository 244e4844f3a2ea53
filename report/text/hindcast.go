package text

import (
	"fmt"
	"io"
	"strings"

	"casus/report/number"
	"casus/report/screen"
	"casus/report/wording"
	"casus/score/hindcast"
	"casus/stats"
)

// Hindcast prints how well the days after the cut were predicted.
func Hindcast(w io.Writer, h *hindcast.Result) {
	p := func(format string, args ...any) { fmt.Fprintf(w, format, args...) }
	p("\n%s: fitted to %s of %s to %s, the %s after it predicted\n%s\n",
		h.Scenario, number.Of(h.Fitted, "daily value"), h.From, h.Until, number.Of(len(h.Predictions), "value"), wording.Hindcast(h))
	p("%s runs, weighed by each day of the record in turn, are worth %.0f equal ones; %s were played on, from %s of them\n",
		number.Whole(float64(h.Runs)), h.Effective, number.Whole(float64(h.Drawn)), number.Whole(float64(h.PlayedOn)))
	if h.Few {
		p("That is FEW: the bands are rough, and another seed may give others. Take more runs (-n)\n")
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
	for _, c := range []struct {
		name string
		hindcast.Coverage
	}{{"50 %", h.Half}, {"90 %", h.Most}} {
		p("The %s bands hold %d of %d, %s [%s, %s if values were independent]; if the predictions are right %s to %s, nine times in ten\n",
			c.name, c.Inside, c.Share.Of, number.Percent(c.Share.P), number.Percent(c.Share.Low), number.Percent(c.Share.High), number.Percent(c.Right[0]), number.Percent(c.Right[1]))
	}
	if n := h.Most.TooWide; n > 0 {
		p("%s in 90 %% bands that are wider than a factor of %d, or %s of all that is possible: they say nothing, and do not count\n", number.Of(n, "value"), stats.WidestRatio, number.Percent(stats.WidestPart))
	}
	fitted, prior := h.Bands[hindcast.Conditioned], h.Bands[hindcast.Ensemble]
	p("Half of the 90 %% bands are narrower than a factor of %s; those of the prior ensemble, than one of %s, and they hold %d\n", number.Short(fitted.Width), number.Short(prior.Width), prior.Inside)
	p("\nContinuous ranked probability score of ln(1 + value), lower is better\n")
	rows = nil
	for _, x := range h.Scores {
		against, better := "", ""
		if x.Name != hindcast.Conditioned {
			against, better = number.Estimate(x.Difference), fmt.Sprintf("%d of %d", x.Better, len(h.Predictions))
		}
		rows = append(rows, []string{x.Name, number.Estimate(x.CRPS), against, better, x.Doc})
	}
	screen.Table(w, []string{"forecaster", "CRPS", "hindcast less this", "hindcast better in", ""}, rows)
	p("90 %% intervals: bootstrap of whole series, of which there are few. A difference below 0: the hindcast is better\n")
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
