// Package text prints results for people at a terminal: a function for each thing that
// is shown, which gets where to write and what to show, and decides nothing else. Lines
// fit where the writer is one of [screen.Fit].
package text

import (
	"fmt"
	"io"
	"strings"

	"casus/ensemble"
	"casus/report/number"
	"casus/report/screen"
	"casus/report/wording"
	"casus/scenario"
	"casus/stats"
)

// failedShare: where one run in so many fails, that is said first.
const failedShare = 20

// Failed says that a twentieth of the runs or more failed, and why the first of them.
func Failed(w io.Writer, failed, of int, reason string) {
	if failed > 0 && failed*failedShare >= of {
		fmt.Fprintf(w, "\n%d of %d runs failed, and nothing below counts them. The first because: %s\n", failed, of, reason)
	}
}

// Run prints on one screen what came of the runs of a scenario, which are kept in a
// folder: what was run, what happened how often, what the record says of it, and where
// the rest is.
func Run(w io.Writer, s *scenario.Scenario, sum *ensemble.Summary, folder string, next Commands) {
	if !ran(w, sum) {
		return
	}
	result(w, s, sum)
	likely(w, sum)
	humps(w, sum)
	fmt.Fprintln(w)
	checked(w, sum)
	after(w, sum)
	fallen(w, sum)
	notKept(w, sum)
	kept(w, s, sum, folder, next)
}

// ran heads what is said of runs, and reports whether there is anything to say.
func ran(w io.Writer, sum *ensemble.Summary) bool {
	Failed(w, sum.Failed, sum.Done, sum.Failure)
	if sum.Failed == sum.Done {
		return false
	}
	fmt.Fprintf(w, "\n%s: %s of events\n", sum.Title, number.Of(sum.Done, "possible course"))
	fmt.Fprintln(w, wording.Ran(sum.Scenario, sum.Done, sum.Asked))
	fmt.Fprintln(w, wording.Fitted(sum.Fitted))
	if sum.Failed > 0 {
		fmt.Fprintf(w, "%d of them failed and are left out of everything below\n", sum.Failed)
	}
	return true
}

// result is the sentence on what comes of the crisis.
func result(w io.Writer, s *scenario.Scenario, sum *ensemble.Summary) {
	var engulfed, survived stats.Share
	for _, x := range sum.Probabilities {
		switch x.Outcome {
		case "engulfed":
			engulfed = x.Share
		case "survived_30d":
			survived = x.Share
		}
	}
	fmt.Fprintf(w, "\nIn this model, under these assumptions, protest engulfs the nation in %s of the runs (90 %% interval %s), and the regime survives the %s in %s (%s).\n",
		number.Percent(engulfed.P), ends(engulfed), number.Of(s.Clock.CrisisDays, "day"), number.Percent(survived.P), ends(survived))
}

// ends are those of the interval of a probability.
func ends(s stats.Share) string { return fmt.Sprintf("%.0f–%.0f %%", 100*s.Low, 100*s.High) }

// likely lists the events that matter most, each with its interval, and with the number of
// runs where that is not all of them.
func likely(w io.Writer, sum *ensemble.Summary) {
	n := sum.Done - sum.Failed
	fmt.Fprintf(w, "\nProbabilities, with 90 %% intervals, from %s\n", number.Of(n, "run"))
	for i, x := range sum.Probabilities {
		between := x.Outcome == "survived_6m" && i+1 < len(sum.Probabilities)
		if between || x.Given == "engulfed" {
			continue
		}
		row := func(p, interval, more string) { fmt.Fprintf(w, "  %5s  %-8s  %s%s\n", p, interval, named(x), more) }
		switch x.Of {
		case 0:
			row("–", "", ": never arose")
		case n:
			row(number.Percent(x.P), ends(x.Share), "")
		default:
			row(number.Percent(x.P), ends(x.Share), " ("+number.Of(x.Of, "run")+")")
		}
	}
}

// named is an event, and in which runs it is looked for if not in all.
func named(x ensemble.Probability) string {
	if x.Given == "" {
		return x.Event
	}
	return x.Event + ", given " + x.Given
}

// humps draws how far protest spreads in a line: a bar for each number of regions, or
// for several where there are many.
func humps(w io.Writer, sum *ensemble.Summary) {
	const most = 40 // bars
	regions := len(sum.Humps.Fizzled) - 1
	each := (regions + most) / most
	var fizzled, engulfed []int
	for i := range sum.Humps.Fizzled {
		if i%each == 0 {
			fizzled, engulfed = append(fizzled, 0), append(engulfed, 0)
		}
		fizzled[i/each] += sum.Humps.Fizzled[i]
		engulfed[i/each] += sum.Humps.Engulfed[i]
	}
	top := 1
	for i := range fizzled {
		top = max(top, fizzled[i], engulfed[i])
	}
	n := sum.Done - sum.Failed
	fmt.Fprintf(w, "\nHow far protest spreads: runs by the most of %s with it on one day%s\n", number.Of(regions, "region"), map[bool]string{true: fmt.Sprintf(", %d to a bar", each)}[each > 1])
	for _, x := range []struct {
		what  string
		runs  int
		count []int
	}{{"fizzles", n - sum.Engulfed, fizzled}, {"engulfs the nation", sum.Engulfed, engulfed}} {
		line := screen.Whole(fmt.Sprintf("  %-18s %4s  0 %s %d", x.what, number.Percent(number.Share(x.runs, n)), bars(x.count, top), regions))
		fmt.Fprintf(w, "%s  %s%s\n", line, number.Of(x.runs, "run"), usually(x.count, each))
	}
}

// bars are counts as blocks of eight heights; of nothing a dot.
func bars(counts []int, top int) string {
	blocks := []rune("▁▂▃▄▅▆▇█")
	var b strings.Builder
	for _, n := range counts {
		if n == 0 {
			b.WriteRune('·')
			continue
		}
		b.WriteRune(blocks[(n*len(blocks)-1)/top])
	}
	return b.String()
}

// usually is where most runs lie: the fewest and the most regions of the middle half.
func usually(counts []int, each int) string {
	all := 0
	for _, n := range counts {
		all += n
	}
	if all == 0 {
		return ""
	}
	at := func(rank int) int {
		for i, n := range counts {
			if rank -= n; rank < 0 {
				return i
			}
		}
		return len(counts) - 1
	}
	low, high := at(all/4), at(all-1-all/4)
	from, to := low*each, high*each+each-1
	if from == to {
		return fmt.Sprintf(", half of them in %s", number.Of(from, "region"))
	}
	return fmt.Sprintf(", half of them in %d to %s", from, number.Of(to, "region"))
}

// point prints what is to be said of something.
func point(w io.Writer, what, text string) { fmt.Fprintf(w, "%-15s  %s\n", what, text) }

// checked counts in a line how the model meets the record.
func checked(w io.Writer, sum *ensemble.Summary) {
	var inside, wide int
	var out []string
	for _, t := range sum.Targets {
		switch {
		case t.Inside:
			inside++
		case t.TooWide:
			wide++
		default:
			out = append(out, t.What)
		}
	}
	if len(sum.Targets) == 0 {
		if len(sum.NotKept) == 0 { // else it is not known here
			point(w, "the record", "there is none to check this against")
		}
		return
	}
	text := fmt.Sprintf("%d of its %s lie inside the model's 90 %% interval, %d in one too wide to tell, %d outside", inside, number.Of(len(sum.Targets), "number"), wide, len(out))
	if len(out) == 1 {
		text += " (" + out[0] + ")"
	}
	point(w, "the record", text)
}

// told are the measures of the aftermath that a screen has room for.
var told = []struct{ name, what string }{
	{"popularity", "the ruler's popularity"}, {"legitimacy", "the regime's legitimacy"}, {"standing", "the lead nation's standing"},
}

// after says what came of the mission and what is left when the aftermath ends.
func after(w io.Writer, sum *ensemble.Summary) {
	if sum.Deployed > 0 {
		var parts []string
		for _, c := range sum.Changed {
			value, in := number.Effect(c.Effect, c.Unit)
			if c.Unit == "probability" { // else what it is says in what it is counted
				value += " " + in
			}
			parts = append(parts, c.What+" "+value)
		}
		point(w, "foreign troops", fmt.Sprintf("in the %s in which they land, against the same without them: %s", number.Of(sum.Deployed, "run"), strings.Join(parts, "; ")))
	}
	var parts []string
	for _, x := range told {
		for _, m := range sum.Aftermath {
			if last := len(m.Band) - 1; m.Name == x.name && last > 0 {
				parts = append(parts, fmt.Sprintf("%s %s", x.what, number.Band(m.Band[last])))
			}
		}
	}
	if len(parts) > 0 {
		point(w, fmt.Sprintf("after %d months", sum.Months[len(sum.Months)-1]), "from 0 to 1, median [90 %]: "+strings.Join(parts, "; "))
	}
}

// fallen says why regimes fell.
func fallen(w io.Writer, sum *ensemble.Summary) {
	all := 0
	var parts []string
	for _, f := range sum.Fell {
		all += f.Runs
		parts = append(parts, fmt.Sprintf("%s in %d", f.Why, f.Runs))
	}
	if all == 0 {
		point(w, "regimes fell", "in no run")
		return
	}
	point(w, "regimes fell", fmt.Sprintf("in %d of %s: %s", all, number.Of(sum.Done-sum.Failed, "run"), strings.Join(parts, ", ")))
}
