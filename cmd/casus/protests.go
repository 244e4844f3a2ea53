package main

import (
	"context"
	"errors"
	"fmt"
	"io"
	"math"
	"slices"
	"strings"
	"time"

	"github.com/spf13/cobra"

	"casus/library"
	"casus/report"
	"casus/report/number"
	"casus/report/screen"
	"casus/scenario"
	"casus/scenario/source"
	"casus/score/protests"
	"casus/sim"
	"casus/stats"
)

// protestScale is fine enough for crowds of dozens, with which the data begin.
const protestScale = 10

func protestsCommand() *cobra.Command {
	f := runFlags{mode: string(sim.Free)}
	var unit, picture string
	var cells, small bool
	c := &cobra.Command{
		Use: "protests DIR|ID", Short: "Set a scenario's protests, and the state's answers, beside 15,239 real ones", Args: exactly("DIR|ID"),
		Long: `Protests plays a scenario's crisis many times, codes every crowd of 50 or more as
the Mass Mobilization project codes real ones, and compares those of 1,000 or
more: how large they are, and how often the state arrests, disperses, shoots,
kills or concedes, given size, violence, length and demand. Beside the model stand
the states and years that the record names under protests:, and all states.

Nothing is kept. docs/protests.md says how a crowd becomes a protest, and what
the comparison cannot say.`,
		Example: `  casus protests kazakhstan-2022
  casus protests kazakhstan-2022 --unit nation --small
  casus protests kazakhstan-2022 --set society.arrest_rate=0.01
  casus protests kazakhstan-2022 -n 1000 --seed 7 --json
  casus protests kazakhstan-2022 --picture protests.svg`,
		RunE: func(c *cobra.Command, args []string) error {
			if units := protests.Units(); !slices.Contains(units, unit) {
				return usagef("--unit %q: %s", unit, source.MeantOr(unit, units, strings.Join(units, ", ")))
			}
			s, err := load(args[0])
			if err != nil {
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
			bar, end := progress(f.quiet, "replicates", time.Now(), 0, f.replicates, "%.1f/s ")
			simulated, err := protests.Play(c.Context(), s, set, protests.Unit(unit), f.replicates, f.workers, bar)
			end()
			switch {
			case errors.Is(err, context.Canceled):
				return errors.New("interrupted; nothing is kept of a comparison")
			case err != nil:
				return err
			}
			street, err := protests.NewStreet(s, simulated, real, protests.Unit(unit), small, f.replicates, f.seed)
			if err != nil {
				return err
			}
			if picture != "" {
				if err := keepPicture(picture, func(w io.Writer) error { return report.Protests(w, street) }); err != nil {
					return err
				}
			}
			if f.json {
				return printJSON(c, street)
			}
			printStreet(c.OutOrStdout(), s, street, cells)
			return nil
		},
	}
	f.sample(c)
	p := c.Flags()
	p.Lookup("scale").Usage = fmt.Sprintf("people for whom one agent stands, 1 to 1000 (default: %d)", protestScale)
	p.StringVar(&unit, "unit", string(protests.ByPlace), "what a protest is: crowds on consecutive days in one place, region or nation; or of one day in one place")
	p.BoolVar(&small, "small", false, "compare the answers to protests of fewer than 1,000 too")
	p.BoolVar(&cells, "cells", false, "print what the state does by kind of protest too")
	p.StringVar(&picture, "picture", "", "draw the comparison as SVG into this file")
	return c
}

func printStreet(w io.Writer, s *scenario.Scenario, x *protests.Street, cells bool) {
	p := func(format string, args ...any) { fmt.Fprintf(w, format, args...) }
	p("\n%s: %s protests in %d runs, of which %d have any; a protest is a crowd of %d\nor more %s\n",
		s.Title, number.Whole(float64(x.Simulated.Protests)), x.Replicates, x.Simulated.Clusters, sim.Gathering, crowds[x.Unit])
	p("%s of them are violent, %s have 1,000 people or more\n", number.Percent(x.Violent), number.Whole(float64(x.Simulated.Large)))
	for _, r := range x.References {
		p("\nBeside %s protests of %s\n", number.Whole(float64(r.Observed.Protests)), of(s, &r))
		if r.Sizes != nil {
			p("\nHow large are those of 1,000 or more? %s simulated, %s real\n", number.Whole(float64(x.Simulated.Large)), number.Whole(float64(r.Observed.Large)))
			rows := besides(append(r.Sizes, *r.OneDay), true)
			if r.Tail != nil {
				rows = append(rows, besides([]protests.Beside{*r.Tail}, false)...)
			}
			screen.Table(w, besideHead("people"), rows)
			p("Distance %s\n", apart(r.SizeDistance))
		}
		if r.Responses == nil {
			p("\nThere are no real protests of the simulated kinds, so that answers cannot be compared\n")
			continue
		}
		which := "those of 1,000 or more"
		if x.Small {
			which = "all"
		}
		p("\nHow does the state answer %s? At the simulated mix of size, violence, length and demand;\n%s of the simulated are of a kind with at least five real ones\n", which, number.Percent(r.Covered))
		screen.Table(w, besideHead("answer"), besides(r.Responses, true))
		p("Distance %s\n", apart(r.ResponseDistance))
		if cells {
			printCells(w, r.Cells)
		}
	}
	p("\n90 %% intervals: bootstrap of whole runs and of whole states. Distance of sizes: total variation; of answers: mean difference of the first five\n")
	if s.Record.Protests == nil {
		p("The record of %s names no states alike under protests:, so that all stand beside it\n", s.ID)
	}
}

// crowds says which crowds are one protest.
var crowds = map[protests.Unit]string{
	protests.ByPlace: "in one place on consecutive days", protests.ByRegion: "in one region on consecutive days",
	protests.ByNation: "in the nation on consecutive days", protests.ByDay: "in one place on one day",
}

// of says whose protests are compared.
func of(s *scenario.Scenario, r *protests.Reference) string {
	if a := s.Record.Protests; a != nil && r.Name == protests.RegimesAlike {
		return fmt.Sprintf("%s alike, %d to %d", number.Of(len(a.States), "state"), a.From, a.To)
	}
	return fmt.Sprintf("%d states, 1990 to 2020", r.Observed.Clusters)
}

func besideHead(what string) []string { return []string{what, "model", "data", "difference"} }

func besides(list []protests.Beside, shares bool) [][]string {
	var rows [][]string
	for _, b := range list {
		rows = append(rows, []string{b.What, shown(b.Simulated, shares, ""), shown(b.Observed, shares, ""), shown(b.Difference, shares, "+")})
	}
	return rows
}

// shown prints an estimate, a share in hundredths.
func shown(e stats.Estimate, share bool, sign string) string {
	if share {
		whole := func(x float64) float64 { return math.Round(100*x) + 0 } // no −0
		return fmt.Sprintf("%"+sign+".0f %% [%.0f, %.0f]", whole(e.Value), whole(e.Low), whole(e.High))
	}
	return fmt.Sprintf("%"+sign+".2f [%.2f, %.2f]", e.Value, e.Low, e.High)
}

func apart(d *protests.Distance) string {
	verdict := "more than the data alone would vary"
	if d.Value <= d.Noise {
		verdict = "no more than the data alone would vary"
	}
	return fmt.Sprintf("%s: %s (%.2f, nineteen times in twenty)", estimate(d.Estimate), verdict, d.Noise)
}

// printCells lists the kinds of protests that the model has, with what the state
// did.
func printCells(w io.Writer, cells []protests.Cell) {
	answers := protests.Answers()
	head := append([]string{"size", "violent", "lasts", "about", "", "n"}, answers...)
	var rows [][]string
	for _, c := range cells {
		if c.Simulated[answers[0]].Of == 0 {
			continue
		}
		violent := map[bool]string{true: "yes", false: "no"}[c.Violent]
		for i, side := range []struct {
			name string
			met  map[string]stats.Share
		}{{"model", c.Simulated}, {"data", c.Observed}} {
			row := []string{c.Size, violent, c.Length, c.Demand, side.name, fmt.Sprint(side.met[answers[0]].Of)}
			if i > 0 {
				row[0], row[1], row[2], row[3] = "", "", "", ""
			}
			for _, a := range answers {
				s := side.met[a]
				if s.Of == 0 {
					row = append(row, "–")
					continue
				}
				row = append(row, shareBand(s))
			}
			rows = append(rows, row)
		}
	}
	screen.Table(w, head, rows)
	fmt.Fprintln(w, "By kind, with Wilson's 90 % intervals, as if protests of one run or state were independent: too narrow")
}
