package main

import (
	"context"
	"errors"
	"fmt"
	"path/filepath"
	"strings"
	"time"

	"github.com/spf13/cobra"

	"casus/ensemble"
	"casus/results"
	"casus/scenario"
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
		return w, usagef("unknown world %q; %s", id, meant(id, worldIDs(s), "known are "+strings.Join(worldIDs(s), ", ")))
	}
	return w, nil
}

func worldIDs(s *scenario.Scenario) []string {
	var ids []string
	for _, w := range s.Worlds {
		ids = append(ids, w.ID)
	}
	return ids
}

// twins are the runs of several worlds with the same draws and the same luck.
type twins struct {
	folder   string // with a folder for each world
	worlds   map[string]*results.Reader
	failures int
}

// playTwins plays worlds of a scenario, each into a folder of its own. Runs that
// are kept already are not played again: a command that was interrupted goes on
// when it is given again, and one with other settings has another folder.
func playTwins(c *cobra.Command, s *scenario.Scenario, ids []string, f *runFlags) (*twins, error) {
	f.byDefault(c, s)
	f.mode = string(sim.Free)
	type world struct {
		id    string
		set   sim.Settings
		store *results.Store
	}
	var worlds []world
	for _, id := range ids {
		f.world = id
		set, err := f.settings(s)
		if err != nil {
			return nil, err
		}
		worlds = append(worlds, world{id: id, set: set})
	}
	t := &twins{worlds: map[string]*results.Reader{}}
	open := func(folder string) error {
		t.folder = folder
		for i := range worlds {
			w := &worlds[i]
			f.world = w.id
			f.out = filepath.Join(folder, w.id)
			var err error
			w.store, err = results.Resume(f.out, f.manifest(s, w.set), ensemble.Schemas(s))
			if errors.Is(err, results.ErrNoRun) {
				w.store, err = results.Create(f.out, f.manifest(s, w.set), ensemble.Schemas(s))
			}
			if err != nil {
				return err
			}
		}
		return nil
	}
	closeAll := func() {
		for i := range worlds {
			if worlds[i].store != nil {
				worlds[i].store.Close()
				worlds[i].store = nil
			}
		}
	}
	defer closeAll()
	if f.out != "" {
		if err := open(f.out); err != nil {
			return nil, err
		}
	} else {
		base := filepath.Join("out", s.ID+"-worlds")
		for n := 1; ; n++ {
			folder := base
			if n > 1 {
				folder = fmt.Sprintf("%s-%d", base, n)
			}
			err := open(folder)
			if err == nil {
				break
			}
			closeAll()
			if other := new(results.MismatchError); !errors.As(err, &other) {
				return nil, err
			}
		}
	}
	done, total := 0, f.replicates*len(worlds)
	for _, w := range worlds {
		done += f.replicates - len(w.store.Missing())
	}
	bar, end := func() {}, func() {}
	if !f.quiet && done < total {
		bar, end = progress(fmt.Sprintf("%s, %d worlds", s.ID, len(worlds)), time.Now(), done, total, "%.1f runs/s ")
	}
	defer end()
	for _, w := range worlds {
		failures, err := ensemble.Run(c.Context(), s, w.set, w.store.Missing(), f.workers, w.store, bar)
		if err != nil {
			if errors.Is(err, context.Canceled) {
				done = 0
				for _, w := range worlds {
					done += f.replicates - len(w.store.Missing())
				}
				return nil, fmt.Errorf("interrupted; %d of %d runs are kept in %s; the same command goes on with them", done, total, t.folder)
			}
			return nil, err
		}
		t.failures += len(failures)
		if !w.store.Manifest().IsFinished() {
			if _, err := w.store.Finish(); err != nil {
				return nil, err
			}
		}
		r, err := results.Open(filepath.Join(t.folder, w.id))
		if err != nil {
			return nil, err
		}
		t.worlds[w.id] = r
	}
	return t, nil
}
