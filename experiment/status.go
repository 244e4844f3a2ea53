package experiment

import (
	"cmp"
	"context"
	"errors"
	"maps"
	"slices"
	"strings"
	"time"

	"casus/results"
)

// Status is how far a run is that any number of processes play, in a bucket or in folders.
type Status struct {
	World      string   `json:"world"`
	Place      string   `json:"place"`
	Done       int      `json:"done"` // replicates in whole batches
	Replicates int      `json:"replicates"`
	Failed     int      `json:"failed"`  // of those done
	Missing    []string `json:"missing"` // ranges of replicates: 150-199

	Begun time.Time `json:"begun,omitzero"` // by the clock of the machine that began
	First time.Time `json:"first,omitzero"` // batch that was whole, by the clock of where it is kept
	Last  time.Time `json:"last,omitzero"`  // the same of the last

	// Rate is replicates a second since the first batch was whole, 0 while it is not known; Left
	// is how long those that are missing take at that rate, in seconds, 0 where that is
	// not known or nothing is missing.
	Rate float64 `json:"rate"`
	Left float64 `json:"left"`
}

// StatusOf tells how far the worlds of an experiment in a bucket are, from the bucket alone.
// Errors are those of [Gather].
func StatusOf(ctx context.Context, p Place) ([]Status, error) {
	x, base, err := p.find(ctx)
	if err != nil {
		return nil, err
	}
	var list []Status
	for i, w := range x.Worlds {
		own := base.below(x.Of(i).name())
		r, err := results.FindRemote(ctx, own.Bucket, own.Key, own.Name)
		if errors.Is(err, results.ErrNoRun) { // who began the others has not come to it yet
			all := results.Manifest{First: x.Replicates.First, Replicates: x.Replicates.Count, BatchSize: x.Replicates.Count}
			list = append(list, statusOf(w.ID, own.Name, all, nil))
			continue
		} else if err != nil {
			return nil, err
		}
		whole, err := r.Whole()
		if err != nil {
			return nil, err
		}
		list = append(list, statusOf(w.ID, own.Name, r.Manifest(), whole))
	}
	return list, nil
}

// StatusOfShards is [StatusOf] of shards in folders, or in folders of them. Errors are those
// of [Merge].
func StatusOfShards(dirs []string) ([]Status, error) {
	shards, err := shardsIn(dirs)
	if err != nil {
		return nil, err
	}
	from := map[string][]*results.Reader{} // by world
	for _, k := range shards {
		for id, r := range k.Worlds {
			if from[id] = append(from[id], r); r.Belongs(from[id][0]) != nil {
				return nil, r.Belongs(from[id][0])
			}
		}
	}
	var list []Status
	for _, id := range slices.Sorted(maps.Keys(from)) {
		var whole []results.Batch
		for _, r := range from[id] {
			own, err := r.Whole()
			if err != nil {
				return nil, err
			}
			whole = append(whole, own...)
		}
		slices.SortFunc(whole, func(a, b results.Batch) int {
			return cmp.Or(a.Number-b.Number, a.Written.Compare(b.Written))
		})
		whole = slices.CompactFunc(whole, func(a, b results.Batch) bool { return a.Number == b.Number })
		m := from[id][0].Manifest()
		m.Files = nil
		list = append(list, statusOf(id, strings.Join(dirs, " "), m, whole))
	}
	return list, nil
}

// statusOf tells how far a run is of which some batches are whole, each given once.
func statusOf(world, place string, m results.Manifest, whole []results.Batch) Status {
	s := Status{World: world, Place: place, Replicates: m.Replicates, Begun: m.Started, Missing: []string{}}
	before := 0 // in the first batch, whose beginning is not known
	for _, b := range whole {
		n := m.Length(b)
		s.Done += n
		s.Failed += b.Failed
		m.Files = append(m.Files, b.Files...)
		if s.First.IsZero() || b.Written.Before(s.First) {
			s.First, before = b.Written, n
		}
		if b.Written.After(s.Last) {
			s.Last = b.Written
		}
	}
	s.Missing = append(s.Missing, m.Missing()...)
	if span := s.Last.Sub(s.First).Seconds(); span > 0 {
		s.Rate = float64(s.Done-before) / span
	}
	if s.Rate > 0 {
		s.Left = float64(s.Replicates-s.Done) / s.Rate
	}
	return s
}
