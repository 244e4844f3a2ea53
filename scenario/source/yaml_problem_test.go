package source

import (
	"fmt"
	"strings"
	"testing"
)

func TestYAMLProblems(t *testing.T) {
	tests := []struct {
		name, body   string
		line, column int
		path         string
		message      string // part of the message
		hint         string // part of the hint
	}{
		{"unknown key", "title: a\ntreshold: 1", 2, 1, "$.treshold", `unknown key "treshold"`, `did you mean "threshold"?`},
		{"comma without quotes", "{title: a, note: max(0, b)}", 1, 25, "$.b)", `unknown key "b)"`, "needs quotes"},
		{"unknown far key", "title: a\nbanana: 1", 2, 1, "$.banana", `unknown key "banana"`, "known keys are note, title"},
		{"unknown nested key", "title: a\nregions:\n  - exposure: 1\n    kid: 2", 4, 5, "$.regions[0].kid", `unknown key "kid"`, `did you mean "kind"?`},
		{"unexported", "title: a\nhidden: 1", 2, 1, "$.hidden", `unknown key "hidden"`, ""},
		{"ignored field", "title: a\ncommon: {}", 2, 1, "$.common", `unknown key "common"`, ""},
		{"missing at root", "days: 1", 1, 1, "$", "missing key `title`", "one line"},
		{"missing in section", "title: a\nbest:\n  kind: x", 2, 1, "$.best", "missing key `exposure`", ""},
		{"missing in item", "title: a\nregions:\n  - kind: x", 3, 5, "$.regions[0]", "missing key `exposure`", ""},
		{"missing in braces", "title: a\nbest: {}", 2, 7, "$.best", "missing key `exposure`", ""},
		{"duplicate", "title: a\ndays: 1\ndays: 2", 3, 1, "$.days", `duplicate key "days"`, "line 2"},
		{"duplicate quoted", "title: a\n'title': 1", 2, 1, "$.title", `duplicate key "title"`, "line 1"},
		{"duplicate in map", "title: a\nweights: {x: 1, x: 2}", 2, 17, "$.weights.x", "duplicate key", ""},
		{"true as a key", "title: a\nweights: {true: 1}", 2, 11, "$.weights", "expected a key, found true", "quotes"},
		{"numeric key twice", "title: a\nweights: {0.5: 1, 0.5: 2}", 2, 19, "$.weights.'0.5'", "duplicate key", ""},
		{"numeric key of a section", "title: a\n2022: 1", 2, 1, "$.2022", `unknown key "2022"`, ""},

		{"text for number", "title: a\nthreshold: abc", 2, 12, "$.threshold", `expected a number, found text "abc"`, "0.5"},
		{"quoted number", "title: a\nthreshold: '1'", 2, 12, "$.threshold", `expected a number, found text "1"`, "remove the quotes"},
		{"comma", "title: a\nthreshold: 0,5", 2, 12, "$.threshold", "expected a number", "write 0.5, with a point"},
		{"percent", "title: a\nthreshold: 25%", 2, 12, "$.threshold", "expected a number", "share"},
		{"list for number", "title: a\nthreshold: [1]", 2, 12, "$.threshold", "expected a number, found a list", ""},
		{"section for number", "title: a\nthreshold:\n  x: 1", 2, 1, "$.threshold", "expected a number, found a section", ""},
		{"block for number", "title: a\nthreshold: |\n  x", 2, 12, "$.threshold", "expected a number, found text", ""},
		{"bool for number", "title: a\nthreshold: true", 2, 12, "$.threshold", "expected a number, found true", ""},
		{"octal", "title: a\ndays: 010", 2, 7, "$.days", "expected a whole number", "without a leading 0"},
		{"hex", "title: a\nthreshold: 0x10", 2, 12, "$.threshold", "expected a number", "digits 0 to 9"},
		{"huge", "title: a\nthreshold: 1e999", 2, 12, "$.threshold", "too large", ""},
		{"huge whole", "title: a\ndays: 99999999999999999999", 2, 7, "$.days", "too large", ""},
		{"fraction", "title: a\ndays: 1.5", 2, 7, "$.days", "expected a whole number, found the number 1.5", ""},
		{"scientific", "title: a\ndays: 1e3", 2, 7, "$.days", "expected a whole number, found the number 1e3", "write 1000"},
		{"number for text", "title: 2022", 1, 8, "$.title", "expected text, found the number 2022", `"2022"`},
		{"bool for text", "title: true", 1, 8, "$.title", "expected text, found true", `"true"`},
		{"yes", "title: a\non: yes", 2, 5, "$.on", `expected true or false, found text "yes"`, "true or false"},
		{"scalar for list", "title: a\nregions: 1", 2, 10, "$.regions", "expected a list, found the number 1", "write `[a, b]`"},
		{"scalar for section", "title: a\nbest: x", 2, 7, "$.best", "expected a section with keys, found text", "exposure: …"},
		{"scalar for map", "title: a\nweights: x", 2, 10, "$.weights", "expected a section with keys", ""},
		{"list for root", "- 1", 1, 1, "$", "expected a section with keys, found a list", ""},
		{"text for root", "hello", 1, 1, "$", "expected a section with keys, found text", ""},
		{"wrong length", "title: a\nrange: [1]", 2, 8, "$.range", "expected a list of 2, found 1", ""},
		{"in list", "title: a\nrange: [1, x]", 2, 12, "$.range[1]", "expected a number", ""},
		{"in map", "title: a\nweights:\n  a b: x", 3, 8, "$.weights.'a b'", "expected a number", ""},
		{"nothing", "title:\ndays: 1", 1, 1, "$.title", "expected text, found nothing", "leave the key out"},
		{"null", "title: a\nbest: ~", 2, 1, "$.best", "expected a section with keys, found nothing", ""},
		{"empty item", "title: a\nregions:\n  -", 3, 5, "$.regions[0]", "found nothing", ""},
		{"infinite", "title: a\nthreshold: -.inf", 2, 12, "$.threshold", "expected a finite number, found -.inf", ""},
		{"not a number", "title: a\nregions:\n  - exposure: .nan", 3, 15, "$.regions[0].exposure", "finite number, found .nan", ""},

		{"custom problem", "title: a\nshare: 2.5", 2, 8, "$.share", "a share is at most 1", ""},
		{"custom error", "title: a\nshares: [0.5, x]", 2, 15, "$.shares[1]", "expected a share", ""},
		{"custom null", "title: a\nshare:", 2, 1, "$.share", "expected a share, found nothing", ""},

		{"anchor", "title: &a b\nplain: c", 1, 8, "", "an anchor", ""},
		{"alias", "title: *a", 1, 8, "", "an alias", "quotes"},
		{"merge key", "title: a\n<<: {days: 1}", 2, 1, "", "a merge key", ""},
		{"tag", "title: !!str 5", 1, 8, "", "a tag", ""},
		{"directive", "%YAML 1.2\n---\ntitle: a", 1, 1, "", "a directive", ""},
		{"complex key", "? title\n: a", 1, 1, "", "a complex key", ""},
		{"two documents", "title: a\n---\ntitle: b", 2, 1, "", "expected one document, found several", "---"},
		{"two headers", "---\n---\ntitle: b", 2, 1, "", "found several", ""},
		{"tab", "title: a\nbest:\n\texposure: 1", 3, 1, "", "a tab", "spaces"},
		{"empty", "", 0, 0, "", "the file is empty", ""},
		{"comments only", "# nothing\n\n# here\n", 0, 0, "", "the file is empty", ""},
		{"header only", "---\n", 0, 0, "", "the file is empty", ""},
		{"unclosed quote", "title: 'a", 1, 8, "", "this is not YAML", "quotes"},
		{"unclosed list", "title: a\nrange: [1, 2", 2, 8, "", "this is not YAML", "brackets"},
		{"indentation", "title: a\n  days: 1", 1, 8, "", "this is not YAML", "indentation"},
		{"colon", "title: a: b", 1, 8, "", "this is not YAML", "quotes"},

		{"not UTF-8", "title: ä\nplain: \xff", 2, 8, "", "byte 0xFF is not UTF-8", "UTF-8"},
		{"control character", "title: \x1b[31m", 1, 8, "", "U+001B", ""},
		{"escaped ESC", "title: \"\\e[31mred\"", 1, 8, "$.title", "U+001B", "leave it out"},
		{"escaped control", "title: \"a\\x9b\"", 1, 8, "$.title", "U+009B", "leave it out"},
		{"escaped return", "title: \"a\\rb\"", 1, 8, "$.title", "U+000D", "leave it out"},
		{"escaped tab", "title: \"a\\tb\"", 1, 8, "$.title", "U+0009", "leave it out"},
		{"escaped direction", "title: \"a\\u202eb\"", 1, 8, "$.title", "U+202E", "leave it out"},
		{"escape in a list", "title: a\ntags: [\"\\e\"]", 2, 8, "$.tags[0]", "U+001B", "leave it out"},
		{"escape in a key", "title: a\nweights: {\"\\e\": 1}", 2, 11, "$.weights", "U+001B", "leave it out"},
		{"direction", "title: a\u2067b", 1, 9, "", "U+2067", "remove"},
		{"null byte", "title: \x00", 1, 8, "", "U+0000", ""},
		{"carriage return", "title: a\rdays: 1", 1, 9, "", "U+000D", ""},
		{"deep flow", "title: " + strings.Repeat("[", 10_000), 0, 0, "", "nested too deeply", ""},
		{"deep lists", strings.Repeat("- ", 10_000), 0, 0, "", "nested too deeply", ""},
		{"deep braces", strings.Repeat("{a: ", 10_000), 0, 0, "", "nested too deeply", ""},
		{"many keys", manyKeys(MaxKeys + 1), MaxKeys + 1, 0, "", "too many keys", ""},
		{"many parts", strings.Repeat("[],", 200_000), 0, 0, "", "too many parts", ""},
	}
	for _, tt := range tests {
		t.Run(tt.name, func(t *testing.T) {
			_, _, ps := read(t, tt.body)
			if len(ps) != 1 {
				t.Fatalf("got %d problems, want 1: %v", len(ps), ps)
			}
			p := ps[0]
			if tt.line > 0 && p.Line != tt.line || tt.column > 0 && p.Column != tt.column {
				t.Errorf("at %d:%d, want %d:%d: %v", p.Line, p.Column, tt.line, tt.column, p)
			}
			if p.Path != tt.path || p.File != "s.yaml" {
				t.Errorf("in %s at %s, want %s", p.File, p.Path, tt.path)
			}
			if !strings.Contains(p.Message, tt.message) || !strings.Contains(p.Hint, tt.hint) {
				t.Errorf("got %v", p)
			}
			if (p.Line > 0) != (p.Excerpt != "") {
				t.Errorf("line %d with excerpt %q", p.Line, p.Excerpt)
			}
			for _, word := range []string{"float64", "struct", "sample", "source.", "int ", "map["} {
				if strings.Contains(p.Message, word) {
					t.Errorf("%q speaks Go: %s", word, p.Message)
				}
			}
		})
	}
}

func manyKeys(n int) string {
	var b strings.Builder
	for i := range n {
		fmt.Fprintf(&b, "k%d: 1\n", i)
	}
	return b.String()
}

func TestAllProblemsAtOnce(t *testing.T) {
	_, _, ps := read(t, "treshold: x\nregions:\n  - exposure: low\n  - kind: 5\nweights: {a: b}\ndays: 1.5\ndays: 2\n")
	var got []string
	for _, p := range ps {
		got = append(got, fmt.Sprintf("%d:%d %s", p.Line, p.Column, p.Message))
	}
	want := []string{
		"1:1 unknown key \"treshold\"",
		"1:1 missing key `title`",
		"3:15 expected a number, found text \"low\"",
		"4:5 missing key `exposure`",
		"4:11 expected text, found the number 5",
		"5:14 expected a number, found text \"b\"",
		"6:7 expected a whole number, found the number 1.5",
		"7:1 duplicate key \"days\"",
	}
	if strings.Join(got, "\n") != strings.Join(want, "\n") {
		t.Errorf("got\n%s\nwant\n%s", strings.Join(got, "\n"), strings.Join(want, "\n"))
	}
}

// A reader is shown ten things at most, each once, and files in the order in which
// they were read.
func TestAtMostTenMessages(t *testing.T) {
	var ps Problems
	for i := range 30 {
		ps = append(ps, Problem{File: "z.yaml", Line: 30 - i, Message: "the same", Hint: "mend it"})
	}
	for i := range 12 {
		ps = append(ps, Problem{File: "a.yaml", Line: i + 1, Message: fmt.Sprintf("another %d", i)})
	}
	parts := strings.Split(ps.Error(), "\n\n")
	if len(parts) != 11 || parts[10] != "… and 3 more" || !strings.HasPrefix(parts[0], "z.yaml:1: the same") || !strings.HasPrefix(parts[1], "a.yaml:1: another 0") {
		t.Errorf("%q", parts)
	}
	if !strings.HasSuffix(parts[0], "likewise: line 2, 3, 4, 5, 6, 7, 8, 9, and 21 more") {
		t.Errorf("%q", parts[0])
	}
}
