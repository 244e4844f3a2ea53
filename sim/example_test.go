package sim_test

import (
	"context"
	"fmt"
	"log"
	"os"
	"reflect"

	"casus/luck"
	"casus/scenario"
	"casus/sim"
)

// smallState loads the smallest scenario that ships.
func smallState() *scenario.Scenario {
	s, err := scenario.Load(os.DirFS("../library/small-state"))
	if err != nil {
		log.Fatal(err)
	}
	return s
}

var settings = sim.Settings{Seed: 1, Scale: 100, Mode: sim.Free}

func ExamplePlay() {
	s := smallState()
	t, err := sim.Play(context.Background(), s, 0, settings)
	if err != nil {
		log.Fatal(err)
	}
	fmt.Println(len(t.Days), "days,", len(t.Months)-1, "months after the crisis")
	fmt.Println("engulfed:", t.Outcome.Engulfed)
	// Output:
	// 14 days, 24 months after the crisis
	// engulfed: false
}

// A run is played hour by hour; an order takes a decision in the ruler's name.
func ExampleStart() {
	r, err := sim.Start(smallState(), 0, settings)
	if err != nil {
		log.Fatal(err)
	}
	for r.Hour() < 19 {
		if err := r.Step(); err != nil {
			log.Fatal(err)
		}
	}
	if err := r.Order("price_concession"); err != nil {
		log.Fatal(err)
	}
	if err := r.Step(); err != nil {
		log.Fatal(err)
	}
	for _, d := range r.Trace().Decisions {
		if d.Forced {
			fmt.Printf("hour %d: %s\n", d.Hour, d.Chosen)
		}
	}
	// Output:
	// hour 19: price_concession
}

// Three runs of a state in which protests go on and on share their first day. The
// second goes on as the first does, the third with other luck.
func ExampleRun_Fork() {
	restless := settings
	restless.Overrides = map[string]float64{"society.again": 5}
	r, err := sim.Start(smallState(), 0, restless)
	if err != nil {
		log.Fatal(err)
	}
	for r.Hour() < 24 {
		if err := r.Step(); err != nil {
			log.Fatal(err)
		}
	}
	same, other := r.Fork(), r.Fork()
	other.Redraw(luck.Of(2, 0))
	for _, run := range []*sim.Run{r, same, other} {
		for run.Hour() < 5*24 {
			if err := run.Step(); err != nil {
				log.Fatal(err)
			}
		}
		fmt.Println("the days of the first:", reflect.DeepEqual(run.Trace().Days, r.Trace().Days))
	}
	// Output:
	// the days of the first: true
	// the days of the first: true
	// the days of the first: false
}

// What two worlds share is played once.
func ExampleWorlds() {
	s := smallState()
	ask, err := s.Intervention(scenario.Action{Force: "request_alliance", At: "2d"})
	if err != nil {
		log.Fatal(err)
	}
	with := settings
	with.Interventions = []scenario.Intervention{ask}
	traces, errs := sim.Worlds(context.Background(), s, 0, []sim.Settings{settings, with})
	for k, t := range traces {
		if errs[k] != nil {
			log.Fatal(errs[k])
		}
		fmt.Println("asked for help:", t.Outcome.Requested)
	}
	// Output:
	// asked for help: false
	// asked for help: true
}
