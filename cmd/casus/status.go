package main

import (
	"github.com/spf13/cobra"

	"casus/experiment"
	"casus/report/text"
)

func statusCommand() *cobra.Command {
	var asJSON bool
	c := &cobra.Command{
		Use: "status URL|OUT", Short: "Tell how far the shares of a run are", Args: exactly("URL|OUT"),
		Long: `Status tells how many replicates of an experiment are in an object store, or in a folder
of shares, in all its worlds: how many failed, how fast others come, and how long the rest
takes at that rate. It asks the store alone; who plays is not known to it.`,
		Example: "  casus status s3://bucket/crises\n  casus status shards --json",
		RunE: func(c *cobra.Command, args []string) error {
			list, err := statusOf(c, args[0])
			if err != nil {
				return err
			}
			if asJSON {
				return printJSON(c.OutOrStdout(), list)
			}
			text.Status(page(c), list)
			return nil
		},
	}
	c.Flags().BoolVar(&asJSON, "json", false, "print JSON")
	return c
}

func statusOf(c *cobra.Command, out string) ([]experiment.Status, error) {
	if !isURL(out) {
		return experiment.StatusOfShards([]string{out})
	}
	place, err := openPlace(c.Context(), out, false)
	if err != nil {
		return nil, err
	}
	return experiment.StatusOf(c.Context(), place)
}
