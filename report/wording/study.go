package wording

import (
	"fmt"
	"strings"

	"casus/report/number"
	"casus/score/eventstudy"
)

// StudyHead is the first line over an event study.
func StudyHead(s *eventstudy.Study) string {
	return fmt.Sprintf("Votes in the General Assembly, 1946–%d: how much nearer to a lead, or farther, states voted after an event than its controls did. Nothing of %d or later is read", s.Before-1, s.Before)
}

// StudyUnit says what numbers are.
const StudyUnit = "Points are hundredths of agreement: one vote in a hundred more or fewer cast as the other does. Brackets: 90 % interval, cluster-robust over target states, Student's t."

// StudyClean says what is asked of an estimate.
const StudyClean = "An estimate is clean if the trend before the event is not told from none (p of 0.10 or more) and if, at dates at which nothing happened, a test at 10 % finds an effect in at most 15 % of the draws. p at placebo dates is the share of them whose |t| is at least that of the event."

// StudyKind names a kind of event.
func StudyKind(k eventstudy.Kind) string {
	return map[eventstudy.Kind]string{
		eventstudy.For:        "an intervention with troops for a government",
		eventstudy.ForAlly:    "an intervention with troops for a government, by the lead of an alliance or pact with it",
		eventstudy.Against:    "an intervention against a government, or an attack on its state",
		eventstudy.Refusal:    "a refusal: help was asked for or owed, and the lead did not come",
		eventstudy.Demand:     "an accepted demand of the lead",
		eventstudy.Repression: "a wave of protest answered with killings",
	}[k]
}

// StudyOutcome names whose nearness to whom.
func StudyOutcome(k eventstudy.Kind, o eventstudy.Outcome) string {
	if k == eventstudy.Repression {
		return map[eventstudy.Outcome]string{
			eventstudy.TargetToLead: "the state, to the USA", eventstudy.TargetToRival: "the state, to Russia",
			eventstudy.MembersToLead: "allies of the USA", eventstudy.NeighboursToLead: "neighbours of the state",
		}[o]
	}
	return map[eventstudy.Outcome]string{
		eventstudy.TargetToLead: "the target, to the lead", eventstudy.TargetToRival: "the target, to the lead's rival",
		eventstudy.MembersToLead: "other members, to the lead", eventstudy.NeighboursToLead: "neighbours, to the lead",
	}[o]
}

// StudyPoints writes an estimate in points of agreement.
func StudyPoints(e eventstudy.Estimate) string {
	return fmt.Sprintf("%s %s", point(e.Mean), StudyRange(e.Low, e.High))
}

// StudyRange writes the ends of an interval in points of agreement.
func StudyRange(low, high float64) string { return fmt.Sprintf("[%s, %s]", point(low), point(high)) }

// point writes a number in hundredths with its sign, which nothing has none of.
func point(x float64) string {
	if text := fmt.Sprintf("%+.1f", 100*x); text != "+0.0" && text != "-0.0" {
		return text
	}
	return "0.0"
}

// StudyVerdict says whether an effect was found and may be believed.
func StudyVerdict(e *eventstudy.Effect) string {
	x := e.Years[len(e.Years)-1]
	found := "not told from none"
	switch {
	case x.Low > 0:
		found = "nearer"
	case x.High < 0:
		found = "farther"
	}
	if e.Without < x.Clusters {
		found += fmt.Sprintf(", and so without any one state in %d of %d", e.Without, x.Clusters)
	}
	var faults []string
	if e.Trended() {
		faults = append(faults, "trend before")
	}
	if e.Displaced() {
		faults = append(faults, "placebo dates")
	}
	if len(faults) == 0 {
		return found + "; clean"
	}
	return found + "; not clean: " + strings.Join(faults, ", ")
}

// StudyPlacebo writes what placebo dates say. A rate that rounds to the most that is clean
// has one digit more, which tells on which side of it the rate is.
func StudyPlacebo(e *eventstudy.Effect) string {
	rate := number.Percent(e.Placebo.Beyond)
	if rate == number.Percent(eventstudy.MostBeyond) {
		rate = fmt.Sprintf("%.1f %%", 100*e.Placebo.Beyond)
	}
	return fmt.Sprintf("%s, p %.2f", rate, e.Placebo.P)
}

// StudyFound says how many estimates are told from none, beside how many chance would
// tell.
func StudyFound(s *eventstudy.Study) string {
	found, clean := 0, 0
	for i := range s.Effects {
		e := &s.Effects[i]
		if x := e.Years[len(e.Years)-1]; x.Low > 0 || x.High < 0 {
			found++
			if e.Clean() && e.Placebo.P < 0.1 {
				clean++
			}
		}
	}
	chance := float64(len(s.Effects)) / 10
	text := fmt.Sprintf("Of %d estimates of years 1 to 5, %d are told from none by their interval, %d of them clean and with p below 0.10 at placebo dates; about %.0f would be by chance alone if nothing had any effect. Some estimates are of a part of the events of others, and are no second finding", len(s.Effects), found, clean, chance)
	if float64(found) <= chance {
		text += "; one cannot say from this that any of it moved votes"
	}
	return text
}
