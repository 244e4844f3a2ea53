package sim_test

import (
	"context"
	"fmt"
	"testing"

	"casus/sim"
)

// A replicate of the reference, from draw to trace.
func BenchmarkReplicate(b *testing.B) {
	s := reference(b)
	for _, scale := range []float64{100, 1} {
		b.Run(fmt.Sprintf("1:%g", scale), func(b *testing.B) {
			i := 0
			for b.Loop() {
				if _, err := sim.Run(context.Background(), s, i, sim.Settings{Seed: 1, Scale: scale, Mode: sim.Free}); err != nil {
					b.Fatal(err)
				}
				i++
			}
		})
	}
}
