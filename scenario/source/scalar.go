package source

import (
	"errors"
	"fmt"
	"math"
	"reflect"
	"regexp"
	"strconv"
	"strings"
	"unicode"

	"github.com/goccy/go-yaml/ast"
	"github.com/goccy/go-yaml/token"
)

// shownText is how many characters of a text are quoted in a message.
const shownText = 40

// decimal is how numbers are written: the YAML parser takes 1e3 for text and
// 010 for eight.
var decimal = regexp.MustCompile(`^[-+]?([0-9][0-9_]*(\.[0-9_]*)?|\.[0-9][0-9_]*)([eE][-+]?[0-9]+)?$`)

// Decimal reads a finite number that is written in decimal, without underscores:
// not 0x10, inf or nan, which Go takes for numbers.
func Decimal(text string) (float64, error) {
	if decimal.MatchString(text) && !strings.Contains(text, "_") {
		if x, err := strconv.ParseFloat(text, 64); err == nil {
			return x, nil
		}
	}
	return 0, fmt.Errorf("%q is not a finite number in decimal", text)
}

func (d *decoder) scalar(n ast.Node, v reflect.Value, at place) {
	switch v.Kind() {
	case reflect.String:
		if s, ok := textOf(n); ok {
			v.SetString(s)
			return
		}
		d.mismatch(n, v, at, quoteHint(n))
	case reflect.Bool:
		if b, ok := n.(*ast.BoolNode); ok {
			v.SetBool(b.Value)
			return
		}
		d.mismatch(n, v, at, "write true or false")
	case reflect.Float64:
		d.float(n, v, at)
	default:
		d.integer(n, v, at)
	}
}

func (d *decoder) float(n ast.Node, v reflect.Value, at place) {
	written, ok := numberOf(n)
	if !ok {
		d.mismatch(n, v, at, numberHint(n, "write a number such as 0.5"))
		return
	}
	x, err := strconv.ParseFloat(written, v.Type().Bits())
	if err != nil || math.IsInf(x, 0) {
		d.report(n, at, fmt.Sprintf("the number %s is too large", shorten(written)), "write a number below 1e308")
		return
	}
	v.SetFloat(x)
}

func (d *decoder) integer(n ast.Node, v reflect.Value, at place) {
	written, ok := numberOf(n)
	if !ok {
		d.mismatch(n, v, at, numberHint(n, "write a number such as 10"))
		return
	}
	i, err := strconv.ParseInt(written, 10, v.Type().Bits())
	if err == nil {
		v.SetInt(i)
		return
	}
	if errors.Is(err, strconv.ErrRange) {
		d.report(n, at, fmt.Sprintf("the number %s is too large", shorten(written)), "")
		return
	}
	hint := ""
	if x, err := strconv.ParseFloat(written, 64); err == nil && x == math.Trunc(x) && math.Abs(x) < 1e15 {
		hint = fmt.Sprintf("write %.0f", x)
	}
	d.mismatch(n, v, at, hint)
}

// ParseNumber reads a finite decimal number as a document writes it.
func ParseNumber(text string) (float64, error) {
	if !decimal.MatchString(text) {
		return 0, strconv.ErrSyntax
	}
	return strconv.ParseFloat(strings.ReplaceAll(text, "_", ""), 64)
}

// textOf is the text of a node, false when it is not text.
func textOf(n ast.Node) (string, bool) {
	switch n := n.(type) {
	case *ast.StringNode:
		return n.Value, true
	case *ast.LiteralNode:
		return n.Value.Value, true
	}
	return "", false
}

// numberOf is a decimal number as Go reads it, false when a node is none.
func numberOf(n ast.Node) (string, bool) {
	switch n := n.(type) {
	case *ast.IntegerNode:
		if n.Token.Type != token.IntegerType {
			return "", false
		}
	case *ast.FloatNode:
	case *ast.StringNode:
		if n.Token.Type != token.StringType {
			return "", false
		}
	default:
		return "", false
	}
	written := strings.TrimSpace(n.GetToken().Value)
	if !decimal.MatchString(written) {
		return "", false
	}
	return strings.ReplaceAll(written, "_", ""), true
}

func numberHint(n ast.Node, otherwise string) string {
	written := n.GetToken().Value
	switch n.(type) {
	case *ast.IntegerNode:
		return "write it with the digits 0 to 9, without a leading 0"
	case *ast.StringNode:
		switch {
		case decimal.MatchString(written):
			return "remove the quotes"
		case asOthersWrite(written) != "":
			return asOthersWrite(written)
		case strings.HasSuffix(written, "%"):
			return "write a share, such as 0.25 for 25%"
		}
	}
	return otherwise
}

var (
	thousands = regexp.MustCompile(`^[-+]?[0-9]{1,3}(?:(?:,[0-9]{2,3})*,[0-9]{3}|(?:\.[0-9]{3})+|(?:['’_\p{Zs}][0-9]{3})+)$`)
	either    = regexp.MustCompile(`^[-+]?[0-9]{1,3}[.,][0-9]{3}$`) // the mark may be the point
	multiples = regexp.MustCompile(`(?i)^([0-9]+(?:[.,][0-9]+)?)\p{Zs}?(k|thousand|m|mn|mio|mill|million|millions|bn|billion|lakh|crore)\.?$`)
	notDigit  = regexp.MustCompile(`[^-+0-9]`)
)

// asOthersWrite is the hint for a number as it is written elsewhere: with marks between
// thousands, with a comma for the point, in millions, in other digits. It is "" for
// anything else.
func asOthersWrite(written string) string {
	point := strings.Replace(written, ",", ".", 1)
	if m := multiples.FindStringSubmatch(written); m != nil {
		x, _ := strconv.ParseFloat(strings.Replace(m[1], ",", ".", 1), 64) // digits and a point
		power := map[byte]float64{'k': 1e3, 't': 1e3, 'm': 1e6, 'b': 1e9, 'l': 1e5, 'c': 1e7}[strings.ToLower(m[2])[0]]
		return fmt.Sprintf("write %s, with all its zeros", Number(math.Round(x*power)))
	}
	switch whole := notDigit.ReplaceAllString(written, ""); {
	case either.MatchString(written):
		return fmt.Sprintf("write %s if the mark separates thousands, or %s if it is a decimal point", whole, point)
	case thousands.MatchString(written):
		return fmt.Sprintf("write %s, without separators", whole)
	case decimal.MatchString(point):
		return fmt.Sprintf("write %s, with a point", point)
	case strings.ContainsFunc(written, func(r rune) bool { return r > unicode.MaxASCII && unicode.IsDigit(r) }):
		return "write it with the digits 0 to 9"
	}
	return ""
}

func quoteHint(n ast.Node) string {
	switch n.(type) {
	case *ast.IntegerNode, *ast.FloatNode, *ast.BoolNode:
		return fmt.Sprintf("put it in quotes: %q", n.GetToken().Value)
	}
	return ""
}

// expected names a type as the reader of a message would.
func expected(t reflect.Type) string {
	if isCustom(t) {
		return reflect.New(t).Interface().(Scalar).Kind()
	}
	switch t.Kind() {
	case reflect.Pointer:
		return expected(t.Elem())
	case reflect.String:
		return "text"
	case reflect.Bool:
		return "true or false"
	case reflect.Float64:
		return "a number"
	case reflect.Slice, reflect.Array:
		return "a list"
	case reflect.Struct, reflect.Map:
		return "a section with keys"
	}
	return "a whole number"
}

// describe names what stands in a document.
func describe(n ast.Node) string {
	switch n := n.(type) {
	case *ast.IntegerNode, *ast.FloatNode:
		return "the number " + shorten(n.GetToken().Value)
	case *ast.BoolNode, *ast.InfinityNode, *ast.NanNode:
		return n.GetToken().Value
	case *ast.StringNode:
		if written, ok := numberOf(n); ok {
			return "the number " + shorten(written)
		}
		return fmt.Sprintf("text %q", shorten(n.Value))
	case *ast.LiteralNode:
		return "text"
	case *ast.SequenceNode:
		return "a list"
	case *ast.MappingNode, *ast.MappingValueNode:
		return "a section with keys"
	}
	return "nothing"
}

func shorten(s string) string {
	if runes := []rune(s); len(runes) > shownText {
		return string(runes[:shownText]) + "…"
	}
	return s
}
