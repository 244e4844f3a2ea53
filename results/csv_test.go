package results

import (
	"context"
	"encoding/csv"
	"errors"
	"math"
	"os"
	"path/filepath"
	"strconv"
	"strings"
	"testing"
)

func TestExportCSV(t *testing.T) {
	base := t.TempDir()
	out := filepath.Join(base, "out")
	s := create(t, out, aManifest(2))
	for _, r := range []Replicate{
		{0, map[string][]Row{
			Runs:   {{int64(0), "falls", 0.1, true}},
			Daily:  {{int64(0), int64(-3), math.MaxFloat64, math.Copysign(0, -1), 1e21}, {int64(0), nil, nil, nil, 5e-324}},
			Events: {{int64(0), int64(1), "a,b"}, {int64(0), int64(2), "say \"no\""}, {int64(0), int64(3), "two\nlines\r\n"}, {int64(0), int64(4), ""}, {int64(0), int64(5), nil}},
		}},
		{1, map[string][]Row{Runs: {{int64(1), " spaced", nil, false}}}},
	} {
		if err := s.Add(r); err != nil {
			t.Fatal(err)
		}
	}
	finish(t, s)
	r, err := Open(out)
	if err != nil {
		t.Fatal(err)
	}
	dir := filepath.Join(base, "csv")
	if err := r.ExportCSV(context.Background(), dir, false); err != nil {
		t.Fatal(err)
	}
	want := map[string]string{
		Runs:    "replicate,outcome,draw.legitimacy,asked\r\n0,falls,0.1,true\r\n1,\" spaced\",,false\r\n",
		Daily:   "replicate,day,participants,Zeal,alarm\r\n0,-3,1.7976931348623157e+308,-0,1e+21\r\n0,,,,5e-324\r\n",
		Monthly: "replicate,month\r\n",
		Events:  "replicate,hour,what\r\n0,1,\"a,b\"\r\n0,2,\"say \"\"no\"\"\"\r\n0,3,\"two\nlines\r\n\"\r\n0,4,\"\"\r\n0,5,\r\n",
	}
	for table, text := range want {
		if got := read(t, filepath.Join(dir, table+".csv")); got != text {
			t.Errorf("table %s:\n%q, want\n%q", table, got, text)
		}
	}
	few := filepath.Join(base, "few")
	if err := r.ExportCSV(context.Background(), few, false, Daily, Runs); err != nil {
		t.Fatal(err)
	}
	if entries, err := os.ReadDir(few); err != nil || len(entries) != 2 || read(t, filepath.Join(few, "daily.csv")) != want[Daily] {
		t.Errorf("two tables: %v, %v", entries, err)
	}
	if entries, err := os.ReadDir(dir); err != nil || len(entries) != 6 {
		t.Errorf("%v, %v", entries, err)
	}

	err = r.ExportCSV(context.Background(), dir, false)
	if !errors.Is(err, ErrExists) || !IsInput(err) || !strings.Contains(err.Error(), "daily.csv") {
		t.Errorf("exporting twice: %v", err)
	}
	write(t, filepath.Join(dir, "runs.csv"), "old")
	if err := r.ExportCSV(context.Background(), dir, true); err != nil {
		t.Fatal(err)
	}
	if got := read(t, filepath.Join(dir, "runs.csv")); got != want[Runs] {
		t.Errorf("overwritten with %q", got)
	}
	if err := r.ExportCSV(context.Background(), filepath.Join(dir, "runs.csv", "x"), true); err == nil {
		t.Error("exported under a file")
	}
	write(t, partPath(out, Votes, 0), "PAR1")
	if err := r.ExportCSV(context.Background(), dir, true); !errors.Is(err, ErrDamaged) {
		t.Errorf("exporting a damaged table: %v", err)
	}
}

// Another reader of CSV gets the very same numbers.
func TestExportedFloatsReadBack(t *testing.T) {
	out, _ := inPeace(t, 8)
	r, err := Open(out)
	if err != nil {
		t.Fatal(err)
	}
	dir := t.TempDir()
	if err := r.ExportCSV(context.Background(), dir, false); err != nil {
		t.Fatal(err)
	}
	records, err := csv.NewReader(strings.NewReader(read(t, filepath.Join(dir, "daily.csv")))).ReadAll()
	if err != nil {
		t.Fatal(err)
	}
	values, valid, err := r.Floats(Daily, "participants")
	if err != nil || len(values) != len(records)-1 {
		t.Fatalf("%d values for %d records, %v", len(values), len(records), err)
	}
	for i, record := range records[1:] {
		got, err := strconv.ParseFloat(record[2], 64)
		if valid[i] != (err == nil) || valid[i] && got != values[i] {
			t.Fatalf("record %d has %q, want %v (%v)", i, record[2], values[i], valid[i])
		}
	}
}

// An export that is interrupted leaves nothing that is half written.
func TestAnExportThatIsInterrupted(t *testing.T) {
	dir, _ := inPeace(t, crashReplicates)
	r, err := Open(dir)
	if err != nil {
		t.Fatal(err)
	}
	ctx, cancel := context.WithCancel(context.Background())
	cancel()
	to := filepath.Join(t.TempDir(), "csv")
	if err := r.ExportCSV(ctx, to, false); !errors.Is(err, context.Canceled) {
		t.Errorf("exporting gives %v", err)
	}
	left, err := os.ReadDir(to)
	if err != nil || len(left) > 0 {
		t.Errorf("left: %v, %v", left, err)
	}
}
