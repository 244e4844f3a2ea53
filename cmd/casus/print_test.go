package main

import (
	"testing"

	"casus/ensemble"
)

// A bar has the band, its median and the record in their places, on one scale.
func TestBar(t *testing.T) {
	b := ensemble.Band{Low: 0, Median: 10, High: 20, N: 5}
	record := 29.0
	if got, want := bar(b, &record, 30), "──────────●──────────        ◆"; got != want {
		t.Errorf("%q, want %q", got, want)
	}
	if got, want := bar(b, nil, 30), "──────────●──────────         "; got != want {
		t.Errorf("%q, want %q", got, want)
	}
	if got := bar(ensemble.Band{}, nil, 30); got != "" {
		t.Errorf("no runs: %q", got)
	}
}
