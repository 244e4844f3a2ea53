//go:build slow

package main

import (
	"testing"

	"casus/docs/current"
)

// The pages and their pictures say what the program and the experiments say.
// About ten minutes of processor time.
func TestValidationIsUpToDate(t *testing.T) {
	made, err := pages()
	if err != nil {
		t.Fatal(err)
	}
	current.Check(t, made, "is not what the program gives; go run ./docs/validation")
}
