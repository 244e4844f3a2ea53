package claims

import (
	"fmt"
	"math"

	"github.com/goccy/go-yaml/ast"
	"github.com/invopop/jsonschema"

	"casus/scenario/source"
)

// Least is the smallest difference that matters: a number above 0, or none.
type Least string

// NoLeast says that no difference is too small to matter.
const NoLeast Least = "none"

// Kind is what a document writes for it.
func (*Least) Kind() string { return "a number above 0, or none" }

// UnmarshalCasus reads a number above 0, or none.
func (l *Least) UnmarshalCasus(n ast.Node) error {
	text := n.GetToken().Value
	if x, err := source.Decimal(text); text != string(NoLeast) && (err != nil || x <= 0) {
		return fmt.Errorf("%s is no difference that matters: write %s", text, l.Kind())
	}
	*l = Least(text)
	return nil
}

// JSONSchema of the smallest difference that matters.
func (Least) JSONSchema() *jsonschema.Schema {
	return &jsonschema.Schema{OneOf: []*jsonschema.Schema{{Type: "number", ExclusiveMinimum: "0"}, {Const: string(NoLeast)}}}
}

// Size is that difference; false where there is none.
func (l Least) Size() (float64, bool) {
	x, err := source.Decimal(string(l))
	return x, err == nil
}

// Matter is whether an effect is large enough to matter.
type Matter string

// Whether an effect matters, from its interval.
const (
	Matters  Matter = "matters"                                // all of it lies beyond, in the direction claimed
	Contrary Matter = "matters in the other direction"         // beyond in the other
	Small    Matter = "too small to matter"                    // it lies within
	Across   Matter = "may be too small to matter, or may not" // it reaches across
)

// matter compares the interval of an effect with the smallest difference that matters; ""
// where none is named, or there is no effect.
func (r *Result) matter(c *compiled) Matter {
	size, ok := r.Claim.Matters.Size()
	if !ok || r.Effect == nil || r.Effect.N < fewestPairs {
		return ""
	}
	low, high := r.Effect.Low, r.Effect.High
	if c.sign < 0 {
		low, high = -high, -low
	}
	switch {
	case low >= size:
		return Matters
	case high <= -size:
		return Contrary
	case math.Max(math.Abs(low), math.Abs(high)) < size:
		return Small
	}
	return Across
}
