package scenario_test

import (
	"testing"

	"casus/regime"
)

// Whatever is wrong with a grievance is refused at its place.
func TestWrongGrievancesAreRefused(t *testing.T) {
	const more = "\nstate:\n"
	add := func(what string) change {
		return change{"scenario.yaml", more, "\n  - {id: it, name: it, " + what + "}" + more}
	}
	for _, c := range []struct {
		name, message, hint string
		change              change
	}{
		{"region", `unknown region "cost"`, "coast", add("exposure: {cost: 1}")},
		{"cohort", `unknown cohort "young"`, "younger", add("cohorts: {young: 1}")},
		{"share", "50 is outside the range 0..1", "0.5", add("exposure: {coast: 50}")},
		{"share by expression", "can be", "with ", add("exposure: {coast: 3 * exposure.hills}")},
		{"weight", "-1 is outside the range 0..10", "", add("cohorts: {younger: -1}")},
		{"shock", "7 is outside the range 0..1", "0.07", add("shock: 7")},
		{"parameter", "unknown name `grief.shock`", "give one of your own a prior", add("shock: grief.shock")},
		{"time", "outside the crisis", "days", add("at: 400d")},
		{"twice", "duplicate id", "entry 1", change{"scenario.yaml", more, "\n  - {id: bread_price, name: again}" + more}},
		{"relieves", `unknown grievance "bred_price"`, "bread_price", change{"scenario.yaml", "relieves: bread_price", "relieves: bred_price"}},
		{"relief of none", "a relief goes with", "relieves: GRIEVANCE", change{"scenario.yaml", "relieves: bread_price, ", ""}},
		{"a delay of none", "nothing is relieved", "relieves: GRIEVANCE", change{"scenario.yaml", "{calm: calm.dialogue}", "{calm: calm.dialogue, relief_delay: 3}"}},
		{"event", `unknown grievance "bread"`, "bread_price", change{"scenario.yaml", "\nalliance:\n", "\nevents:\n  - {id: it, name: it, at: 3d, effects: {grievance: bread}}\nalliance:\n"}},
	} {
		refused(t, c.name, "small-state", "scenario.yaml", c.message, c.hint, c.change)
	}
}

// A grievance begins with the crisis, at its time or with an event; its quantities are
// drawn, and a parameter of its shock is read once.
func TestGrievancesAreRead(t *testing.T) {
	s := load(t, changed(t, "small-state",
		change{"scenario.yaml", "\nstate:\n", "\n  - {id: vote, name: a vote, at: 1d, shock: society.shock * 2, exposure: {hills: 0.5}}\n  - {id: death, name: a death}\nstate:\n"},
		change{"scenario.yaml", "\nalliance:\n", "\nevents:\n  - {id: it, name: it, at: 3d, effects: {grievance: death}}\nalliance:\n"}))
	for k, want := range []int{0, 24, regime.Unbegun} {
		if at := s.Begins(k); at != want {
			t.Errorf("grievance %d begins at %d, want %d", k, at, want)
		}
	}
	d := draw(t, s, 1, nil)
	if got, want := d.Value(s.Grievances[1].Shock), 2*d.Parameter("society.shock"); got != want {
		t.Errorf("shock %g, want %g", got, want)
	}
	if got, want := d.Value(*s.Grievances[0].Exposure["hills"]), d.Parameter("exposure.hills"); got != want {
		t.Errorf("exposure %g, want %g", got, want)
	}
	if !s.Mentions("exposure.hills") {
		t.Error("a parameter of an exposure is not among those mentioned")
	}
}
