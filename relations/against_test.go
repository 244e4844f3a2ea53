package relations

import "testing"

// A mission against a ruler frightens the others and does not make the lead
// reliable in their eyes; the one who came in owes it.
func TestAMissionAgainstARuler(t *testing.T) {
	co := still()
	co.Help, co.Refusal, co.Unilateral, co.Oblige, co.Precedent, co.CoopMission, co.PopForeign, co.StyleReform, co.Show = 2, 2, 0.5, 1, 1, 1, 0.5, 0.5, 0.5
	came := Event{State: target, Deployed: true, Against: true, HoursToLanding: 6, Decisive: 0.8, LeadShare: 0.4}
	before := setUp(t, co)
	start := before.Snapshot()
	for _, survived := range []bool{false, true} {
		e := came
		e.Survived = survived
		if survived {
			e.Decisive = 0
		}
		r := setUp(t, co)
		if err := r.Apply(e); err != nil {
			t.Fatal(err)
		}
		s := r.Snapshot()
		for i := range s.Fear {
			mine := i == target && !survived
			if mine != (s.Reliability[i] > start.Reliability[i]) || mine != (s.Fear[i] == start.Fear[i]) {
				t.Errorf("survived %v, state %d: reliability %g after %g, fear %g after %g", survived, i, s.Reliability[i], start.Reliability[i], s.Fear[i], start.Fear[i])
			}
		}
		if s.Fear[neighbour]-start.Fear[neighbour] <= s.Fear[outsider]-start.Fear[outsider] {
			t.Error("a ruler of another kind fears as much")
		}
		if s.Precedent != 0 || s.Cooperation != start.Cooperation {
			t.Errorf("precedent %g, cooperation %g after %g", s.Precedent, s.Cooperation, start.Cooperation)
		}
		if (s.Obligation > 0) == survived || (s.PopularityMean < start.PopularityMean) == survived || (s.Style < start.Style) == survived || (s.Capability > start.Capability) == survived {
			t.Errorf("survived %v: %+v", survived, s)
		}
		if s.Resolve <= start.Resolve {
			t.Error("no resolve is shown")
		}
	}
	r := setUp(t, co)
	if err := r.Apply(Event{State: target, Refused: true, Against: true, Survived: true}); err != nil {
		t.Fatal(err)
	}
	if s := r.Snapshot(); s.Reliability[neighbour] != start.Reliability[neighbour] || s.Standing != start.Standing {
		t.Error("a challenger turned away moves the rulers")
	}
}
