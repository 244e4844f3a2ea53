package expr

import (
	"errors"
	"fmt"
	"strings"
	"unicode/utf8"

	"github.com/expr-lang/expr/file"
	"github.com/expr-lang/expr/parser/lexer"
)

// Error says what is wrong with an expression, where, and what to do.
type Error struct {
	Source       string // the whole expression
	Offset       int    // characters (runes) before the place, from 0
	Line, Column int    // of the place inside the expression, in characters from 1
	Message      string
	Hint         string // what to write instead; may be empty
	Name         string // the name that is unknown; may be empty
}

// Error is one line: place, message and hint.
func (e *Error) Error() string {
	text := fmt.Sprintf("expression %d:%d: %s", e.Line, e.Column, e.Message)
	if e.Hint != "" {
		text += " (" + e.Hint + ")"
	}
	return text
}

func newError(src string, offset int, message, hint string) *Error {
	e := &Error{Source: src, Line: 1, Column: 1, Message: message, Hint: hint}
	for _, r := range src {
		if e.Offset == offset {
			break
		}
		e.Offset++
		e.Column++
		if r == '\n' {
			e.Line++
			e.Column = 1
		}
	}
	return e
}

// syntaxError puts a complaint of the parser into plain words. The parser
// names the kinds of its tokens; the reader knows only what is written.
func syntaxError(src string, tokens []lexer.Token, err error) *Error {
	var e *file.Error
	if !errors.As(err, &e) {
		return newError(src, 0, "this is not an expression", "")
	}
	if !strings.HasSuffix(e.Message, "EOF") {
		for _, t := range tokens {
			if t.From == e.From && t.Kind != lexer.EOF {
				return newError(src, e.From, fmt.Sprintf("unexpected `%s`", t.Value), misplaced(t))
			}
		}
	}
	return newError(src, utf8.RuneCountInString(src), "the expression ends too early",
		"a value, a closing parenthesis or the `:` of a choice is missing")
}

func misplaced(t lexer.Token) string {
	switch {
	case t.Is(lexer.Identifier), t.Is(lexer.Number), t.Is(lexer.Bracket, "("):
		return "an operator such as `*` or `and` may be missing before it"
	case t.Is(lexer.Operator, ","):
		return "commas stand only between the arguments of a function"
	case t.Is(lexer.Operator, ":"):
		return "`:` stands only in a choice, `condition ? a : b`"
	case t.Is(lexer.Bracket, ")"):
		return "a value may be missing before it, or there is one parenthesis too many"
	}
	return "a value may be missing before it"
}
