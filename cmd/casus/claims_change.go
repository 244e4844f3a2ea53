package main

import (
	"encoding/json"
	"os"
	"path/filepath"

	"github.com/spf13/cobra"

	"casus/claims"
	"casus/ensemble"
	"casus/experiment"
	"casus/results"
	"casus/scenario"
)

// asItIs finds the verdicts on the scenario with nothing set, kept beside runs
// that are like those of the flags otherwise; nil where there are none.
func (f *runFlags) asItIs(c *cobra.Command, s *scenario.Scenario) (before *claims.Report, folder string) {
	plain := *f
	plain.set = nil
	x, err := plain.experiment(c, s, scenario.AsModelled)
	if err != nil {
		return nil, ""
	}
	want := x.Manifest(version)
	want.Tables = ensemble.Schemas(s, x.Tables...)
	for n := 1; ; n++ {
		folder = experiment.Numbered(worldsFolder(s), n)
		if _, err := os.Stat(folder); err != nil {
			return nil, ""
		}
		r, err := results.Open(filepath.Join(folder, scenario.AsModelled))
		if err != nil {
			continue
		}
		if len(r.Manifest().Differences(want)) > 0 {
			continue
		}
		text, err := os.ReadFile(filepath.Join(folder, verdictsFile))
		if err == nil && json.Unmarshal(text, &before) == nil {
			return before, folder
		}
	}
}
