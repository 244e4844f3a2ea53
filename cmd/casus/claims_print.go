package main

import (
	"fmt"
	"io"
	"maps"
	"math"
	"slices"
	"strings"

	"charm.land/lipgloss/v2"
	"charm.land/lipgloss/v2/table"

	"casus/claims"
	"casus/report/number"
	"casus/report/screen"
	"casus/stats"
)

// printClaims prints a row for each claim, and what to ask next, by commands
// about the same runs.
func printClaims(w io.Writer, r *claims.Report, name, command, compare, folder string) {
	p := func(format string, args ...any) { fmt.Fprintf(w, format, args...) }
	p("\n%s: %s\n\n", r.Title, sample(r))
	columns := tableColumns
	if s := screen.Of(w); s.Terminal {
		columns = s.Columns
	}
	p("%s\n", claimsTable(r, columns))
	p("\n%s\n", verdicts(r))
	p("Holds in: share of the replicates that can be judged, with its 90 %% interval. Effect: mean difference\nwithin n replicates, with its 90 %% interval; of two times, by how much the first is ahead.\n%s\nHow verdicts follow: docs/claims.md\n", howOften)
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
	p("Next: all about a verdict       %s --explain %s\n", command, r.Results[0].Statement)
	p("      change an assumption      %s --set NAME=VALUE   (casus show %s --parameters)\n", command, name)
	if n := len(r.Worlds); n > 1 {
		p("      compare two worlds        %s --world %s\n", compare, r.Worlds[n-1])
	}
}

// howOften guards against reading a verdict as one on the size of an effect.
const howOften = "A verdict on a word of likelihood says how often the claim holds, not how much: for that see the effect."

// tableColumns is how wide the table of claims is where there is no terminal.
const tableColumns = 120

// claimsTable is as wide as the columns allow, with the sentences taking what the
// rest leaves. Where that is too little all cells are broken into shorter lines.
func claimsTable(r *claims.Report, columns int) string {
	const narrowest, widest = 24, 60
	// build gives the table with sentences of so many columns, or with lines of any length
	build := func(text int) *table.Table {
		t := table.New().Headers("", "claim", "said", "holds in", "effect", "verdict").BorderRow(true)
		for _, x := range r.Results {
			t.Row(x.Statement, screen.Wrap(x.Text, text), said(x), held(x), screen.Wrap(bind.Replace(effect(x)), 26), screen.Wrap(verdict(x), 22))
		}
		return t
	}
	for text := widest; text >= narrowest; text-- {
		if s := build(text).String(); lipgloss.Width(s) <= columns {
			return unbind.Replace(s)
		}
	}
	return unbind.Replace(build(0).Width(columns).String())
}

// bind and unbind hold together what should not be broken: numbers below 0 and
// names of worlds, and how many replicates there are.
var (
	bind   = strings.NewReplacer("-", "\u2011", "n = ", "n\u00a0=\u00a0")
	unbind = strings.NewReplacer("\u2011", "-", "\u00a0", " ")
)

// sample says what was judged, and from how many runs.
func sample(r *claims.Report) string {
	each := ""
	if len(r.Worlds) > 1 {
		each = " in each of " + number.Of(len(r.Worlds), "world")
	}
	return fmt.Sprintf("%s, in this model and under these priors; %s%s, seed %d", number.Of(len(r.Results), "claim"), number.Of(r.Replicates, "replicate"), each, r.Seed)
}

// verdicts counts the verdicts, in the words in which they are printed.
func verdicts(r *claims.Report) string {
	var parts []string
	for _, v := range []claims.Verdict{claims.Consistent, claims.Stronger, claims.Weaker, claims.Contradicted, claims.Undecided, claims.Vacuous, claims.Unplayed} {
		count := map[string]int{}
		for _, x := range r.Results {
			if x.Verdict == v {
				count[x.Plain()]++
			}
		}
		for _, words := range slices.Sorted(maps.Keys(count)) {
			parts = append(parts, fmt.Sprintf("%d %s", count[words], words))
		}
	}
	return strings.Join(parts, ", ")
}

// everywhere is the note on claims that no draw decides.
func everywhere(n int) string {
	return fmt.Sprintf("holds, or fails, in every replicate judged: look whether the model could have it otherwise (%s)", number.Of(n, "claim"))
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

// said is what the claim says: its word and range, and of a difference the
// direction.
func said(x claims.Result) string {
	direction := ""
	switch {
	case x.Rises != "":
		direction = "rises"
	case x.Falls != "":
		direction = "falls"
	}
	by := ""
	if x.By > 0 {
		by = fmt.Sprintf("by %g", x.By)
	}
	switch {
	case x.Means == nil:
		return strings.TrimSpace(direction + " on average\n" + by)
	case direction != "":
		return strings.TrimSpace(fmt.Sprintf("%s\n%s\nthat it %s %s", x.Word, x.Means, direction, by))
	}
	return x.Word + "\n" + x.Means.String()
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
func shareBand(s stats.Share) string {
	return fmt.Sprintf("%.0f %% [%.0f, %.0f]", 100*s.P, 100*s.Low, 100*s.High)
}

func verdict(x claims.Result) string {
	text := x.Plain()
	switch {
	case x.Verdict == claims.Vacuous:
		text += ": the condition never arises"
	case x.Verdict == claims.Undecided && x.Needed > 0:
		what := "share"
		if x.Means == nil {
			what = "effect"
		}
		text += fmt.Sprintf(": some %s replicates would decide if the %s stays as it is", roughly(x.Needed), what)
	case x.Verdict == claims.Undecided:
		text += ": it lies on the border"
	}
	if x.Always() {
		text += " †"
	}
	return text
}

// roughly writes a number with two digits that count, rounded up.
func roughly(n int) string {
	k := max(1, math.Pow(10, math.Floor(math.Log10(float64(n)))-1))
	return number.Whole(math.Ceil(float64(n)/k) * k)
}
