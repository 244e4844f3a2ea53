package main

import (
	"cmp"
	"context"
	"errors"
	"fmt"
	"io"
	"os"
	"path/filepath"
	"slices"

	"github.com/spf13/cobra"

	"casus/experiment"
	"casus/report/text"
	"casus/results"
	"casus/scenario"
	"casus/scenario/source"
	"casus/sim"
)

func worldsCommand() *cobra.Command {
	var asJSON bool
	c := &cobra.Command{
		Use: "worlds DIR|ID", Short: "List the worlds of a scenario: as modelled, and the counterfactuals", Args: exactly("DIR|ID"),
		Example: "  casus worlds kazakhstan-2022",
		RunE: func(c *cobra.Command, args []string) error {
			s, err := load(args[0])
			if err != nil {
				return err
			}
			if asJSON {
				return printJSON(c.OutOrStdout(), s.Worlds)
			}
			fmt.Fprintf(page(c), "%s\n\n", s.Title)
			for _, w := range s.Worlds {
				fmt.Fprintf(page(c), "%-26s %s\n", w.ID, w.Text)
				for _, a := range w.Do {
					fmt.Fprintf(page(c), "%-26s   %s\n", "", a)
				}
			}
			return nil
		},
	}
	c.Flags().BoolVar(&asJSON, "json", false, "print JSON")
	return c
}

// knownWorld finds a world of a scenario.
func knownWorld(s *scenario.Scenario, id string) (scenario.World, error) {
	w, ok := s.World(id)
	if !ok {
		return w, usagef("unknown world %q; %s", id, source.Meant(id, s.WorldIDs()))
	}
	return w, nil
}

// twins are the runs of several worlds with the same draws and the same luck.
type twins struct {
	folder string // with a folder for each world
	name   string // of the folder, or of the place in an object store of which it is a copy
	worlds map[string]*results.Reader
	leave  func() // the folder, which is removed if it is a copy
}

// playTwins plays worlds of a scenario as flags say, see [playWorlds].
func playTwins(c *cobra.Command, s *scenario.Scenario, ids []string, f *runFlags, beside ...string) (*twins, error) {
	f.mode, f.tables = string(sim.Free), experiment.TwinTables
	x, err := f.experiment(c, s, ids...)
	if err != nil {
		return nil, err
	}
	doubt(c.ErrOrStderr(), s, x)
	return playWorlds(c, s, x, f, worldsFolder(s), beside...)
}

// playWorlds plays worlds of a scenario, each into a folder of its own, in base if no
// other is named. Runs that are kept already are not played again: a command that was
// interrupted goes on when it is given again, and one with other settings has another
// folder. What is to be written beside the worlds afterwards is tried first.
func playWorlds(c *cobra.Command, s *scenario.Scenario, x *experiment.Experiment, f *runFlags, base string, beside ...string) (t *twins, err error) {
	var folder *experiment.Folder
	t = &twins{leave: func() {}}
	differs := ""
	switch {
	case isURL(f.out):
		var p *passing
		if folder, p, err = f.contribute(c.Context(), x, s, results.Shard{Number: 1, Of: 1}); err != nil {
			return nil, err
		}
		t.name = f.kept(x)
		defer func() {
			if err != nil {
				p.leave(&err)
			}
		}()
		t.leave = func() { p.leave(new(error)) }
	case f.out != "":
		folder, err = experiment.TakeUp(f.out, x, s, version)
	default:
		folder, differs, err = experiment.TakeUpNext(base, x, s, version)
	}
	if err != nil {
		return nil, err
	}
	defer folder.Close()
	t.folder, t.name = folder.Dir, cmp.Or(t.name, folder.Dir)
	for _, name := range beside {
		if err := writable(filepath.Join(folder.Dir, name)); err != nil {
			return nil, err
		}
	}
	if done, _ := folder.Kept(); !f.quiet && done == 0 && differs != "" {
		fmt.Fprintf(os.Stderr, "The runs that are kept were played otherwise (%s): playing anew, into %s\n", differs, folder.Dir)
	}
	_, err = f.play(c.Context(), folder, fmt.Sprintf("%s, %d worlds", s.ID, len(x.Worlds)))
	if errors.Is(err, context.Canceled) {
		done, total := folder.Kept()
		return nil, fmt.Errorf("interrupted; %d of %d runs are kept in %s; the same command goes on with them", done, total, t.name)
	} else if err != nil {
		return nil, err
	}
	if isURL(f.out) {
		if _, err := folder.Fetch(fetching(f.quiet)); err != nil {
			return nil, err
		}
	}
	if t.worlds, err = folder.Open(); err != nil {
		return nil, err
	}
	return t, t.warn(c.ErrOrStderr())
}

// worldsFolder is where the worlds of a scenario are kept, if nothing else is said.
func worldsFolder(s *scenario.Scenario) string { return filepath.Join(outFolder, s.ID+"-worlds") }

// failures is the error that some runs failed, now or when they were played.
func (t *twins) failures() error {
	n, _, reason, err := t.failed()
	if n == 0 || err != nil {
		return err
	}
	return fmt.Errorf("%d runs failed and are left out; their numbers and errors are in the tables of runs in %s. The first because: %s", n, t.name, reason)
}

// failed counts the runs that failed, among all, and gives the reason of the first.
func (t *twins) failed() (n, of int, reason string, err error) {
	for _, r := range t.worlds {
		reasons, wrong, err := r.Texts(results.Runs, results.ErrorColumn)
		if err != nil {
			return 0, 0, "", err
		}
		for i, is := range wrong {
			if of++; is {
				if n++; reason == "" {
					reason = reasons[i]
				}
			}
		}
	}
	return n, of, reason, nil
}

// warn says first that a twentieth of the runs or more failed.
func (t *twins) warn(w io.Writer) error {
	n, of, reason, err := t.failed()
	text.Failed(w, n, of, reason)
	return err
}

// aboutTheSame spells a command about the same runs as c's.
func aboutTheSame(c *cobra.Command, command, name string) []string {
	return given(c, command, []string{name}, func(flag string) bool {
		return slices.Contains([]string{"replicates", "seed", "luck", "scale", "set", "out"}, flag)
	})
}
