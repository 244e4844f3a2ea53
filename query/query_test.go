package main

import (
	"bytes"
	"database/sql"
	"encoding/csv"
	"encoding/json"
	"fmt"
	"io/fs"
	"os"
	"path/filepath"
	"strings"
	"testing"
)

// columns are those of a small crisis; replicate r is filled in.
var columns = map[string]string{
	"runs":      "%d::BIGINT AS replicate, ['falls', 'holds'][%[1]d %% 2 + 1] AS outcome, %[1]d %% 2 = 0 AS requested, 0.1 * %[1]d AS \"draw.fear\"",
	"daily":     "%d::BIGINT AS replicate, unnest([1, 2, 3]) AS day, unnest([10.0, 20.0, NULL]::DOUBLE[]) AS participants",
	"monthly":   "%d::BIGINT AS replicate, 1 AS month",
	"events":    "%d::BIGINT AS replicate, 'a, \"b\"' || chr(10) || 'c' AS what",
	"decisions": "%d::BIGINT AS replicate, 'president' AS office",
	"votes":     "%d::BIGINT AS replicate, unnest(['KGZ', 'ARM']) AS member, true AS yes",
}

// writeBatch writes a part of each table, for some replicates.
func writeBatch(t *testing.T, dir, part string, replicates ...int) {
	t.Helper()
	db, err := sql.Open("duckdb", "")
	if err != nil {
		t.Fatal(err)
	}
	defer db.Close()
	for table, expression := range columns {
		if err := os.MkdirAll(filepath.Join(dir, table), 0o777); err != nil {
			t.Fatal(err)
		}
		var rows []string
		for _, r := range replicates {
			rows = append(rows, "SELECT "+fmt.Sprintf(expression, r))
		}
		statement := fmt.Sprintf("COPY (%s) TO %s (FORMAT parquet)",
			strings.Join(rows, " UNION ALL "), literal(filepath.Join(dir, table, part)))
		if _, err := db.Exec(statement); err != nil {
			t.Fatal(err)
		}
	}
}

func writeManifest(t *testing.T, dir, text string) {
	t.Helper()
	if err := os.MkdirAll(dir, 0o777); err != nil {
		t.Fatal(err)
	}
	if err := os.WriteFile(filepath.Join(dir, "manifest.json"), []byte(text), 0o666); err != nil {
		t.Fatal(err)
	}
}

// manifest names the tables.
const manifest = `{"format": 3, "tables": [{"table": "daily"}, {"table": "decisions"}, {"table": "events"}, {"table": "monthly"}, {"table": "votes"}, {"table": "runs"}]}`

// finished and interrupted make the same four replicates. The names try the quoting
// of paths.
func finished(t *testing.T) string {
	dir := filepath.Join(t.TempDir(), "it's [a] *run?")
	writeManifest(t, dir, manifest)
	writeBatch(t, dir, "part-000000.parquet", 0, 1, 2, 3)
	return dir
}

func interrupted(t *testing.T) string {
	dir := filepath.Join(t.TempDir(), "out")
	writeManifest(t, dir, manifest)
	writeBatch(t, dir, "part-000000.parquet", 0, 1)
	writeBatch(t, dir, "part-000007.parquet", 2, 3)
	writeBatch(t, dir, "part-000003.parquet", 99) // without its part of runs it is half made
	if err := os.Remove(filepath.Join(dir, "runs", "part-000003.parquet")); err != nil {
		t.Fatal(err)
	}
	return dir
}

// try runs the program.
func try(t *testing.T, args ...string) (code int, stdout, stderr string) {
	t.Helper()
	var out, errs bytes.Buffer
	code = run(t.Context(), args, &out, &errs)
	return code, out.String(), errs.String()
}

func TestFinishedAndInterruptedAnswer(t *testing.T) {
	for _, dir := range []string{finished(t), interrupted(t)} {
		for _, c := range []struct{ query, want string }{
			{"SELECT outcome, avg(requested::int) AS p_request, count(*) AS n FROM runs GROUP BY outcome ORDER BY outcome",
				"outcome  p_request  n\n───────  ─────────  ─\nfalls            1  2\nholds            0  2\n"},
			{"SELECT day, median(participants) AS median FROM daily GROUP BY day ORDER BY day",
				"day  median\n───  ──────\n  1      10\n  2      20\n  3\n"},
			{"SELECT member, count(*) AS votes FROM votes WHERE yes GROUP BY ALL ORDER BY member",
				"member  votes\n──────  ─────\nARM         4\nKGZ         4\n"},
			{"FROM (SUMMARIZE votes) SELECT column_name, max ORDER BY ALL;", "column_name  max\n───────────  ────\nmember       KGZ\nreplicate    3\nyes          true\n"},
			{"SELECT replicate FROM runs", "replicate\n─────────\n        0\n        1\n        2\n        3\n"},
			{"SELECT sum(replicate) AS total FROM monthly", "total\n─────\n6\n"},
		} {
			code, out, errs := try(t, dir, c.query)
			if code != 0 || errs != "" || out != c.want {
				t.Errorf("%s\nexit %d, %s\n%s\nwant\n%s", c.query, code, errs, out, c.want)
			}
		}
	}
}

func TestWithoutAQueryTheColumnsAreListed(t *testing.T) {
	code, out, errs := try(t, finished(t), "--csv")
	if code != 0 || errs != "" {
		t.Fatalf("exit %d: %s", code, errs)
	}
	if !strings.HasPrefix(out, "table,column,type\nruns,replicate,BIGINT\nruns,outcome,VARCHAR\nruns,requested,BOOLEAN\nruns,draw.fear,") ||
		!strings.HasSuffix(out, "votes,replicate,BIGINT\nvotes,member,VARCHAR\nvotes,yes,BOOLEAN\n") {
		t.Errorf("%s", out)
	}
}

func TestOtherFormats(t *testing.T) {
	dir := finished(t)
	query := `SELECT what, NULL AS nothing, 0.1::DOUBLE AS tenth, 10::HUGEINT AS big, DATE '2022-01-05' AS day, 'nan'::DOUBLE AS odd
		FROM events LIMIT 1`
	code, out, errs := try(t, "--csv", dir, query)
	records, err := csv.NewReader(strings.NewReader(out)).ReadAll()
	if code != 0 || err != nil || len(records) != 2 || records[1][0] != "a, \"b\"\nc" || records[1][1] != "" || records[1][2] != "0.1" {
		t.Errorf("exit %d, %s: %v\n%s", code, errs, err, out)
	}
	code, out, errs = try(t, dir, query, "--json")
	var objects []map[string]any
	if err := json.Unmarshal([]byte(out), &objects); err != nil || code != 0 || len(objects) != 1 {
		t.Fatalf("exit %d, %s: %v\n%s", code, errs, err, out)
	}
	o := objects[0]
	if o["what"] != "a, \"b\"\nc" || o["nothing"] != nil || o["tenth"] != 0.1 || o["big"] != 10.0 ||
		o["day"] != "2022-01-05T00:00:00Z" || o["odd"] != nil {
		t.Errorf("%v", o)
	}
	if code, out, _ := try(t, dir, "SELECT * FROM runs WHERE false", "--json"); code != 0 || out != "[\n]\n" {
		t.Errorf("exit %d: %q", code, out)
	}
}

func TestWhatIsRefused(t *testing.T) {
	dir := finished(t)
	base := t.TempDir()
	at := func(name string) string { return filepath.Join(base, name) }
	writeManifest(t, at("garbage"), "{")
	writeManifest(t, at("nothing kept"), manifest)
	writeManifest(t, at("old"), `{"format": 1}`)
	incomplete := finished(t)
	if err := os.Remove(filepath.Join(incomplete, "votes", "part-000000.parquet")); err != nil {
		t.Fatal(err)
	}
	few := finished(t)
	writeManifest(t, few, `{"format": 3, "tables": [{"table": "runs"}]}`)
	damaged := finished(t)
	if err := os.WriteFile(filepath.Join(damaged, "votes", "part-000000.parquet"), []byte("PAR1 but short"), 0o666); err != nil {
		t.Fatal(err)
	}
	for _, c := range []struct {
		args []string
		want string
	}{
		{nil, "want a folder and a query"},
		{[]string{dir, "SELECT 1", "SELECT 2"}, "want a folder and a query"},
		{[]string{"--xml", dir}, "xml"},
		{[]string{"--csv", "--json", dir}, "exclude each other"},
		{[]string{at("absent"), "SELECT 1"}, "no manifest.json"},
		{[]string{base, "SELECT 1"}, "no manifest.json"},
		{[]string{at("garbage"), "SELECT 1"}, "damaged"},
		{[]string{at("nothing kept"), "SELECT 1"}, "kept nothing yet"},
		{[]string{at("old"), "SELECT 1"}, "layout 1"},
		{[]string{incomplete, "SELECT 1"}, "votes/part-000000.parquet"},
		{[]string{few, "SELECT * FROM votes"}, "votes"},
		{[]string{damaged, "SELECT * FROM votes"}, "votes/part-000000.parquet"},
		{[]string{dir, ""}, "want one statement"},
		{[]string{dir, "SELECT 1; SELECT 2"}, "want one statement"},
		{[]string{dir, "SELEKT 1"}, "SELEKT"},
		{[]string{dir, "SELECT outcom FROM runs"}, `outcom`},
		{[]string{dir, "SELECT * FROM weekly"}, "weekly"},
		{[]string{dir, "SELECT error('stop')"}, "stop"},
		{[]string{dir, "DELETE FROM runs"}, "only read"},
		{[]string{dir, "SET threads = 1"}, "only read"},
	} {
		code, out, errs := try(t, c.args...)
		if code != 2 || out != "" || !strings.HasPrefix(errs, "query: ") || !strings.Contains(errs, c.want) {
			t.Errorf("%q: exit %d, %q, %q", c.args, code, out, errs)
		}
	}
}

// No query changes the folder.
func TestTheFolderIsOnlyRead(t *testing.T) {
	dir := finished(t)
	before := contents(t, dir)
	for _, query := range []string{
		"COPY (SELECT 1) TO " + literal(filepath.Join(dir, "runs", "part-000000.parquet")),
		"COPY (SELECT 1) TO " + literal(filepath.Join(dir, "new.csv")),
		"SELECT 1; COPY (SELECT 1) TO " + literal(filepath.Join(dir, "new.csv")) + "; SELECT 2",
		"EXPLAIN ANALYZE COPY (SELECT 1) TO " + literal(filepath.Join(dir, "new.csv")),
		"ATTACH " + literal(filepath.Join(dir, "new.db")),
		"EXPORT DATABASE " + literal(filepath.Join(dir, "export")),
	} {
		if code, _, _ := try(t, dir, query); code != 2 {
			t.Errorf("%s: exit %d", query, code)
		}
	}
	if after := contents(t, dir); after != before {
		t.Errorf("the folder changed:\n%s\nwas\n%s", after, before)
	}
}

func contents(t *testing.T, dir string) string {
	t.Helper()
	var b strings.Builder
	err := filepath.WalkDir(dir, func(path string, d fs.DirEntry, err error) error {
		if err != nil {
			return err
		}
		text, _ := os.ReadFile(path)
		fmt.Fprintf(&b, "%s %d\n", path, len(text))
		return nil
	})
	if err != nil {
		t.Fatal(err)
	}
	return b.String()
}

func TestHelp(t *testing.T) {
	code, out, errs := try(t, "--help")
	if code != 0 || errs != "" || strings.Count(out, "    go run . ") != 3 {
		t.Errorf("exit %d, %q, %q", code, out, errs)
	}
}

type brokenPipe struct{}

func (brokenPipe) Write([]byte) (int, error) { return 0, os.ErrClosed }

func TestAnswerThatCannotBeWritten(t *testing.T) {
	dir := finished(t)
	for _, format := range []string{"--csv=false", "--csv", "--json"} {
		var errs bytes.Buffer
		if code := run(t.Context(), []string{format, dir}, brokenPipe{}, &errs); code != 1 {
			t.Errorf("%s: exit %d, %s", format, code, errs.String())
		}
	}
}

// What has changed since casus wrote it is not queried.
func TestChangedPartsAreNotQueried(t *testing.T) {
	dir := t.TempDir()
	if err := os.WriteFile(filepath.Join(dir, "design.csv"), []byte("b"), 0o666); err != nil {
		t.Fatal(err)
	}
	for what, sum := range map[string]string{
		"changed":    "ca978112ca1bbdcafac231b39a23dc4da786eff8147c4e72b9807785afee48bb", // of "a"
		"as written": "3e23e8160039594a33894f6564e1b1348bbd7a0088d42c4acb73eeaed59c009d",
	} {
		writeManifest(t, dir, `{"format": 3, "files": [{"name": "design.csv", "bytes": 1, "sha256": "`+sum+`"}], "tables": [{"table": "runs"}]}`)
		_, err := layout(dir)
		if refused := err != nil && strings.Contains(err.Error(), "is not what casus wrote"); refused != (what == "changed") {
			t.Errorf("%s: %v", what, err)
		}
	}
}
