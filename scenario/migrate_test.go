package scenario_test

import (
	"bytes"
	"fmt"
	"io/fs"
	"maps"
	"os"
	"slices"
	"strings"
	"testing"
	"testing/fstest"

	"casus/scenario"
)

// old is small-state as it first shipped, with a fit in the form of that time.
func old(t testing.TB) fstest.MapFS {
	m := fstest.MapFS{scenario.FittedFile: {Data: []byte(`# By hand.
command: "casus calibrate small-state"
note: "one fit"
priors: # all of them
  society.spark_half: {fixed: 24} # gone
  choice.talk: {uniform: [0.5, 0.6]}
`)}}
	entries, err := os.ReadDir("testdata/old")
	if err != nil {
		t.Fatal(err)
	}
	for _, e := range entries {
		text, err := os.ReadFile("testdata/old/" + e.Name())
		if err != nil {
			t.Fatal(err)
		}
		m[e.Name()] = &fstest.MapFile{Data: text}
	}
	return m
}

func check(f fs.FS) error {
	_, err := scenario.Load(f)
	return err
}

func migrated(t testing.TB, f fstest.MapFS) (*scenario.Migration, fstest.MapFS) {
	t.Helper()
	m, err := scenario.Migrate(f, check)
	if err != nil {
		t.Fatal(err)
	}
	after := maps.Clone(f)
	for name, text := range m.Texts() {
		after[name] = &fstest.MapFile{Data: text}
	}
	return m, after
}

// counted counts the words of a text.
func counted(text []byte) map[string]int {
	n := map[string]int{}
	for _, w := range word.FindAllString(string(text), -1) {
		n[w]++
	}
	return n
}

// A scenario of the first version loads once it is moved, plays the same shock, and has
// lost no word but the names that are others now. Moved again it stays as it is.
func TestAnOldScenarioLoadsOnceItIsMoved(t *testing.T) {
	before := old(t)
	if check(before) == nil {
		t.Fatal("it is not old")
	}
	for _, ends := range []string{"\n", "\r\n"} {
		for name, f := range before {
			if text := string(f.Data); strings.HasSuffix(name, ".yaml") {
				before[name] = &fstest.MapFile{Data: []byte(strings.ReplaceAll(text, "\n", ends))}
			}
		}
		m, after := migrated(t, before)
		if m.Left != nil {
			t.Fatal(m.Left)
		}
		for name, f := range before {
			now := counted(after[name].Data)
			for w, n := range counted(f.Data) {
				if now[w] < n && !slices.Contains([]string{"exposure", "price_relief", "price_left", "west", "relations.west_away"}, w) {
					t.Errorf("%s: %q is there %d times, and was %d", name, w, now[w], n)
				}
			}
			if a, b := bytes.Count(after[name].Data, []byte("\r")), bytes.Count(after[name].Data, []byte("\n")); a != 0 && a != b {
				t.Errorf("%s: of %d lines %d end in CRLF", name, b, a)
			}
		}
		s := load(t, after)
		if g := s.Grievances; len(g) != 1 || g[0].ID != "price" || len(g[0].Exposure) != 3 || fmt.Sprint(g[0].Exposure["hills"]) != "exposure.hills" {
			t.Errorf("grievances: %+v", g)
		}
		if fit := s.Fitted.To(scenario.ToRecord); fit == nil || len(fit.Priors) != 1 || fit.Note != "one fit" {
			t.Errorf("the fit: %+v", s.Fitted)
		}
		if again, _ := migrated(t, after); len(again.Moved) > 0 || again.Left != nil {
			t.Errorf("moved twice: %v %v", again.Moved, again.Left)
		}
	}
}

// Lines are those of the file as it was, whatever has moved above them.
func TestMovesNameTheOldLine(t *testing.T) {
	f := old(t)
	m, _ := migrated(t, f)
	for _, move := range m.Moved {
		what, _, _ := strings.Cut(strings.TrimPrefix(move.Text, "the "), " ")
		what = strings.TrimSuffix(what, ",")
		if line := strings.Split(string(f[move.File].Data), "\n")[move.Line-1]; !strings.Contains(line, what) {
			t.Errorf("%s:%d: %s: %s", move.File, move.Line, move.Text, line)
		}
	}
	if !slices.IsSortedFunc(m.Moved, func(a, b scenario.Move) int {
		if a.File != b.File {
			return 0
		}
		return a.Line - b.Line
	}) {
		t.Error("not in order")
	}
}

// Every parameter that is gone becomes a comment with its prior, wherever it has one, and
// its number where an expression has it and there is one. A world that sets it is left to
// its author, with the reason.
func TestEveryParameterThatIsGoneIsMoved(t *testing.T) {
	for name, gone := range scenario.Gone {
		f := tiny(t)
		add := func(file, text string) { f[file] = &fstest.MapFile{Data: append(slices.Clone(f[file].Data), text...)} }
		add(scenario.ParametersFile, name+": {prior: {fixed: 2}, unit: \"1\", source: assumption, why: w}\n")
		f[scenario.FittedFile].Data = bytes.Replace(f[scenario.FittedFile].Data, []byte("    priors:\n"), []byte("    priors:\n      "+name+": {fixed: 3}\n"), 1)
		m, after := migrated(t, f)
		if m.Left != nil {
			t.Errorf("%s: %v", name, m.Left)
		}
		line := "# no longer read: " + name + ": {"
		if gone.Renamed() {
			line = "\n" + gone.As() + ": {"
		}
		for _, file := range []string{scenario.ParametersFile, scenario.FittedFile} {
			if text := string(after[file].Data); !strings.Contains(text, strings.TrimPrefix(line, "\n")) {
				t.Errorf("%s: %s has no %q", name, file, line)
			}
		}

		f = tiny(t)
		f[scenario.MainFile].Data = bytes.Replace(f[scenario.MainFile].Data, []byte(`attention > 0.1`), []byte(`attention > 0.1 + `+name), 1)
		m, after = migrated(t, f)
		if moved := m.Left == nil; moved != (gone.As() != "") {
			t.Errorf("%s in an expression: %v", name, m.Left)
		} else if moved && !strings.Contains(string(after[scenario.MainFile].Data), "attention > 0.1 + "+gone.As()) {
			t.Errorf("%s in an expression is not %s", name, gone.As())
		}

		f = tiny(t)
		f[scenario.MainFile].Data = append(bytes.Split(f[scenario.MainFile].Data, []byte("worlds:"))[0], "worlds:\n  - {id: w, text: t, do: [{set: "+name+", to: 1}]}\n"...)
		if m, _ = migrated(t, f); (m.Left == nil) != gone.Renamed() {
			t.Errorf("%s in a world: %v", name, m.Left)
		} else if m.Left != nil && (len(m.Moved) > 0 || !strings.Contains(m.Left.Error(), gone.Why())) {
			t.Errorf("%s in a world: %v %v", name, m.Moved, m.Left)
		}
	}
}

// Forms that tables have by place, written in other ways than those that ship have it.
func TestFormsOfOldAreMovedAsTheyAreWritten(t *testing.T) {
	for what, c := range map[string]struct{ file, old, new, want, left string }{
		"a region on lines of its own": {scenario.MainFile, "    - {id: hills, name: \"hills\", cohorts: [0.5, 0.5]}\n", "    - id: hills\n      name: hills\n      exposure: 0.5\n      # Half and half.\n      cohorts: [0.5, 0.5]\n", "", "grievances"},
		"a key first in braces":        {scenario.MainFile, "{id: hills, name", "{exposure: 0.5, id: hills, name", "", "grievances"},
		"the alliance's id":            {scenario.MainFile, "alliance:\n", "alliance:\n  id: pact # ours\n", "  # no longer read: id: pact # ours\n", ""},
		"relief on lines of its own":   {scenario.MainFile, "options:\n", "options:\n  - id: give\n    name: give\n    utility: \"0\"\n    effects:\n      price_relief: 0.5\n      relief_delay: 3\n", "", "name the grievance"},
		"a unit of old":                {scenario.ParametersFile, "a.high:", "society.violence_base: {prior: {fixed: 1}, unit: per person and day, source: s, why: w}\na.high:", "# no longer read: society.violence_base: {prior: {fixed: 1}", ""},
		"a quantity of old":            {scenario.MainFile, "attention > 0.1", "attention > price_left + price_left * foreign_bands", "attention > grievance_left + grievance_left * 0\"", ""},
		"a comment within braces":      {scenario.MainFile, "{id: hills, name: \"hills\",", "{id: hills, name: \"hills\",\n       exposure: 0.5, # a half\n      ", "", `"exposure"`},
		"the first day":                {scenario.RecordFile, "sources:", "first_day: 2030-03-04\nsources:", "# no longer read: first_day: 2030-03-04\n", ""},
		"a key that never was":         {scenario.MainFile, "{id: hills, name", "{id: hills, colour: red, name", "", `unknown key "colour"`},
	} {
		f := tiny(t)
		text := string(f[c.file].Data)
		if !strings.Contains(text, c.old) {
			t.Fatalf("%s: nothing to replace", what)
		}
		f[c.file].Data = []byte(strings.Replace(text, c.old, c.new, 1))
		m, after := migrated(t, f)
		switch {
		case c.left == "" && m.Left != nil:
			t.Errorf("%s: %v", what, m.Left)
		case c.left != "" && (m.Left == nil || !strings.Contains(m.Left.Error(), c.left) || !bytes.Equal(after[c.file].Data, f[c.file].Data)):
			t.Errorf("%s: %v", what, m.Left)
		case !strings.Contains(string(after[c.file].Data), c.want):
			t.Errorf("%s:\n%s", what, after[c.file].Data)
		}
	}
}

// Without a list of grievances the price becomes the one there is, in each way of writing.
func TestThePriceBecomesAGrievance(t *testing.T) {
	f := tiny(t)
	text := string(f[scenario.MainFile].Data)
	text = text[:strings.Index(text, "grievances:\n")] + text[strings.Index(text, "events:\n"):]
	for _, c := range [][2]string{
		{"    - {id: coast,", "    - {exposure: \"min(1, a.share)\",   id: coast,"},
		{"    - {id: hills, name: \"hills\", cohorts: [0.5, 0.5]}\n", "    - id: hills\n      name: hills\n      exposure: 0.5\n      # Half and half.\n      cohorts: [0.5, 0.5]\n"},
		{"effects: {grievance: cell, loss:", "effects: {loss:"},
		{"options:\n", "options:\n  - id: refund\n    name: refund\n    utility: \"0\"\n    effects:\n      price_relief: 0.5 # half\n      relief_delay: 3\n"},
	} {
		if !strings.Contains(text, c[0]) {
			t.Fatalf("no %q", c[0])
		}
		text = strings.Replace(text, c[0], c[1], 1)
	}
	f[scenario.MainFile].Data = []byte(text)
	m, after := migrated(t, f)
	if m.Left != nil {
		t.Error(m.Left)
	}
	now := string(after[scenario.MainFile].Data)
	for _, want := range []string{
		"    - {id: coast,", "    - id: hills\n      name: hills\n      # Half and half.\n",
		"    effects:\n      relief: 0.5 # half\n      relieves: price\n      relief_delay: 3\n",
		"\ngrievances:\n  - id: price\n    name: \"the price\"\n    exposure:\n      coast: \"min(1, a.share)\"\n      hills: 0.5\nevents:",
	} {
		if !strings.Contains(now, want) {
			t.Errorf("no %q in\n%s", want, now)
		}
	}
}

// Whatever an old scenario says, moving it ends, loses no line that does not change and
// leaves a text that can be read.
func TestWhateverIsOldIsMovedSafely(t *testing.T) {
	base := old(t)
	names := []string{scenario.MainFile, scenario.ParametersFile, scenario.FittedFile, scenario.RecordFile}
	for i := range 60 {
		f, name := maps.Clone(base), names[i%len(names)]
		text := replaced(string(base[name].Data), uint16(i*7919), words[i%len(words)])
		f[name] = &fstest.MapFile{Data: []byte(text)}
		m, err := scenario.Migrate(f, check)
		if err != nil {
			t.Errorf("%s, %q: %v", name, words[i%len(words)], err)
			continue
		}
		for name, text := range m.Texts() {
			for _, l := range strings.Split(string(f[name].Data), "\n") {
				if strings.HasPrefix(strings.TrimSpace(l), "#") && !bytes.Contains(text, []byte(strings.TrimSpace(l))) {
					t.Errorf("%s has lost %q", name, l)
				}
			}
		}
	}
}
