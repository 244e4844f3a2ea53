package main

import (
	"bufio"
	"encoding/csv"
	"encoding/json"
	"fmt"
	"io"
	"math"
	"strconv"
	"strings"
	"time"
	"unicode/utf8"
)

// text writes a value for people and for CSV. Absent is empty.
func text(v any) string {
	switch v := v.(type) {
	case nil:
		return ""
	case string:
		return v
	case float64:
		return strconv.FormatFloat(v, 'g', -1, 64)
	case []byte:
		return fmt.Sprintf("%x", v)
	case time.Time:
		return v.Format(time.RFC3339Nano)
	case fmt.Stringer:
		return v.String()
	default:
		return fmt.Sprint(v)
	}
}

func isNumber(v any) bool {
	switch v.(type) {
	case int8, int16, int32, int64, uint8, uint16, uint32, uint64, float32, float64:
		return true
	}
	return false
}

// printTable aligns the columns, numbers to the right. It holds the answer in
// memory, since the widths are known only at the end; --csv and --json do not.
func printTable(w io.Writer, r *result) error {
	width := make([]int, len(r.columns))
	right := make([]bool, len(r.columns))
	for i, name := range r.columns {
		width[i] = utf8.RuneCountInString(name)
	}
	var cells [][]string
	err := r.each(func(values []any) error {
		line := make([]string, len(values))
		for i, v := range values {
			// A line break would tear the table.
			line[i] = strings.NewReplacer("\r", " ", "\n", " ", "\t", " ").Replace(text(v))
			width[i] = max(width[i], utf8.RuneCountInString(line[i]))
			right[i] = right[i] || isNumber(v)
		}
		cells = append(cells, line)
		return nil
	})
	if err != nil {
		return err
	}
	out := bufio.NewWriter(w)
	rule := make([]string, len(width))
	for i, n := range width {
		rule[i] = strings.Repeat("─", n)
	}
	for _, line := range append([][]string{r.columns, rule}, cells...) {
		var b strings.Builder
		for i, cell := range line {
			pad := strings.Repeat(" ", width[i]-utf8.RuneCountInString(cell))
			if i > 0 {
				b.WriteString("  ")
			}
			if right[i] {
				b.WriteString(pad + cell)
			} else {
				b.WriteString(cell + pad)
			}
		}
		fmt.Fprintln(out, strings.TrimRight(b.String(), " "))
	}
	return flush(out)
}

func printCSV(w io.Writer, r *result) error {
	out := csv.NewWriter(w)
	if err := out.Write(r.columns); err != nil {
		return fmt.Errorf("%w: %w", errOutput, err)
	}
	err := r.each(func(values []any) error {
		line := make([]string, len(values))
		for i, v := range values {
			line[i] = text(v)
		}
		return out.Write(line)
	})
	if err != nil {
		return err
	}
	out.Flush()
	if err := out.Error(); err != nil {
		return fmt.Errorf("%w: %w", errOutput, err)
	}
	return nil
}

// printJSON writes an array of objects whose keys are in the columns' order.
func printJSON(w io.Writer, r *result) error {
	out := bufio.NewWriter(w)
	out.WriteString("[")
	separator := "\n"
	err := r.each(func(values []any) error {
		out.WriteString(separator + "  {")
		for i, v := range values {
			name, err := json.Marshal(r.columns[i])
			if err != nil {
				return err
			}
			if i > 0 {
				out.WriteString(", ")
			}
			fmt.Fprintf(out, "%s: %s", name, jsonValue(v))
		}
		separator = ",\n"
		_, err := out.WriteString("}")
		return err
	})
	if err != nil {
		return err
	}
	out.WriteString("\n]\n")
	return flush(out)
}

// jsonValue falls back to text for what JSON cannot say: NaN from a query's own
// arithmetic, intervals, maps whose keys are not texts.
func jsonValue(v any) []byte {
	if f, ok := v.(float64); ok && (math.IsNaN(f) || math.IsInf(f, 0)) {
		return []byte("null")
	}
	// Large integers and decimals come as numbers with a String method.
	if s, ok := v.(fmt.Stringer); ok {
		if _, isTime := v.(time.Time); !isTime {
			if text := s.String(); json.Valid([]byte(text)) {
				return []byte(text)
			}
		}
	}
	encoded, err := json.Marshal(v)
	if err != nil {
		encoded, _ = json.Marshal(text(v)) // a string can always be encoded
	}
	return encoded
}

func flush(out *bufio.Writer) error {
	if err := out.Flush(); err != nil {
		return fmt.Errorf("%w: %w", errOutput, err)
	}
	return nil
}
