package main

import (
	"github.com/spf13/cobra"

	"casus/experiment"
	"casus/report/text"
)

func statusCommand() *cobra.Command {
	var asJSON bool
	c := &cobra.Command{
		Use: "status URL", Short: "Tell how far the shares of a run are", Args: exactly("URL"),
		Long: `Status tells how many replicates of an experiment are in an object store, in all its
worlds: how many failed, how fast others come, and how long the rest takes at that rate.
It asks the store alone; who plays is not known to it.`,
		Example: "  casus status s3://bucket/crises\n  casus status s3://bucket/crises --json",
		RunE: func(c *cobra.Command, args []string) error {
			if !isURL(args[0]) {
				return usagef("%s: a place in an object store, such as s3://bucket/crises; casus merge says what is missing of shares in folders", args[0])
			}
			place, err := openPlace(c.Context(), args[0])
			if err != nil {
				return err
			}
			list, err := experiment.StatusOf(c.Context(), place)
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
