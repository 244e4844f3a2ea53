// Package screen knows where text is read, and fits lines and tables to it. What is not
// a terminal has a fixed width, so that a file holds the same on any machine.
package screen

import (
	"io"
	"os"

	"github.com/charmbracelet/x/term"
)

// Screen is where results are read.
type Screen struct {
	Columns  int
	Colours  bool // whether colours suit it
	Terminal bool
}

// PlainColumns is the width of what is not a terminal, in characters.
const PlainColumns = 100

// Of looks at where a writer writes to.
func Of(w io.Writer) Screen {
	if f, ok := w.(*fitted); ok {
		return f.Screen
	}
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
