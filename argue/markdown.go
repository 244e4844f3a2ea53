package argue

import (
	"regexp"
	"sort"
	"strings"

	"github.com/yuin/goldmark"
	"github.com/yuin/goldmark/ast"
	"github.com/yuin/goldmark/extension"
	tables "github.com/yuin/goldmark/extension/ast"
	"github.com/yuin/goldmark/text"
	"github.com/yuin/goldmark/util"
)

// markdown is CommonMark with the tables and footnotes of GitHub.
var markdown = goldmark.New(goldmark.WithExtensions(extension.Table, extension.Footnote))

// markdownBlocks takes Markdown apart. Headings, code and the heads of tables hold no
// sentences of the article.
func markdownBlocks(src string) []*block {
	src = withoutFront(src)
	raw := []byte(src)
	lines := []int{0} // where each begins
	for i, b := range raw {
		if b == '\n' {
			lines = append(lines, i+1)
		}
	}
	lineOf := func(at int) int { return sort.Search(len(lines), func(i int) bool { return lines[i] > at }) }
	var p pages
	_ = ast.Walk(markdown.Parser().Parse(text.NewReader(raw)), func(n ast.Node, entering bool) (ast.WalkStatus, error) { // no error is given below
		switch n := n.(type) {
		case *ast.Heading, *ast.CodeBlock, *ast.FencedCodeBlock, *ast.HTMLBlock, *tables.TableHeader, *ast.RawHTML, *ast.Image:
			return ast.WalkSkipChildren, nil
		case *ast.Text:
			if !entering {
				break
			}
			piece := n.Segment.Value(raw)
			if !n.IsRaw() {
				piece = util.ResolveEntityNames(util.ResolveNumericReferences(util.UnescapePunctuations(piece)))
			}
			p.add(string(piece), lineOf(n.Segment.Start))
			if n.SoftLineBreak() || n.HardLineBreak() {
				p.add(" ", lineOf(n.Segment.Start))
			}
		default:
			if n.Type() == ast.TypeBlock {
				p.end()
			}
		}
		return ast.WalkContinue, nil
	})
	p.end()
	return p.list
}

// deepest is how deep quotations and lists are nested at most: each level costs the parser
// another look at the line.
const deepest = 100

// containers begin a line: quotations, and items of lists.
var containers = regexp.MustCompile(`^(?:[ \t]*(?:>|[-*+][ \t]|[0-9]{1,9}[.)][ \t]))+`)

// nested gives the first line with more of them than that; 0 where there is none.
func nested(src string) int {
	n := 0
	for line := range strings.Lines(src) {
		n++
		begins := containers.FindString(line)
		if len(begins) > deepest && strings.Count(begins, ">")+len(strings.FieldsFunc(begins, func(r rune) bool { return r == ' ' || r == '\t' || r == '>' })) > deepest {
			return n
		}
	}
	return 0
}

// withoutFront blanks the front matter of a page, so that its lines still count.
func withoutFront(src string) string {
	if !strings.HasPrefix(src, "---\n") {
		return src
	}
	end := strings.Index(src[4:], "\n---\n")
	if end < 0 {
		return src
	}
	end += 4 + len("\n---\n")
	return strings.Repeat("\n", strings.Count(src[:end], "\n")) + src[end:]
}
