package main

import (
	"cmp"
	"fmt"
	"io"
	"runtime"
	"time"

	"github.com/spf13/cobra"

	"casus/classic"
	"casus/classic/terminal"
	"casus/files"
	"casus/report/screen"
)

type classicFlags struct {
	asked       terminal.Request
	csv         string
	json, quiet bool
}

func classicCommand() *cobra.Command {
	f := classicFlags{asked: terminal.Request{Params: terminal.Params{Lives: &terminal.Lives{}}}}
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
	within(p, &f.asked.Model, "model", "", 1, 1, 2, "1: rebellion against the rulers; 2: violence between two groups")
	p.StringVar(&f.asked.Rules, "rules", "", "netlogo or mesa; in model 2 paper or ascape (default: the first)")
	within(p, &f.asked.Steps, "steps", "", 1000, 1, terminal.MaxSteps, "steps; model 2 ends when a group is gone")
	seed(p, &f.asked.Seed, "seed", 1, "seed of all luck")
	within(p, &f.asked.Size, "size", "", one.Size, 1, classic.MaxSize, "sites a side of the torus")
	within(p, &f.asked.Agents, "agents", "", one.Citizens, 0, 1, "share of sites with a citizen")
	within(p, &f.asked.Cops, "cops", "", one.Cops, 0, 1, fmt.Sprintf("share of sites with a cop; in model 2 %g if not given", two.Cops))
	within(p, &f.asked.Vision, "vision", "", one.Vision, 1, classic.MaxVision, fmt.Sprintf("how far citizens and cops see, in whole sites (the paper's 1.7 is 1 of shape moore); in model 2 %d if not given", two.Vision))
	within(p, &f.asked.CopVision, "cop-vision", "", 0, 1, classic.MaxVision, "how far cops see, sites (default: as citizens)")
	p.StringVar(&f.asked.Shape, "shape", "", "of what is seen: disc, von-neumann or moore (default: that of the rules)")
	within(p, &f.asked.Legitimacy, "legitimacy", "", one.Legitimacy, 0, 1, fmt.Sprintf("of the rulers, 0 to 1; in model 2 of a group to the other, %g if not given", two.Legitimacy))
	within(p, &f.asked.MaxJail, "max-jail", "", one.MaxJail, 0, classic.MaxTerm, fmt.Sprintf("longest jail term, steps; in model 2 %d if not given", two.MaxJail))
	within(p, &f.asked.Arrest, "arrest-constant", "", one.Arrest, 0, 1e6, "k: how sure arrest is where cops are many")
	within(p, &f.asked.Threshold, "threshold", "", one.Threshold, -1, 1, "T: how far grievance must exceed the risk")
	p.StringArrayVar(&f.asked.Change, "change", nil, "change legitimacy or cops on the way; may be repeated")
	within(p, &f.asked.Lives.Birth, "birth", "", two.Birth, 0, 1, "model 2: chance of a child, a step")
	within(p, &f.asked.Lives.MaxAge, "max-age", "", two.MaxAge, 1, classic.MaxLife, "model 2: age that nobody exceeds, steps")
	within(p, &f.asked.Outburst, "outburst", "", 0, 1, classic.MaxSize*classic.MaxSize, "model 1: active citizens that an outburst exceeds (default: 50 on 40×40 sites, in proportion elsewhere)")
	within(p, &f.asked.Tile, "tile", "", 0, 0, classic.MaxSize, "model 1: for a large torus; citizens act tile by tile of so many sites a side, which workers share; 0: all in one random order")
	within(p, &f.asked.Workers, "workers", "", runtime.NumCPU(), 1, maxWorkers, "model 1: tiles played at once; changes no results")
	p.StringVar(&f.csv, "csv", "", "write the series to a file as CSV; - is stdout")
	p.BoolVar(&f.json, "json", false, "print parameters, summary and series as JSON")
	p.BoolVar(&f.quiet, "quiet", false, "no progress")
	return c
}

// run plays what the flags say, writes and prints it.
func (f *classicFlags) run(c *cobra.Command) error {
	if f.csv == "-" && f.json {
		return usagef("--csv - and --json both print on stdout; give --csv a file")
	}
	f.asked.Given = c.Flags().Changed
	x, err := f.asked.Experiment()
	if err != nil {
		return usageError{err}
	}
	if f.csv != "-" {
		if err := writable(f.csv); err != nil {
			return err
		}
	}
	out := c.OutOrStdout()
	s := screen.Of(out)
	abandon := func() {}
	series := terminal.NewSeries(x.Model, func() (io.WriteCloser, error) {
		if f.csv == "-" {
			return unclosed{out}, nil
		}
		file, err := files.Create(f.csv)
		if err == nil {
			abandon = file.Abandon
		}
		return file, err
	})
	watch := terminal.Watch{Columns: s.Columns, Row: func(numbers []int) error {
		if f.csv == "" {
			return nil
		}
		return unwritten("the series", series.Add(numbers))
	}, Bar: func(since time.Time, done, total int) (count, end func()) {
		return progress(f.quiet, "classic", since, done, total, "%.1f steps/s ")
	}}
	r, err := x.Play(c.Context(), watch)
	if err != nil {
		abandon()
		return err
	}
	if err := unwritten("the series", series.Close()); err != nil {
		return err
	}
	switch {
	case f.json:
		err = printJSON(c.OutOrStdout(), x.Document(r))
	case f.csv != "-":
		x.Print(page(c), r, s)
	}
	return cmp.Or(err, r.Interrupted(x))
}

// unclosed is a writer that others go on writing to.
type unclosed struct{ io.Writer }

func (unclosed) Close() error { return nil }
