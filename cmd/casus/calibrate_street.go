package main

import (
	"context"
	"crypto/sha256"
	"encoding/json"
	"errors"
	"fmt"
	"io/fs"
	"os"
	"runtime"

	"github.com/spf13/cobra"

	"casus/explore"
	"casus/library"
	"casus/report/number"
	"casus/report/text"
	"casus/scenario"
	"casus/score/protests"
)

func calibrateStreetCommand() *cobra.Command {
	plan := explore.StreetPlan{Workers: runtime.NumCPU()}
	var out string
	c := &cobra.Command{
		Use: "street", Short: "Fit the usual priors of crowds and police to real protests", Args: exactly(),
		Long: `Calibrate street plays ordinary years in the nations that ship, in turn, and moves
the usual priors of crowds and police until the simulated protests are of the kinds
of the single protests of half of the states, the half on which casus protests
does not score. docs/protests.md says how, and what moved.

It writes a file in the form of scenario/coefficients.yaml. The program reads
scenario/street.yaml when it is built. After each round it keeps where it stands in
FILE.rounds; the same command goes on from there. The same seed gives the same
file.`,
		Example: "  casus calibrate street\n  casus calibrate street --runs 700 --rounds 4 --file try.yaml",
		RunE: func(c *cobra.Command, _ []string) error {
			if plan.Rounds < 1 || plan.Runs < 100 || plan.Floor < 0 || plan.Floor > 1 || plan.Scale < 1 || plan.Scale > 1000 {
				return usagef("calibrate street needs at least one round of 100 runs, 0 <= floor <= 1, scale 1 to 1000")
			}
			var nations []*scenario.Scenario
			for _, id := range library.IDs() {
				s, err := load(id)
				if err != nil {
					return err
				}
				nations = append(nations, s)
			}
			real, err := protests.Load(library.Protests(), protests.File)
			if err != nil {
				return err
			}
			_, real = protests.Split(protests.FittedHalf.Of(real))
			command := fmt.Sprintf("casus calibrate street --seed %d --rounds %d --runs %d --scale %g --floor %g", plan.Seed, plan.Rounds, plan.Runs, plan.Scale, plan.Floor)
			kept := rounds{Command: command}
			if err := kept.read(out + ".rounds"); err != nil {
				return err
			}
			kept.Rounds, err = explore.Street(c.Context(), nations, real, plan, kept.Rounds, func(r explore.StreetRound) error {
				fmt.Fprintf(c.ErrOrStderr(), "round %d of at most %d: %d protests, cross entropy %.4f ± %.4f, draws worth %.0f\n", r.Number, plan.Rounds, r.Protests, r.CrossEntropy, r.Noise, r.Effective)
				kept.Rounds = append(kept.Rounds, r)
				return kept.write(out + ".rounds")
			})
			switch {
			case errors.Is(err, context.Canceled):
				return fmt.Errorf("interrupted after %s; the same command goes on", number.Of(len(kept.Rounds), "round"))
			case err != nil:
				return err
			}
			priors := explore.Best(kept.Rounds)
			priors["society.ordinary_rate"] = explore.Rate(nations, real, plan, kept.Rounds)
			data, err := streetData(real)
			if err != nil {
				return err
			}
			file, err := scenario.StreetYAML(command, data, priors)
			if err != nil {
				return err
			}
			if err := os.WriteFile(out, file, 0o644); err != nil {
				return usagef("cannot write %s: %v", out, err)
			}
			if err := os.Remove(out + ".rounds"); err != nil {
				return err
			}
			text.Moved(c.OutOrStdout(), priors, out)
			return nil
		},
	}
	p := c.Flags()
	p.Uint64Var(&plan.Seed, "seed", 1, "seed of all luck")
	p.IntVar(&plan.Rounds, "rounds", 10, "rounds, at most")
	p.IntVar(&plan.Runs, "runs", 1400, "ordinary years a round")
	p.Float64Var(&plan.Scale, "scale", protestScale, "people for whom one agent stands")
	p.Float64Var(&plan.Floor, "floor", 0.35, "smallest spread, as a share of the original one")
	p.StringVar(&out, "file", "scenario/"+scenario.StreetFile, "file to write")
	return c
}

// streetData says what the street is fitted to.
func streetData(real []protests.Protest) (string, error) {
	b, err := fs.ReadFile(library.Protests(), protests.File)
	if err != nil {
		return "", err
	}
	states := map[string]bool{}
	for _, p := range real {
		states[p.Cluster] = true
	}
	return fmt.Sprintf("%d single protests of %d states, of %s with the SHA-256 %x", len(real), len(states), protests.File, sha256.Sum256(b)), nil
}

// rounds are what a fit keeps, and the command that it is of.
type rounds struct {
	Command string                `json:"command"`
	Rounds  []explore.StreetRound `json:"rounds"`
}

// read takes up what the same command has kept.
func (r *rounds) read(file string) error {
	b, err := os.ReadFile(file)
	if errors.Is(err, fs.ErrNotExist) {
		return nil
	}
	var kept rounds
	if err == nil {
		err = json.Unmarshal(b, &kept)
	}
	if err != nil {
		return usagef("%s: %v; remove it to begin anew", file, err)
	}
	if kept.Command != r.Command {
		return usagef("%s is kept by %s; give that command, or remove the file", file, kept.Command)
	}
	r.Rounds = kept.Rounds
	return nil
}

// write replaces what is kept at once, so that whoever stops this loses no round.
func (r *rounds) write(file string) error {
	b, err := json.Marshal(r)
	if err != nil {
		return err
	}
	if err := os.WriteFile(file+".new", b, 0o644); err != nil {
		return usagef("cannot write %s: %v", file, err)
	}
	return os.Rename(file+".new", file)
}
