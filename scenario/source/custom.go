package source

import (
	"encoding"
	"errors"
	"reflect"
	"strings"

	"github.com/goccy/go-yaml"
	"github.com/goccy/go-yaml/ast"
)

// Scalar is a type that reads itself from its place in a document, which may
// hold any kind of node but null. An error is placed at the node. A [Problem]
// as error brings its own hint and, when its Line is set, its own place; for
// sections and lists see [Decode].
type Scalar interface {
	UnmarshalCasus(node ast.Node) error
}

var customTypes = []reflect.Type{
	reflect.TypeFor[Scalar](),
	reflect.TypeFor[yaml.NodeUnmarshaler](),
	reflect.TypeFor[yaml.NodeUnmarshalerContext](),
	reflect.TypeFor[yaml.BytesUnmarshaler](),
	reflect.TypeFor[yaml.BytesUnmarshalerContext](),
	reflect.TypeFor[yaml.InterfaceUnmarshaler](),
	reflect.TypeFor[yaml.InterfaceUnmarshalerContext](),
	reflect.TypeFor[encoding.TextUnmarshaler](),
}

// isCustom says whether values of a type read themselves.
func isCustom(t reflect.Type) bool {
	for _, custom := range customTypes {
		if reflect.PointerTo(t).Implements(custom) {
			return true
		}
	}
	return false
}

// custom lets a value read itself; false when it does not know how.
func (d *decoder) custom(n ast.Node, v reflect.Value, at place) bool {
	if !isCustom(v.Type()) {
		return false
	}
	var err error
	switch x := v.Addr().Interface().(type) {
	case Scalar:
		err = x.UnmarshalCasus(n)
	case yaml.NodeUnmarshaler, yaml.NodeUnmarshalerContext, yaml.BytesUnmarshaler,
		yaml.BytesUnmarshalerContext, yaml.InterfaceUnmarshaler, yaml.InterfaceUnmarshalerContext:
		err = yaml.NodeToValue(n, x, yaml.Strict())
	case encoding.TextUnmarshaler:
		s, ok := writtenOf(n)
		if !ok {
			d.report(n, at, "expected text, found "+describe(n), "")
			return true
		}
		err = x.UnmarshalText([]byte(s))
	}
	if err != nil {
		d.adopt(n, at, err)
	}
	return true
}

// writtenOf is any single value as it is written.
func writtenOf(n ast.Node) (string, bool) {
	switch n.(type) {
	case *ast.IntegerNode, *ast.FloatNode, *ast.BoolNode:
		return n.GetToken().Value, true
	}
	return textOf(n)
}

// adopt makes problems of this document out of the error of a custom type.
func (d *decoder) adopt(n ast.Node, at place, err error) {
	var many Problems
	var one Problem
	switch {
	case errors.As(err, &many):
	case errors.As(err, &one):
		many = Problems{one}
	default:
		d.foreign(n, at, err)
		return
	}
	for _, p := range many {
		if p.Line == 0 {
			p.Line, p.Column = at.position(n)
		}
		p.Path = at.path + strings.TrimPrefix(p.Path, "$")
		d.problems = append(d.problems, p)
	}
}

// foreign places an error that is not of this package. Those of the YAML
// library know where they belong, but speak of Go types.
func (d *decoder) foreign(n ast.Node, at place, err error) {
	var placed yaml.Error
	if !errors.As(err, &placed) {
		d.report(n, at, err.Error(), "")
		return
	}
	message := placed.GetMessage()
	var mistyped *yaml.TypeError
	if errors.As(err, &mistyped) {
		message = "expected " + expected(mistyped.DstType)
	}
	d.report(n, at, message, "")
	if tk := placed.GetToken(); tk != nil {
		last := &d.problems[len(d.problems)-1]
		last.Line, last.Column = tk.Position.Line, tk.Position.Column
	}
}
