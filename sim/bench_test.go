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

// A fork of the reference in full unrest, on the day with most people out.
func BenchmarkFork(b *testing.B) {
	s := reference(b)
	for name, scale := range map[string]float64{"1:100": 100, "1:1": 1} {
		b.Run(name, func(b *testing.B) {
			r, err := sim.Start(s, 33, sim.Settings{Seed: 1, Scale: scale, Mode: sim.Free})
			for err == nil && r.Hour() < 5*24 {
				err = r.Step()
			}
			if err != nil {
				b.Fatal(err)
			}
			b.ReportAllocs()
			for b.Loop() {
				r.Fork()
			}
		})
	}
}

// An hour of a calm month needs no memory, but for what the trace keeps.
func BenchmarkCalmMonth(b *testing.B) {
	s := reference(b)
	b.ReportAllocs()
	for b.Loop() {
		r, err := sim.Start(s, 0, sim.Settings{Seed: 1, Scale: 100, Mode: sim.Free, Overrides: map[string]float64{"society.shock": 0}})
		for err == nil && r.Hour() < 24*s.Clock.CrisisDays {
			err = r.Step()
		}
		if err != nil {
			b.Fatal(err)
		}
	}
}
