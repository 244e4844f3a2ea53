// Package ensemble runs many replicates of a scenario on all cores and hands
// each to a store as it finishes.
//
// The result does not depend on the number of workers or on the order in which
// they finish: a replicate is a pure function of scenario, seed and number.
package ensemble

import (
	"cmp"
	"context"
	"errors"
	"fmt"
	"maps"
	"slices"
	"sync"

	"golang.org/x/sync/errgroup"

	"casus/results"
	"casus/scenario"
	"casus/sim"
)

// Store takes finished replicates, with rows of some tables; *results.Store is one.
type Store interface {
	Tables() []string
	Add(results.Replicate) error
}

// Plan gives the settings of each replicate.
type Plan func(replicate int) sim.Settings

// Same is the plan in which all replicates have the same settings.
func Same(set sim.Settings) Plan { return func(int) sim.Settings { return set } }

// Failure is a replicate that ended with an error.
type Failure struct {
	Index int
	Err   error
}

// A World is what replicates are played in: their settings, which of them, and who
// takes them.
type World struct {
	Plan       Plan
	Replicates []int
	Store      Store
}

// Run runs the replicates given on so many workers; see [Together].
func Run(ctx context.Context, s *scenario.Scenario, plan Plan, replicates []int, workers int, store Store, done func()) ([]Failure, error) {
	return Together(ctx, s, []World{{plan, replicates, store}}, workers, done)
}

// Together runs the replicates of several worlds on so many workers: what the
// worlds of a replicate share is played once, see [sim.Worlds]. Done is called
// after each replicate of a world, from several goroutines. Replicates that fail, or
// have a number that is outside the range of its column, are kept as such and listed
// by number; another error of a store, or the end of the context, ends the run.
func Together(ctx context.Context, s *scenario.Scenario, worlds []World, workers int, done func()) ([]Failure, error) {
	wanted := map[int][]World{}
	for _, w := range worlds {
		for _, r := range w.Replicates {
			wanted[r] = append(wanted[r], w)
		}
	}
	replicates := slices.Sorted(maps.Keys(wanted))
	var lock sync.Mutex
	var failures []Failure
	err := each(ctx, replicates, workers, func(ctx context.Context, k, helpers int) error {
		list, sets := settings(wanted[replicates[k]], replicates[k], helpers)
		traces, errs := play(ctx, s, replicates[k], sets)
		for i, w := range list {
			err := errs[i]
			if err == nil {
				err = w.Store.Add(Rows(s, traces[i], w.Store.Tables()))
			}
			switch {
			case errors.Is(err, context.Canceled), errors.Is(err, context.DeadlineExceeded):
				return err
			case errs[i] != nil, errors.Is(err, results.ErrValue): // a number out of its range too
				lock.Lock()
				failures = append(failures, Failure{replicates[k], err})
				lock.Unlock()
				err = w.Store.Add(failed(s, replicates[k], err))
			}
			if err != nil {
				return err
			}
			done()
		}
		return nil
	})
	slices.SortStableFunc(failures, func(a, b Failure) int { return cmp.Compare(a.Index, b.Index) })
	return failures, err
}

// settings gives the settings of a replicate in worlds, which it puts in order: the
// one in which least is done comes first, so that the others may share its past.
func settings(worlds []World, replicate, workers int) (list []World, sets []sim.Settings) {
	sets = make([]sim.Settings, len(worlds))
	order := make([]int, len(worlds))
	for k, w := range worlds {
		sets[k], order[k] = w.Plan(replicate), k
		sets[k].Places = sets[k].Places || slices.Contains(w.Store.Tables(), results.Places)
		sets[k].Workers = workers
	}
	slices.SortStableFunc(order, func(a, b int) int { return cmp.Compare(len(sets[a].Interventions), len(sets[b].Interventions)) })
	sorted := make([]sim.Settings, len(worlds))
	for i, k := range order {
		list, sorted[i] = append(list, worlds[k]), sets[k]
	}
	return list, sorted
}

// Play plays the replicates given on so many workers, and gives the trace of each
// to keep, with its place in the list, from several goroutines. The first that
// fails ends the rest.
func Play(ctx context.Context, s *scenario.Scenario, set sim.Settings, replicates []int, workers int, keep func(k int, t *sim.Trace)) error {
	return PlayEach(ctx, s, func(int) sim.Settings { return set }, replicates, workers, keep)
}

// PlayEach is [Play] with settings for each place in the list.
func PlayEach(ctx context.Context, s *scenario.Scenario, set func(k int) sim.Settings, replicates []int, workers int, keep func(k int, t *sim.Trace)) error {
	return each(ctx, replicates, workers, func(ctx context.Context, k, helpers int) error {
		own := set(k)
		own.Workers = helpers
		traces, errs := play(ctx, s, replicates[k], []sim.Settings{own})
		if errs[0] != nil {
			return fmt.Errorf("replicate %d: %w", replicates[k], errs[0])
		}
		keep(k, traces[0])
		return nil
	})
}

// each hands out the places of a list to workers, with the number of goroutines
// that each may use. The first error ends the rest.
func each(ctx context.Context, list []int, workers int, do func(ctx context.Context, k, helpers int) error) error {
	helpers := workers / max(1, len(list)) // those without a replicate of their own help with one
	workers = min(workers, len(list))
	work := make(chan int)
	g, ctx := errgroup.WithContext(ctx)
	g.Go(func() error {
		defer close(work)
		for k := range list {
			select {
			case work <- k:
			case <-ctx.Done():
				return ctx.Err()
			}
		}
		return nil
	})
	for range workers {
		g.Go(func() error {
			for k := range work {
				if err := do(ctx, k, helpers); err != nil {
					return err
				}
			}
			return nil
		})
	}
	return g.Wait()
}

// play plays a replicate in some worlds; a panic is its failure and not the end of
// all.
func play(ctx context.Context, s *scenario.Scenario, index int, sets []sim.Settings) (traces []*sim.Trace, errs []error) {
	defer func() {
		if p := recover(); p != nil {
			traces, errs = nil, slices.Repeat([]error{fmt.Errorf("replicate %d: internal error: %v", index, p)}, len(sets))
		}
	}()
	return sim.Worlds(ctx, s, index, sets)
}
