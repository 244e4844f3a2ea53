package text

import (
	"fmt"
	"io"

	"casus/report/screen"
	"casus/report/wording"
	"casus/score/eventstudy"
)

// Study prints the effects of an event study.
func Study(w io.Writer, s *eventstudy.Study) {
	p := func(format string, args ...any) { fmt.Fprintf(w, format, args...) }
	p("\n%s\n%s\n%s\n", wording.StudyHead(s), wording.StudyUnit, wording.StudyClean)
	for _, kind := range eventstudy.Kinds() {
		p("\nAfter %s\n", wording.StudyKind(kind))
		var rows [][]string
		for i := range s.Effects {
			if e := &s.Effects[i]; e.Kind == kind {
				rows = append(rows, []string{
					wording.StudyOutcome(kind, e.Outcome) + ", by " + string(e.Measure), fmt.Sprintf("%d in %d", e.Years[4].Events, e.Years[4].Clusters),
					wording.StudyPoints(e.Years[0].Estimate), wording.StudyPoints(e.Years[1].Estimate), wording.StudyPoints(e.Years[2].Estimate), wording.StudyPoints(e.Years[4].Estimate),
					wording.StudyPlacebo(e), wording.StudyVerdict(e),
				})
			}
		}
		if rows != nil {
			screen.Table(w, []string{"nearness of", "events, states", "1 year", "2 years", "5 years", "years 1 to 5", "placebos", "found"}, rows)
		}
		for _, why := range silences(s, kind) {
			p("%s\n", why)
		}
	}
	p("\n%s\n", wording.StudyFound(s))
	p("\ncasus study --priors prints what follows for relations.*\n")
}

// silences say once each what could not be estimated of a kind.
func silences(s *eventstudy.Study, kind eventstudy.Kind) (list []string) {
	seen := map[string]bool{}
	for _, x := range s.Silent {
		line := "Not estimated: " + x.Why
		if x.Kind != kind || seen[x.Why] {
			continue
		}
		if kind != eventstudy.Demand {
			line = fmt.Sprintf("Not estimated, %s, by %s: %s", wording.StudyOutcome(kind, x.Outcome), x.Measure, x.Why)
		}
		seen[x.Why] = true
		list = append(list, line)
	}
	return list
}
