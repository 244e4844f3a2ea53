package argue

import (
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
