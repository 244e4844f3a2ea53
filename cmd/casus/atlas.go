package main

import (
	"errors"
	"fmt"

	"github.com/spf13/cobra"

	"casus/atlas"
	"casus/report"
	"casus/report/screen"
	"casus/report/text"
	"casus/report/wording"
)

func atlasCommand() *cobra.Command {
	var year int
	var asJSON bool
	var picture string
	c := &cobra.Command{
		Use: "atlas [STATE]", Short: "Show what open data say of a state in a year; or list the states", Args: atMostOne,
		Long: `Atlas prints the sheet of a state at the beginning of a year: people by age, regions
and towns, regime, economy, forces, the organisations that may be asked for help with
their members and rules, votes in the United Nations, protests, and what is missing.
Each number has its year, and says whether it was carried from another or derived. All
are of the year before, or older: codings of a year often hold already what a crisis of
that year made. Without a state, it lists those it knows.

casus new draws a scenario from the same data.`,
		Example: "  casus atlas\n  casus atlas LKA --year 2022\n  casus atlas LKA --year 2022 --json\n  casus atlas LKA --year 2022 --picture sri-lanka.svg",
	}
	within(c.Flags(), &year, "year", "", atlas.Last, atlas.First, atlas.Last, "year")
	c.Flags().BoolVar(&asJSON, "json", false, "print JSON")
	c.Flags().StringVar(&picture, "picture", "", "file for a map of its regions and towns, as SVG, in place of the sheet")
	c.RunE = func(c *cobra.Command, args []string) error {
		out := page(c)
		if len(args) == 0 {
			if picture != "" {
				return usagef("--picture goes with a state: casus atlas LKA --picture %s", picture)
			}
			if c.Flags().Changed("year") {
				return usagef("--year goes with a state: casus atlas LKA --year %d", year)
			}
			list, err := atlas.List()
			if err != nil {
				return err
			}
			if asJSON {
				return printJSON(c.OutOrStdout(), list)
			}
			text.States(out, list)
			return nil
		}
		s, err := sheet(args[0], year)
		if err != nil {
			return err
		}
		switch {
		case asJSON && picture != "":
			return usagef("--json and --picture: choose one")
		case asJSON:
			return printJSON(c.OutOrStdout(), s)
		case picture != "":
			if err := writable(picture); err != nil {
				return err
			}
			m, err := report.StateMap(s)
			if err != nil {
				return err
			}
			if err := keepPicture(picture, m.Draw); err != nil {
				return err
			}
			fmt.Fprintf(out, "map written to %s\n", picture)
			return nil
		}
		text.Sheet(out, s)
		fmt.Fprintf(out, "\n%s draws a scenario from this.\n", screen.Whole(wording.Command("casus", "new", "my-crisis", "--country", s.ISO3, "--year", fmt.Sprint(year))))
		return nil
	}
	return c
}

// atMostOne wants a state, or none.
func atMostOne(c *cobra.Command, args []string) error {
	if len(args) > 1 {
		return usagef("atlas takes one state, and got %d; see %s --help", len(args), c.CommandPath())
	}
	return nil
}

// sheet gives that of a state; a state or year that is not there is bad input.
func sheet(iso3 string, year int) (*atlas.Sheet, error) {
	s, err := atlas.State(iso3, year)
	var missing *atlas.MissingState
	if errors.As(err, &missing) {
		return nil, usageError{err}
	}
	return s, err
}
