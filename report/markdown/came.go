package markdown

import (
	"fmt"
	"io"
	"strings"

	"casus/claims"
	"casus/report/wording"
)

// Came writes a page on what came of an argument, by version of the engine; the last of
// the list is told in full.
func Came(w io.Writer, list []*claims.Came, picture string) {
	p := func(format string, args ...any) { fmt.Fprintf(w, format, args...) }
	table := func(head []string, rows [][]string) {
		p("| %s |\n|%s\n", strings.Join(head, " | "), strings.Repeat("---|", len(head)))
		for _, row := range rows {
			cells := make([]string, len(row))
			for i, cell := range row {
				cells[i] = strings.ReplaceAll(strings.ReplaceAll(cell, "|", "\\|"), "\n", "<br>")
			}
			p("| %s |\n", strings.Join(cells, " | "))
		}
		p("\n")
	}
	c := list[len(list)-1]
	p("# %s: what came of the argument\n\n%s. %s\n\n", c.Title, wording.CameSample(c), wording.CameFound(c))
	if all, _ := c.Scored(); all > 0 {
		p("%s %s\n\n", wording.Compared(c.Scores), wording.WordsCame(c.Words))
	}
	if len(list) > 1 {
		p("## By version of the engine\n\n")
		table(wording.VersionHead, wording.Versions(list))
		p("%s.\n\n", wording.CameHindsight)
		p("What the model gave each sentence:\n\n")
		table(wording.Moved(list))
	}
	for i := len(list) - 1; i >= 0; i-- {
		c := list[i]
		p("## Engine %d, %s\n\n", c.Engine, c.Made)
		if i < len(list)-1 { // of the last the page has it above
			p("%s\n\n", wording.CameFound(c))
		}
		var rows [][]string
		for k := range c.Told {
			rows = append(rows, wording.ToldRow(&c.Told[k]))
		}
		table(wording.ToldHead, rows)
		scores := func(title string, list []claims.Score) {
			rows = nil
			for _, s := range list {
				rows = append(rows, wording.ScoreRow(s))
			}
			p("%s\n\n", title)
			table(wording.ScoreHead, rows)
			p("%s\n\n", wording.Compared(list))
		}
		all, one := c.Scored()
		if all > 0 {
			scores("All that is scored:", c.Scores)
		}
		if one > 0 && one < all {
			scores("Of this what is about the one world that has been:", c.Modelled)
		}
		if len(c.Free) > 0 && wording.Marked(c) {
			scores(wording.CameFree+":", c.Free)
		}
	}
	c = list[len(list)-1]
	if len(c.Words) > 0 {
		p("## Words\n\n")
		if picture != "" {
			p("![%s](%s)\n\n", "How often sentences came true, by their word", picture)
		}
		for _, word := range c.Words {
			p("- %s\n", wording.WordCame(word))
		}
		p("\n")
	}
	p("## How this is made\n\n%s\n\n## Evidence\n\n", wording.CameRule)
	for i := range c.Told {
		p("- **%s** `%s`: %s\n", c.Told[i].Label, c.Told[i].ID, wording.AnsweredSentence(&c.Told[i].Resolution))
	}
}
