package markdown

import (
	_ "embed"
	"fmt"
	"io"

	"casus/report/number"
	"casus/report/wording"
	"casus/score/waves"
	"casus/stats"
)

//go:embed waves-about.md
var aboutWaves string

// Waves writes the page of waves: how they are forecast, the scores, and the largest misses.
func Waves(w io.Writer, r *waves.Result) {
	p := func(format string, args ...any) { fmt.Fprintf(w, format, args...) }
	p("<!-- Made by casus waves --markdown; do not edit. -->\n%s", aboutWaves)
	p("## What came of it\n\n%s. Model of version %d, seed %d.\n", wording.WavesSample(r), r.Asked.Engine, r.Asked.Seed)
	if r.Missing > 0 {
		p("%s have no forecast yet.\n", number.Of(r.Missing, "more wave"))
	}
	p("\nOver all outcomes, the mean of the skills, 90 %% intervals by a bootstrap of whole states:\n\n| forecaster | skill over the state's base rate | over the base rate | over the state's, in states not fitted to |\n|---|---|---|---|\n")
	for _, x := range r.Pooled {
		p("| %s | %s | %s | %s |\n", x.Forecaster, number.Estimate(x.Skill), number.Estimate(x.OverBase), estimate(x.Other))
	}
	p("\n")
	for _, f := range models {
		p("- %s.\n", wording.WavesPooled(r, f))
	}
	p("\nBeside the regression. There are eight outcomes here; an outcome is *not worse* where the 90 %% interval of the difference of scores reaches to 0 or beyond:\n\n")
	for i := range r.Standing {
		p("- %s.\n", wording.WavesStanding(r, &r.Standing[i]))
	}
	wins(p, r)
	p("\n## Outcome by outcome\n\n%s. *Ahead of the regression*: by how much the score is lower.\n", wording.WavesScores)
	for _, o := range r.Outcomes {
		p("\n### %s\n\nThreshold: %s, in %s of %s.\n\n", wording.Capital(o.Name), o.Says, number.Percents(o.Came), number.Of(o.Waves, "wave"))
		p("| forecaster | score | skill | log score | AUC | ahead of the regression | given, on average |\n|---|---|---|---|---|---|---|\n")
		for _, l := range o.Lines {
			p("| %s | %s | %s | %s | %s | %s | %s |\n", l.Forecaster, number.Estimate(l.Score), estimate(l.Skill), number.Estimate(l.Log), estimate(l.AUC), number.Fine(l.Beside), number.Percent(l.Mean))
		}
	}
	calibration(p, r)
	p("\n## The twenty largest misses\n\nOf the recalibrated model: by the mean over outcomes of its score, each in units of what the base rate scores on average. What is missing in the model is said by a rule that goes by the outcome missed most, the demand and the electoral level; it is no history of the wave.\n\n")
	for i := range r.Misses {
		p("%d. %s\n", i+1, wording.Missed(&r.Misses[i]))
	}
	p("\n## Make it anew\n\nscore/waves/kept has the forecasts and scores that this page is made from; its README.md says how they are made. `casus waves --rescore` scores them again.\n")
}

var models = []waves.Forecaster{waves.ModelRaw, waves.ModelScaled, waves.ModelBoth}

func estimate(e *stats.Estimate) string {
	if e == nil {
		return "–"
	}
	return number.Estimate(*e)
}

// wins says where the model is ahead and where it is behind, by the scores alone.
func wins(p func(string, ...any), r *waves.Result) {
	above := 0
	for _, o := range r.Outcomes {
		for _, l := range o.Lines {
			if l.Forecaster == waves.ModelRaw && l.Mean > o.Came.P {
				above++
			}
		}
	}
	p("\n## Where it wins, and where it loses\n\nOn %d of %d outcomes the raw forecast is on average above what came. The likely reason is that a coder of runs sees every crowd of 50 and all that happens to it, and newspapers do not; and that in the model a crisis is everybody's, where most waves are of some. "+
		"Recalibration takes this away for all waves alike; what is left is how the model ranks them. Where covariates are there too, *ahead* means that it adds to them.\n\n", above, len(r.Outcomes))
	for _, o := range r.Outcomes {
		by := map[waves.Forecaster]waves.Line{}
		for _, l := range o.Lines {
			by[l.Forecaster] = l
		}
		raw, scaled, both := by[waves.ModelRaw], by[waves.ModelScaled], by[waves.ModelBoth]
		p("- **%s.** The raw forecast gives %s on average, and it came in %s", wording.Capital(o.Name), number.Percent(raw.Mean), number.Percent(o.Came.P))
		if raw.AUC != nil {
			p("; it ranks waves with an AUC of %s", number.Estimate(*raw.AUC))
			switch {
			case raw.AUC.High < 0.5:
				p(", the wrong way round")
			case raw.AUC.Low < 0.5:
				p(", no better than chance")
			}
		}
		p(". Recalibrated it %s the base rate of the state", against(scaled.Skill))
		if base := by[waves.BaseRate]; scaled.Skill != nil && scaled.Skill.Low > 0 && raw.AUC != nil && raw.AUC.Low < 0.5 && base.Skill != nil && base.Skill.Low > 0 {
			p(", as the plain base rate is (skill %s), which ranks nothing", number.Fine(*base.Skill))
		}
		p("; with the covariates it is %s the regression without it.\n", beside(both.Beside))
	}
}

// against says how a skill stands to the forecaster it is over.
func against(skill *stats.Estimate) string {
	switch {
	case skill == nil:
		return "cannot be compared with"
	case skill.Low > 0:
		return fmt.Sprintf("is better (skill %s) than", number.Fine(*skill))
	case skill.High < 0:
		return fmt.Sprintf("is worse (skill %s) than", number.Fine(*skill))
	}
	return fmt.Sprintf("is not to be told from (skill %s)", number.Fine(*skill))
}

// beside says how far a score is ahead of another.
func beside(e stats.Estimate) string {
	switch {
	case e.Low > 0:
		return fmt.Sprintf("ahead (by %s) of", number.Fine(e))
	case e.High < 0:
		return fmt.Sprintf("behind (by %s)", number.Fine(e))
	}
	return fmt.Sprintf("not to be told (%s) from", number.Fine(e))
}

// calibration writes in how many bins of their reliability diagrams forecasters are right, and
// the diagram of the recalibrated model.
func calibration(p func(string, ...any), r *waves.Result) {
	p("\n## Calibration\n\nWaves in bins of about equal number by what they were given: in how many bins does the share that came lie where it does, nine times in ten, if the forecasts are right?\n\n| outcome |")
	if len(r.Outcomes) == 0 {
		return
	}
	for _, x := range r.Outcomes[0].Reliability {
		p(" %s |", x.Forecaster)
	}
	p("\n|---|")
	for range r.Outcomes[0].Reliability {
		p("---|")
	}
	p("\n")
	for _, o := range r.Outcomes {
		p("| %s |", o.Says)
		for _, x := range o.Reliability {
			inside := 0
			for _, b := range x.Bins {
				if b.Inside() {
					inside++
				}
			}
			p(" %d of %d |", inside, len(x.Bins))
		}
		p("\n")
	}
	p("\nThe recalibrated model, bin by bin: given on average → came.\n\n| outcome | bins |\n|---|---|\n")
	for _, o := range r.Outcomes {
		for _, x := range o.Reliability {
			if x.Forecaster != waves.ModelScaled {
				continue
			}
			p("| %s |", o.Says)
			for i, b := range x.Bins {
				if i > 0 {
					p(",")
				}
				p(" %s → %s", number.Percent(b.Forecast), number.Percent(b.Observed))
			}
			p(" |\n")
		}
	}
}
