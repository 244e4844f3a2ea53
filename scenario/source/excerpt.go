package source

import (
	"fmt"
	"strings"
	"unicode"
)

const (
	excerptLines = 3   // shown before and after the line in question
	excerptWidth = 160 // characters of a line that are shown
)

// excerpt draws the lines around a place as goccy/go-yaml draws them in its
// syntax errors, so that all errors look alike. It draws from the text rather
// than with yaml.Path.AnnotateSource, which parses the whole file again for
// every problem, can point at values only and not at keys, and knows no CSV.
// The caret is left out when the column is 0.
func (t *text) excerpt(line, column int) string {
	if line < 1 || line > len(t.lines) {
		return ""
	}
	first, last := max(1, line-excerptLines), min(len(t.lines), line+excerptLines)
	// The end of the last line is not a line.
	if last > line && t.lines[last-1] == "" {
		last--
	}
	from := max(0, column-excerptWidth/2)
	if column <= excerptWidth {
		from = 0
	}
	var b strings.Builder
	for n := first; n <= last; n++ {
		mark := " "
		if n == line {
			mark = ">"
		}
		row := fmt.Sprintf("%s %2d | %s", mark, n, window(t.lines[n-1], from))
		b.WriteString(strings.TrimRight(row, " ") + "\n")
		if n == line && column > 0 {
			indent := len(fmt.Sprintf("> %2d | ", n)) + column - 1 - from
			b.WriteString(strings.Repeat(" ", indent) + "^\n")
		}
	}
	return strings.TrimSuffix(b.String(), "\n")
}

// window is the part of a line that is shown, harmless to a terminal.
func window(line string, from int) string {
	var b strings.Builder
	n := 0
	for _, r := range line {
		if n++; n <= from {
			continue
		}
		if n > from+excerptWidth {
			b.WriteRune('…')
			break
		}
		switch {
		case r == '\t':
			r = ' '
		case !printable(r):
			r = unicode.ReplacementChar
		}
		b.WriteRune(r)
	}
	return b.String()
}
