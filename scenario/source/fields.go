package source

import (
	"fmt"
	"reflect"
	"strings"
	"sync"
)

// field is a key that a section may have.
type field struct {
	key      string
	doc      string // of the doc tag
	index    int
	required bool
	null     string // what null says; empty where it may not be written
}

// fields are the keys of structs by type: there are few, and they are asked for at
// every section of every file.
var fields sync.Map

// fieldsOf lists the keys of a struct in the order of its fields.
func fieldsOf(t reflect.Type) []field {
	if list, ok := fields.Load(t); ok {
		return list.([]field)
	}
	list := readFields(t)
	fields.Store(t, list)
	return list
}

func readFields(t reflect.Type) (list []field) {
	for i := range t.NumField() {
		f := t.Field(i)
		key, options, _ := strings.Cut(f.Tag.Get("yaml"), ",")
		if key == "-" || !f.IsExported() {
			continue
		}
		list = append(list, field{
			key: key, doc: f.Tag.Get("doc"), index: i,
			required: options != "omitempty",
			null:     f.Tag.Get("null"),
		})
	}
	return list
}

func keysOf(fields []field) []string {
	keys := make([]string, len(fields))
	for i, f := range fields {
		keys[i] = f.key
	}
	return keys
}

func sectionHint(fields []field) string {
	if len(fields) == 0 {
		return ""
	}
	return "write keys below it, such as `" + fields[0].key + ": …`"
}

// mustDecode panics for a type that no document can be decoded into.
func mustDecode(t reflect.Type, seen map[reflect.Type]bool) {
	if seen[t] || isCustom(t) {
		return
	}
	seen[t] = true
	switch t.Kind() {
	case reflect.Pointer, reflect.Slice, reflect.Array:
		mustDecode(t.Elem(), seen)
		return
	case reflect.Map:
		if t.Key().Kind() == reflect.String {
			mustDecode(t.Elem(), seen)
			return
		}
	case reflect.Struct:
		for i := range t.NumField() {
			f := t.Field(i)
			if tag := f.Tag.Get("yaml"); !f.IsExported() || tag == "-" {
				continue
			} else if key, _, _ := strings.Cut(tag, ","); key == "" {
				panic(fmt.Sprintf("source: the field %s of %s has no key", f.Name, t))
			}
			mustDecode(f.Type, seen)
		}
		return
	case reflect.String, reflect.Bool, reflect.Float64, reflect.Int:
		return
	}
	panic(fmt.Sprintf("source: cannot decode into %s", t))
}
