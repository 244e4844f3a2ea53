package score

import (
	"errors"
	"testing"

	"casus/library"
	"casus/scenario"
	"casus/score/hindcast"
)

func shipped(t *testing.T, id string) *scenario.Scenario {
	t.Helper()
	folder, _ := library.Open(id)
	s, err := scenario.Load(folder)
	if err != nil {
		t.Fatal(err)
	}
	return s
}

// A scenario has the scores that it allows, and reasons in place of the others.
func TestAScenarioHasTheScoresItAllows(t *testing.T) {
	steps := map[string]int{}
	play := func(s *scenario.Scenario) *Scores {
		x, err := Play(t.Context(), s, Settings{Runs: 100, Draws: 100, Workers: 2}, func(what string, n int) (count, end func()) {
			steps[what] += n
			return func() {}, func() {}
		})
		if err != nil {
			t.Fatal(err)
		}
		return x
	}
	x := play(shipped(t, "small-state"))
	if x.Hindcast != nil || x.NoHindcast == nil || x.NoHindcast.Error() != "the record of small-state has no decisions to replay; add some to record.yaml" {
		t.Errorf("without a record: %v", x.NoHindcast)
	}
	if x.NoBacktest != nil || x.Backtest == nil || x.Backtest.Sent.Draws != 100 || x.Backtest.Scenario != "small-state" || steps["weights"] != 200 {
		t.Errorf("%v, %d draws", x.NoBacktest, steps["weights"])
	}
	s := shipped(t, "kazakhstan-2022")
	s.Defaults.Scale = 1000
	if x = play(s); !errors.As(x.NoHindcast, new(*hindcast.TooFew)) || x.Hindcast != nil {
		t.Errorf("from 100 runs: %v", x.NoHindcast)
	}
	s.Options = nil
	if err := Council(s); err == nil || err.Error() != "in kazakhstan-2022 no option asks the alliance for help" {
		t.Errorf("where nobody can ask: %v", err)
	}
	s = shipped(t, "belarus-2020")
	if _, err := hindcast.Own(s); err == nil {
		t.Error("a record without a cut, or without decisions, is cut")
	}
}
