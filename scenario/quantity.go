package scenario

import (
	"fmt"
	"math"
	"strconv"

	"github.com/goccy/go-yaml/ast"

	"casus/scenario/expr"
)

// Quantity is a number in a document: written as a number, or as an expression
// over parameters, such as `exposure.west * 0.5`. The zero Quantity is 0.
type Quantity struct {
	source string
	number *expr.Number // nil until bound, and for literals
	value  float64      // of a literal
}

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
			return fmt.Errorf("expected a number or an expression over parameters, found an empty text")
		}
		q.source = n.Value
		q.value = math.NaN()
		return nil
	}
	return fmt.Errorf("expected a number or an expression over parameters")
}

// String gives the number or expression as written.
func (q Quantity) String() string { return q.source }

// IsZero says whether nothing was written.
func (q Quantity) IsZero() bool { return q.source == "" }

// literal says whether the quantity is a plain number.
func (q *Quantity) literal() bool { return q.source == "" || !math.IsNaN(q.value) }

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
