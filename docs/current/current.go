// Package current tests that pages which commands make are kept as they are made now.
package current

import (
	"bytes"
	"os"
	"path/filepath"
	"testing"
)

// Check compares pages, by their names below docs, with those that are kept. Otherwise
// ends the sentence "docs/NAME …": what it does not say, and the command that makes it anew.
// The test runs in a folder of docs.
func Check(t *testing.T, made map[string][]byte, otherwise string) {
	t.Helper()
	for name, want := range made {
		kept, err := os.ReadFile(filepath.Join("..", name))
		if err != nil {
			t.Error(err)
		} else if !bytes.Equal(kept, want) {
			t.Errorf("docs/%s %s", name, otherwise)
		}
	}
}
