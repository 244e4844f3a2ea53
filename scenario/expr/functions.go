package expr

import (
	"maps"
	"math"
	"slices"
	"strings"

	"casus/portable"
)

// Function describes a function of the language.
type Function struct {
	Name       string
	Parameters string // as in a call: "x, lo, hi"
	Result     Kind   // all parameters are numbers
	Doc        string // one sentence
}

// Functions lists the functions of the language by name.
func Functions() []Function {
	list := make([]Function, 0, len(functionNames))
	for _, name := range functionNames {
		f := functions[name]
		list = append(list, Function{Name: name, Parameters: f.parameters, Result: f.result, Doc: f.doc})
	}
	return list
}

type function struct {
	parameters string
	least      int
	most       int // 0: any number
	result     Kind
	doc        string
	build      func(args []value) value
}

var functions = map[string]function{
	"abs":      unary("|x|", math.Abs),
	"exp":      unary("e to the power of x", portable.Exp),
	"log":      unary("natural logarithm", portable.Log),
	"log1p":    unary("natural logarithm of 1 + x, exact near 0", portable.Log1p),
	"sqrt":     unary("square root", math.Sqrt),
	"tanh":     unary("hyperbolic tangent", portable.Tanh),
	"logistic": unary("1 / (1 + exp(-x))", portable.Logistic),
	"step":     unary("1 when x > 0, otherwise 0", step),
	"min":      folding("the smallest argument", least),
	"max":      folding("the largest argument", greatest),
	"clamp": {
		parameters: "x, lo, hi", least: 3, most: 3, result: KindNumber,
		doc:   "x, but at least lo and at most hi",
		build: clamp,
	},
	"between": {
		parameters: "x, lo, hi", least: 3, most: 3, result: KindBool,
		doc:   "whether lo <= x <= hi",
		build: between,
	},
}

var (
	functionNames = slices.Sorted(maps.Keys(functions))
	functionList  = strings.Join(functionNames, ", ")
)

func step(x float64) float64 {
	if x > 0 {
		return 1
	}
	return 0
}

func unary(doc string, f func(float64) float64) function {
	return function{
		parameters: "x", least: 1, most: 1, result: KindNumber, doc: doc,
		build: func(args []value) value {
			x := args[0].number
			return computed(func(env []float64) float64 { return f(x(env)) })
		},
	}
}

// least and greatest are NaN when either side is.
func least(a, b NumberFunc) NumberFunc {
	return func(env []float64) float64 { return min(a(env), b(env)) }
}

func greatest(a, b NumberFunc) NumberFunc {
	return func(env []float64) float64 { return max(a(env), b(env)) }
}

// folding makes a function of two or more arguments out of one of two.
func folding(doc string, pair func(a, b NumberFunc) NumberFunc) function {
	return function{
		parameters: "a, b, …", least: 2, result: KindNumber, doc: doc,
		build: func(args []value) value {
			acc := args[0].number
			for _, arg := range args[1:] {
				acc = pair(acc, arg.number)
			}
			return computed(acc)
		},
	}
}

func clamp(args []value) value {
	x, lo, hi := args[0].number, args[1].number, args[2].number
	return computed(func(env []float64) float64 { return min(max(x(env), lo(env)), hi(env)) })
}

func between(args []value) value {
	x, lo, hi := args[0].number, args[1].number, args[2].number
	return decided(func(env []float64) bool {
		v := x(env)
		return lo(env) <= v && v <= hi(env)
	})
}
