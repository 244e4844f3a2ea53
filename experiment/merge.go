package experiment

import (
	"errors"
	"fmt"
	"maps"
	"os"
	"path/filepath"
	"slices"

	"casus/results"
)

// Shared is what came of playing a shard.
type Shared struct {
	Shard  int    `json:"shard"` // from 1 on
	Of     int    `json:"of"`    // shards
	Folder string `json:"folder"`
	First  int    `json:"first"` // replicate
	Count  int    `json:"count"` // replicates
	Failed int    `json:"failed"`
}

// Merged is what came of putting shards of a world together.
type Merged struct {
	World       string   `json:"world"`
	Folder      string   `json:"folder"`
	From        int      `json:"from"` // folders
	Done        int      `json:"done"` // replicates that are kept
	Replicates  int      `json:"replicates"`
	Missing     []string `json:"missing"`                // ranges of replicates: 150-199
	ContentHash string   `json:"content_hash,omitempty"` // of the whole; absent where some are missing
}

// Merge puts shards of an experiment together in a folder, which may hold some already,
// world by world: batches that are whole, each once. A folder of shards stands for those in
// it. Shards may overlap; what is missing is listed. A run that is whole is finished, and
// has the content hash of the run that was never divided. Begin is given the number of
// batches; its first function is called after each, the other at the end.
//
// Errors are those of [OpenAll], [results.Create], [results.Resume] and
// [results.Store.Adopt]; a folder within a shard is an [*InsideError].
func Merge(dirs []string, to string, begin func(batches int) (count, end func())) ([]Merged, error) {
	shards, err := shardsIn(dirs)
	if err != nil {
		return nil, err
	}
	from := map[string][]*results.Reader{} // by world
	whole := &Experiment{}
	batches := 0
	for _, k := range shards {
		for id, r := range k.Worlds {
			if within(to, k.dirs[id]) {
				return nil, &InsideError{to, k.dirs[id]}
			}
			from[id] = append(from[id], r)
			batches += r.Batches()
			if err := r.Belongs(from[id][0]); err != nil { // before anything is written
				return nil, err
			}
		}
		if k.whole != nil {
			whole = k.whole
		}
	}
	where := func(string) string { return to }
	if len(from) > 1 || len(whole.Worlds) > 1 {
		where = apart(to)
	}
	if len(from) > 1 || len(whole.Worlds) > 1 {
		if err := forWorlds(to); err != nil {
			return nil, err
		}
	}
	for id, list := range from {
		there, err := results.Find(where(id))
		if err == nil {
			err = list[0].Belongs(there)
		}
		if err != nil && !errors.Is(err, results.ErrNoRun) { // said when it is begun
			return nil, err
		}
	}
	count, end := begin(batches)
	defer end()
	var list []Merged
	for _, id := range slices.Sorted(maps.Keys(from)) {
		m, err := merge(from[id], where(id), count)
		if err != nil {
			return nil, err
		}
		m.World = id
		list = append(list, *m)
	}
	for _, w := range whole.Worlds {
		if from[w.ID] == nil { // no shard has it any more
			m := shards[0].Main.Manifest()
			all := results.Manifest{First: m.First, Replicates: m.Replicates, BatchSize: m.BatchSize}
			list = append(list, Merged{World: w.ID, Folder: where(w.ID), Replicates: m.Replicates, Missing: all.Missing()})
		}
	}
	if len(whole.Worlds) > 1 {
		return list, keepWhole(to, whole)
	}
	return list, nil
}

// shardsIn opens shards, and those in folders of shards.
func shardsIn(dirs []string) (list []*Kept, err error) {
	for _, dir := range dirs {
		k, err := OpenAll(dir, results.Find)
		if err == nil {
			list = append(list, k)
			continue
		}
		if mixed := new(MixedError); !errors.As(err, &mixed) && !errors.Is(err, results.ErrNoRun) {
			return nil, err
		}
		entries, _ := os.ReadDir(dir) // what cannot be read has no run, as was said
		before := len(list)
		for _, e := range entries {
			k, within := OpenAll(filepath.Join(dir, e.Name()), results.Find)
			switch {
			case within == nil:
				list = append(list, k)
			case e.IsDir() && !errors.Is(within, results.ErrNoRun):
				return nil, within
			}
		}
		if len(list) == before {
			return nil, err
		}
	}
	return list, nil
}

// InsideError is a folder for the whole that lies within one of its shards.
type InsideError struct{ Dir, Shard string }

func (e *InsideError) Error() string {
	return fmt.Sprintf("%s is within the share %s, which would no longer be what casus wrote; choose another folder (--out)", e.Dir, e.Shard)
}

// within reports whether a folder lies in another, and is not the same.
func within(dir, other string) bool {
	rel, err := filepath.Rel(real(other), real(dir))
	return err == nil && rel != "." && filepath.IsLocal(rel)
}

// real is the path of a folder without links; one that is not there yet is in one that is.
func real(dir string) string {
	dir, err := filepath.Abs(dir)
	if err != nil {
		return dir
	}
	if there, err := filepath.EvalSymlinks(dir); err == nil {
		return there
	}
	if up := filepath.Dir(dir); up != dir {
		return filepath.Join(real(up), filepath.Base(dir))
	}
	return dir
}

// merge puts shards of a world together.
func merge(from []*results.Reader, to string, count func()) (merged *Merged, err error) {
	store, err := takeUp(to, from[0].Manifest())
	if err != nil {
		return nil, err
	}
	defer func() { err = errors.Join(err, store.Close()) }()
	for _, r := range from {
		if err := store.Adopt(r, count); err != nil {
			return nil, err
		}
	}
	return finish(store, to, len(from))
}

// takeUp opens the run of a manifest in a folder, which may be there.
func takeUp(to string, m results.Manifest) (*results.Store, error) {
	store, err := results.Resume(to, m, m.Tables)
	if errors.Is(err, results.ErrNoRun) {
		store, err = results.Create(to, m, m.Tables)
	}
	return store, err
}

// finish finishes a run that is whole, and says what there is of it.
func finish(store *results.Store, folder string, from int) (merged *Merged, err error) {
	merged = &Merged{Folder: folder, From: from, Missing: []string{}}
	if len(store.Missing()) == 0 {
		if merged.ContentHash, err = store.Finish(); err != nil {
			return nil, err
		}
	}
	m := store.Manifest()
	merged.Done, merged.Replicates = m.Done, m.Replicates
	merged.Missing = append(merged.Missing, m.Missing()...)
	return merged, nil
}
