package source

import (
	"reflect"
	"strings"
	"testing"
	"testing/fstest"
	"unicode/utf8"

	"casus/files/bounded"
	"pgregory.net/rapid"
)

type page struct {
	Title  string             `yaml:"title"`
	Note   string             `yaml:"note,omitempty"`
	Size   float64            `yaml:"size"`
	Days   int                `yaml:"days,omitempty"`
	On     bool               `yaml:"on,omitempty"`
	Best   *nested            `yaml:"best,omitempty"`
	Maybe  *string            `yaml:"maybe" null:"unknown"`
	Pair   [2]int             `yaml:"pair"`
	Tags   []string           `yaml:"tags"`
	Shares map[string]float64 `yaml:"shares"`
	Lists  [][]string         `yaml:"lists,omitempty"`
	Parts  []part             `yaml:"parts,omitempty"`
	ByName map[string]part    `yaml:"by_name,omitempty"`
}

type part struct {
	ID    string   `yaml:"id"`
	Inner nested   `yaml:"inner"`
	Tags  []string `yaml:"tags,omitempty"`
}

// awkward are texts that YAML reads as something else, or not at all.
var awkward = []string{
	"", " ", "yes", "No", "on", "y", "~", "null", "true", "2022-01-05", "2022-01-05T18:00", "12:30", "007", "0x1F", "1e3", ".5", "-", "- a", "1_000", ".inf", ".nan", "NaN",
	"a: b", "a #b", "#", "a:", "@x", "`x", "%x", "!x", "&x", "*x", "?", "? a", "|", ">", "[a", "a]", "{a}", "a,b", "a, b", "'", "\"", "it's", "\\", "\\n", "a\nb", "\na\n",
	" a", "a ", "a  b", "é", "жаңа", "日本", "😀", "\u00a0", "\u200d", "---", "...", "<<", "=", "a/b.c(d)+e*f", "max(0, x) > 1 ? 2 : 3", "as-modelled",
	strings.Repeat("a long sentence # with: marks, ", 8) + "end", strings.Repeat("x", 300), strings.Repeat("- word ", 40) + ".",
}

// unwritten are texts that no document may hold.
var unwritten = []string{"\r\n", "a\tb", "\u0085", "\u2028", "\u202E", "\uFEFF", "\x00", "\x1b[0m", "\uFFFD", "\U000E0001", "\xff"}

func TestUnprintableTextsAreNotWritten(t *testing.T) {
	for _, s := range unwritten {
		if text, err := Encode(&page{Title: s}); err == nil {
			t.Errorf("%q is written as %s", s, text)
		}
	}
}

func anyText() *rapid.Generator[string] {
	good := rapid.String().Filter(func(s string) bool { _, bad := unprintable(s); return !bad })
	return rapid.OneOf(rapid.SampledFrom(awkward), good, rapid.StringMatching(`[a-z' #:,.-]{0,200}`))
}

func anyPage() *rapid.Generator[page] {
	number := rapid.OneOf(rapid.Float64Range(-1e300, 1e300), rapid.SampledFrom([]float64{0, 1, 0.1, 1e-300, 1e15, 19020723}))
	inner := rapid.Custom(func(t *rapid.T) nested { return nested{number.Draw(t, "exposure"), anyText().Draw(t, "kind")} })
	texts := rapid.SliceOfN(anyText(), 0, 5)
	parts := rapid.Custom(func(t *rapid.T) part {
		return part{anyText().Draw(t, "id"), inner.Draw(t, "inner"), texts.Draw(t, "tags")}
	})
	return rapid.Custom(func(t *rapid.T) page {
		p := page{
			Title: anyText().Draw(t, "title"), Note: anyText().Draw(t, "note"), Size: number.Draw(t, "size"), Days: rapid.Int().Draw(t, "days"), On: rapid.Bool().Draw(t, "on"),
			Pair: [2]int{1, rapid.IntRange(-9, 9).Draw(t, "pair")}, Tags: texts.Draw(t, "tags"), Shares: rapid.MapOfN(anyText(), number, 0, 4).Draw(t, "shares"),
			Lists: rapid.SliceOfN(texts, 0, 3).Draw(t, "lists"), Parts: rapid.SliceOfN(parts, 0, 4).Draw(t, "parts"), ByName: rapid.MapOfN(anyText(), parts, 0, 3).Draw(t, "by name"),
		}
		if rapid.Bool().Draw(t, "has best") {
			best := inner.Draw(t, "best")
			p.Best = &best
		}
		if rapid.Bool().Draw(t, "has maybe") {
			maybe := anyText().Draw(t, "maybe")
			p.Maybe = &maybe
		}
		return p
	})
}

// canonical is a text that two values share if and only if a document does.
func canonical(v any) string { return oneLine(reflect.Indirect(reflect.ValueOf(v))) }

func reread[T any](t interface{ Fatalf(string, ...any) }, text []byte) (got T, d *Document) {
	d, err := ReadYAML(fstest.MapFS{"s.yaml": {Data: text}}, "s.yaml", &got)
	if err != nil {
		t.Fatalf("%v\n%s", err, text)
	}
	return got, d
}

func TestWhatIsWrittenReadsTheSame(t *testing.T) {
	rapid.Check(t, func(t *rapid.T) {
		want := anyPage().Draw(t, "page")
		text, err := Encode(&want)
		if err != nil {
			t.Fatalf("%v", err)
		}
		if got, _ := reread[page](t, text); canonical(&got) != canonical(&want) {
			t.Fatalf("got  %s\nwant %s\nfrom\n%s", canonical(&got), canonical(&want), text)
		}
	})
}

func TestAwkwardTextsComeBack(t *testing.T) {
	for _, s := range awkward {
		want := page{Title: s, Tags: []string{s}, Shares: map[string]float64{s: 1}, Parts: []part{{ID: s, Tags: []string{s, s}}}}
		text, err := Encode(&want)
		if err != nil {
			t.Fatal(err)
		}
		if got, _ := reread[page](t, text); canonical(&got) != canonical(&want) {
			t.Errorf("%q: got %s from\n%s", s, canonical(&got), text)
		}
	}
}

func FuzzEncode(f *testing.F) {
	for _, s := range append(unwritten, awkward...) {
		f.Add(s, s)
	}
	f.Fuzz(func(t *testing.T, a, b string) {
		want := page{Title: a, Note: b, Tags: []string{b, a}, Shares: map[string]float64{a: 0.5}, Parts: []part{{ID: b, Inner: nested{1, a}}}}
		var text []byte
		var err error
		bounded.Read(t, func() { text, err = Encode(&want) })
		_, bad := unprintable(a + b)
		if valid := utf8.ValidString(a) && utf8.ValidString(b) && !bad; (err == nil) != valid {
			t.Fatalf("valid: %v, error %v", valid, err)
		}
		if err != nil {
			return
		}
		if got, _ := reread[page](t, text); canonical(&got) != canonical(&want) {
			t.Fatalf("got %s from\n%s", canonical(&got), text)
		}
	})
}
