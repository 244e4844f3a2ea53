package source

import (
	"fmt"
	"reflect"
	"slices"
	"strings"
)

// field is a key that a section may have.
type field struct {
	key      string
	doc      string // of the doc tag
	index    []int
	required bool
	null     string // what null says; empty where it may not be written
}

// fieldsOf lists the keys of a struct in the order of its fields.
func fieldsOf(t reflect.Type) []field {
	var fields []field
	for i := range t.NumField() {
		f := t.Field(i)
		tag, options, _ := strings.Cut(f.Tag.Get("yaml"), ",")
		option := strings.Split(options, ",")
		switch {
		case tag == "-" || !f.IsExported():
			continue
		case slices.Contains(option, "inline"):
			for _, inner := range fieldsOf(f.Type) {
				inner.index = append([]int{i}, inner.index...)
				fields = append(fields, inner)
			}
			continue
		case tag == "":
			tag = strings.ToLower(f.Name)
		}
		fields = append(fields, field{
			key: tag, doc: f.Tag.Get("doc"), index: []int{i},
			required: !slices.Contains(option, "omitempty"),
			null:     f.Tag.Get("null"),
		})
	}
	return fields
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
			tag, options, _ := strings.Cut(f.Tag.Get("yaml"), ",")
			inline := slices.Contains(strings.Split(options, ","), "inline")
			if inline && f.Type.Kind() != reflect.Struct {
				panic(fmt.Sprintf("source: the inline field %s of %s is not a struct", f.Name, t))
			}
			if f.IsExported() && tag != "-" {
				mustDecode(f.Type, seen)
			}
		}
		return
	case reflect.String, reflect.Bool, reflect.Float32, reflect.Float64,
		reflect.Int, reflect.Int8, reflect.Int16, reflect.Int32, reflect.Int64,
		reflect.Uint, reflect.Uint8, reflect.Uint16, reflect.Uint32, reflect.Uint64:
		return
	}
	panic(fmt.Sprintf("source: cannot decode into %s", t))
}
