package waves

import (
	"context"
	"fmt"

	"casus/luck"
	"casus/scenario"
	"casus/score/protests"
	"casus/sim"
)

// Raw is the forecast of the model for a wave, as it comes: counts of runs.
type Raw struct {
	ID       string // of the wave
	Scenario string // hash of the scenario's files
	Starts   int    // runs begun
	Failed   int    // of them, those whose draw leaves the range of something
	Alike    int    // of them, those whose first protest is violent as the wave's was
	Runs     int    // of them, those in which a wave came of it
	Above    []int  // of them, by outcome and threshold in the order of [Outcomes]: those that lie above it
}

// firstMorning is the hour at which the first day of protest has ended, which a coder
// of protests then has read.
const firstMorning = 30

// quiet is after how many days without a crowd a wave is over, whatever comes.
const quiet = 15

// Play plays the scenario of a wave until so many runs are waves, or so many have been
// begun. A run counts if its first protest turned violent, or did not, as the wave's did, and if
// a coder would find a wave in what came of it. What was known of the
// first protest stands in the place of what the run made of it.
func Play(ctx context.Context, s *scenario.Scenario, k *Known, seed uint64, runs, starts int) (*Raw, error) {
	raw := &Raw{ID: k.ID(), Scenario: s.Hash, Above: make([]int, thresholds())}
	set := sim.Settings{Seed: seedOf(seed, k), Scale: s.Defaults.Scale, Mode: sim.Free, Crowds: true}
	var why error
	for raw.Starts < starts && raw.Runs < runs {
		if err := ctx.Err(); err != nil {
			return nil, err
		}
		raw.Starts++
		t, err := play(s, raw.Starts-1, set, k)
		if err != nil {
			raw.Failed++
			why = fmt.Errorf("wave %s, run %d: %w", raw.ID, raw.Starts-1, err)
		}
		if t == nil {
			continue
		}
		raw.Alike++
		came, is := code(s, t, k)
		if !is {
			continue
		}
		raw.Runs++
		at := 0
		for i := range Outcomes {
			for _, above := range Outcomes[i].exceeds(&came) {
				if above {
					raw.Above[at]++
				}
				at++
			}
		}
	}
	if raw.Failed == raw.Starts {
		return nil, why
	}
	return raw, nil
}

// seedOf gives each wave luck of its own.
func seedOf(seed uint64, k *Known) uint64 {
	return 1 + uint64(float64(luck.Of(seed, 0).For("waves/"+k.ID()).Uniform(0, 0)*(1<<52)))
}

// play plays a run until its crowds have been gone for a fortnight; the trace is nil if its first
// protest is not alike.
func play(s *scenario.Scenario, index int, set sim.Settings, k *Known) (*sim.Trace, error) {
	r, err := sim.Start(s, index, set)
	if err != nil {
		return nil, err
	}
	for hour := 1; hour <= 24*s.Clock.CrisisDays; hour++ {
		if err := r.Step(); err != nil {
			return nil, err
		}
		crowds := r.Trace().Crowds
		switch {
		case hour == firstMorning && !alike(crowds, k):
			return nil, nil
		case hour > firstMorning && hour%24 == firstMorning%24 && hour/24-crowds[len(crowds)-1].Day > quiet:
			return r.Trace(), nil
		}
	}
	return r.Trace(), nil
}

// alike reports whether the crowds of the first day are one that a coder sees, violent as
// the wave's first protest was.
func alike(crowds []sim.Crowd, k *Known) bool {
	var main sim.Crowd
	for _, c := range crowds {
		if c.People > main.People {
			main = c
		}
	}
	return main.People >= sim.Gathering && main.Riot == k.Violent
}

// code reads a run as a coder would: what came of the wave that its first protest belongs
// to, and whether that is one.
func code(s *scenario.Scenario, t *sim.Trace, k *Known) (c Came, is bool) {
	list := protests.Code(s, t, protests.ByEntry)
	for i := range list {
		if list[i].Start.Equal(list[0].Start) && k.Size != protests.SizeUnknown {
			list[i].Size = k.Size
		}
	}
	waves, _ := protests.Split(list)
	if len(waves) == 0 || !waves[0][0].Start.Equal(list[0].Start) {
		return c, false
	}
	c = Read(waves[0])
	c.Gone = t.Outcome.FallDay != nil
	return c, true
}
