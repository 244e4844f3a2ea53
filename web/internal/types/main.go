// Types writes the types of [casus/report/view] and of [casus/server] as TypeScript, so
// that the page and what it is given cannot drift apart.
//
//	go run ./internal/types src/view.ts src/live/api.ts
package main

import (
	"fmt"
	"os"
	"reflect"
	"slices"
	"strings"

	"casus/atlas"
	"casus/report/view"
	"casus/server"
)

func main() {
	if len(os.Args) != 3 {
		fmt.Fprintln(os.Stderr, "usage: types FILE FILE")
		os.Exit(2)
	}
	page, api := sources()
	for i, text := range []string{page, api} {
		if err := os.WriteFile(os.Args[i+1], []byte(text), 0o644); err != nil {
			fmt.Fprintln(os.Stderr, "types:", err)
			os.Exit(1)
		}
	}
}

// sources returns the interfaces of all that a page holds, and of what the live page asks
// and is told.
func sources() (page, api string) {
	w := writer{done: map[reflect.Type]bool{}}
	w.name(reflect.TypeFor[view.Page]())
	page = "// Written by go generate ./web from the types of report/view; meanings are there.\n\n" +
		"export type Num = number | null;\n" + w.out.String()
	w.out.Reset()
	w.known, w.done, w.foreign = w.done, map[reflect.Type]bool{}, nil
	for _, t := range []reflect.Type{
		reflect.TypeFor[server.Named](), reflect.TypeFor[server.Document](), reflect.TypeFor[server.State](), reflect.TypeFor[server.Wish](),
		reflect.TypeFor[server.Told](), reflect.TypeFor[server.Moment](), reflect.TypeFor[server.Refusal](), reflect.TypeFor[atlas.Listed](),
	} {
		w.name(t)
	}
	slices.Sort(w.foreign)
	return page, "// Written by go generate ./web from the types of server; meanings are there.\n\n" +
		"import type { " + strings.Join(slices.Compact(w.foreign), ", ") + " } from \"../view\";\n" + w.out.String()
}

// A writer writes each structure once, in the order in which they are met.
type writer struct {
	out  strings.Builder
	next []reflect.Type
	done map[reflect.Type]bool

	known   map[reflect.Type]bool // that another file has
	foreign []string              // the names of those that are used
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
		w.foreign = append(w.foreign, "Num")
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
	case reflect.Int, reflect.Uint64, reflect.Float64:
		return "number"
	case reflect.Map:
		return "Record<" + w.of(t.Key()) + ", " + w.of(t.Elem()) + ">"
	case reflect.Struct:
		if w.known[t] {
			w.foreign = append(w.foreign, t.Name())
		} else {
			w.next = append(w.next, t)
		}
		return t.Name()
	}
	panic(fmt.Sprintf("types: %s has no type in TypeScript yet", t))
}
