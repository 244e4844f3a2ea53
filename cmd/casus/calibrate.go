package main

import (
	"fmt"
	"os"
	"path/filepath"
	"runtime"
	"strings"

	"github.com/spf13/cobra"

	"casus/explore"
	"casus/files"
	"casus/library"
	"casus/report/number"
	"casus/report/screen"
	"casus/report/wording"
	"casus/scenario"
)

func calibrateCommand() *cobra.Command {
	plan := explore.Plan{Workers: runtime.NumCPU()}
	c := &cobra.Command{
		Use: "calibrate DIR", Short: "Narrow a scenario's priors towards its record", Args: exactly("DIR"),
		Long: `Calibrate runs the crisis many times, keeps the runs nearest to the record, moves
the priors towards their parameters, and again. It writes fitted.yaml into the
scenario's folder; runs use it from then on. It begins with what was fitted to
cases, and keeps that beside its own. Remove the file to go back to the priors from
before all fits. The same seed gives the same file.`,
		Example: "  casus calibrate library/kazakhstan-2022\n  casus calibrate my-crisis --rounds 4 --runs 200",
		RunE: func(c *cobra.Command, args []string) error {
			s, err := loadFolder(args[0])
			if err != nil {
				return err
			}
			if err := s.CheckScale(plan.Scale); err != nil {
				return usagef("--scale %g: %w", plan.Scale, err)
			}
			if len(s.Record.Targets)+len(s.Record.Daily["participants"]) == 0 {
				return usagef("the record of %s has no targets and no participants by day, so there is nothing to fit to; add some to record.yaml", s.ID)
			}
			if err := writable(filepath.Join(args[0], scenario.FittedFile)); err != nil {
				return err
			}
			fitted, err := explore.Calibrate(c.Context(), s, plan, func(r explore.Round) {
				fmt.Fprintf(c.ErrOrStderr(), "round %d of %d: best run %.2f, kept up to %.2f, worst %.2f tolerances from the record; %.0f %% engulf the nation\n",
					r.Number, plan.Rounds, r.Best, r.Kept, r.Worst, 100*r.Engulfed)
			})
			if err != nil {
				return err
			}
			if len(fitted) == 0 {
				fmt.Fprintf(page(c), "No prior has moved by more than chance would, so nothing is written; take more --rounds or --runs\n")
				return nil
			}
			command := fmt.Sprintf("%s --seed %d --rounds %d --runs %d --scale %g --keep %g --step %g --floor %g --fizzle %g",
				wording.Command("casus", "calibrate", slashed(args[0])), plan.Seed, plan.Rounds, plan.Runs, plan.Scale, plan.Keep, plan.Step, plan.Floor, plan.Fizzle)
			fit := scenario.Fit{To: scenario.ToRecord, Command: command, Note: "cross-entropy fit of single runs to the targets and the participants of record.yaml", Priors: fitted}
			file, err := keepFit(args[0], s, fit)
			if err != nil {
				return err
			}
			fmt.Fprintf(page(c), "%s holds fitted priors of %s; %s shows what they do\n", file, number.Of(len(fitted), "parameter"), screen.Whole(wording.Command("casus", "run", wording.Folder(args[0]))))
			if old := s.Fitted.To(scenario.ToRecord); old != nil {
				fmt.Fprintf(page(c), "They are in the place of those of %s, which came from\n%s\n", number.Of(len(old.Priors), "parameter"), old.Command)
			}
			return nil
		},
	}
	c.AddCommand(calibrateAllianceCommand(), calibrateStreetCommand())
	p := c.Flags()
	seed(p, &plan.Seed, "seed", 2022, "seed of all luck")
	within(p, &plan.Rounds, "rounds", "", 8, 1, 1000, "rounds")
	within(p, &plan.Runs, "runs", "", 2500, 20, 100_000, "runs a round, 20 to 100000")
	within(p, &plan.Scale, "scale", "", 200, 1, scenario.MaxScale, "people for whom one agent stands, 1 to 1000")
	within(p, &plan.Keep, "keep", "", 0.15, 0.001, 0.999, "share of runs kept in a round")
	within(p, &plan.Step, "step", "", 0.7, 0.001, 1, "how far priors move towards what was kept, up to 1")
	within(p, &plan.Fizzle, "fizzle", "", 0.35, 0, 0.999, "share of the runs kept that is taken from those that fizzle")
	within(p, &plan.Floor, "floor", "", 0.35, 0, 1, "smallest spread, as a share of the original one")
	return c
}

// loadFolder loads a scenario into whose folder a fit can be written.
func loadFolder(name string) (*scenario.Scenario, error) {
	if info, err := os.Stat(name); files.IsFault(err) {
		return nil, err
	} else if err != nil || !info.IsDir() {
		if _, ok := library.Open(name); ok {
			return nil, usagef("%s ships with casus and cannot be written to; casus new my-crisis --from %s makes a copy that can", name, name)
		}
		return nil, usagef("%s is not a folder; casus new makes one", name)
	}
	return read(os.DirFS(name))
}

// slashed spells a folder as in a command that anyone can give.
func slashed(folder string) string {
	return wording.Folder(filepath.ToSlash(strings.TrimSuffix(folder, "/")))
}

// keepFit puts a fit into a scenario's folder, beside what is fitted to something
// else.
func keepFit(folder string, s *scenario.Scenario, fit scenario.Fit) (file string, err error) {
	file = filepath.Join(folder, scenario.FittedFile)
	return file, unwritten(file, files.WriteBytes(file, s.Fitted.With(fit).YAML()))
}
