package main

import (
	"context"
	"crypto/sha256"
	"database/sql"
	"encoding/hex"
	"encoding/json"
	"errors"
	"fmt"
	"io"
	"os"
	"path/filepath"
	"strings"

	_ "github.com/duckdb/duckdb-go/v2" // the "duckdb" driver
)

const listColumns = `SELECT table_name AS "table", column_name AS "column", data_type AS type
	FROM duckdb_columns() WHERE NOT internal AND schema_name = 'main'
	ORDER BY table_name <> 'runs', table_name, column_index`

// open makes a database in memory with a view of each table in dir.
func open(ctx context.Context, dir string) (*sql.DB, error) {
	files, err := layout(dir)
	if err != nil {
		return nil, err
	}
	db, err := sql.Open("duckdb", "")
	if err != nil {
		return nil, fmt.Errorf("starting DuckDB: %w", err)
	}
	// Settings belong to a connection: let there be one.
	db.SetMaxOpenConns(1)
	statements := []string{
		// A query must not make DuckDB download an extension.
		"SET autoinstall_known_extensions = false",
		"SET autoload_known_extensions = false",
		// By default DuckDB would spill to a folder in the current one.
		"SET temp_directory = " + literal(filepath.Join(os.TempDir(), "casus-query")),
	}
	for table, paths := range files {
		statements = append(statements, fmt.Sprintf("CREATE VIEW %s AS SELECT * FROM read_parquet(%s)", table, list(paths)))
	}
	for _, s := range statements {
		if _, err := db.ExecContext(ctx, s); err != nil {
			db.Close()
			return nil, fmt.Errorf("reading %s: %w", dir, err)
		}
	}
	return db, nil
}

// runs is the table that is always kept. Its parts say which batches are whole.
const runs = "runs"

// layout finds the parts of each table that the manifest names: of those batches
// that have a part of runs, OUT/runs/part-000003.parquet.
func layout(dir string) (map[string][]string, error) {
	text, err := os.ReadFile(filepath.Join(dir, "manifest.json"))
	if errors.Is(err, os.ErrNotExist) {
		return nil, fmt.Errorf("%s holds no run of casus: it has no manifest.json", dir)
	}
	if err != nil {
		return nil, fmt.Errorf("reading the run: %w", err)
	}
	var manifest struct {
		Files  []file
		Format int `json:"format"`
		Tables []struct {
			Table string `json:"table"`
		} `json:"tables"`
	}
	if err := json.Unmarshal(text, &manifest); err != nil {
		return nil, fmt.Errorf("%s is damaged: %w", filepath.Join(dir, "manifest.json"), err)
	}
	if manifest.Format != 3 {
		return nil, fmt.Errorf("%s holds a run of layout %d, and this program reads layout 3: run it again with this version of casus", dir, manifest.Format)
	}
	for _, f := range manifest.Files {
		if err := f.verify(dir); err != nil {
			return nil, err
		}
	}
	folder, err := filepath.Abs(dir)
	if err != nil {
		return nil, err
	}
	entries, err := os.ReadDir(filepath.Join(folder, runs)) // sorted by name, hence by replicate
	if err != nil && !errors.Is(err, os.ErrNotExist) {
		return nil, fmt.Errorf("reading the run: %w", err)
	}
	files := map[string][]string{}
	for _, entry := range entries {
		if !strings.HasPrefix(entry.Name(), "part-") {
			continue
		}
		for _, t := range manifest.Tables {
			path := filepath.Join(folder, t.Table, entry.Name())
			if _, err := os.Stat(path); err != nil {
				return nil, fmt.Errorf("a part is missing: %w", err)
			}
			files[t.Table] = append(files[t.Table], path)
		}
	}
	if len(files[runs]) == 0 {
		return nil, fmt.Errorf("%s holds a run that has kept nothing yet: no batch of replicates is complete", dir)
	}
	return files, nil
}

// list writes paths as a DuckDB list; a path is never a pattern there if the
// characters of patterns are put in brackets.
func list(paths []string) string {
	quoted := make([]string, len(paths))
	escape := strings.NewReplacer("*", "[*]", "?", "[?]", "[", "[[]")
	for i, path := range paths {
		quoted[i] = literal(escape.Replace(path))
	}
	return "[" + strings.Join(quoted, ", ") + "]"
}

func literal(s string) string { return "'" + strings.ReplaceAll(s, "'", "''") + "'" }

// A result is the answer to a query, being read.
type result struct {
	columns []string
	rows    *sql.Rows
}

// onlyReads returns an error unless the query is one statement that changes
// nothing. DuckDB has no read-only mode for files that a query names itself; a
// COPY over the results would be obeyed. Its serializer knows only statements
// that select (SELECT, WITH, FROM, VALUES, DESCRIBE, SUMMARIZE, SHOW), and does
// not run them.
func onlyReads(ctx context.Context, db *sql.DB, query string) error {
	var kind, message sql.NullString
	var statements sql.NullInt64
	err := db.QueryRowContext(ctx, `SELECT j->>'error_type', j->>'error_message', json_array_length(j, '$.statements')
		FROM (SELECT json_serialize_sql(?::VARCHAR) AS j)`, query).Scan(&kind, &message, &statements)
	switch {
	case err != nil:
		return fmt.Errorf("reading the query: %w", err)
	case kind.String == "parser":
		return fmt.Errorf("%s in the query", message.String)
	case message.Valid:
		return errors.New("results are only read: the query must be a SELECT, DESCRIBE, SUMMARIZE or SHOW")
	case statements.Int64 != 1:
		return fmt.Errorf("want one statement, got %d", statements.Int64)
	}
	return nil
}

func ask(ctx context.Context, db *sql.DB, query string) (*result, error) {
	if err := onlyReads(ctx, db, query); err != nil {
		return nil, err
	}
	rows, err := db.QueryContext(ctx, query)
	if err != nil {
		return nil, err
	}
	columns, err := rows.Columns()
	if err != nil {
		rows.Close()
		return nil, err
	}
	return &result{columns, rows}, nil
}

// each hands every row to visit, which may keep the values but not the slice.
func (r *result) each(visit func([]any) error) error {
	values, into := make([]any, len(r.columns)), make([]any, len(r.columns))
	for i := range values {
		into[i] = &values[i]
	}
	for r.rows.Next() {
		if err := r.rows.Scan(into...); err != nil {
			return err
		}
		if err := visit(values); err != nil {
			return fmt.Errorf("%w: %w", errOutput, err)
		}
	}
	return r.rows.Err()
}

// A file is one that the manifest vouches for.
type file struct {
	Name   string
	Bytes  int64
	SHA256 string
}

// verify returns an error unless the file is what casus wrote: DuckDB looks at no
// checksum, and would give altered numbers.
func (f file) verify(dir string) error {
	path := filepath.Join(dir, filepath.FromSlash(f.Name))
	opened, err := os.Open(path)
	if err != nil {
		return err
	}
	defer opened.Close()
	sum := sha256.New()
	if n, err := io.Copy(sum, opened); err != nil {
		return err
	} else if n != f.Bytes || hex.EncodeToString(sum.Sum(nil)) != f.SHA256 {
		return fmt.Errorf("%s is not what casus wrote: casus verify %s says what to do", path, dir)
	}
	return nil
}
