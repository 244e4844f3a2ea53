package text

import (
	"fmt"
	"io"

	"casus/report/number"
	"casus/report/screen"
	"casus/report/wording"
	"casus/score/waves"
	"casus/stats"
)

// Waves prints how waves of protest are forecast, and which are missed most.
func Waves(w io.Writer, r *waves.Result, misses int) {
	fmt.Fprintf(w, "\n%s.\n", wording.WavesSample(r))
	if made := wording.WavesMade(r); made != "" {
		fmt.Fprintf(w, "%s.\n", made)
	}
	if r.Missing > 0 {
		fmt.Fprintf(w, "%s have no forecast yet.\n", number.Of(r.Missing, "more wave"))
	}
	if r.Waves < fewWaves {
		fmt.Fprintf(w, "\nFewer than %d waves: what is fitted to the others, and scores, say nothing yet. The model's own forecast, and what came\n", fewWaves)
		head, rows := wording.WavesOneByOne(r)
		screen.Table(w, head, rows)
		return
	}
	fmt.Fprintln(w, "\nOver all outcomes")
	var rows [][]string
	for _, p := range r.Pooled {
		rows = append(rows, []string{string(p.Forecaster), number.Estimate(p.Skill), number.Estimate(p.OverBase), orDash(p.Other)})
	}
	screen.Table(w, []string{"forecaster", "skill over the state's rate", "over the base rate", "in states not fitted to"}, rows)
	for i := range r.Standing {
		fmt.Fprintf(w, "%s.\n", wording.WavesStanding(r, &r.Standing[i]))
	}
	for _, o := range r.Outcomes {
		fmt.Fprintf(w, "\n%s: %s in %s of %s\n", wording.Capital(o.Name), o.Says, number.Percents(o.Came), number.Of(o.Waves, "wave"))
		rows = nil
		for _, l := range o.Lines {
			rows = append(rows, []string{string(l.Forecaster), number.Estimate(l.Score), orDash(l.Skill), number.Estimate(l.Log), orDash(l.AUC), number.Percent(l.Mean)})
		}
		screen.Table(w, []string{"forecaster", "score", "skill", "log score", "AUC", "given, on average"}, rows)
	}
	fmt.Fprintf(w, "%s.\n\nMissed most by the recalibrated model\n", wording.WavesScores)
	for i := range r.Misses[:min(misses, len(r.Misses))] {
		fmt.Fprintf(w, "%2d. %s\n", i+1, wording.Missed(&r.Misses[i]))
	}
}

// fewWaves are too few for scores, and few enough to be listed.
const fewWaves = 100

// orDash is an estimate, or a dash where there is none.
func orDash(e *stats.Estimate) string {
	if e == nil {
		return "–"
	}
	return number.Estimate(*e)
}
