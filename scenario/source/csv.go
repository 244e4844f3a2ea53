package source

import (
	"encoding/csv"
	"errors"
	"fmt"
	"io"
	"io/fs"
	"slices"
	"strconv"
	"strings"
	"unicode/utf8"
)

// Limits of a table, far above those of any nation's places.
const (
	MaxRows  = 200_000
	maxCells = 1000 // in a row
	maxWrong = 1000 // problems after which reading ends
)

// CSV is a table with a header line.
type CSV struct {
	Header []string
	Rows   []Row
	text   *text
}

// Row is a row of a table.
type Row struct {
	Line  int // where it starts in the file, from 1
	csv   *CSV
	cells []cell
}

type cell struct {
	text         string
	line, column int
}

// ReadCSV reads a table, separated by commas, whose header has exactly the
// columns named, in any order. Rows may be none. Cells are as written, spaces
// included. What spreadsheets leave behind is skipped: empty rows, and empty cells
// beyond the last column.
//
// The error is a [Problems]: the file cannot be read, another separator is used, the
// header lacks a column, repeats one or has another, a row has more or fewer cells than the
// header, a cell has a tab or more than one line, or quotes are out of place.
func ReadCSV(fsys fs.FS, name string, columns ...string) (*CSV, error) {
	t, ps := readText(fsys, name)
	if ps != nil {
		return nil, ps
	}
	r := csv.NewReader(strings.NewReader(t.body))
	r.FieldsPerRecord = -1
	c := &CSV{text: t}
	header, err := c.next(r)
	switch {
	case errors.Is(err, io.EOF):
		return nil, Problems{{File: name, Message: "the file is empty", Hint: "its first line is " + strings.Join(columns, ",")}}
	case err != nil:
		return nil, Problems{c.syntax(err)}
	}
	if p := c.separator(header); p != nil {
		return nil, Problems{*p}
	}
	header.trim(1)
	if !header.names(columns) {
		return nil, Problems{c.text.problem(header.Line, 0, "", "the first row does not name the columns", "the columns are "+strings.Join(columns, ", ")+": leave out what stands before their names")}
	}
	ps = c.header(header, columns)
	for len(ps) < maxWrong {
		row, err := c.next(r)
		if errors.Is(err, io.EOF) {
			break
		}
		if len(c.Rows) == MaxRows {
			ps = append(ps, Problem{Line: row.Line, Message: "the table has too many rows", Hint: fmt.Sprintf("at most %d", MaxRows)})
			break
		}
		if err != nil {
			// Past a stray quote, rows are guesses.
			ps = append(ps, c.syntax(err))
			break
		}
		if row.empty() {
			continue
		}
		row.trim(len(c.Header))
		for _, cell := range row.cells {
			if strings.ContainsAny(cell.text, "\n\t") {
				ps = append(ps, Problem{Line: cell.line, Column: cell.column, Message: "a cell with a tab or more than one line", Hint: "write it on one line, with spaces"})
			}
		}
		if len(row.cells) != len(c.Header) {
			ps = append(ps, Problem{
				Line: row.Line, Message: fmt.Sprintf("expected %d cells, found %d", len(c.Header), len(row.cells)),
				Hint: "put a cell that contains a comma in quotes",
			})
		}
		c.Rows = append(c.Rows, row)
	}
	if len(ps) > 0 {
		return nil, t.finish(ps)
	}
	return c, nil
}

// Bytes are the bytes of the file, as they are.
func (c *CSV) Bytes() []byte { return c.text.raw }

// next reads one record.
func (c *CSV) next(r *csv.Reader) (Row, error) {
	record, err := r.Read()
	if err != nil {
		return Row{}, err
	}
	row := Row{csv: c}
	row.Line, _ = r.FieldPos(0)
	if len(record) > maxCells {
		return row, c.text.problem(row.Line, 0, "", fmt.Sprintf("a row of %d cells", len(record)), fmt.Sprintf("at most %d", maxCells))
	}
	row.cells = make([]cell, len(record))
	last, at, column := 0, 0, 1 // the column of a byte of a line
	for i, s := range record {
		line, bytes := r.FieldPos(i)
		if line != last {
			last, at, column = line, 0, 1
		}
		text := c.text.lines[line-1]
		to := min(bytes-1, len(text))
		column += utf8.RuneCountInString(text[at:to])
		at = to
		row.cells[i] = cell{s, line, column}
	}
	return row, nil
}

// separator finds a table whose cells are not separated by commas: its header is
// one cell.
func (c *CSV) separator(header Row) *Problem {
	if len(header.cells) > 1 {
		return nil
	}
	for _, x := range []struct{ mark, name string }{{";", "semicolons"}, {"\t", "tabs"}, {"|", "bars"}} {
		if strings.Contains(header.cells[0].text, x.mark) {
			p := c.text.problem(header.Line, 0, "", "the cells are separated by "+x.name, "separate them by commas, and write numbers with a point: 1234.5")
			return &p
		}
	}
	return nil
}

// Whether all cells of a row are empty.
func (r *Row) empty() bool {
	return !slices.ContainsFunc(r.cells, func(c cell) bool { return strings.TrimSpace(c.text) != "" })
}

// trim drops empty cells at the end of a row, beyond the first so many.
func (r *Row) trim(keep int) {
	for len(r.cells) > keep && r.cells[len(r.cells)-1].text == "" {
		r.cells = r.cells[:len(r.cells)-1]
	}
}

func (c *CSV) syntax(err error) Problem {
	var p Problem
	if errors.As(err, &p) {
		return p
	}
	var e *csv.ParseError
	if !errors.As(err, &e) {
		return Problem{File: c.text.file, Message: fmt.Sprintf("this is not CSV: %v", err)}
	}
	message, hint := "a quote inside a cell without quotes", `put the cell in quotes and double the quote inside: "say ""so"""`
	if errors.Is(e.Err, csv.ErrQuote) {
		message, hint = "a cell whose quotes are not closed, or go on after their end", `double a quote inside of quotes: "say ""so"""`
	}
	line := min(e.Line, len(c.text.lines))
	before := c.text.lines[line-1]
	before = before[:min(max(e.Column-1, 0), len(before))]
	return c.text.problem(line, utf8.RuneCountInString(before)+1, "", message, hint)
}

// names reports whether a row may be the names of columns, and not a title or the first
// of a table without names.
func (r Row) names(columns []string) bool {
	return slices.ContainsFunc(r.cells, func(cell cell) bool {
		return slices.Contains(columns, cell.text) || Suggest(cell.text, columns) != ""
	})
}

func (c *CSV) header(row Row, columns []string) Problems {
	var ps Problems
	meant := map[string]bool{}
	for _, cell := range row.cells {
		at := Problem{Line: cell.line, Column: cell.column}
		switch {
		case slices.Contains(c.Header, cell.text):
			at.Message = fmt.Sprintf("duplicate column %q", cell.text)
			ps = append(ps, at)
		case !slices.Contains(columns, cell.text):
			at.Message = fmt.Sprintf("unknown column %q", cell.text)
			at.Hint = suggestion(cell.text, "columns", columns)
			meant[Suggest(cell.text, columns)] = true
			ps = append(ps, at)
		}
		c.Header = append(c.Header, cell.text)
	}
	var missing []string
	for _, column := range columns {
		if !slices.Contains(c.Header, column) && !meant[column] {
			missing = append(missing, "`"+column+"`")
		}
	}
	hint := "the columns are " + strings.Join(columns, ", ")
	switch len(missing) {
	case 0:
	case 1:
		ps = append(ps, Problem{Line: row.Line, Message: "missing column " + missing[0], Hint: hint})
	default:
		ps = append(ps, Problem{Line: row.Line, Message: "missing columns " + strings.Join(missing, ", "), Hint: hint})
	}
	return ps
}

// cell panics for a column that was not asked for, a mistake of the program.
func (r Row) cell(column string) cell {
	i := slices.Index(r.csv.Header, column)
	if i < 0 {
		panic(fmt.Sprintf("source: column %q was not asked for", column))
	}
	return r.cells[i]
}

// Text is a cell as written. It panics, as the other methods of a row do, for
// a column that [ReadCSV] was not asked for.
func (r Row) Text(column string) string { return r.cell(column).text }

// Float is a cell as a finite number, or the problem with it.
func (r Row) Float(column string) (float64, *Problem) {
	if x, err := Decimal(r.Text(column)); err == nil {
		return x, nil
	}
	return 0, r.mistyped(column, "a number")
}

// Int is a cell as a whole number, or the problem with it.
func (r Row) Int(column string) (int, *Problem) {
	i, err := strconv.Atoi(r.Text(column))
	if err == nil {
		return i, nil
	}
	if errors.Is(err, strconv.ErrRange) {
		p := r.Problem(column, "the number is too large", "")
		return 0, &p
	}
	return 0, r.mistyped(column, "a whole number")
}

func (r Row) mistyped(column, want string) *Problem {
	s := r.Text(column)
	found, hint := fmt.Sprintf("%q", shorten(s)), ""
	switch {
	case s == "":
		found = "nothing"
	case strings.TrimSpace(s) != s:
		hint = "remove the spaces around it"
	case asOthersWrite(s) != "":
		hint = asOthersWrite(s)
	}
	p := r.Problem(column, fmt.Sprintf("expected %s, found %s", want, found), hint)
	return &p
}

// Problem is a problem with a cell. Its message starts with the column's name.
func (r Row) Problem(column, message, hint string) Problem {
	c := r.cell(column)
	return r.csv.text.problem(c.line, c.column, "", fmt.Sprintf("column %s: %s", column, message), hint)
}
