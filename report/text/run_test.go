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

// Numbers of the record are written as those of the model are, without a digit lost.
func TestRecorded(t *testing.T) {
	low, high := 0.53, 1234567.0
	for want, x := range map[string]scenario.Target{
		"38,000":                  {Value: 38000},
		"0.7":                     {Value: 0.7, Low: &low, High: &low},
		"38,000 (0.53–1,234,567)": {Value: 38000, Low: &low, High: &high},
	} {
		if got := recorded(x); got != want {
			t.Errorf("got %q, want %q", got, want)
		}
	}
}

// What is printed as the next step can be typed: the option exists.
func TestNextStepForbidsAnOptionThatExists(t *testing.T) {
	plea := scenario.Option{ID: "plea", Effects: scenario.Effects{Request: true}}
	wait, sack := scenario.Option{ID: "wait"}, scenario.Option{ID: "sack", Effects: scenario.Effects{Dismiss: "premier"}}
	for _, c := range []struct {
		options []scenario.Option
		done    string
		want    string
	}{
		{[]scenario.Option{wait, sack, plea}, "", "plea"},
		{[]scenario.Option{wait, sack, plea}, "forbid:plea", "sack"},
		{[]scenario.Option{wait, sack, plea}, "forbid:sack force:sack@9", "plea"},
		{[]scenario.Option{wait, sack}, "forbid:plea forbid:sack", ""},
		{[]scenario.Option{wait, sack}, "", "sack"},
		{[]scenario.Option{wait}, "", ""},
	} {
		s := &scenario.Scenario{Document: scenario.Document{Options: c.options}}
		if got := firstChoice(s, c.done); got != c.want {
			t.Errorf("got %q, want %q", got, c.want)
		}
	}
}
