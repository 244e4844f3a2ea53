package source

import (
	"errors"
	"fmt"
	"io/fs"
	"os"
	"strings"
	"testing"
	"testing/fstest"
	"time"
)

func TestFileProblems(t *testing.T) {
	folder := fstest.MapFS{
		"scenario.yaml":  {Data: []byte("a: 1")},
		"places.csv":     {Data: []byte("id\n")},
		".hidden":        {},
		"sub/claims.yml": {},
	}
	tests := []struct{ name, message, hint string }{
		{"scenaro.yaml", "file not found", `did you mean "scenario.yaml"?`},
		{"record.yaml", "file not found", "the folder has places.csv, scenario.yaml, sub"},
		{"sub/x", "file not found", "the folder has claims.yml"},
		{"gone/x", "file not found", `there is no folder "gone"`},
		{"sub", "expected a file, found a folder", ""},
		{"../x", "not the name of a file", "relative"},
		{"/etc/passwd", "not the name of a file", "relative"},
		{"", "not the name of a file", ""},
	}
	for _, tt := range tests {
		var into map[string]int
		_, errYAML := ReadYAML(folder, tt.name, &into)
		_, errCSV := ReadCSV(folder, tt.name, "id")
		for _, err := range []error{errYAML, errCSV} {
			var p Problem
			if !errors.As(err, &p) || p.File != tt.name || !strings.Contains(p.Message, tt.message) || !strings.Contains(p.Hint, tt.hint) {
				t.Errorf("%s: got %v", tt.name, err)
			}
		}
	}
	if _, err := ReadYAML(fstest.MapFS{}, "x", new(map[string]int)); err == nil || !strings.Contains(err.Error(), "the folder is empty") {
		t.Errorf("got %v", err)
	}
}

// huge pretends to be large and fails when it is opened.
type huge struct{ size int64 }

func (h huge) Open(name string) (fs.File, error) {
	return nil, errors.New("opened")
}

func (h huge) Stat(name string) (fs.FileInfo, error) { return h, nil }
func (h huge) Name() string                          { return "x" }
func (h huge) Size() int64                           { return h.size }
func (h huge) Mode() fs.FileMode                     { return 0 }
func (h huge) ModTime() time.Time                    { return time.Time{} }
func (h huge) IsDir() bool                           { return false }
func (h huge) Sys() any                              { return nil }

func TestLargeFilesAreRefusedUnread(t *testing.T) {
	for _, size := range []int64{MaxFileBytes + 1, 50 << 20} {
		_, err := ReadCSV(huge{size}, "x", "id")
		if err == nil || !strings.Contains(err.Error(), "too large") {
			t.Errorf("got %v", err)
		}
	}
	if _, err := ReadCSV(huge{1}, "x", "id"); err == nil || !strings.Contains(err.Error(), "cannot be read: opened") {
		t.Errorf("got %v", err)
	}
}

// modest hides the size of its files.
type modest struct{ fs.FS }

func (m modest) Stat(name string) (fs.FileInfo, error) { return huge{0}, nil }

func TestFileLargerThanItsSize(t *testing.T) {
	big := fstest.MapFS{"x": {Data: make([]byte, MaxFileBytes+1)}}
	if _, err := ReadCSV(modest{big}, "x", "id"); err == nil || !strings.Contains(err.Error(), "too large") {
		t.Errorf("got %v", err)
	}
}

func TestDirFS(t *testing.T) {
	dir := t.TempDir()
	if err := os.WriteFile(dir+"/a.yaml", []byte("x: 1"), 0o600); err != nil {
		t.Fatal(err)
	}
	var into map[string]int
	if _, err := ReadYAML(os.DirFS(dir), "a.yaml", &into); err != nil || into["x"] != 1 {
		t.Errorf("got %v, %v", into, err)
	}
	_, err := ReadYAML(os.DirFS(dir), "b.yaml", &into)
	if err == nil || strings.Contains(err.Error(), dir) {
		t.Errorf("got %v", err)
	}
}

func TestProblemError(t *testing.T) {
	for want, p := range map[string]Problem{
		"m":                                {Message: "m"},
		"f: m":                             {File: "f", Message: "m"},
		"f:2: m":                           {File: "f", Line: 2, Message: "m"},
		"f:2:3: m\n> 2 | x\nhint: write y": {File: "f", Line: 2, Column: 3, Message: "m", Excerpt: "> 2 | x", Hint: "write y"},
	} {
		if p.Error() != want {
			t.Errorf("got %q, want %q", p.Error(), want)
		}
	}
}

func TestProblemsError(t *testing.T) {
	ps := Problems{{File: "b", Message: "three"}, {File: "a", Line: 9, Message: "two"}, {File: "a", Line: 1, Message: "one"}}
	if want := "b: three\n\na:1: one\n\na:9: two"; ps.Error() != want {
		t.Errorf("got %q", ps.Error())
	}
	if ps[0].Message != "three" {
		t.Error("printing sorts the problems themselves")
	}
	var one Problem
	if !errors.As(error(ps), &one) || one.Message != "three" {
		t.Errorf("got %v", one)
	}
	ps = nil
	for i := range 15 {
		ps = append(ps, Problem{Message: fmt.Sprintf("%d m", i)})
	}
	if got := ps.Error(); strings.Count(got, "m\n") != 10 || !strings.HasSuffix(got, "… and 5 more") {
		t.Errorf("got %q", got)
	}
}

func TestExcerptOfLongLine(t *testing.T) {
	text := newText("f", []byte(strings.Repeat("a", 1000)+"\tX"+strings.Repeat("b", 1000)+"\nend\n"))
	lines := strings.Split(text.excerpt(1, 1002), "\n")
	if len(lines) != 3 || len(lines[0]) > 200 {
		t.Fatalf("got %q", lines)
	}
	if caret := strings.IndexByte(lines[1], '^'); lines[0][caret] != 'X' {
		t.Errorf("the caret is under %q", lines[0][caret])
	}
	if got := text.excerpt(2, 9); !strings.Contains(got, ">  2 | end\n               ^") {
		t.Errorf("got %q", got)
	}
	for _, line := range []int{-1, 0, 4} {
		if got := text.excerpt(line, 1); got != "" {
			t.Errorf("line %d: got %q", line, got)
		}
	}
	if got := newText("f", []byte("a\x1b[31m")).excerpt(1, 1); strings.Contains(got, "\x1b") {
		t.Errorf("got %q", got)
	}
}

func TestSuggestForwards(t *testing.T) {
	if got := Suggest("treshold", []string{"threshold"}); got != "threshold" {
		t.Errorf("got %q", got)
	}
}
