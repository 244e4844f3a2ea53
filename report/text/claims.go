package text

import (
	"fmt"
	"io"
	"slices"
	"strings"

	"charm.land/lipgloss/v2"
	"charm.land/lipgloss/v2/table"

	"casus/claims"
	"casus/report/screen"
	"casus/report/wording"
)

// Commands are what a reader may type next, about the runs that are shown.
type Commands struct {
	Scenario             string   // by the name under which it was found
	Run, Claims, Compare []string // whole commands, in words; nil where there is nothing to ask
	Assumption           string   // NAME=VALUE
}

// Claims prints a row for each claim that was tested, with runs in a folder, and
// what to ask next.
func Claims(w io.Writer, r *claims.Report, folder string, next Commands) {
	p := func(format string, args ...any) { fmt.Fprintf(w, format, args...) }
	p("\n%s: %s\n\n", r.Title, wording.Sample(r))
	columns := tableColumns
	if s := screen.Of(w); s.Terminal {
		columns = s.Columns
	}
	p("%s\n", claimsTable(r, columns))
	p("\n%s\n", wording.Verdicts(r))
	p("Holds in: share of the replicates that can be judged, with its 90 %% interval. Effect: mean difference\nwithin n replicates, with its 90 %% interval; of two times, by how much the first is ahead.\n%s\nHow verdicts follow: docs/claims.md\n", wording.HowOften)
	if n := wording.Always(r); n > 0 {
		p("† %s\n", wording.Everywhere(n))
	}
	failed := 0
	for _, x := range r.Results {
		failed = max(failed, x.Failed)
	}
	if failed > 0 {
		p("%d replicates failed in one of the worlds and are left out\n", failed)
	}
	p("\nRuns: %s, a folder for each world; verdicts: %s/claims.json\n", folder, folder)
	p("Next: all about a verdict       %s\n", wording.Command(append(next.Claims, "--explain", r.Results[0].Statement)...))
	change := slices.DeleteFunc(slices.Clone(next.Claims), func(word string) bool { return strings.HasPrefix(word, "--out=") })
	p("      change an assumption      %s   (%s lists them)\n", wording.Command(append(change, "--set", next.Assumption)...), wording.Command("casus", "show", next.Scenario, "--parameters"))
	if n := len(r.Worlds); n > 1 {
		p("      compare two worlds        %s\n", wording.Command(append(next.Compare, "--world", r.Worlds[n-1])...))
	}
}

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
			t.Row(x.Statement, screen.Wrap(x.Text, text), wording.Said(x), wording.Held(x), screen.Wrap(bind.Replace(wording.Effect(x)), 26), screen.Wrap(wording.Verdict(x), 22))
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
