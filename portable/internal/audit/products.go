package audit

import (
	"fmt"
	"go/ast"
	"go/token"
	"go/types"
)

// holder is what a product that is not rounded can be in: a variable, parameter
// or field, whatever its index or instance; or a result of a function.
type holder any

type result struct {
	function holder // *types.Func; or method, of any type, where it is called through an interface
	index    int
}

type method string

// flow follows products through a program, without regard to order: what holds
// one somewhere holds one everywhere.
type flow struct {
	*Program
	*checked
	products map[holder]token.Pos // by holder, where a product comes from
	changed  bool
	found    map[token.Pos]Finding // by position of the sum
	function []holder              // those around the node; nil for a literal
	called   map[*ast.Ident]bool   // names of functions where they are called
	rounded  map[types.Object]bool // parameters that the function rounds on entry
}

// Products finds products of floats that reach a sum or difference without a
// conversion, which would round them: directly, or through variables, fields,
// elements, parameters and results. The language allows a compiler to fuse all
// of these. A quotient by a power of two counts as a product, since compilers
// make one of it. Of a function whose caller or callee is not known (a literal,
// a value) no product may come out or go in.
//
// The finding is where the product stands: there a conversion is missing.
func (p *Program) Products() (list []Finding) {
	f := &flow{Program: p, products: map[holder]token.Pos{}, changed: true, called: map[*ast.Ident]bool{}, rounded: map[types.Object]bool{}}
	for _, k := range p.packages {
		f.checked = k
		for _, file := range k.files {
			f.enter(file)
		}
	}
	for f.changed {
		f.changed = false
		f.found = map[token.Pos]Finding{}
		for _, k := range p.packages {
			f.checked = k
			for _, file := range k.files {
				f.walk(file)
			}
		}
	}
	for _, x := range f.found {
		list = append(list, x)
	}
	sortFindings(list)
	return list
}

// walk visits a node with the functions around it.
func (f *flow) walk(root ast.Node) {
	ast.Inspect(root, func(n ast.Node) bool {
		switch n := n.(type) {
		case *ast.FuncDecl:
			if n.Body != nil {
				o := f.info.Defs[n.Name].(*types.Func)
				f.inside(o, o.Signature(), n.Body)
			}
			return false
		case *ast.FuncLit:
			f.inside(nil, f.info.TypeOf(n).(*types.Signature), n.Body)
			return false
		}
		f.visit(n)
		return true
	})
}

func (f *flow) inside(function holder, s *types.Signature, body ast.Node) {
	f.function = append(f.function, function)
	f.walk(body)
	f.function = f.function[:len(f.function)-1]
	for i := range s.Results().Len() {
		if at, ok := f.products[s.Results().At(i)]; ok && function != nil {
			f.put(function.(*types.Func), i, at)
		}
	}
}

func (f *flow) hold(h holder, at token.Pos) {
	if _, ok := f.products[h]; !ok {
		f.products[h] = at
		f.changed = true
	}
}

func (f *flow) report(product, sum token.Pos, how string) {
	where := f.set.Position(sum)
	f.found[sum] = Finding{f.set.Position(product), fmt.Sprintf("a product that is not rounded %s at %s:%d", how, where.Filename, where.Line)}
}

func (f *flow) visit(n ast.Node) {
	switch n := n.(type) {
	case *ast.BinaryExpr:
		if (n.Op == token.ADD || n.Op == token.SUB) && f.isFloat(n) {
			f.sum(n.OpPos, n.X, n.Y)
		}
	case *ast.IncDecStmt:
		f.sum(n.TokPos, n.X)
	case *ast.AssignStmt:
		f.assign(n)
	case *ast.ValueSpec:
		for i, id := range n.Names {
			f.flow(id, value(n.Values, len(n.Names), i), i)
		}
	case *ast.RangeStmt:
		if n.Value != nil {
			f.flow(n.Value, n.X, 0)
		}
	case *ast.SendStmt:
		f.flow(n.Chan, n.Value, 0)
	case *ast.ReturnStmt:
		f.give(n)
	case *ast.CompositeLit:
		f.fill(n)
	case *ast.CallExpr:
		f.call(n)
	case *ast.Ident:
		f.use(n)
	}
}

// value is the expression that goes to the ith of n variables; the only one
// where a call gives them all.
func value(list []ast.Expr, n, i int) ast.Expr {
	if len(list) == n {
		return list[i]
	}
	if len(list) == 1 {
		return list[0]
	}
	return nil
}

func (f *flow) sum(at token.Pos, operands ...ast.Expr) {
	for _, e := range operands {
		if p, ok := f.product(e, 0); ok && f.isFloat(e) {
			f.report(p, at, "is added to")
		}
	}
}

func (f *flow) assign(n *ast.AssignStmt) {
	switch n.Tok {
	case token.ASSIGN, token.DEFINE:
		for i, l := range n.Lhs {
			f.flow(l, value(n.Rhs, len(n.Lhs), i), i)
		}
	case token.ADD_ASSIGN, token.SUB_ASSIGN:
		if f.isFloat(n.Lhs[0]) {
			f.sum(n.TokPos, n.Lhs[0], n.Rhs[0])
		}
	case token.MUL_ASSIGN:
		f.holdAt(n.Lhs[0], n.TokPos)
	case token.QUO_ASSIGN:
		if f.isPowerOfTwo(n.Rhs[0]) {
			f.holdAt(n.Lhs[0], n.TokPos)
		}
	}
}

// flow lets what an expression holds, its ith value, go to another; of slices,
// maps and pointers also back, since both lead to the same memory.
func (f *flow) flow(to, from ast.Expr, i int) {
	if from == nil {
		return
	}
	if p, ok := f.product(from, i); ok {
		f.holdIn(f.root(to), p)
	}
	if r := f.root(to); r != nil && f.isReference(from) {
		if p, ok := f.products[r]; ok {
			f.holdIn(f.root(from), p)
		}
	}
}

func (f *flow) holdAt(e ast.Expr, at token.Pos) {
	if f.isFloat(e) {
		f.holdIn(f.root(e), at)
	}
}

func (f *flow) holdIn(o types.Object, at token.Pos) {
	if o != nil {
		f.hold(o, at)
	}
}

// fill lets a struct literal's values go to its fields.
func (f *flow) fill(n *ast.CompositeLit) {
	s, ok := under(f.info.TypeOf(n)).(*types.Struct)
	if !ok {
		return
	}
	for i, e := range n.Elts {
		field := (*types.Var)(nil)
		if kv, ok := e.(*ast.KeyValueExpr); ok {
			field, _ = f.info.Uses[kv.Key.(*ast.Ident)].(*types.Var)
			e = kv.Value
		} else {
			field = s.Field(i)
		}
		if p, ok := f.product(e, 0); ok && field != nil {
			f.hold(field.Origin(), p)
		}
	}
}
