package main

import (
	"context"
	"errors"
	"fmt"
	"io"
	"runtime"
	"strconv"
	"strings"
	"time"

	"github.com/spf13/cobra"

	"casus/report"
	"casus/report/number"
	"casus/report/screen"
	"casus/scenario"
	"casus/score/hindcast"
)

// Runs of a hindcast's first days: fewer leave hardly any that are like the
// record, more take minutes.
const (
	minHindcastRuns = 100
	maxHindcastRuns = 10_000_000
)

func hindcastCommand() *cobra.Command {
	var set hindcast.Settings
	var until, picture string
	var asJSON, quiet bool
	c := &cobra.Command{
		Use: "hindcast DIR|ID", Short: "Fit a scenario to the first days of its record and predict the others", Args: exactly("DIR|ID"),
		Long: `Hindcast plays the first days of many runs with the record's decisions and the
priors from before the fit to the record (which knows all of it), weighs each run by
how near it is to the daily values up to the cut, and plays those drawn by weight on.
What they predict is scored on the daily values after the cut:
how many lie in the 50 and 90 % bands, the continuous ranked probability score beside
two simple forecasts, and the probability integral transform. Decisions after the cut
are taken from the record too: what is predicted is the crisis, given the decisions.`,
		Example: `  casus hindcast kazakhstan-2022
  casus hindcast kazakhstan-2022 --until 2022-01-04
  casus hindcast kazakhstan-2022 --picture hindcast.svg
  casus hindcast ./my-crisis --until 3 -n 5000 --json`,
		RunE: func(c *cobra.Command, args []string) error {
			s, err := load(args[0])
			if err != nil {
				return err
			}
			if !c.Flags().Changed("scale") {
				set.Scale = s.Defaults.Scale
			}
			switch {
			case set.Runs < minHindcastRuns || set.Runs > maxHindcastRuns:
				return usagef("-n %d: %d to %d runs", set.Runs, minHindcastRuns, maxHindcastRuns)
			case checkScale(set.Scale) != nil:
				return checkScale(set.Scale)
			case set.Workers < 1:
				return usagef("--workers %d: at least one", set.Workers)
			case len(s.Record.Decisions) == 0:
				return usagef("the record of %s has no decisions to replay; add some to record.yaml", s.ID)
			}
			day, err := cut(s, until)
			if err != nil {
				return err
			}
			e, err := hindcast.Until(s, day)
			if err != nil {
				return usageError{err}
			}
			h, err := e.Run(c.Context(), set, func(what string, runs int) (count, end func()) {
				return progress(quiet, what, time.Now(), 0, runs, "%.0f runs/s ")
			})
			switch {
			case errors.Is(err, context.Canceled):
				return errors.New("interrupted; nothing is kept of a hindcast")
			case err != nil:
				return err
			}
			if picture != "" {
				if err := keepPicture(picture, func(w io.Writer) error { return report.Hindcast(w, h) }); err != nil {
					return err
				}
			}
			if asJSON {
				return printJSON(c, h)
			}
			printHindcast(c.OutOrStdout(), h)
			return nil
		},
	}
	p := c.Flags()
	p.StringVar(&until, "until", "", "last day to fit to, as a date or as a number, the first day being 1 (default: hindcast_until of record.yaml)")
	p.IntVarP(&set.Runs, "replicates", "n", 40_000, "runs whose first days are weighed")
	p.Float64Var(&set.Scale, "scale", 0, "people for whom one agent stands, 1 to 1000 (default: the scenario's)")
	p.Uint64Var(&set.Seed, "seed", 1, "seed of all luck")
	p.IntVar(&set.Workers, "workers", runtime.NumCPU(), "runs at once")
	p.StringVar(&picture, "picture", "", "file to draw the bands and the record to, as SVG")
	p.BoolVar(&asJSON, "json", false, "print JSON")
	p.BoolVar(&quiet, "quiet", false, "no progress")
	return c
}

// cut reads the last day to fit to: a date, the number of a day, or by default
// what the record says.
func cut(s *scenario.Scenario, until string) (day int, err error) {
	if until == "" {
		until = s.Record.Until
	}
	if until == "" {
		return 0, usagef("say which day is the last to fit to: --until DATE, or hindcast_until in record.yaml")
	}
	day, err = strconv.Atoi(until)
	if err != nil {
		if _, err := time.Parse(time.DateOnly, until); err != nil {
			return 0, usagef("--until %q: a date such as %s, or the number of a day", until, s.DateOf(4))
		}
		day = s.DayOf(until)
	}
	if day < 1 || day >= s.Clock.CrisisDays {
		return 0, usagef("--until %s: the crisis is played from %s to %s, and the last day cannot be fitted to", until, s.DateOf(1), s.DateOf(s.Clock.CrisisDays))
	}
	return day, nil
}

func printHindcast(w io.Writer, h *hindcast.Result) {
	p := func(format string, args ...any) { fmt.Fprintf(w, format, args...) }
	p("\n%s with the record's decisions: fitted to %s of %s to %s, the %s after it predicted\n",
		h.Scenario, number.Of(h.Fitted, "daily value"), h.From, h.Until, number.Of(len(h.Predictions), "value"))
	p("%s runs weighed by their first days are worth %.0f equal ones; %s drawn from them, %s of them distinct, were played on\n",
		number.Whole(float64(h.Runs)), h.Effective, number.Whole(float64(h.Drawn)), number.Whole(float64(h.PlayedOn)))
	if h.Few {
		p("That is FEW: the bands are rough, and another seed may give others. Take more runs (-n)\n")
	}
	if h.Outside > 0 {
		p("%s outside the days that are played left out\n", number.Of(h.Outside, "daily value"))
	}
	var rows [][]string
	for _, x := range h.Predictions {
		inside := "–"
		switch {
		case x.Half[0] <= x.Record && x.Record <= x.Half[1]:
			inside = "50 %"
		case x.Most[0] <= x.Record && x.Record <= x.Most[1]:
			inside = "90 %"
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
	fitted, prior := h.Bands[hindcast.Conditioned], h.Bands[hindcast.Ensemble]
	p("Half of the 90 %% bands are narrower than a factor of %s; those of the prior ensemble, than one of %s, and they hold %d\n", number.Short(fitted.Width), number.Short(prior.Width), prior.Inside)
	p("\nContinuous ranked probability score of ln(1 + value), lower is better\n")
	rows = nil
	for _, x := range h.Scores {
		against, better := "", ""
		if x.Name != hindcast.Conditioned {
			against, better = estimate(x.Difference), fmt.Sprintf("%d of %d", x.Better, len(h.Predictions))
		}
		rows = append(rows, []string{x.Name, estimate(x.CRPS), against, better, x.Doc})
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
			row = append(row, number2(logs[n]/k)+"  "+number.Short(raw[n]/k))
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
