package source

import (
	"errors"
	"math"
	"reflect"
	"strings"
	"testing"
	"testing/fstest"
	"time"

	"github.com/goccy/go-yaml"
	"github.com/goccy/go-yaml/ast"
)

// share reads itself: a number or {of: …}.
type share struct{ value float64 }

func (*share) Kind() string { return "a share" }

func (s *share) UnmarshalCasus(n ast.Node) error {
	if f, ok := n.(*ast.FloatNode); ok {
		if s.value = f.Value; s.value > 1 {
			return errors.New("a share is at most 1")
		}
		return nil
	}
	return errors.New("expected " + s.Kind())
}

type nested struct {
	Exposure float64 `yaml:"exposure"`
	Kind     string  `yaml:"kind,omitempty"`
}

type sample struct {
	Common    string             `yaml:"-"`
	Note      string             `yaml:"note,omitempty"`
	Title     string             `yaml:"title" doc:"one line"`
	Threshold float64            `yaml:"threshold,omitempty"`
	Days      int                `yaml:"days,omitempty"`
	Agents    int                `yaml:"agents,omitempty"`
	On        bool               `yaml:"on,omitempty"`
	Regions   []nested           `yaml:"regions,omitempty"`
	Weights   map[string]float64 `yaml:"weights,omitempty"`
	Best      *nested            `yaml:"best,omitempty"`
	Range     [2]float64         `yaml:"range,omitempty"`
	Share     share              `yaml:"share,omitempty"`
	Shares    []*share           `yaml:"shares,omitempty"`
	Tags      []string           `yaml:"tags,omitempty"`
	Plain     string             `yaml:"plain,omitempty"`
	hidden    int
}

// The decoder must not see the field.
var _ = sample{}.hidden

func read(t testing.TB, body string) (sample, *Document, Problems) {
	t.Helper()
	var s sample
	d, err := ReadYAML(fstest.MapFS{"s.yaml": {Data: []byte(body)}}, "s.yaml", &s)
	if err == nil {
		return s, d, nil
	}
	var ps Problems
	if !errors.As(err, &ps) || d != nil {
		t.Fatalf("got %T and document %v", err, d)
	}
	if !reflect.DeepEqual(s, sample{}) {
		t.Errorf("into was changed: %+v", s)
	}
	return s, nil, ps
}

func TestReadYAML(t *testing.T) {
	body := "\uFEFF---\r\n" + strings.ReplaceAll(`# a comment
title: January  # another
note: beside
threshold: 1e3
days: +1_0
agents: 7
on: true
regions:
  - exposure: .5
    kind: 'a: b'
  - {exposure: -2, kind: "c"}
weights: {west.share: 0.5, 'x y': 1}
best:
  exposure: 3
range: [0, 1.5]
share: 0.25
shares:
- 0.5
- 0.75
tags:
- |
  two
  lines
- >-
  one
  line
- 1e3
plain: yes
`, "\n", "\r\n")
	got, d, ps := read(t, body)
	if ps != nil {
		t.Fatal(ps)
	}
	want := sample{
		Note: "beside", Title: "January", Threshold: 1000, Days: 10, Agents: 7, On: true,
		Regions: []nested{{0.5, "a: b"}, {-2, "c"}}, Weights: map[string]float64{"west.share": 0.5, "x y": 1},
		Best: &nested{Exposure: 3}, Range: [2]float64{0, 1.5}, Share: share{0.25}, Shares: []*share{{0.5}, {0.75}},
		Tags: []string{"two\nlines\n", "one line", "1e3"}, Plain: "yes",
	}
	if !reflect.DeepEqual(got, want) {
		t.Errorf("got  %+v\nwant %+v", got, want)
	}
	if string(d.Bytes()) != body {
		t.Error("not the bytes of the file")
	}
}

// The parser takes quadratic time for each of these; the limits keep it short.
func TestWorstDocumentsAreReadQuickly(t *testing.T) {
	for name, body := range map[string]string{
		"keys":          manyKeys(MaxKeys),
		"empty items":   strings.Repeat("-\n", maxMarks/2-1),
		"braces":        "{" + strings.Repeat("a,", maxMarks-3) + "}",
		"one long line": "a: " + strings.Repeat("x ", MaxFileBytes/2-2),
	} {
		begin := time.Now()
		var weights map[string]float64
		_, err := ReadYAML(fstest.MapFS{"w": {Data: []byte(body)}}, "w", &weights)
		if (err == nil) != (name == "keys") {
			t.Errorf("%s: got %v", name, err)
		}
		if took := time.Since(begin); took > 20*time.Second {
			t.Errorf("%s took %v", name, took)
		}
	}
}

func TestAt(t *testing.T) {
	body := "title: a\nbest:\n  exposure: 3\nregions:\n  - exposure: 1\n    kind: x\n  - {exposure: 2}\nweights:\n  a.b: 1\n  'c''d': 2\nrange: [1, 2]\n"
	_, d, ps := read(t, body)
	if ps != nil {
		t.Fatal(ps)
	}
	tests := []struct {
		path         string
		line, column int
	}{
		{"$", 1, 1},
		{"$.title", 1, 8},
		{"$.best", 2, 1},
		{"$.best.exposure", 3, 13},
		{"$.regions", 4, 1},
		{"$.regions[0]", 5, 5},
		{"$.regions[0].kind", 6, 11},
		{"$.regions[1]", 7, 5},
		{"$.regions[1].exposure", 7, 16},
		{"$.weights.'a.b'", 9, 8},
		{"$.weights['a.b']", 9, 8},
		{`$.weights.'c\'d'`, 10, 11},
		{"$['range'][1]", 11, 12},
		{"$.best.missing", 2, 1},
		{"$.missing.deeper", 1, 1},
		{"$.regions[7].kind", 4, 1},
		{"$.title.x[0]", 1, 8},
		{"$[", 1, 1}, {"$.regions[", 4, 1}, {"$.'", 1, 1}, {"$['", 1, 1}, {"", 1, 1}, {"$..", 1, 1}, {"$.regions[-1]", 4, 1}, {"[[", 1, 1},
	}
	for _, tt := range tests {
		p := d.At(tt.path, "message", "hint")
		if p.Line != tt.line || p.Column != tt.column || p.Path != tt.path || p.Message != "message" || p.Hint != "hint" || p.File != "s.yaml" {
			t.Errorf("%s: at %d:%d, want %d:%d", tt.path, p.Line, p.Column, tt.line, tt.column)
		}
	}
}

// The excerpt is drawn by this package; it must look like that of the library,
// which however drops empty lines and prints half of the line after the last.
func TestExcerptLooksLikeTheLibrarys(t *testing.T) {
	body := "title: a\nbest:\n  exposure: 3 # three\n  kind: x\nregions:\n  - exposure: 1\n    kind: 'é'\ndays: 1\nagents: 1\nplain: z\n"
	_, d, ps := read(t, body)
	if ps != nil {
		t.Fatal(ps)
	}
	for _, path := range []string{"$.title", "$.best.exposure", "$.best.kind", "$.regions[0].kind", "$.days", "$.agents"} {
		p, err := yaml.PathString(path)
		if err != nil {
			t.Fatal(err)
		}
		drawn, err := p.AnnotateSource([]byte(body), false)
		if err != nil {
			t.Fatal(err)
		}
		want := strings.Split(strings.TrimRight(string(drawn), "\n "), "\n")
		if last := len(want) - 1; strings.HasSuffix(want[last], "|") {
			want = want[:last]
		}
		if got := d.At(path, "", "").Excerpt; got != strings.Join(want, "\n") {
			t.Errorf("%s: got\n%s\nwant\n%s", path, got, strings.Join(want, "\n"))
		}
	}
}

func TestUnsupportedTypesPanic(t *testing.T) {
	for _, into := range []any{nil, sample{}, (*sample)(nil), new(any), new(chan int), new(map[int]string), new(struct{ F func() }),
		new(struct{ X int }), new(uint)} {
		func() {
			defer func() {
				if recover() == nil {
					t.Errorf("%T is accepted", into)
				}
			}()
			ReadYAML(fstest.MapFS{}, "x", into)
		}()
	}
}

func TestRecursiveType(t *testing.T) {
	type tree struct {
		Value    float64 `yaml:"value"`
		Children []*tree `yaml:"children,omitempty"`
	}
	var got tree
	_, err := ReadYAML(fstest.MapFS{"t": {Data: []byte("value: 1\nchildren:\n- value: 2\n  children: [{value: 3}]")}}, "t", &got)
	if err != nil || got.Children[0].Children[0].Value != 3 {
		t.Error(got, err)
	}
}

func TestNoNaNPasses(t *testing.T) {
	for _, written := range []string{".nan", ".NaN", ".inf", "+.inf", "nan", "NaN", "inf", "Inf", "1e400", "-1e400"} {
		var x []float64
		if _, err := ReadYAML(fstest.MapFS{"x": {Data: []byte("- " + written)}}, "x", &x); err == nil {
			if math.IsNaN(x[0]) || math.IsInf(x[0], 0) {
				t.Errorf("%s: got %v", written, x)
			}
			t.Errorf("%s is accepted", written)
		}
	}
}
