package screen

import (
	"fmt"
	"io"
	"strings"

	"charm.land/lipgloss/v2"
)

// Table prints a table that fits: cells are broken between words, the widest column
// first. Where no breaking helps, each row is a list of its cells.
func Table(w io.Writer, head []string, rows [][]string) { draw(w, head, rows, false) }

// Ruled prints a table with a line between rows, for cells of several lines each.
func Ruled(w io.Writer, head []string, rows [][]string) { draw(w, head, rows, true) }

func draw(w io.Writer, head []string, rows [][]string, ruled bool) {
	widths, ok := fit(append([][]string{head}, rows...), Of(w).Columns)
	if !ok {
		list(w, head, rows)
		return
	}
	for k := range widths { // no wider than the lines that came of breaking
		most := lipgloss.Width(Wrap(head[k], widths[k]))
		for _, row := range rows {
			most = max(most, lipgloss.Width(Wrap(row[k], widths[k])))
		}
		widths[k] = most
	}
	rule := func(left, cross, right string) {
		parts := make([]string, len(widths))
		for k, width := range widths {
			parts[k] = strings.Repeat("─", width)
		}
		fmt.Fprintln(w, left+strings.Join(parts, cross)+right)
	}
	rule("┌", "┬", "┐")
	line(w, head, widths)
	for i, row := range rows {
		if i == 0 || ruled {
			rule("├", "┼", "┤")
		}
		line(w, row, widths)
	}
	rule("└", "┴", "┘")
}

// line prints a row of a table; its cells have as many lines as the longest.
func line(w io.Writer, row []string, widths []int) {
	cells, height := make([][]string, len(row)), 0
	for k, cell := range row {
		cells[k] = strings.Split(Wrap(cell, widths[k]), "\n")
		height = max(height, len(cells[k]))
	}
	for i := range height {
		for k, width := range widths {
			text := ""
			if i < len(cells[k]) {
				text = cells[k][i]
			}
			fmt.Fprint(w, "│"+text+strings.Repeat(" ", max(0, width-lipgloss.Width(text))))
		}
		fmt.Fprintln(w, "│")
	}
}

// fit gives the widths of columns so that all fit into so much room with the lines
// between them, and whether that is possible. That column gives way which makes the table
// the least longer, of equals the widest.
func fit(rows [][]string, room int) (widths []int, ok bool) {
	columns := make([]column, len(rows[0]))
	for _, row := range rows {
		for k, cell := range row {
			columns[k].add(cell)
		}
	}
	over := len(columns) + 1 - room
	for k := range columns {
		over += columns[k].width
		columns[k].look()
	}
	for ; over > 0; over-- {
		way := -1
		for k := range columns {
			if c := &columns[k]; c.width > c.least && (way < 0 || c.longer(columns) < columns[way].longer(columns) || c.longer(columns) == columns[way].longer(columns) && c.width > columns[way].width) {
				way = k
			}
		}
		if way < 0 {
			return nil, false
		}
		columns[way].width--
		columns[way].lines = columns[way].narrower
		columns[way].look()
	}
	for _, c := range columns {
		widths = append(widths, c.width)
	}
	return widths, true
}

// A column of a table that is being fitted.
type column struct {
	cells           []string
	width, least    int   // it has, and can have
	lines, narrower []int // of each cell, and if the column were narrower by one
}

func (c *column) add(cell string) {
	c.cells = append(c.cells, cell)
	c.lines = append(c.lines, lipgloss.Height(cell))
	c.width = max(c.width, lipgloss.Width(cell))
	for word := range strings.FieldsFuncSeq(hold(cell), func(r rune) bool { return r == ' ' || r == '\n' }) {
		c.least = max(c.least, lipgloss.Width(word))
	}
}

// look counts the lines that cells would have if the column were narrower.
func (c *column) look() {
	c.narrower = make([]int, len(c.cells))
	for i, cell := range c.cells {
		c.narrower[i] = lipgloss.Height(Wrap(cell, c.width-1))
	}
}

// longer is by how many lines the table grows if the column is narrower: cells beside it
// may be as long already.
func (c *column) longer(beside []column) (n int) {
	for i, lines := range c.narrower {
		for k := range beside {
			lines = max(lines, beside[k].lines[i])
		}
		n += lines
	}
	return n
}

// list prints rows one below the other, each cell after the head of its column.
func list(w io.Writer, head []string, rows [][]string) {
	w = Fit(w)
	for _, row := range rows {
		for k, cell := range row {
			name, indent := strings.ReplaceAll(head[k], "\n", " ")+": ", "  "
			if k == 0 || head[k] == "" {
				name = ""
			}
			if k == 0 {
				indent = ""
			}
			if cell != "" {
				fmt.Fprintf(w, "%s%s%s\n", indent, name, strings.ReplaceAll(cell, "\n", " "))
			}
		}
	}
}
