package main

import (
	"errors"
	"fmt"
	"io"
	"runtime"
	"strconv"
	"time"

	"github.com/spf13/cobra"

	"casus/report"
	"casus/report/text"
	"casus/scenario"
	"casus/score"
	"casus/score/hindcast"
)

// Runs of a hindcast's first days: fewer leave hardly any that are like the
// record, more take minutes.
const (
	minHindcastRuns = 100
	maxHindcastRuns = 1_000_000
)

func hindcastCommand() *cobra.Command {
	var set hindcast.Settings
	var until, picture string
	var asJSON, quiet bool
	c := &cobra.Command{
		Use: "hindcast DIR|ID", Short: "Fit a scenario to the first days of its record and predict the others", Args: exactly("DIR|ID"),
		Long: `Hindcast plays the first days of many runs with the record's decisions and the
priors from before the fit to the record (which knows all of it). After each day with
values up to the cut it weighs each run by how near it is to them, and plays on those
drawn by weight; a run that is drawn twice has other luck from then on.
What is left predicts the days after the cut, and is scored on their values:
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
			case s.CheckScale(set.Scale) != nil:
				return usagef("--scale %g: %w", set.Scale, s.CheckScale(set.Scale))
			case hindcast.Replayable(s) != nil:
				return usageError{hindcast.Replayable(s)}
			}
			day, err := cut(s, until)
			if err != nil {
				return err
			}
			e, err := hindcast.Until(s, day)
			if err != nil {
				return usageError{err}
			}
			if err := writable(picture); err != nil {
				return err
			}
			h, err := e.Run(c.Context(), set, func(what string, runs int) (count, end func()) {
				return progress(quiet, what, time.Now(), 0, runs, "%.0f runs/s ")
			})
			var few *hindcast.TooFew
			switch {
			case errors.As(err, &few):
				return fmt.Errorf("%w; take more (-n), or fit to fewer days (--until)", err)
			case err != nil:
				return unkept("a hindcast", err)
			}
			if picture != "" {
				if err := keepPicture(picture, func(w io.Writer) error { return report.Hindcast(w, h) }); err != nil {
					return err
				}
			}
			if asJSON {
				return printJSON(c.OutOrStdout(), h)
			}
			text.Hindcast(page(c), h)
			return nil
		},
	}
	p := c.Flags()
	p.StringVar(&until, "until", "", "last day to fit to, as a date or as a number, the first day being 1 (default: hindcast_until of record.yaml)")
	within(p, &set.Runs, "replicates", "n", score.UsualRuns, minHindcastRuns, maxHindcastRuns, "runs whose first days are weighed")
	within(p, &set.Scale, "scale", "", 0, 1, scenario.MaxScale, "people for whom one agent stands, 1 to 1000 (default: the scenario's)")
	seed(p, &set.Seed, "seed", 1, "seed of all luck")
	within(p, &set.Workers, "workers", "", runtime.NumCPU(), 1, maxWorkers, "runs at once")
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
