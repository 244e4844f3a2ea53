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
	how := "each state's cases forecast from those of all other states"
	if b.Frozen {
		how = "weights learnt from the library's cases of other states"
	}
	ratings := "ratings coded with hindsight left out"
	if b.Hindsight {
		ratings = "with the ratings coded with hindsight"
	}
	fmt.Fprintf(w, "\nDoes the alliance send troops?\n%s of %s, sent in %d; %s; %s; weights of %s, seed %d\n\n", number.Of(b.Sent.Cases, "domestic case"), number.Of(b.Sent.States, "state"), b.Sent.Came, how, ratings, b.Scenario, b.Seed)
	printScores(w, &b.Sent, "sent", "troops were sent")
	switch {
	case b.Asked == nil:
	case b.Asked.Cases == 0:
		fmt.Fprintln(w, "\nDoes the one in office ask for help?\nNo case tells: none is of an organisation with a council and has him ask, or nobody")
	default:
		fmt.Fprintf(w, "\nDoes the one in office ask for help?\n%s of organisations with a council, of %s, in which he asked (%d) or nobody did; %s; %s\n\n",
			number.Of(b.Asked.Cases, "case"), number.Of(b.Asked.States, "state"), b.Asked.Came, how, ratings)
		printScores(w, b.Asked, "asked", "he asked")
	}
}

// fewStates are too few for a bootstrap of states to know how far it is off.
const fewStates = 10

// printScores prints how well one decision is forecast, and what cases teach of it;
// came and where say what it is that came about.
func printScores(w io.Writer, b *cases.Scores, came, where string) {
	if len(b.Rows) == 0 {
		fmt.Fprintln(w, "All came out alike: there is nothing to tell apart, so nothing to score")
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
	if b.States < fewStates {
		p("There are %s: intervals from so few say next to nothing\n", number.Of(b.States, "state"))
	}
	p("90 %% intervals: bootstrap of whole states. Skill: of the Brier score, over the base rate. AUC: how often a case where %s is given more than one where not\n", where)
	p("Model against regression, Brier score: %s (below 0 the model is better)\n", number.Estimate(*b.Difference))
	p("\nIs it well calibrated? Cases by what the model gave them\n")
	rows = nil
	for _, x := range b.Reliability {
		inside := "yes"
		if !x.Inside() {
			inside = "no"
		}
		rows = append(rows, []string{number.Percent(x.Forecast), number.Percent(x.Observed), number.Percent(x.Low) + "–" + number.Percent(x.High), inside, fmt.Sprint(x.N)})
	}
	screen.Table(w, []string{"given, on average", came, "if it is right, 90 %", "inside", "cases"}, rows)
	p("\nWhere it was most surprised\n")
	rows = nil
	for _, x := range b.Surprises(6) {
		what := "not " + came
		if x.Came {
			what = came
		}
		rows = append(rows, []string{x.ID, what, number.Percent(x.Forecast[cases.Model]), number.Percent(x.Forecast[cases.Regression])})
	}
	screen.Table(w, []string{"case", "", "model", "regression"}, rows)
	p("\nWeights, before and after the cases\n")
	printWeights(w, b.Weights)
	p("%d draws of the weights, worth %.0f independent ones in the forecast with the fewest\n", b.Draws, b.Effective)
	if b.Few {
		p("That is too few to lean on; take more (--draws)\n")
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
