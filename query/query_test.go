package main

import (
	"bytes"
	"encoding/csv"
	"encoding/json"
	"fmt"
	"io/fs"
	"os"
	"path/filepath"
	"strings"
	"testing"
	"time"

	"casus/results"
)

// TestMain keeps what is remembered out of the user's own cache.
func TestMain(m *testing.M) {
	dir, err := os.MkdirTemp("", "casus-query-test")
	if err != nil {
		panic(err)
	}
	os.Setenv("XDG_CACHE_HOME", dir)
	code := m.Run()
	os.RemoveAll(dir)
	os.Exit(code)
}

func schemas() []results.Schema {
	table := func(name string, columns ...results.Column) results.Schema {
		return results.Schema{Table: name, Columns: append([]results.Column{{Name: results.ReplicateColumn, Kind: results.Int}}, columns...)}
	}
	text := func(name string) results.Column { return results.Column{Name: name, Kind: results.Text} }
	return []results.Schema{
		table("runs", text("outcome"), results.Column{Name: "requested", Kind: results.Bool}, results.Column{Name: "draw.fear"}),
		table("daily", results.Column{Name: "day", Kind: results.Int}, results.Column{Name: "participants"}),
		table("monthly", results.Column{Name: "month", Kind: results.Int}),
		table("events", text("what")),
		table("decisions", text("office")),
		table("votes", text("member"), results.Column{Name: "yes", Kind: results.Bool}),
	}
}

// aCrisis is a small one, as replicate i.
func aCrisis(i int) results.Replicate {
	r := int64(i)
	return results.Replicate{Index: i, Rows: map[string][]results.Row{
		"runs":      {{r, []string{"falls", "holds"}[i%2], i%2 == 0, 0.1 * float64(i)}},
		"daily":     {{r, int64(1), 10.0}, {r, int64(2), 20.0}, {r, int64(3), nil}},
		"monthly":   {{r, int64(1)}},
		"events":    {{r, "a, \"b\"\nc"}},
		"decisions": {{r, "president"}},
		"votes":     {{r, "KGZ", true}, {r, "ARM", true}},
	}}
}

// play begins a run in batches of two, and keeps its first replicates.
func play(t *testing.T, dir string, replicates, kept int, tables []results.Schema) {
	t.Helper()
	s, err := results.Create(dir, results.Manifest{
		Casus: "0.1.0", Engine: 1, Scenario: "small-state", ScenarioHash: "c0ffee", Seed: 1, Scale: 100, Mode: "free",
		Replicates: replicates, BatchSize: 2,
	}, tables)
	for i := range kept {
		if err == nil {
			r := aCrisis(i)
			if len(tables) == 1 {
				r.Rows = map[string][]results.Row{"runs": r.Rows["runs"]}
			}
			err = s.Add(r)
		}
	}
	if err == nil && kept == replicates {
		_, err = s.Finish()
	}
	if err == nil {
		err = s.Close()
	}
	if err != nil {
		t.Fatal(err)
	}
}

func write(t *testing.T, name, text string) {
	t.Helper()
	if err := os.MkdirAll(filepath.Dir(name), 0o777); err != nil {
		t.Fatal(err)
	}
	if err := os.WriteFile(name, []byte(text), 0o666); err != nil {
		t.Fatal(err)
	}
}

func read(t *testing.T, name string) string {
	t.Helper()
	text, err := os.ReadFile(name)
	if err != nil {
		t.Fatal(err)
	}
	return string(text)
}

// finished and interrupted make the same four replicates. The names try the quoting
// of paths.
func finished(t *testing.T) string {
	dir := filepath.Join(t.TempDir(), "it's [a] *run?")
	play(t, dir, 4, 4, schemas())
	return dir
}

func interrupted(t *testing.T) string {
	dir := filepath.Join(t.TempDir(), "out")
	play(t, dir, 16, 4, schemas())
	// A batch that the manifest does not name is half made.
	write(t, filepath.Join(dir, "daily", "part-000003.parquet"), read(t, filepath.Join(dir, "daily", "part-000000.parquet")))
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
	if err := os.Mkdir(at("empty"), 0o777); err != nil {
		t.Fatal(err)
	}
	write(t, at("garbage/manifest.json"), "{")
	play(t, at("nothing kept"), 4, 0, schemas())
	write(t, at("old/manifest.json"), `{"format": 1}`)
	write(t, at("no hashes/manifest.json"), `{"format": 2}`)
	write(t, at("large/manifest.json"), "")
	if err := os.Truncate(at("large/manifest.json"), 3<<30); err != nil {
		t.Fatal(err)
	}
	incomplete := finished(t)
	if err := os.Remove(filepath.Join(incomplete, "votes", "part-000000.parquet")); err != nil {
		t.Fatal(err)
	}
	few := filepath.Join(t.TempDir(), "few")
	play(t, few, 4, 4, schemas()[:1])
	damaged := finished(t)
	write(t, filepath.Join(damaged, "votes", "part-000000.parquet"), "PAR1 but short")
	stray := finished(t)
	write(t, filepath.Join(stray, "votes", "part-000007.parquet"), read(t, filepath.Join(stray, "votes", "part-000000.parquet")))
	for _, c := range []struct {
		args []string
		want string
	}{
		{nil, "want a folder or a URL, and a query"},
		{[]string{dir, "SELECT 1", "SELECT 2"}, "want a folder or a URL, and a query"},
		{[]string{"--xml", dir}, "xml"},
		{[]string{"--csv", "--json", dir}, "exclude each other"},
		{[]string{at("absent"), "SELECT 1"}, "there is no such folder"},
		{[]string{at("empty"), "SELECT 1"}, "it has no manifest.json"},
		{[]string{base, "SELECT 1", "--world", "absent"}, "there is no such folder"},
		{[]string{base, "SELECT 1"}, "its folders have runs: name one of them, such as"},
		{[]string{at("garbage"), "SELECT 1"}, "damaged"},
		{[]string{at("nothing kept"), "SELECT 1"}, "kept nothing yet"},
		{[]string{at("old"), "SELECT 1"}, "kept by an older casus"},
		{[]string{at("no hashes"), "SELECT 1"}, "no hashes of its files"},
		{[]string{at("large"), "SELECT 1"}, "manifest.json: the file is too large: 3072.0 MiB"},
		{[]string{stray, "SELECT 1"}, "votes/part-000007.parquet: damaged file: it is not a part of this run"},
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

// A bit that flips in a table is found before a query sees it.
func TestFlippedBits(t *testing.T) {
	dir := finished(t)
	const query = "SELECT sum(participants) AS total FROM daily"
	if code, _, errs := try(t, dir, query); code != 0 {
		t.Fatal(errs)
	}
	for _, part := range []string{"daily/part-000000.parquet", "runs/part-000001.parquet"} {
		path := filepath.Join(dir, part)
		good := read(t, path)
		for i := 0; i < len(good); i += len(good) / 30 {
			bad := []byte(good)
			bad[i] ^= 1 << (i % 8)
			write(t, path, string(bad))
			code, out, errs := try(t, dir, query)
			if code != 2 || out != "" || !strings.Contains(errs, part+": damaged file: its bytes are not those that casus wrote") {
				t.Errorf("byte %d: exit %d, %q, %q", i, code, out, errs)
			}
		}
		write(t, path, good)
	}
}

// What was found whole is not read again while its size and time stay, unless the
// manifest says otherwise of it now.
func TestWhatWasFoundWholeIsRemembered(t *testing.T) {
	dir := finished(t)
	path := filepath.Join(dir, "daily", "part-000000.parquet")
	good := read(t, path)
	bad := []byte(good)
	bad[16] ^= 1 // in the data, which DuckDB does not read for this query
	at := func(age time.Duration) {
		t.Helper()
		then := time.Now().Add(-age).Truncate(time.Second)
		if err := os.Chtimes(path, then, then); err != nil {
			t.Fatal(err)
		}
	}
	const listed = "SELECT 1 AS one"
	for _, c := range []struct {
		what string
		text string
		age  time.Duration
		code int
	}{
		{"just written: not remembered", good, 0, 0},
		{"altered at once", string(bad), 0, 2},
		{"mended", good, time.Hour, 0},
		{"altered, its time set back: remembered", string(bad), time.Hour, 0},
		{"its time is another", string(bad), 2 * time.Hour, 2},
		{"longer", good + "\n", time.Hour, 2},
	} {
		write(t, path, c.text)
		at(c.age)
		if code, _, errs := try(t, dir, listed); code != c.code {
			t.Errorf("%s: exit %d, %s", c.what, code, errs)
		}
	}
	// Without a place to remember in, all is read each time.
	t.Setenv("XDG_CACHE_HOME", path)
	write(t, path, good)
	if code, _, errs := try(t, dir, listed); code != 0 {
		t.Error(errs)
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
