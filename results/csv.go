package results

import (
	"bufio"
	"context"
	"errors"
	"fmt"
	"io"
	"os"
	"path/filepath"
	"strconv"
	"strings"

	"casus/files"
)

// ExportCSV writes tables, all if none are named, as CSV files (RFC 4180: CRLF,
// quotes where needed) into a folder, which it makes if need be. The first line has the
// names of the columns. An absent value is an empty field, an empty text is "",
// floats are the shortest decimals that read back to the same bits.
//
// Files that exist are [ErrExists] and left alone, unless overwrite is true. A
// table that the run does not keep is [ErrNotKept], and nothing is written.
// Each file appears whole or not at all.
//
// When the context ends, so does the export, after the files that are whole.
func (r *Reader) ExportCSV(ctx context.Context, dir string, overwrite bool, tables ...string) error {
	if len(tables) == 0 {
		tables = r.Tables()
	}
	var schemas []Schema
	for _, table := range tables {
		schema, err := r.Schema(table)
		if err != nil {
			return err
		}
		schemas = append(schemas, schema)
	}
	if err := os.MkdirAll(dir, 0o777); err != nil {
		return fmt.Errorf("results: %w: %w", ErrNoFolder, err)
	}
	if !overwrite {
		for _, table := range tables {
			path := filepath.Join(dir, table+".csv")
			if _, err := os.Lstat(path); !errors.Is(err, os.ErrNotExist) {
				if err == nil {
					err = ErrExists
				}
				return fmt.Errorf("results: exporting to %s: %w", path, err)
			}
		}
	}
	for _, schema := range schemas {
		if err := r.exportTable(ctx, dir, schema); err != nil {
			return fmt.Errorf("results: exporting the table %s: %w", schema.Table, err)
		}
	}
	return nil
}

func (r *Reader) exportTable(ctx context.Context, dir string, schema Schema) error {
	return files.Write(filepath.Join(dir, schema.Table+".csv"), func(w io.Writer) error { return r.writeCSV(ctx, w, schema) })
}

// writeCSV is written out because encoding/csv can do neither of two things: end
// lines as the RFC says without altering line ends inside texts, and keep an
// empty text apart from an absent one.
func (r *Reader) writeCSV(ctx context.Context, w io.Writer, schema Schema) error {
	out := bufio.NewWriter(w)
	for i, c := range schema.Columns {
		if i > 0 {
			out.WriteByte(',')
		}
		out.WriteString(quoted(c.Name))
	}
	out.WriteString("\r\n")
	err := r.scan(schema, func(row Row) error {
		if ctx.Err() != nil {
			return ctx.Err()
		}
		for i, v := range row {
			if i > 0 {
				out.WriteByte(',')
			}
			out.WriteString(csvField(v))
		}
		_, err := out.WriteString("\r\n")
		return err
	})
	if err != nil {
		return err
	}
	return out.Flush()
}

func csvField(value any) string {
	switch v := value.(type) {
	case float64:
		return strconv.FormatFloat(v, 'g', -1, 64)
	case int64:
		return strconv.FormatInt(v, 10)
	case bool:
		return strconv.FormatBool(v)
	case string:
		return quoted(v)
	default:
		return ""
	}
}

func quoted(s string) string {
	if s != "" && !strings.ContainsAny(s, ",\"\r\n") && s == strings.TrimSpace(s) {
		return s
	}
	return `"` + strings.ReplaceAll(s, `"`, `""`) + `"`
}
