package main

import (
	"fmt"
	"io"
	"math"
	"strings"

	"casus/claims"
	"casus/ensemble"
	"casus/scenario"
)

// printClaims prints a row for each claim, and what to ask next, by commands
// about the same runs.
func printClaims(w io.Writer, r *claims.Report, name, command, compare, folder string) {
	p := func(format string, args ...any) { fmt.Fprintf(w, format, args...) }
	p("\n%s: %s\n\n", r.Title, sample(r))
	var rows [][]string
	for _, x := range r.Results {
		rows = append(rows, []string{x.Statement, wrap(x.Text, 40), said(x), held(x), effect(x), wrap(verdict(x), 22)})
	}
	lined(w, []string{"", "claim", "said", "holds in", "effect", "verdict"}, rows)
	p("\n%s\n", verdicts(r))
	p("Holds in: share of the replicates that can be judged, with its 90 %% interval. Effect: mean difference\nwithin replicates, with its 90 %% interval; of two times, by how much the first is ahead.\nHow verdicts follow: docs/claims.md\n")
	if n := always(r); n > 0 {
		p("† %s\n", everywhere(n))
	}
	failed := 0
	for _, x := range r.Results {
		failed = max(failed, x.Failed)
	}
	if failed > 0 {
		p("%d replicates failed in one of the worlds and are left out\n", failed)
	}
	p("\nRuns: %s, a folder for each world; verdicts: %s/claims.json\n", folder, folder)
	p("Next: what a verdict turns on   %s --explain %s\n", command, r.Results[0].Statement)
	p("      change an assumption      %s --set NAME=VALUE   (casus show %s --parameters)\n", command, name)
	if n := len(r.Worlds); n > 1 {
		p("      compare two worlds        %s --world %s\n", compare, r.Worlds[n-1])
	}
}

// sample says what was judged, and from how many runs.
func sample(r *claims.Report) string {
	each := ""
	if len(r.Worlds) > 1 {
		each = " in each of " + counted(len(r.Worlds), "world")
	}
	return fmt.Sprintf("%s, in this model and under these priors; %s%s, seed %d", counted(len(r.Results), "claim"), counted(r.Replicates, "replicate"), each, r.Seed)
}

// verdicts counts the verdicts.
func verdicts(r *claims.Report) string {
	var parts []string
	for _, v := range []claims.Verdict{claims.Consistent, claims.Stronger, claims.Weaker, claims.Contradicted, claims.Undecided, claims.Vacuous} {
		n := 0
		for _, x := range r.Results {
			if x.Verdict == v {
				n++
			}
		}
		if n > 0 {
			parts = append(parts, fmt.Sprintf("%d %s", n, v))
		}
	}
	return strings.Join(parts, ", ")
}

// everywhere is the note on claims that no draw decides.
func everywhere(n int) string {
	return fmt.Sprintf("holds, or fails, in every replicate judged: look whether the model could have it otherwise (%s)", counted(n, "claim"))
}

func always(r *claims.Report) int {
	n := 0
	for _, x := range r.Results {
		if x.Always() {
			n++
		}
	}
	return n
}

// said is what the claim says: its word and range, or a direction.
func said(x claims.Result) string {
	if x.Means != nil {
		return x.Word + "\n" + x.Means.String()
	}
	direction := "rises on average"
	if x.Falls != "" {
		direction = "falls on average"
	}
	if x.By > 0 {
		return fmt.Sprintf("%s\nby %g", direction, x.By)
	}
	return direction
}

func held(x claims.Result) string {
	if x.Means == nil {
		return fmt.Sprintf("–\nof %d", x.Judged)
	}
	if x.Judged == 0 {
		return "–\nof 0"
	}
	return fmt.Sprintf("%s\nof %d", shareBand(x.Holds), x.Judged)
}

// shareBand prints a probability and its interval in per cent.
func shareBand(s ensemble.Share) string {
	return fmt.Sprintf("%.0f %% [%.0f, %.0f]", 100*s.P, 100*s.Low, 100*s.High)
}

// effect prints a mean difference and its interval, to the digits that the
// interval supports.
func effect(x claims.Result) string {
	if x.Effect == nil {
		return ""
	}
	value, unit := effectBand(*x.Effect, x.Unit)
	return value + "\n" + unit
}

func effectBand(e ensemble.Effect, unit string) (value, in string) {
	scale := 1.0
	switch unit {
	case "probability":
		scale, unit = 100, "percentage points"
	case "1":
		unit = ""
	}
	half := scale * (e.High - e.Low) / 2
	digits := 0
	if half > 0 {
		digits = max(0, -int(math.Floor(math.Log10(half))))
		for _, end := range []float64{e.Low, e.High} { // an interval that misses 0 must not look as if it held it
			for end != 0 && math.Abs(scale*end) < 0.5*math.Pow(10, -float64(digits)) && digits < 6 {
				digits++
			}
		}
	}
	number := func(x float64) string {
		text := fmt.Sprintf("%+.*f", digits, scale*x)
		if strings.Trim(text, "-0.") == "" { // rounded to nothing
			text = "+" + text[1:]
		}
		return text
	}
	switch {
	case half == 0 && e.Mean == 0:
		return "0", unit
	case half == 0:
		return fmt.Sprintf("%+.3g", scale*e.Mean), unit
	}
	return fmt.Sprintf("%s [%s, %s]", number(e.Mean), number(e.Low), number(e.High)), unit
}

func verdict(x claims.Result) string {
	text := string(x.Verdict)
	switch {
	case x.Verdict == claims.Vacuous:
		text += ": the condition never arises"
	case x.Verdict == claims.Undecided && x.Needed > 0:
		text += fmt.Sprintf(": some %s replicates would decide", number(float64(x.Needed)))
	case x.Verdict == claims.Undecided:
		text += ": it lies on the border"
	}
	if x.Always() {
		text += " †"
	}
	return text
}

// explainClaim prints all about one claim.
func explainClaim(w io.Writer, s *scenario.Scenario, x claims.Result) {
	p := func(format string, args ...any) { fmt.Fprintf(w, format, args...) }
	p("\n%s  %s\n", x.Statement, x.ID)
	p("    %s\n", indent(wrap("“"+x.Text+"”", 92), 4))
	if x.Note != "" {
		p("    read as  %s\n", indent(wrap(x.Note, 83), 13))
	}
	p("\n    %s\n", x.Kind)
	row := func(key, text string) {
		if text != "" {
			p("    %-10s %s\n", key, text)
		}
	}
	row("event", x.Event)
	row("rises", x.Rises)
	row("falls", x.Falls)
	row("first", x.First)
	row("then", x.Then)
	row("more", x.More)
	row("than", x.Than)
	if x.By > 0 {
		row("by", fmt.Sprintf("%g", x.By))
	}
	row("given", x.Given)
	for _, k := range []struct{ key, id string }{{"world", x.World}, {"against", x.Against}} {
		if k.id != "" {
			w, _ := s.World(k.id)
			row(k.key, indent(wrap(fmt.Sprintf("%s: %s", k.id, w.Text), 81), 15))
		}
	}
	p("\n    Said:    %s\n", strings.ReplaceAll(said(x), "\n", ", that is "))
	p("    Judged:  %d of %d replicates", x.Judged, x.Of)
	if x.Failed > 0 {
		p(", %d failed", x.Failed)
	}
	p("\n")
	if x.Judged > 0 {
		p("    Holds:   in %s of them\n", shareBand(x.Holds))
	}
	if x.Effect != nil {
		value, unit := effectBand(*x.Effect, x.Unit)
		what := "mean of %d differences within replicates"
		if x.Kind == claims.Order {
			what = "by which the first is ahead, mean of %d replicates in which both come"
		}
		p("    Effect:  %s %s, "+what+"\n", value, unit, x.Effect.N)
		if f := x.Effect.Reduction; f != nil && x.Kind == claims.Difference {
			p("             common draws and luck are worth %s times as many runs\n", number(*f))
		}
	}
	p("    Verdict: %s\n", verdict(x))
	p("             %s\n", indent(wrap(x.Because(), 83), 13))
	p("\n    What it turns on\n")
	if x.NoFlips != "" {
		p("    %s\n", x.NoFlips)
	}
	for _, f := range x.Flips {
		p("    %-28s holds more often %s: %s there, %s on the other side\n", f.Parameter, where(f), shareBand(f.Side(f.Higher)), shareBand(f.Side(!f.Higher)))
		p("    %-28s distance %.2f, p = %.3f after looking at all parameters\n", "", f.Distance, f.P)
		p("    %-28s %s\n", "", s.Parameters[f.Parameter].Why)
	}
}

// indent puts spaces before all lines but the first.
func indent(text string, columns int) string {
	return strings.ReplaceAll(text, "\n", "\n"+strings.Repeat(" ", columns))
}

// where says on which side of which value a claim holds more often.
func where(f claims.Flip) string {
	side, unit := "below", ""
	if f.Higher {
		side = "above"
	}
	if f.Unit != "1" {
		unit = " (" + f.Unit + ")"
	}
	return fmt.Sprintf("%s %.3g%s", side, f.Threshold, unit)
}

// markdownClaims prints a page with the table and what each verdict turns on.
func markdownClaims(w io.Writer, r *claims.Report) {
	p := func(format string, args ...any) { fmt.Fprintf(w, format, args...) }
	cell := func(text string) string {
		return strings.ReplaceAll(strings.ReplaceAll(text, "|", "\\|"), "\n", "<br>")
	}
	p("# %s: verdicts\n\n%s\n\n", r.Title, r.About)
	p("%s. Holds: share of the replicates judged, with its 90 %% interval. Effect: mean difference within replicates.\n\n", sample(r))
	p("| | claim | said | holds in | effect | verdict |\n|---|---|---|---|---|---|\n")
	for _, x := range r.Results {
		p("| %s | %s | %s | %s | %s | **%s** |\n", x.Statement, cell(x.Text), cell(said(x)), cell(held(x)), cell(effect(x)), cell(verdict(x)))
	}
	p("\n%s.\n", verdicts(r))
	if n := always(r); n > 0 {
		p("\n† %s.\n", everywhere(n))
	}
	p("\n## What each verdict turns on\n\n| | claim | parameter | holds more often | there | on the other side |\n|---|---|---|---|---|---|\n")
	for _, x := range r.Results {
		for _, f := range x.Flips {
			p("| %s | %s | `%s` | %s | %s | %s |\n", x.Statement, x.ID, f.Parameter, where(f), shareBand(f.Side(f.Higher)), shareBand(f.Side(!f.Higher)))
		}
	}
	p("\n## The formulas\n\n| | claim | kind | formula | worlds |\n|---|---|---|---|---|\n")
	for _, x := range r.Results {
		p("| %s | %s | %s | %s | %s |\n", x.Statement, x.ID, x.Kind, cell(formulaOf(x.Claim)), worldsOf(x.Claim))
	}
}

// formulaOf is what a claim says formally, on a line.
func formulaOf(k claims.Claim) string {
	code := func(s string) string { return "`" + s + "`" }
	text := ""
	switch {
	case k.Event != "":
		text = code(k.Event)
	case k.Rises != "":
		text = code(k.Rises) + " rises"
	case k.Falls != "":
		text = code(k.Falls) + " falls"
	case k.First != "":
		text = code(k.First) + " before " + code(k.Then)
	case k.More != "":
		text = code(k.More) + " more than " + code(k.Than)
	}
	if k.By > 0 {
		text += fmt.Sprintf(" by %g", k.By)
	}
	if k.Given != "" {
		text += ", given " + code(k.Given)
	}
	return text
}

func worldsOf(k claims.Claim) string {
	if k.Against == "" {
		return k.World
	}
	return k.World + " against " + k.Against
}
