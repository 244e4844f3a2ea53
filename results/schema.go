package results

import (
	"fmt"
	"regexp"
	"slices"
	"strings"
	"unicode/utf8"
)

// The tables that casus keeps; Runs, with one row for each replicate, is always
// among them.
const (
	Runs      = "runs"
	Daily     = "daily"
	Places    = "places"
	Monthly   = "monthly"
	Events    = "events"
	Decisions = "decisions"
	Votes     = "votes"
)

// ReplicateColumn is the name of the first column of every table.
const ReplicateColumn = "replicate"

// ErrorColumn of the table of runs says why a replicate failed; it has no value in the others.
const ErrorColumn = "error"

// Kind is the type of a column's values.
type Kind uint8

// The kinds, with the Go type of their values.
const (
	Float Kind = iota // float64, finite
	Int               // int64
	Text              // string, valid UTF-8
	Bool              // bool
)

var kindNames = [...]string{Float: "float", Int: "int", Text: "text", Bool: "bool"}

// String returns "float", "int", "text" or "bool".
func (k Kind) String() string {
	if int(k) < len(kindNames) {
		return kindNames[k]
	}
	return fmt.Sprintf("kind %d", uint8(k))
}

// MarshalText writes the kind's name; an unknown kind is an error.
func (k Kind) MarshalText() ([]byte, error) {
	if int(k) >= len(kindNames) {
		return nil, fmt.Errorf("unknown %v", k)
	}
	return []byte(kindNames[k]), nil
}

// UnmarshalText reads a kind's name; an unknown name is an error.
func (k *Kind) UnmarshalText(text []byte) error {
	i := slices.Index(kindNames[:], string(text))
	if i < 0 {
		return fmt.Errorf("unknown kind of column %q", text)
	}
	*k = Kind(i)
	return nil
}

// A Column describes one column of a table.
type Column struct {
	Name string `json:"name"`
	Kind Kind   `json:"kind"`
	Unit string `json:"unit,omitempty"` // e.g. "people", "days"; empty for none
	Doc  string `json:"doc,omitempty"`  // one sentence
	// Range is what numbers can be. Rows with others are refused.
	Range Range `json:"range,omitzero"`
}

// A Schema describes the columns of a table, in order. The first is always
// "replicate", of kind [Int].
type Schema struct {
	Table   string   `json:"table"`
	Columns []Column `json:"columns"`
}

// Index returns the position of the named column, or -1.
func (s Schema) Index(column string) int {
	return slices.IndexFunc(s.Columns, func(c Column) bool { return c.Name == column })
}

var tableName = regexp.MustCompile(`^[a-z][a-z0-9_]*$`)

// check returns an error when a schema cannot be written.
func (s Schema) check() error {
	// The name is that of a folder beside the manifest and what is half made.
	if !tableName.MatchString(s.Table) {
		return fmt.Errorf("%w: %q cannot be the name of a table", ErrValue, s.Table)
	}
	if len(s.Columns) == 0 || s.Columns[0].Name != ReplicateColumn || s.Columns[0].Kind != Int {
		return fmt.Errorf("table %s: %w: its first column must be %q (int)", s.Table, ErrValue, ReplicateColumn)
	}
	seen := make(map[string]bool, len(s.Columns))
	for i, c := range s.Columns {
		switch {
		case c.Name == "" || !utf8.ValidString(c.Name):
			return fmt.Errorf("table %s: %w: column %d has the name %q", s.Table, ErrValue, i, c.Name)
		case seen[c.Name]:
			return fmt.Errorf("table %s: %w: two columns are called %q", s.Table, ErrValue, c.Name)
		case int(c.Kind) >= len(kindNames):
			return fmt.Errorf("table %s: %w: column %q has an unknown %v", s.Table, ErrValue, c.Name, c.Kind)
		case !utf8.ValidString(c.Unit) || !utf8.ValidString(c.Doc):
			return fmt.Errorf("table %s: %w: unit or doc of column %q is not UTF-8", s.Table, ErrValue, c.Name)
		case !(c.Range.Least <= c.Range.Most) || c.Range != Range{} && c.Kind != Float && c.Kind != Int:
			return fmt.Errorf("table %s: %w: column %q cannot have the range %v", s.Table, ErrValue, c.Name, c.Range)
		}
		seen[c.Name] = true
	}
	return nil
}

// arrange checks schemas, of which one is that of runs and no two are of the same
// table, and returns a copy of them in the order in which they are kept: by
// name, and runs last, the part of which makes a batch whole.
func arrange(schemas []Schema) ([]Schema, error) {
	ordered := make([]Schema, len(schemas))
	for i, s := range schemas {
		if err := s.check(); err != nil {
			return nil, err
		}
		ordered[i] = Schema{Table: s.Table, Columns: slices.Clone(s.Columns)}
	}
	slices.SortFunc(ordered, func(a, b Schema) int {
		switch {
		case a.Table == b.Table:
			return 0
		case a.Table == Runs:
			return 1
		case b.Table == Runs:
			return -1
		}
		return strings.Compare(a.Table, b.Table)
	})
	if len(ordered) == 0 || ordered[len(ordered)-1].Table != Runs {
		return nil, fmt.Errorf("%w: no schema for the table %s", ErrValue, Runs)
	}
	for i := range ordered[1:] {
		if ordered[i].Table == ordered[i+1].Table {
			return nil, fmt.Errorf("%w: two schemas for the table %s", ErrValue, ordered[i].Table)
		}
	}
	return ordered, nil
}
