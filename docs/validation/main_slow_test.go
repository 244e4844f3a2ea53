//go:build slow

package main

import (
	"testing"

	"casus/docs/current"
	"casus/score/hindcast"
)

// The pages and their pictures say what the program and the experiments say; and of what they say,
// some may not come to be otherwise unseen. About ten minutes of processor time.
func TestValidationIsUpToDate(t *testing.T) {
	made, r, err := pages()
	if err != nil {
		t.Fatal(err)
	}
	current.Check(t, made, "is not what the program gives; go run ./docs/validation")
	hindcasts(t, &r.History.Hindcast)
}

// hindcasts checks that of the reference: its 90 % bands, however wide, hold four fifths or more of the
// daily values after 5 January, no more than half of them are too wide to say anything, and its
// CRPS beats both simple forecasts.
func hindcasts(t *testing.T, h *hindcast.Result) {
	t.Helper()
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
