package wording_test

import (
	"testing"

	"casus/report/wording"
	"casus/score/eventstudy"
)

// A rate that rounds to the most that is clean says on which side of it it is.
func TestARateAtTheLimitIsTold(t *testing.T) {
	for rate, want := range map[float64]string{0.152: "15.2 %, p 0.60", 0.148: "14.8 %, p 0.60", 0.2: "20 %, p 0.60"} {
		e := &eventstudy.Effect{Placebo: eventstudy.Placebo{Beyond: rate, P: 0.6}}
		if got := wording.StudyPlacebo(e); got != want {
			t.Errorf("%q, want %q", got, want)
		}
	}
}
