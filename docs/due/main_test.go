package main

import (
	"bytes"
	"os"
	"path/filepath"
	"testing"
)

func TestPageIsUpToDate(t *testing.T) {
	made, err := pages(".")
	if err != nil {
		t.Fatal(err)
	}
	for name, want := range made {
		kept, err := os.ReadFile(filepath.Join("..", name))
		if err != nil {
			t.Fatal(err)
		}
		if !bytes.Equal(kept, want) {
			t.Errorf("docs/%s does not say what the tables in docs/due say; go generate ./docs/due", name)
		}
	}
}
