package argue

import (
	"bytes"
	"fmt"
	"io"
	"path"
	"slices"
	"strings"
	"unicode"
	"unicode/utf8"

	"casus/claims"
	"casus/scenario/source"
)

// MaxBytes is the size up to which an article is read: a long book.
const MaxBytes = 1 << 20

// MaxSentence is how many bytes a sentence has at most. Longer ones are tables, lists of
// names or no prose at all; they are counted and not looked at.
const MaxSentence = 2000

// MaxEstimates is how many estimates an article has at most: that of a claims.yaml which
// anybody could fill in.
const MaxEstimates = 5000

// Format of an article.
type Format string

// The formats.
const (
	Text     Format = "text"
	Markdown Format = "markdown"
	HTML     Format = "html"
)

// Formats lists them.
func Formats() []string { return []string{string(Text), string(Markdown), string(HTML)} }

// Article is a text taken apart.
type Article struct {
	File      string     `json:"file"`
	Format    Format     `json:"format"`
	Sentences int        `json:"sentences"` // in all
	Long      int        `json:"long"`      // sentences of more than MaxSentence bytes, which were not looked at
	Plain     int        `json:"plain"`     // sentences that say will or shall and have no word of likelihood: forecasts that are not marked
	Estimates []Estimate `json:"estimates"`
}

// Estimate is a word of likelihood in a sentence. A sentence with two has two estimates.
type Estimate struct {
	Sentence  string         `json:"sentence"`
	Line      int            `json:"line"`      // on which the sentence begins, from 1
	Paragraph int            `json:"paragraph"` // from 1; headings are not counted
	Phrase    string         `json:"phrase"`    // as it stands in the sentence
	Word      string         `json:"word"`      // that of claims.yaml which it amounts to; "" where it has none
	Means     string         `json:"means"`     // the word's range, as printed; "" where it has none
	Source    string         `json:"source"`    // which says so
	Number    bool           `json:"number"`    // the text gives a number, and not a word
	Reported  bool           `json:"reported"`  // quoted or reported: it may be another's estimate
	Note      string         `json:"note"`      // what the analyst has to look at
	Guess     []claims.Guess `json:"guess"`     // outcomes that it may be about, nearest first

	part string // of the sentence, where it has several estimates: what this one is about
}

// Read takes an article apart. The name says of which format it is, unless that is given.
// The error is [source.Problems].
func Read(name string, r io.Reader, format Format) (*Article, error) {
	raw, err := io.ReadAll(io.LimitReader(r, MaxBytes+1))
	if err != nil {
		return nil, source.Problems{{File: name, Message: fmt.Sprintf("the text cannot be read: %v", err), Err: err}}
	}
	text, err := decode(name, raw)
	if err != nil {
		return nil, err
	}
	if format == "" {
		format = formatOf(name, text)
	}
	if line, message := unlike(text); format == Markdown && line > 0 {
		return nil, source.Problems{{File: name, Line: line, Message: message, Hint: "is it of another format? --format takes " + strings.Join(Formats(), ", ")}}
	}
	a := &Article{File: name, Format: format, Estimates: []Estimate{}}
	for _, b := range blocksOf(format, text) {
		if a.read(b); len(a.Estimates) > MaxEstimates {
			return nil, source.Problems{{File: name, Message: fmt.Sprintf("more than %d estimates", MaxEstimates), Hint: "cut it into chapters"}}
		}
	}
	if a.Sentences+a.Long == 0 {
		return nil, source.Problems{{File: name, Message: fmt.Sprintf("no sentence was found in this %s", format), Hint: "is it of another format? --format takes " + strings.Join(Formats(), ", ")}}
	}
	return a, nil
}

func blocksOf(format Format, text string) []*block {
	switch format {
	case HTML:
		return htmlBlocks(text)
	case Markdown:
		return markdownBlocks(text)
	}
	return plainBlocks(text)
}

// read finds the estimates of a block.
func (a *Article) read(b *block) {
	open := false // a quotation that an earlier sentence of the block has begun
	for _, s := range sentences(b.text.String()) {
		if len(a.Estimates) > MaxEstimates { // refused
			return
		}
		if len(s.text) > MaxSentence {
			a.Long++
			continue
		}
		a.Sentences++
		list := estimates(s.text, open)
		for _, e := range list {
			e.Line, e.Paragraph = b.line(s.at), b.paragraph
			a.Estimates = append(a.Estimates, e)
		}
		if len(list) == 0 && plain.MatchString(s.text) {
			a.Plain++
		}
		open = quotedAt(s.text, len(s.text), open)
	}
}

// foreign are beginnings of files that people take for text.
var foreign = []struct{ magic, what, hint string }{
	{"%PDF", "a PDF file", "pdftotext FILE.pdf FILE.txt takes its text out"},
	{"PK\x03\x04", "a ZIP archive, such as a Word or EPUB file", "save it as plain text, or: pandoc FILE -o FILE.md"},
	{"\xD0\xCF\x11\xE0", "an old Word file", "save it as plain text"},
	{"{\\rtf", "an RTF file", "save it as plain text"},
	{"\xFF\xFE", "text in UTF-16", "iconv -f UTF-16 -t UTF-8 FILE > OTHER"},
	{"\xFE\xFF", "text in UTF-16", "iconv -f UTF-16 -t UTF-8 FILE > OTHER"},
	{"\x1F\x8B", "a gzip archive", "gunzip it first"},
}

// decode gives text with lines that end in \n, or says why it is none.
func decode(name string, raw []byte) (string, error) {
	whole := func(message, hint string) error {
		return source.Problems{{File: name, Message: message, Hint: hint}}
	}
	if len(raw) > MaxBytes {
		return "", whole(fmt.Sprintf("larger than %d KB, the most that is read", MaxBytes>>10), "cut it into chapters")
	}
	for _, f := range foreign {
		if bytes.HasPrefix(raw, []byte(f.magic)) {
			return "", whole("this is "+f.what+", and no plain text", f.hint)
		}
	}
	text := strings.TrimPrefix(string(raw), "\uFEFF")
	text = strings.NewReplacer("\r\n", "\n", "\r", "\n", "\f", "\n").Replace(text)
	if strings.TrimSpace(text) == "" {
		return "", whole("the text is empty", "")
	}
	line := 1
	for i, r := range text {
		switch {
		case r == '\n':
			line++
		case r == utf8.RuneError && !strings.HasPrefix(text[i:], "\uFFFD"):
			return "", source.Problems{{File: name, Line: line, Message: fmt.Sprintf("byte 0x%02X is not UTF-8 text", text[i]), Hint: "save the file as UTF-8, or: iconv -f WINDOWS-1252 -t UTF-8 FILE > OTHER"}}
		case r < ' ' && r != '\t':
			return "", source.Problems{{File: name, Line: line, Message: fmt.Sprintf("the character %U is not text", r), Hint: "is it a file of another program? save it as plain text"}}
		}
	}
	return text, nil
}

// formatOf is told by the name, or by how the text begins.
func formatOf(name, text string) Format {
	switch strings.ToLower(path.Ext(name)) {
	case ".html", ".htm", ".xhtml":
		return HTML
	case ".md", ".markdown":
		return Markdown
	case ".txt", ".text":
		return Text
	}
	begins := strings.ToLower(strings.TrimSpace(text[:min(len(text), 2000)]))
	if strings.HasPrefix(begins, "<!doctype html") || strings.HasPrefix(begins, "<html") || strings.Contains(begins, "<body") || strings.Contains(begins, "<p>") {
		return HTML
	}
	return Text
}

// block is a paragraph, or another piece of text that no sentence leaves.
type block struct {
	text      strings.Builder // on one line
	marks     []mark
	paragraph int
}

// mark is where in the text of a block a line of the file begins.
type mark struct{ at, line int }

// add puts a piece that begins on a line at the end. What is not printed, such as soft
// hyphens, is left out, and every white space is a space.
func (b *block) add(piece string, line int) {
	b.marks = append(b.marks, mark{b.text.Len(), line})
	for _, r := range piece {
		switch {
		case r == '\n':
			line++
			b.text.WriteByte(' ')
			b.marks = append(b.marks, mark{b.text.Len(), line})
		case unicode.IsSpace(r):
			b.text.WriteByte(' ')
		case unicode.IsPrint(r) && r != utf8.RuneError:
			b.text.WriteRune(r)
		}
	}
}

// line is that of a place in the text.
func (b *block) line(at int) int {
	i, found := slices.BinarySearchFunc(b.marks, at, func(m mark, at int) int { return m.at - at })
	if found {
		for i+1 < len(b.marks) && b.marks[i+1].at == at { // a line that added nothing
			i++
		}
		return b.marks[i].line
	}
	return b.marks[max(0, i-1)].line
}

// pages collects the blocks of an article.
type pages struct {
	list []*block
	open *block
}

// add puts text into the open block.
func (p *pages) add(piece string, line int) {
	if p.open == nil {
		p.open = &block{}
	}
	p.open.add(piece, line)
}

// end closes the open block.
func (p *pages) end() {
	if p.open != nil && strings.TrimSpace(p.open.text.String()) != "" {
		p.open.paragraph = len(p.list) + 1
		p.list = append(p.list, p.open)
	}
	p.open = nil
}
