package argue

import (
	"fmt"
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

// What costs the parser of Markdown more than in proportion: each level of a quotation or
// list another look at the line, each bracket one at the rest of the paragraph.
const (
	deepest = 100      // levels of quotations and lists
	longRun = 16 << 10 // bytes without an empty line
)

// containers begin a line: quotations, and items of lists.
var containers = regexp.MustCompile(`^(?:[ \t]*(?:>|[-*+][ \t]|[0-9]{1,9}[.)][ \t]))+`)

// unlike gives the first line at which a text is unlike any article in Markdown, and why;
// 0 where there is none.
func unlike(src string) (line int, why string) {
	run := 0
	for text := range strings.Lines(src) {
		line++
		if run += len(text); strings.TrimSpace(text) == "" {
			run = 0
		}
		begins := containers.FindString(text)
		switch {
		case len(begins) > deepest && strings.Count(begins, ">")+len(strings.FieldsFunc(begins, func(r rune) bool { return r == ' ' || r == '\t' || r == '>' })) > deepest:
			return line, fmt.Sprintf("quotations and lists nested more than %d deep", deepest)
		case run > longRun:
			return line, fmt.Sprintf("more than %d KB without an empty line", longRun>>10)
		}
	}
	return 0, ""
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
