package text

import (
	"fmt"
	"io"
	"math"
	"slices"
	"strings"
)

// multiple is a small chart of two courses over the same steps, for a terminal.
type multiple struct {
	Title    string
	From, To string // what the first and the last step are called
	// This and Other are drawn as ● and ○; where they meet, as ◉.
	This, Other []float64
}

// Size of a small chart, in characters.
const (
	multipleColumns = 24
	multipleLines   = 5
	multipleGap     = 3
)

// multiples draws charts side by side, as many as fit into so many columns.
func multiples(w io.Writer, list []multiple, columns int) error {
	across := max(1, (columns+multipleGap)/(multipleColumns+multipleGap))
	for row := range slices.Chunk(list, across) {
		var drawn [][]string
		for _, m := range row {
			drawn = append(drawn, m.draw())
		}
		for line := range drawn[0] {
			parts := make([]string, len(drawn))
			for i, d := range drawn {
				parts[i] = fit(d[line], multipleColumns)
			}
			text := strings.TrimRight(strings.Join(parts, strings.Repeat(" ", multipleGap)), " ")
			if _, err := fmt.Fprintln(w, text); err != nil {
				return err
			}
		}
		if _, err := fmt.Fprintln(w); err != nil {
			return err
		}
	}
	return nil
}

// fit cuts or fills a text to so many characters.
func fit(text string, columns int) string {
	r := []rune(text)
	if len(r) > columns {
		return string(r[:columns])
	}
	return text + strings.Repeat(" ", columns-len(r))
}

// draw gives the lines of a chart: title, range, the courses, the axis.
func (m multiple) draw() []string {
	low, high := math.Inf(1), math.Inf(-1)
	for _, x := range slices.Concat(m.This, m.Other) {
		low, high = min(low, x), max(high, x)
	}
	cells := make([][]rune, multipleLines)
	for i := range cells {
		cells[i] = []rune(strings.Repeat(" ", multipleColumns))
	}
	steps := len(m.This)
	wide := min(steps, multipleColumns)
	for c := range wide {
		at := 0
		if wide > 1 {
			at = c * (steps - 1) / (wide - 1)
		}
		for _, course := range []struct {
			x    float64
			mark rune
		}{{m.Other[at], '○'}, {m.This[at], '●'}} {
			line := multipleLines - 1
			if high > low {
				line = int(math.Round((high - course.x) / (high - low) * (multipleLines - 1)))
			}
			if cell := &cells[line][c]; *cell == ' ' {
				*cell = course.mark
			} else {
				*cell = '◉'
			}
		}
	}
	lines := []string{m.Title, fmt.Sprintf("%s to %s", short(low), short(high))}
	for _, c := range cells {
		lines = append(lines, strings.TrimRight(string(c), " "))
	}
	axis := strings.Repeat("─", wide)
	return append(lines, axis, m.From+strings.Repeat(" ", max(1, wide-len(m.From)-len(m.To)))+m.To)
}

// short prints a number in a few characters.
func short(x float64) string {
	switch a := math.Abs(x); {
	case a >= 1e6:
		return fmt.Sprintf("%.3g million", x/1e6)
	case a >= 100:
		return fmt.Sprintf("%.0f", x)
	}
	return fmt.Sprintf("%.3g", x)
}
