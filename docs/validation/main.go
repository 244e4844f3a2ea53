// Command validation writes docs/validation.md, docs/verdicts.md and their
// pictures: casus beside historical cases, the record, real protests and the
// outcomes of six crises, and the classic model beside Mesa's runs and what the
// paper tells. Every number of ours on these pages is computed here; the same
// program gives the same pages.
package main

import (
	"bytes"
	_ "embed"
	"fmt"
	"log"
	"math"
	"os"
	"path/filepath"
	"strings"
	"text/template"
	"time"

	"casus/stats"
)

func main() {
	log.SetFlags(0)
	dir := "docs"
	if len(os.Args) == 2 {
		dir = os.Args[1]
	}
	if len(os.Args) > 2 {
		log.Fatal("usage: validation [DIR]")
	}
	if err := write(dir); err != nil {
		log.Fatal(err)
	}
}

// write puts the pages and their pictures into a directory.
func write(dir string) error {
	files, _, err := pages()
	if err != nil {
		return err
	}
	if err := os.MkdirAll(filepath.Join(dir, "validation"), 0o755); err != nil {
		return err
	}
	for name, content := range files {
		if err := os.WriteFile(filepath.Join(dir, name), content, 0o644); err != nil {
			return err
		}
	}
	return nil
}

// results are what the page tells of.
type results struct {
	History   history
	Reference reference
	Switches  switches
	Rebellion rebellion
	Variants  variants
	Deception deception
	Fall      fall
	Tipping   tipping
	Groups    groups
}

// Gap is how far the reconstruction is from the paper, as a share of the latter,
// and how much a few cops more matter.
func (r *results) Gap() struct{ Total, Waits, TotalSD, WaitsSD, Few, More float64 } {
	const waits, waitsSD, total, totalSD = 60, 55, 708, 230
	off := func(ours, theirs float64) float64 { return math.Abs(ours/theirs - 1) }
	rows := r.Variants.Rows
	read := &r.Rebellion.Read
	return struct{ Total, Waits, TotalSD, WaitsSD, Few, More float64 }{
		off(read.Total, total), off(read.Waits, waits), off(read.TotalSD, totalSD), off(read.WaitsSD, waitsSD),
		rows[len(rows)-3].Waits, rows[len(rows)-1].Waits,
	}
}

//go:embed validation.md.tmpl
var prose string

// pages gives the content of each file by its name, and what they tell of.
func pages() (map[string][]byte, *results, error) {
	text, err := template.New("validation.md").Funcs(template.FuncMap{
		"percent":   func(x float64) string { return number("%.0f %%", 100*x) },
		"whole":     func(x float64) string { return number("%.0f", x) },
		"two":       func(x float64) string { return number("%.2f", x) },
		"millions":  func(x float64) string { return number("%.1f", x/1e6) },
		"thousands": func(x float64) string { return number("%.0f", x/1e3) },
		"share": func(s stats.Share) string {
			if s.IsZero() {
				return "–"
			}
			return chances(s.P, s.Low, s.High)
		},
		"one":       func(x float64) string { return number("%.1f", x) },
		"three":     func(x float64) string { return number("%.3f", x) },
		"estimated": estimated, "chances": chances, "half": func(x [2]float64) string { return fmt.Sprintf("%.0f–%.0f", x[0], x[1]) },
		"log10":  func(x float64) string { return number("%.2f", x) },
		"commas": func(x []string) string { return strings.Join(x, ", ") },
		"band":   func(b stats.Band) string { return fmt.Sprintf("%.0f (%.0f–%.0f)", b.Median, b.Low, b.High) },
		"portions": func(b stats.Band) string {
			return fmt.Sprintf("%.0f %% (%.0f–%.0f)", 100*b.Median, 100*b.Low, 100*b.High)
		},
	}).Parse(prose)
	if err != nil {
		return nil, nil, err
	}
	var r results
	files := map[string][]byte{}
	for _, part := range []struct {
		name string
		play func(files map[string][]byte) error
	}{
		{"the past", r.History.play},
		{"Mesa's runs", r.Reference.play},
		{"rules, one at a time", r.Switches.play},
		{"waits between outbursts", r.Rebellion.play},
		{"what could make waits longer", r.Variants.play},
		{"who is active in sight of cops", r.Deception.play},
		{"legitimacy that falls", r.Fall.play},
		{"officers who leave", r.Tipping.play},
		{"two groups", r.Groups.play},
	} {
		start := time.Now()
		if err := part.play(files); err != nil {
			return nil, nil, fmt.Errorf("%s: %w", part.name, err)
		}
		fmt.Fprintf(os.Stderr, "%-32s %5.1f s\n", part.name, time.Since(start).Seconds())
	}
	var page bytes.Buffer
	if err := text.Execute(&page, &r); err != nil {
		return nil, nil, err
	}
	files["validation.md"] = page.Bytes()
	return files, &r, nil
}

func number(format string, x float64) string {
	if math.IsNaN(x) {
		return "–"
	}
	return strings.Replace(fmt.Sprintf(format, x), "-", "−", 1)
}
