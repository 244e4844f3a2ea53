package society

import (
	"math"
	"slices"
	"testing"

	"pgregory.net/rapid"
)

// Whatever the world does to it, nobody is lost, nothing is negative, and what
// is counted only grows.
func TestNobodyIsLost(t *testing.T) {
	rapid.Check(t, func(t *rapid.T) {
		n := nation()
		n.Sparks = []Spark{{Place: town, Hour: 0, People: rapid.Float64Range(0, 5000).Draw(t, "spark")}}
		scale := rapid.SampledFrom([]float64{50, 100, 1000}).Draw(t, "scale")
		s := settled(n, restless(), scale, rapid.Uint64().Draw(t, "seed"))
		in := ordinary(&n)
		share := rapid.Float64Range(0, 1)
		var last State
		for h := range rapid.IntRange(1, 40).Draw(t, "hours") {
			in.HourOfDay = h % 24
			in.Left[0], in.Openness, in.Lethal = share.Draw(t, "left"), share.Draw(t, "openness"), share.Draw(t, "lethal")
			in.Foreign, in.Calm, in.Yielded = share.Draw(t, "foreign"), share.Draw(t, "calm"), share.Draw(t, "yielded")
			in.TargetGone = rapid.Bool().Draw(t, "target gone")
			for i := range in.Officers {
				in.Officers[i] = rapid.Float64Range(0, 1e5).Draw(t, "officers")
				in.Vacuum[i] = share.Draw(t, "vacuum")
			}
			for r := range in.Emergency {
				in.Emergency[r] = float64(rapid.IntRange(0, 1).Draw(t, "emergency"))
				in.Posture[r] = rapid.Float64Range(0, 50).Draw(t, "posture")
			}
			s.Hour(h, in)
			st, total, count := s.State(), 0, s.Count()
			for _, k := range count {
				total += k
			}
			if total != s.Agents() {
				t.Fatalf("hour %d: %d of %d agents", h, total, s.Agents())
			}
			out, lost := 0, 0
			for i := range st.Crowd {
				l := &s.places[i]
				if s.out.has(i) != slices.Contains(st.Out, i) || s.out.has(i) != (st.Crowd[i]+st.Violent[i]+st.Bands[i] > 0) {
					t.Fatalf("hour %d: %v are said to be out, place %d: %+v", h, st.Out, i, st)
				}
				for _, x := range []float64{st.Crowd[i], st.Violent[i], st.Bands[i], l.crowd, l.peak, l.coming, l.violent, l.fear.value, l.spent.value, l.seeds, l.wanted, l.debt} {
					if !(x >= 0) || math.IsInf(x, 1) {
						t.Fatalf("hour %d, place %d: %+v", h, i, st)
					}
				}
				if all := st.Crowd[i] + st.Violent[i] + st.Bands[i] + st.Killed[i] + st.Arrested[i]; all > n.Places[i].Population*(1+1e-12) {
					t.Fatalf("hour %d: of %g people of place %d %g are out, detained or dead", h, n.Places[i].Population, i, all)
				}
				out += l.agents.protesting
				lost += l.agents.lost
			}
			if out != count[Protesting] || lost != count[Detained]+count[Out] {
				t.Fatalf("hour %d: %d agents are counted in the streets and %d as lost, of %v", h, out, lost, count)
			}
			for _, x := range []float64{st.Attention, st.Theta, st.Political, st.Grieved} {
				if !(x >= 0 && x <= 1) {
					t.Fatalf("hour %d: %+v", h, st)
				}
			}
			for _, pair := range [][2]float64{
				{last.Detained, st.Detained}, {last.CivilianDeaths, st.CivilianDeaths}, {last.OfficerDeaths, st.OfficerDeaths},
				{last.Looting, st.Looting}, {last.Arson, st.Arson}, {last.Seizures, st.Seizures},
			} {
				if pair[1] < pair[0] {
					t.Fatalf("hour %d: a count fell from %g to %g", h, pair[0], pair[1])
				}
			}
			last = *st
		}
	})
}
