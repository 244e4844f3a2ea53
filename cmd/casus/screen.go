package main

import (
	"fmt"
	"time"

	"github.com/spf13/cobra"

	"casus/ensemble"
	"casus/explore"
	"casus/report/text"
	"casus/scenario"
	"casus/sim"
)

// screenReplicates are few: they are played twice for each parameter.
const screenReplicates = 60

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
			x, err := f.experiment(c, s, scenario.AsModelled)
			if err != nil {
				return err
			}
			if !c.Flags().Changed("replicates") {
				f.replicates = screenReplicates
			}
			if f.replicates < explore.Fewest {
				return usagef("-n %d: a screening takes %d runs or more", f.replicates, explore.Fewest)
			}
			doubt(c.ErrOrStderr(), s, x)
			set, err := x.Settings(s, 0)
			if err != nil {
				return err
			}
			bar, end := progress(f.quiet, "parameters", time.Now(), 0, len(s.ParameterNames()), "%.1f/s ")
			moved, err := explore.Screen(c.Context(), s, set, f.replicates, f.workers, bar)
			end()
			if err != nil {
				return unkept("a screening", err)
			}
			found := explore.Screening{Scenario: s.ID, Replicates: f.replicates, Asked: ensemble.AskedOf(x.Manifest(version)), Parameters: moved}
			if f.json {
				return printJSON(c.OutOrStdout(), found)
			}
			text.Screen(page(c), s, &found)
			return nil
		},
	}
	f.sample(c)
	c.Flags().Lookup("replicates").Usage = fmt.Sprintf("runs for each end of each parameter (default: %d)", screenReplicates)
	return c
}
