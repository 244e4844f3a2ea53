package library_test

import (
	"strings"
	"testing"
	"unicode/utf8"

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

// Readers know no names of our code: every number that ships says in a few words what it
// is, and no two of a scenario say the same.
func TestEveryParameterHasWords(t *testing.T) {
	for _, id := range library.IDs() {
		folder, _ := library.Open(id)
		s, err := scenario.Load(folder)
		if err != nil {
			t.Fatal(err)
		}
		said := map[string]string{}
		for _, name := range s.ParameterNames() {
			words := s.Parameters[name].What
			if n := utf8.RuneCountInString(words); n < 8 || n > 64 || strings.ContainsAny(words, "_.()=") || s.Words(name) != words {
				t.Errorf("%s: %s is called %q", id, name, words)
			}
			if other, twice := said[words]; twice {
				t.Errorf("%s: %s and %s are both called %q", id, name, other, words)
			}
			said[words] = name
		}
	}
}
