package main

import (
	"fmt"

	"github.com/spf13/cobra"

	"casus/report/number"
	"casus/results"
)

func verifyCommand() *cobra.Command {
	return &cobra.Command{
		Use: "verify OUT", Short: "Check that the files of a run are those that casus wrote", Args: exactly("OUT"),
		Long: `Verify reads every file of a run again, compares its bytes with the hashes in the
manifest, and makes the content hash anew from the rows. It says which files are
missing, changed or foreign, and what to do about each.`,
		Example: "  casus verify out/kazakhstan-2022",
		RunE: func(c *cobra.Command, args []string) error {
			silent := func() {}
			v, err := results.Verify(args[0], func(int) (count, end func()) { return silent, silent })
			if err != nil {
				return err
			}
			out := c.OutOrStdout()
			for _, d := range v.Damage {
				fmt.Fprintf(out, "%s: %s\n", d.File, d.Problem)
				if d.Remedy != "" {
					fmt.Fprintf(out, "  %s\n", d.Remedy)
				}
			}
			if n := len(v.Damage); n > 0 {
				return fmt.Errorf("%s: %s not as casus wrote them", args[0], number.Of(n, "file"))
			}
			fmt.Fprintf(out, "%s: %s as casus wrote them, with %d of %s; content hash %s\n", args[0], number.Of(v.Files, "file"), v.Done, number.Of(v.Replicates, "replicate"), v.ContentHash)
			return nil
		},
	}
}
