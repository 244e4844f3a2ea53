package source

import (
	"errors"
	"fmt"
	"io/fs"
	"reflect"
	"strings"

	"github.com/goccy/go-yaml"
	"github.com/goccy/go-yaml/ast"
	"github.com/goccy/go-yaml/parser"
	"github.com/goccy/go-yaml/token"

	"casus/scenario/expr"
)

// Document is a YAML file that has been read.
type Document struct {
	text *text
	body ast.Node
}

// ReadYAML reads one YAML file strictly into a pointer to a struct, slice or
// map. When it fails, into is as it was and the error is a [Problems].
//
// Fields are named by their yaml tags; "-" hides a field. A field without
// "omitempty" is required; a doc tag on it becomes the hint when it is missing;
// one with a tag such as null:"unknown" may be written null, and a pointer then
// stays nil. Supported are structs, pointers, slices, arrays, maps with text keys,
// text, bool, int, float64 (finite), and types that read themselves ([Scalar]). ReadYAML panics when into is, or
// contains, something else.
func ReadYAML(fsys fs.FS, name string, into any) (*Document, error) {
	target := targetOf(into)
	t, ps := readText(fsys, name)
	if ps != nil {
		return nil, ps
	}
	tokens, ps := scan(t)
	if len(ps) > 0 {
		return nil, ps
	}
	body, p := parse(t, tokens)
	if p != nil {
		return nil, Problems{*p}
	}
	d := &Document{text: t, body: body}
	if err := d.decode(target); err != nil {
		return nil, err
	}
	return d, nil
}

// Decode reads a document once more, into what [ReadYAML] could read it into. It
// fails as that does.
func (d *Document) Decode(into any) error { return d.decode(targetOf(into)) }

func (d *Document) decode(target reflect.Value) error {
	c := decoder{}
	c.inspect(d.body, root)
	fresh := reflect.New(target.Type()).Elem()
	c.value(d.body, fresh, root)
	if len(c.problems) > 0 {
		return d.text.finish(c.problems)
	}
	target.Set(fresh)
	return nil
}

// Bytes are the bytes of the file, as they are.
func (d *Document) Bytes() []byte { return d.text.raw }

// At is a problem at a YAML path such as $.society.regions[3].exposure,
// $.priors.'west.exposure' or $.priors['west.exposure']. It points at the
// value, or at the key when the value is a section, list or missing on the
// line. A path that leads nowhere is placed where it leaves the document.
func (d *Document) At(path string, message, hint string) Problem {
	n, at := resolve(d.body, path)
	line, column := at.position(n)
	return d.text.problem(line, column, path, message, hint)
}

// Expression is the problem of an expression at a path, from the error of
// compiling it.
func (d *Document) Expression(path string, err error) Problem {
	var e *expr.Error
	if errors.As(err, &e) {
		p := d.At(path, fmt.Sprintf("column %d of the expression: %s", e.Column, e.Message), e.Hint)
		p.Unknown = e.Name
		return p
	}
	return d.At(path, err.Error(), "")
}

// parse gives the one document of a text whose tokens scan has let through.
func parse(t *text, tokens token.Tokens) (body ast.Node, p *Problem) {
	// The parser is not hardened against nonsense: it has nil dereferences on
	// broken documents. They are syntax errors here.
	defer func() {
		if recover() != nil {
			body, p = nil, &Problem{File: t.file, Message: "this is not YAML", Hint: "check brackets, quotes and indentation"}
		}
	}()
	file, err := parser.Parse(tokens, 0, parser.AllowDuplicateMapKey())
	if err != nil {
		return nil, syntaxProblem(t, err)
	}
	for _, doc := range file.Docs {
		if doc.Body != nil {
			return doc.Body, nil
		}
	}
	return nil, &Problem{File: t.file, Message: "the file is empty", Hint: "expected keys and values, such as `title: …`"}
}

func syntaxProblem(t *text, err error) *Problem {
	var e yaml.Error
	if !errors.As(err, &e) {
		return &Problem{File: t.file, Message: fmt.Sprintf("this is not YAML: %v", err)}
	}
	line, column := 0, 0
	if tk := e.GetToken(); tk != nil {
		line, column = tk.Position.Line, tk.Position.Column
	}
	p := t.problem(line, column, "", "this is not YAML: "+e.GetMessage(), syntaxHint(e.GetMessage()))
	return &p
}

// syntaxHint puts the commonest complaints of the parser into plain words.
func syntaxHint(message string) string {
	switch {
	case strings.Contains(message, "value is not allowed in this context"), strings.Contains(message, "mapping value is not allowed"):
		return "check the indentation; put a text that contains `: ` in quotes"
	case strings.Contains(message, "non-map value"), strings.Contains(message, "unexpected key name"):
		return "a line here should read `key: value`"
	case strings.Contains(message, "must be specified"), strings.Contains(message, "not found"), strings.Contains(message, "corresponding to"):
		return "check brackets, braces and commas"
	case strings.Contains(message, "quoted"), strings.Contains(message, "quote"):
		return "close the quotes"
	}
	return "check brackets, quotes and indentation"
}
