package waves

import (
	"fmt"
	"math"
	"slices"
	"testing/fstest"

	"casus/atlas"
	"casus/report/number"
	"casus/scenario"
	"casus/score/protests"
)

// mostAgents is how many citizens a run has, where a scale allows it: waves are many.
const mostAgents = 20_000

// politicalPart is the part of the shock that is political anger, where every demand of
// the spark is political: half of it can be taken back like a price. An assumption.
const politicalPart = 0.5

// economic demands can be taken back or paid; all others are aimed at those who govern.
var economic = []protests.Demand{protests.PriceOrTax, protests.Labour, protests.Land}

// spread are the people of each class of size: from, to, and the middle of those above
// 10,000, of which half have more than 20,000.
var spread = map[protests.Size][2]float64{
	protests.Dozens: {50, 99}, protests.Hundreds: {100, 999}, protests.Thousand: {1000, 1999},
	protests.Thousands: {2000, 4999}, protests.FiveThousands: {5000, 10_000}, protests.TenThousands: {10_001, 1_000_000},
}

// middleOf is the middle of a class on a scale of logarithms.
func middleOf(size protests.Size) float64 {
	if size == protests.TenThousands {
		return 20_000
	}
	s := spread[size]
	return math.Sqrt(s[0] * s[1])
}

// Sheet is the atlas's of a wave: of the state at the beginning of the year, with
// nothing of the year itself or later.
func Sheet(k *Known) (*atlas.Sheet, error) { return atlas.State(k.ISO3, k.Start.Year()) }

// Scenario draws the scenario of a wave from the sheet of its state: the crisis begins
// on the wave's first day with its first protest, in the capital, since the data do not
// name a place that the atlas knows. As many come as its class of size has; where it demands
// something political, part of the shock is anger at once, which no price calms; where it demands
// somebody's removal, more of that anger is aimed at the cabinet. Its violence is seen to by [Play].
func Scenario(k *Known, sheet *atlas.Sheet) (*scenario.Scenario, error) {
	f, err := sheet.Scenario("wave")
	if err != nil {
		return nil, err
	}
	return ignite(k, sheet, f)
}

// ignite puts the spark into what the atlas has drawn.
func ignite(k *Known, sheet *atlas.Sheet, f *scenario.Folder) (*scenario.Scenario, error) {
	doc := &f.Main
	doc.Clock = scenario.Clock{Start: k.Start.Format("2006-01-02") + "T00:00", CrisisDays: Tenure}
	const from = "Mass Mobilization: the wave's first protest"
	if k.Size != protests.SizeUnknown {
		p := f.Parameters["spark.people"]
		capital := p.Prior.Within[1] // half of the capital at most
		for _, place := range f.Places {
			if place.ID == doc.State.Capital {
				capital = max(2, math.Floor(place.Population/2))
			}
		}
		low, high := min(spread[k.Size][0], capital-1), min(spread[k.Size][1], capital)
		p.Prior = scenario.Prior{Lognormal: []float64{min(middleOf(k.Size), math.Sqrt(low*high)), 0.8}, Within: []float64{low, high}}
		p.Source, p.Why = from, "a class of size: "+k.Size.String()
		f.Parameters["spark.people"] = p
	}
	political := 0.0
	for _, d := range k.Wants {
		if !slices.Contains(economic, d) {
			political += 1 / float64(len(k.Wants))
		}
	}
	if political > 0 {
		part := math.Round(1000*politicalPart*political) / 1000
		f.Parameters["demand.political"] = scenario.Parameter{Prior: scenario.Prior{Fixed: &part}, Unit: "share", What: "part of the shock that is political anger", Source: from,
			Why: fmt.Sprintf("%s of the demands are political; half of such a shock can be taken back like a price (assumption)", number.Percent(political))}
		doc.Grievances[0].Shock = scenario.Expression("society.shock * (1 - demand.political)")
		doc.Events = append(doc.Events, scenario.Event{ID: "demand", Name: "a political demand", At: "0",
			Effects: scenario.EventEffects{Loss: scenario.Expression("society.shock * demand.political")}})
	}
	if k.wants(protests.Removal) {
		f.Parameters["society.target_share"] = scenario.Parameter{Prior: scenario.Prior{Uniform: []float64{0.5, 0.9}}, Unit: "share", What: "share of political anger that is aimed at the target", Source: "assumption",
			Why: "the removal of somebody was demanded: more than the usual tenth to seven tenths"}
	}
	for _, x := range []float64{1, 2, 5, 10, 20, 50, 100, 200, 500, 1000} {
		if doc.Defaults.Scale = x; sheet.People.Value/x <= mostAgents {
			break
		}
	}
	texts, err := f.Files()
	if err != nil {
		return nil, err
	}
	folder := fstest.MapFS{}
	for name, text := range texts {
		folder[name] = &fstest.MapFile{Data: text}
	}
	s, err := scenario.Load(folder)
	if err != nil {
		return nil, err
	}
	return s.WithPriors(nil, 0)
}
