package source

import (
	"fmt"
	"strings"
	"testing"
	"testing/fstest"
	"time"
)

// Slow to stop, or never: work per byte is bounded, so that the worst that a file may be
// is read, or refused, at once. Before, a line of a million commas took a minute.
func TestTheWorstFilesAreReadAtOnce(t *testing.T) {
	const size = MaxFileBytes - 100
	fill := func(text string) string { return strings.Repeat(text, size/len(text)) }
	numbered := func(n int, format string) string {
		var b strings.Builder
		for i := range n {
			fmt.Fprintf(&b, format, i)
		}
		return b.String()
	}
	read := func(name string, do func(fstest.MapFS) error, text string) {
		t.Helper()
		began := time.Now()
		err := do(fstest.MapFS{"f": {Data: []byte(text)}})
		// A busy machine may take several times as long; quadratic work takes minutes.
		if d := time.Since(began); d > 20*time.Second {
			t.Errorf("%s: %v", name, d)
		}
		if err != nil && len(err.Error()) > 3*size {
			t.Errorf("%s: a message of %d bytes", name, len(err.Error()))
		}
	}
	table := func(f fstest.MapFS) error {
		_, err := ReadCSV(f, "f", "id", "name")
		return err
	}
	for name, text := range map[string]string{
		"commas": fill(","), "quotes": fill(`""`), "wrong rows": "id,name\n" + fill("a\n"), "rows": "id,name\n" + fill("a,\n"), "newlines": fill("\n"),
		"open": "id,name\n\"" + fill("a\n"), "a long cell": "id,name\n" + fill("é") + ",b\n", "long quoted": "id,name\n" + fill("\"a\n\",\"b\"\n"),
	} {
		read("table of "+name, table, text)
	}
	document := func(f fstest.MapFS) error {
		var into struct {
			A string `yaml:"a"`
		}
		_, err := ReadYAML(f, "f", &into)
		return err
	}
	for name, text := range map[string]string{
		"keys": numbered(MaxKeys-1, "k%d: 1\n"), "keys in braces": "{" + numbered(MaxKeys-1, "k%d: 1, ") + "}", "a key again": strings.Repeat("a: 1\n", MaxKeys-1),
		"entries": numbered(maxMarks/2-1, "- %d\n"), "entries in brackets": "[" + numbered(maxMarks-1, "%d,"), "commas": "[" + strings.Repeat(",", maxMarks-1),
		"a long text": "a: " + fill("x"), "a long quote": `a: "` + fill("x"), "spaces": "a: " + fill(" "), "words": "a: " + fill("x "), "a long key": fill("a") + ": 1",
		"tabs": fill("\t\n"), "escapes": `a: "` + fill(`\n`), "anchors": numbered(maxMarks-1, "&a%d "), "lines": strings.Repeat("a\n", maxMarks-1), "brackets": strings.Repeat("[", maxMarks-1),
	} {
		read("document of "+name, document, text)
	}
}
