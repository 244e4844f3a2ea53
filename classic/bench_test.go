package classic

import (
	"fmt"
	"testing"

	"casus/luck"
)

func BenchmarkStep(b *testing.B) {
	for _, size := range []int{40, 200, 1000, 4000} {
		b.Run(fmt.Sprint(size), func(b *testing.B) {
			p := Standard(NetLogo())
			p.Size = size
			m, err := New(p, luck.Of(1, 0))
			if err != nil {
				b.Fatal(err)
			}
			for range 10 {
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
