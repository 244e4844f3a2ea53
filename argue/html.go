package argue

import (
	"bytes"
	"slices"
	"strings"

	"golang.org/x/net/html"
	"golang.org/x/net/html/atom"
)

// unread are elements that hold no prose of the article.
var unread = []atom.Atom{
	atom.Script, atom.Style, atom.Noscript, atom.Template, atom.Head, atom.Nav, atom.Footer, atom.Aside, atom.Form, atom.Button, atom.Select,
	atom.Textarea, atom.Svg, atom.Math, atom.Iframe, atom.Object, atom.Pre, atom.Th,
	atom.H1, atom.H2, atom.H3, atom.H4, atom.H5, atom.H6,
}

// parts are elements at whose borders a paragraph ends.
var parts = []atom.Atom{
	atom.P, atom.Div, atom.Li, atom.Ul, atom.Ol, atom.Dl, atom.Dd, atom.Dt, atom.Blockquote, atom.Section, atom.Article, atom.Main, atom.Header, atom.Body,
	atom.Figure, atom.Figcaption, atom.Caption, atom.Table, atom.Tr, atom.Td, atom.Hr, atom.Address, atom.Details, atom.Summary,
}

// htmlBlocks takes a page apart. Tokens and not a tree: they have places, and no depth
// that a hostile page could drive up.
func htmlBlocks(text string) []*block {
	var p pages
	var within atom.Atom // the unread element we are in, outermost
	depth, line := 0, 1
	for z := html.NewTokenizer(strings.NewReader(text)); ; {
		kind := z.Next()
		if kind == html.ErrorToken { // the end: a text in memory has no other error
			p.end()
			return p.list
		}
		raw := z.Raw()
		here := line
		line += bytes.Count(raw, []byte("\n"))
		if kind == html.TextToken {
			if within == 0 {
				for i, part := range strings.Split(string(raw), "\n") {
					p.add(" "[:min(1, i)]+html.UnescapeString(part), here+i)
				}
			}
			continue
		}
		name, _ := z.TagName()
		tag := atom.Lookup(name)
		switch {
		case kind != html.StartTagToken && kind != html.EndTagToken && kind != html.SelfClosingTagToken:
		case within != 0 && tag == within && kind == html.StartTagToken:
			depth++
		case within != 0 && tag == within && kind == html.EndTagToken:
			if depth--; depth == 0 {
				within = 0
			}
		case within != 0:
		case slices.Contains(unread, tag) && kind == html.StartTagToken:
			p.end()
			within, depth = tag, 1
		case slices.Contains(parts, tag):
			p.end()
		case tag == atom.Br:
			p.add(" ", here)
		}
	}
}
