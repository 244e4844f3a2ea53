package classic

import (
	"fmt"
	"testing"

	"casus/luck"
)

func BenchmarkStep(b *testing.B) {
	for _, c := range []struct{ size, tile, workers int }{
		{40, 0, 1}, {200, 0, 1}, {1000, 0, 1}, {1000, 64, 1}, {1000, 64, 2}, {4000, 0, 1}, {4000, 64, 1}, {4000, 64, 2},
	} {
		b.Run(fmt.Sprintf("%d/tile=%d/workers=%d", c.size, c.tile, c.workers), func(b *testing.B) {
			p := Standard(NetLogo())
			p.Size, p.Tile = c.size, c.tile
			m, err := New(p, luck.Of(1, 0))
			if err != nil {
				b.Fatal(err)
			}
			m.Workers(c.workers)
			for range 100 {
				m.Step()
			}
			b.ResetTimer()
			for b.Loop() {
				m.Step()
			}
			b.ReportMetric(float64(m.Agents())*float64(b.N)/b.Elapsed().Seconds()/1e6, "M_steps/s")
		})
	}
}
