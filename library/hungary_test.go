package library_test

import (
	"testing"

	"casus/library"
	"casus/scenario"
	"casus/sim"
)

// Another time, another alliance, no price that rose: what is recorded of Hungary
// in October 1956 happens in some runs and not in others, and where nobody
// marches nothing happens at all.
func TestHungaryMayEndAsRecordedOrNot(t *testing.T) {
	const replicates, people = 200, 1000
	folder, _ := library.Open("hungary-1956")
	s, err := scenario.Load(folder)
	if err != nil {
		t.Fatal(err)
	}
	count := func(overrides map[string]float64) (asked, asRecorded, fell int) {
		for i := range replicates {
			trace, err := sim.Play(t.Context(), s, i, sim.Settings{Seed: 1, Scale: people, Mode: sim.Free, Overrides: overrides})
			if err != nil {
				t.Fatalf("replicate %d: %v", i, err)
			}
			o := &trace.Outcome
			if o.Requested {
				asked++
			}
			if !o.Survived30d {
				fell++
			}
			if o.Requested && o.Deployed && !o.Survived30d {
				asRecorded++
			}
		}
		return asked, asRecorded, fell
	}
	if _, n, _ := count(nil); n == 0 || n == replicates {
		t.Errorf("the recorded outcome in %d of %d runs", n, replicates)
	}
	if asked, _, fell := count(map[string]float64{"spark.budapest": 0, "spark.debrecen": 0, "society.ordinary_rate": 0}); asked+fell > 0 {
		t.Errorf("without the marches: %d requests and %d falls in %d runs", asked, fell, replicates)
	}
}

// The mission of Hungary is fought, by bands that stand while they do, and the recorded dead
// are inside the middle nine tenths of the runs.
func TestTheMissionToHungaryIsFought(t *testing.T) {
	const replicates, people, recorded = 120, 1000, 1000
	folder, _ := library.Open("hungary-1956")
	s, err := scenario.Load(folder)
	if err != nil {
		t.Fatal(err)
	}
	deployed, fought, more := 0, 0, 0
	for i := range replicates {
		trace, err := sim.Play(t.Context(), s, i, sim.Settings{Seed: 1, Scale: people, Mode: sim.Free})
		if err != nil {
			t.Fatal(err)
		}
		o := &trace.Outcome
		if o.Deployed {
			deployed++
		}
		if o.TroopDeaths > 0 {
			fought++
		}
		if o.Deaths >= recorded {
			more++
		}
	}
	if fought < deployed*2/5 {
		t.Errorf("troops die in %d of %d missions", fought, deployed)
	}
	if more < replicates/15 {
		t.Errorf("as many die as recorded in %d of %d runs", more, replicates)
	}
}
