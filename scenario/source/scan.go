package source

import (
	"fmt"
	"strings"
	"unicode/utf8"

	"github.com/goccy/go-yaml/lexer"
	"github.com/goccy/go-yaml/token"
)

// Limits of a YAML file. The parser is recursive in the nesting of a document
// and in the number of keys of a mapping, and takes time quadratic in both.
const (
	MaxDepth = 64     // nesting of sections and lists
	MaxKeys  = 10_000 // keys in a file
	maxMarks = 50_000 // characters that may be YAML marks; more than a scenario of 10,000 lines has
)

// scan finds what this package refuses although YAML allows it, and what the
// parser could not bear. The tokens may be parsed when it finds nothing.
func scan(t *text) (token.Tokens, Problems) {
	if ps := tabs(t); ps != nil {
		return nil, ps
	}
	marks := 0
	for i := range len(t.body) {
		if strings.IndexByte("[]{},:?-&*!|>#\"'%\n", t.body[i]) >= 0 {
			marks++
		}
	}
	if marks > maxMarks {
		return nil, Problems{{File: t.file, Message: "the file has too many parts", Hint: "move long tables into CSV files"}}
	}
	s := scanner{}
	tokens := lexer.Tokenize(t.body)
	for _, tk := range tokens {
		s.token(tk)
		if s.stop {
			break
		}
	}
	if len(s.problems) == 0 && s.content == 0 {
		return nil, Problems{{File: t.file, Message: "the file is empty", Hint: "expected keys and values, such as `title: …`"}}
	}
	return tokens, t.finish(s.problems)
}

// tabs finds the first tab of each line. YAML forbids them where they indent
// and readers disagree about the rest.
func tabs(t *text) Problems {
	var ps Problems
	for i, line := range t.lines {
		if at := strings.IndexByte(line, '\t'); at >= 0 {
			ps = append(ps, Problem{
				Line: i + 1, Column: utf8.RuneCountInString(line[:at]) + 1,
				Message: "a tab", Hint: "indent and separate with spaces",
			})
			if len(ps) == maxWrong {
				break
			}
		}
	}
	return t.finish(ps)
}

type scanner struct {
	problems Problems
	content  int // tokens that are neither comments nor markers of documents
	keys     int
	flow     int   // brackets open
	columns  []int // of the sections and lists open, outermost first
	ended    bool  // a document has ended
	stop     bool
}

func (s *scanner) report(tk *token.Token, message, hint string) {
	s.problems = append(s.problems, Problem{
		Line: tk.Position.Line, Column: tk.Position.Column, Message: message, Hint: hint,
	})
}

func (s *scanner) token(tk *token.Token) {
	const several = "expected one document, found several"
	switch tk.Type {
	case token.CommentType:
		return
	case token.DocumentHeaderType:
		if s.content > 0 || s.ended {
			s.report(tk, several, "remove the line `---` and what does not belong here")
			s.stop = true
		}
		s.ended = true
		return
	case token.DocumentEndType:
		s.ended = true
		return
	case token.InvalidType:
		s.report(tk, "this is not YAML: "+tk.Error, syntaxHint(tk.Error))
		s.stop = true
		return
	}
	s.content++
	switch tk.Type {
	case token.AnchorType:
		s.report(tk, "an anchor `&` is not supported", "write the value out where it is used; put a text that starts with & in quotes")
	case token.AliasType:
		s.report(tk, "an alias `*` is not supported", "write the value out here; put a text that starts with * in quotes")
	case token.MergeKeyType:
		s.report(tk, "a merge key `<<` is not supported", "write the keys out here")
	case token.TagType:
		s.report(tk, "a tag `!` is not supported", "put a text that starts with ! in quotes")
	case token.DirectiveType:
		s.report(tk, "a directive `%` is not supported", "put a text that starts with % in quotes")
		s.stop = true
	case token.MappingKeyType:
		s.report(tk, "a complex key `?` is not supported", "write `key: value`; put a text that starts with ? in quotes")
	case token.SequenceStartType, token.MappingStartType:
		s.flow++
	case token.SequenceEndType, token.MappingEndType:
		s.flow--
	case token.SequenceEntryType:
		s.nest(tk.Position.Column)
	case token.MappingValueType:
		s.keys++
		if tk.Prev != nil {
			s.nest(tk.Prev.Position.Column)
		}
	}
	if s.flow+len(s.columns) > MaxDepth {
		s.report(tk, "the document is nested too deeply", fmt.Sprintf("at most %d levels", MaxDepth))
		s.stop = true
	}
	if s.keys > MaxKeys {
		s.report(tk, "the file has too many keys", fmt.Sprintf("at most %d; move long tables into CSV files", MaxKeys))
		s.stop = true
	}
}

// nest notes that a key or a list entry stands at a column: it closes what is
// open further to the right.
func (s *scanner) nest(column int) {
	if s.flow > 0 {
		return
	}
	for len(s.columns) > 0 && s.columns[len(s.columns)-1] > column {
		s.columns = s.columns[:len(s.columns)-1]
	}
	if len(s.columns) == 0 || s.columns[len(s.columns)-1] < column {
		s.columns = append(s.columns, column)
	}
}
