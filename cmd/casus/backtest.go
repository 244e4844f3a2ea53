package main

import (
	"fmt"
	"os"
	"path/filepath"
	"slices"
	"time"

	"github.com/spf13/cobra"
	"github.com/spf13/pflag"

	"casus/files"
	"casus/report/text"
	"casus/scenario"
	"casus/score"
	"casus/score/cases"
)

func backtestCommand() *cobra.Command {
	var file, name string
	var set cases.Settings
	var asJSON, quiet bool
	c := &cobra.Command{
		Use: "backtest", Short: "Score the decisions of ruler and alliance on historical cases", Args: exactly(),
		Long: `Backtest gives the council that decides in a simulation the cases of the library:
unrest, coups and collapse in members of alliances, 1953 to 2023. For each case it
learns its weights from the cases of all other states, and forecasts whether troops
were sent. Beside it stand a logistic regression on the same fields, the rule "sent
if and only if the leader in office asks", and the base rate. Then the same for the
ruler: whether the one in office asks for help, in cases of organisations with a
council.

--cases FILE scores cases that are not in the library, with weights that the
library has taught, without its cases of the same state. Ratings that were coded
with hindsight are left out unless --hindsight is given.`,
		Example: `  casus backtest
  casus backtest --hindsight
  casus backtest --cases my-cases.yaml --json`,
		RunE: func(c *cobra.Command, _ []string) error {
			s, err := load(name)
			if err != nil {
				return err
			}
			known, err := readCases(c, "")
			if err != nil {
				return err
			}
			var unseen *cases.Library
			scored := known
			if file != "" {
				if unseen, err = readCases(c, file); err != nil {
					return err
				}
				scored = unseen
			}
			bar, end := progress(quiet, "weights", time.Now(), 0, set.Drawn(s, scored), "%.0f draws/s ")
			b, err := cases.Run(c.Context(), s, known, unseen, set, bar)
			end()
			switch {
			case err != nil:
				return unkept("a back-test", err)
			case asJSON:
				return printJSON(c.OutOrStdout(), b)
			}
			text.Backtest(page(c), b)
			return nil
		},
	}
	p := c.Flags()
	p.StringVar(&file, "cases", "", "score the cases of this file, with weights learnt from the library")
	p.StringVar(&name, "scenario", "kazakhstan-2022", "scenario whose weights, options and quantities are the starting point")
	weightFlags(p, 100, &set, &asJSON, &quiet)
	return c
}

// weightFlags are those of commands that learn weights, from so many draws or more.
func weightFlags(p *pflag.FlagSet, draws int, set *cases.Settings, asJSON, quiet *bool) {
	p.BoolVar(&set.Hindsight, "hindsight", false, "use the ratings that were coded with hindsight")
	within(p, &set.Draws, "draws", "", score.UsualDraws, draws, 1_000_000, "draws of the weights; a request takes a fifth of them, and each forecast of one a fortieth where it hangs on the answer")
	seed(p, &set.Seed, "seed", 1, "seed of all luck")
	p.BoolVar(asJSON, "json", false, "print JSON")
	p.BoolVar(quiet, "quiet", false, "no progress")
}

func casesCommand() *cobra.Command {
	var file string
	var asJSON bool
	c := &cobra.Command{
		Use: "cases", Short: "List the historical cases on which ruler and alliance are scored", Args: exactly(),
		Example: "  casus cases\n  casus cases --cases my-cases.yaml --json",
		RunE: func(c *cobra.Command, _ []string) error {
			l, err := readCases(c, file)
			if err != nil {
				return err
			}
			if asJSON {
				return printJSON(c.OutOrStdout(), l.Cases)
			}
			text.Cases(page(c), l)
			return nil
		},
	}
	c.Flags().StringVar(&file, "cases", "", "list the cases of this file (default: the library)")
	c.Flags().BoolVar(&asJSON, "json", false, "print JSON")
	return c
}

// readCases reads a file of cases, or the library. What contradicts itself in a file is said.
func readCases(c *cobra.Command, file string) (*cases.Library, error) {
	if file == "" {
		return cases.Shipped()
	}
	l, doubts, err := cases.LoadOthers(os.DirFS(filepath.Dir(file)), filepath.Base(file))
	if len(doubts) > 0 && err == nil {
		fmt.Fprintf(c.ErrOrStderr(), "casus: taken as it is, though it contradicts itself: %v\n", doubts)
	}
	return l, err
}

// caseFile finds a file of cases: any YAML file that is none of a scenario, or
// the one in a folder that holds no scenario.
func caseFile(name string) (file string, ok bool, err error) {
	switch filepath.Ext(name) {
	case ".yaml", ".yml":
		return name, !slices.Contains(scenarioFiles, filepath.Base(name)), nil
	}
	if info, err := os.Stat(name); err != nil || !info.IsDir() {
		return "", false, nil
	}
	file = filepath.Join(name, cases.File)
	scenario, err := files.ThereNamed(filepath.Join(name, scenario.MainFile))
	if scenario || err != nil {
		return "", false, err
	}
	ok, err = files.ThereNamed(file)
	return file, ok, err
}
