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
	"casus/files"
	"casus/library"
	"casus/report/number"
	"casus/report/text"
	"casus/scenario"
	"casus/score/protests"
	"casus/sim"
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
			aside := out + ".rounds"
			for _, name := range []string{out, aside} {
				if err := writable(name); err != nil {
					return err
				}
			}
			var nations []*scenario.Scenario
			for _, id := range library.IDs() {
				s, err := loadShipped(id)
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
			data, err := streetData(real)
			if err != nil {
				return err
			}
			command := fmt.Sprintf("casus calibrate street --seed %d --rounds %d --runs %d --scale %g --floor %g", plan.Seed, plan.Rounds, plan.Runs, plan.Scale, plan.Floor)
			kept := rounds{Command: command, Of: made(data, nations)}
			if err := kept.read(aside); err != nil {
				return err
			}
			kept.Rounds, err = explore.Street(c.Context(), nations, real, plan, kept.Rounds, func(r explore.StreetRound) error {
				fmt.Fprintf(c.ErrOrStderr(), "round %d of at most %d: %d protests, cross entropy %.4f ± %.4f, draws worth %.0f\n", r.Number, plan.Rounds, r.Protests, r.CrossEntropy, r.Noise, r.Effective)
				kept.Rounds = append(kept.Rounds, r)
				return kept.write(aside)
			})
			switch {
			case errors.Is(err, context.Canceled):
				return fmt.Errorf("interrupted; %s kept in %s, and the same command goes on", number.Of(len(kept.Rounds), "round"), aside)
			case err != nil:
				return err
			}
			priors := explore.Best(kept.Rounds)
			priors["society.ordinary_rate"] = explore.Rate(real, plan, kept.Rounds)
			file, err := scenario.StreetYAML(command, data, priors)
			if err != nil {
				return err
			}
			if err := files.WriteBytes(out, file); err != nil {
				return unwritten(out, err)
			}
			if err := os.Remove(aside); err != nil {
				return err
			}
			text.Moved(page(c), priors, out)
			return nil
		},
	}
	p := c.Flags()
	seed(p, &plan.Seed, "seed", 1, "seed of all luck")
	within(p, &plan.Rounds, "rounds", "", 10, 1, 1000, "rounds, at most")
	within(p, &plan.Runs, "runs", "", 1400, 100, 100_000, "ordinary years a round, 100 to 100000")
	within(p, &plan.Scale, "scale", "", protestScale, 1, scenario.MaxScale, "people for whom one agent stands, 1 to 1000")
	within(p, &plan.Floor, "floor", "", 0.35, 0, 1, "smallest spread, as a share of the original one")
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

// rounds are what a fit keeps, the command that it is of, and what was played.
type rounds struct {
	Command string                `json:"command"`
	Of      string                `json:"of"`
	Rounds  []explore.StreetRound `json:"rounds"`
}

// maxKept is how many bytes of a file of rounds are read.
const maxKept = 16 << 20

// made is the same where the same command makes the same rounds: the engine, the
// scenarios with the usual priors, and the data are.
func made(data string, nations []*scenario.Scenario) string {
	h := sha256.New()
	fmt.Fprintf(h, "%d\n%s\n", sim.EngineVersion, data)
	for _, s := range nations {
		fmt.Fprintln(h, s.Hash)
	}
	return fmt.Sprintf("%x", h.Sum(nil))
}

// read takes up what the same command has kept.
func (r *rounds) read(file string) error {
	if there, err := files.ThereNamed(file); err != nil || !there {
		return err
	}
	text, err := files.ReadNamed(file, maxKept)
	var kept rounds
	if err == nil {
		err = json.Unmarshal(text, &kept)
	}
	switch {
	case err != nil:
		return usagef("%s: %w; remove it to begin anew", file, err)
	case kept.Command != r.Command:
		return usagef("%s is kept by %s; give that command, or remove the file", file, kept.Command)
	case kept.Of != r.Of:
		return usagef("%s is of another version of casus, of its scenarios or of its data; remove it to begin anew", file)
	}
	r.Rounds = kept.Rounds
	return nil
}

// write replaces what is kept at once, so that whoever stops this loses no round.
func (r *rounds) write(file string) error {
	text, err := json.Marshal(r)
	if err != nil {
		return err
	}
	return unwritten(file, files.WriteBytes(file, text))
}
