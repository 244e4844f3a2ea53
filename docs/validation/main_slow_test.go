//go:build slow

package main

import (
	"bytes"
	"os"
	"path/filepath"
	"testing"
)

// The pages and their pictures say what the program and the experiments say.
// About ten minutes of processor time.
func TestValidationIsUpToDate(t *testing.T) {
	made, err := pages()
	if err != nil {
		t.Fatal(err)
	}
	for name, want := range made {
		kept, err := os.ReadFile(filepath.Join("..", name))
		if err != nil {
			t.Error(err)
		} else if !bytes.Equal(kept, want) {
			t.Errorf("docs/%s is not what the program gives; go run ./docs/validation", name)
		}
	}
}
