package source

import (
	"bytes"
	"encoding/json"
	"reflect"
)

// JSON writes a value that [ReadYAML] reads as JSON, under the same keys and in the
// same order, with left out what [Encode] leaves out. A [Scalar] writes itself by
// its MarshalJSON. The error is that of a number that is not finite.
func JSON(v any) ([]byte, error) { return appendJSON(nil, targetOf(v)) }

func appendJSON(b []byte, v reflect.Value) ([]byte, error) {
	if isScalar(v) {
		text, err := json.Marshal(v.Interface())
		return append(b, text...), err
	}
	open, end := byte('{'), byte('}')
	list := v.Kind() == reflect.Slice || v.Kind() == reflect.Array
	if list {
		open, end = '[', ']'
	}
	b = append(b, open)
	for _, c := range childrenOf(v) {
		if !list {
			key, err := json.Marshal(c.key)
			if err != nil {
				return nil, err
			}
			b = append(append(b, key...), ':')
		}
		var err error
		if b, err = appendJSON(b, c.value); err != nil {
			return nil, err
		}
		b = append(b, ',')
	}
	return append(bytes.TrimSuffix(b, []byte(",")), end), nil
}
