package expr

import (
	"fmt"
	"slices"
	"strings"
	"unicode"
)

// Scope lists the names that an expression may use. Each name has an index
// into the environment: the order in which [NewScope] was given them. The
// zero value is a scope without names. A scope does not change once made and
// is safe for concurrent use.
type Scope struct {
	names  []string
	index  map[string]int
	advice func(name string) string // may be nil
}

// NewScope makes a scope of names. A name is one or more words joined by
// dots; a word starts with a letter or an underscore and goes on with
// letters, digits and underscores.
//
// It is an error when a name appears twice, is not of that form, contains a
// word of the language such as `and`, or is the name of a function.
func NewScope(names ...string) (*Scope, error) {
	s := &Scope{names: slices.Clone(names), index: make(map[string]int, len(names))}
	for i, name := range names {
		if err := checkName(name); err != nil {
			return nil, err
		}
		if _, ok := s.index[name]; ok {
			return nil, fmt.Errorf("name %q is given twice", name)
		}
		s.index[name] = i
	}
	return s, nil
}

// Advised is the scope with advice on a name that is not there and is like none
// that is: what to do about it, or "".
func (s *Scope) Advised(advice func(name string) string) *Scope {
	t := *s
	t.advice = advice
	return &t
}

// Index is the place of a name in the environment; false when there is no
// such name.
func (s *Scope) Index(name string) (int, bool) {
	i, ok := s.index[name]
	return i, ok
}

// Len is the number of names, and so the length of an environment.
func (s *Scope) Len() int { return len(s.names) }

// Names are the names of the scope, in the order of their indices.
func (s *Scope) Names() []string { return slices.Clone(s.names) }

// reserved are the words that the parser reads as something other than a name.
var reserved = map[string]bool{
	"and": true, "or": true, "not": true, "in": true, "true": true, "false": true, "nil": true,
	"let": true, "if": true, "else": true,
	"matches": true, "contains": true, "startsWith": true, "endsWith": true,
}

func checkName(name string) error {
	if _, ok := functions[name]; ok {
		return fmt.Errorf("name %q is the name of a function", name)
	}
	for word := range strings.SplitSeq(name, ".") {
		if reserved[word] {
			return fmt.Errorf("name %q contains %q, a word of the language", name, word)
		}
		if !isWord(word) {
			return fmt.Errorf("name %q is not made of letters, digits and underscores, starting with a letter", name)
		}
	}
	return nil
}

func isWord(s string) bool {
	for i, r := range s {
		letter := r == '_' || unicode.IsLetter(r)
		if !letter && (i == 0 || !unicode.IsDigit(r)) {
			return false
		}
	}
	return s != ""
}
