package view

import (
	"regexp"
	"slices"
	"strings"
)

// sourceColumns are how a table of sources heads the column that names them.
var sourceColumns = []string{"From", "Source"}

var (
	linked   = regexp.MustCompile(`\[([^\]]*)\]\([^)]*\)`)
	aside    = regexp.MustCompile(` ?\([^()]*\)|, (as in|listed) .*`) // says more of a source than its name
	nameless = regexp.MustCompile(`^(see|the same|each) |^[-–]*$`)    // names no source of its own
)

// cited names the sources that the first table of a text in Markdown has, each once,
// without what is between brackets, after a semicolon or a colon.
func cited(markdown string) []string {
	names, column := []string{}, -1
	for line := range strings.Lines(markdown) {
		cells := strings.Split(strings.Trim(strings.TrimSpace(line), "|"), "|")
		switch {
		case !strings.HasPrefix(line, "|"):
			if column >= 0 {
				return names
			}
		case column < 0:
			column = slices.IndexFunc(cells, func(c string) bool { return slices.Contains(sourceColumns, strings.TrimSpace(c)) })
		case column < len(cells):
			name := linked.ReplaceAllString(cells[column], "$1")
			for aside.MatchString(name) {
				name = aside.ReplaceAllString(name, "")
			}
			for name := range strings.SplitSeq(name, ";") {
				name, _, _ = strings.Cut(name, ": ")
				name = strings.Trim(name, " .`")
				if !nameless.MatchString(name) && !slices.Contains(names, name) {
					names = append(names, name)
				}
			}
		}
	}
	return names
}
