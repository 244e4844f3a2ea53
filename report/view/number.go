package view

import (
	"math"
	"strconv"

	"github.com/invopop/jsonschema"
)

// Number is a number that is shown: four digits that count, or none where it is NaN.
type Number float64

// digits that a number keeps.
const digits = 4

// MarshalJSON writes it, and null where there is none.
func (x Number) MarshalJSON() ([]byte, error) {
	if math.IsNaN(float64(x)) || math.IsInf(float64(x), 0) {
		return []byte("null"), nil
	}
	short := significant(float64(x), digits) + 0 // not -0
	return strconv.AppendFloat(nil, short, 'f', -1, 64), nil
}

// JSONSchema says so.
func (Number) JSONSchema() *jsonschema.Schema {
	return &jsonschema.Schema{AnyOf: []*jsonschema.Schema{{Type: "number"}, {Type: "null"}}}
}

// significant keeps so many digits of a finite number.
func significant(x float64, digits int) float64 {
	short, _ := strconv.ParseFloat(strconv.FormatFloat(x, 'e', digits-1, 64), 64) // what is written can be read
	return short
}

// none stands where there is no number.
var none = Number(math.NaN())

// orNone gives the number to which x points.
func orNone(x *float64) Number {
	if x == nil {
		return none
	}
	return Number(*x)
}

// table has a number for each row and column, all of them 0.
func table(rows, columns int) [][]Number {
	list := make([][]Number, rows)
	for i := range list {
		list[i] = make([]Number, columns)
	}
	return list
}
