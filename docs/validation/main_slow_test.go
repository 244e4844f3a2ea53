//go:build slow

package main

import (
	"bytes"
	"os"
	"path/filepath"
	"testing"
)

// The page and its pictures say what the experiments say. About two minutes of
// processor time.
func TestValidationIsUpToDate(t *testing.T) {
	dir := t.TempDir()
	if err := write(dir); err != nil {
		t.Fatal(err)
	}
	made, err := filepath.Glob(filepath.Join(dir, "validation", "*.svg"))
	if err != nil || len(made) == 0 {
		t.Fatalf("%d pictures, %v", len(made), err)
	}
	for _, path := range append(made, filepath.Join(dir, "validation.md")) {
		name, err := filepath.Rel(dir, path)
		if err != nil {
			t.Fatal(err)
		}
		want, err := os.ReadFile(path)
		if err != nil {
			t.Fatal(err)
		}
		kept, err := os.ReadFile(filepath.Join("..", name))
		if err != nil {
			t.Fatal(err)
		}
		if !bytes.Equal(kept, want) {
			t.Errorf("docs/%s is not what the experiments give; go run ./docs/validation", name)
		}
	}
}
