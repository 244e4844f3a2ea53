// Package markdown writes pages.
package markdown

import (
	"fmt"
	"io"
	"strings"

	"casus/claims"
	"casus/report/number"
	"casus/report/wording"
)

// Claims writes a page with a table of verdicts and what separates the draws.
func Claims(w io.Writer, r *claims.Report) {
	p := func(format string, args ...any) { fmt.Fprintf(w, format, args...) }
	cell := func(text string) string {
		return strings.ReplaceAll(strings.ReplaceAll(text, "|", "\\|"), "\n", "<br>")
	}
	p("# %s: verdicts\n\n%s\n\n", r.Title, r.About)
	p("%s: %s. Holds: share of the runs judged, with its 90 %% interval. Effect: mean difference within n runs; of two times, by how much the first is ahead. %s\n\n", wording.Judged(r), wording.Sample(r), wording.HowOften)
	p("| | claim | said | holds in | effect | verdict |\n|---|---|---|---|---|---|\n")
	for _, x := range r.Results {
		p("| %s | %s | %s | %s | %s | **%s** |\n", x.Label, cell(x.Text), cell(wording.Said(x)), cell(wording.Held(x)), cell(wording.Effect(x)), cell(wording.Verdict(x)))
	}
	p("\n%s.\n", wording.Verdicts(r))
	if n := wording.Always(r); n > 0 {
		p("\n† %s.\n", wording.Everywhere(n, r.Probed > 0))
	}
	if text := wording.Probed(r); text != "" {
		p("\n%s.\n\n## Whether a verdict could be otherwise\n\n| | claim | |\n|---|---|---|\n", text)
		for _, x := range r.Results {
			p("| %s | %s | %s |\n", x.Label, x.ID, wording.Tried(&x))
		}
	}
	if len(r.Drafts) > 0 {
		p("\n%s:\n\n", wording.NotTested)
		for _, d := range r.Drafts {
			p("- %s, %s: “%s” (%s)\n", d.Statement, d.ID, d.Text, wording.Missing(d.Missing))
		}
	}
	p("\n## At other times after the crisis\n\n| | claim | |\n|---|---|---|\n")
	for _, x := range r.Results {
		if months := wording.Months(&x); months != "" {
			p("| %s | %s | %s |\n", x.Label, x.ID, months)
		}
	}
	p("\n## What separates the draws in which a claim holds from those in which it fails\n\n| | claim | assumption | holds more often | there | on the other side |\n|---|---|---|---|---|---|\n")
	for _, x := range r.Results {
		for _, f := range x.Flips {
			p("| %s | %s | %s | %s | %s | %s |\n", x.Label, x.ID, f.What+" `"+f.Parameter+"`", wording.Where(f), number.Percents(f.Side(f.Higher)), number.Percents(f.Side(!f.Higher)))
		}
	}
	p("\n## With which assumptions an effect goes\n\n| | claim | assumption | effect |\n|---|---|---|---|\n")
	for _, x := range r.Results {
		for _, d := range x.Drivers {
			p("| %s | %s | %s | %s |\n", x.Label, x.ID, d.What+" `"+d.Parameter+"`", wording.Drives(d, x.Unit))
		}
	}
	p("\n## The formulas\n\n| | claim | kind | formula | worlds |\n|---|---|---|---|---|\n")
	for _, x := range r.Results {
		p("| %s | %s | %s | %s | %s |\n", x.Label, x.ID, x.Kind, cell(wording.Formula(x.Claim)), wording.Worlds(x.Claim))
	}
}
