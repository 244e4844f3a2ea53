package sim_test

import (
	"context"
	"fmt"
	"testing"

	"casus/scenario"
	"casus/sim"
)

// Of a mission whose troops land only when the crisis is over, the outcome of the
// crisis says nothing, and the events tell all.
func TestTroopsThatLandAfterTheCrisis(t *testing.T) {
	s := reference(t)
	late := 0
	for i, hour := 0, 24*s.Clock.CrisisDays-30; hour < 24*s.Clock.CrisisDays; i, hour = i+1, hour+2 {
		force, err := s.Intervention(scenario.Action{Force: "request_alliance", At: scenario.Moment(fmt.Sprint(hour))})
		if err != nil {
			t.Fatal(err)
		}
		trace, err := sim.Play(context.Background(), s, i, sim.Settings{Seed: 1, Scale: 1000, Mode: sim.Free, Interventions: []scenario.Intervention{force}})
		if err != nil {
			t.Fatal(err)
		}
		o := &trace.Outcome
		if o.MissionDays != nil && !o.Deployed {
			t.Errorf("replicate %d: a mission of %g days, and no troops landed", i, *o.MissionDays)
		}
		landed := false
		for _, e := range trace.Events {
			switch {
			case e.Month != sim.InCrisis:
			case e.Kind == sim.FirstTroopsLand:
				landed = true
			case e.Kind == sim.LastTroopsLeave && !landed:
				t.Errorf("replicate %d: troops leave in hour %d that never landed", i, e.Hour)
			case e.Kind == sim.LastTroopsLeave && !o.Deployed:
				late++
			}
		}
	}
	if late == 0 {
		t.Error("no troops landed after the crisis")
	}
}
