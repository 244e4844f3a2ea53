package scenario

import (
	"cmp"
	"encoding/json"
	"fmt"
	"maps"
	"reflect"
	"slices"
	"strconv"
	"strings"

	"github.com/invopop/jsonschema"

	"casus/scenario/source"
)

// JSONSchema gives the JSON Schema of one kind of file: scenario, parameters,
// record or fitted. Editors use it for completion.
func JSONSchema(kind string) ([]byte, error) {
	kinds := map[string]any{"scenario": &Document{}, "parameters": map[string]Parameter{}, "record": &Record{}, "fitted": &Fitted{}}
	v, ok := kinds[kind]
	if !ok {
		return nil, fmt.Errorf("no schema for %q", kind)
	}
	return SchemaOf(kind, v)
}

// SchemaOf gives the JSON Schema of a kind of file that is read into the type
// of v, with the yaml, doc, min, max and null tags of its fields and the words of
// types that list them by a method Words.
func SchemaOf(kind string, v any) ([]byte, error) { return schemaOf("casus "+kind+".yaml", v) }

// ShownSchema gives the JSON Schema of [Shown].
func ShownSchema(title string) ([]byte, error) { return schemaOf(title, Shown{}) }

func schemaOf(title string, v any) ([]byte, error) {
	r := jsonschema.Reflector{FieldNameTag: "yaml", Anonymous: true, Namer: plainName}
	s := r.ReflectFromType(reflect.TypeOf(v))
	s.Title = title
	describe(s, reflect.TypeOf(v))
	return json.MarshalIndent(s, "", "  ")
}

// JSONSchema of a quantity: a number or an expression.
func (Quantity) JSONSchema() *jsonschema.Schema {
	return &jsonschema.Schema{OneOf: []*jsonschema.Schema{{Type: "number"}, {Type: "string", MinLength: ptr(uint64(1))}}, Description: "a number, or an expression over parameters"}
}

func ptr[T any](v T) *T { return &v }

// plainName is a type's name without its type parameters.
func plainName(t reflect.Type) string {
	name, _, _ := strings.Cut(t.Name(), "[")
	return name
}

// describe carries the doc and range tags of our types into the schema.
func describe(s *jsonschema.Schema, t reflect.Type) {
	visit(t, map[reflect.Type]bool{}, func(t reflect.Type) {
		def := s.Definitions[plainName(t)]
		if def == nil || def.Properties == nil {
			return
		}
		for i := range t.NumField() {
			f := t.Field(i)
			p, ok := def.Properties.Get(key(f))
			if !ok {
				continue
			}
			p.Description = f.Tag.Get("doc")
			plain := f.Type
			for plain.Kind() == reflect.Pointer {
				plain = plain.Elem()
			}
			if k := plain.Kind(); k == reflect.Float64 || k == reflect.Int {
				if v := f.Tag.Get("min"); v != "" {
					p.Minimum = json.Number(v)
				}
				if v := f.Tag.Get("max"); v != "" {
					p.Maximum = json.Number(v)
				}
			}
			choose(p, plain)
			if f.Tag.Get("null") != "" {
				known := *p
				known.Description = ""
				*p = jsonschema.Schema{AnyOf: []*jsonschema.Schema{&known, {Type: "null"}}, Description: p.Description}
			}
		}
	})
}

// choose carries the words of a type that lists them into the schema.
func choose(p *jsonschema.Schema, t reflect.Type) {
	if t.Kind() == reflect.Slice && p.Items != nil {
		choose(p.Items, t.Elem())
		return
	}
	if x, ok := reflect.Zero(t).Interface().(interface{ Words() []string }); ok {
		for _, w := range x.Words() {
			p.Enum = append(p.Enum, w)
		}
	}
}

// JSONSchema of a moment: hours, or a text.
func (Moment) JSONSchema() *jsonschema.Schema {
	return &jsonschema.Schema{OneOf: []*jsonschema.Schema{{Type: "integer", Minimum: "0"}, {Type: "string"}}}
}

// visit calls f for every structure within a type, once.
func visit(t reflect.Type, seen map[reflect.Type]bool, f func(reflect.Type)) {
	switch t.Kind() {
	case reflect.Pointer, reflect.Slice, reflect.Map:
		visit(t.Elem(), seen, f)
	case reflect.Struct:
		if seen[t] || t == reflect.TypeFor[Quantity]() {
			return
		}
		seen[t] = true
		f(t)
		for i := range t.NumField() {
			visit(t.Field(i).Type, seen, f)
		}
	}
}

// String writes a prior as in YAML.
func (p Prior) String() string {
	numbers := func(x []float64) string {
		s := make([]string, len(x))
		for i, v := range x {
			s[i] = strconv.FormatFloat(v, 'g', -1, 64)
		}
		return "[" + strings.Join(s, ", ") + "]"
	}
	within := ""
	if p.Within != nil {
		within = ", within: " + numbers(p.Within)
	}
	switch {
	case p.Fixed != nil:
		return fmt.Sprintf("{fixed: %g}", *p.Fixed)
	case p.Uniform != nil:
		return "{uniform: " + numbers(p.Uniform) + "}"
	case p.Normal != nil:
		return "{normal: " + numbers(p.Normal) + within + "}"
	case p.Lognormal != nil:
		return "{lognormal: " + numbers(p.Lognormal) + within + "}"
	case p.Triangular != nil:
		return "{triangular: " + numbers(p.Triangular) + "}"
	case p.Beta != nil:
		return "{beta: " + numbers(p.Beta) + "}"
	}
	value := func(text string) float64 {
		v, _ := source.ParseNumber(text) // checked on loading
		return v
	}
	var list []string
	for _, v := range slices.SortedFunc(maps.Keys(p.Choice), func(a, b string) int { return cmp.Compare(value(a), value(b)) }) {
		list = append(list, fmt.Sprintf("%s: %g", v, p.Choice[v]))
	}
	return "{choice: {" + strings.Join(list, ", ") + "}}"
}
