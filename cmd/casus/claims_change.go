package main

import (
	"errors"
	"path/filepath"

	"github.com/spf13/cobra"

	"casus/claims"
	"casus/ensemble"
	"casus/experiment"
	"casus/files"
	"casus/results"
	"casus/scenario"
	"casus/sim"
)

// verdictsFile keeps, beside the runs, what was made of them.
const verdictsFile = "claims.json"

// asItIs judges an argument on runs of the scenario with nothing set that are kept, and
// are like those of the flags otherwise; nil where there are none.
func (f *runFlags) asItIs(c *cobra.Command, s *scenario.Scenario, a *claims.Argument) (before *claims.Report, folder string, err error) {
	plain := *f
	plain.set, plain.mode, plain.tables = nil, string(sim.Free), twinTables
	x, err := plain.experiment(c, s, a.Worlds()...)
	if err != nil {
		return nil, "", err
	}
	for n := 1; ; n++ {
		folder = experiment.Numbered(worldsFolder(s), n)
		if there, err := files.ThereNamed(folder); !there {
			return nil, "", err
		}
		worlds, err := keptWorlds(folder, x, s)
		if worlds == nil && err == nil {
			continue
		} else if err == nil {
			before, err = claims.Test(a, worlds)
		}
		return before, folder, err
	}
}

// keptWorlds opens the worlds of an experiment that are kept in a folder; nil if it has
// others, or not all that was asked for.
func keptWorlds(folder string, x *experiment.Experiment, s *scenario.Scenario) (map[string]*results.Reader, error) {
	worlds := map[string]*results.Reader{}
	for i, w := range x.Worlds {
		want := x.Of(i).Manifest(version)
		want.Tables = ensemble.Schemas(s, x.Tables...)
		r, err := results.Open(filepath.Join(folder, w.ID))
		switch {
		case errors.Is(err, results.ErrNoRun), errors.Is(err, results.ErrOld):
			return nil, nil
		case err != nil:
			return nil, err
		case !r.Manifest().IsFinished() || len(r.Manifest().Differences(want)) > 0:
			return nil, nil
		}
		worlds[w.ID] = r
	}
	return worlds, nil
}
