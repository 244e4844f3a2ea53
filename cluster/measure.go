package cluster

import (
	"context"
	"os"
	"path/filepath"
	"time"

	"casus/experiment"
	"casus/scenario"
)

// What is played to measure: replicates for some measureTime, at most measureMost.
const (
	measureTime = 10 * time.Second
	measureMost = 100
)

// Measure plays the first replicates of an experiment on one core, keeps their tables in
// a folder that it removes, and says how many seconds one took, in all worlds, and how
// many it played. Casus is the version of the program.
func Measure(ctx context.Context, x *experiment.Experiment, s *scenario.Scenario, casus string) (seconds float64, played int, err error) {
	first, err := play(ctx, x, s, casus, 1)
	if err != nil {
		return 0, 0, err
	}
	played = max(1, min(int(measureTime/max(first, time.Millisecond)), measureMost, x.Replicates.Count))
	took, err := play(ctx, x, s, casus, played)
	return took.Seconds() / float64(played), played, err
}

// play plays the first n replicates and says how long that took.
func play(ctx context.Context, x *experiment.Experiment, s *scenario.Scenario, casus string, n int) (took time.Duration, err error) {
	dir, err := os.MkdirTemp("", "casus-measure-")
	if err != nil {
		return 0, err
	}
	defer os.RemoveAll(dir)
	few := *x
	few.Replicates.Count = n
	begun := time.Now()
	folder, err := experiment.Create(filepath.Join(dir, "out"), &few, s, casus)
	if err != nil {
		return 0, err
	}
	defer folder.Close()
	if _, err := folder.Play(ctx, 1, func() {}); err != nil { // one that fails takes time too
		return 0, err
	}
	return time.Since(begun), nil
}
