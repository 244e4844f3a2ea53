package main

import (
	"errors"
	"slices"
	"strings"

	"github.com/spf13/cobra"

	"casus/claims"
	"casus/ensemble"
	"casus/files"
	"casus/report/text"
	"casus/report/wording"
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
			if month > s.Clock.AftermathMonths {
				return usagef("--month %d: the aftermath has months 0 to %d", month, s.Clock.AftermathMonths)
			}
			t, err := playTwins(c, s, ids, &f)
			if err != nil {
				return err
			}
			defer t.leave()
			x, err := ensemble.Compare(s, world, against, t.worlds[world], t.worlds[against], month)
			if err != nil {
				return err
			}
			next := text.Commands{Scenario: wording.Folder(args[0])}
			folder, err := open(args[0])
			if err != nil {
				return err
			}
			if argues, err := files.There(folder, claims.File); err != nil {
				return err
			} else if argues {
				next.Claims = aboutTheSame(c, "claims", args[0])
			}
			if f.json {
				err = printJSON(c.OutOrStdout(), x)
			} else {
				err = text.Comparison(page(c), x, t.name, next)
			}
			return errors.Join(err, t.failures())
		},
	}
	f.sample(c)
	f.ownLuck(c)
	p := c.Flags()
	p.StringVar(&world, "world", "", "the world to look at (casus worlds lists them)")
	p.StringVar(&against, "against", scenario.AsModelled, "the world to set it against")
	within(p, &month, "month", "", 0, 0, 120, "month of the aftermath to look at (default: 12, or the last)")
	p.StringVar(&f.out, "out", "", "folder for the worlds (default: out/ID-worlds, or the next free one if the settings differ)")
	return c
}
