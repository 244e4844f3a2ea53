package source

import (
	"testing"
	"testing/fstest"
)

// Entries are taken out, renamed and made comments as they are written, and all else
// stays; what cannot be done without touching it is not done.
func TestEntriesAreEditedInPlace(t *testing.T) {
	comment := func(path, key string) func(*Editor) bool {
		return func(e *Editor) bool { return e.Comment(path, key, "gone") }
	}
	take := func(path, key, value string) func(*Editor) bool {
		return func(e *Editor) bool {
			got, ok := e.Take(path, key)
			if ok && got != value {
				t.Errorf("%s: %q, want %q", path, got, value)
			}
			return ok
		}
	}
	rename := func(path, key, now string) func(*Editor) bool {
		return func(e *Editor) bool { return e.Rename(path, key, now) }
	}
	replace := func(path, word, now string) func(*Editor) bool {
		return func(e *Editor) bool { return e.Replace(path, word, now) }
	}
	for what, c := range map[string]struct {
		text, want string // "" where nothing may be done
		do         func(*Editor) bool
	}{
		"first in braces":            {"a: {x: 1, y: 2} # c\n", "a: {y: 2} # c\n", take("$.a.x", "x", "1")},
		"last in braces":             {"a: {x: 1, y: [2, {z: 3}] }\n", "a: {x: 1}\n", take("$.a.y", "y", "[2, {z: 3}]")},
		"alone in braces":            {"a: {x: \"1, }\"}\n", "a: {}\n", take("$.a.x", "x", "\"1, }\"")},
		"on a line within braces":    {"a: {x: 1,\n    y: 2, # why\n    z: 3}\n", "a: {x: 1,\n    # why\n    z: 3}\n", take("$.a.y", "y", "2")},
		"over lines within braces":   {"a: {x: [1,\n 2], y: 2}\n", "", take("$.a.x", "x", "")},
		"after letters of two bytes": {"a: {é: \"ü, ü\", x: 1, y: 2}\n", "a: {é: \"ü, ü\", y: 2}\n", take("$.a.x", "x", "1")},
		"on a line of its own":       {"a:\n  x: 1\n  y: 2\n", "a:\n  y: 2\n", take("$.a.x", "x", "1")},
		"with a comment":             {"a:\n  x: 1 # one\n  y: 2\n", "", take("$.a.x", "x", "")},
		"beside a dash":              {"a:\n  - x: 1\n    y: 2\n", "", take("$.a[0].x", "x", "")},
		"a comment of a line":        {"a:\n  x: 1 # one\n\n  # two\n  y: 2\n", "a:\n  # gone: x: 1 # one\n\n  # two\n  y: 2\n", comment("$.a.x", "x")},
		"a comment of a block":       {"x:\n  - 1\n  # within\n  - 2\n# without\ny: 2\n", "# gone: x:\n#   - 1\n#   # within\n#   - 2\n# without\ny: 2\n", comment("$.x", "x")},
		"a comment of a flat list":   {"x:\n- {a: 1,\n b: 2}\n- 2\ny: 2\n", "# gone: x:\n# - {a: 1,\n#  b: 2}\n# - 2\ny: 2\n", comment("$.x", "x")},
		"a comment of the last":      {"y: 2\nx: >-\n  two\n\n  lines", "y: 2\n# gone: x: >-\n#   two\n# \n#   lines\n", comment("$.x", "x")},
		"a comment of a text":        {"x: >-\n  two\n  lines\ny: 2\n", "# gone: x: >-\n#   two\n#   lines\ny: 2\n", comment("$.x", "x")},
		"a comment from braces":      {"a:\n  - {b: [{x: 1, y: 2}],\n     c: {x: 3}}\n", "a:\n  # gone: x: 3\n  - {b: [{x: 1, y: 2}],\n     c: {}}\n", comment("$.a[0].c.x", "x")},
		"the name of a key":          {"a: {x: x, y: x}\n", "a: {z: x, y: x}\n", rename("$.a.x", "x", "z")},
		"a quoted key":               {"'a.b': x\n", "'a.c': x\n", rename("$['a.b']", "a.b", "a.c")},
		"another key":                {"a: {x: 1}\n", "", rename("$.a.y", "y", "z")},
		"a word":                     {"a: {p: x + 1, q: \"xx + a.x + x.a + x * x\"}\n", "a: {p: x + 1, q: \"xx + a.x + x.a + z * x\"}\n", replace("$.a.q", "x", "z")},
		"a word on a later line":     {"a: >-\n  1 +\n  x\nb: x\n", "a: >-\n  1 +\n  z\nb: x\n", replace("$.a", "x", "z")},
		"no word":                    {"a: 1\nb: x\n", "", replace("$.a", "x", "z")},
		"a word of a list":           {"a: [x, x]\n", "a: [x, z]\n", replace("$.a[1]", "x", "z")},
		"after a mark":               {"\uFEFFx: 1\r\ny: 2\r\n", "\uFEFFz: 1\r\ny: 2\r\n", rename("$.x", "x", "z")},
		"below a block":              {"a:\n  b: 1\n\n# of c\nc: 2\n", "a:\n  b: 1\nz: 3\n\n# of c\nc: 2\n", func(e *Editor) bool { return e.Below("$.a", "a", "z: 3") }},
		"nested":                     {"# of all\na: 1\n\n# of b\nb: |\n  t\n", "# of all\nall:\n  a: 1\n\n  # of b\n  b: |\n    t\n", func(e *Editor) bool { e.Nest("  ", "all:"); return true }},
	} {
		e, err := Edit(fstest.MapFS{"f.yaml": {Data: []byte(c.text)}}, "f.yaml")
		if err != nil {
			t.Fatalf("%s: %v", what, err)
		}
		done := c.do(e)
		if err := e.Settle(); err != nil {
			t.Errorf("%s: %v", what, err)
		}
		if c.want == "" && (done || string(e.Bytes()) != c.text) || c.want != "" && (!done || string(e.Bytes()) != c.want) {
			t.Errorf("%s: %v\n%s", what, done, e.Bytes())
		}
	}
}

// A change that leaves no YAML is an error, with its line.
func TestAnEditThatBreaksATextIsAnError(t *testing.T) {
	e, err := Edit(fstest.MapFS{"f.yaml": {Data: []byte("a: 1\nx: 2\n")}}, "f.yaml")
	if err != nil {
		t.Fatal(err)
	}
	e.Rename("$.x", "x", "- [")
	if err := e.Settle(); err == nil {
		t.Errorf("%s", e.Bytes())
	}
}
