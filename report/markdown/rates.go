package markdown

import (
	"fmt"
	"io"
	"slices"
	"strings"

	"casus/report/wording"
	"casus/score/rates"
)

// Rates writes a page with base rates, how each was counted, and the cases behind it.
func Rates(w io.Writer, t *rates.Table) {
	p := func(format string, args ...any) { fmt.Fprintf(w, format, args...) }
	p("# Base rates of the years after a crisis\n\n")
	p("`casus rates` counts how often the things of an aftermath happened: to lead nations, to members of alliances, between them. They are what priors of the years after a crisis can come from.\n\n")
	p("%s. %s This page is what `casus rates --markdown` prints.\n", wording.RatesHead(t), wording.RatesIntervals)
	p("\n## %s\n\n| %s |\n|%s\n", wording.RatesUsedTitle, strings.Join(wording.RatesUsedHead, " | "), strings.Repeat("---|", len(wording.RatesUsedHead)))
	for _, row := range wording.RatesUsed(t) {
		p("| %s |\n", strings.Join(row, " | "))
	}
	p("\n%s.\n", wording.RatesUsedNote)
	for _, s := range t.Sections {
		p("\n## %s\n\n| id | what | counted | rate [90 %%] | per month |\n|---|---|---|---|---|\n", s.Title)
		for _, r := range s.Rates {
			p("| `%s` | %s | %s | %s | %s |\n", r.ID, r.What, wording.RateCount(r), wording.RateValue(r), wording.RateMonthly(r))
		}
		if len(s.Published) > 0 {
			p("\nPublished figures, beside them:\n\n| what | figure | source |\n|---|---|---|\n")
			for _, f := range s.Published {
				p("| %s | %s | %s |\n", f.What, f.Value, f.Source)
			}
		}
		p("\n")
		for _, n := range s.Notes {
			p("%s\n\n", n)
		}
		p("**How they were counted.**\n\n")
		counted(w, s.Rates)
	}
}

// counted lists how rates were counted, those of one way together, with files; and
// their cases.
func counted(w io.Writer, list []rates.Rate) {
	var ways []string
	ids := map[string][]string{}
	for _, r := range list {
		way := fmt.Sprintf("%s (%s)", r.How, strings.Join(r.Files, ", "))
		if !slices.Contains(ways, way) {
			ways = append(ways, way)
		}
		ids[way] = append(ids[way], "`"+r.ID+"`")
	}
	for _, way := range ways {
		fmt.Fprintf(w, "- %s: %s\n", strings.Join(ids[way], ", "), way)
	}
	fmt.Fprint(w, "\n<details><summary>Cases behind each number</summary>\n\n")
	for _, r := range list {
		if len(r.Cases) > 0 {
			fmt.Fprintf(w, "- `%s`: %s\n", r.ID, strings.Join(r.Cases, "; "))
		}
	}
	fmt.Fprint(w, "\n</details>\n")
}
