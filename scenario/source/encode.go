package source

import (
	"errors"
	"fmt"
	"math"
	"reflect"
	"regexp"
	"slices"
	"strconv"
	"strings"
	"unicode"
	"unicode/utf8"
)

// Written is a [Scalar] that writes itself: its text, and whether that stands
// without quotes, as a number does.
type Written interface {
	WriteCasus() (text string, plain bool)
}

// lineWidth is how wide a line is before it is broken, in characters.
const lineWidth = 120

// Encode writes a value that [ReadYAML] reads back as the same value: keys in
// the order of the fields, those of maps sorted; what omitempty allows left out;
// a flat section or list on one line where it fits, others as blocks; long texts
// folded; texts in quotes wherever YAML might take them for something else.
//
// The error is that of a value which no document can hold: a number that is not
// finite, a text that is not UTF-8, a missing value that is required. Encode
// panics for types that ReadYAML does not read.
func Encode(v any) (text []byte, err error) {
	defer func() {
		switch p := recover().(type) {
		case nil:
		case unwritable:
			text, err = nil, errors.New(string(p))
		default:
			panic(p)
		}
	}()
	target := targetOf(v)
	lines := section(target, 0)
	if lines == nil {
		lines = []string{oneLine(target)}
	}
	return []byte(strings.Join(lines, "\n") + "\n"), nil
}

// unwritable is what no document can hold; it is thrown as far as [Encode].
type unwritable string

// child is a key of a section, or an item of a list, which has none.
type child struct {
	key   string
	value reflect.Value
}

// childrenOf lists what a section or list holds, without what may be left out.
func childrenOf(v reflect.Value) (list []child) {
	switch v.Kind() {
	case reflect.Slice, reflect.Array:
		for i := range v.Len() {
			list = append(list, child{value: follow(v.Index(i))})
		}
	case reflect.Map:
		for _, k := range v.MapKeys() {
			list = append(list, child{k.String(), follow(v.MapIndex(k))})
		}
		slices.SortFunc(list, func(a, b child) int { return strings.Compare(a.key, b.key) })
	case reflect.Struct:
		for _, f := range fieldsOf(v.Type()) {
			x := v.Field(f.index)
			if !f.required && absent(x) {
				continue
			}
			if x.Kind() == reflect.Pointer && x.IsNil() && f.null == "" {
				panic(unwritable(fmt.Sprintf("%s has no value", f.key)))
			}
			list = append(list, child{f.key, follow(x)})
		}
	}
	return list
}

// Whether a value that may be left out is.
func absent(v reflect.Value) bool {
	switch v.Kind() {
	case reflect.Slice, reflect.Map:
		return v.Len() == 0
	}
	return v.IsZero()
}

// follow follows pointers; what is not there stays a nil pointer.
func follow(v reflect.Value) reflect.Value {
	for v.Kind() == reflect.Pointer && !v.IsNil() {
		v = v.Elem()
	}
	return v
}

// Whether a value is written as a single word, number or text.
func isScalar(v reflect.Value) bool {
	switch v.Kind() {
	case reflect.Struct, reflect.Map, reflect.Slice, reflect.Array:
		return isCustom(v.Type())
	}
	return true
}

// Whether a section or list reads well on one line: it holds single
// values, and lists and maps of such.
func isFlat(v reflect.Value) bool {
	for _, c := range childrenOf(v) {
		if isScalar(c.value) {
			continue
		}
		if v.Kind() != reflect.Struct || c.value.Kind() == reflect.Struct {
			return false
		}
		for _, deeper := range childrenOf(c.value) {
			if !isScalar(deeper.value) {
				return false
			}
		}
	}
	return true
}

// section gives the lines of a section or list as a block; nil for what has none.
func section(v reflect.Value, indent int) (lines []string) {
	for _, c := range childrenOf(v) {
		if v.Kind() == reflect.Slice || v.Kind() == reflect.Array {
			lines = append(lines, item(c.value, indent)...)
		} else {
			lines = append(lines, entry(c.key, c.value, indent)...)
		}
	}
	return lines
}

// entry gives the lines of a key and its value.
func entry(key string, v reflect.Value, indent int) []string {
	head := strings.Repeat(" ", indent) + quoteKey(key) + ":"
	if isScalar(v) {
		return scalarLines(head, v, indent)
	}
	if short := head + " " + oneLine(v); len(childrenOf(v)) == 0 || isFlat(v) && utf8.RuneCountInString(short) <= lineWidth {
		return []string{short}
	}
	return append([]string{head}, section(v, indent+2)...)
}

// item gives the lines of an item of a list.
func item(v reflect.Value, indent int) []string {
	head := strings.Repeat(" ", indent) + "-"
	if isScalar(v) {
		return scalarLines(head, v, indent)
	}
	if short := head + " " + oneLine(v); len(childrenOf(v)) == 0 || isFlat(v) && utf8.RuneCountInString(short) <= lineWidth {
		return []string{short}
	}
	lines := section(v, indent+2)
	lines[0] = head + lines[0][indent+1:]
	return lines
}

// scalarLines puts a single value after its head, a long text folded.
func scalarLines(head string, v reflect.Value, indent int) []string {
	short := head + " " + oneLine(v)
	if v.Kind() != reflect.String || isCustom(v.Type()) || utf8.RuneCountInString(short) <= lineWidth || !foldable(v.String()) {
		return []string{short}
	}
	lines, line := []string{head + " >-"}, ""
	for _, word := range strings.Split(v.String(), " ") {
		if line != "" && indent+3+utf8.RuneCountInString(line)+utf8.RuneCountInString(word) > lineWidth {
			lines, line = append(lines, strings.Repeat(" ", indent+2)+line), ""
		}
		if line != "" {
			line += " "
		}
		line += word
	}
	return append(lines, strings.Repeat(" ", indent+2)+line)
}

// Whether a text comes back as it was when it is broken at spaces.
func foldable(text string) bool {
	for _, word := range strings.Split(text, " ") {
		if word == "" || strings.ContainsFunc(word, func(r rune) bool { return !unicode.IsGraphic(r) || unicode.IsSpace(r) }) {
			return false
		}
	}
	return utf8.ValidString(text)
}

// oneLine writes any value on one line.
func oneLine(v reflect.Value) string {
	if v.Kind() == reflect.Pointer { // nil, see follow
		return "null"
	}
	if w, ok := v.Interface().(Written); ok {
		text, plain := w.WriteCasus()
		if plain {
			return text
		}
		return Quote(text)
	}
	switch v.Kind() {
	case reflect.String:
		return Quote(v.String())
	case reflect.Bool:
		return strconv.FormatBool(v.Bool())
	case reflect.Int:
		return strconv.FormatInt(v.Int(), 10)
	case reflect.Float64:
		return finite(v.Float())
	}
	var parts []string
	for _, c := range childrenOf(v) {
		text := oneLine(c.value)
		if c.key != "" || v.Kind() == reflect.Map {
			text = quoteKey(c.key) + ": " + text
		}
		parts = append(parts, text)
	}
	if v.Kind() == reflect.Slice || v.Kind() == reflect.Array {
		return "[" + strings.Join(parts, ", ") + "]"
	}
	return "{" + strings.Join(parts, ", ") + "}"
}

// finite writes a number, which no document can hold if it is not finite.
func finite(x float64) string {
	if math.IsNaN(x) || math.IsInf(x, 0) {
		panic(unwritable(fmt.Sprintf("%v is not a finite number", x)))
	}
	return Number(x)
}

// Number writes a finite number with all its digits, without an exponent where
// that reads well.
func Number(x float64) string {
	switch a := math.Abs(x); {
	case a == 0 || a >= 1e-5 && a < 1e15:
		return strconv.FormatFloat(x, 'f', -1, 64)
	}
	return strconv.FormatFloat(x, 'e', -1, 64)
}

// bare are the texts that need no quotes, in braces and brackets either: they
// begin with a letter and hold nothing that has a meaning in YAML.
var bare = regexp.MustCompile(`^\pL[\pL\pN_./()+*'-]*( [\pL\pN_./()+*'-]+)*$`)

// words are those that YAML of one version or another takes for something else.
var words = []string{"true", "false", "yes", "no", "on", "off", "y", "n", "null", "nan", "inf", "infinity"}

// quoteKey writes a key; a number as a number is written.
func quoteKey(key string) string {
	if x, err := strconv.ParseFloat(key, 64); err == nil && !math.IsInf(x, 0) && !math.IsNaN(x) && Number(x) == key {
		return key
	}
	return Quote(key)
}

// Quote writes a text so that every reader of YAML takes it for that text. It panics
// for one that no document can hold; an id can be held.
func Quote(text string) string {
	if bare.MatchString(text) && !slices.Contains(words, strings.ToLower(text)) {
		return text
	}
	if !utf8.ValidString(text) {
		panic(unwritable(fmt.Sprintf("%q is not UTF-8 text", text)))
	}
	if r, bad := unprintable(text); bad {
		panic(unwritable(fmt.Sprintf("%q has the character %U, which cannot be printed", text, r)))
	}
	var b strings.Builder
	b.WriteByte('"')
	for _, r := range text {
		switch {
		case r == '"' || r == '\\':
			b.WriteString(`\` + string(r))
		case r == '\n':
			b.WriteString(`\n`)
		case unicode.IsGraphic(r):
			b.WriteRune(r)
		case r > 0xFFFF:
			fmt.Fprintf(&b, `\U%08X`, r)
		default:
			fmt.Fprintf(&b, `\u%04X`, r)
		}
	}
	b.WriteByte('"')
	return b.String()
}
