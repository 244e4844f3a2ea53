package view

import (
	"slices"
	"testing"
)

func TestCited(t *testing.T) {
	for text, want := range map[string][]string{
		"# A\n\nNo table.\n": {},
		"# A\n\n| File | From | Licence |\n|---|---|---|\n| a | [GeoNames](https://x.org/a), as in the atlas | CC |\n| b | census (of 2009 (in parts)); GeoNames | CC |\n| c | – | – |\n| d | see each line | - |\n| e | reports: many | facts |\n\n| From |\n|---|\n| another table |\n": {"GeoNames", "census", "reports"},
		"| Input | Source |\n|--|--|\n| x | y |\n": {"y"},
		"| Row | Flaw |\n|--|--|\n| x | y |\n":     {},
	} {
		if got := cited(text); !slices.Equal(got, want) {
			t.Errorf("%q, want %q", got, want)
		}
	}
}
