package main

import (
	"bytes"
	"os"
	"path/filepath"
	"testing"
)

func TestPagesAreUpToDate(t *testing.T) {
	made, err := pages()
	if err != nil {
		t.Fatal(err)
	}
	for name, want := range made {
		kept, err := os.ReadFile(filepath.Join("..", name))
		if err != nil {
			t.Fatal(err)
		}
		if !bytes.Equal(kept, want) {
			t.Errorf("docs/%s does not say what the types say; go generate ./docs/reference", name)
		}
	}
}

// Only keys that a file can have are listed.
func TestListedKeysCanBeWritten(t *testing.T) {
	if list := keys(); bytes.Contains(list, []byte("| `-` |")) || bytes.Contains(list, []byte("| `` |")) {
		t.Error("a field without a key is listed")
	}
}
