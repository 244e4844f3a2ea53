package main

import (
	"errors"
	"fmt"
	"io"
	"path/filepath"
	"runtime"
	"time"

	"github.com/spf13/cobra"

	"casus/claims"
	"casus/experiment"
	"casus/files"
	"casus/report/html"
	"casus/report/view"
	"casus/report/wording"
	"casus/scenario"
	"casus/sim"
	"casus/web"
)

func reportCommand() *cobra.Command {
	var r reporting
	c := &cobra.Command{
		Use: "report OUT", Short: "Write a page about a run, to look at and to hand over", Args: exactly("OUT"),
		Long: `Report writes one HTML file about the results in a folder: the story, the map, the
days, the decisions, the worlds, the argument, and what all that rests on. It opens
in a browser without a network, and can be printed. The scenario must be the one
that was run.

Three runs are told in full: a typical one, the one most like the record, and the
worst. They are played again, and with them the first hundred runs for the map. Where
nobody protests in a region in the typical run, the map plays one in which somebody
does, at most two such.

OUT may hold several worlds of one experiment (casus run --experiment, casus claims,
casus compare): the page is about the world as modelled, and sets the others against
it. With --argument it has the verdicts of casus claims; the worlds of the argument
are played with the seed and as many runs as the results, unless they are kept.

With --scores it says how the model fares: the hindcast of the record's last days, as
casus hindcast makes it (minutes on two cores), and the back-test of its decisions on
historical cases, as casus backtest makes it (half a minute). Both are of the scenario,
with seed 1 and its own scale, whatever was done and set in the run.`,
		Example: `  casus report out/kazakhstan-2022
  casus report out/kazakhstan-2022 --argument -o report.html
  casus report out/kazakhstan-2022 --scores -o report.html
  casus report out/kazakhstan-2022 --short -o two-pages.html
  casus report out/mine --scenario ./my-crisis --json > view.json`,
		RunE: func(c *cobra.Command, args []string) error { return r.write(c, args[0]) },
	}
	p := c.Flags()
	p.StringVarP(&r.to, "to", "o", "", "file to write (default: OUT/report.html)")
	p.StringVar(&r.scenario, "scenario", "", "folder of the scenario (default: the one of the run's id)")
	p.BoolVar(&r.argument, "argument", false, "judge the scenario's claims, in worlds that are played where they are not kept")
	p.BoolVar(&r.scores, "scores", false, "score the model: the hindcast of the record's last days, the back-test of decisions on the cases of the library")
	scoreRuns(p, &r.scored, "with --scores")
	r.probe.flag(c)
	p.BoolVar(&r.short, "short", false, "lay it out as two pages")
	within(p, &r.workers, "workers", "", runtime.NumCPU(), 1, maxWorkers, "runs at once")
	p.BoolVar(&r.json, "json", false, "print what the page says as JSON, and write no page")
	p.BoolVar(&r.quiet, "quiet", false, "no progress")
	return c
}

// reporting is what is asked of a report.
type reporting struct {
	to, scenario       string
	argument, scores   bool
	short, json, quiet bool
	scored, workers    int
	probe              probing
}

func (f *reporting) write(c *cobra.Command, out string) error {
	if f.json && f.to != "" {
		return usagef("--json and --to: choose one")
	}
	if c.Flags().Changed("score-runs") && !f.scores {
		return usagef("--score-runs goes with --scores")
	}
	if c.Flags().Changed("probe") && !f.argument {
		return usagef("--probe goes with --argument")
	}
	if f.to == "" && isURL(out) {
		return usagef("say where the page is to be: --to FILE.html")
	}
	out, done, err := fetched(c, out, f.quiet)
	if err != nil {
		return err
	}
	defer done()
	if f.to == "" {
		f.to = filepath.Join(out, "report.html")
	}
	kept, err := experiment.OpenAll(out, openRun)
	if err != nil {
		return err
	}
	r, main := kept.Main, kept.Dir
	s, folder, err := scenarioOf(r, main, f.scenario)
	if err != nil {
		return err
	}
	if engine := r.Manifest().Engine; engine != sim.EngineVersion {
		return usagef("%s was played by version %d of the engine, and this one has version %d: its runs cannot be played again; run the scenario again", main, engine, sim.EngineVersion)
	}
	if r.Manifest().Done == 0 {
		return usagef("%s: %w", main, view.ErrNoRuns)
	}
	if !f.json {
		if inside, err := filepath.Rel(out, f.to); err == nil && filepath.IsLocal(inside) && (filepath.Ext(inside) != ".html" || filepath.Dir(inside) != ".") {
			return usagef("%s is among the results; name another place, or %s", f.to, filepath.Join(out, "report.html"))
		}
		if err := writable(f.to); err != nil {
			return err
		}
	}
	in := view.Input{
		Scenario: s, Folder: folder, Results: r, Worlds: view.WorldsOf(s, kept.Worlds, kept.World()), Short: f.short, Workers: f.workers,
		Progress: func(runs int) (count, end func()) {
			return progress(f.quiet, "played again", time.Now(), 0, runs, "%.1f runs/s ")
		},
	}
	x, err := kept.Asked(s)
	if err != nil {
		return usageError{err}
	}
	if in.Plan, err = x.Plan(s, 0); err != nil {
		return err
	}
	if err := f.argue(c, &in, x, out); err != nil {
		return err
	}
	if err := f.score(c, &in); err != nil {
		return unkept("a report", err)
	}
	page, err := view.Of(c.Context(), in)
	switch {
	case errors.Is(err, view.ErrNoRuns):
		return usagef("%s: %w", out, err)
	case err != nil:
		return unkept("a report", err)
	case f.json:
		return printJSON(c.OutOrStdout(), page)
	}
	if err := unwritten("the report", files.Write(f.to, func(w io.Writer) error { return html.Write(w, page, web.Style(), web.Script()) })); err != nil {
		return err
	}
	fmt.Fprintf(c.OutOrStdout(), "report written to %s\n", f.to)
	return nil
}

// argue judges the scenario's claims where that is asked for, and finds whether there
// are some.
func (f *reporting) argue(c *cobra.Command, in *view.Input, x *experiment.Experiment, out string) error {
	there, err := files.There(in.Folder, claims.File)
	if err != nil {
		return err
	}
	in.Argues = there
	switch {
	case !f.argument:
		return nil
	case !there:
		return usagef("the scenario %s has no %s, which --argument judges; docs/argument.md shows how to write one", in.Scenario.ID, claims.File)
	}
	a, err := claims.Load(in.Folder, in.Scenario)
	if err != nil {
		return err
	}
	if len(a.Claims) == 0 {
		return usagef("the %s of %s has nothing to test: %s", claims.File, in.Scenario.ID, wording.Untested(a.Drafts))
	}
	base := worldsFolder(in.Scenario)
	if len(in.Worlds) > 1 {
		base = out
	}
	doubt(c.ErrOrStderr(), in.Scenario, x)
	t, err := playWorlds(c, in.Scenario, x.In(a.Worlds(), experiment.TwinTables), &runFlags{workers: f.workers, quiet: f.quiet}, base)
	if err != nil {
		return err
	}
	if x.Mode == sim.Free { // worlds of the argument are, and are no twins of what was recorded
		in.Worlds = view.WorldsOf(in.Scenario, t.worlds, scenario.AsModelled)
	}
	if in.Tested, err = claims.Test(a, t.worlds); err != nil {
		return err
	}
	return f.probe.try(c, in.Scenario, x.In(a.Worlds(), experiment.TwinTables), &runFlags{workers: f.workers, quiet: f.quiet}, t, in.Tested)
}
