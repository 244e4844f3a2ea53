// Package html writes a page about a run as one file that needs no network: the
// description of [view.Page] as JSON, and the style and the script that draw it.
package html

import (
	"bytes"
	"crypto/sha256"
	"encoding/base64"
	"encoding/json"
	"fmt"
	"html/template"
	"io"

	"casus/report/view"
)

// The policy lets nothing in from anywhere: no picture, no font, no request. The style
// and the script in the page are known by their hashes.
var page = template.Must(template.New("page").Parse(`<!doctype html>
<html lang="en">
<head>
<meta charset="utf-8">
{{.Policy}}
<meta name="viewport" content="width=device-width, initial-scale=1">
<meta name="generator" content="casus">
<title>{{.Title}}</title>
{{.Style}}
</head>
<body>
<div id="page"><h1>{{.Title}}</h1><p>{{.Sentence}}</p><noscript><p>This page needs JavaScript to draw itself. It loads nothing.</p></noscript></div>
{{.Data}}
{{.Script}}
</body>
</html>
`))

// Write writes the page with its style and its script. Neither may have its own end tag
// in it, nor the beginning of a comment, in which HTML reads a script otherwise.
func Write(w io.Writer, p *view.Page, style, script []byte) error {
	for tag, text := range map[string][]byte{"style": style, "script": script} {
		if bytes.Contains(bytes.ToLower(text), []byte("</"+tag)) || bytes.Contains(text, []byte("<!--")) {
			return fmt.Errorf("html: the %s of the page has an end tag or a comment in it", tag)
		}
	}
	data, err := json.Marshal(p) // with < and > escaped, so that no text ends the element
	if err != nil {
		return err
	}
	return page.Execute(w, struct {
		Title, Sentence             string
		Policy, Style, Data, Script template.HTML
	}{
		Title: p.Title, Sentence: p.Sentence,
		Policy: policy(style, script, ""),
		Style:  element("style", "", style),
		Data:   element("script", ` type="application/json"`, data),
		Script: element("script", "", script),
	})
}

// WriteLive writes the page that asks the server it comes from for what it shows.
func WriteLive(w io.Writer, style, script []byte) error {
	return page.Execute(w, struct {
		Title, Sentence             string
		Policy, Style, Data, Script template.HTML
	}{
		Title:    "casus",
		Sentence: "Make an argument about a political crisis executable.",
		Policy:   policy(style, script, "; connect-src 'self'"),
		Style:    element("style", "", style),
		Script:   element("script", "", script),
	})
}

// policy lets nothing in but what it says, and what more is.
func policy(style, script []byte, more string) template.HTML {
	return template.HTML(fmt.Sprintf(`<meta http-equiv="Content-Security-Policy" content="default-src 'none'; style-src '%s'; script-src '%s'; base-uri 'none'; form-action 'none'%s">`, hash(style), hash(script), more))
}

// hash is that by which a policy knows an element.
func hash(text []byte) string {
	sum := sha256.Sum256(text)
	return "sha256-" + base64.StdEncoding.EncodeToString(sum[:])
}

func element(tag, attributes string, text []byte) template.HTML {
	return template.HTML("<" + tag + attributes + ">" + string(text) + "</" + tag + ">")
}
