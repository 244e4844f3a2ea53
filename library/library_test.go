package library_test

import (
	"testing"

	"casus/library"
	"casus/scenario"
	"casus/sim"
)

// What ships must load and play, whatever else of it is tested elsewhere.
func TestWhatShipsPlays(t *testing.T) {
	const replicates, people = 5, 1000
	for _, id := range library.IDs() {
		folder, ok := library.Open(id)
		if !ok {
			t.Fatalf("%s is listed and cannot be opened", id)
		}
		s, err := scenario.Load(folder)
		if err != nil {
			t.Fatalf("%s: %v", id, err)
		}
		if s.ID != id {
			t.Errorf("folder %s holds scenario %s", id, s.ID)
		}
		if err := sim.CheckRecord(s); err != nil {
			t.Errorf("%s: %v", id, err)
		}
		for i := range replicates {
			trace, err := sim.Play(t.Context(), s, i, sim.Settings{Seed: 1, Scale: people, Mode: sim.Free})
			if err != nil {
				t.Fatalf("%s, replicate %d: %v", id, i, err)
			}
			if len(trace.Days) != s.Clock.CrisisDays || len(trace.Months) != s.Clock.AftermathMonths+1 {
				t.Errorf("%s, replicate %d: %d days and %d months", id, i, len(trace.Days), len(trace.Months))
			}
		}
	}
}
