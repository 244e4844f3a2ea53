package audit

import (
	"go/ast"
	"go/token"
	"go/types"
)

// enter notes the parameters that the first statement of a function rounds,
//
//	x = float64(x)
func (f *flow) enter(file *ast.File) {
	for _, d := range file.Decls {
		function, ok := d.(*ast.FuncDecl)
		if !ok || function.Body == nil || len(function.Body.List) == 0 {
			continue
		}
		first, ok := function.Body.List[0].(*ast.AssignStmt)
		if !ok || first.Tok != token.ASSIGN || len(first.Lhs) != len(first.Rhs) {
			continue
		}
		for i, l := range first.Lhs {
			c, ok := first.Rhs[i].(*ast.CallExpr)
			if ok && f.info.Types[c.Fun].IsType() && f.isFloat(c) && f.root(c.Args[0]) == f.root(l) {
				f.rounded[f.root(l)] = true
			}
		}
	}
}

// put notes that a function gives a product.
func (f *flow) put(function *types.Func, i int, at token.Pos) {
	f.hold(result{function, i}, at)
	if function.Signature().Recv() != nil {
		f.hold(result{method(function.Name()), i}, at)
	}
}

// give lets a return statement's values go to the function's results.
func (f *flow) give(n *ast.ReturnStmt) {
	function := f.function[len(f.function)-1]
	if len(n.Results) == 1 && function != nil { // perhaps a call that gives several
		for i := range function.(*types.Func).Signature().Results().Len() {
			if p, ok := f.product(n.Results[0], i); ok {
				f.put(function.(*types.Func), i, p)
			}
		}
		return
	}
	for i, e := range n.Results {
		p, ok := f.product(e, 0)
		switch {
		case !ok:
		case function != nil:
			f.put(function.(*types.Func), i, p)
		case f.isFloat(e):
			f.report(p, e.Pos(), "is the result of a function literal")
		}
	}
}

// call lets arguments go to parameters.
func (f *flow) call(n *ast.CallExpr) {
	if f.info.Types[n.Fun].IsType() {
		return
	}
	if id, ok := ast.Unparen(n.Fun).(*ast.Ident); ok {
		if _, ok := f.info.Uses[id].(*types.Builtin); ok {
			if id.Name == "copy" {
				f.flow(n.Args[0], n.Args[1], 0)
			}
			return
		}
	}
	function, literal := f.callee(n)
	switch {
	case function != nil && !f.core[function.Pkg()]:
		return // of another package, which has no sum of ours
	case function != nil && !types.IsInterface(receiver(function)) || literal != nil:
		s := literal
		if function != nil {
			s = function.Signature()
		}
		for i, a := range n.Args {
			param := s.Params().At(min(i, s.Params().Len()-1))
			if p, ok := f.product(a, 0); ok && !f.rounded[param.Origin()] {
				f.hold(param.Origin(), p)
			}
			if p, ok := f.products[param.Origin()]; ok && f.isReference(a) {
				f.holdIn(f.root(a), p)
			}
		}
	default:
		for _, a := range n.Args {
			if p, ok := f.product(a, 0); ok && f.isFloat(a) {
				f.report(p, a.Pos(), "goes into a function that is not known")
			}
		}
	}
}

// callee gives the function or method that a call names, which it notes, or the signature of
// the literal that it calls; neither for a function value.
func (f *flow) callee(n *ast.CallExpr) (*types.Func, *types.Signature) {
	switch e := ast.Unparen(n.Fun).(type) {
	case *ast.FuncLit:
		return nil, f.info.TypeOf(e).(*types.Signature)
	case *ast.Ident:
		if o, ok := f.info.Uses[e].(*types.Func); ok {
			f.called[e] = true
			return o.Origin(), nil
		}
	case *ast.SelectorExpr:
		return f.callee(&ast.CallExpr{Fun: e.Sel})
	case *ast.IndexExpr: // an instance of a generic function
		return f.callee(&ast.CallExpr{Fun: e.X})
	case *ast.IndexListExpr:
		return f.callee(&ast.CallExpr{Fun: e.X})
	}
	return nil, nil
}

// receiver is the type that a method belongs to; nil for a function.
func receiver(f *types.Func) types.Type {
	if r := f.Signature().Recv(); r != nil {
		return r.Type()
	}
	return types.Typ[types.Invalid]
}

// use reports a function that gives a product and is taken as a value.
func (f *flow) use(id *ast.Ident) {
	function, ok := f.info.Uses[id].(*types.Func)
	if !ok || f.called[id] {
		return
	}
	for i := range function.Signature().Results().Len() {
		if p, ok := f.products[result{function.Origin(), i}]; ok {
			f.report(p, id.Pos(), "is the result of a function taken as a value")
		}
	}
}
