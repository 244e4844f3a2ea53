// Package text prints results for people at a terminal: a function for each thing that
// is shown, which gets where to write and what to show, and decides nothing else.
package text

import (
	"fmt"
	"io"
	"math"
	"slices"
	"strconv"
	"strings"

	"casus/ensemble"
	"casus/regime"
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

// Run prints what came of the runs of a scenario: odds, bands, the record beside
// them, the aftermath. The runs are kept in a folder.
func Run(w io.Writer, s *scenario.Scenario, sum *ensemble.Summary, folder string, next Commands) {
	p := func(format string, args ...any) { fmt.Fprintf(w, format, args...) }
	Failed(w, sum.Failed, sum.Done, sum.Failure)
	if sum.Failed == sum.Done {
		return
	}
	p("\n%s: %s of events, in this model and under these priors; seed %d\n", s.Title, number.Of(sum.Done, "possible course"), sum.Seed)
	if asked := wording.Asked(sum.Asked); asked != "" {
		p("%s\n", asked)
	}
	if sum.Failed > 0 {
		p("%d of them failed and are left out of everything below\n", sum.Failed)
	}
	p("\nOdds, with 90 %% intervals from %s\n", number.Of(sum.Done, "run"))
	var rows [][]string
	for _, o := range sum.Odds {
		event := o.Event
		if o.Given != "" {
			event += ", given " + o.Given
		}
		if o.Of == 0 {
			rows = append(rows, []string{event, "never arose", "", ""})
			continue
		}
		rows = append(rows, []string{event, number.Percent(o.P), number.Percent(o.Low) + "–" + number.Percent(o.High), fmt.Sprintf("of %d", o.Of)})
	}
	screen.Table(w, []string{"event", "odds", "90 %", ""}, rows)

	p("\nHow far protest spreads: runs by the most regions with it on one day; %s fizzle, %s engulf the nation\n",
		number.Percent(1-number.Share(sum.Engulfed, sum.Done-sum.Failed)), number.Percent(number.Share(sum.Engulfed, sum.Done-sum.Failed)))
	printHumps(w, sum.Humps)

	printRecord(w, sum)
	printDays(w, sum)
	if sum.Deployed > 0 {
		p("\nThe mission, where troops came (%s)\n", number.Of(sum.Deployed, "run"))
		rows = nil
		for _, m := range alike(sum.Mission, func(m ensemble.Measure) []string { return []string{number.Band(m.Band[0])} }) {
			rows = append(rows, append([]string{m.name, m.doc}, m.cells...))
		}
		screen.Table(w, []string{"", "", "median [90 %]"}, rows)
		p("\nWhat the mission changed, against the same runs in which the alliance does not answer\n")
		rows = nil
		for _, c := range sum.Changed {
			value, in := number.Effect(c.Effect, c.Unit)
			rows = append(rows, []string{c.What, value + " " + in})
		}
		screen.Table(w, []string{"", "mean difference [90 %]"}, rows)
	}

	p("\nThe aftermath, all runs: at the end of the crisis and after so many months\n")
	rows = nil
	var asks [][]string
	head := []string{"", ""}
	for _, m := range sum.Months {
		head = append(head, fmt.Sprintf("month %d", m))
	}
	for _, m := range alike(sum.Aftermath, func(m ensemble.Measure) []string { return aftermathCells(m, len(sum.Months)) }) {
		row := append([]string{m.name, screen.Wrap(m.doc, docColumns)}, m.cells...)
		if m.Mean == nil {
			rows = append(rows, row)
		} else if slices.ContainsFunc(m.Mean, func(s stats.Share) bool { return s.P > 0 }) { // others cannot ask
			asks = append(asks, row)
		}
	}
	screen.Table(w, head, rows)
	if len(asks) > 0 {
		p("\nWould other rulers ask? Odds over all runs, with 90 %% intervals. All are put in one crisis, the same in every month (relations.vignette),\nso that only what they believe makes a difference\n")
		screen.Table(w, head, asks)
	}
	if len(sum.NotKept) > 0 {
		p("\nNot kept, and so not shown: what the tables %s would tell (--tables)\n", strings.Join(sum.NotKept, " and "))
	}
	p("\nResults: %s (Parquet tables, content hash %.16s)\n", folder, sum.Hash)
	p("Next: change an assumption   %s\n", wording.Command(append(next.Run, "--set", Assumption(s))...))
	if option := firstChoice(s, sum.Settings["do"]); option != "" {
		p("      forbid a choice        %s\n", wording.Command(append(next.Run, "--do", "forbid:"+option)...))
	}
	p("      look closer            %s\n", wording.Command("casus", "export", wording.Folder(folder), "--csv"))
}

// Assumption is one that is worth changing: that people are less angry, as they are
// in a twentieth of the draws.
func Assumption(s *scenario.Scenario) string {
	const anger = "society.political_max"
	prior := s.Prior(anger)
	return fmt.Sprintf("%s=%.2g", anger, prior.Quantile(0.05))
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

// firstChoice is an option worth forbidding that was not: the request for help, or
// else the first that does anything; "" where the ruler can only wait.
func firstChoice(s *scenario.Scenario, done string) string {
	first := ""
	for _, o := range s.Options {
		switch {
		case slices.Contains(strings.Fields(done), "forbid:"+o.ID):
		case o.Effects.Request:
			return o.ID
		case first == "" && o.ID != regime.Wait:
			first = o.ID
		}
	}
	return first
}

// docColumns is how wide a table lets a description be.
const docColumns = 40

// printRecord holds the targets of the record, if it has any, beside the model.
func printRecord(w io.Writer, sum *ensemble.Summary) {
	if len(sum.Targets) == 0 {
		return
	}
	fmt.Fprintf(w, "\nThe record, beside the runs that a target is about: all, those that engulf the nation (%d), or those where troops came (%d)\n", sum.Engulfed, sum.Deployed)
	var rows [][]string
	inside := 0
	for _, t := range sum.Targets {
		mark := "no"
		switch {
		case t.Inside:
			mark = "yes"
			inside++
		case t.TooWide:
			mark = "too wide"
		}
		sharp := ""
		if t.Sharp > 0 {
			sharp = fmt.Sprintf("×%.0f", t.Sharp)
		}
		rows = append(rows, []string{t.What, recorded(t.Target), number.Band(t.Model), mark, sharp, fmt.Sprint(t.Model.N)})
	}
	screen.Table(w, []string{"target", "record", "model median [90 %]", "inside", "width", "runs"}, rows)
	fmt.Fprintf(w, "%d of %s inside. Inside: the record's value lies within the model's 90 %% interval. Too wide: that interval spans more than a factor of %d,\nor %s of all that is possible, and so says nothing of the record. Width: upper by lower end, one added to each. Days: 1 is the first; of the runs in which it happened\n", inside, number.Of(len(sum.Targets), "target"), stats.WidestRatio, number.Percent(stats.WidestPart))
}

// recorded is the value of a target, and its range where sources differ.
func recorded(t scenario.Target) string {
	write := func(x float64) string { return number.Grouped(strconv.FormatFloat(x, 'f', -1, 64)) }
	if t.Low == nil || t.High == nil || *t.Low == *t.High {
		return write(t.Value)
	}
	return fmt.Sprintf("%s (%s–%s)", write(t.Value), write(*t.Low), write(*t.High))
}

// printDays prints series in which a run engulfs the nation or the record has
// a value, and the record's column where it has one.
func printDays(w io.Writer, sum *ensemble.Summary) {
	for _, series := range []struct{ key, title string }{
		{"participants", "participants"}, {"regions_protest", "regions with protest"}, {"regions_violence", "regions with violence"},
		{"deaths", "deaths, cumulative"}, {"detained", "detained, cumulative"},
	} {
		days := sum.Daily[series.key]
		recorded := slices.ContainsFunc(days, func(d ensemble.DailyRow) bool { return d.Record != nil })
		if len(days) == 0 || !recorded && sum.Engulfed == 0 {
			continue
		}
		fmt.Fprintf(w, "\nDay by day, in the runs that engulf the nation: %s\n", series.title)
		top := 0.0
		for _, d := range days {
			top = max(top, d.Model.High)
			if d.Record != nil {
				top = max(top, *d.Record)
			}
		}
		head := []string{"day", "record", "model median [90 %]", "● median  ─ 90 %  ◆ record"}
		var rows [][]string
		for _, d := range days {
			rec := ""
			if d.Record != nil {
				rec = number.Short(*d.Record)
			}
			rows = append(rows, []string{d.Date, rec, number.Band(whole(d.Model)), bar(d.Model, d.Record, top)})
		}
		if !recorded {
			head = []string{head[0], head[2], "● median  ─ 90 %"}
			for i := range rows {
				rows[i] = slices.Delete(rows[i], 1, 2)
			}
		}
		screen.Table(w, head, rows)
	}
}

// whole rounds a band of people or regions, which come in ones.
func whole(b stats.Band) stats.Band {
	b.Median, b.Low, b.High = math.Round(b.Median), math.Round(b.Low), math.Round(b.High)
	return b
}

// barColumns is how wide a bar is.
const barColumns = 30

// bar draws a band on a scale from 0 to top, and the record if there is one.
func bar(b stats.Band, record *float64, top float64) string {
	if b.N == 0 || top <= 0 {
		return ""
	}
	at := func(x float64) int { return min(barColumns-1, int(x/top*barColumns)) }
	line := []rune(strings.Repeat(" ", barColumns))
	for i := at(b.Low); i <= at(b.High); i++ {
		line[i] = '─'
	}
	line[at(b.Median)] = '●'
	if record != nil {
		line[at(*record)] = '◆'
	}
	return string(line)
}

func printHumps(w io.Writer, h ensemble.Humps) {
	most := 1
	for i := range h.Fizzled {
		most = max(most, h.Fizzled[i], h.Engulfed[i])
	}
	const width = 50
	for i := range h.Fizzled {
		f, e := (h.Fizzled[i]*width+most-1)/most, (h.Engulfed[i]*width+most-1)/most
		fmt.Fprintf(w, "%4d %s%s %d\n", i, strings.Repeat("░", f), strings.Repeat("█", e), h.Fizzled[i]+h.Engulfed[i])
	}
	fmt.Fprintln(w, "     ░ fizzles: stays in fewer regions, violent or not   █ engulfs the nation")
}
