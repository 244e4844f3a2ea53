package main

import (
	"os"
	"testing"
)

func TestViewIsUpToDate(t *testing.T) {
	got, err := os.ReadFile("../../src/view.ts")
	if err != nil {
		t.Fatal(err)
	}
	if string(got) != source() {
		t.Error("src/view.ts is not what report/view gives: go generate ./web")
	}
}
