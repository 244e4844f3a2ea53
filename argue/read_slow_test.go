//go:build slow

package argue

import (
	"fmt"
	"strings"
	"testing"
	"time"
)

// Hostile texts of the largest size end soon: a nesting or a repetition that some
// parser takes badly.
func TestHostileTextsEnd(t *testing.T) {
	full := func(piece string) string { return strings.Repeat(piece, MaxBytes/len(piece)) }
	for _, piece := range []string{
		"<div>", "<b>", "<nav>", "</p>", "<", "<!--", "&", "<p>It may be. ", "<script>",
		"> ", "- ", "[", "![", "*a **b ", "`", "(", "|a", "\\", "[^1]: a\n", "# ", "<a", "_", "a\n===\n", "1. ",
		"may ", "It may be. ", "likely, ", "\"", "U.S. ", "Mr. ", "a.b ", "?", "…", "’", "not ", "chance ", "the ",
		strings.Repeat("> ", 90) + "a\n", strings.Repeat("- ", 90) + "a\n", "> > a\n> b\n", "| may |\n|---|\n", "http://may.be ", "&amp;", "**", "[a](", "<!", "</", "1,000 to ",
	} {
		for _, format := range []Format{Text, Markdown, HTML} {
			inTime(t, fmt.Sprintf("%.20q as %s", piece, format), func() {
				a, err := Read("x", strings.NewReader(full(piece)), format)
				if err == nil {
					_, _ = a.YAML()
				}
			})
			paragraph := strings.Repeat(piece, longRun/len(piece)-1) + "\n\n"
			inTime(t, fmt.Sprintf("paragraphs of %.20q as %s", piece, format), func() { _, _ = Read("x", strings.NewReader(full(paragraph)), format) })
		}
	}
}

// longest is how long a text of the largest size may take on a busy machine.
const longest = time.Minute

func inTime(t *testing.T, what string, read func()) {
	t.Helper()
	began := time.Now()
	read()
	took := time.Since(began)
	if took > longest {
		t.Errorf("%s takes %v", what, took)
	}
	if testing.Verbose() && took > time.Second {
		t.Logf("%s takes %v", what, took)
	}
}
