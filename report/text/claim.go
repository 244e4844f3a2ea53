package text

import (
	"fmt"
	"io"
	"strings"

	"casus/claims"
	"casus/report/number"
	"casus/report/screen"
	"casus/report/wording"
	"casus/scenario"
)

// Explained prints all about each claim of a report.
func Explained(w io.Writer, s *scenario.Scenario, r *claims.Report) {
	fmt.Fprintf(w, "\n%s: %s\n%s\n", r.Title, wording.Judged(r), wording.Sample(r))
	for _, x := range r.Results {
		claim(w, s, x)
	}
}

func claim(w io.Writer, s *scenario.Scenario, x claims.Result) {
	p := func(format string, args ...any) { fmt.Fprintf(w, format, args...) }
	p("\n%s  %s\n", x.Label, x.ID)
	p("    %s\n", indent(screen.Wrap("“"+x.Text+"”", 92), 4))
	if x.Note != "" {
		p("    read as  %s\n", indent(screen.Wrap(x.Note, 83), 13))
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
			row(k.key, indent(screen.Wrap(fmt.Sprintf("%s: %s", k.id, w.Text), 81), 15))
		}
	}
	words, rest, _ := strings.Cut(wording.Said(x), "\n")
	if x.Means != nil {
		words += ", that is"
	}
	p("\n    Said:    %s\n", strings.TrimSpace(words+" "+strings.ReplaceAll(rest, "\n", ", ")))
	p("    Judged:  %d of %d runs", x.Judged, x.Of)
	if x.Failed > 0 {
		p(", %d failed", x.Failed)
	}
	p("\n")
	if x.Judged > 0 {
		key := "Holds:"
		if x.Means == nil { // the claim is about the mean, and this is how many differ as it says
			key = "Rises:"
			if x.Falls != "" {
				key = "Falls:"
			}
		}
		p("    %s   in %s of them\n", key, number.Percents(x.Holds))
	}
	if x.Effect != nil {
		p("    Effect:  %s\n", indent(screen.Wrap(wording.EffectSentence(x), 83), 13))
		if f := x.Effect.Reduction; f != nil && x.Kind == claims.Difference {
			p("             common draws and luck are worth %s times as many runs\n", number.Short(*f))
		}
	}
	p("    Verdict: %s\n", indent(screen.Wrap(wording.Verdict(x), 83), 13))
	because := x.Because()
	if x.Plain() != string(x.Verdict) {
		because += fmt.Sprintf(" The rule calls this %s.", x.Verdict)
	}
	if x.Means != nil && x.Effect != nil {
		because += " This is about how often the claim holds; the effect says how much."
	}
	p("             %s\n", indent(screen.Wrap(because, 83), 13))
	for _, text := range []string{wording.Matter(&x), wording.Months(&x), wording.Tried(&x)} {
		if text != "" {
			p("             %s\n", indent(screen.Wrap(text, 83), 13))
		}
	}
	p("\n    What separates the draws in which it holds from those in which it fails\n")
	if x.NoFlips != "" {
		p("    %s\n", x.NoFlips)
	}
	if f := x.Nearest; f != nil {
		p("    %s\n", indent(screen.Wrap(fmt.Sprintf("nearest comes %s: it holds %s; %s", f.Parameter, wording.Turns(*f), wording.ByChance(*f)), 91), 4))
	}
	for _, f := range x.Flips {
		p("    %s\n", wording.Named(f.What, f.Parameter))
		p("        holds more often %s: %s there, %s on the other side\n", wording.Where(f), number.Percents(f.Side(f.Higher)), number.Percents(f.Side(!f.Higher)))
		p("        distance %.2f, %s after looking at all parameters\n", f.Distance, wording.Chance(f))
		p("        why: %s\n", indent(screen.Wrap(s.Parameters[f.Parameter].Why, 83), 13))
	}
	if x.Effect == nil {
		return
	}
	p("\n    With which assumptions the effect goes\n")
	if len(x.Drivers) == 0 {
		p("    none goes with it by more than chance would\n")
	}
	for _, d := range x.Drivers {
		p("    %s\n", d.Parameter)
		p("        %s\n", indent(screen.Wrap(wording.Drives(d, x.Unit), 87), 8))
	}
}

// indent puts spaces before all lines but the first.
func indent(text string, columns int) string {
	return strings.ReplaceAll(text, "\n", "\n"+strings.Repeat(" ", columns))
}
