package main

import (
	"time"

	"github.com/spf13/cobra"
	"github.com/spf13/pflag"

	"casus/report/view"
	"casus/score"
)

// minScoreRuns leave a back-test a hundred draws.
const minScoreRuns = 500

// scoreRuns is the flag for the effort that scoring takes, when it is done.
func scoreRuns(p *pflag.FlagSet, at *int, when string) {
	within(p, at, "score-runs", "", score.UsualRuns, minScoreRuns, maxHindcastRuns, when+", runs whose first days are weighed; the back-test draws weights a fifth as often")
}

// scoring is what so many runs come to.
func scoring(runs, workers int) score.Settings {
	return score.Settings{Runs: runs, Draws: runs / (score.UsualRuns / score.UsualDraws), Workers: workers}
}

// score scores the model where that is asked for.
func (f *reporting) score(c *cobra.Command, in *view.Input) (err error) {
	if !f.scores {
		return nil
	}
	in.Scores, err = score.Play(c.Context(), in.Scenario, scoring(f.scored, f.workers), func(what string, n int) (count, end func()) {
		return progress(f.quiet, what, time.Now(), 0, n, "%.0f/s ")
	})
	return err
}
