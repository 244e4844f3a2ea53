package results

import (
	"fmt"
	"math"
	"unicode/utf8"
)

// A Row holds one value per column: float64, int64, string or bool as the
// column's kind says, or nil for "not applicable".
type Row []any

// A Replicate is everything one run adds to the tables. A table without rows
// may be left out; "runs" has exactly one.
type Replicate struct {
	Index int              // from 0 to the manifest's Replicates - 1
	Rows  map[string][]Row // by table; the first value of each row is int64(Index)
}

// checkReplicate returns an error when any row of r may not be kept.
func checkReplicate(schemas []Schema, r Replicate) error {
	known := 0
	for _, s := range schemas {
		rows, ok := r.Rows[s.Table]
		if ok {
			known++
		}
		if s.Table == Runs && len(rows) != 1 {
			return fmt.Errorf("results: replicate %d: %w: %d rows for the table %s, want 1", r.Index, ErrValue, len(rows), Runs)
		}
		for i, row := range rows {
			if err := checkRow(s, r.Index, row); err != nil {
				return fmt.Errorf("results: table %s, replicate %d, row %d: %w: %w", s.Table, r.Index, i, ErrValue, err)
			}
		}
	}
	if known == len(r.Rows) {
		return nil
	}
	for name := range r.Rows {
		if indexOfTable(schemas, name) < 0 {
			return fmt.Errorf("results: replicate %d: %w: rows for an unknown table %q", r.Index, ErrValue, name)
		}
	}
	return nil
}

func checkRow(s Schema, replicate int, row Row) error {
	if len(row) != len(s.Columns) {
		return fmt.Errorf("%d values for %d columns", len(row), len(s.Columns))
	}
	if v, ok := row[0].(int64); !ok || v != int64(replicate) {
		return fmt.Errorf("column %s is %v (%T), want int64 %d", ReplicateColumn, row[0], row[0], replicate)
	}
	for i, value := range row {
		c := &s.Columns[i]
		ok := true
		switch v := value.(type) {
		case nil:
		case float64:
			if math.IsNaN(v) || math.IsInf(v, 0) {
				return fmt.Errorf("column %s is %v", c.Name, v)
			}
			if !c.Range.has(v) {
				return fmt.Errorf("column %s is %v, outside %v", c.Name, v, c.Range)
			}
			ok = c.Kind == Float
		case int64:
			if !c.Range.has(float64(v)) {
				return fmt.Errorf("column %s is %d, outside %v", c.Name, v, c.Range)
			}
			ok = c.Kind == Int
		case string:
			if !utf8.ValidString(v) {
				return fmt.Errorf("column %s is not UTF-8: %q", c.Name, v)
			}
			ok = c.Kind == Text
		case bool:
			ok = c.Kind == Bool
		default:
			ok = false
		}
		if !ok {
			return fmt.Errorf("column %s is of kind %v and cannot take %v (%T)", c.Name, c.Kind, value, value)
		}
	}
	return nil
}

func indexOfTable(schemas []Schema, table string) int {
	for i := range schemas {
		if schemas[i].Table == table {
			return i
		}
	}
	return -1
}
