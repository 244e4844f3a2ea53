package expr

import (
	"errors"
	"fmt"
	"strconv"
	"strings"
	"unicode"
	"unicode/utf8"

	"github.com/expr-lang/expr/file"
	"github.com/expr-lang/expr/parser/lexer"
)

// scan reads the tokens of a source before the parser does. The parser's
// language is larger than ours and its descent is recursive: what we do not
// have, and nesting without end, is refused here, while its place is exact.
func scan(src string, s *Scope) ([]lexer.Token, error) {
	if !utf8.ValidString(src) {
		return nil, newError(src, invalidAt(src), "this is not UTF-8 text", "save the file as UTF-8")
	}
	if strings.TrimSpace(src) == "" {
		return nil, newError(src, 0, "the expression is empty", "write a number, a name or a formula")
	}
	tokens, err := lexer.Lex(file.NewSource(src))
	if err != nil {
		return nil, lexicalError(src, err)
	}
	sc := scanner{source: src, runes: []rune(src), tokens: tokens, scope: s}
	for i := range tokens {
		if err := sc.check(i); err != nil {
			return nil, err
		}
	}
	return tokens, nil
}

type scanner struct {
	source string
	runes  []rune
	tokens []lexer.Token
	scope  *Scope
	open   int // parentheses open
	signs  int // signs and negations in a row
	end    int // where the last token ended
}

func (sc *scanner) check(i int) error {
	t := sc.tokens[i]
	if err := sc.gap(t); err != nil {
		return err
	}
	sc.end = t.To
	switch t.Kind {
	case lexer.String, lexer.Bytes:
		return sc.fail(t, "text is not supported", "expressions compute with numbers and conditions only")
	case lexer.Number:
		return sc.literal(i)
	case lexer.Identifier:
		return sc.word(i)
	case lexer.Bracket:
		return sc.bracket(i)
	case lexer.Operator:
		return sc.operator(i)
	}
	return nil
}

// gap refuses comments, which the lexer skips: `a // b` is a slip for a
// division far more often than a remark.
func (sc *scanner) gap(t lexer.Token) error {
	from := t.From
	if t.Kind == lexer.EOF {
		from = len(sc.runes)
	}
	for at := sc.end; at < from; at++ {
		if !unicode.IsSpace(sc.runes[at]) {
			return newError(sc.source, at, "a comment is not supported",
				"divide with a single `/`; put remarks into the YAML, after `#`")
		}
	}
	return nil
}

func (sc *scanner) literal(i int) error {
	sc.signs = 0
	t := sc.tokens[i]
	text := strings.ReplaceAll(t.Value, "_", "")
	if len(text) > 1 && text[0] == '0' && strings.ContainsRune("xXoObB", rune(text[1])) {
		return sc.fail(t, fmt.Sprintf("the number `%s` is not decimal", t.Value), "write it with the digits 0 to 9")
	}
	if _, err := strconv.ParseFloat(text, 64); err != nil {
		return sc.fail(t, fmt.Sprintf("the number `%s` cannot be read", t.Value), "write it as 12, 0.5 or 1e-3, below 1e308")
	}
	if _, err := strconv.ParseInt(text, 10, 64); errors.Is(err, strconv.ErrRange) {
		return sc.fail(t, fmt.Sprintf("the whole number `%s` is too large", t.Value), "write it as 1e20")
	}
	return nil
}

func (sc *scanner) word(i int) error {
	sc.signs = 0
	t := sc.tokens[i]
	member := i > 0 && sc.tokens[i-1].Is(lexer.Operator, ".")
	call := sc.tokens[i+1].Is(lexer.Bracket, "(")
	switch {
	case !call && !member && t.Value == "nil":
		return sc.fail(t, "`nil` is not supported", "every name has a number; 0 stands for none")
	case !call:
		return nil
	case member:
		return sc.fail(t, "a method call is not supported", "functions stand alone: `max(a, b)`")
	}
	if _, ok := functions[t.Value]; ok {
		return nil
	}
	if _, ok := sc.scope.Index(t.Value); ok {
		return sc.fail(t, fmt.Sprintf("`%s` is a number, not a function", t.Value), "an operator such as `*` may be missing after it")
	}
	if reserved[t.Value] {
		return sc.fail(t, fmt.Sprintf("`%s` is not a function", t.Value), "an operator such as `and` may be missing after it")
	}
	hint := "functions are " + functionList
	if near := Suggest(t.Value, functionNames); near != "" {
		hint = fmt.Sprintf("did you mean `%s`?", near)
	}
	return sc.fail(t, fmt.Sprintf("unknown function `%s`", t.Value), hint)
}

func (sc *scanner) bracket(i int) error {
	sc.signs = 0
	t := sc.tokens[i]
	switch t.Value {
	case "(":
		if sc.open++; sc.open > MaxDepth {
			return sc.fail(t, "the expression is nested too deeply", "at most 64 levels; give parts of it a name of their own")
		}
	case ")":
		sc.open--
	case "[":
		if i > 0 && (sc.tokens[i-1].Is(lexer.Identifier) || sc.tokens[i-1].Is(lexer.Bracket, ")", "]")) {
			return sc.fail(t, "indexing and slicing with `[…]` are not supported", "use a name with dots, such as `weight.cost`")
		}
		return sc.fail(t, "a list `[…]` is not supported", "functions take their arguments directly: `max(a, b)`")
	case "{":
		return sc.fail(t, "a map or block `{…}` is not supported", "group with parentheses")
	default:
		return sc.fail(t, fmt.Sprintf("unexpected `%s`", t.Value), "group with parentheses")
	}
	return nil
}

func (sc *scanner) fail(t lexer.Token, message, hint string) error {
	return newError(sc.source, t.From, message, hint)
}

func lexicalError(src string, err error) *Error {
	var e *file.Error
	if !errors.As(err, &e) {
		return newError(src, 0, "this is not an expression", "")
	}
	runes := []rune(src)
	switch {
	case strings.HasPrefix(e.Message, "unrecognized character") && e.From < len(runes):
		return newError(src, e.From, fmt.Sprintf("unexpected character %q", runes[e.From]), "")
	case strings.HasPrefix(e.Message, "bad number"):
		return newError(src, e.From, "a number runs into a letter", "an operator such as `*` may be missing")
	case e.Message == "unclosed comment":
		return newError(src, strings.Count(src[:strings.Index(src, "/*")], "")-1, "a comment is not supported",
			"put remarks into the YAML, after `#`")
	}
	return newError(src, e.From, "text is not supported", "expressions compute with numbers and conditions only")
}

// invalidAt counts the characters before the first byte that is not UTF-8.
func invalidAt(src string) int {
	count := 0
	for i, r := range src {
		if _, size := utf8.DecodeRuneInString(src[i:]); r == utf8.RuneError && size == 1 {
			break
		}
		count++
	}
	return count
}
