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

// Targets, as ratios to what the machine can do. Each is what a core of a shared
// and busy Xeon measured, and room for more noise and for other processors.
const (
	// mostReads is for the month in full unrest. Somebody is out in most towns, so
	// that citizens are read all the time: it is compared with reading a byte of
	// each of them once an hour. Measured: 5.4 while other programs used the
	// caches. Those serve a month, which jumps about in memory, but not a reading
	// from end to end, so an idle machine has a lower ratio.
	mostReads = 8
	// mostBytes is memory for a citizen: three bits, and 13 bytes of the few per
	// cent who are available today. Measured: 1.9.
	mostBytes = 4
	// mostCalm is for a calm month, in spins. No place is visited; what is left is
	// to set the nation up and to count the hours. Measured: 0.022.
	mostCalm = 0.05
	// mostSpins is for a thousand replicates at 1:100: arithmetic in the caches,
	// and tables. Measured: 103 and 109.
	mostSpins = 150
	// leastShare is for the gain by the other cores, as a part of what they gain a
	// spin: replicates share nothing but memory and the store. With two cores that
	// gain a spin 2 times, 0.9 is 1.8 times.
	leastShare = 0.9
)

// nation is what was measured; times are in seconds.
type nation struct {
	cores     int
	scale     float64 // of the month
	citizens  int
	hours     int
	replicate int     // with most unrest
	people    float64 // out on its average day

	bandwidth  float64 // of all cores, GB/s
	read       spent   // a byte of each citizen once an hour, on one core
	spin       spent   // a spin on one core
	unrest     spent   // the month in full unrest, on all cores
	unrestOne  spent   // the same on one core
	calm       spent   // a calm month, on one core
	memory     float64 // bytes taken from the system after a month in unrest
	replicates int
	aftermath  int // months
	ensemble   gained
}

// Nation measures a crisis month of a scenario in full unrest, the most that any
// of the first replicates has, and a calm one without the price shock; an
// ensemble at 1:100, results and all; and what the machine can do: read a byte of
// every citizen once an hour, and spin.
func Nation(ctx context.Context, s *scenario.Scenario, set Settings) (*Report, error) {
	n := &nation{cores: runtime.GOMAXPROCS(0), scale: set.Scale, hours: s.Clock.CrisisDays * 24, replicates: set.Replicates, aftermath: s.Clock.AftermathMonths}
	var err error
	if n.replicate, n.people, err = worst(ctx, s, set.Say); err != nil {
		return nil, err
	}
	n.citizens = int(s.People() / set.Scale)
	if err := n.month(ctx, s, set); err != nil {
		return nil, err
	}
	set.Say(fmt.Sprintf("%d replicates at 1:100", set.Replicates))
	run := func(workers int) func() error { return func() error { return keep(ctx, s, set.Replicates, workers) } }
	t, err := alternate(max(1, set.Rounds/2), run(n.cores), spin(1), run(1), spin(n.cores))
	if err != nil {
		return nil, err
	}
	n.ensemble = gained{all: t[0], spin: t[1], one: t[2], spins: t[3]}
	return n.report(), nil
}

// month measures the crisis month, beside reading and spinning.
func (n *nation) month(ctx context.Context, s *scenario.Scenario, set Settings) error {
	set.Say("a crisis month")
	play := func(workers int, overrides map[string]float64) func() error {
		return func() error {
			r, err := sim.Start(s, n.replicate, sim.Settings{Seed: 1, Scale: set.Scale, Mode: sim.Free, Workers: workers, Overrides: overrides})
			for err == nil && r.Hour() < n.hours {
				if err = ctx.Err(); err == nil {
					err = r.Step()
				}
			}
			return err
		}
	}
	unrest := play(n.cores, nil)
	if err := unrest(); err != nil {
		return err
	}
	var memory runtime.MemStats
	runtime.ReadMemStats(&memory)
	n.memory = float64(memory.Sys)

	reading := newReading(n.citizens, 1)
	read := func() error { reading.pass(n.hours); return nil }
	calm := play(1, map[string]float64{"society.shock": 0})
	t, err := alternate(set.Rounds, unrest, read, play(1, nil), spin(1), calm)
	if err != nil {
		return err
	}
	n.unrest, n.read, n.unrestOne, n.spin, n.calm = t[0], t[1], t[2], t[3], t[4]
	n.bandwidth, err = bandwidth(n.cores)
	return err
}

// report says what was measured, and how it compares with the machine.
func (n *nation) report() *Report {
	const cpu = "s of processor time"
	r := &Report{Cores: n.cores}
	r.add("memory, read by all cores", n.bandwidth, "GB/s")
	r.add(fmt.Sprintf("a byte of each of %d citizens, read once an hour for %d hours", n.citizens, n.hours), n.read.cpu, cpu)
	r.add(fmt.Sprintf("a spin: %d million steps of arithmetic", spinSteps/1_000_000), n.spin.cpu, cpu)
	r.add(fmt.Sprintf("a month in full unrest (replicate %d, %.0f people out a day on average), all cores", n.replicate, n.people), n.unrest.wall, "s")
	r.add("… one core", n.unrestOne.cpu, cpu)
	r.atMost("… one core, against reading", n.unrestOne.cpu/n.read.cpu, mostReads)
	r.add("… memory taken from the system", n.memory/1e6, "MB")
	r.atMost("… against a byte for each citizen", n.memory/float64(n.citizens), mostBytes)
	r.add("a calm month, one core", n.calm.cpu, cpu)
	r.atMost("… against a spin", n.calm.cpu/n.spin.cpu, mostCalm)
	if n.scale != 1 {
		r.forget() // the targets are for every citizen
	}
	thousands, e := float64(n.replicates)/1000, &n.ensemble
	r.add(fmt.Sprintf("1,000 replicates at 1:100 with %d months of aftermath, kept, all cores (from %d)", n.aftermath, n.replicates), e.all.wall/thousands, "s")
	r.add("… one core", e.one.cpu/thousands, cpu)
	r.atMost("… one core, against a spin", e.one.cpu/thousands/e.spin.cpu, mostSpins)
	if n.cores > 1 {
		r.gain(*e, n.cores, leastShare)
	}
	return r
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
