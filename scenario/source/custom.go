package source

import (
	"reflect"

	"github.com/goccy/go-yaml/ast"
)

// IsForeign reports whether a text is a number as it is written elsewhere: 1,234,567 or
// 0,5 or 5 million.
func IsForeign(text string) bool { return !decimal.MatchString(text) && asOthersWrite(text) != "" }

// Scalar is a type that reads itself from its place in a document, which may
// hold any kind of node but null. An error is placed at the node.
type Scalar interface {
	UnmarshalCasus(node ast.Node) error
	// Kind names what stands there, as in "a number"; it is asked of a zero value.
	Kind() string
}

// Whether values of a type read themselves.
func isCustom(t reflect.Type) bool { return reflect.PointerTo(t).Implements(reflect.TypeFor[Scalar]()) }

// custom lets a value read itself; false when it does not know how.
func (d *decoder) custom(n ast.Node, v reflect.Value, at place) bool {
	if !isCustom(v.Type()) {
		return false
	}
	if err := v.Addr().Interface().(Scalar).UnmarshalCasus(n); err != nil {
		hint := ""
		if text, ok := textOf(n); ok {
			hint = asOthersWrite(text)
		}
		d.report(n, at, err.Error(), hint)
	}
	return true
}
