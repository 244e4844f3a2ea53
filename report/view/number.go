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
	short, err := strconv.ParseFloat(strconv.FormatFloat(float64(x), 'e', digits-1, 64), 64)
	if err != nil {
		return nil, err
	}
	if short == 0 {
		short = 0 // and not -0
	}
	return strconv.AppendFloat(nil, short, 'f', -1, 64), nil
}

// JSONSchema says so.
func (Number) JSONSchema() *jsonschema.Schema {
	return &jsonschema.Schema{AnyOf: []*jsonschema.Schema{{Type: "number"}, {Type: "null"}}}
}

// none stands where there is no number.
var none = Number(math.NaN())

func numbers(x []float64) []Number {
	list := make([]Number, len(x))
	for i, v := range x {
		list[i] = Number(v)
	}
	return list
}
