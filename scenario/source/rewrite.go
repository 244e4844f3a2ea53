package source

import (
	"reflect"
	"slices"
	"strings"

	"github.com/goccy/go-yaml/ast"
	"github.com/goccy/go-yaml/lexer"
	"github.com/goccy/go-yaml/token"
)

// Rewrite gives the text of the document changed so that it reads as a value of
// the type it was read into. Entries that say the same stay as they are, byte for
// byte; the others are written as by [Encode], in their old places. No comment is
// lost: that of an entry written anew stays on its line or moves above it.
//
// An error is one of Encode, or says that the document is not of this type.
func (d *Document) Rewrite(v any) (text []byte, err error) {
	now := targetOf(v)
	if _, err := Encode(v); err != nil {
		return nil, err
	}
	was := reflect.New(now.Type()).Elem()
	dec := decoder{}
	dec.value(d.body, was, root)
	if len(dec.problems) > 0 {
		return nil, d.text.finish(dec.problems)
	}
	if oneLine(was) == oneLine(now) {
		return d.text.raw, nil
	}
	r := rewriter{lines: slices.Clone(d.text.lines), comments: commentsOf(d.text.body)}
	last := len(r.lines)
	if last > 0 && r.lines[last-1] == "" { // the end of the last line is not a line
		last--
	}
	lines, ok := r.block(d.body, was, now, 1, last)
	if !ok { // in braces from the start
		lines = append(r.above(1, last), section(now, 0)...)
	}
	return []byte(strings.Join(lines, "\n") + "\n"), nil
}

// rewriter holds the text that is rewritten. Lines are numbered from 1.
type rewriter struct {
	lines    []string
	comments map[int]string // by line, without those in texts
}

func commentsOf(body string) map[int]string {
	list := map[int]string{}
	for _, tk := range lexer.Tokenize(body) {
		if tk.Type == token.CommentType {
			list[tk.Position.Line] = "#" + tk.Value
		}
	}
	return list
}

// chunk is an entry of a section or an item of a list, with the lines it takes.
type chunk struct {
	key         string
	node        ast.Node
	value       reflect.Value
	lead        int // first line of blanks and comments before it
	first, last int
	used        bool
}

// block rewrites a section or list that stands on lines of its own; false for
// one that does not.
func (r *rewriter) block(n ast.Node, was, now reflect.Value, first, last int) ([]string, bool) {
	chunks, column, ok := r.chunks(n, was, first, last)
	if !ok || len(childrenOf(now)) == 0 {
		return nil, false
	}
	isList := now.Kind() == reflect.Slice || now.Kind() == reflect.Array
	var out []string
	for _, next := range arrange(chunks, childrenOf(now), isList) {
		if next.old == nil {
			if isList {
				out = append(out, item(next.value, column)...)
			} else {
				out = append(out, entry(next.key, next.value, column)...)
			}
			continue
		}
		c := next.old
		out = append(out, r.lines[c.lead-1:c.first-1]...)
		switch {
		case !next.value.IsValid(): // removed
			out = append(out, r.above(c.first, c.last)...)
		case oneLine(next.value) == oneLine(c.value):
			out = append(out, r.lines[c.first-1:c.last]...)
		default:
			out = append(out, r.changed(c, next.value, column, isList)...)
		}
	}
	end := first
	if len(chunks) > 0 {
		end = chunks[len(chunks)-1].last + 1
	}
	return append(out, r.lines[end-1:last]...), true
}

// chunks cuts a block into its entries; column is where they begin, from 0.
func (r *rewriter) chunks(n ast.Node, was reflect.Value, first, last int) (list []chunk, column int, ok bool) {
	values := map[string]reflect.Value{}
	old := childrenOf(was)
	if s, isList := n.(*ast.SequenceNode); isList {
		if s.IsFlowStyle || len(s.Values) != len(old) {
			return nil, 0, false
		}
		for i, x := range s.Values {
			list = append(list, chunk{node: x, value: old[i].value})
			list[i].first, _ = begin(x)
		}
	} else {
		pairs, isSection := pairsOf(n)
		if !isSection || flow(n) {
			return nil, 0, false
		}
		for _, c := range old {
			values[c.key] = c.value
		}
		for _, pair := range pairs {
			c := chunk{node: pair}
			c.key, _ = keyOf(pair.Key)
			c.value = values[c.key] // none for one that is there and empty
			if !c.value.IsValid() {
				c.value = emptyOf(was, c.key)
			}
			c.first, _ = begin(pair.Key)
			list = append(list, c)
		}
	}
	for i := range list {
		c := &list[i]
		if c.first < first || i > 0 && c.first <= list[i-1].first {
			return nil, 0, false // several on a line
		}
		text := r.lines[c.first-1]
		here := len(text) - len(strings.TrimLeft(text, " "))
		if _, isList := n.(*ast.SequenceNode); isList && !strings.HasPrefix(text[here:], "- ") || i > 0 && here != column {
			return nil, 0, false // a dash alone, or one in another list
		}
		column = here
	}
	for i := range list {
		c := &list[i]
		c.last, c.lead = last, first
		if i+1 < len(list) {
			c.last = list[i+1].first - 1
		}
		c.last = r.trim(c.first, c.last, column)
		if i > 0 {
			c.lead = list[i-1].last + 1
		}
	}
	return list, column, len(list) > 0
}

// emptyOf is the value of a key that is written and could be left out.
func emptyOf(section reflect.Value, key string) reflect.Value {
	if section.Kind() == reflect.Struct {
		for _, f := range fieldsOf(section.Type()) {
			if f.key == key {
				return follow(section.Field(f.index))
			}
		}
	}
	return reflect.Value{}
}

// trim gives the last line of an entry: blanks after it, and comments that stand
// no deeper than it, belong to what follows.
func (r *rewriter) trim(first, last, column int) int {
	for last > first {
		text := strings.TrimLeft(r.lines[last-1], " ")
		_, comment := r.comments[last]
		if text != "" && !(comment && strings.HasPrefix(text, "#") && len(r.lines[last-1])-len(text) <= column) {
			break
		}
		last--
	}
	return last
}

// placement is where a child goes: the old chunk that it replaces, if any. A removed
// chunk has no value.
type placement struct {
	child
	old *chunk
}

// arrange puts new children where the old ones were: those of a section by key,
// in the old order with new keys after the one that precedes them; those of a list
// in the new order, each with the old item that says the same, or has its id.
func arrange(old []chunk, now []child, isList bool) []placement {
	match := make([]*chunk, len(now))
	for i, c := range now {
		for k := range old {
			if o := &old[k]; !o.used && (isList && oneLine(o.value) == oneLine(c.value) || !isList && o.key == c.key) {
				match[i], o.used = o, true
				break
			}
		}
	}
	for i, c := range now {
		if match[i] != nil || !isList {
			continue
		}
		for k := range old {
			if o := &old[k]; !o.used && identity(o.value) == identity(c.value) {
				match[i], o.used = o, true
				break
			}
		}
	}
	if isList && len(old) == len(now) { // those with another id, each in its place
		for i := range now {
			if o := &old[i]; match[i] == nil && !o.used {
				match[i], o.used = o, true
			}
		}
	}
	var out []placement
	for i, c := range now {
		out = append(out, placement{c, match[i]})
	}
	if !isList {
		out = inOldOrder(old, out)
	}
	for k := range old { // what is removed leaves its comments where it was
		if o := &old[k]; !o.used {
			at := 0
			if k > 0 {
				at = 1 + slices.IndexFunc(out, func(p placement) bool { return p.old == &old[k-1] })
			}
			out = slices.Insert(out, at, placement{old: o})
		}
	}
	return out
}

// inOldOrder sorts the entries of a section as they stood; a new one follows the
// one before it.
func inOldOrder(old []chunk, list []placement) []placement {
	var out []placement
	for k := range old {
		if i := slices.IndexFunc(list, func(p placement) bool { return p.old == &old[k] }); i >= 0 {
			out = append(out, list[i])
		}
	}
	for i, p := range list {
		if p.old != nil {
			continue
		}
		at := 0
		if i > 0 {
			at = 1 + slices.IndexFunc(out, func(q placement) bool { return q.key == list[i-1].key })
		}
		out = slices.Insert(out, at, p)
	}
	return out
}

// identity is what an item of a list is known by: its first key.
func identity(v reflect.Value) string {
	if v.Kind() == reflect.Struct && !isScalar(v) {
		if list := childrenOf(v); len(list) > 0 {
			return oneLine(list[0].value)
		}
	}
	return ""
}

// changed gives the lines of an entry that says something else now.
func (r *rewriter) changed(c *chunk, now reflect.Value, column int, isList bool) []string {
	var lines []string
	ok := false
	if isList {
		if lines, ok = r.within(c, now, column); !ok {
			lines = item(now, column)
		}
	} else {
		value := c.node.(*ast.MappingValueNode).Value
		if from, _ := begin(value); from > c.first { // comments after the key are its first entry's
			if lines, ok = r.block(value, c.value, now, c.first+1, c.last); ok {
				return append([]string{r.lines[c.first-1]}, lines...)
			}
		}
		lines = entry(c.key, now, column)
	}
	if ok {
		return lines
	}
	above := r.above(c.first, c.last)
	if comment, here := r.comments[c.first]; here && len(lines) == 1 && len(above) == 1 {
		return []string{lines[0] + " " + comment}
	}
	return append(above, lines...)
}

// within rewrites an item that is a block, whose first key stands beside the dash;
// false for another. The dash gives way while the block is rewritten.
func (r *rewriter) within(c *chunk, now reflect.Value, column int) ([]string, bool) {
	line, after := r.lines[c.first-1], column+1
	r.lines[c.first-1] = line[:column] + " " + line[after:]
	lines, ok := r.block(c.node, c.value, now, c.first, c.last)
	r.lines[c.first-1] = line
	if !ok || !begins(lines[0], after) {
		return nil, false
	}
	lines[0] = lines[0][:column] + "-" + lines[0][after:]
	return lines, true
}

// Whether a line has a key or an item further in than a column.
func begins(line string, column int) bool {
	return len(line) > column && strings.TrimSpace(line[:column]) == "" && !strings.HasPrefix(strings.TrimLeft(line, " "), "#")
}

// above gives the comments within lines as lines of their own.
func (r *rewriter) above(first, last int) (list []string) {
	for n := first; n <= last; n++ {
		if comment, ok := r.comments[n]; ok {
			text := r.lines[first-1]
			list = append(list, text[:len(text)-len(strings.TrimLeft(text, " "))]+comment)
		}
	}
	return list
}
