package main

import (
	"bytes"
	"os"
	"testing"
)

func TestTablesAreUpToDate(t *testing.T) {
	kept, err := os.ReadFile("../../tables.go")
	if err != nil {
		t.Fatal(err)
	}
	made, err := render()
	if err != nil {
		t.Fatal(err)
	}
	if !bytes.Equal(kept, made) {
		t.Error("portable/tables.go is not what go generate makes")
	}
}
