package main

import (
	"cmp"
	"context"
	"errors"
	"fmt"
	"path/filepath"
	"runtime"
	"slices"
	"time"

	"github.com/spf13/cobra"
	"github.com/spf13/pflag"

	"casus/claims"
	"casus/ensemble"
	"casus/experiment"
	"casus/files"
	"casus/report/text"
	"casus/report/wording"
	"casus/results"
	"casus/scenario"
	"casus/sim"
)

type runFlags struct {
	replicates, workers int
	scale               float64
	seed, luck          uint64
	mode, out, world    string
	do, set, tables     []string
	resume, json, quiet bool
	full                bool
	unfitted            bool // with priors as they were before the fits

	file   string // of an experiment
	dryRun bool
	share  string // i/n
}

func runCommand() *cobra.Command {
	var f runFlags
	c := &cobra.Command{
		Use: "run DIR|ID", Short: "Run a scenario many times and show how likely each outcome is", Args: f.scenarioOrExperiment,
		Long: `Run draws the scenario's parameters and plays the crisis and its aftermath, once
for each run, on all cores. The same seed gives the same results, on any number
of workers. Results are kept as Parquet tables; Ctrl-C keeps what is done, and
--resume goes on with it.

It prints one screen: what was run, how likely the main events are, how far protest
spreads, what the record says of it. --full prints all: the record number by number,
the days, the mission, the aftermath. With --resume a finished run is printed again.

--do forces or forbids an option of the decision-maker: force:OPTION@HOUR (at an
hour since the start), force:OPTION (whenever it can be chosen), forbid:OPTION@HOUR
(from then on), forbid:OPTION (always). An hour may be written 90, or 3d18h, or
as local time 2022-01-05T18:00. --set NAME=VALUE fixes a parameter; a rate or a
weight set to 0 switches its mechanism off.

--tables chooses what is kept: of runs, daily, places, monthly, events, decisions
and votes, or all. Runs is always kept. If nothing is said, all are kept but two:
places, with each day of each region and critical site, and decisions, with every
option at every decision, which is larger than all others together.

--dry-run prints the experiment, a JSON document that says all that is asked, and
plays nothing. --experiment FILE plays such a document; there parameters can be set
run by run (docs/experiment.md). It is also kept beside the results.

--shard I/N plays the I-th of N shares of the runs, in a folder of its own, on
this machine or another; casus merge puts them together. The same command goes on with
a share that was interrupted. Where I is the word index, it is one more than
JOB_COMPLETION_INDEX, as an indexed Job of Kubernetes counts.

--out takes an object store as well, s3://BUCKET/KEY, gs://, azblob:// or file:///FOLDER, to
which any number of shares are played at once (docs/experiment.md). What is there already is
not played again.`,
		Example: `  casus run kazakhstan-2022
  casus run kazakhstan-2022 --resume --full
  casus run kazakhstan-2022 -n 1000 --seed 7 --out seven
  casus run kazakhstan-2022 --do forbid:request_alliance
  casus run kazakhstan-2022 --do force:dialogue@1d9h --set forces.rumour_birth=0
  casus run kazakhstan-2022 --world long-stay
  casus run kazakhstan-2022 --mode recorded --json
  casus run kazakhstan-2022 --tables daily,monthly
  casus run kazakhstan-2022 -n 40 --tables all
  casus run kazakhstan-2022 --dry-run > asked.json
  casus run --experiment asked.json --out out/asked
  casus run --experiment asked.json --shard 3/8 --out shards/3
  casus run --experiment asked.json --shard 3/8 --out s3://bucket/crises`,
		RunE: func(c *cobra.Command, args []string) error { return runScenario(c, args, &f) },
	}
	f.sample(c)
	f.ownLuck(c)
	p := c.Flags()
	p.StringVar(&f.mode, "mode", "free", "free, or recorded: the record's decisions at the record's times")
	p.StringArrayVar(&f.do, "do", nil, "force or forbid an option or an event, force:OPTION@HOUR or forbid:OPTION; may be repeated (casus show lists them)")
	p.StringVar(&f.world, "world", scenario.AsModelled, "one of the scenario's counterfactuals (casus worlds lists them)")
	p.StringVar(&f.out, "out", "", "folder for the results, or place in an object store (default: out/ID, or the first of out/ID-2, -3 … that is free)")
	p.StringSliceVar(&f.tables, "tables", nil, "tables to keep, comma-separated or all (default: all but places and decisions; runs is always kept)")
	p.BoolVar(&f.full, "full", false, "print all that came of it, day by day and month by month, and not one screen")
	p.StringVar(&f.file, "experiment", "", "play this document instead of what flags say")
	p.StringVar(&f.share, "shard", "", "play one of so many shares of the runs, I/N")
	p.BoolVar(&f.dryRun, "dry-run", false, "print the experiment and play nothing")
	p.BoolVar(&f.resume, "resume", false, "go on with an interrupted run in the same folder; give the other options as before")
	return c
}

// sample adds the flags of every command that plays replicates.
func (f *runFlags) sample(c *cobra.Command) {
	p := c.Flags()
	within(p, &f.replicates, "replicates", "n", 0, 1, results.MaxReplicates, "runs (default: the scenario's)")
	within(p, &f.scale, "scale", "", 0, 1, scenario.MaxScale, "people for whom one agent stands, 1 to 1000 (default: the scenario's)")
	seed(p, &f.seed, "seed", 1, "seed of the draws of parameters, and of luck")
	p.StringArrayVar(&f.set, "set", nil, "fix a parameter, NAME=VALUE; may be repeated (casus show --parameters lists them)")
	within(p, &f.workers, "workers", "", runtime.NumCPU(), 1, maxWorkers, "runs at once")
	p.BoolVar(&f.json, "json", false, "print JSON")
	p.BoolVar(&f.quiet, "quiet", false, "no progress")
}

// ownLuck adds the flag of commands that play what f.experiment asks.
func (f *runFlags) ownLuck(c *cobra.Command) {
	seed(c.Flags(), &f.luck, "luck", 0, "seed of luck alone: the same draws with other luck (default: that of --seed)")
}

// scenarioOrExperiment wants a scenario; an experiment names its own, and may be
// given the folder of it.
func (f *runFlags) scenarioOrExperiment(c *cobra.Command, args []string) error {
	if f.file != "" && len(args) == 0 {
		return nil
	}
	return exactly("DIR|ID")(c, args)
}

// asked gives what is to be played, from the flags or a file, the scenario, and
// the name by which it was found.
func (f *runFlags) asked(c *cobra.Command, args []string) (x *experiment.Experiment, s *scenario.Scenario, name string, err error) {
	if f.file != "" {
		return f.fromFile(c, args)
	}
	if s, err = load(args[0]); err != nil {
		return nil, nil, "", err
	}
	x, err = f.experiment(c, s, f.world)
	return x, s, args[0], err
}

func runScenario(c *cobra.Command, args []string, f *runFlags) (err error) {
	x, s, name, err := f.asked(c, args)
	if err != nil {
		return err
	}
	h, divided, err := f.shard(c)
	if err != nil {
		return err
	}
	if f.dryRun {
		_, err := c.OutOrStdout().Write(x.Print())
		return err
	}
	doubt(c.ErrOrStderr(), s, x)
	if divided {
		return f.playShard(c, x, s, h)
	}
	var folder *experiment.Folder
	if isURL(f.out) {
		var p *passing
		if folder, p, err = f.contribute(c.Context(), x, s, results.Shard{Number: 1, Of: 1}); err != nil {
			return err
		}
		defer p.leave(&err)
	} else {
		if folder, err = f.folder(x, s); err != nil {
			return err
		}
		f.out = folder.Dir
	}
	defer folder.Close()
	failures, err := f.play(c.Context(), folder, s.ID)
	if errors.Is(err, context.Canceled) {
		done, total := folder.Kept()
		return fmt.Errorf("interrupted; %d of %d runs are kept in %s; go on with: %s", done, total, f.out, wording.Command(again(c, args, f.out)...))
	} else if err != nil {
		return err
	}
	if isURL(f.out) {
		if _, err := folder.Fetch(fetching(f.quiet)); err != nil {
			return err
		}
	}
	worlds, err := folder.Open()
	if err != nil {
		return err
	}
	if err := f.summarise(c, args, s, x, worlds, name); err != nil {
		return err
	}
	if len(failures) > 0 {
		first := failures[0]
		_, total := folder.Kept()
		return fmt.Errorf("%d of %d runs failed and are counted as such; the first, number %d: %v", len(failures), total, first.Index, first.Err)
	}
	return nil
}

// folder opens where the run is kept.
func (f *runFlags) folder(x *experiment.Experiment, s *scenario.Scenario) (*experiment.Folder, error) {
	usual := filepath.Join(outFolder, s.ID)
	switch {
	case f.resume:
		return experiment.Resume(cmp.Or(f.out, experiment.Last(usual)), x, s, version)
	case f.out == "":
		return experiment.CreateNext(usual, x, s, version)
	}
	return experiment.Create(f.out, x, s, version)
}

// play plays what is missing, with a progress bar on a terminal.
func (f *runFlags) play(ctx context.Context, folder *experiment.Folder, title string) ([]ensemble.Failure, error) {
	done, total := folder.Kept()
	count, end := progress(f.quiet || done == total, title, time.Now(), done, total, "%.1f runs/s ")
	defer end()
	return folder.Play(ctx, f.workers, count)
}

// summarise prints each world that was played, of a scenario by the name under which it
// was found.
func (f *runFlags) summarise(c *cobra.Command, args []string, s *scenario.Scenario, x *experiment.Experiment, worlds map[string]*results.Reader, name string) error {
	var all []*ensemble.Summary
	for _, world := range x.Worlds {
		sum, err := ensemble.Summarise(s, worlds[world.ID])
		if err != nil {
			return err
		}
		all = append(all, sum)
	}
	switch {
	case f.json && len(all) == 1:
		return printJSON(c.OutOrStdout(), all[0])
	case f.json:
		return printJSON(c.OutOrStdout(), all)
	}
	next := text.Commands{
		Run: given(c, "run", []string{name}, func(flag string) bool {
			return slices.Contains([]string{"replicates", "seed", "luck", "scale"}, flag)
		}),
		Full: append(again(c, args, f.out, "quiet", "workers"), "--full"),
	}
	if folder, err := open(name); err == nil && x.Mode == sim.Free && len(all) == 1 {
		next.Argues, _ = files.There(folder, claims.File) // what stands there was read by those who ask for it
	}
	show := text.Run
	if f.full {
		show = text.Full
	}
	for i, sum := range all {
		folder := f.kept(x)
		if len(all) > 1 && !isURL(folder) {
			folder = filepath.Join(f.out, x.Worlds[i].ID)
		}
		next.Report = []string{c.Root().Name(), "report", wording.Folder(folder)}
		if isURL(folder) {
			next.Report = append(next.Report, "--to=report.html")
		}
		if name != s.ID {
			next.Report = append(next.Report, "--scenario="+name)
		}
		show(page(c), s, sum, folder, next)
	}
	return nil
}

// again is the command that goes on with a run, without some of its flags.
func again(c *cobra.Command, args []string, out string, without ...string) []string {
	words := given(c, c.Name(), args, func(flag string) bool {
		return flag != "out" && flag != "resume" && !slices.Contains(without, flag)
	})
	return append(words, "--out="+out, "--resume")
}

// given spells a command with those of the flags given to c that are to be kept.
func given(c *cobra.Command, command string, args []string, keep func(flag string) bool) []string {
	words := []string{c.Root().Name(), command}
	for _, a := range args {
		words = append(words, wording.Folder(a))
	}
	c.Flags().Visit(func(g *pflag.Flag) {
		if !keep(g.Name) {
			return
		}
		values := []string{g.Value.String()}
		if list, ok := g.Value.(pflag.SliceValue); ok {
			values = list.GetSlice()
		}
		for _, v := range values {
			words = append(words, "--"+g.Name+"="+v)
		}
	})
	return words
}
