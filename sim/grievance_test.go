package sim_test

import (
	"math"
	"testing"

	"casus/scenario"
	"casus/sim"
)

// aggrieved is the reference with more grievances and events, in which it is fares that can be taken back.
func aggrieved(t testing.TB, grievances, events string) *scenario.Scenario {
	return reference(t, "\nstate:\n", "\n"+grievances+"\nstate:\n", "\noptions:\n", "\n"+events+"\noptions:\n",
		"relieves: fuel_price,", "relieves: fares,")
}

func near(x, want, within float64) bool { return math.Abs(x-want) <= within }

// Grievances begin at their time or with an event, and what is felt of them is the sum;
// options take back their own.
func TestGrievancesBeginAndAreFelt(t *testing.T) {
	s := aggrieved(t, `  - {id: fares, name: "fares", shock: 0.02, at: 2d}
  - {id: death, name: "a death in a cell", shock: 0.03, exposure: {almaty-city: 0}, cohorts: {soviet: 0}}
`, `events:
  - {id: found, name: "he is found", at: 3d, effects: {grievance: death}}
`)
	grieved := func(s *scenario.Scenario, actions ...scenario.Action) (days []float64) {
		set := do(t, s, append(actions, scenario.Action{Off: "regime.belief"})...)
		for _, d := range forHours(t, s, 1, 24*7, set).Days {
			days = append(days, d.Grieved)
		}
		return days
	}
	all, without := grieved(s), grieved(s, scenario.Action{Forbid: "found"})
	if !near(all[1], all[0], 1e-12) || !near(all[2]-all[1], 0.02, 1e-12) || !near(without[3], without[2], 1e-12) {
		t.Errorf("fares begin on day 3 and cost 0.02: %v; without the death: %v", all, without)
	}
	// The young of all regions but one mind the death: less than all people do.
	if death := all[3] - without[3]; death <= 0.01 || death >= 0.025 {
		t.Errorf("the death costs %g of 0.03", death)
	}
}

// A concession takes back what it is about, and no other grievance.
func TestAConcessionIsAboutOneGrievance(t *testing.T) {
	s := aggrieved(t, "  - {id: fares, name: \"fares\", shock: 0.02}", "")
	days := func(actions ...scenario.Action) []sim.Day {
		one := 1.0
		set := do(t, s, append(actions, scenario.Action{Set: "regime.belief", To: &one}, scenario.Action{Forbid: "price_concession", At: "6"})...)
		return forHours(t, s, 1, 24*4, set).Days
	}
	kept, given := days(scenario.Action{Forbid: "price_concession"}), days(scenario.Action{Force: "price_concession", At: "5"})
	if back := kept[3].Grieved - given[3].Grieved; !near(back, 0.6*0.02, 1e-9) {
		t.Errorf("%g is taken back, want 0.6 of the fares", back)
	}
	if left := given[3].Left; !(left < 1 && left > 0.4) || !near(kept[3].Left, 1, 1e-12) || kept[3].Left > 1 {
		t.Errorf("%g is left of all grievances, %g without a concession", left, kept[3].Left)
	}
}

// In ordinary years nothing happens that a scenario dates, and no grievance begins.
func TestOrdinaryYearsHaveNoEvents(t *testing.T) {
	s := aggrieved(t, "  - {id: fares, name: \"fares\", shock: 0.5, at: 2d}", "events:\n  - {id: found, name: found, at: 1d, effects: {grievance: fuel_price, loss: 0.3}}\n")
	set := quick
	set.Ordinary, set.Overrides = true, map[string]float64{"society.ordinary_rate": 0}
	r := forHours(t, s, 1, 24*4, set)
	if h, _ := when(r, "found"); h != -1 || r.Days[3].Grieved != 0 || r.Days[3].Political != 0 {
		t.Errorf("it happens at hour %d; grieved %g, political loss %g", h, r.Days[3].Grieved, r.Days[3].Political)
	}
}
