package expr

import (
	"fmt"

	"github.com/expr-lang/expr/parser/lexer"
)

// refusal names an operator of the parser's language that ours does not have.
type refusal struct{ message, hint string }

var refusals = map[string]refusal{
	"|":          {"a pipe `|` is not supported", "write `or` for a choice of conditions, `max(a, b)` for a call"},
	"?.":         {"optional access `?.` is not supported", "put a space after `?` when a number follows it"},
	"??":         {"the default operator `??` is not supported", "every name has a number"},
	"..":         {"a range `..` is not supported", "test an interval with `between(x, lo, hi)`"},
	"::":         {"`::` is not supported", "call functions by their name alone"},
	";":          {"several expressions with `;` are not supported", "write one expression"},
	"#":          {"`#` is not supported", "expressions have no loops"},
	"##":         {"`#` is not supported", "expressions have no loops"},
	"let":        {"`let` is not supported", "give the part a name of its own in the scenario"},
	"if":         {"`if` is not supported", "write `condition ? a : b`"},
	"else":       {"`else` is not supported", "write `condition ? a : b`"},
	"in":         {"`in` is not supported", "compare with `==`, or use `between(x, lo, hi)`"},
	"matches":    {"`matches` is not supported", "expressions have no text"},
	"contains":   {"`contains` is not supported", "expressions have no text"},
	"startsWith": {"`startsWith` is not supported", "expressions have no text"},
	"endsWith":   {"`endsWith` is not supported", "expressions have no text"},
	"=":          {"a single `=` is not supported", "compare with `==`"},
	"&":          {"a single `&` is not supported", "write `and`"},
}

func (sc *scanner) operator(i int) error {
	t := sc.tokens[i]
	if next := sc.tokens[i+1]; t.Value == "=" && (next.Value == "<" || next.Value == ">") {
		return sc.fail(t, fmt.Sprintf("`=%s` is not supported", next.Value), fmt.Sprintf("write `%s=`", next.Value))
	}
	if r, ok := refusals[t.Value]; ok {
		return sc.fail(t, r.message, r.hint)
	}
	switch t.Value {
	case "+", "-", "not", "!":
		// A sign after a value is a sum; only signs in a row nest.
		if sc.signs++; sc.signs > MaxDepth {
			return sc.fail(t, "the expression is nested too deeply", "at most 64 signs in a row")
		}
		return nil
	case "?":
		if sc.tokens[i+1].Is(lexer.Operator, ":") {
			return sc.fail(t, "the short choice `?:` is not supported", "write `condition ? a : b`")
		}
	case ".":
		if !sc.tokens[i+1].Is(lexer.Identifier) {
			return sc.fail(t, "a dot without a word after it", "names look like `threat` or `weight.cost`")
		}
	case "*", "/", "%", "**", "^", "==", "!=", "<", "<=", ">", ">=", "and", "or", "&&", "||", ":", ",":
	default:
		return sc.fail(t, fmt.Sprintf("unknown operator `%s`", t.Value), "put a space between two operators")
	}
	sc.signs = 0
	return nil
}
