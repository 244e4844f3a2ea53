package main

import (
	"context"
	"errors"
	"fmt"
	"maps"
	"os"
	"path/filepath"
	"runtime"
	"slices"
	"strconv"
	"strings"
	"time"

	"github.com/spf13/cobra"
	"github.com/spf13/pflag"

	"casus/ensemble"
	"casus/results"
	"casus/scenario"
	"casus/sim"
)

type runFlags struct {
	replicates, workers int
	scale               float64
	seed                uint64
	mode, out, world    string
	do, set             []string
	resume, json, quiet bool
}

func runCommand() *cobra.Command {
	var f runFlags
	c := &cobra.Command{
		Use: "run DIR|ID", Short: "Run a scenario many times and say how likely what was", Args: exactly("DIR|ID"),
		Long: `Run draws the scenario's parameters and plays the crisis and its aftermath, once
per replicate, on all cores. The same seed gives the same results, on any number
of workers. Results are kept as Parquet tables; Ctrl-C keeps what is done, and
--resume goes on with it.

--do forces or forbids an option of the decision-maker: force:OPTION@HOUR (at an
hour since the start), force:OPTION (whenever it can be chosen), forbid:OPTION@HOUR
(from then on), forbid:OPTION (always). An hour may be written 90, or 3d18h, or
as local time 2022-01-05T18:00. --set NAME=VALUE fixes a parameter; a rate or a
weight set to 0 switches its mechanism off.`,
		Example: `  casus run kazakhstan-2022
  casus run kazakhstan-2022 -n 1000 --seed 7 --out seven
  casus run kazakhstan-2022 --do forbid:request_alliance
  casus run kazakhstan-2022 --do force:dialogue@1d9h --set forces.rumour_birth=0
  casus run kazakhstan-2022 --world long-stay
  casus run kazakhstan-2022 --mode recorded --json`,
		RunE: func(c *cobra.Command, args []string) error { return runScenario(c, args[0], &f) },
	}
	f.sample(c)
	p := c.Flags()
	p.StringVar(&f.mode, "mode", "free", "free, or recorded: the record's decisions at the record's times")
	p.StringArrayVar(&f.do, "do", nil, "force or forbid an option; may be repeated")
	p.StringVar(&f.world, "world", scenario.AsModelled, "one of the scenario's counterfactuals (casus worlds lists them)")
	p.StringVar(&f.out, "out", "", "folder for the results (default: out/ID, or the first of out/ID-2, -3 … that is free)")
	p.BoolVar(&f.resume, "resume", false, "go on with an interrupted run in the same folder")
	return c
}

// sample adds the flags of every command that plays replicates.
func (f *runFlags) sample(c *cobra.Command) {
	p := c.Flags()
	p.IntVarP(&f.replicates, "replicates", "n", 0, "replicates (default: the scenario's)")
	p.Float64Var(&f.scale, "scale", 0, "people for whom one agent stands, 1 to 1000 (default: the scenario's)")
	p.Uint64Var(&f.seed, "seed", 1, "seed of all luck")
	p.StringArrayVar(&f.set, "set", nil, "fix a parameter, NAME=VALUE; may be repeated")
	p.IntVar(&f.workers, "workers", runtime.NumCPU(), "replicates at once")
	p.BoolVar(&f.json, "json", false, "print JSON")
	p.BoolVar(&f.quiet, "quiet", false, "no progress")
}

// byDefault takes what is not said from the scenario.
func (f *runFlags) byDefault(c *cobra.Command, s *scenario.Scenario) {
	if !c.Flags().Changed("replicates") {
		f.replicates = s.Defaults.Replicates
	}
	if !c.Flags().Changed("scale") {
		f.scale = s.Defaults.Scale
	}
}

// settings turns flags into the settings of a run of a world.
func (f *runFlags) settings(s *scenario.Scenario, id string) (sim.Settings, error) {
	set := sim.Settings{Seed: f.seed, Scale: f.scale, Mode: sim.Mode(f.mode), Overrides: map[string]float64{}}
	switch {
	case f.replicates < 1 || f.replicates > results.MaxReplicates:
		return set, usagef("-n %d: replicates are 1 to %d", f.replicates, results.MaxReplicates)
	case checkScale(set.Scale) != nil:
		return set, checkScale(set.Scale)
	case f.workers < 1:
		return set, usagef("--workers %d: at least one", f.workers)
	case set.Mode != sim.Free && set.Mode != sim.Recorded:
		return set, usagef("--mode %q: free or recorded", f.mode)
	case set.Mode == sim.Recorded && len(s.Record.Decisions) == 0:
		return set, usagef("--mode recorded: the record of %s has no decisions to replay; add some to record.yaml, or leave --mode out", s.ID)
	}
	world, err := knownWorld(s, id)
	if err != nil {
		return set, err
	}
	if set.Interventions, err = s.Interventions(world); err != nil {
		return set, err
	}
	for _, text := range f.do {
		v, err := intervention(s, text)
		if err != nil {
			return set, err
		}
		set.Interventions = append(set.Interventions, v)
	}
	for _, text := range f.set {
		name, value, ok := strings.Cut(text, "=")
		x, err := strconv.ParseFloat(value, 64)
		if !ok || name == "" || err != nil || x != x || x-x != 0 {
			return set, usagef("--set %q: write NAME=VALUE with a finite number", text)
		}
		if _, err := s.Intervention(scenario.Action{Set: name, To: &x}); err != nil {
			return set, usagef("--set: %v", err)
		}
		set.Overrides[name] = x
	}
	return set, nil
}

// doubt says on stderr which values lie outside their priors, where nobody has
// looked at what the model does. A fixed number is a lever, and 0 switches a
// mechanism off.
func doubt(c *cobra.Command, s *scenario.Scenario, set sim.Settings) {
	for _, name := range slices.Sorted(maps.Keys(set.Overrides)) {
		x, prior := set.Overrides[name], s.Parameters[name].Prior
		if lo, hi := prior.Span(); prior.Fixed == nil && x != 0 && (x < lo || x > hi) {
			fmt.Fprintf(c.ErrOrStderr(), "casus: %s=%g lies outside its prior, %s\n", name, x, prior)
		}
	}
}

// intervention reads "force:OPTION@HOUR" and its kin.
func intervention(s *scenario.Scenario, text string) (v scenario.Intervention, err error) {
	verb, rest, ok := strings.Cut(text, ":")
	option, at, timed := strings.Cut(rest, "@")
	if !ok || verb != "force" && verb != "forbid" || timed && at == "" {
		return v, usagef("--do %q: write force:OPTION@HOUR or forbid:OPTION", text)
	}
	a := scenario.Action{At: scenario.Moment(at)}
	if verb == "force" {
		a.Force = option
	} else {
		a.Forbid = option
	}
	if v, err = s.Intervention(a); err != nil {
		return v, usagef("--do %q: %v", text, err)
	}
	return v, nil
}

// manifest says what is run, in which world.
func (f *runFlags) manifest(s *scenario.Scenario, id string, set sim.Settings) results.Manifest {
	return results.Manifest{
		Casus: version, Build: build(), Scenario: s.ID, ScenarioHash: s.Hash, Seed: set.Seed, Scale: set.Scale, Mode: string(set.Mode),
		Replicates: f.replicates, Settings: describe(id, f.do, set.Overrides), Started: time.Now(),
	}
}

// describe gives the world, interventions and overrides for the manifest. Of a
// parameter set twice the last value counts, and is what is written.
func describe(world string, do []string, overrides map[string]float64) map[string]string {
	m := map[string]string{}
	if world != scenario.AsModelled {
		m["world"] = world
	}
	if len(do) > 0 {
		m["do"] = strings.Join(do, " ")
	}
	if len(overrides) > 0 {
		var set []string
		for _, name := range slices.Sorted(maps.Keys(overrides)) {
			set = append(set, name+"="+strconv.FormatFloat(overrides[name], 'g', -1, 64))
		}
		m["set"] = strings.Join(set, " ")
	}
	return m
}

func runScenario(c *cobra.Command, name string, f *runFlags) error {
	s, err := load(name)
	if err != nil {
		return err
	}
	f.byDefault(c, s)
	set, err := f.settings(s, f.world)
	if err != nil {
		return err
	}
	doubt(c, s, set)
	if f.out == "" {
		f.out = folder(filepath.Join("out", s.ID), f.resume)
	}
	store, err := prepare(f, f.manifest(s, f.world, set), ensemble.Schemas(s))
	if err != nil {
		return err
	}
	defer store.Close()
	failures, err := replicate(c.Context(), s, set, f, store)
	if err != nil {
		if errors.Is(err, context.Canceled) {
			done := f.replicates - len(store.Missing())
			return fmt.Errorf("interrupted; %d of %d replicates are kept in %s; go on with: %s", done, f.replicates, f.out, again(c, name, f.out))
		}
		return err
	}
	if _, err := store.Finish(); err != nil {
		return err
	}
	r, err := results.Open(f.out)
	if err != nil {
		return err
	}
	sum, err := ensemble.Summarise(s, r)
	if err != nil {
		return err
	}
	if f.json {
		if err := printJSON(c, sum); err != nil {
			return err
		}
	} else {
		printSummary(c.OutOrStdout(), s, sum, f, name)
	}
	if len(failures) > 0 {
		x := failures[0]
		return fmt.Errorf("%d of %d replicates failed and are counted as such; the first, number %d: %v", len(failures), f.replicates, x.Index, x.Err)
	}
	return nil
}

// again is the command that goes on with an interrupted run.
func again(c *cobra.Command, name, out string) string {
	words := given(c, c.Name(), name, func(flag string) bool { return flag != "out" && flag != "resume" })
	return strings.Join(append(words, "--out="+out, "--resume"), " ")
}

// given spells a command about a scenario with those of the flags given to c that
// are to be kept.
func given(c *cobra.Command, command, name string, keep func(flag string) bool) []string {
	words := []string{c.Root().Name(), command, name}
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

// folder is where results go when --out does not say: base, or if that is taken
// base-2, base-3 …, so that no run replaces another. To resume it is the last
// one taken.
func folder(base string, resume bool) string {
	last, next := base, base
	for n := 2; ; n++ {
		if _, err := os.Stat(next); err != nil {
			break
		}
		last, next = next, numbered(base, n)
	}
	if resume {
		return last
	}
	return next
}

// numbered is the n-th folder of a name: base, base-2, base-3 …
func numbered(base string, n int) string {
	if n == 1 {
		return base
	}
	return fmt.Sprintf("%s-%d", base, n)
}

// prepare opens the folder of results.
func prepare(f *runFlags, m results.Manifest, schemas []results.Schema) (*results.Store, error) {
	if f.resume {
		return results.Resume(f.out, m, schemas)
	}
	return results.Create(f.out, m, schemas)
}

// replicate runs what is missing, with a progress bar on a terminal.
func replicate(ctx context.Context, s *scenario.Scenario, set sim.Settings, f *runFlags, store *results.Store) ([]ensemble.Failure, error) {
	missing := store.Missing()
	bar, end := progress(f.quiet, s.ID, time.Now(), f.replicates-len(missing), f.replicates, "%.1f runs/s ")
	defer end()
	return ensemble.Run(ctx, s, set, missing, f.workers, store, bar)
}

func exportCommand() *cobra.Command {
	var to string
	var csv, overwrite bool
	c := &cobra.Command{
		Use: "export OUT", Short: "Write the tables of a run as CSV", Args: exactly("OUT"),
		Example: "  casus export out/kazakhstan-2022 --csv --to tables",
		RunE: func(c *cobra.Command, args []string) error {
			if !csv {
				return usagef("say in which format: --csv (the tables are Parquet already)")
			}
			r, err := results.Open(args[0])
			if err != nil {
				return err
			}
			if to == "" {
				to = filepath.Join(args[0], "csv")
			}
			if err := r.ExportCSV(to, overwrite); err != nil {
				return err
			}
			fmt.Fprintf(c.OutOrStdout(), "six tables written to %s\n", to)
			return nil
		},
	}
	c.Flags().BoolVar(&csv, "csv", false, "comma-separated values")
	c.Flags().StringVar(&to, "to", "", "folder to write to (default: OUT/csv)")
	c.Flags().BoolVar(&overwrite, "overwrite", false, "replace files that are there")
	return c
}

// checkScale wants a scale that a nation can be played at.
func checkScale(people float64) error {
	if !(people >= 1 && people <= 1000) {
		return usagef("--scale %g: one agent stands for 1 to 1000 people", people)
	}
	return nil
}
