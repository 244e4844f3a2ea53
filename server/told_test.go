package server

import (
	"testing"
	"time"
)

// How long a run may still take is said once enough runs have come since it began.
func TestTimeLeft(t *testing.T) {
	r := &run{state: playing, since: time.Now().Add(-10 * time.Minute), had: 100, came: 105}
	if _, known := r.left(400); known {
		t.Error("it is said after five runs")
	}
	r.came = 200
	if d, known := r.left(400); !known || d.Round(time.Minute) != 20*time.Minute {
		t.Errorf("%v, %v of 20 minutes", d, known)
	}
	for d, want := range map[time.Duration]string{
		20 * time.Second: "Less than a minute is left. ", 61 * time.Second: "About 1 minute left. ", 90 * time.Minute: "About 90 minutes left. ", 7*time.Hour + 40*time.Minute: "About 8 hours left. ",
	} {
		if is := inMinutes(d); is != want {
			t.Errorf("%v: %q, want %q", d, is, want)
		}
	}
	r.state = waiting
	if _, known := r.left(400); known {
		t.Error("it is said of a run that waits")
	}
}

// How long a page takes to make is said by the number of its runs and worlds.
func TestTimeToMake(t *testing.T) {
	for want, list := range map[string][]Told{"some seconds": {{Worlds: 1, Of: 200}, {Worlds: 2, Of: 400}}, "a minute or two": {{Worlds: 11, Of: 1100}, {Worlds: 1, Of: 10000}}} {
		for _, x := range list {
			if is := x.making(); is != want {
				t.Errorf("%d worlds, %d runs: %q, want %q", x.Worlds, x.Of, is, want)
			}
		}
	}
}
