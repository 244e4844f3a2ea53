package text

import (
	"fmt"
	"io"
	"maps"
	"reflect"
	"slices"
	"strings"

	"casus/report/number"
	"casus/report/screen"
	"casus/report/wording"
	"casus/scenario"
	"casus/score/cases"
)

// Backtest prints how well decisions are forecast, and what cases teach of them.
func Backtest(w io.Writer, b *cases.Backtest) {
	for _, q := range wording.Questions(b) {
		fmt.Fprintf(w, "\n%s\n%s\n", q.Ask, q.About)
		if q.Scores.Cases > 0 {
			fmt.Fprintln(w)
			printScores(w, &q)
		}
	}
}

// printScores prints how well one decision is forecast, and what cases teach of it.
func printScores(w io.Writer, q *wording.Question) {
	b := q.Scores
	if len(b.Rows) == 0 {
		fmt.Fprintln(w, wording.AllAlike)
		return
	}
	p := func(format string, args ...any) { fmt.Fprintf(w, format, args...) }
	var rows [][]string
	for _, r := range b.Rows {
		auc := "–"
		if r.AUC != nil {
			auc = number.Estimate(*r.AUC)
		}
		rows = append(rows, []string{r.Name, number.Estimate(r.Brier), number.Estimate(r.Skill), number.Estimate(r.Log), auc})
	}
	screen.Table(w, []string{"forecaster", "Brier score", "skill", "log score", "AUC"}, rows)
	if few := q.FewStates(); few != "" {
		p("%s\n", few)
	}
	p("%s\n%s\n", q.Intervals(), q.Regression())
	p("\nIs it well calibrated? Cases by what the model gave them\n")
	rows = nil
	for _, x := range b.Reliability {
		inside := "yes"
		if !x.Inside() {
			inside = "no"
		}
		rows = append(rows, []string{number.Percent(x.Forecast), number.Percent(x.Observed), number.Percent(x.Low) + "–" + number.Percent(x.High), inside, fmt.Sprint(x.N)})
	}
	screen.Table(w, []string{"given, on average", q.Came, "if it is right, 90 %", "inside", "cases"}, rows)
	p("\nWhere it was most surprised\n")
	rows = nil
	for _, x := range b.Surprises(wording.MostSurprised) {
		rows = append(rows, []string{x.ID, q.Outcome(x.Came), number.Percent(x.Forecast[cases.Model]), number.Percent(x.Forecast[cases.Regression])})
	}
	screen.Table(w, []string{"case", "", "model", "regression"}, rows)
	p("\nWeights, before and after the cases\n")
	if len(b.Weights) > 0 {
		printWeights(w, b.Weights)
	} else {
		p("The draws are worth too few to say what the cases make of single weights.\n")
	}
	p("%s\n", q.Worth())
	if b.Few {
		p("%s; take more (--draws)\n", wording.FewDraws)
	}
}

// printWeights lists weights before and after the cases.
func printWeights(w io.Writer, list []cases.Weighed) {
	var rows [][]string
	for _, x := range list {
		name, prior := x.Name, number.Decimals(x.Prior)
		if name == cases.SelectionName {
			prior = "–" // it is of the library
		}
		rows = append(rows, []string{name, prior, number.From(x.Before), number.Decimals(x.Median), number.From(x.After)})
	}
	screen.Table(w, []string{"weight", "before any fit", "before, 90 %", "after: median", "90 %"}, rows)
}

// Lesson prints what cases have taught of one decision; left says which cases are
// left out.
func Lesson(w io.Writer, question string, l *cases.Lesson, left string) {
	p := func(format string, args ...any) { fmt.Fprintf(w, format, args...) }
	p("\n%s\n%s of %s; %s\n\n", question, number.Of(l.Cases, "case"), number.Of(l.States, "state"), left)
	printWeights(w, l.Weights)
	p("%d draws of the weights, worth %.0f independent ones\n", l.Draws, l.Effective)
	p("Log score on these cases: %s of the weighted draws, %s of the priors made of them, one by one\n", number.Decimals(l.Joint), number.Decimals(l.Apart))
}

// Taught prints that a file holds priors that were fitted to cases, and what to do
// next. The scenario, found under a name, is as it was before.
func Taught(w io.Writer, s *scenario.Scenario, priors map[string]scenario.Prior, file, name string) {
	fmt.Fprintf(w, "%s holds them\n", file)
	record, old := s.Fitted.To(scenario.ToRecord), s.Fitted.To(scenario.ToCases)
	switch {
	case old != nil && reflect.DeepEqual(old.Priors, priors):
		fmt.Fprintf(w, "They are what it held before\n")
	case record == nil:
		fmt.Fprintf(w, "%s shows what they do\n", screen.Whole(wording.Command("casus", "run", name)))
	default:
		fmt.Fprintf(w, "The fit to the record began with older ones; %s makes it anew\n", screen.Whole(wording.Command("casus", "calibrate", name)))
		var held []string
		for _, n := range slices.Sorted(maps.Keys(priors)) {
			if _, ok := record.Priors[n]; ok {
				held = append(held, n)
			}
		}
		if len(held) > 0 {
			fmt.Fprintf(w, "Until then its priors of %s stay in force\n", strings.Join(held, ", "))
		}
	}
}
