package expr

import (
	"strings"
	"testing"
)

func TestSuggest(t *testing.T) {
	names := []string{"threshold", "threat", "cost", "regime.rationality", "id", "crisis_days"}
	for word, want := range map[string]string{
		"treshold":              "threshold",
		"thraet":                "threat",
		"Threat":                "threat",
		"cots":                  "cost",
		"costs":                 "cost",
		"ix":                    "id",
		"crisisdays":            "crisis_days",
		"rationality":           "regime.rationality",
		"Crisis":                "crisis_days",
		"thr":                   "", // two begin with it
		"cr":                    "",
		"banana":                "",
		"x":                     "",
		"":                      "",
		strings.Repeat("a", 99): "",
	} {
		if got := Suggest(word, names); got != want {
			t.Errorf("%q: got %q, want %q", word, got, want)
		}
	}
	if got := Suggest("abc", nil); got != "" {
		t.Errorf("got %q", got)
	}
}

func TestDistance(t *testing.T) {
	tests := []struct {
		a, b string
		want int
	}{
		{"", "", 0}, {"a", "", 1}, {"", "ab", 2}, {"abc", "abc", 0}, {"abc", "acb", 1},
		{"kitten", "sitting", 3}, {"ca", "abc", 3}, {"угроза", "угорза", 1},
	}
	for _, tt := range tests {
		if got := distance([]rune(tt.a), []rune(tt.b), 99); got != tt.want {
			t.Errorf("%q %q: got %d, want %d", tt.a, tt.b, got, tt.want)
		}
		if got := distance([]rune(tt.b), []rune(tt.a), 99); got != tt.want {
			t.Errorf("%q %q: not symmetric", tt.b, tt.a)
		}
	}
}
