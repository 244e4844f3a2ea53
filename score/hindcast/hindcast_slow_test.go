//go:build slow

package hindcast

import (
	"context"
	"runtime"
	"testing"
)

// The hindcast of the reference: its 90 % bands, however wide, hold four fifths or more of the
// daily values after 5 January, no more than half of them are too wide to say anything, and its
// CRPS beats both simple forecasts. docs/hindcast.md has the figures of the command itself.
func TestHindcastOfTheReference(t *testing.T) {
	s := shipped(t, "kazakhstan-2022")
	e, err := Until(s, s.DayOf(s.Record.Until))
	if err != nil {
		t.Fatal(err)
	}
	h, err := e.Run(context.Background(), Settings{Seed: 1, Scale: s.Defaults.Scale, Runs: 40_000, Workers: runtime.NumCPU()}, silent)
	if err != nil {
		t.Fatal(err)
	}
	if held := h.Most.Inside + h.Most.TooWide; float64(held) < 0.8*float64(h.Most.Share.Of) {
		t.Errorf("the 90 %% bands, narrow or wide, hold %d of %d values", held, h.Most.Share.Of)
	}
	if 2*h.Most.TooWide > h.Most.Share.Of {
		t.Errorf("%d of %d bands are too wide to say anything", h.Most.TooWide, h.Most.Share.Of)
	}
	for _, x := range h.Scores[1:] {
		if x.Difference.Value >= 0 {
			t.Errorf("the CRPS is %+.2f above that of the %s", x.Difference.Value, x.Name)
		}
	}
}
