package experiment

import (
	"cmp"
	"errors"
	"fmt"
	"io/fs"
	"maps"
	"path/filepath"
	"slices"

	"casus/ensemble"
	"casus/files"
	"casus/results"
	"casus/scenario"
)

// Kept is what a folder holds of an experiment: its one world, or several in a folder
// each.
type Kept struct {
	Dir    string                     // of Main
	Main   *results.Reader            // the world as modelled, or the first by the name of its folder
	Worlds map[string]*results.Reader // by id
	Lost   []string                   // worlds that were asked for with these, and are not there
	dirs   map[string]string          // of Worlds
	whole  *Experiment                // that was asked of a folder of worlds; nil if it does not say
}

// MixedError is a folder of several runs that are not worlds of one experiment.
type MixedError struct {
	Dir, One string // One is the folder of one of the runs
}

func (e *MixedError) Error() string {
	return fmt.Sprintf("%s holds several runs, which are not worlds of one experiment; name one of them, such as %s", e.Dir, e.One)
}

// OpenAll opens all worlds that a folder holds, each by [results.Open] or [results.Find].
// Errors are theirs, or a [*MixedError].
func OpenAll(dir string, open func(dir string) (*results.Reader, error)) (*Kept, error) {
	list, err := results.Folders(dir)
	if err != nil {
		return nil, err
	}
	k := &Kept{Worlds: map[string]*results.Reader{}, dirs: map[string]string{}}
	if list[0] != dir {
		if k.whole, err = wholeOf(dir); err != nil {
			return nil, err
		}
	}
	for _, own := range list {
		r, err := open(own)
		if err != nil {
			return nil, err
		}
		id := WorldOf(r.Manifest())
		if len(list) == 1 && own != dir && filepath.Base(own) != id { // a run that lies there, and no world
			_, err := open(dir)
			return nil, err
		}
		if k.Main != nil {
			m, first := r.Manifest(), k.Main.Manifest()
			if k.Worlds[id] != nil || !(k.names(m) && k.names(first)) && (m.Scenario != first.Scenario || !maps.Equal(beyondWorld(m), beyondWorld(first)) || ensemble.Twins(m, first) != nil) {
				return nil, &MixedError{dir, k.Dir}
			}
		}
		if k.Worlds[id], k.dirs[id] = r, own; k.Main == nil || id == scenario.AsModelled {
			k.Dir, k.Main = own, r
		}
	}
	if k.whole != nil {
		for _, w := range k.whole.Worlds {
			if k.Worlds[w.ID] == nil {
				k.Lost = append(k.Lost, w.ID)
			}
		}
	}
	return k, nil
}

// names reports whether the document of a folder of worlds names the run of a world.
func (k *Kept) names(m results.Manifest) bool { return k.whole != nil && k.whole.has(m.Experiment) }

// has reports whether a hash is that of the experiment in one of its worlds.
func (x *Experiment) has(hash string) bool {
	for i := range x.Worlds {
		if x.Of(i).Hash() == hash {
			return true
		}
	}
	return false
}

// forWorlds refuses a folder that has a run of its own, for several worlds.
func forWorlds(dir string) error {
	r, err := results.Find(dir)
	if errors.Is(err, results.ErrNoRun) {
		return nil
	} else if err != nil {
		return err
	}
	return fmt.Errorf("%s: %w: %v; several worlds have a folder each, in another (--out)", dir, results.ErrOccupied, r.Manifest())
}

// wholeOf reads the document of a folder of worlds, which names them all; nil if there is
// none.
func wholeOf(dir string) (*Experiment, error) {
	name := filepath.Join(dir, File)
	if there, err := files.ThereNamed(name); !there || err != nil {
		return nil, err
	}
	d, err := ReadFile(name)
	if err != nil {
		return nil, err
	}
	return &d.Experiment, nil
}

// keepWhole writes the document of a folder of worlds: those that were asked for before,
// and these.
func keepWhole(dir string, x *Experiment) error {
	there, err := wholeOf(dir)
	if err != nil {
		return err
	}
	all := *x
	if there != nil && there.without().Hash() == x.without().Hash() { // else nothing is left of what was there
		all.Worlds = slices.Clone(there.Worlds)
		for _, w := range x.Worlds {
			if !slices.ContainsFunc(all.Worlds, func(old World) bool { return old.ID == w.ID }) {
				all.Worlds = append(all.Worlds, w)
			}
		}
		if all.Hash() == there.Hash() {
			return nil
		}
	}
	if err := files.WriteBytes(filepath.Join(dir, File), all.Print()); err != nil {
		return fmt.Errorf("writing %s: %w", filepath.Join(dir, File), err)
	}
	return nil
}

// WorldOf is the world of results.
func WorldOf(m results.Manifest) string { return cmp.Or(m.Settings["world"], scenario.AsModelled) }

// beyondWorld is what was done and set in a run beside its world.
func beyondWorld(m results.Manifest) map[string]string {
	settings := maps.Clone(m.Settings)
	delete(settings, "world")
	return settings
}

// World is the world of Main.
func (k *Kept) World() string { return WorldOf(k.Main.Manifest()) }

// Has reports whether all worlds of a list are there.
func (k *Kept) Has(worlds []string) bool {
	return !slices.ContainsFunc(worlds, func(id string) bool { return k.Worlds[id] == nil })
}

// without is the experiment without its worlds.
func (x *Experiment) without() *Experiment {
	own := *x
	own.Worlds = nil
	return &own
}

// HasAll reports whether all worlds of an experiment are there, among others or not.
func (k *Kept) HasAll(x *Experiment) bool {
	for i, w := range x.Worlds {
		if r := k.Worlds[w.ID]; r == nil || r.Manifest().Experiment != x.Of(i).Hash() {
			return false
		}
	}
	return true
}

// Done is how many runs of all worlds are kept, of how many.
func (k *Kept) Done() (done, of int) {
	for _, r := range k.Worlds {
		done, of = done+r.Manifest().Done, of+r.Manifest().Replicates
	}
	return done, of + len(k.Lost)*k.Main.Manifest().Replicates
}

// IsFinished reports whether all worlds are.
func (k *Kept) IsFinished() bool {
	if len(k.Lost) > 0 {
		return false
	}
	for _, r := range k.Worlds {
		if !r.Manifest().IsFinished() {
			return false
		}
	}
	return true
}

// Asked is the experiment whose document was kept beside the results of each world; the
// world of Main is its first.
func (k *Kept) Asked(s *scenario.Scenario) (*Experiment, error) {
	x, err := askedIn(k.Dir)
	if err != nil {
		return nil, err
	}
	for _, id := range slices.Sorted(maps.Keys(k.Worlds)) {
		if id == k.World() {
			continue
		}
		other, err := askedIn(k.dirs[id])
		if err != nil {
			return nil, err
		}
		x.Worlds = append(x.Worlds, other.Worlds...)
	}
	if k.whole != nil {
		for _, w := range k.whole.Worlds {
			if slices.Contains(k.Lost, w.ID) {
				x.Worlds = append(x.Worlds, w)
			}
		}
	}
	x.Complete(s)
	return x, nil
}

// askedIn reads the document beside the results of a world.
func askedIn(dir string) (*Experiment, error) {
	d, err := ReadFile(filepath.Join(dir, File))
	if errors.Is(err, fs.ErrNotExist) {
		return nil, fmt.Errorf("%s has no %s, which says how its runs are played again", dir, File)
	}
	if err != nil {
		return nil, err
	}
	return &d.Experiment, nil
}
