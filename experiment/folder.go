package experiment

import (
	"cmp"
	"context"
	"errors"
	"fmt"
	"maps"
	"path/filepath"
	"slices"
	"strconv"
	"strings"
	"time"

	"casus/ensemble"
	"casus/files"
	"casus/results"
	"casus/scenario"
	"casus/sim"
)

// A Folder is where an experiment is played and kept.
type Folder struct {
	Dir    string
	s      *scenario.Scenario
	shard  results.Shard
	worlds []world
}

// world is one of the worlds while it is played.
type world struct {
	id, dir string
	plan    ensemble.Plan
	store   *results.Store

	remote *results.Remote // where it is kept beside; nil if nowhere
	wanted map[int]bool    // replicates that were missing there
}

// seen is a store whose replicates somebody watches.
type seen struct {
	*results.Store
	see func(results.Replicate)
}

func (s seen) Add(r results.Replicate) error {
	if err := s.Store.Add(r); err != nil {
		return err
	}
	s.see(r)
	return nil
}

// opener is how the results of a world are opened.
type opener func(dir string, m results.Manifest, schemas []results.Schema) (*results.Store, error)

// Create begins an experiment, which is complete and checked, in a folder: its one
// world in the folder itself, several in a folder each, named after them. Errors
// are those of [results.Create]. Casus is the version of the program.
func Create(dir string, x *Experiment, s *scenario.Scenario, casus string) (*Folder, error) {
	return open(dir, usual(dir, x), x, s, casus, results.Create)
}

// Shard begins, or goes on with, a shard of an experiment, which has a folder of its own:
// that of the whole, of which only the batches of the shard are played in it. Shards are
// put together by [Merge].
func Shard(dir string, x *Experiment, s *scenario.Scenario, casus string, h results.Shard) (*Folder, error) {
	f, err := open(dir, usual(dir, x), x, s, casus, results.Resume, results.Create)
	if err == nil {
		f.shard = h
	}
	return f, err
}

// Resume goes on with an experiment that was interrupted, of several worlds also with
// those that are not there. Errors are those of [OpenAll] and [results.Resume].
func Resume(dir string, x *Experiment, s *scenario.Scenario, casus string) (*Folder, error) {
	k, err := OpenAll(dir, results.Find)
	mixed := new(MixedError)
	switch {
	case errors.As(err, &mixed) && len(x.Worlds) > 1: // such as worlds in which different things are done
		return TakeUp(dir, x, s, casus)
	case err != nil:
		return nil, err
	case k.Dir == dir && len(x.Worlds) > 1:
		return nil, &results.MismatchError{Dir: dir, Differences: []results.Difference{{What: "worlds", Found: "1", Expected: strconv.Itoa(len(x.Worlds))}}}
	case k.Dir == dir:
		return open(dir, nil, x, s, casus, results.Resume)
	}
	where := func(id string) string { return cmp.Or(k.dirs[id], filepath.Join(dir, id)) }
	if len(x.Worlds) == 1 {
		return open(dir, where, x, s, casus, results.Resume)
	}
	return open(dir, where, x, s, casus, results.Resume, results.Create)
}

// TakeUp opens all worlds, each in a folder of its own, or none: what is there is
// taken up first, so that nothing is begun beside runs of other settings.
func TakeUp(dir string, x *Experiment, s *scenario.Scenario, casus string) (*Folder, error) {
	return open(dir, apart(dir), x, s, casus, results.Resume, results.Create)
}

// apart is where worlds lie that have a folder each.
func apart(dir string) func(id string) string {
	return func(id string) string { return filepath.Join(dir, id) }
}

// usual is where worlds lie: several apart, one in the folder itself, which is nil.
func usual(dir string, x *Experiment) func(id string) string {
	if len(x.Worlds) > 1 {
		return apart(dir)
	}
	return nil
}

// open opens the worlds of an experiment where they lie, each in the first of several ways
// that finds something there. A folder of worlds has the document of the whole.
func open(dir string, where func(id string) string, x *Experiment, s *scenario.Scenario, casus string, how ...opener) (*Folder, error) {
	f := &Folder{Dir: dir, s: s, shard: results.Shard{Number: 1, Of: 1}}
	if where != nil {
		if err := forWorlds(dir); err != nil {
			return nil, err
		}
	}
	for i, w := range x.Worlds {
		own := world{id: w.ID, dir: dir}
		if where != nil {
			own.dir = where(w.ID)
		}
		var err error
		if own.plan, err = x.Plan(s, i); err != nil {
			return nil, err
		}
		f.worlds = append(f.worlds, own)
	}
	for k, open := range how {
		for i := range f.worlds {
			w := &f.worlds[i]
			if w.store != nil {
				continue
			}
			one := x.Of(i)
			store, err := open(w.dir, one.Manifest(casus), ensemble.Schemas(s, x.Tables...))
			if err == nil {
				w.store = store
				err = store.Attach(File, one.Print())
			}
			if err != nil && (k == len(how)-1 || !errors.Is(err, results.ErrNoRun)) {
				return nil, errors.Join(err, f.Close())
			}
		}
	}
	if where != nil {
		if err := keepWhole(dir, x); err != nil {
			return nil, errors.Join(err, f.Close())
		}
	}
	return f, nil
}

// TakeUpNext is [TakeUp] in base, or if runs of another experiment are there, or
// somebody is playing there, in base-2, base-3 … It also says how what it passed by differs, if it passed by
// something.
func TakeUpNext(base string, x *Experiment, s *scenario.Scenario, casus string) (f *Folder, differs string, err error) {
	for n := 1; ; n++ {
		f, err = TakeUp(Numbered(base, n), x, s, casus)
		other := new(results.MismatchError)
		switch {
		case errors.As(err, &other):
			d := other.Differences[0]
			differs = fmt.Sprintf("%s: %s there, %s now", d.What, d.Found, d.Expected)
		case errors.Is(err, results.ErrOld), errors.Is(err, results.ErrBusy):
			differs = err.Error()
		default:
			return f, differs, err
		}
	}
}

// CreateNext is [Create] in base, or if that is taken in base-2, base-3 …, so that no
// run replaces another, nor stands in the way of one that is begun at the same time.
func CreateNext(base string, x *Experiment, s *scenario.Scenario, casus string) (f *Folder, err error) {
	for n := 1; ; n++ {
		dir := Numbered(base, n)
		if there, _ := files.ThereNamed(dir); there { // what cannot be looked at is reported when it is made
			continue
		}
		f, err = Create(dir, x, s, casus)
		if !errors.Is(err, results.ErrBusy) && !errors.Is(err, results.ErrOccupied) {
			return f, err
		}
	}
}

// Last is the last folder of a name that is taken: the one that is resumed when none
// is named.
func Last(base string) string {
	last := base
	for n := 2; ; n++ {
		next := Numbered(base, n)
		if there, _ := files.ThereNamed(next); !there {
			return last
		}
		last = next
	}
}

// Numbered is the n-th folder of a name: base, base-2, base-3 …
func Numbered(base string, n int) string {
	if n == 1 {
		return base
	}
	return fmt.Sprintf("%s-%d", base, n)
}

// Manifest is that of an experiment with one world.
func (x *Experiment) Manifest(casus string) results.Manifest {
	return results.Manifest{
		Casus: casus, Engine: sim.EngineVersion, Experiment: x.Hash(), Scenario: x.Scenario.ID, ScenarioHash: x.Scenario.Hash,
		Seed: x.Seed, Scale: x.Scale, Mode: string(x.Mode), First: x.Replicates.First, Replicates: x.Replicates.Count,
		Settings: x.describe(), Started: time.Now(),
	}
}

// describe says in the manifest what is done and set.
func (x *Experiment) describe() map[string]string {
	m := map[string]string{}
	if w := x.Worlds[0]; w.ID != scenario.AsModelled {
		m["world"] = w.ID
	}
	if do := x.Worlds[0].Do; len(do) > 0 {
		m["do"] = strings.Join(do, " ")
	}
	if x.Luck != 0 {
		m["luck"] = strconv.FormatUint(x.Luck, 10)
	}
	if len(x.Set) > 0 {
		var set []string
		for _, name := range slices.Sorted(maps.Keys(x.Set)) {
			set = append(set, name+"="+strconv.FormatFloat(x.Set[name], 'g', -1, 64))
		}
		m["set"] = strings.Join(set, " ")
	}
	if d := x.Design; d != nil {
		m["design"] = fmt.Sprintf("%d rows of %s", len(d.Rows), strings.Join(d.Parameters, " "))
	}
	return m
}

// Kept is how many runs of all worlds are kept in whole batches, of how many; in a shard, of
// its own.
func (f *Folder) Kept() (done, total int) {
	for _, w := range f.worlds {
		m := w.store.Manifest()
		first, end := f.shard.Replicates(m)
		total += end - first
		if w.remote != nil {
			done += end - first - len(w.wanted) + w.remote.Kept()
		} else {
			done += m.Kept(f.shard)
		}
	}
	return done, total
}

// missing lists the replicates of a world that are to be played here.
func (f *Folder) missing(w world) []int {
	first, end := f.shard.Replicates(w.store.Manifest())
	return slices.DeleteFunc(w.store.Missing(), func(r int) bool { return r < first || r >= end || w.remote != nil && !w.wanted[r] })
}

// Share is the replicates that are played here: first up to, not including, end.
func (f *Folder) Share() (first, end int) { return f.shard.Replicates(f.worlds[0].store.Manifest()) }

// Play plays what is missing, a replicate in all worlds at a time, so that what the
// worlds share is played once, and finishes the results of each. Done is called
// after each run, from several goroutines. Runs that fail are kept as such and
// listed. When the context ends, whole batches are kept.
func (f *Folder) Play(ctx context.Context, workers int, done func()) ([]ensemble.Failure, error) {
	return f.play(ctx, workers, done, func(string, results.Replicate) {})
}

// Watch is [Folder.Play] that shows each run as it comes, by the id of its world, from several goroutines.
func (f *Folder) Watch(ctx context.Context, workers int, see func(world string, r results.Replicate)) ([]ensemble.Failure, error) {
	return f.play(ctx, workers, func() {}, see)
}

func (f *Folder) play(ctx context.Context, workers int, done func(), see func(world string, r results.Replicate)) ([]ensemble.Failure, error) {
	var worlds []ensemble.World
	for _, w := range f.worlds {
		store := seen{w.store, func(r results.Replicate) { see(w.id, r) }}
		worlds = append(worlds, ensemble.World{Plan: w.plan, Replicates: f.missing(w), Store: store})
	}
	failures, err := ensemble.Together(ctx, f.s, worlds, workers, done)
	if err != nil {
		return failures, err
	}
	for _, w := range f.worlds {
		if len(w.store.Missing()) > 0 { // the other shards have them
			continue
		}
		if _, err := w.store.Finish(); err != nil {
			return failures, err
		}
	}
	return failures, nil
}

// Open gives the results of each world that was played, by its id.
func (f *Folder) Open() (map[string]*results.Reader, error) {
	worlds := map[string]*results.Reader{}
	for _, w := range f.worlds {
		var err error
		if worlds[w.id], err = results.Open(w.dir); err != nil {
			return nil, err
		}
	}
	return worlds, nil
}

// OpenKept gives the results of each world of an experiment, by its id, where [TakeUp]
// has played them all in a folder; nil if runs of another are there, or not all that is
// asked for. Errors are those of [results.Open].
func OpenKept(dir string, x *Experiment, s *scenario.Scenario, casus string) (map[string]*results.Reader, error) {
	worlds := map[string]*results.Reader{}
	for i, w := range x.Worlds {
		want := x.Of(i).Manifest(casus)
		want.Tables = ensemble.Schemas(s, x.Tables...)
		r, err := results.Open(filepath.Join(dir, w.ID))
		switch {
		case errors.Is(err, results.ErrNoRun), errors.Is(err, results.ErrOld):
			return nil, nil
		case err != nil:
			return nil, err
		case !r.Manifest().IsFinished() || len(r.Manifest().Differences(want)) > 0:
			return nil, nil
		}
		worlds[w.ID] = r
	}
	return worlds, nil
}

// Close lets go of the folder. Closing twice is harmless.
func (f *Folder) Close() error {
	var list []error
	for _, w := range f.worlds {
		if w.store != nil {
			list = append(list, w.store.Close())
		}
	}
	return errors.Join(list...)
}
