package text

import (
	"testing"

	"casus/scenario"
	"casus/stats"
)

// A bar has the band, its median and the record in their places, on one scale.
func TestBar(t *testing.T) {
	b := stats.Band{Low: 0, Median: 10, High: 20, N: 5}
	record := 29.0
	if got, want := bar(b, &record, 30), "──────────●──────────        ◆"; got != want {
		t.Errorf("%q, want %q", got, want)
	}
	if got, want := bar(b, nil, 30), "──────────●──────────         "; got != want {
		t.Errorf("%q, want %q", got, want)
	}
	if got := bar(stats.Band{}, nil, 30); got != "" {
		t.Errorf("no runs: %q", got)
	}
}

// What is printed as the next step can be typed: the option exists.
func TestNextStepForbidsAnOptionThatExists(t *testing.T) {
	plea := scenario.Option{ID: "plea", Effects: scenario.Effects{Request: true}}
	wait, sack := scenario.Option{ID: "wait"}, scenario.Option{ID: "sack", Effects: scenario.Effects{Dismiss: "premier"}}
	for _, c := range []struct {
		options []scenario.Option
		want    string
	}{
		{[]scenario.Option{wait, sack, plea}, "plea"},
		{[]scenario.Option{wait, sack}, "sack"},
		{[]scenario.Option{wait}, ""},
	} {
		s := &scenario.Scenario{Document: scenario.Document{Options: c.options}}
		if got := firstChoice(s); got != c.want {
			t.Errorf("got %q, want %q", got, c.want)
		}
	}
}
