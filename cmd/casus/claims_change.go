package main

import (
	"github.com/spf13/cobra"

	"casus/claims"
	"casus/experiment"
	"casus/files"
	"casus/scenario"
	"casus/sim"
)

// verdictsFile keeps, beside the runs, what was made of them.
const verdictsFile = "claims.json"

// asItIs judges an argument on runs of the scenario with nothing set that are kept, and
// are like those of the flags otherwise; nil where there are none.
func (f *runFlags) asItIs(c *cobra.Command, s *scenario.Scenario, a *claims.Argument) (before *claims.Report, folder string, err error) {
	plain := *f
	plain.set, plain.unfitted, plain.mode, plain.tables = nil, false, string(sim.Free), experiment.TwinTables
	x, err := plain.experiment(c, s, a.Worlds()...)
	if err != nil {
		return nil, "", err
	}
	for n := 1; ; n++ {
		folder = experiment.Numbered(worldsFolder(s), n)
		if there, err := files.ThereNamed(folder); !there {
			return nil, "", err
		}
		worlds, err := experiment.OpenKept(folder, x, s, version)
		if worlds == nil && err == nil {
			continue
		} else if err == nil {
			before, err = claims.Test(a, worlds)
		}
		return before, folder, err
	}
}
