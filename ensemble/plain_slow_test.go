//go:build slow

package ensemble_test

import (
	"testing"

	"casus/sim"
)

// With every inhabitant, the plain code and the fast one, which two workers
// share, leave the same tables.
func TestEveryInhabitantPlainAndFast(t *testing.T) {
	set := sim.Settings{Seed: 1, Scale: 1, Mode: sim.Free}
	want := content(t, reference(), 1, 2, set)
	set.Plain = true
	if got := content(t, reference(), 1, 1, set); got != want {
		t.Errorf("plain %s, fast %s", got, want)
	}
}
