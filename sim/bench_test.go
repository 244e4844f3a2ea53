package sim_test

import (
	"context"
	"testing"

	"casus/sim"
)

// A replicate of the reference, from draw to trace: the first ones, and the one
// of the first forty with most people out.
func BenchmarkReplicate(b *testing.B) {
	s := reference(b)
	run := func(scale float64, index func(int) int, overrides map[string]float64) func(*testing.B) {
		return func(b *testing.B) {
			b.ReportAllocs()
			for i := 0; b.Loop(); i++ {
				if _, err := sim.Play(context.Background(), s, index(i), sim.Settings{Seed: 1, Scale: scale, Mode: sim.Free, Overrides: overrides}); err != nil {
					b.Fatal(err)
				}
			}
		}
	}
	each, unrest := func(i int) int { return i }, func(int) int { return 33 }
	b.Run("1:100", run(100, each, nil))
	b.Run("1:1", run(1, each, nil))
	b.Run("1:1_unrest", run(1, unrest, nil))
	b.Run("1:1_calm", run(1, each, map[string]float64{"society.shock": 0}))
}
