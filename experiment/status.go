package experiment

import (
	"context"
	"time"

	"casus/results"
)

// Status is how far a run is that any number of processes play in a bucket.
type Status struct {
	World      string   `json:"world"`
	Place      string   `json:"place"`
	Done       int      `json:"done"` // replicates in whole batches
	Replicates int      `json:"replicates"`
	Failed     int      `json:"failed"`  // of those done
	Missing    []string `json:"missing"` // ranges of replicates: 150-199

	Begun time.Time `json:"begun"`          // by the clock of the machine that began
	First time.Time `json:"first,omitzero"` // batch that was whole, by the clock of the bucket
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
		if err != nil {
			return nil, err
		}
		s, err := statusOf(r)
		if err != nil {
			return nil, err
		}
		s.World, s.Place = w.ID, own.Name
		list = append(list, *s)
	}
	return list, nil
}

func statusOf(r *results.Remote) (*Status, error) {
	m := r.Manifest()
	s := &Status{Replicates: m.Replicates, Begun: m.Started, Missing: []string{}}
	whole, err := r.Whole()
	if err != nil {
		return nil, err
	}
	before := 0 // in the first batch, whose beginning is not known
	for _, b := range whole {
		n := r.Length(b)
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
	return s, nil
}
