package argue

import (
	"errors"
	"fmt"
	"strings"
	"testing"
	"testing/fstest"
	"unicode/utf8"

	"casus/claims"
	"casus/files/bounded"
	"casus/scenario/source"
)

func sentencesOf(t *testing.T, format Format, text string) (list []string) {
	t.Helper()
	for _, b := range blocksOf(format, text) {
		for _, s := range sentences(b.text.String()) {
			list = append(list, fmt.Sprintf("%d/%d %s", b.line(s.at), b.paragraph, oneSpace(s.text)))
		}
	}
	return list
}

// Sentences end where readers end them, and know their line and paragraph.
func TestSentences(t *testing.T) {
	for _, c := range []struct {
		name   string
		format Format
		text   string
		want   []string
	}{
		{"abbreviations", Text, "Mr. Haddad met Dr. Salem of the U.S. embassy, e.g. on Jan. 3. They left. The U.N. Security Council met on St. George's day, at 3.5 km vs. 4.",
			[]string{"1/1 Mr. Haddad met Dr. Salem of the U.S. embassy, e.g. on Jan. 3.", "1/1 They left.", "1/1 The U.N. Security Council met on St. George's day, at 3.5 km vs. 4."}},
		{"an abbreviation that ends a sentence", Text, "He went to the U.S. The army stayed. A. B. Oduya wrote it.",
			[]string{"1/1 He went to the U.S.", "1/1 The army stayed.", "1/1 A. B. Oduya wrote it."}},
		{"quotations", Text, `"They may come." He left. “Will they?” she asked. He said: "No."`,
			[]string{`1/1 "They may come."`, "1/1 He left.", "1/1 “Will they?” she asked.", `1/1 He said: "No."`}},
		{"lines and paragraphs", Text, "One line\nand another. A second\nsentence.\n\n- an item\n- another\n\n1. First\nof two.\n",
			[]string{"1/1 One line and another.", "2/1 A second sentence.", "5/2 an item", "6/3 another", "8/4 First of two."}},
		{"Markdown", Markdown, "---\ntitle: may\n---\n# It may be\n\nA *soft* [link](x.html) &amp; a\nline. `Code` is\n\n> A quote\n> goes on.\n\n- one\n- two\n\n| may | b |\n|---|---|\n| a cell | x |\n\n    code may be\n\n<div>may</div>\n",
			[]string{"6/1 A soft link & a line.", "7/1 Code is", "9/2 A quote goes on.", "12/3 one", "13/4 two", "17/5 a cell", "17/6 x"}},
		{"HTML", HTML, "<html><head><title>may</title></head>\n<body><h1>It may be</h1><p>One &amp;\ntwo. <b>Bo</b>ld.<p>Next<br>line\n<script>if (a < b) may()</script><ul><li>item<li>other</ul><nav>may <nav>x</nav> be</nav>\n<p>End</body>",
			[]string{"2/1 One & two.", "3/1 Bold.", "3/2 Next line", "4/3 item", "4/4 other", "5/5 End"}},
		{"what is not printed", Text, "Lik\u00adely\u00a0it\u200b is.\r\nNext \ufefflie.", []string{"1/1 Likely it is.", "2/1 Next lie."}},
	} {
		text, err := decode("x", []byte(c.text))
		if err != nil {
			t.Fatal(err)
		}
		if got := sentencesOf(t, c.format, text); strings.Join(got, "\n") != strings.Join(c.want, "\n") {
			t.Errorf("%s: got\n%s\nwant\n%s", c.name, strings.Join(got, "\n"), strings.Join(c.want, "\n"))
		}
	}
}

// What is no text is refused with its place and what to do.
func TestWhatIsNoText(t *testing.T) {
	for text, want := range map[string]string{
		"":                             "x.txt: the text is empty",
		" \n\t\n":                      "x.txt: the text is empty",
		"%PDF-1.7\n":                   "x.txt: this is a PDF file, and no plain text\nhint: pdftotext FILE.pdf FILE.txt takes its text out",
		"PK\x03\x04abc":                "x.txt: this is a ZIP archive, such as a Word or EPUB file, and no plain text\nhint: save it as plain text, or: pandoc FILE -o FILE.md",
		"\xFF\xFEa\x00":                "x.txt: this is text in UTF-16, and no plain text\nhint: iconv -f UTF-16 -t UTF-8 FILE > OTHER",
		"one\ncaf\xE9":                 "x.txt:2: byte 0xE9 is not UTF-8 text\nhint: save the file as UTF-8, or: iconv -f WINDOWS-1252 -t UTF-8 FILE > OTHER",
		"one\n\ntwo\x00":               "x.txt:3: the character U+0000 is not text\nhint: is it a file of another program? save it as plain text",
		"123 456\n":                    "x.txt: no sentence was found in this text\nhint: is it of another format? --format takes text, markdown, html",
		strings.Repeat("a b. ", 1<<18): "x.txt: larger than 1024 KB, the most that is read\nhint: cut it into chapters",
	} {
		a, err := Read("x.txt", strings.NewReader(text), "")
		var problems source.Problems
		if a != nil || !errors.As(err, &problems) || err.Error() != want {
			t.Errorf("%.20q: %v, %v; want %s", text, a, err, want)
		}
	}
	for text, want := range map[string]string{
		"a\n" + strings.Repeat("> ", 101) + "a":   "x.md:2: quotations and lists nested more than 100 deep",
		strings.Repeat("- ", 101) + "a":           "x.md:1: quotations and lists nested more than 100 deep",
		strings.Repeat("It may be. [a](\n", 1100): "x.md:1025: more than 16 KB without an empty line",
	} {
		if _, err := Read("x.md", strings.NewReader(text), ""); err == nil || !strings.HasPrefix(err.Error(), want+"\nhint: is it of another format?") {
			t.Errorf("%.20q: %v, want %s", text, err, want)
		}
	}
	if _, err := Read("x.txt", failing{}, ""); err == nil || !strings.Contains(err.Error(), "a fault") {
		t.Error(err)
	}
}

type failing struct{}

func (failing) Read([]byte) (int, error) { return 0, errors.New("a fault") }

// The format is told by the name, or by how a text begins.
func TestFormatOf(t *testing.T) {
	for _, c := range []struct {
		name, text string
		want       Format
	}{
		{"a.md", "", Markdown}, {"a.MARKDOWN", "", Markdown}, {"a.htm", "", HTML}, {"a.txt", "<html>", Text},
		{"-", "<!DOCTYPE html>", HTML}, {"-", "  <HTML>", HTML}, {"a", "x <body>", HTML}, {"a", "It is <3.", Text},
	} {
		if got := formatOf(c.name, c.text); got != c.want {
			t.Errorf("%s %q: %s, want %s", c.name, c.text, got, c.want)
		}
	}
}

// FuzzRead reads whatever there is: the end is an article whose drafts can be read back,
// or problems.
func FuzzRead(f *testing.F) {
	for _, seed := range []string{
		"It may be. He is unlikely to ask, and they might come.", "<p>It <b>may</b> be</p><script>may</script>", "# a\n\n> - may\n\n| a |\n|---|\n| may |\n\n[^1]: x\n",
		"---\na\n---\nIt's 70 % likely; \"no doubt\".", "\xff\xfe", "<!DOCTYPE html><html><body><nav><p>may", "Mr. X. may. U.S. \u00ad\u202e likely: {a: b} - 'x'", "",
	} {
		for kind := range 4 {
			f.Add([]byte(seed), byte(kind))
		}
	}
	s, _ := shipped(f, "small-state")
	words := NewVocabulary(s)
	f.Fuzz(func(t *testing.T, text []byte, kind byte) {
		format := append([]Format{""}, Text, Markdown, HTML)[kind%4]
		var a *Article
		var err error
		bounded.Read(t, func() { a, err = Read("x", strings.NewReader(string(text)), format) })
		if err != nil {
			var problems source.Problems
			if !errors.As(err, &problems) || len(problems) == 0 {
				t.Fatalf("%T: %v", err, err)
			}
			return
		}
		a.Guess(words)
		lines := strings.Count(string(text), "\n") + strings.Count(string(text), "\r") + strings.Count(string(text), "\f") + 1
		for _, e := range a.Estimates {
			if e.Line < 1 || e.Line > lines || e.Paragraph < 1 || e.Sentence == "" || !utf8.ValidString(e.Sentence) || e.Phrase == "" {
				t.Errorf("misplaced: %+v of %d lines", e, lines)
			}
		}
		if len(a.Estimates) == 0 {
			return
		}
		drafts, err := a.YAML()
		if err != nil {
			t.Fatal(err)
		}
		read, err := claims.Load(fstest.MapFS{claims.File: &fstest.MapFile{Data: drafts}}, s)
		if err != nil {
			t.Fatalf("%v\n%s", err, drafts)
		}
		if len(read.Drafts) != len(a.Estimates) || len(read.Claims) != 0 {
			t.Errorf("%d drafts and %d claims of %d estimates", len(read.Drafts), len(read.Claims), len(a.Estimates))
		}
	})
}
