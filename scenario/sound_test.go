package scenario_test

import (
	"errors"
	"io/fs"
	"strings"
	"testing"
	"testing/fstest"

	"casus/library"
	"casus/scenario"
	"casus/scenario/source"
)

// change is a text of a file that is replaced.
type change struct{ file, from, to string }

// changed gives the files of a scenario that ships with some texts replaced.
func changed(t testing.TB, id string, changes ...change) fstest.MapFS {
	t.Helper()
	dir, ok := library.Open(id)
	if !ok {
		t.Fatalf("no %s", id)
	}
	m := fstest.MapFS{}
	entries, err := fs.ReadDir(dir, ".")
	if err != nil {
		t.Fatal(err)
	}
	for _, e := range entries {
		b, err := fs.ReadFile(dir, e.Name())
		if err != nil {
			t.Fatal(err)
		}
		m[e.Name()] = &fstest.MapFile{Data: b}
	}
	for _, c := range changes {
		old := string(m[c.file].Data)
		if !strings.Contains(old, c.from) {
			t.Fatalf("%s of %s has no %q", c.file, id, c.from)
		}
		m[c.file] = &fstest.MapFile{Data: []byte(strings.Replace(old, c.from, c.to, 1))}
	}
	return m
}

// refused wants a scenario to be refused first for something that stands on a line
// of a file, with a hint.
func refused(t *testing.T, name, id, file, message, hint string, changes ...change) {
	t.Helper()
	t.Run(name, func(t *testing.T) {
		t.Helper()
		_, err := scenario.Load(changed(t, id, changes...))
		var ps source.Problems
		if !errors.As(err, &ps) {
			t.Fatalf("%v, want %q", err, message)
		}
		p := ps[0]
		if p.File != file || p.Line == 0 || !strings.Contains(p.Message, message) || !strings.Contains(p.Hint, hint) || hint == "" != (p.Hint == "") {
			t.Errorf("got %v\nwant in %s: %q, hint %q", p, file, message, hint)
		}
	})
}

// An expression that does not compile is told of; that nothing else uses its parameters
// follows from that.
func TestCausesComeBeforeConsequences(t *testing.T) {
	for _, c := range []change{
		{"scenario.yaml", "choice.harden * threat", "choice.harden * "},
		{"scenario.yaml", "choice.talk", "choice.tlak"},
		{"scenario.yaml", "- {id: coast,", "- {id: coats,"},
	} {
		_, err := scenario.Load(changed(t, "small-state", c))
		if text := err.Error(); strings.Contains(text, "nothing uses") || strings.Contains(text, "no place lies") || strings.Count(text, "hint:") > 2 {
			t.Errorf("%v:\n%s", c, text)
		}
	}
	_, err := scenario.Load(changed(t, "small-state", change{"places.csv", ",population_source", ",population_source,"}, change{"places.csv", "\n", "\n,,,,,,,,\n"}))
	if err != nil {
		t.Errorf("empty rows and columns are not skipped: %v", err)
	}
}
