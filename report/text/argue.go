package text

import (
	"fmt"
	"io"
	"strings"

	"casus/argue"
	"casus/claims"
	"casus/report/number"
	"casus/report/screen"
	"casus/report/wording"
)

// Estimates prints the sentences of an article that estimate, and what to do next. Into
// is the file that drafts were written to, and scenario that whose outcomes were looked
// through; "" where there is none. Name is that of the article on the command line.
func Estimates(w io.Writer, a *argue.Article, name, scenario, into string) {
	p := func(format string, args ...any) { fmt.Fprintf(w, format, args...) }
	p("\n%s (%s): %s, %s\n", a.File, a.Format, number.Of(a.Sentences, "sentence"), number.Of(len(a.Estimates), "estimate"))
	if into == "" {
		doc := a.Claims()
		for i, e := range a.Estimates {
			p("\n%-4s %s\n", doc.Claims[i].Statement, indent(screen.Wrap("“"+e.Sentence+"”", 90), 5))
			row := func(key, text string) {
				if text != "" {
					p("     %-9s %s\n", key, indent(screen.Wrap(text, 80), 15))
				}
			}
			word := e.Word
			if word != "" {
				word += ", that is " + e.Means
			}
			row("word", word)
			row("read as", e.Note)
			row("line", fmt.Sprintf("%d, paragraph %d", e.Line, e.Paragraph))
			for n, g := range e.Guess {
				key := ""
				if n == 0 {
					key = "perhaps"
				}
				p("     %-9s %s\n", key, indent(screen.Wrap(guess(g), 80), 15))
			}
			row("missing", wording.Parts(doc.Claims[i].Missing))
		}
	}
	p("\n")
	if a.Plain > 0 {
		p("Not marked: %s with will or shall and no word of likelihood\n", number.Of(a.Plain, "sentence"))
	}
	if a.Long > 0 {
		p("Not looked at: %s of more than %d characters\n", number.Of(a.Long, "sentence"), argue.MaxSentence)
	}
	switch {
	case len(a.Estimates) == 0:
		p("No sentence has a word of likelihood that is known; docs/argue.md lists them\n")
	case into != "":
		p("%s holds %s of claims: each lacks its formula, and is not tested before it has one (docs/argue.md)\n", into, number.Of(len(a.Estimates), "draft"))
		if scenario == "" {
			scenario = "SCENARIO"
		}
		p("Next: what formulas can speak of   %s\n", screen.Whole(wording.Command("casus", "show", scenario, "--outcomes")))
		p("      a scenario of your own        %s\n", screen.Whole("casus new MINE --from "+wording.Folder(scenario)+", and the file into MINE/claims.yaml"))
	default:
		scenario := scenario
		if scenario == "" {
			p("No outcome is guessed without --scenario\n")
			scenario = "SCENARIO"
		}
		p("Next: write drafts of claims   %s\n", screen.Whole(wording.Command("casus", "argue", name, "--scenario", scenario, "--out", "claims.yaml")))
	}
}

// guess is an outcome that a sentence may be about, what it is, and why it is guessed.
func guess(g claims.Guess) string {
	text := g.Outcome + ": " + g.Means
	if g.Series != "" {
		text += " (" + g.Series + ")"
	}
	return text + "; by " + strings.Join(g.Words, ", ")
}

// Expressions prints the words of likelihood that are looked for.
func Expressions(w io.Writer, list []argue.Expression) {
	var rows [][]string
	for _, e := range list {
		word := e.Word
		if word == "" {
			word = "no range"
		}
		rows = append(rows, []string{word, e.Means, strings.ReplaceAll(e.Pattern, "|", " | "), e.Source})
	}
	screen.Ruled(w, []string{"read as", "range", "expression", "source"}, rows)
	fmt.Fprintf(w, "\nHow to read an expression, and the titles of the sources: docs/argue.md\n")
}
