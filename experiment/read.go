package experiment

import (
	"bytes"
	"encoding/json"
	"errors"
	"fmt"
	"reflect"
	"slices"
	"strconv"
	"strings"
	"unicode/utf8"

	"casus/files"
	"casus/scenario/source"
)

// A Document is an experiment that was read, and where its parts are in the text.
type Document struct {
	Experiment
	name   string
	text   []byte
	places map[string]int64 // offset of each value by its path, save the numbers of a design
}

// Read reads an experiment strictly: a key that is not known, written twice or
// missing, a wrong type, null, a number that is not finite, text after the end are
// a [source.Problem] that names line and column. The name of the file is for
// messages.
func Read(name string, text []byte) (*Document, error) {
	d := &Document{name: name, text: text, places: map[string]int64{}}
	if !utf8.Valid(text) {
		return nil, d.problem(-1, "it is not UTF-8", "")
	}
	// The tokens below come without reliable places of what is no JSON.
	if syntax := new(json.SyntaxError); errors.As(json.Unmarshal(text, new(json.RawMessage)), &syntax) {
		return nil, d.problem(max(0, syntax.Offset-1), syntax.Error(), "numbers are finite decimals such as 0.5, texts and keys are in double quotes, and there are no comments; one file holds one experiment")
	}
	w := &walker{Document: d, tokens: json.NewDecoder(bytes.NewReader(text))}
	w.tokens.UseNumber()
	err := w.value("$", reflect.TypeFor[Experiment]())
	if err == nil {
		err = json.Unmarshal(text, &d.Experiment)
	}
	if err != nil {
		return nil, err
	}
	for _, key := range []struct {
		path, hint string
		there      bool
	}{
		{"experiment", `write "experiment": 1, the version of the document`, d.Version != 0},
		{"scenario.id", `write "scenario": {"id": …}`, d.Scenario.ID != ""},
		{"replicates.count", `write "replicates": {"first": 0, "count": 400}`, d.places["$.replicates.count"] > 0},
	} {
		if !key.there {
			return nil, d.problem(-1, key.path+" is missing", key.hint)
		}
	}
	for i, world := range d.Worlds {
		if world.ID == "" {
			return nil, d.problem(d.places[fmt.Sprintf("$.worlds[%d]", i)], "the id of the world is missing", "as-modelled is the world to which nothing is done")
		}
	}
	if d.Design != nil && (d.Design.Parameters == nil || d.Design.Rows == nil) {
		return nil, d.problem(d.places["$.design"], "a design has parameters and rows", `write "parameters": ["NAME"], "rows": [[VALUE]]`)
	}
	if _, seeded := d.places["$.seed"]; !seeded {
		d.Seed = 1
	}
	if at, scaled := d.places["$.scale"]; scaled && d.Scale == 0 { // else it would be the scenario's
		return nil, d.problem(at, "scale cannot be 0", "one agent stands for 1 to 1000 people")
	}
	return d, nil
}

// maxBytes bounds a file before it is read: a design of a million replicates and
// some ten parameters.
const maxBytes = 256 << 20

// ReadFile is [Read] of a file.
func ReadFile(name string) (*Document, error) {
	text, err := files.ReadNamed(name, maxBytes)
	if err != nil {
		return nil, source.Problems{{File: name, Message: "it cannot be read: " + err.Error(), Err: err}}
	}
	return Read(name, text)
}

// Place turns a [*Problem] of the experiment into one of its file.
func (d *Document) Place(err error) error {
	p := new(Problem)
	if !errors.As(err, &p) {
		return err
	}
	message := strings.TrimPrefix(p.Path, "$.")
	if p.Given != "" {
		message += " " + p.Given
	}
	// What is missing is told of where it should be.
	at, path := int64(-1), p.Path
	for path != "" && at < 0 {
		if offset, ok := d.places[path]; ok {
			at = offset
		}
		path = path[:max(0, strings.LastIndexAny(path, ".["))]
	}
	return d.problem(at, message+": "+p.Message, p.Hint)
}

// problem is at an offset, or about the whole file if that is negative.
func (d *Document) problem(at int64, message, hint string) error {
	p := source.Problem{File: d.name, Message: message, Hint: hint}
	if at >= 0 {
		before := d.text[:min(int(at), len(d.text))]
		p.Line = 1 + bytes.Count(before, []byte("\n"))
		p.Column = 1 + utf8.RuneCount(before[bytes.LastIndexByte(before, '\n')+1:])
	}
	return source.Problems{p}
}

// wanted names a type as JSON has it.
func wanted(t reflect.Type) string {
	switch t.Kind() {
	case reflect.Float64:
		return "a finite number such as 0.5"
	case reflect.Int:
		return "a whole number"
	case reflect.Uint64:
		return "a whole number that is not negative"
	case reflect.String:
		return "text"
	case reflect.Slice:
		return "a list"
	}
	return "an object, {…}"
}

// A walker goes through the text beside a type. The JSON library on its own
// takes keys in any case, twice, and null for anything.
type walker struct {
	*Document
	tokens *json.Decoder
}

// start is the offset of the next token.
func (w *walker) start() int64 {
	at := w.tokens.InputOffset()
	for int(at) < len(w.text) && strings.ContainsRune(" \t\r\n,:", rune(w.text[at])) {
		at++
	}
	return at
}

func (w *walker) value(path string, t reflect.Type) error {
	at := w.start()
	if t != reflect.TypeFor[float64]() || !strings.HasPrefix(path, "$.design.") {
		w.places[path] = at
	}
	token, err := w.tokens.Token()
	if err != nil {
		return err
	}
	if t.Kind() == reflect.Pointer {
		t = t.Elem()
	}
	delim, nested := token.(json.Delim)
	switch {
	case token == nil:
		return w.problem(at, strings.TrimPrefix(path, "$.")+" is null", "leave the key out, or give "+wanted(t))
	case delim == '{' && (t.Kind() == reflect.Struct || t.Kind() == reflect.Map):
		err = w.object(path, t)
	case delim == '[' && t.Kind() == reflect.Slice:
		if !w.tokens.More() {
			return w.problem(at, strings.TrimPrefix(path, "$.")+" is empty", "fill it, or leave the key out")
		}
		for i := 0; err == nil && w.tokens.More(); i++ {
			err = w.value(fmt.Sprintf("%s[%d]", path, i), t.Elem())
		}
	case nested || t.Kind() == reflect.Struct || t.Kind() == reflect.Map || t.Kind() == reflect.Slice:
		return w.problem(at, strings.TrimPrefix(path, "$.")+" is of the wrong kind", "it is "+wanted(t))
	default:
		return w.scalar(at, path, token, t)
	}
	if err == nil {
		_, err = w.tokens.Token() // the closing bracket
	}
	return err
}

// scalar wants a text, or a number that the type can hold.
func (w *walker) scalar(at int64, path string, token json.Token, t reflect.Type) error {
	var err error
	number, isNumber := token.(json.Number)
	_, isText := token.(string)
	switch t.Kind() {
	case reflect.Float64:
		_, err = strconv.ParseFloat(number.String(), 64)
	case reflect.Int:
		_, err = strconv.Atoi(number.String())
	case reflect.Uint64:
		_, err = strconv.ParseUint(number.String(), 10, 64)
	}
	if token == "" {
		return w.problem(at, strings.TrimPrefix(path, "$.")+" is empty", "fill it, or leave the key out")
	}
	if err == nil && (isText && t.Kind() == reflect.String || isNumber && t.Kind() != reflect.String) {
		return nil
	}
	if isText {
		token = strconv.Quote(token.(string))
	}
	return w.problem(at, fmt.Sprintf("%s cannot be %v", strings.TrimPrefix(path, "$."), token), "it is "+wanted(t))
}

func (w *walker) object(path string, t reflect.Type) error {
	for w.tokens.More() {
		at := w.start()
		token, err := w.tokens.Token()
		if err != nil {
			return err
		}
		key := token.(string)
		if _, twice := w.places[path+"."+key]; twice {
			return w.problem(at, fmt.Sprintf("the key %q is written twice", key), "")
		}
		inner := t
		if t.Kind() == reflect.Map {
			inner = t.Elem()
		} else if inner = field(t, key); inner == nil {
			return w.problem(at, fmt.Sprintf("unknown key %q", key), source.Meant(key, keys(t)))
		}
		if err := w.value(path+"."+key, inner); err != nil {
			return err
		}
	}
	return nil
}

// keys lists the keys of a structure.
func keys(t reflect.Type) (list []string) {
	for i := range t.NumField() {
		name, _, _ := strings.Cut(t.Field(i).Tag.Get("json"), ",")
		list = append(list, name)
	}
	return list
}

// field is the type of a key of a structure, or nil.
func field(t reflect.Type, key string) reflect.Type {
	i := slices.Index(keys(t), key)
	if i < 0 {
		return nil
	}
	return t.Field(i).Type
}
