// Types writes the types of [casus/report/view] as TypeScript, so that the page and
// what it is given cannot drift apart.
//
//	go run ./internal/types src/view.ts
package main

import (
	"fmt"
	"os"
	"reflect"
	"strings"

	"casus/report/view"
)

func main() {
	if len(os.Args) != 2 {
		fmt.Fprintln(os.Stderr, "usage: types FILE")
		os.Exit(2)
	}
	if err := os.WriteFile(os.Args[1], []byte(source()), 0o644); err != nil {
		fmt.Fprintln(os.Stderr, "types:", err)
		os.Exit(1)
	}
}

// source returns the interfaces of all that a page holds.
func source() string {
	w := writer{done: make(map[reflect.Type]bool)}
	w.name(reflect.TypeFor[view.Page]())
	return "// Written by go generate ./web from the types of report/view; meanings are there.\n\n" +
		"export type Num = number | null;\n" + w.out.String()
}

// A writer writes each structure once, in the order in which they are met.
type writer struct {
	out  strings.Builder
	next []reflect.Type
	done map[reflect.Type]bool
}

// name writes the interface of a structure and of all that it holds.
func (w *writer) name(t reflect.Type) {
	w.next = append(w.next, t)
	for len(w.next) > 0 {
		t, w.next = w.next[0], w.next[1:]
		if w.done[t] {
			continue
		}
		w.done[t] = true
		fmt.Fprintf(&w.out, "\nexport interface %s {\n  %s\n}\n", t.Name(), strings.Join(w.fields(t), "\n  "))
	}
}

// fields returns a line for each field that JSON has.
func (w *writer) fields(t reflect.Type) []string {
	var lines []string
	for i := range t.NumField() {
		f := t.Field(i)
		key, options, _ := strings.Cut(f.Tag.Get("json"), ",")
		if key == "" || key == "-" {
			panic(fmt.Sprintf("types: %s.%s has no key", t, f.Name))
		}
		if strings.Contains(options, "omit") {
			key += "?"
		}
		lines = append(lines, fmt.Sprintf("%s: %s;", key, w.of(f.Type)))
	}
	return lines
}

// of returns the TypeScript of a type and notes the structures in it. Lists are
// never null: view makes them empty, which its test sees.
func (w *writer) of(t reflect.Type) string {
	if t == reflect.TypeFor[view.Number]() {
		return "Num"
	}
	switch t.Kind() {
	case reflect.Bool:
		return "boolean"
	case reflect.String:
		return "string"
	case reflect.Pointer:
		return w.of(t.Elem()) + " | null"
	case reflect.Slice, reflect.Array:
		return w.of(t.Elem()) + "[]"
	case reflect.Int, reflect.Float64:
		return "number"
	case reflect.Struct:
		w.next = append(w.next, t)
		return t.Name()
	}
	panic(fmt.Sprintf("types: %s has no type in TypeScript yet", t))
}
