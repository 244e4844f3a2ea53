package sim_test

import (
	"testing"

	"casus/library"
	"casus/scenario"
	"casus/sim"
)

// kingdom plays a world of the invented kingdom whose army mutinies, and gives the
// outcomes of the runs in which troops came.
func kingdom(t *testing.T, world string, overrides map[string]float64) (list []sim.Outcome) {
	t.Helper()
	const runs, people = 60, 200
	folder, _ := library.Open("small-kingdom")
	s, err := scenario.Load(folder)
	if err != nil {
		t.Fatal(err)
	}
	w, ok := s.World(world)
	if !ok {
		t.Fatalf("no world %s", world)
	}
	do, err := s.Interventions(w)
	if err != nil {
		t.Fatal(err)
	}
	for i := range runs {
		trace, err := sim.Play(t.Context(), s, i, sim.Settings{Seed: 1, Scale: people, Mode: sim.Free, Interventions: do, Overrides: overrides})
		if err != nil {
			t.Fatal(err)
		}
		if trace.Outcome.Deployed {
			list = append(list, trace.Outcome)
		}
	}
	return list
}

// A mission that is resisted by a mutinous army costs tens of lives and leaves looting
// behind, and costs fewer with more troops; where the army has not mutinied it costs none.
func TestAMissionThatIsResisted(t *testing.T) {
	mean := func(list []sim.Outcome, of func(*sim.Outcome) float64) (m float64) {
		for i := range list {
			m += of(&list[i]) / float64(len(list))
		}
		return m
	}
	changed := func(o *sim.Outcome) float64 { return *o.MissionDeaths }
	lost := func(o *sim.Outcome) float64 { return o.TroopDeaths }
	looting := func(o *sim.Outcome) float64 { return o.Looting }
	few, many := kingdom(t, "asked", nil), kingdom(t, "more-troops", nil)
	if len(few) < 40 || len(many) < 40 {
		t.Fatalf("troops came in %d and %d runs", len(few), len(many))
	}
	for i := range few {
		if o := &few[i]; o.Deaths < o.OfficerDeaths+o.TroopDeaths {
			t.Errorf("%g deaths, of them %g officers and %g troops", o.Deaths, o.OfficerDeaths, o.TroopDeaths)
		}
	}
	if m := mean(few, changed); m < 20 || m > 300 {
		t.Errorf("a mission of 800 costs %.0f lives", m)
	}
	if a, b := mean(few, changed), mean(many, changed); b > 0.75*a {
		t.Errorf("800 troops cost %.0f lives, 5,000 cost %.0f", a, b)
	}
	if a, b := mean(few, lost), mean(many, lost); a < 1 || b > 0.75*a {
		t.Errorf("%.1f of 800 die, %.1f of 5,000", a, b)
	}
	quiet := kingdom(t, "asked", map[string]float64{"mutiny.share": 0})
	if a, b := mean(few, looting), mean(quiet, looting); a < 10+b {
		t.Errorf("%.0f shops looted, without a mutiny %.0f", a, b)
	}
	if m := mean(quiet, lost); m > 0.2 {
		t.Errorf("%.1f troops die where nobody has mutinied", m)
	}
}

// When nobody resists it any more a mission can leave.
func TestAMissionLeavesWhenNobodyResists(t *testing.T) {
	left := 0
	list := kingdom(t, "asked", map[string]float64{"alliance.yield": 5, "alliance.stay_cost": 5})
	for i := range list {
		if d := list[i].MissionDays; d != nil && *d < 8 {
			left++
		}
	}
	if left < len(list)*2/3 {
		t.Errorf("%d of %d missions leave within eight days", left, len(list))
	}
}
