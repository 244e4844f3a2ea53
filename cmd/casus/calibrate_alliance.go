package main

import (
	"context"
	"errors"
	"fmt"
	"maps"
	"path/filepath"
	"strings"
	"time"

	"github.com/spf13/cobra"

	"casus/report/text"
	"casus/report/wording"
	"casus/scenario"
	"casus/scenario/source"
	"casus/score/cases"
)

func calibrateAllianceCommand() *cobra.Command {
	set := cases.Settings{}
	var own, file string
	var request, asJSON, quiet bool
	c := &cobra.Command{
		Use: "alliance DIR", Short: "Fit the weights of a scenario's council to the cases of other states", Args: exactly("DIR"),
		Long: `Calibrate alliance learns the weights of the council's vote from the historical
cases, as casus backtest does, and writes them as priors into the scenario's
fitted.yaml. Cases of the scenario's own state are left out. docs/backtest.md says
how a case becomes a decision, and how good the forecasts are.

It shows what the cases say of the ruler's request, too, and writes that with
--request only: when rulers ask, the model has not been able to tell so far.

A fit to the record begins with what the cases have said: run casus calibrate DIR
after this.`,
		Example: "  casus calibrate alliance library/kazakhstan-2022\n  casus calibrate alliance my-crisis --leave-out Belarus\n  casus calibrate alliance my-crisis --request",
		RunE: func(c *cobra.Command, args []string) error {
			s, err := loadFolder(args[0])
			if err != nil {
				return err
			}
			if request && len(s.RequestWeights()) == 0 {
				return usagef("--request: %s has no weights of a request that is the ruler's alone", s.ID)
			}
			known, err := readCases(c, file)
			if err != nil {
				return err
			}
			if !c.Flags().Changed("leave-out") {
				own = s.State.Name
			} else if found, names := known.StateNamed(own); !found {
				return usagef("--leave-out %q: no case is of this state; %s", own, source.MeantOr(own, names, "casus cases lists them"))
			}
			if err := writable(filepath.Join(args[0], scenario.FittedFile)); err != nil {
				return err
			}
			bar, end := progress(quiet, "weights", time.Now(), 0, set.Drawn(s, nil), "%.0f draws/s ")
			learnt, err := cases.Learn(c.Context(), s, known, own, set, bar)
			end()
			switch {
			case errors.Is(err, context.Canceled):
				return errors.New("interrupted; nothing is written")
			case err != nil:
				return err
			}
			if request && learnt.Few != nil {
				return learnt.Few
			}
			if request && learnt.Asked == nil {
				return usagef("--request: of these cases none tells that the one in office asked, or none that nobody did")
			}
			left := "no case of " + own + " is among them"
			if len(learnt.Left) > 0 {
				left = strings.Join(learnt.Left, " and ") + " left out"
			}
			command := fmt.Sprintf("%s --seed %d --draws %d", wording.Command("casus", "calibrate", "alliance", slashed(args[0])), set.Seed, set.Draws)
			for _, f := range []string{"leave-out", "cases"} {
				if c.Flags().Changed(f) {
					command += " " + wording.Command("--"+f, c.Flag(f).Value.String())
				}
			}
			if set.Hindsight {
				command += " --hindsight"
			}
			priors := maps.Clone(learnt.Sent.Priors)
			note := fmt.Sprintf("importance weighting on %d domestic cases of %d states", learnt.Sent.Cases, learnt.Sent.States)
			if request {
				command += " --request"
				maps.Copy(priors, learnt.Asked.Priors)
				note += fmt.Sprintf(", and Markov chains of the request on %d of %d", learnt.Asked.Cases, learnt.Asked.States)
			}
			file, err := keepFit(args[0], s, scenario.Fit{To: scenario.ToCases, Command: command, Note: note + "; " + left, Priors: priors})
			if err != nil {
				return err
			}
			if asJSON {
				return printJSON(c.OutOrStdout(), learnt)
			}
			out := page(c)
			text.Lesson(out, "Does the alliance send troops?", &learnt.Sent, left)
			if learnt.Few != nil {
				fmt.Fprintf(out, "\nWhat they say of the request is not known: %v\n", learnt.Few)
			}
			if learnt.Asked != nil {
				text.Lesson(out, "Does the one in office ask for help?", learnt.Asked, left)
				if !request {
					fmt.Fprintf(out, "What they say of the request is not written; --request writes it\n")
				}
			}
			text.Taught(out, s, priors, file, wording.Folder(args[0]))
			return nil
		},
	}
	p := c.Flags()
	p.StringVar(&own, "leave-out", "", "state whose cases are left out (default: the scenario's)")
	p.BoolVar(&request, "request", false, "write the weights of the ruler's request too")
	p.StringVar(&file, "cases", "", "learn from the cases of this file (default: the library)")
	weightFlags(p, 1000, &set, &asJSON, &quiet)
	return c
}
