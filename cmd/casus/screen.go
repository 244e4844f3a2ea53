package main

import (
	"context"
	"errors"
	"time"

	"github.com/spf13/cobra"

	"casus/explore"
	"casus/report/text"
	"casus/scenario"
	"casus/sim"
)

func screenCommand() *cobra.Command {
	f := runFlags{mode: string(sim.Free)}
	c := &cobra.Command{
		Use: "screen DIR|ID", Short: "Find the parameters that move nothing", Args: exactly("DIR|ID"),
		Long: `Screen plays the scenario with each parameter at the lower and at the upper end
of its prior, one at a time, with all else the same, and names the outcome that
it moves most clearly. A parameter that moves none beyond chance need not be
uncertain, or need not be there; with more replicates it may yet.`,
		Example: "  casus screen small-state\n  casus screen kazakhstan-2022 -n 200 --scale 1000\n  casus screen my-crisis --json",
		RunE: func(c *cobra.Command, args []string) error {
			s, err := load(args[0])
			if err != nil {
				return err
			}
			if !c.Flags().Changed("replicates") {
				f.replicates = 60
			}
			x, err := f.experiment(c, s, scenario.AsModelled)
			if err != nil {
				return err
			}
			set, err := x.Settings(s, 0)
			if err != nil {
				return err
			}
			bar, end := progress(f.quiet, "parameters", time.Now(), 0, len(s.ParameterNames()), "%.1f/s ")
			moved, err := explore.Screen(c.Context(), s, set, f.replicates, f.workers, bar)
			end()
			switch {
			case errors.Is(err, context.Canceled):
				return errors.New("interrupted; nothing is kept of a screening")
			case err != nil:
				return err
			}
			if f.json {
				return printJSON(c.OutOrStdout(), moved)
			}
			text.Screen(c.OutOrStdout(), s, moved, f.replicates)
			return nil
		},
	}
	f.sample(c)
	c.Flags().Lookup("replicates").Usage = "replicates for each end of each parameter"
	c.Flags().Lookup("replicates").DefValue = "60"
	return c
}
