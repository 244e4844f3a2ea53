// Package web is the page on which people look at a run: its script and its style
// sheet. The page draws a [casus/report/view.Page] and nothing else: what is counted
// or said is made there. Sources are in src, the built files in dist are embedded,
// so that casus needs no Node.
package web

import _ "embed" // dist

//go:generate go run ./internal/types src/view.ts src/live/api.ts
//go:generate go -C bundle run .

//go:embed dist/page.js
var script []byte

//go:embed dist/page.css
var style []byte

// Script returns the page's script. It reads the first element of the document
// with type="application/json" and draws into the one with id="page".
func Script() []byte { return script }

// Style returns the page's style sheet.
func Style() []byte { return style }
