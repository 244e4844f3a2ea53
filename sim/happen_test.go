package sim_test

import (
	"context"
	"math"
	"slices"
	"strings"
	"testing"

	"casus/scenario"
	"casus/sim"
)

// events is the reference in which things happen.
func events(t testing.TB, list ...string) *scenario.Scenario {
	return reference(t, "\noptions:\n", "\nevents:\n  - "+strings.Join(list, "\n  - ")+"\noptions:\n")
}

// eventful is a nation in which events of every kind happen.
func eventful(t testing.TB) *scenario.Scenario {
	return events(t,
		`{id: ruling, name: "the court annuls the vote", at: 3d2h, effects: {loss: 0.05, cohorts: [independence], crowd: {place: almaty-city/almaty, people: 800}}}`,
		`{id: mutiny, name: "the army mutinies", hazard: "0.2 + society.threshold", when: "desertion > 0.05 or violent > 100", effects: {mutiny: army, share: 0.5}}`,
		`{id: neutral, name: "the guard stands aside", hazard: 0.1, effects: {neutral: guard, share: 0.3}}`,
		`{id: removal, name: "parliament removes the former president", hazard: 0.05, when: "theta > 0.4", effects: {dismiss: former}}`,
		`{id: outage, name: "the cable breaks", hazard: 0.1, effects: {openness: 0.2, emergency: violent_regions}}`)
}

// when gives the hour at which something happened in the crisis, and its cause.
func when(r *sim.Trace, kind sim.Kind) (hour int, cause string) {
	hour = -1
	for _, e := range r.Events {
		if e.Kind == kind && e.Month == sim.InCrisis {
			if hour >= 0 {
				return -2, "twice"
			}
			hour, cause = e.Hour, e.Cause
		}
	}
	return hour, cause
}

// forHours plays so many hours.
func forHours(t testing.TB, s *scenario.Scenario, index, hours int, set sim.Settings) *sim.Trace {
	t.Helper()
	r := start(t, s, index, set)
	for range hours {
		if err := r.Step(); err != nil {
			t.Fatal(err)
		}
	}
	return r.Trace()
}

// What is dated happens at its time, in both modes and once, and in no later crisis.
func TestWhatIsDatedHappensAtItsTime(t *testing.T) {
	s := events(t, `{id: ruling, name: "a ruling", at: "2022-01-05T10:00", effects: {loss: 0}}`)
	plain := reference(t)
	for _, mode := range []sim.Mode{sim.Free, sim.Recorded} {
		for i := range 3 {
			set := quick
			set.Mode = mode
			r := run1(t, s, i, set)
			if h, cause := when(r, "ruling"); h != 3*24+10 || cause != "at its time" {
				t.Errorf("mode %s: it happens at hour %d, %s", mode, h, cause)
			}
			n := len(r.Events)
			r.Events = slices.DeleteFunc(r.Events, func(e sim.Event) bool { return e.Kind == "ruling" })
			if len(r.Events) == 0 {
				r.Events = nil
			}
			if len(r.Events) != n-1 || !same(r, run1(t, plain, i, set)) {
				t.Errorf("mode %s: an event without weight changes a run", mode)
			}
		}
	}
}

// A hazard acts while its condition holds in what is so, by the day, whatever the
// mode, and no luck is shared between events.
func TestAHazardHasItsRate(t *testing.T) {
	s := events(t,
		`{id: ever, name: "at any time", hazard: 0.5, effects: {loss: 0}}`,
		`{id: other, name: "another", hazard: 0.5, effects: {loss: 0}}`,
		`{id: late, name: "after the second day", hazard: 1000, when: "days >= 2", effects: {loss: 0}}`,
		`{id: never, name: "never", hazard: 1000, when: "days > 2 and participants < 0", effects: {loss: 0}}`)
	const n = 300
	set := quick
	set.Mode = sim.Recorded
	ever, both := 0, 0
	for i := range n {
		r := forHours(t, s, i, 50, set)
		a, cause := when(r, "ever")
		b, _ := when(r, "other")
		if 0 <= a && a < 24 {
			ever++
			if cause != "by its hazard" {
				t.Fatal(cause)
			}
			if 0 <= b && b < 24 {
				both++
			}
		}
		if h, _ := when(r, "late"); h != 49 { // it was so at the end of hour 48
			t.Fatalf("what waits for two days happens at hour %d", h)
		}
		if h, _ := when(r, "never"); h != -1 {
			t.Fatalf("what can never happen happens at hour %d", h)
		}
	}
	p := 1 - math.Exp(-0.5)
	for what, x := range map[string]struct{ times, want float64 }{"it happens on the first day": {float64(ever), p * n}, "both do": {float64(both), p * p * n}} {
		if d := 4 * math.Sqrt(x.want); math.Abs(x.times-x.want) > d {
			t.Errorf("%s in %g of %d runs, want %g ± %g", what, x.times, n, x.want, d)
		}
	}
}

// Every effect has its mechanism, and its day shows it. Nobody decides anything on the
// first two days of the record.
func TestEffectsOfEvents(t *testing.T) {
	const at = "at: 1d, effects: "
	set := quick
	set.Mode = sim.Recorded
	day := func(effects string, of func(d *sim.Day) float64) float64 {
		s := reference(t)
		if effects != "" {
			s = events(t, `{id: it, name: "it", `+at+effects+`}`)
		}
		sum := 0.0
		for i := range 6 {
			sum += of(&forHours(t, s, i, 48, set).Days[1]) / 6
		}
		return sum
	}
	for _, c := range []struct {
		name, effects string
		of            func(d *sim.Day) float64
		low, high     float64 // of the difference that it makes on its day
	}{
		{"a crowd", "{crowd: {place: shymkent/shymkent, people: 20000}}", func(d *sim.Day) float64 { return d.Participants }, 15000, 1e9},
		{"a loss", "{loss: 0.3}", func(d *sim.Day) float64 { return d.Political }, 0.2, 0.5},
		{"a loss given back", "{loss: -1}", func(d *sim.Day) float64 { return d.Political }, -1, -1e-5},
		{"a loss of a region", "{loss: 0.3, regions: [shymkent]}", func(d *sim.Day) float64 { return d.Political }, 0.005, 0.1},
		{"a mutiny", "{mutiny: police, share: 0.6}", func(d *sim.Day) float64 { return d.Loyal }, -1, -0.3},
		{"neutrality", "{neutral: police, share: 0.6}", func(d *sim.Day) float64 { return d.Loyal }, -1, -0.3},
		{"an outage", "{openness: 0.1}", func(d *sim.Day) float64 { return d.Openness }, -1, -0.5},
		{"an emergency", "{emergency: nationwide}", func(d *sim.Day) float64 { return d.Emergency }, 0.5, 1},
	} {
		if x := day(c.effects, c.of) - day("", c.of); !(x >= c.low && x <= c.high) {
			t.Errorf("%s makes a difference of %g on its day, want %g to %g", c.name, x, c.low, c.high)
		}
	}
}

// A dismissal and an emergency that nobody chose are in the outcome as others are; a
// ruler who loses his offices falls, with a day and a reason; and then events change
// no government any more.
func TestEventsAndOffices(t *testing.T) {
	r := run1(t, events(t,
		`{id: removal, name: "the former president is removed", at: 1d, effects: {dismiss: former, emergency: nationwide}}`,
		`{id: impeachment, name: "the president is removed", at: 2d5h, effects: {dismiss: president}}`,
		`{id: outage, name: "the cable breaks", at: 3d, effects: {openness: 0}}`), 0, quick)
	o := r.Outcome
	if !o.Dismissed || *o.DismissalDay != 2 || *o.EmergencyDay != 2 {
		t.Errorf("dismissal %v on day %v, emergency on day %v", o.Dismissed, o.DismissalDay, o.EmergencyDay)
	}
	if o.Survived30d || *o.FallReason != sim.RulerLeft || *o.FallDay != 3 {
		t.Errorf("survived %v, fell on day %v: %v", o.Survived30d, o.FallDay, o.FallReason)
	}
	if h, _ := when(r, sim.RegimeFalls); h != 2*24+5 {
		t.Errorf("the regime falls at hour %d", h)
	}
	if h, _ := when(r, "outage"); h != 72 || r.Days[3].Openness != 1 {
		t.Errorf("after the fall an event at hour %d leaves openness at %g", h, r.Days[3].Openness)
	}
}

// A world can forbid an event, or have it happen at an hour or on a condition; a ban
// beats a force.
func TestWorldsForceAndForbidEvents(t *testing.T) {
	s := events(t,
		`{id: ruling, name: "a ruling", at: 3d2h, effects: {loss: 0.1}}`,
		`{id: mutiny, name: "a mutiny", hazard: 0, effects: {mutiny: army, share: 1}}`)
	for name, c := range map[string]struct {
		do    []scenario.Action
		event sim.Kind
		hour  int
		cause string
	}{
		"forbidden":           {[]scenario.Action{{Forbid: "ruling"}}, "ruling", -1, ""},
		"forbidden in time":   {[]scenario.Action{{Forbid: "ruling", At: "3d2h"}}, "ruling", -1, ""},
		"forbidden too late":  {[]scenario.Action{{Forbid: "ruling", At: "3d3h"}}, "ruling", 74, "at its time"},
		"forced":              {[]scenario.Action{{Force: "mutiny", At: "20"}}, "mutiny", 20, "forced"},
		"forced earlier":      {[]scenario.Action{{Force: "ruling", At: "2d"}}, "ruling", 48, "forced"},
		"forced on condition": {[]scenario.Action{{Force: "mutiny", When: "days >= 1"}}, "mutiny", 25, "forced"},
		"forced and not":      {[]scenario.Action{{Force: "mutiny", At: "20"}, {Forbid: "mutiny"}}, "mutiny", -1, ""},
	} {
		if h, cause := when(forHours(t, s, 0, 100, do(t, s, c.do...)), c.event); h != c.hour || cause != c.cause {
			t.Errorf("%s: it happens at hour %d %s, want %d %s", name, h, cause, c.hour, c.cause)
		}
	}
	for _, a := range []scenario.Action{{Force: "mutiny"}, {Forbid: "mutini"}, {Forbid: "mutiny", CrisisOnly: true}} {
		if _, err := s.Intervention(a); err == nil {
			t.Errorf("%v is an action", a)
		}
	}
}

// Worlds in which events are forced and forbidden share their past and are as each
// alone.
func TestWorldsOfEventsTogether(t *testing.T) {
	s := eventful(t)
	sets := []sim.Settings{quick}
	for _, a := range []scenario.Action{
		{Forbid: "mutiny"}, {Forbid: "ruling", At: "2d"}, {Forbid: "removal", When: "violent > 20"}, {Force: "mutiny", At: "30"},
		{Force: "outage", When: "participants > 500"}, {Off: "alliance.stake"}, {Set: "society.threshold", To: number(0.2)},
	} {
		sets = append(sets, do(t, s, a))
	}
	for i := range 5 {
		together, errs := sim.Worlds(context.Background(), s, i, sets)
		for k := range sets {
			if errs[k] != nil {
				t.Fatal(errs[k])
			}
			if !same(together[k], run1(t, s, i, sets[k])) {
				t.Errorf("world %d of replicate %d is another story than alone", k, i)
			}
		}
	}
}

// A king in office is no rival: forces follow him as they follow the ruler. When he
// breaks with the ruler they are divided.
func TestAKingBreaksWithTheRuler(t *testing.T) {
	king := []string{
		"    - {id: former, name: \"the former president\", target: true, rival: true}\n",
		"    - {id: former, name: \"the former president\", target: true}\n",
	}
	aside := func(list ...string) (sum float64) {
		s := reference(t, append(king, list...)...)
		for i := range 12 {
			trace, err := sim.Play(context.Background(), s, i, sim.Settings{Seed: 1, Scale: 1000, Mode: sim.Free, Overrides: map[string]float64{"forces.split": 3}})
			if err != nil {
				t.Fatal(err)
			}
			sum += trace.Outcome.Melted / 12
		}
		return sum
	}
	loyal := aside()
	broken := aside("\noptions:\n", "\nevents:\n  - {id: breach, name: \"the former president calls on the forces\", at: 1d, effects: {breaks: former}}\noptions:\n")
	if broken < loyal+0.2 {
		t.Errorf("%.2f of the forces stand aside when he breaks, %.2f when he does not", broken, loyal)
	}
}
