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

// Row "names that fold": what SQL, a file system or a reader takes for one name is not two.
func TestNamesThatFold(t *testing.T) {
	const small, main = "small-state", "scenario.yaml"
	for _, c := range []struct{ name, file, from, to, message string }{
		{"ids by capitals", main, "{id: reluctant, name: \"the reluctant ally\", member", "{id: Neighbour, name: \"the reluctant ally\", member", `the id "Neighbour" is too like "neighbour"`},
		{"ids by dash and underscore", main, "{id: frame_terrorism,", "{id: end-emergency, name: x, utility: \"0\", effects: {lethal: 0}}\n  - {id: frame_terrorism,", `the id "end_emergency" is too like "end-emergency"`},
		{"ids alike", main, "{id: rival,", "{id: lead,", `duplicate id "lead"`},
		{"names by capitals", main, `name: "the hills"`, `name: "The Coast"`, `the name "The Coast" is too like "the coast"`},
		{"names by Unicode form", main, `name: "the lead nation", lead: true, pledge`, "name: \"cafe\u0301\", lead: true, pledge", "is too like"},
		{"names by spaces", main, `name: "declare an emergency"`, `name: "offer  dialogue"`, "is too like"},
		{"cohorts", main, "{id: younger,", "{id: OLDER,", "is too like"},
		{"quantities", main, "{name: help,", "{name: Threat, is: \"1\"}\n  - {name: help,", `"Threat" cannot be the name of a quantity`},
		{"seen", main, "{name: help,", "{name: Violent, is: \"1\"}\n  - {name: help,", `"Violent" cannot be the name of a quantity`},
	} {
		refused(t, c.name, small, c.file, c.message, " ", change{c.file, c.from, c.to}, change{main, `name: "the neighbour", pledge`, "name: \"caf\u00e9\", pledge"})
	}
	refused(t, "places", small, "places.csv", `the id "Port" is too like "port"`, `line 4 is "port"`, change{"places.csv", "market,", "Port,"})
	refused(t, "parameters", small, "parameters.yaml", `the key "choice.talk" is too like "choice.Talk"`, "another key is", change{"parameters.yaml", "choice.talk:", "choice.Talk: {prior: {fixed: 1}, unit: utility, source: assumption, why: x}\nchoice.talk:"})
	refused(t, "sources", "gambia-2017", "record.yaml", "is too like", "another key is", change{"record.yaml", "sources:\n", "sources:\n  AB: {outlet: x, title: y}\n  ab: {outlet: x, title: y}\n"})
	refused(t, "targets", "gambia-2017", "record.yaml", `the id "Troops" is too like "troops"`, " ", change{"record.yaml", "id: lead_share,", "id: Troops,"})
	refused(t, "worlds", "gambia-2017", main, "is too like", " ", change{main, "{id: soldiers-stand,", "{id: No-Request,"})
	refused(t, "the world that is always there", "gambia-2017", main, "is always there", "choose another", change{main, "{id: soldiers-stand,", "{id: As-Modelled,"})
}

// Row "text": an id can be a folder and a column, and no text moves a cursor.
func TestIDsAndTextsAreHarmless(t *testing.T) {
	const small, main = "small-state", "scenario.yaml"
	for _, id := range []string{"x/../y", "../up", "a b", ".", "..", "-x", "a.b", "é", "a\\\\b", "~", "x;y", "con:"} {
		refused(t, "scenario "+id, small, main, "is not an id", "letters", change{main, "id: small-state", `id: "` + id + `"`})
	}
	for _, c := range []struct{ name, from, to string }{
		{"member", "{id: reluctant, name: \"the reluctant ally\", pledge", "{id: \"x/../y\", name: \"the reluctant ally\", pledge"},
		{"option", "{id: frame_terrorism,", "{id: frame terrorism,"},
		{"cohort", "{id: older,", "{id: \"old,er\","},
	} {
		refused(t, c.name, small, main, "is not an id", "letters", change{main, c.from, c.to})
	}
	refused(t, "place", small, "places.csv", "is not an id", "joined by a slash", change{"places.csv", "market,", "../market,"})
	refused(t, "target", "gambia-2017", "record.yaml", "is not an id", "letters", change{"record.yaml", "id: lead_share,", "id: lead share,"})
	refused(t, "a title with ESC", small, main, "U+001B", "leave it out", change{main, `title: "A small`, `title: "\e[31mA small`})
	refused(t, "a title of two lines", small, main, "more than one line", "on one line", change{main, `title: "A small`, `title: "A\nsmall`})
	refused(t, "a name of two lines", small, main, "more than one line", "on one line", change{main, `name: "the hills"`, `name: "the\nhills"`})
	refused(t, "a unit that turns the line", small, "parameters.yaml", "U+202E", "leave it out", change{"parameters.yaml", "source: assumption", `source: "\u202eassumption"`})
}
