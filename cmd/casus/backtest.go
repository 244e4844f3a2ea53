package main

import (
	"context"
	"errors"
	"fmt"
	"io"
	"math"
	"os"
	"path/filepath"
	"slices"
	"strings"
	"time"

	"github.com/spf13/cobra"
	"github.com/spf13/pflag"

	"casus/claims"
	"casus/library"
	"casus/report/number"
	"casus/report/screen"
	"casus/scenario"
	"casus/score/cases"
	"casus/stats"
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
			if set.Draws < 100 || set.Draws > 1_000_000 {
				return usagef("--draws %d: 100 to 1000000", set.Draws)
			}
			s, err := load(name)
			if err != nil {
				return err
			}
			known, err := readCases("")
			if err != nil {
				return err
			}
			var unseen *cases.Library
			if file != "" {
				if unseen, err = readCases(file); err != nil {
					return err
				}
			}
			bar, end := progress(quiet, "weights", time.Now(), 0, set.Drawn(s), "%.0f draws/s ")
			b, err := cases.Run(c.Context(), s, known, unseen, set, bar)
			end()
			switch {
			case errors.Is(err, context.Canceled):
				return errors.New("interrupted; nothing is kept of a back-test")
			case err != nil:
				return err
			case asJSON:
				return printJSON(c, b)
			}
			printBacktest(c.OutOrStdout(), b)
			return nil
		},
	}
	p := c.Flags()
	p.StringVar(&file, "cases", "", "score the cases of this file, with weights learnt from the library")
	p.StringVar(&name, "scenario", "kazakhstan-2022", "scenario whose weights, options and quantities are the starting point")
	weightFlags(p, &set, &asJSON, &quiet)
	return c
}

// weightFlags are those of commands that learn weights.
func weightFlags(p *pflag.FlagSet, set *cases.Settings, asJSON, quiet *bool) {
	p.BoolVar(&set.Hindsight, "hindsight", false, "use the ratings that were coded with hindsight")
	p.IntVar(&set.Draws, "draws", 20_000, "draws of the weights; a request takes a tenth of them")
	p.Uint64Var(&set.Seed, "seed", 1, "seed of all luck")
	p.BoolVar(asJSON, "json", false, "print JSON")
	p.BoolVar(quiet, "quiet", false, "no progress")
}

func printBacktest(w io.Writer, b *cases.Backtest) {
	how := "each state's cases forecast from those of all other states"
	if b.Frozen {
		how = "weights learnt from the library's cases of other states"
	}
	ratings := "ratings coded with hindsight left out"
	if b.Hindsight {
		ratings = "with the ratings coded with hindsight"
	}
	fmt.Fprintf(w, "\nDoes the alliance send troops?\n%s of %s, sent in %d; %s; %s\n\n", number.Of(b.Sent.Cases, "domestic case"), number.Of(b.Sent.States, "state"), b.Sent.Came, how, ratings)
	printScores(w, &b.Sent, "sent", "troops were sent")
	switch {
	case b.Asked == nil:
	case b.Asked.Cases == 0:
		fmt.Fprintln(w, "\nDoes the one in office ask for help?\nNo case tells: none is of an organisation with a council and has him ask, or nobody")
	default:
		fmt.Fprintf(w, "\nDoes the one in office ask for help?\n%s of organisations with a council, of %s, in which he asked (%d) or nobody did; %s; %s\n\n",
			number.Of(b.Asked.Cases, "case"), number.Of(b.Asked.States, "state"), b.Asked.Came, how, ratings)
		printScores(w, b.Asked, "asked", "he asked")
	}
}

// fewStates are too few for a bootstrap of states to know how far it is off.
const fewStates = 10

// printScores prints how well one decision is forecast, and what cases teach of it;
// came and where say what it is that came about.
func printScores(w io.Writer, b *cases.Scores, came, where string) {
	if len(b.Rows) == 0 {
		fmt.Fprintln(w, "All came out alike: there is nothing to tell apart, so nothing to score")
		return
	}
	p := func(format string, args ...any) { fmt.Fprintf(w, format, args...) }
	var rows [][]string
	for _, r := range b.Rows {
		auc := "–"
		if r.AUC != nil {
			auc = estimate(*r.AUC)
		}
		rows = append(rows, []string{r.Name, estimate(r.Brier), estimate(r.Skill), estimate(r.Log), auc})
	}
	screen.Table(w, []string{"forecaster", "Brier score", "skill", "log score", "AUC"}, rows)
	if b.States < fewStates {
		p("There are %s: intervals from so few say next to nothing\n", number.Of(b.States, "state"))
	}
	p("90 %% intervals: bootstrap of whole states. Skill: of the Brier score, over the base rate. AUC: how often a case where %s is given more than one where not\n", where)
	p("Model against regression, Brier score: %s (below 0 the model is better)\n", estimate(*b.Difference))
	p("\nIs it well calibrated? Cases by what the model gave them\n")
	rows = nil
	for _, x := range b.Reliability {
		inside := "yes"
		if x.Observed < x.Low || x.Observed > x.High {
			inside = "no"
		}
		rows = append(rows, []string{number.Percent(x.Forecast), number.Percent(x.Observed), number.Percent(x.Low) + "–" + number.Percent(x.High), inside, fmt.Sprint(x.N)})
	}
	screen.Table(w, []string{"given, on average", came, "if it is right, 90 %", "inside", "cases"}, rows)
	p("\nWhere it was most surprised\n")
	rows = nil
	for _, x := range b.Surprises(6) {
		what := "not " + came
		if x.Came {
			what = came
		}
		rows = append(rows, []string{x.ID, what, number.Percent(x.Forecast[cases.Model]), number.Percent(x.Forecast[cases.Regression])})
	}
	screen.Table(w, []string{"case", "", "model", "regression"}, rows)
	p("\nWeights, before and after the cases\n")
	printWeights(w, b.Weights)
	p("%d draws of the weights, worth %.0f independent ones in the forecast with the fewest\n", b.Draws, b.Effective)
	if b.Few {
		p("That is too few to lean on; take more (--draws)\n")
	}
}

// printWeights lists weights before and after the cases.
func printWeights(w io.Writer, list []cases.Weighed) {
	var rows [][]string
	for _, x := range list {
		name, prior := x.Name, number2(x.Prior)
		if name == cases.SelectionName {
			prior = "–" // it is of the library
		}
		rows = append(rows, []string{name, prior, between2(x.Before), number2(x.Median), between2(x.After)})
	}
	screen.Table(w, []string{"weight", "before any fit", "before, 90 %", "after: median", "90 %"}, rows)
}

// estimate prints a score and its interval.
func estimate(e stats.Estimate) string {
	return fmt.Sprintf("%s [%s, %s]", number2(e.Value), number2(e.Low), number2(e.High))
}

func number2(x float64) string {
	if math.Abs(x) < 0.005 {
		x = 0
	}
	return fmt.Sprintf("%.2f", x)
}

func between2(x [2]float64) string { return number2(x[0]) + " to " + number2(x[1]) }

func casesCommand() *cobra.Command {
	var file string
	var asJSON bool
	c := &cobra.Command{
		Use: "cases", Short: "List the historical cases on which ruler and alliance are scored", Args: exactly(),
		Example: "  casus cases\n  casus cases --cases my-cases.yaml --json",
		RunE: func(c *cobra.Command, _ []string) error {
			l, err := readCases(file)
			if err != nil {
				return err
			}
			if asJSON {
				return printJSON(c, l.Cases)
			}
			var rows [][]string
			for i := range l.Cases {
				rows = append(rows, caseRow(&l.Cases[i]))
			}
			screen.Table(c.OutOrStdout(), []string{"case", "state", "year", "alliance", "asked by", "treaty", "decision", "troops", "days"}, rows)
			fmt.Fprintln(c.OutOrStdout(), "?: unknown. –: does not apply. Days: from the first known request to the first arrival")
			return nil
		},
	}
	c.Flags().StringVar(&file, "cases", "", "list the cases of this file (default: the library)")
	c.Flags().BoolVar(&asJSON, "json", false, "print JSON")
	return c
}

// caseRow is a case in the list.
func caseRow(k *cases.Case) []string {
	const columns = 26 // of the alliance
	unknown := k.Unknown()
	cell := func(key, text string) string {
		switch {
		case text != "":
			return text
		case slices.Contains(unknown, key):
			return "?"
		}
		return "–"
	}
	by, troops, days := "", "", ""
	if k.RequestedBy != nil {
		by = string(*k.RequestedBy)
	} else if k.Requested == nil {
		by = "?"
	}
	if k.Sent() && k.Troops != nil {
		troops = number.Whole(float64(*k.Troops))
	}
	if k.Days != nil {
		days = fmt.Sprint(*k.Days)
	}
	return []string{k.ID, k.State, fmt.Sprint(k.Year), screen.Wrap(k.Alliance, columns), cell("requested_by", by), string(k.Basis), string(k.Decision), cell("troops_deployed", troops), cell("days_request_to_arrival", days)}
}

// casesFile is the name of the file in a folder of cases.
const casesFile = "cases.yaml"

// readCases reads a file of cases, or the library.
func readCases(file string) (*cases.Library, error) {
	if file == "" {
		return cases.Load(library.Cases(), casesFile)
	}
	return cases.Load(os.DirFS(filepath.Dir(file)), filepath.Base(file))
}

// caseFile finds a file of cases: any YAML file that is none of a scenario, or
// the one in a folder that holds no scenario.
func caseFile(name string) (file string, ok bool) {
	switch filepath.Ext(name) {
	case ".yaml", ".yml":
		scenarios := []string{scenario.MainFile, scenario.ParametersFile, scenario.RecordFile, scenario.FittedFile, claims.File}
		return name, !slices.Contains(scenarios, filepath.Base(name))
	}
	file = filepath.Join(name, casesFile)
	if _, err := os.Stat(filepath.Join(name, scenario.MainFile)); err == nil {
		return "", false
	}
	_, err := os.Stat(file)
	return file, err == nil
}

// checkCases says whether a file of cases is sound, and what is unknown in it.
func checkCases(w io.Writer, file string) error {
	l, err := readCases(file)
	if err != nil {
		return err
	}
	sent, domestic, states := 0, 0, map[string]bool{}
	first, last := math.MaxInt, math.MinInt
	for i := range l.Cases {
		k := &l.Cases[i]
		states[k.State] = true
		first, last = min(first, k.Year), max(last, k.Year)
		if k.Sent() {
			sent++
		}
		if k.Domestic() {
			domestic++
		}
	}
	years := fmt.Sprint(first)
	if last > first {
		years += fmt.Sprintf("–%d", last)
	}
	unknown := ""
	for _, u := range l.Unknown() {
		unknown += fmt.Sprintf(", %s %d", u.About, u.N)
	}
	if unknown != "" {
		unknown = "; unknown: " + strings.TrimPrefix(unknown, ", ")
	}
	fmt.Fprintf(w, "%s is sound: %s of %s, %s, troops sent in %d; %d domestic, which a back-test uses%s\n",
		file, number.Of(len(l.Cases), "case"), number.Of(len(states), "state"), years, sent, domestic, unknown)
	return nil
}
