package expr

import (
	"math"

	"casus/portable"
)

// value is a compiled node: a closure of its kind, and whether it is the same
// in every environment.
type value struct {
	kind     Kind
	constant bool
	number   NumberFunc
	truth    BoolFunc
}

func computed(f NumberFunc) value { return value{kind: KindNumber, number: f} }

func decided(f BoolFunc) value { return value{kind: KindBool, truth: f} }

func constantNumber(x float64) value {
	return value{kind: KindNumber, constant: true, number: func([]float64) float64 { return x }}
}

func constantBool(b bool) value {
	return value{kind: KindBool, constant: true, truth: func([]float64) bool { return b }}
}

// fold evaluates a value once and for all when everything it depends on is
// constant.
func fold(v value, operands ...value) value {
	for _, o := range operands {
		if !o.constant {
			return v
		}
	}
	if v.kind == KindBool {
		return constantBool(v.truth(nil))
	}
	return constantNumber(v.number(nil))
}

func lookup(index int) value {
	return computed(func(env []float64) float64 {
		if index < len(env) {
			return env[index]
		}
		return math.NaN()
	})
}

func negated(v value) value {
	x := v.number
	return fold(computed(func(env []float64) float64 { return -x(env) }), v)
}

func not(v value) value {
	c := v.truth
	return fold(decided(func(env []float64) bool { return !c(env) }), v)
}

// arithmetic is nil for an operator that is not arithmetic. A constant on
// either side of a sum or product, and the square, are common enough in a
// utility to save the call. Products are rounded, so that a sum of which one
// becomes part cannot be fused with it.
func arithmetic(op string, left, right value) NumberFunc {
	a, b := left.number, right.number
	switch {
	case left.constant:
		c := a(nil)
		switch op {
		case "*":
			return func(env []float64) float64 { return float64(c * b(env)) }
		case "+":
			return func(env []float64) float64 { return c + b(env) }
		case "-":
			return func(env []float64) float64 { return c - b(env) }
		}
	case right.constant:
		c := b(nil)
		switch {
		case op == "*":
			return func(env []float64) float64 { return float64(a(env) * c) }
		case op == "+":
			return func(env []float64) float64 { return a(env) + c }
		case op == "-":
			return func(env []float64) float64 { return a(env) - c }
		case op == "/":
			return func(env []float64) float64 { return a(env) / c }
		case (op == "**" || op == "^") && c == 2:
			return func(env []float64) float64 { x := a(env); return float64(x * x) }
		}
	}
	switch op {
	case "+":
		return func(env []float64) float64 { return a(env) + b(env) }
	case "-":
		return func(env []float64) float64 { return a(env) - b(env) }
	case "*":
		return func(env []float64) float64 { return float64(a(env) * b(env)) }
	case "/":
		return func(env []float64) float64 { return a(env) / b(env) }
	case "%":
		return func(env []float64) float64 { return math.Mod(a(env), b(env)) }
	case "**", "^":
		return func(env []float64) float64 { return portable.Pow(a(env), b(env)) }
	}
	return nil
}

// comparison is nil for an operator that does not compare numbers.
func comparison(op string, left, right value) BoolFunc {
	a, b := left.number, right.number
	switch op {
	case "==":
		return func(env []float64) bool { return a(env) == b(env) }
	case "!=":
		return func(env []float64) bool { return a(env) != b(env) }
	case "<":
		return func(env []float64) bool { return a(env) < b(env) }
	case "<=":
		return func(env []float64) bool { return a(env) <= b(env) }
	case ">":
		return func(env []float64) bool { return a(env) > b(env) }
	case ">=":
		return func(env []float64) bool { return a(env) >= b(env) }
	}
	return nil
}

func conjunction(left, right value) value {
	a, b := left.truth, right.truth
	return fold(decided(func(env []float64) bool { return a(env) && b(env) }), left, right)
}

func disjunction(left, right value) value {
	a, b := left.truth, right.truth
	return fold(decided(func(env []float64) bool { return a(env) || b(env) }), left, right)
}

// choice is then or otherwise, two values of one kind.
func choice(condition, then, otherwise value) value {
	c := condition.truth
	if condition.constant {
		if c(nil) {
			return then
		}
		return otherwise
	}
	if then.kind == KindBool {
		a, b := then.truth, otherwise.truth
		return decided(func(env []float64) bool {
			if c(env) {
				return a(env)
			}
			return b(env)
		})
	}
	a, b := then.number, otherwise.number
	return computed(func(env []float64) float64 {
		if c(env) {
			return a(env)
		}
		return b(env)
	})
}
