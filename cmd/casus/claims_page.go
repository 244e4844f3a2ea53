package main

import (
	"fmt"
	"io"
	"strings"

	"casus/claims"
)

// markdownClaims prints a page with the table and what separates the draws.
func markdownClaims(w io.Writer, r *claims.Report) {
	p := func(format string, args ...any) { fmt.Fprintf(w, format, args...) }
	cell := func(text string) string {
		return strings.ReplaceAll(strings.ReplaceAll(text, "|", "\\|"), "\n", "<br>")
	}
	p("# %s: verdicts\n\n%s\n\n", r.Title, r.About)
	p("%s. Holds: share of the replicates judged, with its 90 %% interval. Effect: mean difference within n replicates; of two times, by how much the first is ahead. %s\n\n", sample(r), howOften)
	p("| | claim | said | holds in | effect | verdict |\n|---|---|---|---|---|---|\n")
	for _, x := range r.Results {
		p("| %s | %s | %s | %s | %s | **%s** |\n", x.Statement, cell(x.Text), cell(said(x)), cell(held(x)), cell(effect(x)), cell(verdict(x)))
	}
	p("\n%s.\n", verdicts(r))
	if n := always(r); n > 0 {
		p("\n† %s.\n", everywhere(n))
	}
	p("\n## What separates the draws in which a claim holds from those in which it fails\n\n| | claim | parameter | holds more often | there | on the other side |\n|---|---|---|---|---|---|\n")
	for _, x := range r.Results {
		for _, f := range x.Flips {
			p("| %s | %s | `%s` | %s | %s | %s |\n", x.Statement, x.ID, f.Parameter, where(f), shareBand(f.Side(f.Higher)), shareBand(f.Side(!f.Higher)))
		}
	}
	p("\n## The formulas\n\n| | claim | kind | formula | worlds |\n|---|---|---|---|---|\n")
	for _, x := range r.Results {
		p("| %s | %s | %s | %s | %s |\n", x.Statement, x.ID, x.Kind, cell(formulaOf(x.Claim)), worldsOf(x.Claim))
	}
}

// formulaOf is what a claim says formally, on a line.
func formulaOf(k claims.Claim) string {
	code := func(s string) string { return "`" + s + "`" }
	text := ""
	switch {
	case k.Event != "":
		text = code(k.Event)
	case k.Rises != "":
		text = code(k.Rises) + " rises"
	case k.Falls != "":
		text = code(k.Falls) + " falls"
	case k.First != "":
		text = code(k.First) + " before " + code(k.Then)
	case k.More != "":
		text = code(k.More) + " more than " + code(k.Than)
	}
	if k.By > 0 {
		text += fmt.Sprintf(" by %g", k.By)
	}
	if k.Given != "" {
		text += ", given " + code(k.Given)
	}
	return text
}

func worldsOf(k claims.Claim) string {
	if k.Against == "" {
		return k.World
	}
	return k.World + " against " + k.Against
}
