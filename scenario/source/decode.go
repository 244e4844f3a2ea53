package source

import (
	"fmt"
	"reflect"
	"slices"
	"strings"
	"sync"

	"github.com/goccy/go-yaml/ast"
	"github.com/goccy/go-yaml/token"
)

// targetOf is what into points to. It panics when that cannot be decoded,
// which is a mistake of the program and not of a document.
func targetOf(into any) reflect.Value {
	v := reflect.ValueOf(into)
	if v.Kind() != reflect.Pointer || v.IsNil() {
		panic(fmt.Sprintf("source: need a pointer to decode into, got %T", into))
	}
	t := v.Type().Elem()
	if _, ok := decodable.Load(t); !ok {
		mustDecode(t, map[reflect.Type]bool{})
		decodable.Store(t, true)
	}
	return v.Elem()
}

// decodable are the types that have been found to be.
var decodable sync.Map

// decoder walks a document against a type, setting what fits and collecting
// what does not.
type decoder struct {
	problems Problems
}

func (d *decoder) report(n ast.Node, at place, message, hint string) {
	line, column := at.position(n)
	d.problems = append(d.problems, Problem{Line: line, Column: column, Path: at.path, Message: message, Hint: hint})
}

// reportKey reports a problem with a key rather than its value.
func (d *decoder) reportKey(key ast.Node, at place, message, hint string) {
	line, column := begin(key)
	d.problems = append(d.problems, Problem{Line: line, Column: column, Path: at.path, Message: message, Hint: hint})
}

// inspect finds what is wrong with a document whatever it is decoded into.
func (d *decoder) inspect(n ast.Node, at place) {
	switch n := n.(type) {
	case *ast.InfinityNode, *ast.NanNode:
		d.report(n, at, fmt.Sprintf("expected a finite number, found %s", n.GetToken().Value), "write the largest number that makes sense, or put a text in quotes")
	case *ast.SequenceNode:
		for i, value := range n.Values {
			d.inspect(value, at.item(i))
		}
	}
	if s, ok := textOf(n); ok {
		if r, bad := unprintable(s); bad {
			d.report(n, at, fmt.Sprintf("the character %U cannot be printed", r), "leave it out")
		}
	}
	pairs, _ := pairsOf(n)
	first := map[string]int{}
	for _, pair := range pairs {
		key, ok := keyOf(pair.Key)
		if !ok {
			d.reportKey(pair.Key, at, fmt.Sprintf("expected a key, found %s", describe(pair.Key)), "put the key in quotes")
			continue
		}
		child := at.child(key, pair.Key)
		if r, bad := unprintable(key); bad {
			d.reportKey(pair.Key, at, fmt.Sprintf("the character %U cannot be printed", r), "leave it out")
		}
		line, _ := begin(pair.Key)
		if before, twice := first[key]; twice {
			d.reportKey(pair.Key, child, fmt.Sprintf("duplicate key %q", key), fmt.Sprintf("it is already on line %d", before))
		} else {
			first[key] = line
		}
		d.inspect(pair.Value, child)
	}
}

// value decodes a node into v, which can be set.
func (d *decoder) value(n ast.Node, v reflect.Value, at place) {
	switch n.(type) {
	case nil, *ast.NullNode:
		d.report(n, at, fmt.Sprintf("expected %s, found nothing", expected(v.Type())), "give it a value, or leave the key out if it may be")
		return
	case *ast.InfinityNode, *ast.NanNode:
		return // inspect has reported it
	}
	if d.custom(n, v, at) {
		return
	}
	switch v.Kind() {
	case reflect.Pointer:
		v.Set(reflect.New(v.Type().Elem()))
		d.value(n, v.Elem(), at)
	case reflect.Struct:
		d.structure(n, v, at)
	case reflect.Slice, reflect.Array:
		d.list(n, v, at)
	case reflect.Map:
		d.mapping(n, v, at)
	default:
		d.scalar(n, v, at)
	}
}

func (d *decoder) mismatch(n ast.Node, v reflect.Value, at place, hint string) {
	d.report(n, at, fmt.Sprintf("expected %s, found %s", expected(v.Type()), describe(n)), hint)
}

func (d *decoder) structure(n ast.Node, v reflect.Value, at place) {
	pairs, ok := pairsOf(n)
	fields := fieldsOf(v.Type())
	if !ok {
		d.mismatch(n, v, at, sectionHint(fields))
		return
	}
	seen := map[string]bool{}
	for _, pair := range pairs {
		key, ok := keyOf(pair.Key)
		if !ok || seen[key] {
			continue // inspect has reported it
		}
		seen[key] = true
		child := at.child(key, pair.Key)
		i := slices.IndexFunc(fields, func(f field) bool { return f.key == key })
		if i < 0 {
			keys := keysOf(fields)
			// The key meant is not missing as well.
			seen[Suggest(key, keys)] = true
			hint := suggestion(key, "known keys", keys)
			if strings.ContainsAny(key, "()") { // the rest of {people: max(0, x)}
				hint = "a text with a comma needs quotes within braces or brackets"
			}
			d.reportKey(pair.Key, child, fmt.Sprintf("unknown key %q", key), hint)
			d.problems[len(d.problems)-1].Unknown = key
			continue
		}
		if null, ok := pair.Value.(*ast.NullNode); ok && fields[i].null != "" {
			// A value that is not there may have been forgotten.
			if tk := null.GetToken(); tk.Type != token.NullType || tk.Value != "null" {
				hint := fmt.Sprintf("give it a value, or write null (%s)", fields[i].null)
				d.report(null, child, fmt.Sprintf("expected %s, found nothing", expected(v.Field(fields[i].index).Type())), hint)
			}
			continue
		}
		d.value(pair.Value, v.Field(fields[i].index), child)
	}
	for _, f := range fields {
		if f.required && !seen[f.key] {
			d.report(n, at, fmt.Sprintf("missing key `%s`", f.key), f.doc)
		}
	}
}

func (d *decoder) list(n ast.Node, v reflect.Value, at place) {
	list, ok := n.(*ast.SequenceNode)
	if !ok {
		d.mismatch(n, v, at, "write `[a, b]`, or a line with `- ` for each")
		return
	}
	if v.Kind() == reflect.Slice {
		v.Set(reflect.MakeSlice(v.Type(), len(list.Values), len(list.Values)))
	} else if len(list.Values) != v.Len() {
		d.report(n, at, fmt.Sprintf("expected a list of %d, found %d", v.Len(), len(list.Values)), "")
		return
	}
	for i, item := range list.Values {
		d.value(item, v.Index(i), at.item(i))
	}
}

func (d *decoder) mapping(n ast.Node, v reflect.Value, at place) {
	pairs, ok := pairsOf(n)
	if !ok {
		d.mismatch(n, v, at, "write a line `key: value` for each")
		return
	}
	v.Set(reflect.MakeMapWithSize(v.Type(), len(pairs)))
	for _, pair := range pairs {
		key, ok := keyOf(pair.Key)
		if !ok {
			continue // inspect has reported it
		}
		element := reflect.New(v.Type().Elem()).Elem()
		d.value(pair.Value, element, at.child(key, pair.Key))
		v.SetMapIndex(reflect.ValueOf(key).Convert(v.Type().Key()), element)
	}
}
