package source

import (
	"errors"
	"slices"
	"strings"
	"testing"
	"testing/fstest"
)

func readTable(t testing.TB, body string) (*CSV, Problems) {
	t.Helper()
	c, err := ReadCSV(fstest.MapFS{"p.csv": {Data: []byte(body)}}, "p.csv", "id", "name", "lat")
	if err == nil {
		return c, nil
	}
	var ps Problems
	if !errors.As(err, &ps) || c != nil {
		t.Fatalf("got %T", err)
	}
	return nil, ps
}

func TestReadCSV(t *testing.T) {
	c, ps := readTable(t, "\uFEFFname,id,lat\r\n\"Алма-Ата, \"\"южная\"\"\",almaty,43.25\r\n\r\n\"two, lines\",b,-7\r\n")
	if ps != nil {
		t.Fatal(ps)
	}
	if !slices.Equal(c.Header, []string{"name", "id", "lat"}) || len(c.Rows) != 2 {
		t.Fatalf("got %v, %d rows", c.Header, len(c.Rows))
	}
	a, b := c.Rows[0], c.Rows[1]
	if a.Line != 2 || a.Text("id") != "almaty" || a.Text("name") != `Алма-Ата, "южная"` {
		t.Errorf("got %+v", a)
	}
	if x, p := a.Float("lat"); x != 43.25 || p != nil {
		t.Errorf("got %v, %v", x, p)
	}
	if i, p := b.Int("lat"); i != -7 || p != nil || b.Line != 4 || b.Text("name") != "two, lines" {
		t.Errorf("got %v, %v", i, p)
	}
	p := a.Problem("lat", "too far south", "move it")
	if p.Line != 2 || p.Column != 30 || p.File != "p.csv" || p.Message != "column lat: too far south" || p.Hint != "move it" || !strings.Contains(p.Excerpt, ">  2 | ") {
		t.Errorf("got %d:%d %v", p.Line, p.Column, p)
	}
	if p := b.Problem("id", "m", ""); p.Line != 4 || p.Column != 14 {
		t.Errorf("got %d:%d", p.Line, p.Column)
	}
	defer func() {
		if recover() == nil {
			t.Error("a column that was not asked for is read")
		}
	}()
	a.Text("kind")
}

func TestCSVProblems(t *testing.T) {
	tests := []struct {
		name, body    string
		line, column  int
		message, hint string
	}{
		{"empty", "", 0, 0, "the file is empty", "id,name,lat"},
		{"empty lines", "\n\n", 0, 0, "the file is empty", ""},
		{"missing", "id,name\n", 1, 0, "missing column `lat`", "id, name, lat"},
		{"missing two", "lat\n", 1, 0, "missing columns `id`, `name`", "id, name, lat"},
		{"no names", "1,2,3\n4,5,6\n", 1, 0, "the first row does not name the columns", "id, name, lat"},
		{"a title first", "Table 1: places\nid,name,lat\n1,2,3\n", 1, 0, "the first row does not name the columns", "leave out what stands before"},
		{"a separator first", "sep=,\nid,name,lat\n1,2,3\n", 1, 0, "the first row does not name the columns", "leave out what stands before"},
		{"unknown", "id,name,lat,banana\n", 1, 13, `unknown column "banana"`, "columns are id, name, lat"},
		{"mistyped", "id,nmae,lat\n", 1, 4, `unknown column "nmae"`, `did you mean "name"?`},
		{"space", "id, name,lat\n", 1, 4, `unknown column " name"`, `did you mean "name"?`},
		{"twice", "id,name,lat,id\n", 1, 13, `duplicate column "id"`, ""},
		{"short row", "id,name,lat\n1,2,3\n1,2\n", 3, 0, "expected 3 cells, found 2", ""},
		{"long row", "id,name,lat\n1,2,3,4\n", 2, 0, "expected 3 cells, found 4", "comma"},
		{"stray quote", "id,name,lat\n1,a\"b,3\n", 2, 4, "a quote inside a cell", "double"},
		{"quote goes on", "id,name,lat\n1,\"a\"b,3\n", 2, 5, "not closed, or go on", ""},
		{"open quote", "id,name,lat\n1,\"a,3\n", 0, 0, "not closed", ""},
		{"header quote", "i\"d\n", 1, 2, "a quote inside a cell", ""},
		{"semicolons", "id;name;lat\na;b;3,5\nc;d;4,5\n", 1, 0, "separated by semicolons", "with a point"},
		{"tabs", "id\tname\tlat\na\tb\t3\n", 1, 0, "separated by tabs", "by commas"},
		{"bars", "id|name|lat\n", 1, 0, "separated by bars", "by commas"},
		{"cells beyond the last", "id,name,lat\n1,2,3,,4\n", 2, 0, "expected 3 cells, found 5", "comma"},
		{"two lines", "id,name,lat\na,\"b\nc\",3\n", 2, 3, "more than one line", "on one line"},
		{"tab", "id,name,lat\na,b\tc,3\n", 2, 3, "a tab", "spaces"},
		{"right to left", "id,name,lat\na,b\u202Ec,3\n", 2, 4, "U+202E", "remove"},
		{"not UTF-8", "id,name,lat\né,\xfe,3\n", 2, 3, "not UTF-8", ""},
		{"null byte", "id,name,lat\na,\x00,3\n", 2, 3, "U+0000", ""},
	}
	for _, tt := range tests {
		t.Run(tt.name, func(t *testing.T) {
			_, ps := readTable(t, tt.body)
			if len(ps) != 1 {
				t.Fatalf("got %d problems: %v", len(ps), ps)
			}
			p := ps[0]
			if tt.line > 0 && (p.Line != tt.line || p.Column != tt.column) {
				t.Errorf("at %d:%d, want %d:%d", p.Line, p.Column, tt.line, tt.column)
			}
			if !strings.Contains(p.Message, tt.message) || !strings.Contains(p.Hint, tt.hint) || p.File != "p.csv" {
				t.Errorf("got %v", p)
			}
		})
	}
}

func TestAllCSVProblemsAtOnce(t *testing.T) {
	_, ps := readTable(t, "id,nmae,lat,x\n1\n1,2,3,4\n1,2,3,4,5\n")
	if len(ps) != 4 {
		t.Errorf("got %d problems: %v", len(ps), ps)
	}
}

func TestCells(t *testing.T) {
	tests := []struct{ cell, float, whole, hint string }{
		{"abc", `expected a number, found "abc"`, `expected a whole number, found "abc"`, ""},
		{"", "expected a number, found nothing", "expected a whole number, found nothing", ""},
		{" 3", `expected a number, found " 3"`, `expected a whole number, found " 3"`, "spaces"},
		{"3,5", `expected a number, found "3,5"`, `expected a whole number, found "3,5"`, "with a point"},
		{"NaN", "expected a number", "expected a whole number", ""},
		{"Inf", "expected a number", "expected a whole number", ""},
		{"1e999", "expected a number", "expected a whole number", ""},
		{"0x1p-2", "expected a number", "expected a whole number", ""},
		{"1_000", "expected a number", "expected a whole number", ""},
		{"2.5", "", "expected a whole number", ""},
		{"99999999999999999999", "", "too large", ""},
		{"-12", "", "", ""},
	}
	for _, tt := range tests {
		c, ps := readTable(t, "id,name,lat\na,b,\""+tt.cell+"\"\n")
		if ps != nil {
			t.Fatal(ps)
		}
		_, float := c.Rows[0].Float("lat")
		_, whole := c.Rows[0].Int("lat")
		for want, p := range map[string]*Problem{tt.float: float, tt.whole: whole} {
			if (p == nil) != (want == "") {
				t.Errorf("%q: got %v, want %q", tt.cell, p, want)
			} else if p != nil && (!strings.HasPrefix(p.Message, "column lat: ") || !strings.Contains(p.Message, want) || !strings.Contains(p.Hint, tt.hint) || p.Line != 2 || p.Column != 5) {
				t.Errorf("%q: got %v, want %q", tt.cell, p, want)
			}
		}
	}
}

// What a spreadsheet leaves behind is no row and no column.
func TestEmptyRowsAndCellsAreSkipped(t *testing.T) {
	c, ps := readTable(t, "id,name,lat,,\na,b,3,,\n,,,,\n , ,\nc,d,4\n,,\n")
	if ps != nil || len(c.Header) != 3 || len(c.Rows) != 2 || c.Rows[1].Text("id") != "c" || c.Rows[1].Line != 5 {
		t.Errorf("%v, %+v", ps, c)
	}
}
