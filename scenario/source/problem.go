// Package source reads the files of a scenario folder strictly, and shows their
// mistakes to the person who wrote them.
//
// A folder is any [fs.FS]. [ReadYAML] decodes a YAML file into a struct whose
// yaml tags are the keys: a key that no field has, a missing key, a wrong
// type, a key written twice, or a construct that hides what a document says
// (anchors, aliases, merge keys, tags, several documents) is a [Problem].
// [ReadCSV] reads a table with exactly the columns asked for.
//
//	var doc struct {
//		Title string  `yaml:"title"`
//		Scale float64 `yaml:"scale,omitempty"` // may be left out
//	}
//	d, err := source.ReadYAML(os.DirFS(dir), "scenario.yaml", &doc)
//
// Reading goes on after a problem where it can, so that [Problems] lists
// everything at once. Mistakes that only the meaning of a document shows, such
// as a number out of range, are placed with [Document.At] and [Row.Problem] and
// look the same:
//
//	scenario.yaml:2:8: expected a number, found text "fast"
//	   1 | title: January
//	>  2 | scale: fast
//	              ^
//	hint: write a number such as 0.5
//
// Files come from strangers as well. Their size, nesting and number of parts
// are bounded before they are parsed.
package source

import (
	"cmp"
	"fmt"
	"slices"
	"strings"

	"casus/scenario/expr"
)

// shownProblems is how many problems [Problems.Error] prints: nobody reads more at
// once, and most later ones follow from the first.
const shownProblems = 10

// shownLines is how many more places of a problem [Problems.Error] lists.
const shownLines = 8

// drawnProblems is how many problems of a file get an excerpt: a file that is
// wrong on every line must not be copied out for each of them.
const drawnProblems = 100

// Problem is one thing wrong with a file.
type Problem struct {
	File    string
	Line    int    // from 1; 0 when it concerns the whole file
	Column  int    // in characters, from 1; 0 when it concerns the whole line
	Path    string // YAML path such as $.society.regions[3].exposure; may be empty
	Message string // what is wrong, in plain words
	Hint    string // what to do about it; may be empty
	Unknown string // the key or name that means nothing here; may be empty
	Excerpt string // the lines around the place, with a caret under it; may be empty
	Err     error  // why the file could not be read, where the machine knows; may be nil
}

// Unwrap gives that reason.
func (p Problem) Unwrap() error { return p.Err }

// Error is the place and the message on one line, then the excerpt, then the hint.
func (p Problem) Error() string {
	var b strings.Builder
	b.WriteString(p.File)
	if p.Line > 0 {
		fmt.Fprintf(&b, ":%d", p.Line)
		if p.Column > 0 {
			fmt.Fprintf(&b, ":%d", p.Column)
		}
	}
	if b.Len() > 0 {
		b.WriteString(": ")
	}
	b.WriteString(p.Message)
	if p.Excerpt != "" {
		b.WriteString("\n" + p.Excerpt)
	}
	if p.Hint != "" {
		b.WriteString("\nhint: " + p.Hint)
	}
	return b.String()
}

// Problems is everything found wrong: the files in the order in which they are
// first named, so that a cause can stand before what follows from it, and each
// sorted by line and column. It is the error of every reader of this package.
type Problems []Problem

// Error joins the problems with an empty line between, at most ten of them, and says
// how many more there are. What is wrong in the same way in many places of a file is one
// of them.
func (ps Problems) Error() string {
	sorted := slices.Clone(ps)
	sorted.sort()
	alike := sorted.alike()
	var parts []string
	shown := 0
	for _, list := range alike[:min(len(alike), shownProblems)] {
		shown += len(list)
		parts = append(parts, list[0].Error()+again(list[1:]))
	}
	if more := len(sorted) - shown; more > 0 {
		parts = append(parts, fmt.Sprintf("… and %d more", more))
	}
	return strings.Join(parts, "\n\n")
}

// alike puts problems of a file together that say the same.
func (ps Problems) alike() (groups []Problems) {
	type saying struct{ file, message, hint string }
	first := map[saying]int{}
	for _, p := range ps {
		of := saying{p.File, p.Message, p.Hint}
		i, seen := first[of]
		if !seen {
			i = len(groups)
			first[of] = i
			groups = append(groups, nil)
		}
		groups[i] = append(groups[i], p)
	}
	return groups
}

// again lists where else a problem is.
func again(rest Problems) string {
	var lines []string
	for _, p := range rest {
		if n := fmt.Sprint(p.Line); p.Line > 0 && !slices.Contains(lines, n) {
			lines = append(lines, n)
		}
	}
	switch more := len(lines) - shownLines; {
	case len(lines) == 0:
		return ""
	case more > 0:
		lines = append(lines[:shownLines:shownLines], fmt.Sprintf("and %d more", more))
	}
	return "\nlikewise: line " + strings.Join(lines, ", ")
}

// Unwrap gives the problems one by one, for [errors.As].
func (ps Problems) Unwrap() []error {
	errs := make([]error, len(ps))
	for i, p := range ps {
		errs[i] = p
	}
	return errs
}

func (ps Problems) sort() {
	rank := map[string]int{}
	for _, p := range ps {
		if _, seen := rank[p.File]; !seen {
			rank[p.File] = len(rank)
		}
	}
	slices.SortStableFunc(ps, func(a, b Problem) int {
		return cmp.Or(rank[a.File]-rank[b.File], a.Line-b.Line, a.Column-b.Column)
	})
}

// Suggest is [expr.Suggest]: the candidate nearest to a word, or "".
func Suggest(word string, candidates []string) string {
	return expr.Suggest(word, candidates)
}

// Meant is the hint for a word that is none of those known: the one that was
// meant, or all of them.
func Meant(word string, known []string) string {
	return MeantOr(word, known, "known are "+strings.Join(known, ", "))
}

// MeantOr asks for the one of those known that a word may stand for, or says
// something else if there is none.
func MeantOr(word string, known []string, otherwise string) string {
	if near := Suggest(word, known); near != "" {
		return fmt.Sprintf("did you mean %q?", near)
	}
	return otherwise
}

// listedCandidates is how many candidates a hint spells out.
const listedCandidates = 12

// suggestion is a hint towards the candidates for a word that is none of them.
func suggestion(word, what string, candidates []string) string {
	if near := Suggest(word, candidates); near != "" {
		return fmt.Sprintf("did you mean %q?", near)
	}
	if len(candidates) == 0 {
		return ""
	}
	if len(candidates) > listedCandidates {
		return fmt.Sprintf("%s are %s, …", what, strings.Join(candidates[:listedCandidates], ", "))
	}
	return fmt.Sprintf("%s are %s", what, strings.Join(candidates, ", "))
}
