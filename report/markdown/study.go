package markdown

import (
	"fmt"
	"io"
	"strings"

	"casus/report/wording"
	"casus/score/eventstudy"
)

// Study writes a page about an event study: the design, the estimates, what placebo
// dates say, and the priors that follow with their derivation.
func Study(w io.Writer, s *eventstudy.Study, command string) error {
	priors, err := s.Priors()
	if err != nil {
		return err
	}
	p := func(format string, args ...any) { fmt.Fprintf(w, format, args...) }
	p(studyIntro, wording.StudyHead(s), s.Slope)
	p("\n## What was found\n\n%s %s\n\n%s.\n\n![Coefficients by year from the event; the three years before are the base, so that their intervals are short](eventstudy.svg)\n", wording.StudyUnit, wording.StudyClean, wording.StudyFound(s))
	for _, kind := range eventstudy.Kinds() {
		title := wording.StudyKind(kind)
		p("\n### %s\n\n", strings.ToUpper(title[:1])+title[1:])
		rows := 0
		for i := range s.Effects {
			e := &s.Effects[i]
			if e.Kind != kind {
				continue
			}
			if rows == 0 {
				p("| nearness of | by | events, states | 1 year | 2 years | 5 years | years 1–2 | years 1–5 | bootstrap | trend a year | placebos | found |\n|---|---|---|---|---|---|---|---|---|---|---|---|\n")
			}
			rows++
			y := e.Years
			p("| %s | %s | %d, %d | %s | %s | %s | %s | %s | %s | %+.2f, p %.2f | %s | %s |\n", wording.StudyOutcome(kind, e.Outcome), e.Measure, y[4].Events, y[4].Clusters,
				wording.StudyPoints(y[0].Estimate), wording.StudyPoints(y[1].Estimate), wording.StudyPoints(y[2].Estimate), wording.StudyPoints(y[3].Estimate), wording.StudyPoints(y[4].Estimate),
				wording.StudyRange(y[4].Bootstrap[0], y[4].Bootstrap[1]), 100*e.Trend.Mean, e.TrendP, wording.StudyPlacebo(e), wording.StudyVerdict(e))
		}
		if rows == 0 {
			p("Nothing could be estimated.\n")
		}
		for _, x := range s.Silent {
			if x.Kind == kind && x.Measure == eventstudy.Closeness {
				p("\nNot estimated: %s: %s.\n", wording.StudyOutcome(kind, x.Outcome), x.Why)
			}
		}
	}
	p("\n## The priors that follow\n\n`%s` prints them. %s\n\n| parameter | prior | unit | why |\n|---|---|---|---|\n", command, studyMapping)
	for _, x := range priors {
		p("| `%s` | `%s` | %s | %s |\n", x.Name, x.Prior, x.Unit, x.Why)
	}
	p("\n**How each follows.**\n\n")
	for _, x := range priors {
		p("- `%s`: %s\n", x.Name, x.Derivation)
	}
	p("\n%s\n\n## The events\n\n", studyCaveats)
	for _, kind := range eventstudy.Kinds() {
		var list []string
		for _, e := range s.Events {
			if e.Kind == kind {
				line := fmt.Sprintf("%s %d", s.Name(e.Target), e.Year)
				if kind != eventstudy.Repression {
					line += " (" + s.Name(e.Lead) + ")"
				}
				list = append(list, line)
			}
		}
		if len(list) > 0 {
			p("<details><summary>%s: %d</summary>\n\n%s\n\n</details>\n\n", wording.StudyKind(kind), len(list), strings.Join(list, "; "))
		}
	}
	return nil
}

const studyIntro = `# What interventions did to votes: an event study

` + "`casus study`" + ` asks the past what an intervention, a refusal, or repression did to how near states vote to a lead. %s. This page is what ` + "`casus study --markdown`" + ` prints.

## How

**Outcome.** Nearness of a state to a lead in a year, in units of agreement, 0 to 1. *Closeness* is minus the distance of ideal points (Bailey, Strezhnev and Voeten 2017, Journal of Conflict Resolution 61, 430) times %.3f, by which agreement with the USA, Russia and China
falls with a unit of distance within a power and a year; it is known of every lead. *Agreement* is the share of votes cast alike; it is known for those three alone, and stands beside. The *rival* of a lead is that of the USA and Russia whose ideal point was further from the lead's in the year before.

**Events.** Troops beside a government, or beside its opponents, by at most five states, one of which leads an alliance or is a great power (UCDP's secondary parties and external support); attacks of one state on another; deployments, removals and refusals of the case library; attacks on an ally to which the lead sent
nobody. Of a lead and a target, events less than six years after another of the same kind are left out, and so is what was of two kinds at once, and what happened to great powers. A wave of protest with killings (Mass Mobilization) is an event with the USA as the power.

**Design.** Stacked difference in differences (Cengiz et al. 2019, Quarterly Journal of Economics 134, 1405): each event is a stack with controls of its own, states next door or of the same region that are no target of any intervention or refusal within five years, of which the ten nearest in votes to the treated before the event count. For bystanders, controls are
states of the same regions, or of the world where there are fewer than three, that are neither bound to the lead nor neighbours of the target. The change is measured from the mean of the three years before,

    δ_k = (Y_k − Y_base of the treated) − mean of (Y_k − Y_base of the controls),   k = −5 … +5

so that effects of state and of year within a stack drop out. The estimate is the mean over stacks, each counting as one: the mean of the group-time effects of Callaway and Sant'Anna (2021, Journal of Econometrics 225, 200), with controls that are not treated. A two-way fixed-effects regression would use states treated earlier as controls of later ones.

**Errors.** Clustered by the target's state, Student's t with one degree of freedom less than states; beside it a bootstrap over states. **Trend**: the slope of δ over the five years before. **Placebo dates**: each event is moved to a year drawn from those at least six years off any event of the target, with controls drawn anew, and the estimate made again, some
hundred times. Matching on votes before was added after a first version without it, whose placebo dates found effects in up to 61 %% of draws for other members; the choice was made by placebos and trends. Another rule was put right later: an event that was of two kinds at once is left out with the years that follow it, and not counted from the second year on. That moved the estimate for targets of help, which the interval had not told from none, by a third of a point: take it for no more than it is.
`

const studyMapping = "Alignment in the model is taken to be agreement in votes, both 0 to 1. A month moves it by a step *g* = `pull`·obligation − `align_fear`·(fear − start) and lets it come back with the half-life `align_back`. Near the middle of its range a step moves it by *g*/2. Obligation begins at o₀ and halves in 12 months, fear begins at f₀ above its start and halves in `forget` months; with *K(h)* the mean over months 6 to 30 after the event (years 1 to 2, of an event in the middle of its year) of the response to a source that begins at 1 and halves in *h* months, the effect is Δ = ½·(`pull`·o₀·K(12) − `align_fear`·f₀·K(`forget`)). Bystanders owe nothing, so that theirs gives `align_fear`. Where an estimate is not clean, its error is the larger of its own and the spread of placebo estimates, with the mean of placebos as bias."

const studyCaveats = "**What this cannot say.** Votes in the General Assembly are many and routine, and move little and late: what a ruler does for a patron where it counts may move more. Leads intervene where something was going on already. Bystanders' trust and fear are not told apart: what is estimated is the sum. Accepted demands have not been coded by anybody, so that `relations.demand_*` and `accept_*` get nothing from here."
