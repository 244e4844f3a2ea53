package screen

import (
	"bytes"
	"io"
	"regexp"
	"strings"

	"charm.land/lipgloss/v2"
)

// fixed is a space at which no line is broken. It is printed as a space.
const fixed = "\u00a0"

// Whole holds a text together that must stay on one line: a command to be copied, or a
// picture made of characters.
func Whole(text string) string { return strings.ReplaceAll(text, " ", fixed) }

// together are texts that are read as one: an interval, a percentage, a count.
var together = regexp.MustCompile(`\[[^\][]{1,24}\]|\d %|\d of \d|(?:n =|seed|run|is) \d`)

// hold keeps together what is read as one.
func hold(text string) string { return together.ReplaceAllStringFunc(text, Whole) }

// loose is a text as it is printed.
func loose(text string) string { return strings.ReplaceAll(text, fixed, " ") }

// fitted breaks the lines that are written to it.
type fitted struct {
	Screen
	w    io.Writer
	rest []byte // of a line that has not ended
}

// Fit gives a writer that breaks lines wider than the screen between words. What goes on
// stands under the last column of its line, which two spaces or more part from the rest. A word that is wider than the screen
// stays whole. What is written must end with a line's end.
func Fit(w io.Writer) io.Writer { return &fitted{Screen: Of(w), w: w} }

func (f *fitted) Write(b []byte) (int, error) {
	f.rest = append(f.rest, b...)
	end := bytes.LastIndexByte(f.rest, '\n') + 1
	if end == 0 {
		return len(b), nil
	}
	var out strings.Builder
	for line := range strings.Lines(string(f.rest[:end])) {
		out.WriteString(loose(f.broken(strings.TrimSuffix(line, "\n"))) + "\n")
	}
	f.rest = append(f.rest[:0], f.rest[end:]...)
	if _, err := io.WriteString(f.w, out.String()); err != nil {
		return 0, err
	}
	return len(b), nil
}

// broken is a line in parts that fit.
func (f *fitted) broken(line string) string {
	if lipgloss.Width(line) <= f.Columns {
		return line
	}
	start := hang(line, f.Columns*2/3)
	indent := strings.Repeat(" ", lipgloss.Width(line[:start]))
	return line[:start] + strings.ReplaceAll(Wrap(line[start:], f.Columns-len(indent)), "\n", "\n"+indent)
}

// hang is where the last column of a line begins: behind two spaces or more, and not too
// far to the right; else where its text begins.
func hang(line string, most int) int {
	start := len(line) - len(strings.TrimLeft(line, " "))
	for i := start; ; {
		gap := strings.Index(line[i:], "  ")
		if gap < 0 {
			return start
		}
		i += gap
		i += len(line[i:]) - len(strings.TrimLeft(line[i:], " "))
		if i == len(line) || lipgloss.Width(line[:i]) > most {
			return start
		}
		start = i
	}
}

// Wrap breaks a text into lines of at most so many columns, between words. A word that is
// wider stays whole.
func Wrap(text string, columns int) string {
	var lines []string
	for _, line := range strings.Split(hold(text), "\n") {
		words := strings.Split(line, " ")
		now := words[0]
		for _, word := range words[1:] {
			if longer := now + " " + word; lipgloss.Width(longer) <= columns {
				now = longer
				continue
			}
			lines, now = append(lines, strings.TrimRight(now, " ")), word
		}
		lines = append(lines, now)
	}
	return loose(strings.Join(lines, "\n"))
}
