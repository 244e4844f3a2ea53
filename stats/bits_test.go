package stats

import (
	"encoding/binary"
	"fmt"
	"hash/fnv"
	"math"
	"testing"
)

// Every function gives the bits that it gave when this hash was written, on every
// processor. A change of a rule changes it, and is meant to.
func TestBits(t *testing.T) {
	h := fnv.New64a()
	add := func(list ...float64) {
		for _, x := range list {
			h.Write(binary.LittleEndian.AppendUint64(nil, math.Float64bits(x)))
		}
	}
	uniform := lot(20)
	sample := func(n, of int) []float64 {
		x := make([]float64, n)
		for i := range x {
			x[i] = 1000 * uniform.Uniform(uint64(of), uint64(i))
		}
		return x
	}
	for n := 2; n < 400; n += 7 {
		x, y, logs := sample(n, n), sample(n, 1000+n), sample(n, 2000+n)
		w, effective := Normalise(logs)
		add(w...)
		mean, sd := WeightedMeanStdDev(x, w)
		add(effective, mean, sd)
		b, e, s := BandOf(x), EffectOf(x, y), ShareOf(n/3, n)
		add(b.Low, b.Median, b.High, e.Mean, e.Low, e.High, *e.Reduction, s.P, s.Low, s.High, student90(n), CRPS(x, y[0]))
		add(WeightedQuantiles(x, w, lowEnd, 0.5, highEnd)...)
		var rows [][]float64
		var came, other []bool
		var said []Forecast
		for i := range x {
			came, other = append(came, x[i]+y[i] > 1000), append(other, y[i] > 700)
			rows = append(rows, []float64{x[i] / 500, logs[i] / 500})
			x[i] /= 1000
			said = append(said, Forecast{P: x[i], Came: came[i], Cluster: fmt.Sprint(i / 3)})
		}
		rise, chance := RiseOf(came, other), MeanOf(x)
		r, err := Regress(rows, came)
		if err != nil {
			t.Fatal(err)
		}
		add(r.weights...)
		add(rise.Mean, rise.Low, rise.High, chance.P, chance.Low, chance.High, r.P(rows[0]), Brier(said), LogScore(said))
		if n > 350 {
			skill, err := BootstrapForecasts(lot(21), func(l ...[]Forecast) float64 { return AUC(l[0]) }, said)
			if err != nil {
				t.Fatal(err)
			}
			d := KolmogorovSmirnov([][]float64{x}, [][]float64{y, logs}, 9, lot(22))
			add(skill.Value, skill.Low, skill.High, d.Value, d.P)
			for _, bin := range Reliability(said, 5, lot(23)) {
				add(bin.Forecast, bin.Observed, bin.Low, bin.High)
			}
		}
	}
	if got, want := fmt.Sprintf("%016x", h.Sum64()), "07340a4b39e84e78"; got != want {
		t.Errorf("hash %s, want %s", got, want)
	}
}
