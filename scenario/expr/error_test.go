package expr

import (
	"errors"
	"strings"
	"testing"
)

func TestErrors(t *testing.T) {
	tests := []struct {
		src          string
		line, column int
		message      string // part of the message
		hint         string // part of the hint
	}{
		{"", 1, 1, "empty", "write a number"},
		{" \n ", 1, 1, "empty", ""},
		{"1 +", 1, 4, "ends too early", ""},
		{"(1 + 2", 1, 7, "ends too early", "closing parenthesis"},
		{"1 + 2)", 1, 6, "unexpected `)`", ""},
		{"* 2", 1, 1, "unexpected `*`", "a value may be missing"},
		{"threat cost", 1, 8, "unexpected `cost`", "operator such as `*`"},
		{"2 (3)", 1, 3, "unexpected `(`", "operator"},
		{"1, 2", 1, 2, "unexpected `,`", "arguments"},
		{"threat > 0 ? 1", 1, 15, "ends too early", ""},
		{"max(1,,2)", 1, 7, "unexpected `,`", ""},

		{"thraet", 1, 1, "unknown name `thraet`", "did you mean `threat`?"},
		{"1 +\n  rationality", 2, 3, "unknown name `rationality`", "did you mean `regime.rationality`?"},
		{"regime.rationalty", 1, 1, "unknown name `regime.rationalty`", "did you mean `regime.rationality`?"},
		{"threat.", 1, 7, "a dot without a word", ""},
		{"threat.not (cost)", 1, 7, "a dot without a word", ""},
		{"threat . 5", 1, 8, "a dot without a word", ""},
		{"threat.cost", 1, 1, "unknown name `threat.cost`", ""},
		{"cost == 1 and not threat ? 1 : 2", 1, 19, "expected a condition after `not`", "`not (threat > …)`"},
		{"cost == 1 and not (threat + 1) ? 1 : 2", 1, 20, "expected a condition after `not`", "`not (a > …)`"},
		{"mxa(1, 2)", 1, 1, "unknown function `mxa`", "did you mean `max`?"},
		{"len(threat)", 1, 1, "unknown function `len`", "functions are abs, between"},
		{"filter(threat, 1)", 1, 1, "unknown function `filter`", ""},
		{"reduce(1..40, #acc)", 1, 1, "unknown function `reduce`", ""},
		{"threat(1)", 1, 1, "`threat` is a number, not a function", "operator"},
		{"true(1)", 1, 1, "`true` is not a function", ""},
		{"1 + max", 1, 5, "`max` is a function", "`max(a, b, …)`"},
		{"(threat).cost(1)", 1, 10, "method call", ""},
		{"(threat + 1).cost", 1, 2, "a dot stands only", ""},
		{"max(1, 2).cost", 1, 1, "a dot stands only", ""},

		{"max(1)", 1, 1, "`max` takes at least 2 arguments, found 1", "write `max(a, b, …)`"},
		{"1 + abs(1, 2)", 1, 5, "`abs` takes 1 argument, found 2", "write `abs(x)`"},
		{"clamp(1, 2)", 1, 1, "`clamp` takes 3 arguments, found 2", "write `clamp(x, lo, hi)`"},
		{"log()", 1, 1, "found 0", ""},

		{"threat > 0", 1, 1, "expected a number, found a condition", "? 1 : 0"},
		{"1 + true", 1, 5, "expected a number, found a condition", ""},
		{"1 + (cost > 2)", 1, 6, "expected a number", ""},
		{"max(1, cost > 2)", 1, 8, "expected a number", ""},
		{"-true", 1, 2, "expected a number after `-`", ""},
		{"threat ? 1 : 2", 1, 1, "expected a condition, found a number", "write `threat > 0`"},
		{"(threat and cost > 1) ? 1 : 2", 1, 2, "expected a condition", "write `threat > 0`"},
		{"cost > 1 and regime.rationality ? 1 : 2", 1, 14, "expected a condition", "write `regime.rationality > 0`"},
		{"(1 + 1 or true) ? 1 : 2", 1, 2, "expected a condition", "compare it"},
		{"(not threat > 1) ? 1 : 2", 1, 6, "expected a condition after `not`", "`not (threat > …)`"},
		{"true == true ? 1 : 2", 1, 1, "expected a number", ""},
		{"cost == 1 == 1 ? 1 : 2", 1, 1, "expected a number", ""},
		{"true ? 1 : false", 1, 12, "between a number and a condition", "one kind"},

		{"'a' + 1", 1, 1, "text is not supported", ""},
		{`"a`, 1, 3, "text is not supported", ""},
		{"b'a'", 1, 1, "text is not supported", ""},
		{"`a`", 1, 1, "text is not supported", ""},
		{"[1, 2]", 1, 1, "a list", ""},
		{"threat[0]", 1, 7, "indexing and slicing", ""},
		{"threat[1:2]", 1, 7, "indexing and slicing", ""},
		{"{a: 1}", 1, 1, "a map or block", ""},
		{"max(1, {1})", 1, 8, "a map or block", ""},
		{"1]", 1, 2, "unexpected `]`", ""},
		{"nil", 1, 1, "`nil` is not supported", ""},
		{"threat | max(1)", 1, 8, "pipe", ""},
		{"threat?.cost", 1, 7, "optional access", ""},
		{"threat ?? cost", 1, 8, "`??`", ""},
		{"true ?: 1", 1, 6, "short choice", ""},
		{"1..3", 1, 2, "a range", "between"},
		{"::max(1, 2)", 1, 1, "`::`", ""},
		{"1; 2", 1, 2, "several expressions", ""},
		{"#", 1, 1, "`#`", ""},
		{"let x = 1; x", 1, 1, "`let`", ""},
		{"if true {1} else {2}", 1, 1, "`if`", "condition ? a : b"},
		{"threat in cost", 1, 8, "`in`", ""},
		{"threat not in cost", 1, 12, "`in`", ""},
		{"threat matches cost", 1, 8, "`matches`", ""},
		{"threat contains 1", 1, 8, "`contains`", ""},
		{"threat = 1 ? 1 : 2", 1, 8, "a single `=`", "`==`"},
		{"threat =< 1 ? 1 : 2", 1, 8, "`=<` is not supported", "write `<=`"},
		{"true & true", 1, 6, "a single `&`", "`and`"},
		{"threat <* 1", 1, 8, "unknown operator `<*`", ""},
		{"threat // cost", 1, 8, "a comment", "single `/`"},
		{"threat /* x */ + 1", 1, 8, "a comment", ""},
		{"é + 1 /* x", 1, 7, "a comment", ""},
		{"threat @ 1", 1, 8, `unexpected character '@'`, ""},
		{"2threat", 1, 2, "a number runs into a letter", ""},
		{"0x1F", 1, 1, "not decimal", ""},
		{"1e999", 1, 1, "cannot be read", ""},
		{"1e", 1, 1, "cannot be read", ""},
		{"99999999999999999999", 1, 1, "too large", "1e20"},
		{"1 + \xff", 1, 5, "not UTF-8", ""},

		{strings.Repeat("1+", 1000) + "1", 1, 2001, "too long", "2,000 bytes"},
		{strings.Repeat("1+", 500) + "1", 1, 1, "too large", "500"},
		{strings.Repeat("(", 65) + "1" + strings.Repeat(")", 65), 1, 65, "too deeply", ""},
		{strings.Repeat("-", 65) + "1", 1, 65, "too deeply", ""},
		{strings.Repeat("-", 64) + "1", 1, 65, "too deeply", ""},
		{strings.Repeat("2**", 100) + "1", 1, 190, "too deeply", ""},
		{strings.Repeat("true?1:", 100) + "1", 1, 442, "too deeply", ""},
		{strings.Repeat("1<(", 64) + "1", 1, 194, "ends too early", ""},
	}
	for _, tt := range tests {
		t.Run(tt.src, func(t *testing.T) {
			_, err := CompileNumber(tt.src, scope(t))
			var e *Error
			if !errors.As(err, &e) {
				t.Fatalf("got %v, want an *Error", err)
			}
			if e.Line != tt.line || e.Column != tt.column {
				t.Errorf("at %d:%d, want %d:%d (%v)", e.Line, e.Column, tt.line, tt.column, e)
			}
			if !strings.Contains(e.Message, tt.message) {
				t.Errorf("message %q lacks %q", e.Message, tt.message)
			}
			if !strings.Contains(e.Hint, tt.hint) {
				t.Errorf("hint %q lacks %q", e.Hint, tt.hint)
			}
			if strings.Contains(e.Error(), "\n") || e.Source != tt.src {
				t.Errorf("not one line, or of another source: %q", e.Error())
			}
		})
	}
}

func TestConditionErrors(t *testing.T) {
	for src, hint := range map[string]string{
		"flag":               "write `flag > 0`",
		"regime.rationality": "write `regime.rationality > 0`",
		"1":                  "compare it",
		"threat + 1":         "compare it",
		"true ? 1 : 2":       "compare it",
	} {
		_, err := CompileCondition(src, scope(t))
		var e *Error
		if !errors.As(err, &e) || !strings.Contains(e.Hint, hint) || e.Message != "expected a condition, found a number" {
			t.Errorf("%s: got %v", src, err)
		}
	}
}

func TestErrorIsOneLine(t *testing.T) {
	_, err := CompileNumber("1 +\n thraet", scope(t))
	if want := "expression 2:2: unknown name `thraet` (did you mean `threat`?)"; err == nil || err.Error() != want {
		t.Errorf("got %v, want %s", err, want)
	}
	var e *Error
	if errors.As(err, &e); e.Offset != 5 {
		t.Errorf("offset %d", e.Offset)
	}
}

// Comparisons in a row share their middle in the tree, so that middles inside
// of middles would take twice the work at every level.
func TestSharedMiddlesDoNotExplode(t *testing.T) {
	src := "threat"
	for range 12 {
		src = "(0<" + src + "<1?1:0)"
	}
	_, err := CompileNumber(src, scope(t))
	var e *Error
	if !errors.As(err, &e) || !strings.Contains(e.Message, "too large") {
		t.Errorf("got %v", err)
	}
}
