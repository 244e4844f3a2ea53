package main

import (
	"context"
	"errors"
	"fmt"
	"os"
	"path/filepath"
	"slices"
	"strings"
	"time"

	"github.com/spf13/cobra"

	"casus/ensemble"
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
				return printJSON(c, s.Worlds)
			}
			for _, w := range s.Worlds {
				fmt.Fprintf(c.OutOrStdout(), "%-26s %s\n", w.ID, w.Text)
				for _, a := range w.Do {
					fmt.Fprintf(c.OutOrStdout(), "%-26s   %s\n", "", a)
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
	worlds map[string]*results.Reader
}

// twin is one of them while it is played.
type twin struct {
	id    string
	set   sim.Settings
	store *results.Store
}

// playTwins plays worlds of a scenario, each into a folder of its own. Runs that
// are kept already are not played again: a command that was interrupted goes on
// when it is given again, and one with other settings has another folder.
func playTwins(c *cobra.Command, s *scenario.Scenario, ids []string, f *runFlags) (*twins, error) {
	f.byDefault(c, s)
	f.mode = string(sim.Free)
	var list []twin
	for _, id := range ids {
		set, err := f.settings(s, id)
		if err != nil {
			return nil, err
		}
		list = append(list, twin{id: id, set: set})
	}
	doubt(c, s, list[0].set) // the same is set in every world
	defer closeTwins(list)
	folder := f.out
	if folder != "" {
		if err := f.openTwins(s, list, folder); err != nil {
			return nil, err
		}
	}
	differs := "" // what is kept, and how
	for n := 1; folder == ""; n++ {
		next := numbered(worldsFolder(s), n)
		err := f.openTwins(s, list, next)
		if other := new(results.MismatchError); errors.As(err, &other) {
			d := other.Differences[0]
			differs = fmt.Sprintf("%s: %s there, %s now", d.What, d.Found, d.Expected)
			continue
		} else if err != nil {
			return nil, err
		}
		folder = next
	}
	total := f.replicates * len(list)
	kept := func() (n int) {
		for _, w := range list {
			n += f.replicates - len(w.store.Missing())
		}
		return n
	}
	done := kept()
	if !f.quiet && done == 0 && differs != "" {
		fmt.Fprintf(os.Stderr, "What is kept was played otherwise (%s): playing anew, into %s\n", differs, folder)
	}
	bar, end := progress(f.quiet || done == total, fmt.Sprintf("%s, %d worlds", s.ID, len(list)), time.Now(), done, total, "%.1f runs/s ")
	defer end()
	t := &twins{folder: folder, worlds: map[string]*results.Reader{}}
	for _, w := range list {
		_, err := ensemble.Run(c.Context(), s, w.set, w.store.Missing(), f.workers, w.store, bar)
		switch {
		case errors.Is(err, context.Canceled):
			return nil, fmt.Errorf("interrupted; %d of %d runs are kept in %s; the same command goes on with them", kept(), total, folder)
		case err != nil:
			return nil, err
		}
		if !w.store.Manifest().IsFinished() {
			if _, err := w.store.Finish(); err != nil {
				return nil, err
			}
		}
		if t.worlds[w.id], err = results.Open(filepath.Join(folder, w.id)); err != nil {
			return nil, err
		}
	}
	return t, nil
}

// worldsFolder is where the worlds of a scenario are kept, if nothing else is said.
func worldsFolder(s *scenario.Scenario) string { return filepath.Join("out", s.ID+"-worlds") }

// openTwins opens the stores of all worlds in a folder, or none: what is there is
// taken up first, so that nothing is begun beside runs of other settings.
func (f *runFlags) openTwins(s *scenario.Scenario, list []twin, folder string) error {
	schemas := ensemble.Schemas(s)
	for _, open := range []func(string, results.Manifest, []results.Schema) (*results.Store, error){results.Resume, results.Create} {
		for i := range list {
			w := &list[i]
			if w.store != nil {
				continue
			}
			var err error
			if w.store, err = open(filepath.Join(folder, w.id), f.manifest(s, w.id, w.set), schemas); err != nil && !errors.Is(err, results.ErrNoRun) {
				closeTwins(list)
				return err
			}
		}
	}
	return nil
}

func closeTwins(list []twin) {
	for i := range list {
		if list[i].store != nil {
			list[i].store.Close()
			list[i].store = nil
		}
	}
}

// failures is the error that some runs failed, now or when they were played.
func (t *twins) failures() error {
	n := 0
	for _, r := range t.worlds {
		_, wrong, err := r.Texts(results.Runs, "error")
		if err != nil {
			return err
		}
		for _, is := range wrong {
			if is {
				n++
			}
		}
	}
	if n == 0 {
		return nil
	}
	return fmt.Errorf("%d runs failed and are left out; their numbers and errors are in the tables of runs in %s", n, t.folder)
}

// aboutTheSame spells a command about the same runs as c's.
func aboutTheSame(c *cobra.Command, command, name string) string {
	return strings.Join(given(c, command, name, func(flag string) bool {
		return slices.Contains([]string{"replicates", "seed", "scale", "set", "out"}, flag)
	}), " ")
}
