package main

import (
	"context"
	"fmt"
	"maps"
	"math"

	"gonum.org/v1/gonum/stat/distuv"

	"casus/library"
	"casus/luck"
	"casus/regime"
	"casus/scenario"
	"casus/sim"
	"casus/society"
)

// withdrawal is run 5 in the nation of the reference scenario: all officers are on
// duty, as many leave each day until none is left, and nothing else is done.
type withdrawal struct {
	Days    int
	Per1000 float64 // officers of the police
	Usual   float64 // share of them on duty, at the median of its prior
	Calls   float64 // a year in ordinary times, at the median
	Call    float64 // people in a call of the usual size in a town of 100,000
	Large   float64 // and in one of ten
	Spread  float64 // of the sizes of calls, log: the median of its prior

	Plain  withdrawn // the scenario as it is
	Daily  withdrawn // a call a day instead of its first crowds
	Costly withdrawn // the same, with the paper's risk and cost of arrest
	Narrow withdrawn // sizes of calls spread as little as the prior allows
	Alike  withdrawn // all calls of one size
	Dear   withdrawn // the same, and arrest costs as much as its prior allows
}

// Rows are those of the table.
func (w *withdrawal) Rows() []*withdrawn {
	return []*withdrawn{&w.Plain, &w.Daily, &w.Costly, &w.Narrow, &w.Alike, &w.Dear}
}

// Sizes reports whether it is the spread of calls that keeps the nation from tipping:
// it tips where all are of one size and not where they are not, whatever arrest costs.
func (w *withdrawal) Sizes() bool {
	return w.Alike.Tipping() && !w.Daily.Tipping() && !w.Costly.Tipping()
}

// InTown gives the officers on usual duty in a town of 100,000.
func (w *withdrawal) InTown() float64 { return 100 * w.Per1000 * w.Usual }

func (w *withdrawal) play(draws int) error {
	w.Days = 200
	s, err := withdrawing(w.Days)
	if err != nil {
		return err
	}
	d, err := s.Draw(luck.Of(seed, 0), nil)
	if err != nil {
		return err
	}
	prior := func(name string, p float64) float64 { x := s.Prior(name); return x.Quantile(p) }
	const spread, cost, rate = "society.spark_spread", "society.arrest_cost", "society.ordinary_rate"
	w.Per1000, w.Usual = d.Value(s.State.Forces[0].Per1000), prior("forces.duty", 0.5)
	w.Spread, w.Call = prior(spread, 0.5), prior("society.spark_people", 0.5)
	w.Large = w.Call * math.Exp(w.Spread*distuv.UnitNormal.Quantile(0.9))
	calls := society.Calls(s.People())
	w.Calls = 365 * calls * prior(rate, 0.5)
	aDay := map[string]float64{"spark.first_day": 0, "spark.second_day": 0, rate: 1 / calls}
	least, dearest := prior(spread, 0), prior(cost, 1)
	for _, of := range []struct {
		into *withdrawn
		name string
		set  []map[string]float64
	}{
		{&w.Plain, "the scenario as it is", nil},
		{&w.Daily, "a call a day, sizes as usual", []map[string]float64{aDay}},
		{&w.Costly, "the same, arrest costs 1 and k is 2.3, as in the paper", []map[string]float64{aDay, {cost: 1, "society.risk_k": 2.3}}},
		{&w.Narrow, fmt.Sprintf("a call a day, sizes spread as little as their prior allows (%.1f)", least), []map[string]float64{aDay, {spread: least}}},
		{&w.Alike, "a call a day, all of the usual size", []map[string]float64{aDay, {spread: 0}}},
		{&w.Dear, fmt.Sprintf("the same, arrest costs as much as its prior allows (%.1f)", dearest), []map[string]float64{aDay, {spread: 0, cost: dearest}}},
	} {
		set := map[string]float64{}
		for _, values := range of.set {
			maps.Copy(set, values)
		}
		sweeps, err := withdraw(s, draws, set)
		if err != nil {
			return fmt.Errorf("%s: %w", of.name, err)
		}
		*of.into = withdrawnOf(of.name, sweeps)
	}
	return nil
}

// withdrawing gives the reference with a crisis of so many days and no aftermath.
func withdrawing(days int) (*scenario.Scenario, error) {
	folder, _ := library.Open("kazakhstan-2022")
	s, err := scenario.Load(folder)
	if err != nil {
		return nil, err
	}
	if s, err = s.WithPriors(nil, 0); err != nil {
		return nil, err
	}
	s.Clock.CrisisDays = days
	return s, nil
}

// withdraw plays some draws in which no option is ever taken and all officers leave,
// each with its twin.
func withdraw(s *scenario.Scenario, draws int, set map[string]float64) ([]sweep, error) {
	var world scenario.World
	for _, o := range s.Options {
		if o.ID != regime.Wait {
			world.Do = append(world.Do, scenario.Action{Forbid: o.ID})
		}
	}
	duty := func(share float64, at scenario.Moment) {
		world.Do = append(world.Do, scenario.Action{Set: "forces.duty", To: &share, At: at})
	}
	duty(1, "")
	stay, err := s.Interventions(world)
	if err != nil {
		return nil, err
	}
	last := s.Clock.CrisisDays - 1
	for day := 1; day <= last; day++ {
		duty(float64(last-day)/float64(last), scenario.Moment(fmt.Sprintf("%dd", day)))
	}
	leave, err := s.Interventions(world)
	if err != nil {
		return nil, err
	}
	course := func(draw int, do []scenario.Intervention) (out, officers []float64, outburst int, err error) {
		trace, err := sim.Play(context.Background(), s, draw, sim.Settings{Seed: seed, Scale: 1000, Mode: sim.Free, Overrides: set, Interventions: do, Places: true})
		if err != nil {
			return nil, nil, none, err
		}
		officers = make([]float64, len(trace.Days))
		for _, p := range trace.Places {
			if !p.Site {
				officers[p.Day-1] += p.Officers
			}
		}
		outburst = none
		for i, d := range trace.Days {
			out = append(out, d.Participants)
			if outburst == none && int(d.Regions) >= s.Definitions.EngulfedRegions {
				outburst = i
			}
		}
		return out, officers, outburst, nil
	}
	return replicate(draws, func(draw int, _ luck.Replicate) (w sweep, err error) {
		if w.out, w.officers, w.at, err = course(draw, leave); err != nil {
			return w, err
		}
		w.twin, _, w.stayed, err = course(draw, stay)
		return w, err
	})
}
