package main

import (
	"fmt"

	"github.com/spf13/cobra"

	"casus/bench"
	"casus/classic"
	"casus/report/text"
	"casus/results"
	"casus/scenario"
)

// maxRounds of a measurement: more are a slip of the finger.
const maxRounds = 1000

func benchCommand() *cobra.Command {
	c := &cobra.Command{
		Use: "bench", Short: "Measure how fast casus is on this machine",
		Long: `Bench measures how fast casus is on this machine and holds it against targets
that were set for two cores. Figures are medians of rounds in which what is
compared alternates; other programs on the machine disturb them.
docs/performance.md says what each part costs.`,
		Args: noCommand,
		RunE: func(c *cobra.Command, _ []string) error { return c.Help() },
	}
	c.AddCommand(benchNationCommand(), benchClassicCommand())
	return c
}

func benchNationCommand() *cobra.Command {
	var set bench.Settings
	var brief, json bool
	c := &cobra.Command{
		Use: "nation", Short: "Every inhabitant for a month, and a thousand replicates", Args: exactly(),
		Long: `Nation plays a month of the reference crisis with every inhabitant, in full
unrest and calm, and an ensemble at 1:100. It compares the month in unrest with the
reading of a byte of every citizen once an hour, and the others with a spin of
arithmetic: ratios are judged, seconds stand beside them.`,
		Example: `  casus bench nation
  casus bench nation --brief`,
		RunE: func(c *cobra.Command, _ []string) error {
			s, err := loadShipped("kazakhstan-2022")
			if err != nil {
				return err
			}
			if brief {
				set.Rounds, set.Replicates, set.Scale = 1, 20, 100
			}
			set.Say = func(what string) { fmt.Fprintf(c.ErrOrStderr(), "measuring: %s\n", what) }
			r, err := bench.Nation(c.Context(), s, set)
			if err != nil {
				return err
			}
			return printReport(c, r, json)
		},
	}
	p := c.Flags()
	within(p, &set.Rounds, "rounds", "", 5, 1, maxRounds, "rounds of each measurement")
	within(p, &set.Replicates, "replicates", "n", 1000, 1, results.MaxReplicates, "replicates of the ensemble")
	within(p, &set.Scale, "scale", "", 1, 1, scenario.MaxScale, "people for whom one agent of the month stands")
	p.BoolVar(&brief, "brief", false, "only see that it works: one round at 1:100, 20 replicates")
	p.BoolVar(&json, "json", false, "print JSON")
	return c
}

func benchClassicCommand() *cobra.Command {
	var set bench.ClassicSettings
	var brief, json bool
	c := &cobra.Command{
		Use: "classic", Short: "Epstein's model of civil violence", Args: exactly(),
		Long: `Classic plays Epstein's Model I (casus classic) under NetLogo's rules, with
citizens on 70 % and cops on 4 % of the sites and vision 7, and counts how many
agents have their turn in a second. Large tori are played in one random order and
tile by tile. bench/peers has scripts that play it with other frameworks.`,
		Example: `  casus bench classic
  casus bench classic --sizes 40,100,200,400 --json`,
		RunE: func(c *cobra.Command, _ []string) error {
			if brief {
				set.Rounds, set.Sizes = 1, []int{40, 200}
			}
			set.Say = func(what string) { fmt.Fprintf(c.ErrOrStderr(), "measuring: %s\n", what) }
			for _, size := range set.Sizes {
				if size < bench.SmallestTorus || size > classic.MaxSize {
					return usagef("--sizes: a torus has %d to %d sites a side, not %d", bench.SmallestTorus, classic.MaxSize, size)
				}
			}
			r, err := bench.Classic(c.Context(), set)
			if err != nil {
				return err
			}
			return printReport(c, r, json)
		},
	}
	p := c.Flags()
	within(p, &set.Rounds, "rounds", "", 5, 1, maxRounds, "rounds of each measurement")
	p.IntSliceVar(&set.Sizes, "sizes", []int{40, 100, 200, 400, 1000, 4000}, "sites a side of the tori")
	p.BoolVar(&brief, "brief", false, "only see that it works: one round, the tori of 40 and 200")
	p.BoolVar(&json, "json", false, "print JSON")
	return c
}

func printReport(c *cobra.Command, r *bench.Report, json bool) error {
	if json {
		return printJSON(c.OutOrStdout(), r)
	}
	text.Bench(page(c), r)
	return nil
}
