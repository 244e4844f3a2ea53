package terminal

import (
	"fmt"
	"io"
	"math"
	"slices"
	"strings"

	"casus/report/number"
	"casus/report/screen"
)

// panel is a series drawn in columns that rise from zero.
type panel struct {
	title  string
	values []float64 // by step
	lines  int
	colour string
}

// labelColumns is the room for numbers at the left, with a space and the axis.
const labelColumns = 10

// room is how many columns a chart has.
func room(s screen.Screen) int { return max(s.Columns-labelColumns, 1) }

// stepsAColumn is how many steps share a column of a chart.
func stepsAColumn(s screen.Screen, steps int) int { return (steps + room(s) - 1) / room(s) }

// chart draws panels above each other, over the same steps, from first to before
// end. A column is as high as the highest of its steps: so that what is short is seen.
func chart(w io.Writer, panels []panel, first, end int, s screen.Screen) {
	per := stepsAColumn(s, end-first)
	for i, p := range panels {
		fmt.Fprintln(w, p.title)
		var columns []float64
		for part := range slices.Chunk(p.values[first:end], per) {
			columns = append(columns, slices.Max(part))
		}
		top := slices.Max(columns)
		for line := p.lines - 1; line >= 0; line-- {
			label, axis := "", "│"
			if line == p.lines-1 {
				label, axis = axisNumber(top), "┤"
			}
			text := strings.TrimRight(columnsAt(columns, top, line, p.lines), " ")
			if s.Colours && text != "" {
				text = paint(text, p.colour)
			}
			fmt.Fprintf(w, "%8s %s%s\n", label, axis, text)
		}
		marks := 0
		if i == len(panels)-1 {
			marks = number.Round(float64(per * labelEvery))
		}
		axis, labels := timeAxis(first, per, len(columns), marks)
		fmt.Fprintf(w, "%8s ┼%s\n", "0", axis)
		if marks > 0 {
			fmt.Fprintln(w, strings.TrimRight(fmt.Sprintf("%8s  %s", "step", labels), " "))
		}
	}
}

// columnsAt draws a line of columns, the lowest being line 0.
func columnsAt(columns []float64, top float64, line, lines int) string {
	eighths := []rune(" ▁▂▃▄▅▆▇█")
	text := make([]rune, len(columns))
	for i, v := range columns {
		high := 0
		if v > 0 {
			high = max(1, int(math.Round(v/top*float64(8*lines))))
		}
		text[i] = eighths[min(max(high-8*line, 0), 8)]
	}
	return string(text)
}

// labelEvery is how many columns labels of the time axis are apart at the least.
const labelEvery = 10

func timeAxis(first, per, columns, every int) (axis, labels string) {
	line := []rune(strings.Repeat("─", columns))
	for c := range columns {
		if every == 0 {
			break
		}
		from := first + c*per // the column has the steps from here to before from+per
		tick := (from + per - 1) / every * every
		if tick < from {
			continue
		}
		text := number.Count(tick)
		if c > 0 && len(labels) >= c || c+len(text) > columns && c > 0 {
			continue
		}
		line[c] = '┬'
		labels += strings.Repeat(" ", c-len(labels)) + text
	}
	return string(line), labels
}

// axisNumber prints a number in full if it is whole.
func axisNumber(x float64) string {
	if x == math.Trunc(x) && x != 1 || x > 100 {
		return number.Whole(x)
	}
	return fmt.Sprintf("%.3g", x)
}
