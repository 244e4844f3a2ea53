package main

import (
	"context"
	"database/sql"
	"errors"
	"fmt"
	"os"
	"path/filepath"
	"slices"
	"strings"

	_ "github.com/duckdb/duckdb-go/v2" // the "duckdb" driver

	"casus/results"
)

const listColumns = `SELECT table_name AS "table", column_name AS "column", data_type AS type
	FROM duckdb_columns() WHERE NOT internal AND schema_name = 'main'
	ORDER BY table_name <> 'runs', table_name, column_index`

// open makes a database in memory with a view of each table in a folder.
func open(ctx context.Context, f *folder) (*sql.DB, error) {
	files, err := f.layout()
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
			return nil, fmt.Errorf("reading %s: %w", f.name, err)
		}
	}
	return db, nil
}

// layout finds the parts of each table, of those batches that are whole, and sees
// that they are what casus wrote: DuckDB looks at none of the sums in a Parquet file.
func (f *folder) layout() (map[string][]string, error) {
	run, err := results.Find(f.dir)
	if err != nil {
		return nil, err
	}
	if err := verify(run, f.memory); err != nil {
		return nil, err
	}
	files := map[string][]string{}
	for _, file := range run.Files() {
		if table, _, isPart := strings.Cut(file.Name, "/"); isPart {
			files[table] = append(files[table], run.Path(file))
		}
	}
	if len(files) == 0 {
		return nil, fmt.Errorf("%s holds a run that has kept nothing yet: no batch of replicates is complete", f.name)
	}
	for _, paths := range files {
		slices.Sort(paths) // by replicate
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
