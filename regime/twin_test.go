package regime

import (
	"math"
	"reflect"
	"testing"

	"casus/luck"

	"pgregory.net/rapid"
)

// Whatever they meet, forces of which only those are asked who could change their
// mind do what they do when all are asked in every hour.
func TestAskingSomeIsAskingAll(t *testing.T) {
	rapid.Check(t, func(t *rapid.T) {
		share := rapid.Float64Range(0, 1)
		np, nr := rapid.IntRange(1, 8).Draw(t, "places"), rapid.IntRange(1, 3).Draw(t, "regions")
		ground := Ground{Away: func(a, b int) float64 { return 80 * math.Abs(float64(a-b)) }}
		for i := range np {
			ground.Region = append(ground.Region, i%nr)
		}
		nr = min(nr, np)
		var units []Unit
		for range rapid.IntRange(1, 30).Draw(t, "units") {
			units = append(units, Unit{
				Home: rapid.IntRange(0, np-1).Draw(t, "home"), Kind: rapid.IntRange(0, 1).Draw(t, "kind"), Strength: rapid.Float64Range(10, 500).Draw(t, "strength"),
				Resolve: rapid.Float64Range(0, 1).Draw(t, "resolve"), Loyalty: share.Draw(t, "loyalty"), Reserve: rapid.Bool().Draw(t, "reserve"),
			})
		}
		co := steady()
		co.Spread, co.Fatigue, co.Outnumbered, co.Defection, co.Rumour = share.Draw(t, "spread"), share.Draw(t, "fatigue"), share.Draw(t, "outnumbered"), share.Draw(t, "defection"), share.Draw(t, "rumour")
		co.Split, co.Strain, co.Backing, co.Switch = share.Draw(t, "split"), share.Draw(t, "strain"), share.Draw(t, "backing"), share.Draw(t, "switch")
		co.Signal, co.Allied, co.Hysteresis = share.Draw(t, "signal"), rapid.Float64Range(-1, 1).Draw(t, "allied"), rapid.Float64Range(0, 0.5).Draw(t, "hysteresis")
		co.RumourBirth, co.RumourContagion, co.RumourDecay = 2, 1, 1
		lk := luck.Of(rapid.Uint64().Draw(t, "seed"), 0)
		some, all := NewForces(units, ground, co, lk), NewForces(units, ground, co, lk)
		in := Street{
			Crowd: make([]float64, np), Violent: make([]float64, np), Bands: make([]float64, np),
			EliteBands: make([]bool, np), Emergency: make([]float64, nr), Openness: 1, Dual: true,
		}
		for hour := range rapid.IntRange(1, 80).Draw(t, "hours") {
			for i := range np {
				in.Crowd[i], in.Violent[i], in.Bands[i], in.EliteBands[i] = 0, 0, 0, false
				if rapid.IntRange(0, 3).Draw(t, "somebody is out") == 0 {
					in.Crowd[i], in.Violent[i] = rapid.Float64Range(0, 3000).Draw(t, "crowd"), rapid.Float64Range(0, 500).Draw(t, "violent")
					in.Bands[i] = rapid.SampledFrom([]float64{0, 200}).Draw(t, "bands")
					in.EliteBands[i] = in.Bands[i] > 0 && rapid.Bool().Draw(t, "elite")
				}
			}
			if hour%7 == 0 {
				in.Lethal, in.Signal, in.Allied, in.Openness = share.Draw(t, "lethal"), rapid.Float64Range(-1, 1).Draw(t, "announced"), rapid.SampledFrom([]float64{-1, 0, 1}).Draw(t, "there"), share.Draw(t, "openness")
				in.Dual, in.Freed = in.Dual && rapid.Bool().Draw(t, "dual"), rapid.Float64Range(0, 300).Draw(t, "freed")
				in.Emergency[rapid.IntRange(0, nr-1).Draw(t, "region")] = float64(rapid.IntRange(0, 1).Draw(t, "emergency"))
			}
			in.Reinforce = rapid.SampledFrom([]float64{0, 0, 0, 0, 0.4}).Draw(t, "reinforce")
			in.Turns = nil
			if rapid.IntRange(0, 20).Draw(t, "some leave") == 0 {
				in.Turns = []Turn{{Kind: rapid.IntRange(0, 2).Draw(t, "which kind"), Share: share.Draw(t, "how many"), Mutiny: rapid.Bool().Draw(t, "mutiny"), Lot: lk.For("turn")}}
			}
			if rapid.IntRange(0, 20).Draw(t, "other coefficients") == 0 {
				co.Hysteresis, co.Outnumbered = rapid.Float64Range(0, 0.5).Draw(t, "hysteresis"), share.Draw(t, "outnumbered")
				co.Split, co.SplitHalf, co.Backing = rapid.SampledFrom([]float64{0, 1e-3, 1, 10}).Draw(t, "split"), rapid.SampledFrom([]float64{1, 20, 1000}).Draw(t, "half-life"), share.Draw(t, "backing")
				co.Lost, co.ControlPeople, co.ReserveDelay = 9*share.Draw(t, "lost"), 300*share.Draw(t, "people")+1, rapid.Float64Range(0, 40).Draw(t, "reserve delay")
				co.Fatigue, co.Defection = 10*share.Draw(t, "fatigue"), 10*share.Draw(t, "defection")
				some.Set(co)
				all.Set(co)
			}
			for k := range all.squads {
				all.squads[k].margin, all.squads[k].rise = math.Inf(-1), math.Inf(1)
				all.stir(k)
			}
			spend(some, hour, &in)
			spend(all, hour, &in)
			if !reflect.DeepEqual(some.State(), all.State()) {
				t.Fatalf("hour %d:\nsome asked %+v\nall asked  %+v", hour, some.State(), all.State())
			}
			if rapid.IntRange(0, 20).Draw(t, "other luck") == 0 {
				lk := luck.Of(rapid.Uint64().Draw(t, "luck"), 1)
				some.Redraw(lk)
				all.Redraw(lk)
			}
			if rapid.IntRange(0, 9).Draw(t, "fork") == 0 {
				some = some.Fork()
			}
		}
	})
}
