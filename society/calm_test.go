package society

import (
	"reflect"
	"slices"
	"testing"

	"casus/luck"

	"pgregory.net/rapid"
)

// The target of political grievance can be dismissed in an hour in which nothing
// happens: what attention feeds later is less all the same.
func TestATargetDismissedInACalmHourIsGone(t *testing.T) {
	loss := func(gone bool) float64 {
		co := restless()
		co.Threshold, co.Shock, co.OrdinaryRate = 0.3, 0, 0
		n := nation()
		n.Sparks = []Spark{{Place: town, Hour: 12, People: 900}}
		s, in := settled(n, co, 100, 1), ordinary(&n)
		for h := range 120 {
			in.HourOfDay, in.TargetGone = h%24, gone && h == 5
			if h == 5 && !s.calm(h, &Conditions{HourOfDay: 5, Left: []float64{1}, Openness: 1}) {
				t.Fatal("hour 5 is not calm")
			}
			s.Hour(h, in)
		}
		return s.State().Political
	}
	if with, without := loss(true), loss(false); !(with < without) {
		t.Errorf("political loss is %g after a dismissal in a calm hour, %g without one", with, without)
	}
}

// A protest of which nothing is left at night, not even a memory, may go on all the
// same.
func TestAProtestGoesOnAfterACalmNight(t *testing.T) {
	co := silent()
	co.Again, co.Memory, co.Stay = 100, 0.01, 0.01
	s, in := gathered(200, co, 1)
	s.wanted.remove(town)
	again := 0.0
	for h := 1; h < 30; h++ {
		in.HourOfDay = (16 + h) % 24
		s.Hour(h, in)
		again = max(again, s.State().Participants)
	}
	near(t, "people who come again", again, 200, 1e-6)
}

// Hours that the fast code leaves out are hours in which nothing happens in the
// plain code, whatever the conditions, with coefficients that change and other luck
// on the way.
func TestACalmHourIsAnyHour(t *testing.T) {
	rapid.Check(t, func(t *rapid.T) {
		co, n := someCoefficients(t), nation()
		if rapid.Bool().Draw(t, "nothing ordinary") {
			co.OrdinaryRate = 0
		}
		co.Threshold = max(co.Threshold, rapid.SampledFrom([]float64{0, 0.3}).Draw(t, "threshold"))
		for i := range n.Places {
			n.Places[i].Population /= rapid.SampledFrom([]float64{1, 100, 5000}).Draw(t, "smaller by")
		}
		if rapid.Bool().Draw(t, "spark") {
			n.Sparks = []Spark{{Place: village, Hour: rapid.IntRange(0, 60).Draw(t, "hour"), People: rapid.Float64Range(0, 400).Draw(t, "organisers")}}
		}
		lk := luck.Of(rapid.Uint64().Draw(t, "seed"), 0)
		some, all := New(n, co, How{Scale: 10}, lk), New(n, co, How{Scale: 10, Plain: true}, lk)
		in := ordinary(&n)
		seldom := func(what string) bool { return rapid.IntRange(0, 15).Draw(t, what) == 0 }
		share := rapid.Float64Range(0, 1)
		for h := range rapid.IntRange(1, 120).Draw(t, "hours") {
			in.HourOfDay = h % 24
			in.TargetGone, in.Calm, in.Foreign, in.Yielded = seldom("dismissal"), 0, 0, 0
			if seldom("offer") {
				in.Calm, in.Yielded = share.Draw(t, "calm"), share.Draw(t, "yielded")
			}
			if seldom("troops") {
				in.Foreign = share.Draw(t, "foreign")
			}
			if seldom("change") {
				in.Left[0], in.Openness, in.Lethal = share.Draw(t, "left"), share.Draw(t, "openness"), share.Draw(t, "lethal")
				in.Emergency[rapid.IntRange(0, 1).Draw(t, "region")] = float64(rapid.IntRange(0, 1).Draw(t, "emergency"))
				in.Posture[rapid.IntRange(0, 1).Draw(t, "region")] = 50 * share.Draw(t, "posture")
				in.Officers[rapid.IntRange(0, 2).Draw(t, "place")] = 300 * share.Draw(t, "officers")
			}
			if seldom("other coefficients") {
				availability := co.Availability
				co = someCoefficients(t)
				co.Availability = availability
				some.Set(co)
				all.Set(co)
			}
			if seldom("other luck") {
				lk := luck.Of(rapid.Uint64().Draw(t, "luck"), 1)
				some.Redraw(lk)
				all.Redraw(lk)
			}
			all.still = false
			some.Hour(h, in)
			all.Hour(h, in)
			if some.Count() != all.Count() || !reflect.DeepEqual(some.State(), all.State()) || !slices.EqualFunc(some.places, all.places, alike) || !slices.Equal(some.loss, all.loss) || some.aimed != all.aimed {
				t.Fatalf("hour %d: %v %+v\nall hours played: %v %+v", h, some.Count(), some.State(), all.Count(), all.State())
			}
			if seldom("fork") {
				some = some.Fork()
			}
		}
	})
}
