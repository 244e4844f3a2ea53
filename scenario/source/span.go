package source

import (
	"strings"

	"github.com/goccy/go-yaml/token"
)

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
