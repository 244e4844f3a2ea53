package main

import (
	"errors"
	"fmt"
	"io"
	"maps"
	"slices"
	"strings"

	"github.com/spf13/cobra"

	"casus/experiment"
	"casus/scenario"
	"casus/scenario/source"
	"casus/sim"
)

// experiment is what the flags ask for, in worlds of a scenario.
func (f *runFlags) experiment(c *cobra.Command, s *scenario.Scenario, worlds ...string) (*experiment.Experiment, error) {
	x := &experiment.Experiment{Version: experiment.Version, Seed: f.seed, Luck: f.luck, Mode: sim.Mode(f.mode), Tables: f.tables}
	x.Scenario.ID = s.ID
	for _, id := range worlds {
		x.Worlds = append(x.Worlds, experiment.World{ID: id, Do: f.do})
	}
	for _, text := range f.set {
		name, value, ok := strings.Cut(text, "=")
		number, err := source.Decimal(value)
		if !ok || name == "" || err != nil {
			return nil, usagef("--set %q: write NAME=VALUE with a finite number", text)
		}
		if x.Set == nil {
			x.Set = map[string]float64{}
		}
		x.Set[name] = number
	}
	x.Complete(s)
	f.byDefault(c, s)
	x.Replicates.Count, x.Scale = f.replicates, f.scale
	if f.unfitted {
		x = x.Unfitted(s)
	}
	return x, flagged(x.Check(s))
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

// flagOf names the flag that a part of an experiment came from, by the last key of
// its path.
var flagOf = []struct{ key, flag string }{
	{"replicates.", "-n"}, {"scale", "--scale"}, {"mode", "--mode"}, {"tables", "--tables"}, {"set.", "--set"}, {"do[", "--do"}, {"worlds[", "--world"},
}

// flagged says of a problem which flag it is about.
func flagged(err error) error {
	p := new(experiment.Problem)
	if !errors.As(err, &p) {
		return err
	}
	for _, x := range flagOf {
		if strings.Contains(p.Path, x.key) {
			return usagef("%s%s", x.flag, p.Text())
		}
	}
	return usageError{err}
}

// beside are the flags that say nothing of what is asked, and go with a file.
var beside = []string{"experiment", "out", "resume", "workers", "json", "full", "quiet", "dry-run", "shard"}

// fromFile is [readAsked] for a command that plays, whose flags do not say the same.
func (f *runFlags) fromFile(c *cobra.Command, args []string) (*experiment.Experiment, *scenario.Scenario, string, error) {
	if list := given(c, "", nil, func(flag string) bool { return !slices.Contains(beside, flag) })[2:]; len(list) > 0 {
		return nil, nil, "", usagef("--experiment says all that is asked: leave out %s, or change the document", strings.Join(list, " "))
	}
	return readAsked(f.file, args)
}

// readAsked reads an experiment, and the scenario that it names or that is given.
func readAsked(file string, args []string) (*experiment.Experiment, *scenario.Scenario, string, error) {
	d, err := experiment.ReadFile(file)
	if err != nil {
		return nil, nil, "", err
	}
	name := d.Scenario.ID
	s, err := loadAgain(name, d.Scenario.Hash)
	if len(args) > 0 {
		name = args[0]
		s, err = load(name)
	}
	if err != nil {
		return nil, nil, "", fmt.Errorf("the scenario of %s: %w", file, err)
	}
	d.Complete(s)
	return &d.Experiment, s, name, d.Place(d.Check(s))
}

// doubt says which values lie outside their priors, where nobody has
// looked at what the model does. A fixed number is a lever, and 0 switches a
// mechanism off.
func doubt(w io.Writer, s *scenario.Scenario, x *experiment.Experiment) {
	spans := x.Spans()
	for _, name := range slices.Sorted(maps.Keys(spans)) {
		prior := s.Parameters[name].Prior
		lo, hi := prior.Span()
		span := spans[name]
		for _, v := range slices.Compact(span[:]) {
			if prior.Fixed == nil && v != 0 && (v < lo || v > hi) {
				fmt.Fprintf(w, "casus: %s=%g lies outside its prior, %s\n", name, v, prior)
			}
		}
	}
}
