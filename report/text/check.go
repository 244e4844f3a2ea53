package text

import (
	"fmt"
	"io"
	"regexp"
	"strings"

	"casus/claims"
	"casus/report/number"
	"casus/scenario"
	"casus/scenario/source"
	"casus/trial"
)

// Sound prints that a scenario and its argument, nil if there is none, can be
// played, and what is odd about them all the same: what a trial has shown, and places far
// off, and what is written and decides nothing.
func Sound(w io.Writer, s *scenario.Scenario, a *claims.Argument, tried *trial.Result, far []string, idle source.Problems) {
	beside := ""
	if len(s.Events) > 0 {
		beside = ", " + number.Of(len(s.Events), "event")
	}
	if a != nil {
		beside += ", " + number.Of(len(a.Claims), "claim")
		if n := len(a.Drafts); n > 0 {
			beside += ", " + number.Of(n, "draft") + " of claims"
		}
	}
	fmt.Fprintf(w, "%s is sound: %s, %s, %s, %s, %s, %s, %s%s\n", s.ID,
		number.Of(len(s.Places), "place"), number.Of(len(s.Society.Regions), "region"), number.Of(len(s.Parameters), "parameter"), number.Of(len(s.Options), "option"),
		number.Of(len(s.Alliance.Members), "member"), number.Of(len(s.Record.Targets), "target"), number.Of(len(s.Worlds), "world"), beside)
	odd := append([]string{}, tried.Odd...)
	for _, pair := range tried.Equal {
		text := fmt.Sprintf("the world %s is equal to %s in all of %d draws", pair[0], pair[1], trial.Draws)
		if a != nil {
			if list := a.Between(pair[0], pair[1]); len(list) > 0 {
				text += ", so that nothing can be said of " + strings.Join(list, ", ")
			}
		}
		odd = append(odd, text)
	}
	odd = append(odd, far...)
	for _, x := range idle {
		text := fmt.Sprintf("%s:%d: %s", x.File, x.Line, x.Message)
		if x.Hint != "" {
			text += "; " + x.Hint
		}
		odd = append(odd, text)
	}
	if year := otherYear(s); year != "" {
		odd = append(odd, fmt.Sprintf("the title speaks of %s, and clock.start is %s", year, s.Clock.Start))
	}
	for _, text := range odd {
		fmt.Fprintf(w, "odd: %s\n", text)
	}
}

var years = regexp.MustCompile(`\b(1[89]|20)[0-9]{2}\b`)

// otherYear is the year of a title where it is none of those that are played; else "".
func otherYear(s *scenario.Scenario) string {
	list := years.FindAllString(s.Title, -1)
	for _, year := range list {
		first, last := s.Start.Year(), s.Start.AddDate(0, s.Clock.AftermathMonths, s.Clock.CrisisDays).Year()
		if year >= fmt.Sprint(first) && year <= fmt.Sprint(last) {
			return ""
		}
	}
	return strings.Join(list, ", ")
}
