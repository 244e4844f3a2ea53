package main

import (
	"bytes"
	"os"
	"testing"
)

func TestVectorsAreUpToDate(t *testing.T) {
	kept, err := os.ReadFile("../../testdata/vectors.csv")
	if err != nil {
		t.Fatal(err)
	}
	if !bytes.Equal(kept, render()) {
		t.Error("portable/testdata/vectors.csv is not what go generate makes; a change of results is a change for every reader of the vectors")
	}
}
