package main

import (
	"errors"
	"fmt"
	"io"
	"path/filepath"
	"slices"
	"strings"

	"github.com/spf13/cobra"

	"casus/ensemble"
	"casus/report"
	"casus/report/number"
	"casus/report/screen"
	"casus/scenario"
)

func compareCommand() *cobra.Command {
	var f runFlags
	var world, against string
	var month int
	c := &cobra.Command{
		Use: "compare DIR|ID --world WORLD", Short: "Set a counterfactual world against the world as modelled, run by run", Args: exactly("DIR|ID"),
		Long: `Compare plays two worlds of a scenario with the same draws and the same luck, and
shows what differs: the mean of every outcome in both, the mean difference within
replicates with its 90 % interval, and how many times smaller its variance is than
with runs that share no luck.

Runs are kept, a folder for each world, and used again by compare and claims. A
command that was interrupted goes on when it is given again.`,
		Example: `  casus compare kazakhstan-2022 --world no-request
  casus compare kazakhstan-2022 --world long-stay --month 24
  casus compare kazakhstan-2022 --world unilateral --against no-request --json`,
		RunE: func(c *cobra.Command, args []string) error {
			s, err := load(args[0])
			if err != nil {
				return err
			}
			if world == "" {
				return usagef("--world is missing: which of %s?", strings.Join(s.WorldIDs(), ", "))
			}
			var ids []string
			for _, id := range []string{against, world} {
				if _, err := knownWorld(s, id); err != nil {
					return err
				}
				if !slices.Contains(ids, id) {
					ids = append(ids, id)
				}
			}
			if !c.Flags().Changed("month") {
				month = min(12, s.Clock.AftermathMonths)
			}
			if month < 0 || month > s.Clock.AftermathMonths {
				return usagef("--month %d: the aftermath has months 0 to %d", month, s.Clock.AftermathMonths)
			}
			t, err := playTwins(c, s, ids, &f)
			if err != nil {
				return err
			}
			x, err := ensemble.Compare(s, world, against, t.worlds[world], t.worlds[against], month)
			if err != nil {
				return err
			}
			if f.json {
				err = printJSON(c, x)
			} else {
				err = printComparison(c.OutOrStdout(), x, args[0], aboutTheSame(c, "claims", args[0]), t.folder)
			}
			return errors.Join(err, t.failures())
		},
	}
	f.sample(c)
	f.ownLuck(c)
	p := c.Flags()
	p.StringVar(&world, "world", "", "the world to look at (casus worlds lists them)")
	p.StringVar(&against, "against", scenario.AsModelled, "the world to set it against")
	p.IntVar(&month, "month", 0, "month of the aftermath to look at (default: 12, or the last)")
	p.StringVar(&f.out, "out", "", "folder for the worlds (default: out/ID-worlds, or the next free one if the settings differ)")
	return c
}

// printComparison prints the two worlds beside each other.
func printComparison(w io.Writer, x *ensemble.Comparison, name, claims, folder string) error {
	p := func(format string, args ...any) { fmt.Fprintf(w, format, args...) }
	p("\n%s: %s against %s, in this model and under these priors\n%s\n", x.Title, x.ID, x.Against, x.Text)
	p("%d replicates with the same draws and the same luck in both; %d of them differ in some outcome; seed %d\n", x.Replicates, x.Differ, x.Seed)
	if x.Failed > 0 {
		p("%d of them failed and are left out\n", x.Failed)
	}
	p("\nWhat happened\n")
	printCompared(w, x, x.Outcomes)
	if len(x.Missing) > 0 {
		p("in no replicate of both worlds: %s\n", strings.Join(x.Missing, ", "))
	}
	p("\nThe aftermath, month %d\n", x.Month)
	printCompared(w, x, x.Aftermath)
	p("Effect: mean difference within replicates, with its 90 %% interval. Variance: how many times smaller that of the effect\nis than with as many runs of two worlds that share neither draws nor luck\n")
	p("\nDay by day and month by month, means over all runs: ● %s  ○ %s  ◉ both\n\n", x.ID, x.Against)
	var charts []report.Multiple
	for _, k := range x.Series {
		from, to := fmt.Sprintf("%s %d", k.Step, k.First), fmt.Sprint(k.First+len(k.World)-1)
		if k.First < 0 {
			from, to = "before", k.Step+" "+to
		}
		charts = append(charts, report.Multiple{Title: k.Name, From: from, To: to, This: k.World, Other: k.Against})
	}
	if err := report.Multiples(w, charts, max(screen.PlainColumns, screen.Of(w).Columns)); err != nil {
		return err
	}
	p("Runs: %s and %s\n", filepath.Join(folder, x.Against), filepath.Join(folder, x.ID))
	p("Next: what the names mean   casus show %s --outcomes\n", name)
	p("      test an argument      %s\n", claims)
	return nil
}

func printCompared(w io.Writer, x *ensemble.Comparison, list []ensemble.Compared) {
	var rows [][]string
	for _, o := range list {
		a, b := number.Short(o.Against), number.Short(o.World)
		if o.Unit == "probability" {
			a, b = number.Percent(o.Against), number.Percent(o.World)
		}
		value, unit := effectBand(o.Effect, o.Unit)
		smaller := "–"
		if o.Effect.Reduction != nil {
			smaller = "×" + number.Short(*o.Effect.Reduction)
		}
		rows = append(rows, []string{o.Name, a, b, value, unit, smaller, fmt.Sprint(o.Effect.N)})
	}
	screen.Table(w, []string{"outcome", x.Against, x.ID, "effect [90 %]", "", "variance", "runs"}, rows)
}
