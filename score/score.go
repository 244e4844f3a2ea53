// Package score plays what a scenario's model is scored by: the hindcast of its record's
// last days, and the back-test of its decisions on historical cases. How that is done is
// in the packages below.
package score

import (
	"context"
	"errors"
	"fmt"
	"slices"

	"casus/scenario"
	"casus/score/cases"
	"casus/score/hindcast"
)

// Scores are how a scenario's model fares. What is nil could not be made, and the error
// beside it says why.
type Scores struct {
	Hindcast   *hindcast.Result
	NoHindcast error
	Backtest   *cases.Backtest
	NoBacktest error
}

// Settings of scores. The seed is 1 and the scale the scenario's own, so that the commands
// that make one of them give the same.
type Settings struct {
	Runs    int // whose first days are weighed in the hindcast
	Draws   int // of the weights in the back-test
	Workers int
}

// Usual settings: those of the commands casus hindcast and casus backtest.
const (
	UsualRuns  = 100_000
	UsualDraws = 20_000
	usualSeed  = 1
)

// Play makes both, as far as the scenario allows; the cases are those of the library. Begin is told of how much comes next;
// what it gives is called after each part of it, from several goroutines, and at the end.
func Play(ctx context.Context, s *scenario.Scenario, set Settings, begin func(what string, n int) (count, end func())) (*Scores, error) {
	out := &Scores{}
	var few *hindcast.TooFew
	e, err := hindcast.Own(s)
	if out.NoHindcast = err; err == nil {
		out.Hindcast, err = e.Run(ctx, hindcast.Settings{Seed: usualSeed, Scale: s.Defaults.Scale, Runs: set.Runs, Workers: set.Workers}, begin)
		switch {
		case errors.As(err, &few):
			out.NoHindcast = err
		case err != nil:
			return nil, err
		}
	}
	if out.NoBacktest = Council(s); out.NoBacktest != nil {
		return out, nil
	}
	known, err := cases.Shipped()
	if err != nil {
		return nil, err
	}
	how := cases.Settings{Draws: set.Draws, Seed: usualSeed}
	count, end := begin("weights", how.Drawn(s, known))
	defer end()
	out.Backtest, err = cases.Run(ctx, s, known, nil, how, count)
	return out, err
}

// Council says why a scenario has no council to be scored: nobody in it can ask for help.
func Council(s *scenario.Scenario) error {
	if slices.ContainsFunc(s.Options, func(o scenario.Option) bool { return o.Effects.Request }) {
		return nil
	}
	return fmt.Errorf("in %s no option asks the alliance for help", s.ID)
}
