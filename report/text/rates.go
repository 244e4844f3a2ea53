package text

import (
	"fmt"
	"io"
	"strings"

	"casus/report/screen"
	"casus/report/wording"
	"casus/score/rates"
)

// Rates prints the base rates that priors were taken from, and if asked for all; with cases
// those behind each too, and how each was counted.
func Rates(w io.Writer, t *rates.Table, all, withCases bool) {
	p := func(format string, args ...any) { fmt.Fprintf(w, format, args...) }
	p("\n%s\n%s\n", wording.RatesHead(t), wording.RatesIntervals)
	p("\n%s\n", wording.RatesUsedTitle)
	screen.Table(w, wording.RatesUsedHead, wording.RatesUsed(t))
	p("%s\n", wording.RatesUsedNote)
	if !all && !withCases {
		n := 0
		for _, s := range t.Sections {
			n += len(s.Rates)
		}
		p("\ncasus rates --all has all %d rates, --cases also the cases behind each, and how it was counted\n", n)
		return
	}
	for _, s := range t.Sections {
		p("\n%s\n", s.Title)
		var rows [][]string
		for _, r := range s.Rates {
			rows = append(rows, []string{r.What, wording.RateCount(r), wording.RateValue(r), wording.RateMonthly(r)})
		}
		screen.Table(w, []string{"what", "counted", "rate", "per month"}, rows)
		for _, f := range s.Published {
			p("Published: %s: %s. %s\n", f.What, f.Value, f.Source)
		}
		for _, n := range s.Notes {
			p("%s\n", n)
		}
		if !withCases {
			continue
		}
		for _, r := range s.Rates {
			p("\n%s: %s\n", r.ID, r.How)
			if len(r.Cases) > 0 {
				p("%s\n", strings.Join(r.Cases, "; "))
			}
		}
	}
	if !withCases {
		p("\ncasus rates --cases names the cases behind each number, and how it was counted\n")
	}
}
