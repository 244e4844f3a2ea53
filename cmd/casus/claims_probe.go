package main

import (
	"github.com/spf13/cobra"

	"casus/claims"
	"casus/experiment"
	"casus/results"
	"casus/scenario"
)

// probing is on how many draws from wider priors verdicts are tried.
type probing struct{ draws int }

// usualProbe is how many, if nothing is said: as many as the runs, up to this.
const usualProbe = 200

func (p *probing) flag(c *cobra.Command) {
	within(c.Flags(), &p.draws, "probe", "", usualProbe, 0, results.MaxReplicates, "draws from priors twice as wide, on which it is tried whether verdicts could be otherwise (default: as many as runs, at most 200); 0 tries nothing")
}

// of is on how many draws, beside so many runs.
func (p *probing) of(c *cobra.Command, runs int) int {
	if c.Flags().Changed("probe") {
		return p.draws
	}
	return min(usualProbe, runs)
}

// try plays the worlds of an argument on draws from wider priors, beside its own runs, and
// finds which verdicts could not have been otherwise.
func (p *probing) try(c *cobra.Command, s *scenario.Scenario, x *experiment.Experiment, f *runFlags, own *twins, tested *claims.Report) error {
	draws := p.of(c, tested.Replicates)
	if draws == 0 {
		return nil
	}
	base := own.folder
	if isURL(f.out) { // that folder is a copy, and goes
		base = worldsFolder(s)
	}
	wide, err := playWorlds(c, s, x.Widened(s, draws), &runFlags{workers: f.workers, quiet: f.quiet}, base+"-wider")
	if err != nil {
		return err
	}
	defer wide.leave()
	return claims.Probe(tested, wide.worlds)
}
