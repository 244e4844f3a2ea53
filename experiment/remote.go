package experiment

import (
	"context"
	"errors"
	"fmt"
	"io/fs"
	"net/url"
	"os"
	"path"
	"path/filepath"
	"slices"
	"strings"

	"casus/ensemble"
	"casus/results"
	"casus/scenario"
	"casus/scenario/source"
)

// A Place is where experiments are kept in a bucket, each under the beginning of its hash:
//
//	<key>/<hash>/experiment.json      what was asked, of one world or of several
//	<key>/<hash of one world>/…       its results, see [results.Remote]
type Place struct {
	Bucket results.Bucket
	Key    string // "" for the whole bucket
	Name   string // of bucket and key, for messages
}

// name is the experiment's in a place.
func (x *Experiment) name() string { return x.Hash()[:16] }

// Within is the URL of the experiment in the place that a URL names.
func (x *Experiment) Within(place *url.URL) *url.URL { return place.JoinPath(x.name()) }

// below is a place within another.
func (p Place) below(name string) Place {
	return Place{p.Bucket, path.Join(p.Key, name), p.Name + "/" + name}
}

// Contribute begins, or goes on with, a shard of an experiment in a bucket, in which
// others may play at the same time. What is played passes through a new folder on this
// machine; a batch is in the bucket as soon as it is whole. Place is where
// experiments are kept.
//
// Errors are those of [results.Join] and [results.Create].
func Contribute(ctx context.Context, p Place, folder string, x *Experiment, s *scenario.Scenario, casus string, h results.Shard) (*Folder, error) {
	if err := p.below(x.name()).note(ctx, x); err != nil {
		return nil, err
	}
	f := &Folder{Dir: folder, s: s, shard: h}
	where := usual(folder, x)
	for i, w := range x.Worlds {
		one := x.Of(i)
		at := world{id: w.ID, dir: folder}
		if where != nil {
			at.dir = where(w.ID)
		}
		err := at.join(ctx, p.below(one.name()), one, s, casus, h)
		if at.store != nil {
			f.worlds = append(f.worlds, at)
		}
		if err != nil {
			return nil, errors.Join(err, f.Close())
		}
	}
	return f, nil
}

// join takes part in the run of a world.
func (w *world) join(ctx context.Context, p Place, x *Experiment, s *scenario.Scenario, casus string, h results.Shard) (err error) {
	if err := p.note(ctx, x); err != nil {
		return err
	}
	if w.plan, err = x.Plan(s, 0); err != nil {
		return err
	}
	if w.remote, err = results.Join(ctx, p.Bucket, p.Key, p.Name, x.Manifest(casus), ensemble.Schemas(s, x.Tables...)); err != nil {
		return err
	}
	list, err := w.remote.Missing(h)
	if err != nil {
		return err
	}
	w.wanted = map[int]bool{}
	for _, r := range list {
		w.wanted[r] = true
	}
	m := w.remote.Manifest()
	if w.store, err = results.Create(w.dir, m, m.Tables); err != nil {
		return err
	}
	w.store.Mirror(w.remote)
	return w.store.Attach(File, x.Print())
}

// note says in the bucket what is asked; it is there already if somebody asked before.
func (p Place) note(ctx context.Context, x *Experiment) error {
	key := path.Join(p.Key, File)
	if err := p.Bucket.Put(ctx, key, x.Print()); err != nil && !errors.Is(err, fs.ErrExist) {
		return fmt.Errorf("writing %s/%s: %w", p.Name, File, err)
	}
	return nil
}

// asked reads what is asked at a place; nothing is [results.ErrNoRun].
func (p Place) asked(ctx context.Context) (*Experiment, error) {
	name := p.Name + "/" + File
	text, _, err := p.Bucket.Get(ctx, path.Join(p.Key, File))
	switch {
	case errors.Is(err, fs.ErrNotExist):
		return nil, fmt.Errorf("%s: %w (it has no %s)", p.Name, results.ErrNoRun, File)
	case err != nil:
		return nil, fmt.Errorf("reading %s: %w", name, err)
	}
	d, err := Read(name, text)
	if err != nil {
		return nil, err
	}
	return &d.Experiment, nil
}

// SeveralError is a place that has several experiments.
type SeveralError struct {
	Place string
	List  []string // places of the experiments
}

func (e *SeveralError) Error() string {
	return fmt.Sprintf("%s has %d experiments; name one of them, such as %s", e.Place, len(e.List), e.List[0])
}

// find gives the experiment at a place, or the one below it; a world of an experiment that
// is there too is none. Errors are [results.ErrNoRun] and a [*SeveralError].
func (p Place) find(ctx context.Context) (x *Experiment, base Place, err error) {
	if x, err = p.asked(ctx); !errors.Is(err, results.ErrNoRun) {
		return x, Place{p.Bucket, path.Dir(p.Key), p.Name[:strings.LastIndex(p.Name, "/")]}, err
	}
	none := err
	names, err := p.Bucket.List(ctx, p.Key)
	if err != nil {
		return nil, p, fmt.Errorf("listing %s: %w", p.Name, err)
	}
	found := map[string]*Experiment{}
	for _, name := range names {
		x, err := p.below(name).asked(ctx)
		var foreign source.Problems
		switch {
		case err == nil && x.name() == name:
			found[name] = x
		case err == nil, errors.Is(err, results.ErrNoRun), errors.As(err, &foreign): // somebody else's
		default:
			return nil, p, err
		}
	}
	var list []*Experiment
	for _, x := range found {
		if !slices.ContainsFunc(names, func(name string) bool {
			return found[name] != nil && len(found[name].Worlds) > 1 && found[name].has(x.Hash())
		}) {
			list = append(list, x)
		}
	}
	switch len(list) {
	case 0:
		return nil, p, none
	case 1:
		return list[0], p, nil
	}
	several := &SeveralError{Place: p.Name}
	for _, x := range list {
		several.List = append(several.List, p.Name+"/"+x.name())
	}
	slices.Sort(several.List)
	return nil, p, several
}

// Gather fetches what there is of an experiment in a bucket into a folder, which may hold
// some of it already, as [Merge] does from folders. Begin is as there, and called for each
// world.
//
// Errors are those of [Place], [results.FindRemote], [results.Create], [results.Resume] and
// [results.Store.Fetch].
func Gather(ctx context.Context, p Place, to string, begin func(batches int) (count, end func())) ([]Merged, error) {
	x, base, err := p.find(ctx)
	if err != nil {
		return nil, err
	}
	if len(x.Worlds) > 1 {
		if err := forWorlds(to); err != nil {
			return nil, err
		}
	}
	var list []Merged
	for i, w := range x.Worlds {
		m, err := gather(ctx, base, x.Of(i), usual(to, x), to, begin)
		if err != nil {
			return nil, err
		}
		m.World = w.ID
		list = append(list, *m)
	}
	if len(x.Worlds) > 1 {
		return list, keepWhole(to, x)
	}
	return list, nil
}

// Copy fetches what there is of an experiment in a bucket into a new temporary folder, which
// done removes. Begin and errors are as in [Gather].
func Copy(ctx context.Context, p Place, begin func(batches int) (count, end func())) (dir string, list []Merged, done func(), err error) {
	temp, err := os.MkdirTemp("", "casus-")
	if err != nil {
		return "", nil, nil, err
	}
	done = func() { os.RemoveAll(temp) }
	dir = filepath.Join(temp, "run")
	if list, err = Gather(ctx, p, dir, begin); err != nil {
		done()
		return "", nil, nil, err
	}
	return dir, list, done, nil
}

func gather(ctx context.Context, base Place, one *Experiment, where func(string) string, to string, begin func(batches int) (count, end func())) (merged *Merged, err error) {
	if where != nil {
		to = where(one.Worlds[0].ID)
	}
	p := base.below(one.name())
	r, err := results.FindRemote(ctx, p.Bucket, p.Key, p.Name)
	if err != nil {
		return nil, err
	}
	m := r.Manifest()
	store, err := takeUp(to, m)
	if err != nil {
		return nil, err
	}
	defer func() { err = errors.Join(err, store.Close()) }()
	if err := store.Attach(File, one.Print()); err != nil {
		return nil, err
	}
	if err := store.Fetch(r, begin); err != nil {
		return nil, err
	}
	return finish(store, to, 1)
}

// Fetch keeps in the folder what others have played of an experiment, and finishes it where
// it is whole. Begin is as in [Gather].
func (f *Folder) Fetch(begin func(batches int) (count, end func())) (list []Merged, err error) {
	for _, w := range f.worlds {
		if err := w.store.Fetch(w.remote, begin); err != nil {
			return nil, err
		}
		m, err := finish(w.store, w.dir, 1)
		if err != nil {
			return nil, err
		}
		m.World = w.id
		list = append(list, *m)
	}
	return list, nil
}
