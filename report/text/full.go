package text

import (
	"fmt"
	"io"
	"slices"
	"strings"

	"casus/ensemble"
	"casus/report/number"
	"casus/report/screen"
	"casus/report/wording"
	"casus/scenario"
	"casus/stats"
)

// Full prints all that came of the runs of a scenario, which are kept in a folder.
func Full(w io.Writer, s *scenario.Scenario, sum *ensemble.Summary, folder string, next Commands) {
	if !ran(w, sum) {
		return
	}
	result(w, s, sum)
	var rows [][]string
	for _, x := range sum.Probabilities {
		if x.Of == 0 {
			rows = append(rows, []string{named(x), "never arose", "", ""})
			continue
		}
		rows = append(rows, []string{named(x), number.Percent(x.P), ends(x.Share), fmt.Sprint(x.Of)})
	}
	fmt.Fprintln(w)
	screen.Table(w, []string{"event", "probability", "90 % interval", "runs"}, rows)
	fallen(w, sum)
	printHumps(w, sum)
	printRecord(w, sum)
	printDays(w, sum)
	printMission(w, sum)
	printAftermath(w, sum)
	notKept(w, sum)
	next.Full = nil
	kept(w, s, sum, folder, next)
}

// printMission tells of the troops and what they changed, where they came.
func printMission(w io.Writer, sum *ensemble.Summary) {
	if sum.Deployed == 0 {
		return
	}
	fmt.Fprintf(w, "\nThe mission, where troops came (%s)\n", number.Of(sum.Deployed, "run"))
	var rows [][]string
	some, none := nonzero(sum.Mission)
	for _, m := range alike(some, func(m ensemble.Measure) []string { return []string{number.Band(m.Band[0])} }) {
		rows = append(rows, append([]string{m.name, m.doc}, m.cells...))
	}
	screen.Table(w, []string{"", "", "median [90 %]"}, rows)
	leftOut(w, none)
	fmt.Fprintf(w, "\nWhat the mission changed, against the same runs in which the alliance does not answer\n")
	rows = nil
	for _, c := range sum.Changed {
		value, in := number.Effect(c.Effect, c.Unit)
		rows = append(rows, []string{c.What, value + " " + in})
	}
	screen.Table(w, []string{"", "mean difference [90 %]"}, rows)
}

// printAftermath tells month by month what is left of the crisis.
func printAftermath(w io.Writer, sum *ensemble.Summary) {
	fmt.Fprintf(w, "\nThe aftermath, all runs: at the end of the crisis and after so many months; median [90 %%]\n")
	head := []string{""}
	for _, m := range sum.Months {
		head = append(head, fmt.Sprintf("month %d", m))
	}
	var lasting []ensemble.Measure
	var counts [][]string
	for _, m := range sum.Aftermath {
		if m.Counted == nil {
			lasting = append(lasting, m)
		} else {
			counts = append(counts, []string{m.Name + ": " + m.Doc, number.Percents(m.Counted.Any), number.Short(m.Counted.Mean)})
		}
	}
	some, none := nonzero(lasting)
	var rows, asks [][]string
	for _, m := range alike(some, func(m ensemble.Measure) []string { return aftermathCells(m, len(sum.Months)) }) {
		row := append([]string{m.name + ": " + m.doc}, m.cells...)
		if m.Mean == nil {
			rows = append(rows, row)
		} else {
			asks = append(asks, row)
		}
	}
	screen.Table(w, head, rows)
	leftOut(w, none)
	if len(counts) > 0 {
		fmt.Fprintf(w, "\nWhat came in %d months, counted\n", sum.Months[len(sum.Months)-1])
		screen.Table(w, []string{"", "in how many runs at all [90 %]", "a run"}, counts)
	}
	if f := sum.Further; f != nil {
		fmt.Fprintf(w, "\nA further mission: %s\n", wording.Further(f))
	}
	if len(asks) > 0 {
		fmt.Fprintf(w, "\nWould other rulers ask? Probabilities over all runs, with 90 %% intervals. All are put in one crisis, the same in every month (relations.vignette), so that only what they believe makes a difference\n")
		screen.Table(w, head, asks)
	}
}

// nonzero parts measures from those that are zero at every time: in the median and at both
// ends of the band, or, of a probability, in all runs.
func nonzero(list []ensemble.Measure) (some []ensemble.Measure, none []string) {
	for _, m := range list {
		zero := !slices.ContainsFunc(m.Band, func(b stats.Band) bool { return b.N > 0 && (b.Low != 0 || b.High != 0) })
		if m.Mean != nil {
			zero = !slices.ContainsFunc(m.Mean, func(s stats.Share) bool { return s.P > 0 })
		}
		if zero {
			none = append(none, m.Name)
		} else {
			some = append(some, m)
		}
	}
	return some, none
}

// leftOut counts and names the rows that a table does not have.
func leftOut(w io.Writer, none []string) {
	if len(none) > 0 {
		fmt.Fprintf(w, "Left out, zero at every time in nine runs of ten or more: %s (%s)\n", number.Of(len(none), "row"), strings.Join(none, ", "))
	}
}

// aftermathCells are a measure month by month; one that is there once stands last.
func aftermathCells(m ensemble.Measure, months int) (cells []string) {
	for _, s := range m.Mean {
		cells = append(cells, fmt.Sprintf("%s [%.0f, %.0f]", number.Percent(s.P), 100*s.Low, 100*s.High))
	}
	if m.Mean == nil {
		for _, b := range m.Band {
			cells = append(cells, number.Band(b))
		}
	}
	return append(make([]string, months-len(cells)), cells...)
}

// printHumps counts runs by how far protest spread.
func printHumps(w io.Writer, sum *ensemble.Summary) {
	h, share := sum.Humps, number.Share(sum.Engulfed, sum.Done-sum.Failed)
	fmt.Fprintf(w, "\nHow far protest spreads: runs by the most regions with it on one day; %s fizzle, %s engulf the nation\n", number.Percent(1-share), number.Percent(share))
	most := 1
	for i := range h.Fizzled {
		most = max(most, h.Fizzled[i], h.Engulfed[i])
	}
	width := min(50, screen.Of(w).Columns-12) // of a bar, with room for numbers at both ends
	for i := range h.Fizzled {
		f, e := (h.Fizzled[i]*width+most-1)/most, (h.Engulfed[i]*width+most-1)/most
		fmt.Fprintf(w, "%4d %s%s %d\n", i, strings.Repeat("░", f), strings.Repeat("█", e), h.Fizzled[i]+h.Engulfed[i])
	}
	fmt.Fprintln(w, "     ░ fizzles: stays in fewer regions, violent or not   █ engulfs the nation")
}
