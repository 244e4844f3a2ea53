package wording

import (
	"fmt"
	"slices"
	"strings"

	"casus/report/number"
	"casus/score/waves"
	"casus/sim"
)

// WavesSample says what waves were forecast, and how often the model was run.
func WavesSample(r *waves.Result) string {
	p := r.Played
	text := fmt.Sprintf("%s of %s, begun from %d on. The model was begun %s times; in %s the first protest was violent where the wave's was, and in %s a wave came of it (%d for each wave where as many came)",
		number.Of(r.Waves, "wave"), number.Of(r.States, "state"), waves.FirstYear, number.Count(p.Starts), number.Count(p.Alike), number.Count(p.Runs), r.Asked.Runs)
	if p.Short > 0 {
		text += fmt.Sprintf("; for %s there are fewer", number.Of(p.Short, "wave"))
	}
	if p.Failed > 0 {
		text += fmt.Sprintf("; in %s a draw was out of range", number.Of(p.Failed, "run"))
	}
	return text
}

// WavesMade says of which version of the model forecasts are, where that is not the program's.
func WavesMade(r *waves.Result) string {
	if r.Asked.Engine == sim.EngineVersion {
		return ""
	}
	return fmt.Sprintf("The forecasts are of version %d of the model; this program has version %d. A test plays some of them again", r.Asked.Engine, sim.EngineVersion)
}

// WavesPooled says how a forecast of the model fares over all outcomes.
func WavesPooled(r *waves.Result, f waves.Forecaster) string {
	for _, p := range r.Pooled {
		if p.Forecaster == f {
			verdict := "no better and no worse than it, as far as these waves can tell"
			switch {
			case p.Skill.Low > 0:
				verdict = "better, beyond sampling error"
			case p.Skill.High < 0:
				verdict = "worse, beyond sampling error"
			}
			return fmt.Sprintf("%s: pooled skill over the base rate of the state %s, %s", Capital(string(f)), number.Fine(p.Skill), verdict)
		}
	}
	return ""
}

// WavesStanding says on how many outcomes a forecast of the model is not worse than the regression.
func WavesStanding(r *waves.Result, s *waves.Standing) string {
	text := fmt.Sprintf("%s: not worse than the regression on %d of %d outcomes (its score is as good or better on %d)", Capital(string(s.Forecaster)), len(s.NotWorse), len(r.Outcomes), len(s.Better))
	if len(s.Worse) > 0 {
		text += "; worse on " + number.List(WavesNames(s.Worse))
	}
	return text
}

// WavesNames are outcomes in words.
func WavesNames(ids []string) (names []string) {
	for _, id := range ids {
		i := slices.IndexFunc(waves.Outcomes, func(o waves.Outcome) bool { return o.ID == id })
		names = append(names, waves.Outcomes[i].Name)
	}
	return names
}

// Missed tells of a wave that was missed, in two sentences.
func Missed(m *waves.Miss) string {
	return fmt.Sprintf("%s, %s (%s): %s. Lacks %s.", m.State, m.Start, m.Spark, m.What, m.Lacks)
}

// Capital is a text with its first letter as a capital.
func Capital(text string) string {
	if text == "" {
		return text
	}
	return strings.ToUpper(text[:1]) + text[1:]
}

// WavesScores says how to read the table of scores.
const WavesScores = "Score: Brier's; of numbers the mean of it over thresholds (the CRPS over classes). 0 is best. Skill: by what part it is lower than that of the base rate of the state. AUC: at the threshold named; that of the base rate is below one half because it leaves the state out, and so is lower where the state has more. 90 % intervals: bootstrap of whole states"

// WavesRead says what is scored, for those who do not have the page.
const WavesRead = "A wave is three protests or more, each begun within a fortnight of the one before, one of them of 1,000 people or more. Eight outcomes are forecast: days, number and largest size of protests, killing, arrests, dispersal, concession, and whether the ruler is gone within 90 days. The base rate of a state is that of its earlier waves, shrunk towards that of other states. docs/waves.md has the rest"

// WavesOneByOne is a table of waves: of each outcome what the runs give it, and whether it
// came.
func WavesOneByOne(r *waves.Result) (head []string, rows [][]string) {
	head = []string{"wave"}
	for i := range waves.Outcomes {
		head = append(head, waves.Outcomes[i].Name)
	}
	for _, b := range r.OneByOne() {
		row := []string{b.ID}
		for o, p := range b.Said {
			came := "not known"
			if c := b.Came[o]; c != nil && *c {
				came = "came"
			} else if c != nil {
				came = "no"
			}
			row = append(row, number.Percent(p)+" "+came)
		}
		rows = append(rows, row)
	}
	return head, rows
}
