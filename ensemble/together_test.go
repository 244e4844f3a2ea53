package ensemble_test

import (
	"context"
	"testing"

	"casus/ensemble"
	"casus/results"
	"casus/scenario"
	"casus/sim"
)

// Worlds played together leave the tables that each leaves alone, whatever their
// order, and where some replicates of some worlds are there already.
func TestTogetherIsEachAlone(t *testing.T) {
	s := reference()
	ids := []string{"long-stay", scenario.AsModelled, "no-request", "no-blackout"}
	const n = 12
	var worlds []ensemble.World
	var stores []*results.Store
	var sets []sim.Settings
	var dirs []string
	for k, id := range ids {
		w, ok := s.World(id)
		if !ok {
			t.Fatalf("no world %s", id)
		}
		set := quick
		var err error
		if set.Interventions, err = s.Interventions(w); err != nil {
			t.Fatal(err)
		}
		dir := t.TempDir()
		m := results.Manifest{Casus: "test", Engine: sim.EngineVersion, Scenario: s.ID, ScenarioHash: s.Hash, Seed: set.Seed, Scale: set.Scale, Mode: string(set.Mode), Replicates: n}
		store, err := results.Create(dir, m, ensemble.Schemas(s, ensemble.Tables()...))
		if err != nil {
			t.Fatal(err)
		}
		defer store.Close()
		for i := range 3 * k { // played before
			if _, err := ensemble.Run(context.Background(), s, ensemble.Same(set), []int{i}, 1, store, func() {}); err != nil {
				t.Fatal(err)
			}
		}
		worlds = append(worlds, ensemble.World{Plan: ensemble.Same(set), Replicates: store.Missing(), Store: store})
		stores, sets, dirs = append(stores, store), append(sets, set), append(dirs, dir)
	}
	failures, err := ensemble.Together(context.Background(), s, worlds, 2, func() {})
	if err != nil || len(failures) > 0 {
		t.Fatal(failures, err)
	}
	for k, store := range stores {
		if _, err := store.Finish(); err != nil {
			t.Fatal(err)
		}
		r, err := results.Open(dirs[k])
		if err != nil {
			t.Fatal(err)
		}
		if got, want := r.Manifest().ContentHash, content(t, s, n, 2, sets[k]); got != want {
			t.Errorf("%s: together %s, alone %s", ids[k], got, want)
		}
	}
}
