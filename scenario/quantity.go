package scenario

import (
	"encoding/json"
	"fmt"
	"math"
	"strconv"

	"github.com/goccy/go-yaml/ast"

	"casus/scenario/expr"
	"casus/scenario/source"
)

// Quantity is a number in a document: written as a number, or as an expression
// over parameters, such as `exposure.west * 0.5`. The zero Quantity is 0.
type Quantity struct {
	source string
	number *expr.Number // nil until bound, and for literals
	value  float64      // of a literal
}

// Kind is what a document writes for a quantity.
func (*Quantity) Kind() string { return "a number or an expression over parameters" }

// UnmarshalCasus reads a number or an expression.
func (q *Quantity) UnmarshalCasus(node ast.Node) error {
	switch n := node.(type) {
	case *ast.IntegerNode, *ast.FloatNode:
		v, err := strconv.ParseFloat(n.GetToken().Value, 64)
		if err != nil {
			return fmt.Errorf("expected a number, found %s", n.GetToken().Value)
		}
		q.source, q.value = n.GetToken().Value, v
		return nil
	case *ast.StringNode:
		if n.Value == "" {
			return fmt.Errorf("expected %s, found an empty text", q.Kind())
		}
		if source.IsForeign(n.Value) {
			return fmt.Errorf("expected a number, found %q", n.Value)
		}
		q.source = n.Value
		q.value = math.NaN()
		return nil
	}
	return fmt.Errorf("expected %s", q.Kind())
}

// WriteCasus gives the number as it is, and an expression as a text.
func (q Quantity) WriteCasus() (text string, plain bool) { return q.source, q.literal() }

// MarshalJSON gives a number, or an expression as a text.
func (q Quantity) MarshalJSON() ([]byte, error) {
	if q.literal() {
		return json.Marshal(q.value)
	}
	return json.Marshal(q.source)
}

// Number is a quantity that is a number, which is finite.
func Number(x float64) Quantity { return Quantity{source: source.Number(x), value: x} }

// Expression is a quantity that is an expression over parameters. It is checked
// when the scenario is loaded.
func Expression(text string) Quantity { return Quantity{source: text, value: math.NaN()} }

// String gives the number or expression as written.
func (q Quantity) String() string { return q.source }

// IsZero reports whether nothing was written.
func (q Quantity) IsZero() bool { return q.source == "" }

// Whether the quantity is a plain number.
func (q Quantity) literal() bool { return q.source == "" || !math.IsNaN(q.value) }

// bind compiles an expression against the parameters.
func (q *Quantity) bind(scope *expr.Scope) error {
	if q.literal() {
		return nil
	}
	n, err := expr.CompileNumber(q.source, scope)
	if err != nil {
		return err
	}
	q.number = n
	return nil
}

func (q *Quantity) eval(env []float64) float64 {
	if q.number == nil {
		return q.value
	}
	return q.number.Eval(env)
}
