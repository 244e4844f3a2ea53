package main

import (
	"encoding/csv"
	"fmt"
	"io"
	"os"
	"runtime"
	"strconv"

	"github.com/spf13/cobra"

	"casus/classic"
)

type classicFlags struct {
	model, workers, outburst int
	rules, csv               string
	seed                     uint64
	json, quiet              bool
	given                    classicParams
	lives                    lives
}

func classicCommand() *cobra.Command {
	var f classicFlags
	one, two := classic.Standard(classic.NetLogo()), classic.StandardGroups()
	c := &cobra.Command{
		Use: "classic", Short: "Play Epstein's model of civil violence, rebellion or two groups", Args: exactly(),
		Long: `Classic plays Epstein's model of civil violence (2002), the field's best known,
on a torus of sites: citizens whose grievance exceeds what they risk become
active, cops arrest them. It prints the course of events, the outbursts with the
waiting times between them, and the field when most were active; a torus of
more than 80 sites a side is shown at the end, in shades. The same seed gives
the same results.

Model 1 is rebellion against the rulers, by the rules of NetLogo's library
(netlogo) or of Mesa's examples (mesa). Model 2 has two groups who kill each
other, with cops between them, by the rules of the paper or of Epstein's own
program (ascape); it ends when one group is gone.

--change NAME=VALUE@STEP sets legitimacy or cops (a share of the sites) from a
step on; NAME=VALUE@FROM..TO moves them there in equal parts, step by step. In
model 1 cops can only leave, and in model 2 legitimacy stays.

An outburst starts with more active citizens than --outburst and ends with fewer.
On a torus much larger than vision many are under way at a time, here and there,
and what is counted is whether they coincide.`,
		Example: `  # rebellion, and its series as a table
  casus classic
  casus classic --agents 0.7 --cops 0.04 --vision 7 --legitimacy 0.82 --steps 2000 --csv series.csv

  # legitimacy lost at once (the paper's fall to 0.7 explodes in one run of five), and slice by slice
  casus classic --legitimacy 0.9 --cops 0.074 --max-jail 65535 --steps 200 --change legitimacy=0.5@77
  casus classic --legitimacy 0.9 --cops 0.074 --max-jail 65535 --steps 200 --change legitimacy=0.2@77..146

  # cops withdrawn until society tips
  casus classic --legitimacy 0.8 --cops 0.074 --max-jail 65535 --steps 1000 --change cops=0@50..650

  # two groups, and peacekeepers who come at step 50
  casus classic --model 2 --change cops=0.04@50

  # other rules; a large torus, shared by all cores
  casus classic --rules mesa --json
  casus classic --size 2000 --tile 52 --steps 100`,
		RunE: func(c *cobra.Command, _ []string) error { return f.run(c) },
	}
	c.Flags().SortFlags = false
	p := c.Flags()
	p.IntVar(&f.model, "model", 1, "1: rebellion against the rulers; 2: violence between two groups")
	p.StringVar(&f.rules, "rules", "", "netlogo or mesa; in model 2 paper or ascape (default: the first)")
	p.IntVar(&f.given.Steps, "steps", 1000, "steps; model 2 ends when a group is gone")
	p.Uint64Var(&f.seed, "seed", 1, "seed of all luck")
	p.IntVar(&f.given.Size, "size", one.Size, "sites a side of the torus")
	p.Float64Var(&f.given.Agents, "agents", one.Citizens, "share of sites with a citizen")
	p.Float64Var(&f.given.Cops, "cops", one.Cops, fmt.Sprintf("share of sites with a cop; in model 2 %g if not given", two.Cops))
	p.IntVar(&f.given.Vision, "vision", one.Vision, fmt.Sprintf("how far citizens and cops see, in whole sites (the paper's 1.7 is 1 of shape moore); in model 2 %d if not given", two.Vision))
	p.IntVar(&f.given.CopVision, "cop-vision", 0, "how far cops see, sites (default: as citizens)")
	p.StringVar(&f.given.Shape, "shape", "", "of what is seen: disc, von-neumann or moore (default: that of the rules)")
	p.Float64Var(&f.given.Legitimacy, "legitimacy", one.Legitimacy, fmt.Sprintf("of the rulers, 0 to 1; in model 2 of a group to the other, %g if not given", two.Legitimacy))
	p.IntVar(&f.given.MaxJail, "max-jail", one.MaxJail, fmt.Sprintf("longest jail term, steps; in model 2 %d if not given", two.MaxJail))
	p.Float64Var(&f.given.Arrest, "arrest-constant", one.Arrest, "k: how sure arrest is where cops are many")
	p.Float64Var(&f.given.Threshold, "threshold", one.Threshold, "T: how far grievance must exceed the risk")
	p.StringArrayVar(&f.given.Change, "change", nil, "change legitimacy or cops on the way; may be repeated")
	p.Float64Var(&f.lives.Birth, "birth", two.Birth, "model 2: chance of a child, a step")
	p.IntVar(&f.lives.MaxAge, "max-age", two.MaxAge, "model 2: age that nobody exceeds, steps")
	p.IntVar(&f.outburst, "outburst", 0, "model 1: active citizens that an outburst exceeds (default: 50 on 40×40 sites, in proportion elsewhere)")
	p.IntVar(&f.given.Tile, "tile", 0, "model 1: for a large torus; citizens act tile by tile of so many sites a side, which workers share; 0: all in one random order")
	p.IntVar(&f.workers, "workers", runtime.NumCPU(), "model 1: tiles played at once; changes no results")
	p.StringVar(&f.csv, "csv", "", "write the series to a file as CSV; - is stdout")
	p.BoolVar(&f.json, "json", false, "print parameters, summary and series as JSON")
	p.BoolVar(&f.quiet, "quiet", false, "no progress")
	return c
}

// run plays what the flags say, writes and prints it.
func (f *classicFlags) run(c *cobra.Command) error {
	x, err := f.experiment(c)
	if err != nil {
		return err
	}
	s := screenOf(c.OutOrStdout())
	sink := &seriesFile{open: func() (io.Writer, error) { return nil, nil }, columns: columnsOf[x.model]}
	switch f.csv {
	case "":
	case "-":
		sink.open = func() (io.Writer, error) { return c.OutOrStdout(), nil }
	default:
		sink.open = func() (io.Writer, error) { return os.Create(f.csv) }
	}
	r, err := play(c.Context(), x, s, f.quiet, sink.add)
	if err != nil {
		return err
	}
	if err := sink.close(); err != nil {
		return usagef("cannot write the series: %v", err)
	}
	switch {
	case f.json:
		err = printJSON(c, document(x, r))
	case f.csv != "-":
		printClassic(c.OutOrStdout(), x, r, s)
	}
	if err == nil && r.interrupted {
		err = fmt.Errorf("interrupted after %d of %d steps", r.steps(), x.params.Steps)
	}
	return err
}

// seriesFile is a series written row by row, so that what is there stays when the
// program is killed.
type seriesFile struct {
	columns []string
	open    func() (io.Writer, error)
	w       *csv.Writer
	to      io.Writer
	rows    int
}

// flushRows is how many rows are kept before they are written.
const flushRows = 1000

func (t *seriesFile) add(row []int) error {
	if t.rows == 0 {
		to, err := t.open()
		if err != nil {
			return usagef("cannot write the series: %v", err)
		}
		if t.to = to; to != nil {
			t.w = csv.NewWriter(to)
			t.w.Write(append([]string{"step"}, t.columns...))
		}
	}
	if t.w != nil {
		cells := []string{strconv.Itoa(t.rows)}
		for _, n := range row {
			cells = append(cells, strconv.Itoa(n))
		}
		t.w.Write(cells)
		if t.rows%flushRows == 0 {
			t.w.Flush()
		}
	}
	t.rows++
	return nil
}

// close writes what is left, and gives the first error there was.
func (t *seriesFile) close() error {
	if t.w == nil {
		return nil
	}
	t.w.Flush()
	if f, ok := t.to.(*os.File); ok && f != os.Stdout {
		if err := f.Close(); err != nil {
			return err
		}
	}
	return t.w.Error()
}
