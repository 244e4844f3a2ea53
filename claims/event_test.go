package claims

import (
	"testing"

	"casus/results"
)

// Claims can speak of the hour and the day of an event, of what happens of itself, and
// of the day and the reason of a fall.
func TestClaimsAboutEvents(t *testing.T) {
	s, a := argue(t, folder(t, "small-state",
		[3]string{"scenario.yaml", "\noptions:\n", `
events:
  - {id: ruling-2, name: "the court annuls the vote", at: 1d6h, effects: {loss: 0.1, crowd: {place: port, people: 300}}}
  - {id: never, name: "what never happens", hazard: 0, effects: {loss: 0.1}}
  - {id: impeachment, name: "the president is removed", at: 5d, effects: {dismiss: president}}
options:
`},
		[3]string{File, "", `about: a test
claims:
  - {id: hour, statement: S1, text: x, word: likely, event: "hour.ruling_2 == 30 and event_ruling_2_day == 2"}
  - {id: never, statement: S1, text: x, word: likely, event: "hour.never > 0 or event_never_day > 0"}
  - {id: within, statement: S1, text: x, word: likely, event: "hour.regime_falls <= hour.ruling_2 + 5 * 24 and fall_day == 6"}
  - {id: landed, statement: S1, text: x, word: likely, event: "hour.never <= hour.regime_falls + 120"}
  - {id: why, statement: S1, text: x, word: likely, event: "fell.the_ruler_left > 0 and fell.the_centre_was_lost + fell.the_forces_left == 0"}
`}))
	const n = 4
	got := test(t, a, map[string]*results.Reader{"as-modelled": play(t, s, "as-modelled", 1, n)})
	for id, hits := range map[string]int{"hour": n, "never": 0, "within": n, "why": n, "landed": 0} {
		wantShare(t, got[id], hits, n)
	}
}
