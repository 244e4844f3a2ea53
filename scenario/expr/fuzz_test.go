package expr

import (
	"errors"
	"strings"
	"testing"
	"unicode/utf8"

	"casus/files/bounded"
)

// FuzzCompile: whatever is written, compiling ends with an expression that
// evaluates or with an error that has a place inside the source.
func FuzzCompile(f *testing.F) {
	for _, seed := range []string{
		"1.2*threat - 0.8*cost + 0.5*max(0, violence-0.3) - 0.1*(flag > 0.5 ? 1 : 0)",
		"between(regime.rationality, 0, 1) and not (debt > 0)", "0 < threat < 1 or flag >= 1 && cost != 2",
		"reduce(1..40, #acc + #acc, \"aaaaaaaaaa\")", "let x = 1; x", "if true {1} else {2}", "a?.b[1:2]",
		"filter([1], {# > 1})", "threat | max(1)", "::max(1,2)", "1e999 + 0x1F", "b'\\x00'", "`a`` `", "not not in",
		"a ?? b ?: c", "/* */ // \n", "((((((((", "------1", "2**2**2**2", "é\xff", "true?1:true?2:3", "max(1,2,)",
	} {
		f.Add(seed)
	}
	s := scope(f)
	f.Fuzz(func(t *testing.T, src string) {
		var errNumber, errCondition error
		bounded.Read(t, func() {
			_, errNumber = CompileNumber(src, s)
			_, errCondition = CompileCondition(src, s)
		})
		if errNumber == nil && errCondition == nil {
			t.Error("both a number and a condition")
		}
		if n, err := CompileNumber(src, s); err == nil {
			n.Eval(env)
			n.Eval(nil)
		}
		if c, err := CompileCondition(src, s); err == nil {
			c.Eval(env)
			c.Eval(nil)
		}
		for _, err := range []error{errNumber, errCondition} {
			var e *Error
			if err == nil {
				continue
			}
			if !errors.As(err, &e) {
				t.Fatalf("%T", err)
			}
			if e.Line < 1 || e.Column < 1 || e.Offset > utf8.RuneCountInString(src) {
				t.Errorf("misplaced: %+v", e)
			}
			if e.Message == "" || e.Message == "this is not an expression" || strings.Contains(e.Message, "this construct") {
				t.Errorf("says nothing about %q: %v", src, e)
			}
		}
	})
}
