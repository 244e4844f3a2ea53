package sim_test

import (
	"context"
	"math"
	"reflect"
	"slices"
	"strings"
	"testing"

	"casus/scenario"
	"casus/sim"
)

// challenged is the reference in which the former president may ask the
// alliance, and not the president: late on the fourth day, whatever else.
func challenged(t testing.TB) *scenario.Scenario {
	return reference(t, `name: "ask the alliance for help", when: "requested < 1 and framed > 0 and member > 0"`,
		`name: "ask the alliance for help", by: former, when: "requested < 1"`, "effects: {request: true}", "effects: {request: true, frame: terrorism}")
}

// do carries out actions from the start of a run.
func do(t testing.TB, s *scenario.Scenario, actions ...scenario.Action) sim.Settings {
	t.Helper()
	set := quick
	list, err := s.Interventions(scenario.World{ID: "test", Do: actions})
	if err != nil {
		t.Fatal(err)
	}
	set.Interventions = list
	return set
}

var asks = scenario.Action{Force: "request_alliance", At: "80"}

// A challenger who can never act changes nothing but that he waits.
func TestAChallengerHasHisOwnLuck(t *testing.T) {
	without := reference(t, `when: "requested < 1 and framed > 0 and member > 0"`, `when: "days < 0"`)
	with := reference(t, `when: "requested < 1 and framed > 0 and member > 0"`, `by: former, when: "days < 0"`)
	for i := range 6 {
		a, b := run1(t, without, i, quick), run1(t, with, i, quick)
		waits := 0
		b.Decisions = slices.DeleteFunc(b.Decisions, func(d sim.Decision) bool {
			if strings.HasSuffix(d.State, ", the former president") {
				waits++
				if d.Chosen != "wait" || len(d.Options) != 1 {
					t.Fatalf("replicate %d: the challenger chooses %+v", i, d)
				}
				return true
			}
			return false
		})
		if !same(a, b) || waits == 0 {
			t.Errorf("replicate %d: another story with a challenger who waits %d times", i, waits)
		}
	}
}

// Options belong to one actor: the ruler never takes a challenger's, nor he the ruler's.
func TestEveryoneChoosesAmongHisOwnOptions(t *testing.T) {
	s := challenged(t)
	asked := 0
	for i := range 6 {
		for _, d := range run1(t, s, i, quick).Decisions {
			his := strings.HasSuffix(d.State, ", the former president")
			if d.Month > 0 && (his || d.Chosen == "request_alliance") {
				t.Fatalf("a challenger acts in a later crisis: %+v", d)
			}
			for _, o := range d.Options {
				if d.Month == 0 && o.Option != "wait" && his != (o.Option == "request_alliance") {
					t.Fatalf("%s considers %s", d.State, o.Option)
				}
			}
			if d.Chosen == "request_alliance" {
				asked++
			}
		}
	}
	if asked == 0 {
		t.Error("the challenger never asks")
	}
}

// The council hears a challenger less gladly: that he is not in office weighs
// against him as it weighs for the ruler, and in the same hour of the same crises
// it says yes to him more rarely. Not in each of them: what he stands for and what
// keeps him out weigh too.
func TestAChallengerIsHeardLessGladly(t *testing.T) {
	ruler, other := reference(t), challenged(t)
	rulers, others := 0, 0
	for i := range 40 {
		a, b := run1(t, ruler, i, do(t, ruler, asks)), run1(t, other, i, do(t, other, asks))
		if a.Outcome.Approved == nil || b.Outcome.Approved == nil {
			continue // the regime has fallen before
		}
		for k, v := range b.Votes {
			if v.Month > 0 {
				break
			}
			var his, the float64
			for j, term := range v.Terms {
				if term.Name == "who asks" {
					his, the = term.Value, a.Votes[k].Terms[j].Value
				}
			}
			if !(his < 0 && his == -the) {
				t.Errorf("replicate %d: for %s it weighs %g that a challenger asks, %g that the ruler does", i, v.Member, his, the)
			}
		}
		rulers, others = rulers+tally(*a.Outcome.Approved), others+tally(*b.Outcome.Approved)
	}
	t.Logf("approved %d times for the ruler, %d times for a challenger", rulers, others)
	if rulers <= others {
		t.Errorf("approved %d times for the ruler, %d times for a challenger", rulers, others)
	}
}

func tally(b bool) int {
	if b {
		return 1
	}
	return 0
}

// Troops that come for a challenger press the ruler: his forces waver, and he
// falls more often than if nobody came, and never less.
func TestAMissionAgainstTheRulerPressesHim(t *testing.T) {
	s := challenged(t)
	sure := func(actions ...scenario.Action) sim.Settings {
		yes := -10.0
		set := do(t, s, append(actions, scenario.Action{Set: "alliance.yes", To: &yes}, scenario.Action{Set: "alliance.no", To: &yes})...)
		// All that moves forces or ruler beside the troops' weight.
		set.Overrides = map[string]float64{"forces.allied_signal": 1, "forces.allied_arrival": 1, "society.shock": 0.01}
		return set
	}
	alone, pressed := 0, 0
	for i := range 25 {
		a, b := run1(t, s, i, sure(scenario.Action{Forbid: "request_alliance"})), run1(t, s, i, sure(asks))
		switch {
		case a.Outcome.Requested || a.Outcome.Deployed:
			t.Errorf("replicate %d: what is forbidden is done", i)
		case !b.Outcome.Deployed:
			t.Errorf("replicate %d: nobody came", i)
		case b.Outcome.Survived30d && !a.Outcome.Survived30d:
			t.Errorf("replicate %d: saved by those who came against him", i)
		}
		alone, pressed = alone+tally(!a.Outcome.Survived30d), pressed+tally(!b.Outcome.Survived30d)
		if !b.Outcome.Survived30d {
			if a.Outcome.Survived30d && b.Months[0].State.Obligation <= 0 { // else they were not needed
				t.Errorf("replicate %d: the challenger who came in owes nothing", i)
			}
			if n := slices.IndexFunc(b.Events, func(e sim.Event) bool { return e.Kind == "regime falls" }); b.Outcome.MissionDays != nil && b.Events[n].Hour > 80+48 && *b.Outcome.MissionDays < 2 {
				t.Errorf("replicate %d: left before the ruler did", i)
			}
		} else if b.Months[0].State.Obligation != 0 {
			t.Errorf("replicate %d: the ruler thanks those who came against him", i)
		}
	}
	if pressed <= alone+3 {
		t.Errorf("falls %d times of 25 under pressure, %d times without", pressed, alone)
	}
}

// Nobody leaves while the ruler they came for is there, and the crisis lasts.
func TestTroopsStayWhileTheRulerDoes(t *testing.T) {
	s := challenged(t)
	yes := -10.0
	set := do(t, s, asks, scenario.Action{Set: "alliance.yes", To: &yes}, scenario.Action{Set: "alliance.no", To: &yes})
	set.Overrides = map[string]float64{
		"forces.allied_signal": 0, "forces.allied_arrival": 0, "society.shock": 0, "society.ordinary_rate": 0,
		"alliance.battle": 0, "alliance.yield": 0, "society.spark_rate": 0, // nobody dies, gives up or comes to see
	}
	for i := range 5 {
		r := run1(t, s, i, set)
		last := r.Days[len(r.Days)-1]
		if !r.Outcome.Survived30d || last.Troops == 0 || r.Outcome.MissionDays == nil {
			t.Errorf("replicate %d: survived %v, %g troops at the end of the crisis, who stay for %v", i, r.Outcome.Survived30d, last.Troops, r.Outcome.MissionDays)
		}
	}
}

// A challenger's luck and options do not depend on workers, and the record may
// order his options too.
func TestAChallengersRunIsReproducible(t *testing.T) {
	s := challenged(t)
	a := run1(t, s, 3, quick)
	set := quick
	set.Workers = 2
	b, err := sim.Play(context.Background(), s, 3, set)
	if err != nil || !same(a, b) {
		t.Errorf("another story with two workers (%v)", err)
	}
	set = quick
	set.Mode = sim.Recorded
	r := run1(t, s, 3, set)
	n := slices.IndexFunc(r.Decisions, func(d sim.Decision) bool { return d.Chosen == "request_alliance" })
	if n < 0 || !r.Decisions[n].Forced || !reflect.DeepEqual(r.Decisions[n].State, "Kazakhstan, the former president") || !math.IsNaN(r.Decisions[n].Options[0].Odds) {
		t.Errorf("as recorded the challenger does not ask")
	}
}
