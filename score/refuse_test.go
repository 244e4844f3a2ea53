package score

import (
	"io/fs"
	"strings"
	"testing"
	"testing/fstest"

	"casus/library"
)

// What is wrong with a file of cases is refused, with its place.
func TestCasesAreRefused(t *testing.T) {
	text, err := fs.ReadFile(library.Cases(), "cases.yaml")
	if err != nil {
		t.Fatal(err)
	}
	at := strings.Index(string(text), "- id: kazakhstan-2022")
	for _, c := range []struct{ old, new, want, hint string }{
		{"decision: deployed", "decision: deploid", `unknown decision "deploid"`, `did you mean "deployed"?`},
		{"requested_by: incumbent", "requested_by: president", `unknown requested_by "president"`, "known are incumbent"},
		{"decision: deployed", "decision: refused", "troops, and the decision is refused", "0 where nobody was sent"},
		{"hegemon_stake: ", "hegemon_stake: 1", "is outside the range 1..5", ""},
		{"help_requested: true", "help_requested: false", "somebody asked, although help_requested is false", "write null"},
		{"help_requested: true", "help_requested:", "expected true or false, found nothing", ""},
		{"lead_share: 0", "lead_share: 3", "is out of range", ""},
		{"treaty_basis_internal", "treaty_basis", "unknown key", "known keys are"},
		{"year: 2022", "year: 22", "the year 22", ""},
		{"id: kazakhstan-2022", "id: gdr-1953", `duplicate or empty id "gdr-1953"`, "case 1 of the list"},
	} {
		rest := string(text[at:])
		if !strings.Contains(rest, c.old) {
			t.Fatalf("no %q", c.old)
		}
		broken := string(text[:at]) + strings.Replace(rest, c.old, c.new, 1)
		_, err := LoadCases(fstest.MapFS{"a.yaml": {Data: []byte(broken)}}, "a.yaml")
		if err == nil || !strings.Contains(err.Error(), c.want) || !strings.Contains(err.Error(), c.hint) || !strings.HasPrefix(err.Error(), "a.yaml:") {
			t.Errorf("%s: %v", c.new, err)
		}
	}
	if _, err := LoadCases(fstest.MapFS{"a.yaml": {Data: []byte("cases: []\n")}}, "a.yaml"); err == nil {
		t.Error("no cases are taken")
	}
}

func FuzzLoadCases(f *testing.F) {
	text, err := fs.ReadFile(library.Cases(), "cases.yaml")
	if err != nil {
		f.Fatal(err)
	}
	f.Add(text[strings.Index(string(text), "cases:\n"):][:4000]) // two cases and a piece
	f.Fuzz(func(t *testing.T, text []byte) {
		if l, err := LoadCases(fstest.MapFS{"a.yaml": {Data: text}}, "a.yaml"); (l == nil) != (err != nil) {
			t.Errorf("%v, %v", l, err)
		}
	})
}
