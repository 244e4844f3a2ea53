package source

import (
	"bytes"
	"io/fs"
	"regexp"
	"slices"
	"strings"

	"github.com/goccy/go-yaml/ast"
	"github.com/goccy/go-yaml/lexer"
	"github.com/goccy/go-yaml/token"
)

// Editor changes entries of a YAML file and leaves all else as it is, byte for byte.
// Changes of one round are made from the end of the file to its beginning; [Editor.Settle]
// ends the round.
type Editor struct {
	file       string
	mark, ends string // byte order mark; ends of lines
	lines      []line
	body       ast.Node
	tokens     token.Tokens
}

type line struct {
	text  string
	was   int      // its number in the file as it was; 0 for a new one
	above []string // new lines before it
	gone  bool
}

// Edit reads a file to change it. Its error is a [Problems].
func Edit(fsys fs.FS, name string) (*Editor, error) {
	t, ps := readText(fsys, name)
	if ps != nil {
		return nil, ps
	}
	e := &Editor{file: name, ends: "\n"}
	if bytes.HasPrefix(t.raw, []byte(byteOrderMark)) {
		e.mark = byteOrderMark
	}
	if bytes.Contains(t.raw, []byte("\r\n")) {
		e.ends = "\r\n"
	}
	for i, s := range strings.Split(strings.TrimSuffix(t.body, "\n"), "\n") {
		e.lines = append(e.lines, line{text: s, was: i + 1})
	}
	e.lines = append(e.lines, line{}) // after the last end
	return e, e.Settle()
}

// Settle makes the changes of a round, and reads the text anew.
func (e *Editor) Settle() error {
	var lines []line
	for _, l := range e.lines {
		for _, s := range l.above {
			lines = append(lines, line{text: s})
		}
		if !l.gone {
			lines = append(lines, line{text: l.text, was: l.was})
		}
	}
	e.lines = lines
	t := newText(e.file, e.Bytes())
	tokens, ps := scan(t)
	if len(ps) > 0 {
		return ps
	}
	e.tokens = lexer.Tokenize(t.body)
	body, p := parse(t, tokens)
	if p != nil {
		return Problems{*p}
	}
	e.body = body
	return nil
}

// Bytes gives the text as it is after the last round.
func (e *Editor) Bytes() []byte {
	texts := make([]string, len(e.lines))
	for i, l := range e.lines {
		texts[i] = l.text
	}
	return []byte(e.mark + strings.Join(texts, e.ends))
}

// Was gives the number that a line had before any change; 0 for a new one.
func (e *Editor) Was(number int) int { return e.lines[number-1].was }

// Text gives the text at a path, which leads to one.
func (e *Editor) Text(path string) string {
	n, _ := resolve(e.body, path)
	s, _ := textOf(n)
	return s
}

// Items counts the items of the list at a path; 0 if there is none.
func (e *Editor) Items(path string) int {
	n, _ := resolve(e.body, path)
	if list, ok := n.(*ast.SequenceNode); ok {
		return len(list.Values)
	}
	return 0
}

// IsKey reports whether the path ends in a key that is there.
func (e *Editor) IsKey(path, key string) bool {
	_, at := resolve(e.body, path)
	if at.key == nil {
		return false
	}
	is, _ := keyOf(at.key)
	return is == key
}

// Braced reports whether an entry stands within braces.
func (e *Editor) Braced(path, key string) bool {
	s, ok := e.span(path, key)
	return ok && s.flow
}

// Rename writes something else in the place of the key that a path ends in.
func (e *Editor) Rename(path, key, now string) bool {
	s, ok := e.span(path, key)
	return ok && e.word(s.line, s.column, s.line, key, now)
}

// Replace writes something else in the place of a word, where it first stands in the
// value at a path.
func (e *Editor) Replace(path, word, now string) bool {
	n, at := resolve(e.body, path)
	l, column := begin(n)
	last := l
	if at.key != nil {
		key, _ := keyOf(at.key)
		if s, ok := e.span(path, key); ok {
			last = s.last
		}
	}
	return e.word(l, column, last, word, now)
}

func (e *Editor) word(first, column, last int, word, now string) bool {
	whole := regexp.MustCompile(`(^|[^\w.])(` + regexp.QuoteMeta(word) + `)($|[^\w.])`)
	for n := first; n <= last; n++ {
		text := []rune(e.lines[n-1].text)
		from := 0
		if n == first {
			from = column - 1
		}
		before, after := string(text[:from]), string(text[from:])
		if at := whole.FindStringSubmatchIndex(after); at != nil {
			e.lines[n-1].text = before + after[:at[4]] + now + after[at[5]:]
			return true
		}
	}
	return false
}

// Comment makes a comment of the entry whose key a path ends in. It fails where that
// would take more than the entry.
func (e *Editor) Comment(path, key, why string) bool {
	s, ok := e.span(path, key)
	if !ok {
		return false
	}
	if s.flow {
		text := e.lines[s.top-1].text
		indent := text[:len(text)-len(strings.TrimLeft(text, " "))]
		e.lines[s.top-1].above = append(e.lines[s.top-1].above, indent+"# "+why+": "+e.cut(s))
		return true
	}
	for n := s.line; n <= s.last; n++ {
		text := e.lines[n-1].text
		indent := min(s.column-1, len(text))
		if n == s.line {
			text = text[:indent] + "# " + why + ": " + text[indent:]
		} else {
			text = text[:indent] + "# " + text[indent:]
		}
		e.lines[n-1].text = text
	}
	return true
}

// Take takes the entry whose key a path ends in out of braces, and gives the text of
// its value. It fails for one that stands on lines of its own and has comments.
func (e *Editor) Take(path, key string) (value string, ok bool) {
	s, ok := e.span(path, key)
	if !ok {
		return "", false
	}
	if s.flow {
		_, value, _ = strings.Cut(e.cut(s), ":")
		return strings.TrimSpace(value), true
	}
	if s.last > s.line || strings.Contains(e.lines[s.line-1].text, "#") {
		return "", false
	}
	_, value, _ = strings.Cut(e.lines[s.line-1].text, ":")
	e.lines[s.line-1].gone = true
	return strings.TrimSpace(value), true
}

// Below writes lines right below the entry whose key a path ends in, above those
// written there before.
func (e *Editor) Below(path, key string, lines ...string) bool {
	s, ok := e.span(path, key)
	if ok {
		next := &e.lines[s.last]
		next.above = append(slices.Clone(lines), next.above...)
	}
	return ok
}

// Nest writes lines above the whole text from its first key on, and indents that.
func (e *Editor) Nest(indent string, lines ...string) {
	first, _ := begin(e.body)
	e.lines[first-1].above = lines
	for n := first; n <= len(e.lines); n++ {
		if l := &e.lines[n-1]; l.text != "" {
			l.text = indent + l.text
		}
	}
}
