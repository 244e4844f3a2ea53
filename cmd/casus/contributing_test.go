package main

import (
	"os"
	"regexp"
	"testing"
)

// The tour in CONTRIBUTING.md leads to functions that exist.
func TestTour(t *testing.T) {
	page, err := os.ReadFile("../../CONTRIBUTING.md")
	if err != nil {
		t.Fatal(err)
	}
	stops := regexp.MustCompile("(?m)^\\| \\d+ \\| `(.+?)` \\| `(.+?)` \\|").FindAllSubmatch(page, -1)
	if len(stops) != 10 {
		t.Errorf("%d stops, not 10", len(stops))
	}
	for _, s := range stops {
		file, function := string(s[1]), string(s[2])
		code, err := os.ReadFile("../../" + file)
		if err != nil {
			t.Error(err)
			continue
		}
		if !regexp.MustCompile(`(?m)^func (\(.+?\) )?` + function + `\(`).Match(code) {
			t.Errorf("%s has no function %s", file, function)
		}
	}
}
