package source

import (
	"strconv"
	"strings"

	"github.com/goccy/go-yaml/ast"
)

// place is where a value stands: its path, and the key before it if any.
type place struct {
	path string
	key  ast.Node
}

var root = place{path: "$"}

func (p place) child(key string, node ast.Node) place {
	if key == "" || strings.ContainsAny(key, "$*.[]' ") {
		key = "'" + strings.ReplaceAll(key, "'", `\'`) + "'"
	}
	return place{path: p.path + "." + key, key: node}
}

func (p place) item(i int) place {
	return place{path: p.path + "[" + strconv.Itoa(i) + "]"}
}

// position is where a value is shown: where it starts, or at its key when it
// starts on a later line or was left out.
func (p place) position(n ast.Node) (line, column int) {
	line, column = begin(n)
	if p.key != nil {
		keyLine, keyColumn := begin(p.key)
		if _, empty := n.(*ast.NullNode); empty || keyLine != line {
			return keyLine, keyColumn
		}
	}
	return line, column
}

// begin is the first character of a node. The parser places a section at its
// first colon; a reader looks for its first key.
func begin(n ast.Node) (line, column int) {
	if pairs, ok := pairsOf(n); ok && len(pairs) > 0 && !flow(n) {
		return begin(pairs[0].Key)
	}
	if n == nil || n.GetToken() == nil {
		return 1, 1
	}
	at := n.GetToken().Position
	return at.Line, at.Column
}

func flow(n ast.Node) bool {
	m, ok := n.(*ast.MappingNode)
	return ok && m.IsFlowStyle
}

// pairsOf are the keys and values of a section.
func pairsOf(n ast.Node) ([]*ast.MappingValueNode, bool) {
	switch n := n.(type) {
	case *ast.MappingNode:
		return n.Values, true
	case *ast.MappingValueNode:
		return []*ast.MappingValueNode{n}, true
	}
	return nil, false
}

// keyOf is the text of a key, false for a key that is neither text nor a number.
func keyOf(n ast.Node) (string, bool) {
	switch n := n.(type) {
	case *ast.StringNode:
		return n.Value, true
	case *ast.IntegerNode, *ast.FloatNode:
		return n.GetToken().Value, true
	}
	return "", false
}

// resolve follows a path as far as it goes.
func resolve(n ast.Node, path string) (ast.Node, place) {
	at := root
	for rest := strings.TrimPrefix(path, "$"); rest != ""; {
		var name string
		var index int
		if name, index, rest = nextStep(rest); index >= 0 {
			list, ok := n.(*ast.SequenceNode)
			if !ok || index >= len(list.Values) {
				return n, at
			}
			n, at = list.Values[index], at.item(index)
			continue
		}
		child, key := lookup(n, name)
		if child == nil {
			return n, at
		}
		n, at = child, at.child(name, key)
	}
	return n, at
}

func lookup(n ast.Node, name string) (value, key ast.Node) {
	pairs, _ := pairsOf(n)
	for _, pair := range pairs {
		if text, ok := keyOf(pair.Key); ok && text == name {
			return pair.Value, pair.Key
		}
	}
	return nil, nil
}

// nextStep splits the first step off a path: a name, or an index that is not
// negative.
func nextStep(path string) (name string, index int, rest string) {
	switch {
	case strings.HasPrefix(path, "['"):
		name, rest = quoted(path[2:])
		return name, -1, strings.TrimPrefix(rest, "]")
	case strings.HasPrefix(path, ".'"):
		name, rest = quoted(path[2:])
		return name, -1, rest
	case strings.HasPrefix(path, "["):
		inside, rest, _ := strings.Cut(path[1:], "]")
		if i, err := strconv.Atoi(inside); err == nil && i >= 0 {
			return "", i, rest
		}
		return inside, -1, rest
	}
	path = strings.TrimPrefix(path, ".")
	if end := strings.IndexAny(path, ".["); end > 0 {
		return path[:end], -1, path[end:]
	}
	return path, -1, ""
}

// quoted reads up to the closing quote; a backslash keeps the next character.
func quoted(s string) (name, rest string) {
	var b strings.Builder
	for i := 0; i < len(s); i++ {
		switch {
		case s[i] == '\'':
			return b.String(), s[i+1:]
		case s[i] == '\\' && i+1 < len(s):
			i++
		}
		b.WriteByte(s[i])
	}
	return b.String(), ""
}
