package main

import (
	"fmt"
	"io"
	"slices"
	"strings"
	"time"

	"github.com/spf13/cobra"

	"casus/ensemble"
	"casus/library"
	"casus/report"
	"casus/report/text"
	"casus/scenario"
	"casus/scenario/source"
	"casus/score/protests"
	"casus/sim"
)

// protestScale is fine enough for crowds of dozens, with which the data begin.
const protestScale = 10

func protestsCommand() *cobra.Command {
	f := runFlags{mode: string(sim.Free)}
	var unit, half, picture string
	var cells bool
	c := &cobra.Command{
		Use: "protests DIR|ID", Short: "Set a scenario's protests, and the state's answers, beside 15,239 real ones", Args: exactly("DIR|ID"),
		Long: `Protests plays a scenario's crisis many times, and as many ordinary years of its
nation, and codes every crowd of 50 or more as the Mass Mobilization project codes
real ones. It compares like with like: single protests with those of ordinary
years, protests in waves with those of crises. How large are they, how many are
violent or over in a day, and how often does the state arrest, disperse, shoot,
kill or concede, given size, violence and length? Beside the model stand the
states that no prior was fitted to and, of these, those that the record names
under protests:.

What was fitted to the scenario's record is left out: it is of one crisis, and what
is scored are the priors for ordinary years and crises of every kind.

Nothing is kept. docs/protests.md says how a crowd becomes a protest, what a wave
is, and what the comparison cannot say.`,
		Example: `  casus protests kazakhstan-2022
  casus protests kazakhstan-2022 --half fitted
  casus protests kazakhstan-2022 --unit nation --cells
  casus protests kazakhstan-2022 --set society.arrest_rate=0.01
  casus protests kazakhstan-2022 -n 1000 --seed 7 --json
  casus protests kazakhstan-2022 --picture protests.svg`,
		RunE: func(c *cobra.Command, args []string) error {
			if units := protests.Units(); !slices.Contains(units, unit) {
				return usagef("--unit %q: %s", unit, source.MeantOr(unit, units, strings.Join(units, ", ")))
			}
			if halves := protests.Halves(); !slices.Contains(halves, half) {
				return usagef("--half %q: %s", half, source.MeantOr(half, halves, strings.Join(halves, ", ")))
			}
			s, err := load(args[0])
			if err != nil {
				return err
			}
			if s, err = s.Unfitted(scenario.ToRecord, s.Clock.AftermathMonths); err != nil {
				return err
			}
			x, err := f.experiment(c, s, scenario.AsModelled)
			if err != nil {
				return err
			}
			if !c.Flags().Changed("scale") {
				x.Scale = protestScale
			}
			set, err := x.Settings(s, 0)
			if err != nil {
				return err
			}
			real, err := protests.Load(library.Protests(), protests.File)
			if err != nil {
				return err
			}
			if s.Record.Protests != nil {
				if _, err := protests.Alike(real, s.Record.Protests); err != nil {
					return usageError{err}
				}
			}
			if err := writable(picture); err != nil {
				return err
			}
			played := protests.Played{Replicates: f.replicates, Unit: protests.Unit(unit)}
			bar, end := progress(f.quiet, "replicates", time.Now(), 0, 2*f.replicates, "%.1f/s ")
			if played.Crises, err = protests.Play(c.Context(), s, set, played.Unit, f.replicates, f.workers, bar); err == nil {
				set.Ordinary = true
				played.Ordinary, err = protests.Play(c.Context(), s, set, played.Unit, f.replicates, f.workers, bar)
			}
			end()
			if err != nil {
				return unkept("a comparison", err)
			}
			street, err := protests.NewStreet(s, played, real, protests.Half(half), f.seed)
			if err != nil {
				return err
			}
			street.Asked = ensemble.AskedOf(x.Manifest(version))
			if picture != "" {
				if err := keepPicture(picture, func(w io.Writer) error { return report.Protests(w, street) }); err != nil {
					return err
				}
			}
			if f.json {
				return printJSON(c.OutOrStdout(), street)
			}
			text.Protests(page(c), s, street, cells)
			return nil
		},
	}
	f.sample(c)
	p := c.Flags()
	p.Lookup("scale").Usage = fmt.Sprintf("people for whom one agent stands, 1 to 1000 (default: %d)", protestScale)
	p.StringVar(&unit, "unit", string(protests.ByEntry), "what a protest is: an entry of the data, all places that begin on a day; crowds on consecutive days in one place, region or nation; or of one day in one place")
	p.StringVar(&half, "half", string(protests.OtherHalf), "states beside it: those that no prior was fitted to (other), those that were fitted to, or all")
	p.BoolVar(&cells, "cells", false, "print what the state does by kind of protest too")
	p.StringVar(&picture, "picture", "", "draw the comparison as SVG into this file")
	return c
}
