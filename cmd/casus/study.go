package main

import (
	"fmt"
	"io"
	"time"

	"github.com/spf13/cobra"

	"casus/files"
	"casus/library"
	"casus/report"
	"casus/report/markdown"
	"casus/report/text"
	"casus/score/eventstudy"
	"casus/score/history"
	"casus/score/protests"
)

func studyCommand() *cobra.Command {
	var set eventstudy.Settings
	var asJSON, asPage, asPriors, quiet bool
	var to, picture string
	c := &cobra.Command{
		Use: "study", Short: "Estimate what interventions did to votes in the United Nations: an event study", Args: exactly(),
		Long: `Study estimates what an intervention for a government or against it, a refusal, or
a wave of protest answered with killings did to how near states voted to the lead in
the General Assembly: the target, to the lead and to its rival; other members and
neighbours, to the lead. It is a stacked difference in differences: each event has
controls of its own in the target's region that nothing happened to within five
years, the nearest in votes before. It says by how much, at 1, 2 and 5 years; whether
the target was moving before; and what the same finds at dates at which nothing
happened.

Events are those of the case library and of the Uppsala Conflict Data Program.
Nothing of 2022 or later is read. --priors prints the priors of relations.* that
follow, in the form of parameters.yaml, each with its derivation; where the data say
nothing, the prior spans zero and says so.`,
		Example: `  casus study
  casus study --priors --to relations.yaml
  casus study --placebos 2000 --seed 7 --json
  casus study --markdown --picture eventstudy.svg > eventstudy.md`,
		RunE: func(c *cobra.Command, _ []string) error {
			chosen := 0
			for _, f := range []bool{asJSON, asPage, asPriors} {
				if f {
					chosen++
				}
			}
			switch {
			case chosen > 1:
				return usagef("--json, --markdown and --priors: choose one")
			case to != "" && !asPriors:
				return usagef("--to is for --priors")
			}
			for _, name := range []string{to, picture} {
				if err := writable(name); err != nil {
					return err
				}
			}
			past, err := history.Load(library.World(), library.Conflicts())
			if err != nil {
				return err
			}
			list, err := readCases(c, "")
			if err != nil {
				return err
			}
			protested, err := protests.Load(library.Protests(), protests.File)
			if err != nil {
				return err
			}
			bar, end := progress(quiet, "effects", time.Now(), 0, eventstudy.Steps(), "%.1f/s ")
			s, err := eventstudy.Run(c.Context(), past, list.Cases, protested, set, bar)
			end()
			if err != nil {
				return unkept("a study", err)
			}
			if picture != "" {
				if err := keepPicture(picture, func(w io.Writer) error { return report.Study(w, s) }); err != nil {
					return err
				}
			}
			switch {
			case asPriors:
				return studyPriors(c, s, set.Command(), to)
			case asJSON:
				return printJSON(c.OutOrStdout(), s)
			case asPage:
				return markdown.Study(c.OutOrStdout(), s, set.Command())
			}
			text.Study(page(c), s)
			return nil
		},
	}
	p := c.Flags()
	within(p, &set.Placebos, "placebos", "", eventstudy.UsualPlacebos, eventstudy.FewestPlacebos, 100_000, "draws of placebo dates")
	seed(p, &set.Seed, "seed", 1, "seed of placebo dates and resamples")
	p.BoolVar(&asPriors, "priors", false, "print the priors of relations.* that follow, as YAML")
	p.StringVar(&to, "to", "", "write the priors to this file")
	p.StringVar(&picture, "picture", "", "draw the coefficients as SVG into this file")
	p.BoolVar(&asJSON, "json", false, "print JSON")
	p.BoolVar(&asPage, "markdown", false, "print a page in Markdown")
	p.BoolVar(&quiet, "quiet", false, "no progress")
	return c
}

// studyPriors prints the priors of a study, or writes them to a file.
func studyPriors(c *cobra.Command, s *eventstudy.Study, command, to string) error {
	priors, err := s.Priors()
	if err != nil {
		return err
	}
	text := eventstudy.YAML(command, s, priors)
	if to == "" {
		_, err := c.OutOrStdout().Write(text)
		return err
	}
	if err := files.WriteBytes(to, text); err != nil {
		return unwritten(to, err)
	}
	fmt.Fprintf(page(c), "%s holds the priors; put its lines in the place of those of parameters.yaml\n", to)
	return nil
}
