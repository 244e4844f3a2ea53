package wording

import (
	"fmt"
	"strings"

	"casus/ensemble"
	"casus/report/number"
	"casus/scenario"
	"casus/score/hindcast"
	"casus/sim"
	"casus/stats"
)

// Hindcast says which runs a hindcast is made of.
func Hindcast(h *hindcast.Result) string {
	return RanOf(h.Scenario, scenario.AsModelled, number.Of(h.Runs, "run"), ensemble.Asked{Mode: string(sim.Recorded), Seed: h.Seed, Scale: h.Scale})
}

// Predicted says to which days a hindcast is fitted, and how much it predicts.
func Predicted(h *hindcast.Result) string {
	return fmt.Sprintf("fitted to %s of %s to %s, the %s after it predicted", number.Of(h.Fitted, "daily value"), h.From, h.Until, number.Of(len(h.Predictions), "value"))
}

// Worth says how much the runs of a hindcast are worth.
func Worth(h *hindcast.Result) string {
	return fmt.Sprintf("%s runs, weighed by each day of the record in turn, are worth %.0f equal ones; %s were played on, from %s of them",
		number.Count(h.Runs), h.Effective, number.Count(h.Drawn), number.Count(h.PlayedOn))
}

// FewRuns warns of a hindcast whose runs are worth few.
const FewRuns = "That is few: the bands are rough, and another seed may give others"

// InBands says how many values bands of so much hold; what is too wide does not count.
func InBands(much string, c hindcast.Coverage) string {
	return fmt.Sprintf("The %s bands hold %d of %d, %s [%s, %s if values were independent]; if the predictions are right %s to %s, nine times in ten",
		much, c.Inside, c.Share.Of, number.Percent(c.Share.P), number.Percent(c.Share.Low), number.Percent(c.Share.High), number.Percent(c.Right[0]), number.Percent(c.Right[1]))
}

// SayNothing says in how many values bands are too wide, n above 0.
func SayNothing(n int) string {
	return fmt.Sprintf("%s in 90 %% bands that are wider than a factor of %d, or %s of all that is possible: they say nothing, and do not count", number.Of(n, "value"), stats.WidestRatio, number.Percent(stats.WidestPart))
}

// Narrow says how wide bands are, beside those of the prior ensemble.
func Narrow(h *hindcast.Result) string {
	fitted, prior := h.Bands[hindcast.Conditioned], h.Bands[hindcast.Ensemble]
	return fmt.Sprintf("Half of the 90 %% bands are narrower than a factor of %s; those of runs that know nothing of the record, than one of %s, and they hold %d", number.Short(fitted.Width), number.Short(prior.Width), prior.Inside)
}

// The scores of a hindcast, and their intervals.
const (
	CRPS          = "Continuous ranked probability score of ln(1 + value), lower is better"
	CRPSIntervals = "90 % intervals: bootstrap of whole series, of which there are few. A difference below 0: the hindcast is better"
)

// Against says of which of other forecasters a score is better or worse by more than
// chance; a difference below 0 is better. It is "better than A; no better than B".
func Against(names []string, differences []stats.Estimate) string {
	by := map[string][]string{}
	for i, d := range differences {
		how := "no better than"
		switch {
		case d.High < 0:
			how = "better than"
		case d.Low > 0:
			how = "worse than"
		}
		by[how] = append(by[how], names[i])
	}
	var parts []string
	for _, how := range []string{"better than", "no better than", "worse than"} {
		if by[how] != nil {
			parts = append(parts, how+" "+number.List(by[how]))
		}
	}
	return strings.Join(parts, "; ")
}
