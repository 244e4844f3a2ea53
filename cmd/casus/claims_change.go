package main

import (
	"encoding/json"
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
const (
	verdictsFile = "claims.json"
	maxVerdicts  = 64 << 20 // bytes that are read of it
)

// asItIs finds the verdicts on the scenario with nothing set, kept beside runs
// that are like those of the flags otherwise; nil where there are none.
func (f *runFlags) asItIs(c *cobra.Command, s *scenario.Scenario) (before *claims.Report, folder string, err error) {
	plain := *f
	plain.set, plain.mode, plain.tables = nil, string(sim.Free), twinTables
	x, err := plain.experiment(c, s, scenario.AsModelled)
	if err != nil {
		return nil, "", err
	}
	want := x.Manifest(version)
	want.Tables = ensemble.Schemas(s, x.Tables...)
	for n := 1; ; n++ {
		folder = experiment.Numbered(worldsFolder(s), n)
		if there, err := files.ThereNamed(folder); !there {
			return nil, "", err
		}
		r, err := results.Open(filepath.Join(folder, scenario.AsModelled))
		if errors.Is(err, results.ErrNoRun) || errors.Is(err, results.ErrOld) || err == nil && len(r.Manifest().Differences(want)) > 0 {
			continue
		} else if err != nil {
			return nil, "", err
		}
		name := filepath.Join(folder, verdictsFile)
		if there, err := files.ThereNamed(name); err != nil {
			return nil, "", err
		} else if !there {
			continue
		}
		text, err := files.ReadNamed(name, maxVerdicts)
		if err == nil {
			err = json.Unmarshal(text, &before)
		}
		if err != nil {
			err = usagef("%s: %w; remove it, and claims without --set makes it anew", name, err)
		}
		return before, folder, err
	}
}
