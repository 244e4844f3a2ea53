package experiment

import (
	"errors"
	"maps"
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
// world by world: batches that are whole, each once. Shards may overlap; what is missing is
// listed. A run that is whole is finished, and has the content hash of the run that was
// never divided. Begin is given the number of batches; its first function is called after
// each, the other at the end.
//
// Errors are those of [OpenAll], [results.Resume] and [results.Store.Adopt].
func Merge(dirs []string, to string, begin func(batches int) (count, end func())) ([]Merged, error) {
	from := map[string][]*results.Reader{} // by world
	batches := 0
	for _, dir := range dirs {
		k, err := OpenAll(dir, results.Find)
		if err != nil {
			return nil, err
		}
		for id, r := range k.Worlds {
			from[id] = append(from[id], r)
			batches += r.Batches()
			if err := r.Belongs(from[id][0]); err != nil { // before anything is written
				return nil, err
			}
		}
	}
	count, end := begin(batches)
	defer end()
	var list []Merged
	for _, id := range slices.Sorted(maps.Keys(from)) {
		own := to
		if len(from) > 1 {
			own = filepath.Join(to, id)
		}
		m, err := merge(from[id], own, count)
		if err != nil {
			return nil, err
		}
		m.World = id
		list = append(list, *m)
	}
	return list, nil
}

// merge puts shards of a world together.
func merge(from []*results.Reader, to string, count func()) (merged *Merged, err error) {
	want := from[0].Manifest()
	store, err := results.Resume(to, want, want.Tables)
	if errors.Is(err, results.ErrNoRun) {
		store, err = results.Create(to, want, want.Tables)
	}
	if err != nil {
		return nil, err
	}
	defer func() { err = errors.Join(err, store.Close()) }()
	for _, r := range from {
		if err := store.Adopt(r, count); err != nil {
			return nil, err
		}
	}
	merged = &Merged{Folder: to, From: len(from), Missing: []string{}}
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
