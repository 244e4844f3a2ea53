package main

import (
	"os"
	"testing"
)

func TestTypesAreUpToDate(t *testing.T) {
	page, api := sources()
	for name, want := range map[string]string{"../../src/view.ts": page, "../../src/live/api.ts": api} {
		got, err := os.ReadFile(name)
		if err != nil {
			t.Fatal(err)
		}
		if string(got) != want {
			t.Errorf("%s is not what Go gives: go generate ./web", name)
		}
	}
}
