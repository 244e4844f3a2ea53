package source

import (
	"math"
	"strings"
	"testing"

	"casus/files/bounded"
)

// FuzzReadYAML: whatever a file holds, reading it ends with a document without
// NaN or with problems that say what and where.
func FuzzReadYAML(f *testing.F) {
	for _, seed := range []string{
		"title: January\nthreshold: 1e3\nregions:\n  - exposure: .5\n    kind: 'a: b'\n  - {exposure: -2, kind: \"c\"}\n",
		"title: a\nweights: {west.share: 0.5, 'x y': 1}\nrange: [0, 1.5]\nshare: 0.25\nshares:\n- 0.5\n- {of: 2}\n",
		"tags:\n- |\n  two\n  lines\n- >-\n  one\n  line\n", "a: &a [*a, *a]\n<<: *a\n", "? a\n: b\n", "--- !!map\na: .nan\n...\n---\n",
		"%YAML 1.2\n---\n", "a:\n- b:\n  - c:\n\t- d", "{a, b: , [c]: d}", "a: b: c", "- - - -", "\"a\\x00\": 'b''c'", "a: |2-\n  x", "[[[{}]]]: x",
		"a:\n  b\n c", "title: # c\n  a\n", ":", "-", "?", "'", "\"", "[", "{", "}", "&", "*", "!", "|", ">", "@",
	} {
		f.Add(seed)
	}
	f.Fuzz(func(t *testing.T, body string) {
		var s sample
		var d *Document
		var ps Problems
		bounded.Read(t, func() { s, d, ps = read(t, body) })
		if ps == nil {
			if math.IsNaN(s.Threshold) || math.IsInf(s.Threshold, 0) {
				t.Errorf("threshold %v", s.Threshold)
			}
			if s.Title == "" && !strings.Contains(body, "title") {
				t.Error("a required key is missing")
			}
			check(t, body, Problems{d.At("$.regions[0].exposure", "m", "")})
			check(t, body, Problems{d.At(body, "m", "")})
		}
		check(t, body, ps)
	})
}

// FuzzReadCSV is the same for tables.
func FuzzReadCSV(f *testing.F) {
	for _, seed := range []string{
		"id,name,lat\na,b,1.5\n", "\uFEFFid,name,lat\r\n\"a\n\"\"b\",ä,-7\r\n", "id,nmae\n", "id,name,lat,id\n1,2\n", "i\"d", "\"", ",,\n", "id,name,lat\n\"a", "id,name,lat\na,\"b\"c,d",
	} {
		f.Add(seed)
	}
	f.Fuzz(func(t *testing.T, body string) {
		var c *CSV
		var ps Problems
		bounded.Read(t, func() { c, ps = readTable(t, body) })
		if ps == nil {
			for _, row := range c.Rows {
				if x, p := row.Float("lat"); p == nil && (math.IsNaN(x) || math.IsInf(x, 0)) {
					t.Errorf("got %v", x)
				}
				row.Int("lat")
				check(t, body, Problems{row.Problem("name", "m", "")})
			}
		}
		check(t, body, ps)
	})
}

func check(t *testing.T, body string, ps Problems) {
	t.Helper()
	lines := strings.Count(body, "\n") + 1
	for _, p := range ps {
		if p.File == "" || p.Message == "" || p.Line < 0 || p.Column < 0 || p.Line > lines {
			t.Errorf("%q: got %+v", body, p)
		}
		if strings.ContainsAny(p.Error(), "\x00\x1b\r") {
			t.Errorf("unprintable: %q", p.Error())
		}
	}
}
