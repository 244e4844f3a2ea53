package bench

import (
	"context"
	"fmt"
	"os"
	"path/filepath"
	"runtime"

	"casus/ensemble"
	"casus/results"
	"casus/scenario"
	"casus/sim"
)

// Settings of a benchmark of a nation.
type Settings struct {
	Rounds     int          // of each measurement
	Replicates int          // of the ensemble
	Scale      float64      // of the single crisis; 1 is every citizen
	Say        func(string) // told what is being measured
}

// searched is the number of replicates among which the worst unrest is looked for.
const searched = 40

// Nation measures a crisis month of a scenario in full unrest, the most that any
// of the first replicates has, and a calm one without the price shock; what is
// compared with them, the reading of a byte of every citizen once an hour; and
// an ensemble at 1:100, results and all.
func Nation(ctx context.Context, s *scenario.Scenario, set Settings) (*Report, error) {
	r, cores := newReport(), runtime.GOMAXPROCS(0)
	unrest, days, err := worst(ctx, s, set.Say)
	if err != nil {
		return nil, err
	}
	people := 0.0
	for _, p := range s.Places {
		people += p.Population
	}
	hours := s.Clock.CrisisDays * 24
	citizens := int(people / set.Scale)

	set.Say("a crisis month")
	month := func(workers int, overrides map[string]float64) func() error {
		return func() error {
			_, err := sim.Play(ctx, s, unrest, sim.Settings{Seed: 1, Scale: set.Scale, Mode: sim.Free, Workers: workers, Overrides: overrides})
			return err
		}
	}
	calm := map[string]float64{"society.shock": 0}
	t, err := alternate(set.Rounds, month(cores, nil), month(1, nil), month(cores, calm))
	if err != nil {
		return nil, err
	}
	var memory runtime.MemStats
	runtime.ReadMemStats(&memory)

	set.Say("memory")
	read := newReading(citizens, cores)
	bytes, err := alternate(set.Rounds, func() error { read.pass(hours); return nil })
	if err != nil {
		return nil, err
	}
	read = nil
	speed, err := bandwidth(cores)
	if err != nil {
		return nil, err
	}
	r.add("memory, read by all cores", speed, "GB/s")
	r.add(fmt.Sprintf("a byte of each of %d citizens, read once an hour for %d hours, by all cores", citizens, hours), bytes[0], "s")
	what := fmt.Sprintf("the same month in full unrest (replicate %d, %.0f people out a day on average)", unrest, days)
	r.atMost(what+", all cores", t[0], "s", 2)
	r.add("… one core", t[1], "s")
	r.atMost("… against reading", t[0]/bytes[0], "times", 3)
	r.atMost("a calm month, all cores", t[2], "s", 0.2)
	r.atMost("memory taken from the system until then", float64(memory.Sys)/1e6, "MB", 150)
	if set.Scale != 1 {
		r.forget() // they are for every citizen
	}

	set.Say(fmt.Sprintf("%d replicates at 1:100", set.Replicates))
	run := func(workers int) func() error { return func() error { return keep(ctx, s, set.Replicates, workers) } }
	t, err = alternate(max(1, set.Rounds/2), run(cores), run(1))
	if err != nil {
		return nil, err
	}
	n := float64(set.Replicates) / 1000
	r.atMost(fmt.Sprintf("1,000 replicates at 1:100 with %d months of aftermath, kept, all cores (from %d)", s.Clock.AftermathMonths, set.Replicates), t[0]/n, "s", 20)
	r.add("… one core", t[1]/n, "s")
	if cores == 2 {
		r.atLeast("… gained by the second core", t[1]/t[0], "times", 1.9)
	} else {
		r.add("… gained by the other cores", t[1]/t[0], "times")
	}
	return r, nil
}

// worst finds the replicate with most people out, and how many those are on a
// day.
func worst(ctx context.Context, s *scenario.Scenario, say func(string)) (replicate int, people float64, err error) {
	say("looking for full unrest")
	for i := range searched {
		t, err := sim.Play(ctx, s, i, sim.Settings{Seed: 1, Scale: 100, Mode: sim.Free})
		if err != nil {
			return 0, 0, err
		}
		out := 0.0
		for _, d := range t.Days {
			out += d.Participants / float64(len(t.Days))
		}
		if out > people {
			replicate, people = i, out
		}
	}
	return replicate, people, nil
}

// keep runs an ensemble as casus run does.
func keep(ctx context.Context, s *scenario.Scenario, n, workers int) (err error) {
	dir, err := os.MkdirTemp("", "casus-bench")
	if err != nil {
		return err
	}
	defer os.RemoveAll(dir)
	m := results.Manifest{Casus: "bench", Engine: sim.EngineVersion, Scenario: s.ID, ScenarioHash: s.Hash, Seed: 1, Scale: 100, Mode: string(sim.Free), Replicates: n}
	store, err := results.Create(filepath.Join(dir, "out"), m, ensemble.Schemas(s))
	if err != nil {
		return err
	}
	defer store.Close()
	failures, err := ensemble.Run(ctx, s, ensemble.Same(sim.Settings{Seed: 1, Scale: 100, Mode: sim.Free}), store.Missing(), workers, store, func() {})
	if err != nil {
		return err
	}
	if len(failures) > 0 {
		return failures[0].Err
	}
	_, err = store.Finish()
	return err
}
