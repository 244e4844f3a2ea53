package wording

import (
	"casus/ensemble"
	"casus/report/number"
	"casus/scenario"
	"casus/score/hindcast"
	"casus/sim"
)

// Hindcast says which runs a hindcast is made of.
func Hindcast(h *hindcast.Result) string {
	return RanOf(h.Scenario, scenario.AsModelled, number.Of(h.Runs, "run"), ensemble.Asked{Mode: string(sim.Recorded), Seed: h.Seed, Scale: h.Scale})
}
