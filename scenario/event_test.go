package scenario_test

import (
	"bytes"
	"errors"
	"fmt"
	"os"
	"strings"
	"testing"
	"testing/fstest"

	"casus/regime"
	"casus/scenario"
	"casus/scenario/source"
)

// withEvents is the small state with a list of events.
func withEvents(t testing.TB, list string) (*scenario.Scenario, error) {
	dir := "../library/small-state/"
	f := fstest.MapFS{}
	for _, name := range []string{scenario.MainFile, scenario.ParametersFile, scenario.RecordFile, "places.csv"} {
		text, err := os.ReadFile(dir + name)
		if err != nil {
			t.Fatal(err)
		}
		if name == scenario.MainFile {
			text = bytes.Replace(text, []byte("\nalliance:\n"), []byte("\n"+list+"\nalliance:\n"), 1)
		}
		f[name] = &fstest.MapFile{Data: text}
	}
	return scenario.Load(f)
}

// Whatever is wrong with an event is refused at its place.
func TestWrongEventsAreRefused(t *testing.T) {
	event := func(what string) string { return "  - {id: it, name: it, " + what + "}" }
	for _, c := range []struct{ list, path, message string }{
		{event("effects: {loss: 0.1}"), "[0].id", "a time or a hazard"},
		{event("at: 3d, hazard: 1, effects: {loss: 0.1}"), "[0].id", "a time or a hazard"},
		{event(`at: 3d, when: "violent > 3", effects: {loss: 0.1}`), "[0].when", "whatever is so"},
		{event(`when: "violent > 3", effects: {loss: 0.1}`), "[0].id", "a time or a hazard"},
		{event("at: 40d, effects: {loss: 0.1}"), "[0].at", "outside the crisis, 0 to 335"},
		{event("at: 2030-03-03T10:00, effects: {loss: 0.1}"), "[0].at", "outside the crisis"},
		{event("at: noon, effects: {loss: 0.1}"), "[0].at", "is not an hour"},
		{event("hazard: -1, effects: {loss: 0.1}"), "[0].hazard", "outside the range 0..1000"},
		{event("hazard: mutiny.rate, effects: {loss: 0.1}"), "[0].hazard", "mutiny.rate"},
		{event(`hazard: 1, when: "violnt > 3", effects: {loss: 0.1}`), "[0].when", "violnt"},
		{event(`hazard: 1, when: violent, effects: {loss: 0.1}`), "[0].when", "expected a condition"},
		{event("at: 3d, effects: {}"), "[0].effects", "no effect"},
		{event("at: 3d, effects: {crowd: {place: prot, people: 10}}"), "[0].effects.crowd.place", `unknown place "prot"`},
		{event("at: 3d, effects: {crowd: {place: port, people: -1}}"), "[0].effects.crowd.people", "outside the range"},
		{event("at: 3d, effects: {crowd: {place: port}}"), "[0].effects.crowd", "missing key `people`"},
		{event("at: 3d, effects: {loss: 2}"), "[0].effects.loss", "outside the range -1..1"},
		{event("at: 3d, effects: {loss: 0.1, regions: [cost]}"), "[0].effects.regions[0]", "unknown region"},
		{event("at: 3d, effects: {loss: 0.1, cohorts: [young]}"), "[0].effects.cohorts[0]", "unknown cohort"},
		{event("at: 3d, effects: {openness: 0, cohorts: [older]}"), "[0].effects.cohorts", "lose nothing"},
		{event("at: 3d, effects: {mutiny: army}"), "[0].effects", "a share goes with"},
		{event("at: 3d, effects: {share: 0.5}"), "[0].effects", "a share goes with"},
		{event("at: 3d, effects: {mutiny: navy, share: 0.5}"), "[0].effects.mutiny", `unknown force "navy"`},
		{event("at: 3d, effects: {breaks: king}"), "[0].effects.breaks", `unknown actor "king"`},
		{event("at: 3d, effects: {breaks: president}"), "[0].effects.breaks", "cannot break with himself"},
		{event("at: 3d, effects: {neutral: navy, share: 0.5}"), "[0].effects.neutral", `unknown force "navy"`},
		{event("at: 3d, effects: {neutral: army, share: 1.5}"), "[0].effects.share", "outside the range 0..1"},
		{event("at: 3d, effects: {neutral: army, mutiny: police, share: 1}"), "[0].effects.neutral", "one share"},
		{event("at: 3d, effects: {dismiss: king}"), "[0].effects.dismiss", `unknown actor "king"`},
		{event("at: 3d, effects: {emergency: everywhere}"), "[0].effects.emergency", "unknown area"},
		{event("at: 3d, effects: {request: true}"), "[0].effects.request", "unknown key"},
		{"  - {id: dialogue, name: it, at: 3d, effects: {loss: 0}}", "[0].id", "an option has the id"},
		{"  - {id: lethal-order, name: it, at: 3d, effects: {loss: 0}}", "[0].id", `an option has the id "lethal_order"`},
		{"  - {id: regime falls, name: it, at: 3d, effects: {loss: 0}}", "[0].id", "is not an id"},
		{event("at: 3d, effects: {loss: 0}") + "\n" + "  - {id: it, name: again, at: 4d, effects: {loss: 0}}", "[1].id", "duplicate id"},
		{"  - {id: a-b, name: it, at: 3d, effects: {loss: 0}}\n  - {id: a_b, name: other, at: 3d, effects: {loss: 0}}", "[1].id", "too like"},
	} {
		_, err := withEvents(t, "events:\n"+c.list)
		var ps source.Problems
		if !errors.As(err, &ps) || len(ps) != 1 || ps[0].Path != "$.events"+c.path || !strings.Contains(ps[0].Message, c.message) || ps[0].Line == 0 {
			t.Errorf("%s\nwant at %s: %s\ngot  %v", c.list, c.path, c.message, err)
		}
	}
}

// What an event says is kept, weighs on the hash, and may use parameters; those of a
// condition count as used and as mentioned.
func TestEventsAreRead(t *testing.T) {
	plain, err := withEvents(t, "")
	if err != nil {
		t.Fatal(err)
	}
	s, err := withEvents(t, `events:
  - {id: ruling, name: "a ruling", at: "2030-03-07T10:00", effects: {openness: 0, dismiss: premier}}
  - {id: mutiny, name: "a mutiny", hazard: society.shock * 2, when: "desertion > forces.spread and threat > 0", effects: {mutiny: army, share: 0.5}}`)
	if err != nil {
		t.Fatal(err)
	}
	if s.Hash == plain.Hash {
		t.Error("events leave the hash as it is")
	}
	if at, when := s.Occasion(0); at != 82 || when != nil {
		t.Errorf("the ruling comes at hour %d", at)
	}
	at, when := s.Occasion(1)
	d := draw(t, s, 1, nil)
	env, seen := d.Environment(), regime.Seen{Desertion: 1, Violent: 5000}
	for _, want := range []bool{true, false} {
		if err := s.See(env, &seen); err != nil || at != -1 || when(env) != want {
			t.Errorf("hour %d; the condition holds: %v, %v", at, when(env), err)
		}
		seen.Desertion = 0
	}
	if got, want := d.Value(s.Events[1].Hazard), 2*d.Parameter("society.shock"); got != want {
		t.Errorf("hazard %g, want %g", got, want)
	}
	if !s.Mentions("forces.spread") || plain.Mentions("forces.spread") {
		t.Error("the parameter of a condition is not among those mentioned")
	}
	if m := s.Events[0].Effects.Measures(); m.Dismiss != "premier" || fmt.Sprint(m.Openness) != "0" {
		t.Errorf("%+v", m)
	}
}

// Who breaks with the ruler must make a difference by it.
func TestABreachNeedsOfficeAndLoyalty(t *testing.T) {
	const main, premier = "scenario.yaml", `{id: premier, name: "the prime minister", target: true}`
	breach := change{main, "\nalliance:\n", "\nevents:\n  - {id: it, name: it, at: 3d, effects: {breaks: premier}}\nalliance:\n"}
	load(t, changed(t, "small-state", breach))
	refused(t, "no office", "small-state", main, `"premier" holds no office`, "give the actor an office", breach,
		change{main, "    - {id: premiership, name: \"prime minister\", holder: premier}\n", ""})
	refused(t, "a rival already", "small-state", main, `"premier" is a rival from the start`, "rival: true", breach,
		change{main, premier, `{id: premier, name: "the prime minister", target: true, rival: true}`})
}
