// Package expr compiles the expressions of a scenario: the utility of an option,
// the condition under which it may be chosen, the formula of a claim.
//
// An expression is arithmetic over names. A [Scope] lists the names that it
// may use; each has a place in a slice of numbers, the environment. Compile
// when the scenario is loaded, evaluate as often as needed:
//
//	scope, err := expr.NewScope("threat", "weight.cost")
//	utility, err := expr.CompileNumber("1.2*threat - weight.cost", scope)
//	worth := utility.Eval([]float64{0.5, 0.1})
//
// # Language
//
// There are two kinds of value, numbers and conditions, and no conversion
// between them. Every name is a number; a flag is 1 or 0 and is tested with
// `flag > 0`.
//
//	1  0.5  1e-3  10_000  true  false  threat  regime.rationality
//	+  -  *  /  %           arithmetic; % keeps the sign of the dividend
//	**  ^                   power, grouping to the right: -2^2 is -4
//	==  !=  <  <=  >  >=    comparison; 0 < x < 1 means 0 < x and x < 1
//	and  or  not  &&  ||  ! logic; `not` binds tighter than a comparison
//	c ? a : b               choice between two values of one kind
//	max(a, b)  log(x)  …    functions, see [Functions]
//
// Nothing else is understood: no text, lists, loops, assignments or comments.
// Each is refused by name and place, as an [*Error].
//
// # Promises
//
// A compiled expression is a tree of closures. Evaluating it allocates
// nothing, does not panic, and is safe for concurrent use. Arithmetic is that
// of float64: 1/0 is +Inf and log(-1) is NaN, which the caller guards
// against. A name whose index lies outside of the environment is NaN.
// Compiling is safe for hostile input: the limits on length, nesting and size
// hold before the parser sees it.
package expr

import (
	"slices"
	"unicode/utf8"

	"github.com/expr-lang/expr/ast"
	"github.com/expr-lang/expr/parser"
)

// Limits of an expression. They leave room for anything that a person writes.
const (
	MaxBytes = 2000 // length of the source
	MaxDepth = 64   // nesting of parentheses, calls, signs, powers and choices; a long sum is not deep
	MaxNodes = 500  // names, literals, operators and calls
)

// Kind of a value.
type Kind uint8

// The kinds of value.
const (
	KindNumber Kind = iota
	KindBool
)

// String is the word for the kind that messages use.
func (k Kind) String() string {
	if k == KindBool {
		return "condition"
	}
	return "number"
}

// NumberFunc evaluates an expression in an environment: a slice in which the
// value of each name of the scope stands at the name's index.
type NumberFunc func(env []float64) float64

// BoolFunc evaluates a condition in an environment, as a [NumberFunc] does.
type BoolFunc func(env []float64) bool

// Number is a compiled expression that yields a number.
type Number struct {
	Source string
	Eval   NumberFunc
	Names  []string // names it mentions, sorted, each once
}

// Condition is a compiled expression that is true or false.
type Condition struct {
	Source string
	Eval   BoolFunc
	Names  []string // names it mentions, sorted, each once
}

// CompileNumber compiles an expression that yields a number.
//
// Errors are of type [*Error]: the source is too long, too deep or too large,
// is not an expression, uses something that the language does not have, an
// unknown name or function, a wrong number of arguments, or a condition where
// a number is needed.
func CompileNumber(src string, s *Scope) (*Number, error) {
	v, names, err := compile(src, s, KindNumber)
	if err != nil {
		return nil, err
	}
	return &Number{Source: src, Eval: v.number, Names: names}, nil
}

// CompileCondition compiles an expression that is true or false. A bare name
// is a number and therefore refused, with the advice to compare it.
//
// Errors are of type [*Error], as in [CompileNumber].
func CompileCondition(src string, s *Scope) (*Condition, error) {
	v, names, err := compile(src, s, KindBool)
	if err != nil {
		return nil, err
	}
	return &Condition{Source: src, Eval: v.truth, Names: names}, nil
}

func compile(src string, s *Scope, want Kind) (value, []string, error) {
	if s == nil {
		s = new(Scope)
	}
	if len(src) > MaxBytes {
		return value{}, nil, newError(src, utf8.RuneCountInString(src[:MaxBytes]),
			"the expression is too long", "at most 2,000 bytes; give parts of it a name of their own")
	}
	tokens, err := scan(src, s)
	if err != nil {
		return value{}, nil, err
	}
	tree, perr := parser.Parse(src)
	if perr != nil {
		return value{}, nil, syntaxError(src, tokens, perr)
	}
	c := &compiler{source: src, scope: s, used: map[string]bool{}}
	v, err := c.want(tree.Node, want, 1)
	if err != nil {
		return value{}, nil, err
	}
	return v, c.names(), nil
}

// compiler turns a syntax tree into a value.
type compiler struct {
	source string
	scope  *Scope
	used   map[string]bool
	visits int
}

func (c *compiler) names() []string {
	names := make([]string, 0, len(c.used))
	for name := range c.used {
		names = append(names, name)
	}
	slices.Sort(names)
	return names
}

// fail places an error at the first character of a node.
func (c *compiler) fail(n ast.Node, message, hint string) *Error {
	return newError(c.source, start(n), message, hint)
}
