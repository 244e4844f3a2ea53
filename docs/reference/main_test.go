package main

import (
	"bytes"
	"testing"

	"casus/docs/current"
)

func TestPagesAreUpToDate(t *testing.T) {
	made, err := pages()
	if err != nil {
		t.Fatal(err)
	}
	current.Check(t, made, "does not say what the types say; go generate ./docs/reference")
}

// Only keys that a file can have are listed.
func TestListedKeysCanBeWritten(t *testing.T) {
	if list := keys(); bytes.Contains(list, []byte("| `-` |")) || bytes.Contains(list, []byte("| `` |")) {
		t.Error("a field without a key is listed")
	}
}
