package society

import "testing"

// The target of political grievance can be dismissed in an hour in which nothing
// happens: what attention feeds later is less all the same.
func TestATargetDismissedInACalmHourIsGone(t *testing.T) {
	loss := func(gone bool) float64 {
		co := restless()
		co.Threshold, co.Shock = 0.3, 0
		n := nation()
		n.Sparks = []Spark{{Place: town, Hour: 12, People: 900}}
		s, in := settled(n, co, 100, 1), ordinary(&n)
		for h := range 120 {
			in.HourOfDay, in.TargetGone = h%24, gone && h == 5
			if h == 5 && !s.calm(h, &Conditions{HourOfDay: 5, PriceLeft: 1, Openness: 1}) {
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
