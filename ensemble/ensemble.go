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

	"golang.org/x/sync/errgroup"

	"casus/results"
	"casus/scenario"
	"casus/sim"
)

// Store takes finished replicates; *results.Store is one.
type Store interface {
	Add(results.Replicate) error
}

// Failure is a replicate that ended with an error.
type Failure struct {
	Index int
	Err   error
}

// Run runs the replicates given on so many workers. Done is called after each,
// from several goroutines. Replicates that fail are kept as such and listed;
// an error of the store, or the end of the context, ends the run.
func Run(ctx context.Context, s *scenario.Scenario, set sim.Settings, replicates []int, workers int, store Store, done func()) ([]Failure, error) {
	set.Workers = workers / max(1, len(replicates)) // those without a replicate of their own help with one
	workers = min(workers, len(replicates))
	work := make(chan int)
	failures := make(chan Failure, len(replicates))
	runs := Schemas(s)[0]
	g, ctx := errgroup.WithContext(ctx)
	g.Go(func() error {
		defer close(work)
		for _, i := range replicates {
			select {
			case work <- i:
			case <-ctx.Done():
				return ctx.Err()
			}
		}
		return nil
	})
	for range workers {
		g.Go(func() error {
			for i := range work {
				rows, err := one(ctx, s, i, set)
				switch {
				case errors.Is(err, context.Canceled), errors.Is(err, context.DeadlineExceeded):
					return err
				case err != nil:
					failures <- Failure{i, err}
					rows = failed(runs, i, err)
				}
				if err := store.Add(rows); err != nil {
					return err
				}
				done()
			}
			return nil
		})
	}
	err := g.Wait()
	close(failures)
	var list []Failure
	for f := range failures {
		list = append(list, f)
	}
	return list, err
}

// one runs a replicate; a panic in it is its failure and not the end of all.
func one(ctx context.Context, s *scenario.Scenario, index int, set sim.Settings) (rows results.Replicate, err error) {
	defer func() {
		if p := recover(); p != nil {
			err = fmt.Errorf("replicate %d: internal error: %v", index, p)
		}
	}()
	t, err := sim.Run(ctx, s, index, set)
	if err != nil {
		return rows, err
	}
	return Rows(s, t), nil
}
