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

// span is where an entry stands; lines and columns count from 1.
type span struct {
	line, column int // of its key
	last         int // its last line
	flow         bool
	top          int          // in braces: the line on which the outermost of them opens
	before, end  *token.Token // in braces: what stands before its key and after its value
}

// span finds the entry whose key a path ends in. It fails where that shares its line
// with the dash of a list, or takes several lines within braces.
func (e *Editor) span(path, key string) (s span, ok bool) {
	if !e.IsKey(path, key) {
		return s, false
	}
	_, at := resolve(e.body, path)
	s.line, s.column = begin(at.key)
	i, depth := 0, 0
	for ; i < len(e.tokens); i++ {
		tk := e.tokens[i]
		if tk.Position.Line == s.line && tk.Position.Column == s.column {
			break
		}
		if depth == 0 && bracket(tk) > 0 {
			s.top = tk.Position.Line
		}
		depth += bracket(tk)
	}
	if i == len(e.tokens) {
		return s, false
	}
	if depth > 0 {
		s.flow, s.before = true, e.tokens[i-1]
		return e.within(s, e.tokens[i:])
	}
	return e.block(s, e.tokens[i:])
}

// within finds the end of an entry in braces, from its tokens on.
func (e *Editor) within(s span, tokens token.Tokens) (span, bool) {
	depth := 0
	for _, tk := range tokens {
		if depth == 0 && (tk.Type == token.CollectEntryType || bracket(tk) < 0) {
			s.end, s.last = tk, tk.Position.Line
			return s, s.last == s.line
		}
		depth += bracket(tk)
	}
	return s, false
}

// block finds the last line of an entry that stands on lines of its own.
func (e *Editor) block(s span, tokens token.Tokens) (span, bool) {
	if strings.TrimSpace(string([]rune(e.lines[s.line-1].text)[:s.column-1])) != "" {
		return s, false
	}
	s.last = len(e.lines) - 1
	depth := 0
	for i, tk := range tokens {
		if i > 0 && (tokens[i-1].Type == token.FoldedType || tokens[i-1].Type == token.LiteralType) {
			continue // the text of a block, whose place is not its beginning
		}
		at := tk.Position
		next := at.Column < s.column || at.Column == s.column && tk.Type != token.SequenceEntryType
		if depth == 0 && bracket(tk) == 0 && at.Line > s.line && next && tk.Type != token.CommentType {
			s.last = at.Line - 1
			break
		}
		depth += bracket(tk)
	}
	for ; s.last > s.line; s.last-- { // what stands no deeper belongs to what follows
		text := e.lines[s.last-1].text
		here := len(text) - len(strings.TrimLeft(text, " "))
		if here < len(text) && (text[here] != '#' || here >= s.column) {
			break
		}
	}
	return s, true
}

// bracket is 1 for a bracket that opens, and -1 for one that closes.
func bracket(tk *token.Token) int {
	switch tk.Type {
	case token.MappingStartType, token.SequenceStartType:
		return 1
	case token.MappingEndType, token.SequenceEndType:
		return -1
	}
	return 0
}

// cut takes an entry out of braces with the comma that parts it from others, and gives
// its text.
func (e *Editor) cut(s span) string {
	l := &e.lines[s.line-1]
	runes, from, to := []rune(l.text), s.column-1, s.end.Position.Column-1
	text := strings.TrimSpace(string(runes[from:to]))
	if s.end.Type == token.CollectEntryType {
		for to++; to < len(runes) && runes[to] == ' '; to++ {
		}
	} else if s.before.Type == token.CollectEntryType && s.before.Position.Line == s.line {
		from = s.before.Position.Column - 1
	}
	l.text = string(runes[:from]) + string(runes[to:])
	l.gone = strings.TrimSpace(l.text) == ""
	return text
}
