// Package screen knows where text is read, and fits tables to it. What is not a
// terminal has a fixed width, so that a file holds the same on any machine.
package screen

import (
	"fmt"
	"io"
	"os"

	"charm.land/lipgloss/v2"
	"charm.land/lipgloss/v2/table"
	"github.com/charmbracelet/x/ansi"
	"github.com/charmbracelet/x/term"
)

// Screen is where results are read.
type Screen struct {
	Columns  int
	Colours  bool // whether colours suit it
	Terminal bool
}

// PlainColumns is the width of what is not a terminal, in characters.
const PlainColumns = 80

// Of looks at where a writer writes to.
func Of(w io.Writer) Screen {
	s := Screen{Columns: PlainColumns}
	f, ok := w.(interface{ Fd() uintptr })
	if !ok || !term.IsTerminal(f.Fd()) {
		return s
	}
	s.Terminal = true
	if columns, _, err := term.GetSize(f.Fd()); err == nil && columns > 0 {
		s.Columns = columns
	}
	s.Colours = os.Getenv("NO_COLOR") == "" && os.Getenv("TERM") != "dumb"
	return s
}

// Table prints a table; on a terminal it breaks the lines of one that is wider.
func Table(w io.Writer, head []string, rows [][]string) {
	t := table.New().Headers(head...).Rows(rows...)
	text := t.String()
	if s := Of(w); s.Terminal && lipgloss.Width(text) > s.Columns {
		text = t.Width(s.Columns).String()
	}
	fmt.Fprintln(w, text)
}

// Wrap breaks a text into lines of at most so many columns.
func Wrap(text string, columns int) string { return ansi.Wordwrap(text, columns, "") }
