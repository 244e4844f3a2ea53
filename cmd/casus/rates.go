package main

import (
	"time"

	"github.com/spf13/cobra"

	"casus/library"
	"casus/report/markdown"
	"casus/report/text"
	"casus/score/rates"
)

func ratesCommand() *cobra.Command {
	var before string
	var asJSON, asPage, all, withCases bool
	c := &cobra.Command{
		Use: "rates", Short: "Count base rates of the years after a crisis, from before a date", Args: exactly(),
		Long: `Rates counts, from armed conflicts since 1946 (UCDP), memberships of alliances,
protests and the case library, how often the things of an aftermath happened: a lead
nation has a war of its own, a state attacks a member, allies then send troops or do
not, a domestic conflict or a wave of protest begins in a member, a member leaves or
is suspended, a deployment is followed by another.

It prints those that usual priors were taken from, each with the parameter; --all has the
rest. Each number has what it was counted from and a 90 % interval. Only whole years
before the date are read, and no date after 2022-01-01 is taken: what came after is
kept for scoring, and no prior may come from it.`,
		Example: `  casus rates
  casus rates --all
  casus rates --cases
  casus rates --before 2014-01-01 --json
  casus rates --markdown > rates.md`,
		RunE: func(c *cobra.Command, _ []string) error {
			switch {
			case asJSON && asPage:
				return usagef("--markdown and --json: choose one")
			case withCases && (asJSON || asPage):
				return usagef("--cases: --json and --markdown have the cases anyway")
			case all && (asJSON || asPage):
				return usagef("--all: --json and --markdown have all rates anyway")
			}
			date, err := time.Parse(time.DateOnly, before)
			if err != nil {
				return usagef("--before %q: it is a date such as %s", before, rates.Latest)
			}
			t, err := rates.Count(ratesSources(), date)
			if err != nil {
				return usageError{err}
			}
			switch {
			case asJSON:
				return printJSON(c.OutOrStdout(), t)
			case asPage:
				markdown.Rates(c.OutOrStdout(), t)
			default:
				text.Rates(page(c), t, all, withCases)
			}
			return nil
		},
	}
	p := c.Flags()
	p.StringVar(&before, "before", rates.Latest, "count whole years before this date, YYYY-MM-DD")
	p.BoolVar(&all, "all", false, "print all rates, not only those that usual priors were taken from")
	p.BoolVar(&withCases, "cases", false, "the same, with the cases behind each number, and how it was counted")
	p.BoolVar(&asJSON, "json", false, "print JSON")
	p.BoolVar(&asPage, "markdown", false, "print a page in Markdown")
	return c
}

// ratesSources are the tables that ship.
func ratesSources() rates.Sources {
	return rates.Sources{World: library.World(), Conflicts: library.Conflicts(), Cases: library.Cases(), Protests: library.Protests()}
}
