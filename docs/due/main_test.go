package main

import (
	"testing"

	"casus/docs/current"
)

func TestPageIsUpToDate(t *testing.T) {
	made, err := pages(".")
	if err != nil {
		t.Fatal(err)
	}
	current.Check(t, made, "does not say what the tables in docs/due say; go generate ./docs/due")
}
