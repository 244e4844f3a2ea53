package text

import (
	"fmt"
	"io"

	"casus/claims"
	"casus/report/screen"
	"casus/report/wording"
)

// Came prints what came of an argument, and who forecast it how well. Others are tables
// kept of other versions of the engine.
func Came(w io.Writer, c *claims.Came, others []*claims.Came) {
	p := func(format string, args ...any) { fmt.Fprintf(w, format, args...) }
	p("\n%s: what came of the argument\n%s\n%s\n\n", c.Title, wording.CameSample(c), wording.CameFound(c))
	var rows [][]string
	for i := range c.Told {
		rows = append(rows, wording.ToldRow(&c.Told[i]))
	}
	screen.Ruled(w, wording.ToldHead, rows)
	table := func(title string, list []claims.Score) {
		p("\n%s\n", title)
		rows = nil
		for _, s := range list {
			rows = append(rows, wording.ScoreRow(s))
		}
		screen.Table(w, wording.ScoreHead, rows)
		p("%s\n", wording.Compared(list))
	}
	all, one := c.Scored()
	if all == 0 {
		p("\nNothing can be scored.\n")
		return
	}
	table("All that is scored", c.Scores)
	if one > 0 && one < all {
		table("Of this what is about the one world that has been", c.Modelled)
	}
	if len(c.Free) > 0 && wording.Marked(c) {
		table(wording.CameFree, c.Free)
	}
	p("\nHow often sentences came true, by their word\n")
	for _, word := range c.Words {
		p("  %s\n", wording.WordCame(word))
	}
	p("%s\n", wording.WordsCame(c.Words))
	if len(others) > 0 {
		p("\nBy version of the engine\n")
		list := append(others, c)
		screen.Table(w, wording.VersionHead, wording.Versions(list))
		p("%s.\n", wording.CameHindsight)
		head, rows := wording.Moved(list)
		screen.Table(w, head, rows)
	}
	p("\n%s\nThe rule: docs/claims.md\n", wording.CameRule)
}

// Outstanding prints which claims have come due without a resolution.
func Outstanding(w io.Writer, list []claims.Outstanding) {
	p := func(format string, args ...any) { fmt.Fprintf(w, format, args...) }
	for i, o := range list {
		if i > 0 {
			p("\n")
		}
		p("%s: %s\n", o.Scenario, wording.Outstanding(o))
		var rows [][]string
		for _, x := range o.Due {
			rows = append(rows, []string{x.Label, x.ID, x.Due, x.Text})
		}
		if len(rows) > 0 {
			screen.Table(w, []string{"", "claim", "due", "sentence"}, rows)
		}
	}
}
