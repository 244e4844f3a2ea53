package audit

import (
	"go/ast"
	"go/constant"
	"go/token"
	"go/types"
	"math"
	"slices"
)

// passes lists functions of package math that give an argument back.
var passes = []string{"Abs", "Copysign", "Max", "Min"}

// product says where a product comes from that an expression, its ith value,
// may hold.
func (f *flow) product(e ast.Expr, i int) (token.Pos, bool) {
	if e == nil || f.info.Types[e].Value != nil {
		return 0, false
	}
	switch e := e.(type) {
	case *ast.ParenExpr:
		return f.product(e.X, i)
	case *ast.UnaryExpr:
		return f.product(e.X, i)
	case *ast.BinaryExpr:
		is := e.Op == token.MUL || e.Op == token.QUO && f.isPowerOfTwo(e.Y)
		return e.OpPos, is && f.isFloat(e)
	case *ast.IndexExpr:
		return f.product(e.X, i)
	case *ast.SliceExpr:
		return f.product(e.X, i)
	case *ast.StarExpr:
		return f.product(e.X, i)
	case *ast.TypeAssertExpr:
		return f.product(e.X, i)
	case *ast.Ident, *ast.SelectorExpr:
		p, ok := f.products[f.root(e)]
		return p, ok
	case *ast.CompositeLit:
		if _, ok := under(f.info.TypeOf(e)).(*types.Struct); ok {
			return 0, false // its fields hold it
		}
		return f.any(e.Elts)
	case *ast.KeyValueExpr:
		return f.product(e.Value, i)
	case *ast.CallExpr:
		return f.returned(e, i)
	}
	return 0, false
}

func (f *flow) any(list []ast.Expr) (token.Pos, bool) {
	for _, e := range list {
		if p, ok := f.product(e, 0); ok {
			return p, true
		}
	}
	return 0, false
}

// returned is product for a call or conversion.
func (f *flow) returned(e *ast.CallExpr, i int) (token.Pos, bool) {
	if t := f.info.Types[e.Fun]; t.IsType() {
		if isFloat(t.Type) {
			return 0, false // rounded
		}
		return f.product(e.Args[0], 0)
	}
	if id, ok := ast.Unparen(e.Fun).(*ast.Ident); ok {
		if _, ok := f.info.Uses[id].(*types.Builtin); ok {
			return f.any(e.Args) // min, max, append; others hold none
		}
	}
	function, _ := f.callee(e)
	if function == nil {
		return 0, false
	}
	if function.Pkg() != nil && function.Pkg().Path() == "math" && slices.Contains(passes, function.Name()) {
		return f.any(e.Args)
	}
	if types.IsInterface(receiver(function)) {
		p, ok := f.products[result{method(function.Name()), i}]
		return p, ok
	}
	p, ok := f.products[result{function, i}]
	return p, ok
}

// root is the variable or field that an expression leads to.
func (f *flow) root(e ast.Expr) types.Object {
	switch e := e.(type) {
	case *ast.ParenExpr:
		return f.root(e.X)
	case *ast.IndexExpr:
		return f.root(e.X)
	case *ast.SliceExpr:
		return f.root(e.X)
	case *ast.StarExpr:
		return f.root(e.X)
	case *ast.UnaryExpr:
		return f.root(e.X)
	case *ast.SelectorExpr:
		return variable(f.info.Uses[e.Sel])
	case *ast.Ident:
		if o := f.info.Defs[e]; o != nil {
			return variable(o)
		}
		return variable(f.info.Uses[e])
	}
	return nil
}

// variable gives o if it is a variable, parameter or field, of the generic type
// where it has one; nil otherwise.
func variable(o types.Object) types.Object {
	if v, ok := o.(*types.Var); ok {
		return v.Origin()
	}
	return nil
}

func under(t types.Type) types.Type {
	if t == nil {
		return nil
	}
	t = t.Underlying()
	if p, ok := t.(*types.Pointer); ok {
		return p.Elem().Underlying()
	}
	return t
}

func (f *flow) isFloat(e ast.Expr) bool { return isFloat(f.info.TypeOf(e)) }

// Whether a type is of floats, or a parameter that may be one.
func isFloat(t types.Type) bool {
	if p, ok := t.(*types.TypeParam); ok {
		constraint, _ := p.Constraint().Underlying().(*types.Interface)
		for i := range constraint.NumEmbeddeds() {
			if u, ok := constraint.EmbeddedType(i).(*types.Union); ok {
				for j := range u.Len() {
					if isFloat(u.Term(j).Type()) {
						return true
					}
				}
			} else if isFloat(constraint.EmbeddedType(i)) {
				return true
			}
		}
		return false
	}
	if t == nil {
		return false
	}
	b, ok := t.Underlying().(*types.Basic)
	return ok && b.Info()&(types.IsFloat|types.IsComplex) != 0
}

func (f *flow) isReference(e ast.Expr) bool {
	t := f.info.TypeOf(e)
	if t == nil {
		return false
	}
	switch t.Underlying().(type) {
	case *types.Slice, *types.Map, *types.Pointer, *types.Chan:
		return true
	}
	return false
}

// Whether an expression is a constant ±2^n.
func (f *flow) isPowerOfTwo(e ast.Expr) bool {
	v := f.info.Types[e].Value
	if v == nil || !f.isFloat(e) {
		return false
	}
	x, _ := constant.Float64Val(constant.ToFloat(v))
	m, _ := math.Frexp(math.Abs(x))
	return m == 0.5
}
