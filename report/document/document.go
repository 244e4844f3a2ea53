// Package document says what commands print as JSON: for each kind of it a JSON
// Schema, so that other programs know what they get.
package document

import (
	"encoding/json"
	"reflect"
	"strings"

	"github.com/invopop/jsonschema"

	"casus/argue"
	"casus/atlas"
	"casus/bench"
	"casus/claims"
	"casus/classic/terminal"
	"casus/ensemble"
	"casus/experiment"
	"casus/explore"
	"casus/report/view"
	"casus/results"
	"casus/scenario"
	"casus/score/cases"
	"casus/score/eventstudy"
	"casus/score/hindcast"
	"casus/score/protests"
	"casus/score/rates"
	"casus/score/waves"
)

// Listed is a scenario that ships, in a list of them.
type Listed struct {
	ID    string `json:"id"`
	Title string `json:"title"`
}

// Folder is that of these schemas, within the one of all.
const Folder = "output"

// kinds are the documents, by the command that prints them; of some commands
// another with another flag.
var kinds = []struct {
	name, command string
	of            any
}{
	{"argue", "casus argue --json", argue.Article{}},
	{"atlas", "casus atlas --json", []atlas.Listed{}},
	{"atlas-state", "casus atlas STATE --json", atlas.Sheet{}},
	{"backtest", "casus backtest --json", cases.Backtest{}},
	{"bench", "casus bench nation --json, casus bench classic --json", bench.Report{}},
	{"calibrate-alliance", "casus calibrate alliance --json", cases.Learnt{}},
	{"cases", "casus cases --json", []cases.Case{}},
	{"claims", "casus claims --json, and claims.json beside the worlds", claims.Report{}},
	{"classic", "casus classic --json", terminal.Document{}},
	{"compare", "casus compare --json", ensemble.Comparison{}},
	{"experiment", "casus run --dry-run, and experiment.json beside the results", experiment.Experiment{}},
	{"hindcast", "casus hindcast --json", hindcast.Result{}},
	{"list", "casus list --json", []Listed{}},
	{"merge", "casus merge --json", []experiment.Merged{}},
	{"protests", "casus protests --json", protests.Street{}},
	{"rates", "casus rates --json", rates.Table{}},
	{"report", "casus report --json", view.Page{}},
	{"run", "casus run --json of one world", ensemble.Summary{}},
	{"run-shard", "casus run --shard --json", experiment.Shared{}},
	{"run-worlds", "casus run --experiment --json of several worlds", []ensemble.Summary{}},
	{"screen", "casus screen --json", explore.Screening{}},
	{"show", "casus show --json", scenario.Shown{}},
	{"show-outcomes", "casus show --outcomes --json", []claims.Outcome{}},
	{"status", "casus status --json", []experiment.Status{}},
	{"study", "casus study --json", eventstudy.Study{}},
	{"verify", "casus verify --json", []results.Verification{}},
	{"waves", "casus waves --json", waves.Result{}},
	{"worlds", "casus worlds --json", []scenario.World{}},
}

// Kinds lists the names of the documents: output/backtest and so on.
func Kinds() []string {
	var names []string
	for _, k := range kinds {
		names = append(names, Folder+"/"+k.name)
	}
	return names
}

// Schema gives the JSON Schema of a document by its name; nil if there is none.
func Schema(name string) ([]byte, error) {
	for _, k := range kinds {
		if Folder+"/"+k.name != name {
			continue
		}
		if _, ok := k.of.(scenario.Shown); ok {
			return scenario.ShownSchema(k.command)
		}
		r := jsonschema.Reflector{Anonymous: true, Namer: plain}
		s := r.ReflectFromType(reflect.TypeOf(k.of))
		s.Title = k.command
		absent(s, reflect.TypeOf(k.of), map[reflect.Type]bool{})
		return json.MarshalIndent(s, "", "  ")
	}
	return nil, nil
}

// plain names a type without its type parameters, and with its package, for two may
// have the same name.
func plain(t reflect.Type) string {
	name, _, _ := strings.Cut(t.Name(), "[")
	if name == "" { // a list or a map
		return ""
	}
	path := t.PkgPath()
	return path[strings.LastIndex(path, "/")+1:] + "." + name
}

// absent lets null stand for what Go has no value for: nil of what may not be left out.
func absent(s *jsonschema.Schema, t reflect.Type, seen map[reflect.Type]bool) {
	switch t.Kind() {
	case reflect.Pointer, reflect.Slice, reflect.Map, reflect.Array:
		absent(s, t.Elem(), seen)
		return
	case reflect.Struct:
	default:
		return
	}
	if seen[t] {
		return
	}
	seen[t] = true
	fields(t, func(f reflect.StructField) {
		absent(s, f.Type, seen)
		key, options, _ := strings.Cut(f.Tag.Get("json"), ",")
		def := s.Definitions[plain(t)]
		if def == nil || key == "-" || options != "" {
			return
		}
		p, ok := def.Properties.Get(key)
		if k := f.Type.Kind(); ok && (k == reflect.Pointer || k == reflect.Slice || k == reflect.Map) {
			def.Properties.Set(key, &jsonschema.Schema{AnyOf: []*jsonschema.Schema{p, {Type: "null"}}})
		}
	})
}

// fields visits those of a structure, and of the structures that it embeds.
func fields(t reflect.Type, visit func(reflect.StructField)) {
	for i := range t.NumField() {
		f := t.Field(i)
		switch {
		case f.Tag.Get("json") == "-":
		case f.Anonymous && f.Type.Kind() == reflect.Struct && f.Tag.Get("json") == "":
			fields(f.Type, visit)
		case f.IsExported():
			visit(f)
		}
	}
}
