package text

import (
	"fmt"
	"io"
	"slices"
	"strings"

	"casus/claims"
	"casus/report/screen"
	"casus/report/wording"
)

// Claims prints a row for each claim that was tested, with runs in a folder, and
// what to ask next.
func Claims(w io.Writer, r *claims.Report, folder string, next Commands) {
	p := func(format string, args ...any) { fmt.Fprintf(w, format, args...) }
	p("\n%s: %s\n%s\n\n", r.Title, wording.Judged(r), wording.Sample(r))
	var rows [][]string
	for _, x := range r.Results {
		rows = append(rows, []string{x.Label, x.Text, wording.Said(x), wording.Held(x), wording.Effect(x), wording.Verdict(x)})
	}
	screen.Ruled(w, []string{"", "claim", "said", "holds in", "effect", "verdict"}, rows)
	p("\n%s\n", wording.Verdicts(r))
	p("Holds in: share of the runs (each with the same draws and luck in every world) that can be judged, with its 90 %% interval. Effect: mean difference within n runs, with its 90 %% interval; of two times, by how much the first is ahead. %s\nHow verdicts follow: docs/claims.md\n", wording.HowOften)
	if n := wording.Always(r); n > 0 {
		p("† %s\n", wording.Everywhere(n, r.Probed > 0))
	}
	if text := wording.Probed(r); text != "" {
		p("%s\n", text)
	}
	failed := 0
	for _, x := range r.Results {
		failed = max(failed, x.Failed)
	}
	if failed > 0 {
		p("%d runs failed in one of the worlds and are left out\n", failed)
	}
	if len(r.Drafts) > 0 {
		p("\n%s\n", wording.NotTested)
		for _, d := range r.Drafts {
			p("  %-8s %s: %s\n", d.Statement, d.ID, wording.Missing(d.Missing))
		}
	}
	p("\nRuns: %s, a folder for each world; verdicts: %s/claims.json\n", folder, folder)
	p("Next: all about a verdict       %s\n", screen.Whole(wording.Command(append(next.Claims, "--explain", r.Results[0].Statement)...)))
	change := slices.DeleteFunc(slices.Clone(next.Claims), func(word string) bool { return strings.HasPrefix(word, "--out=") })
	p("      change an assumption      %s\n", screen.Whole(wording.Command(append(change, "--set", next.Assumption)...)))
	p("      see all assumptions       %s\n", screen.Whole(wording.Command("casus", "show", next.Scenario, "--parameters")))
	if n := len(r.Worlds); n > 1 {
		p("      compare two worlds        %s\n", screen.Whole(wording.Command(append(next.Compare, "--world", r.Worlds[n-1])...)))
	}
}
