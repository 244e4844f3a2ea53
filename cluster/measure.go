package cluster

import (
	"context"
	"io/fs"
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

// Measured is what a replicate takes in all worlds, by the first few.
type Measured struct {
	Seconds float64 // of one core
	Bytes   float64 // of tables
	Played  int     // replicates
}

// Measure plays the first replicates of an experiment on one core, and keeps their tables
// in a folder that it removes. Casus is the version of the program.
func Measure(ctx context.Context, x *experiment.Experiment, s *scenario.Scenario, casus string) (m Measured, err error) {
	first, _, err := play(ctx, x, s, casus, 1)
	if err != nil {
		return m, err
	}
	m.Played = max(1, min(int(measureTime/max(first, time.Millisecond)), measureMost, x.Replicates.Count))
	took, bytes, err := play(ctx, x, s, casus, m.Played)
	m.Seconds, m.Bytes = took.Seconds()/float64(m.Played), float64(bytes)/float64(m.Played)
	return m, err
}

// play plays the first n replicates and says how long that took, and how large their
// files are.
func play(ctx context.Context, x *experiment.Experiment, s *scenario.Scenario, casus string, n int) (took time.Duration, bytes int64, err error) {
	dir, err := os.MkdirTemp("", "casus-measure-")
	if err != nil {
		return 0, 0, err
	}
	defer os.RemoveAll(dir)
	few := *x
	few.Replicates.Count = n
	begun := time.Now()
	folder, err := experiment.Create(filepath.Join(dir, "out"), &few, s, casus)
	if err != nil {
		return 0, 0, err
	}
	defer folder.Close()
	if _, err := folder.Play(ctx, 1, func() {}); err != nil { // one that fails takes time too
		return 0, 0, err
	}
	took = time.Since(begun)
	err = filepath.WalkDir(dir, func(_ string, d fs.DirEntry, err error) error {
		if err != nil || d.IsDir() {
			return err
		}
		info, err := d.Info()
		if err == nil {
			bytes += info.Size()
		}
		return err
	})
	return took, bytes, err
}
