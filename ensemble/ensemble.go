// Package ensemble runs many replicates of a scenario on all cores and hands
// each to a store as it finishes.
//
// The result does not depend on the number of workers or on the order in which
// they finish: a replicate is a pure function of scenario, seed and number.
package ensemble

import (
	"context"
	"errors"
	"fmt"
	"slices"

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

// Run runs the replicates given on so many workers. Done is called after each,
// from several goroutines. Replicates that fail are kept as such and listed;
// an error of the store, or the end of the context, ends the run.
func Run(ctx context.Context, s *scenario.Scenario, plan Plan, replicates []int, workers int, store Store, done func()) ([]Failure, error) {
	failures := make(chan Failure, len(replicates))
	kept := store.Tables()
	watched := func(replicate int) sim.Settings {
		set := plan(replicate)
		set.Places = set.Places || slices.Contains(kept, results.Places)
		return set
	}
	err := each(ctx, s, watched, replicates, workers, func(k int, t *sim.Trace, err error) error {
		var rows results.Replicate
		switch {
		case errors.Is(err, context.Canceled), errors.Is(err, context.DeadlineExceeded):
			return err
		case err != nil:
			failures <- Failure{replicates[k], err}
			rows = failed(s, replicates[k], err)
		default:
			rows = Rows(s, t, kept)
		}
		if err := store.Add(rows); err != nil {
			return err
		}
		done()
		return nil
	})
	close(failures)
	var list []Failure
	for f := range failures {
		list = append(list, f)
	}
	return list, err
}

// Play plays the replicates given on so many workers, and gives the trace of each
// to keep, with its place in the list, from several goroutines. The first that
// fails ends the rest.
func Play(ctx context.Context, s *scenario.Scenario, set sim.Settings, replicates []int, workers int, keep func(k int, t *sim.Trace)) error {
	return each(ctx, s, Same(set), replicates, workers, func(k int, t *sim.Trace, err error) error {
		if err != nil {
			return fmt.Errorf("replicate %d: %w", replicates[k], err)
		}
		keep(k, t)
		return nil
	})
}

// each plays replicates and has each taken, with its place in the list. What take
// returns ends the rest.
func each(ctx context.Context, s *scenario.Scenario, plan Plan, replicates []int, workers int, take func(k int, t *sim.Trace, err error) error) error {
	helpers := workers / max(1, len(replicates)) // those without a replicate of their own help with one
	workers = min(workers, len(replicates))
	work := make(chan int)
	g, ctx := errgroup.WithContext(ctx)
	g.Go(func() error {
		defer close(work)
		for k := range replicates {
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
				set := plan(replicates[k])
				set.Workers = helpers
				t, err := one(ctx, s, replicates[k], set)
				if err := take(k, t, err); err != nil {
					return err
				}
			}
			return nil
		})
	}
	return g.Wait()
}

// one runs a replicate; a panic in it is its failure and not the end of all.
func one(ctx context.Context, s *scenario.Scenario, index int, set sim.Settings) (t *sim.Trace, err error) {
	defer func() {
		if p := recover(); p != nil {
			err = fmt.Errorf("replicate %d: internal error: %v", index, p)
		}
	}()
	return sim.Play(ctx, s, index, set)
}
