package results

import (
	"encoding/json"
	"fmt"
	"math"
	"os"
	"path/filepath"
	"testing"

	"github.com/parquet-go/parquet-go"
	"pgregory.net/rapid"
)

// anyValue draws a value of a kind, or nothing.
func anyValue(t *rapid.T, k Kind) any {
	if rapid.IntRange(0, 3).Draw(t, "absent") == 0 {
		return nil
	}
	switch k {
	case Int:
		return rapid.Int64().Draw(t, "int")
	case Text:
		return rapid.String().Draw(t, "text")
	case Bool:
		return rapid.Bool().Draw(t, "bool")
	default:
		special := []float64{0, math.Copysign(0, -1), math.MaxFloat64, math.SmallestNonzeroFloat64}
		return rapid.OneOf(rapid.Float64(), rapid.SampledFrom(special)).Draw(t, "float")
	}
}

func anySchema(t *rapid.T, table string) Schema {
	s := Schema{Table: table, Columns: []Column{{Name: ReplicateColumn, Kind: Int}}}
	names := rapid.SliceOfNDistinct(rapid.StringMatching(`[a-zA-Zа-я._ "]{1,6}`), 0, 8, rapid.ID).Draw(t, "names")
	for _, name := range names {
		kind := Kind(rapid.IntRange(0, 3).Draw(t, "kind"))
		s.Columns = append(s.Columns, Column{Name: name, Kind: kind, Unit: rapid.String().Draw(t, "unit"), Doc: "Some <doc>."})
	}
	return s
}

func bits(v any) any {
	if f, ok := v.(float64); ok {
		return math.Float64bits(f)
	}
	return v
}

func TestWhatIsKeptIsReadBack(t *testing.T) {
	base := t.TempDir()
	run := 0
	rapid.Check(t, func(t *rapid.T) {
		run++
		dir := filepath.Join(base, fmt.Sprint(run))
		defer os.RemoveAll(dir)
		m := aManifest(rapid.IntRange(1, 9).Draw(t, "replicates"))
		m.BatchSize = rapid.IntRange(1, 4).Draw(t, "batch size")
		var schemas []Schema
		for _, table := range allTables {
			schemas = append(schemas, anySchema(t, table))
		}
		want := map[string][]Row{}
		s, err := Create(dir, m, schemas)
		if err != nil {
			t.Fatal(err)
		}
		defer s.Close()
		for i := range m.Replicates {
			rows := map[string][]Row{}
			for _, schema := range schemas {
				n := 1
				if schema.Table != Runs {
					n = rapid.IntRange(0, 5).Draw(t, "rows")
				}
				for range n {
					row := Row{int64(i)}
					for _, c := range schema.Columns[1:] {
						row = append(row, anyValue(t, c.Kind))
					}
					rows[schema.Table] = append(rows[schema.Table], row)
					want[schema.Table] = append(want[schema.Table], row)
				}
			}
			if err := s.Add(Replicate{i, rows}); err != nil {
				t.Fatal(err)
			}
		}
		compare := func() string {
			r, err := Open(dir)
			if err != nil {
				t.Fatal(err)
			}
			for _, schema := range schemas {
				var got []Row
				for row, err := range r.Rows(schema.Table) {
					if err != nil {
						t.Fatal(err)
					}
					got = append(got, row)
				}
				if len(got) != len(want[schema.Table]) {
					t.Fatalf("table %s: %d rows, want %d", schema.Table, len(got), len(want[schema.Table]))
				}
				for i, row := range got {
					for j, v := range row {
						if bits(v) != bits(want[schema.Table][i][j]) {
							t.Fatalf("table %s, row %d, column %d: %v, want %v", schema.Table, i, j, v, want[schema.Table][i][j])
						}
					}
				}
			}
			hash, err := r.Hash()
			if err != nil {
				t.Fatal(err)
			}
			return hash
		}
		before := compare()
		hash, err := s.Finish()
		if err != nil {
			t.Fatal(err)
		}
		if after := compare(); after != hash || before != hash {
			t.Fatalf("hash %s of the rows before Finish, %s from it, %s after", before, hash, after)
		}
	})
}

// Other programs see the columns in the order given, and can learn their units.
func TestOtherProgramsSeeOrderAndUnits(t *testing.T) {
	dir, _ := inPeace(t, 3)
	for _, schema := range someSchemas() {
		f, err := os.Open(partPath(dir, schema.Table, 0))
		if err != nil {
			t.Fatal(err)
		}
		defer f.Close()
		info, err := f.Stat()
		if err != nil {
			t.Fatal(err)
		}
		p, err := parquet.OpenFile(f, info.Size())
		if err != nil {
			t.Fatal(err)
		}
		for i, field := range p.Root().Columns() {
			if field.Name() != schema.Columns[i].Name {
				t.Errorf("table %s, column %d is %s, want %s", schema.Table, i, field.Name(), schema.Columns[i].Name)
			}
			if field.Optional() != (i > 0) {
				t.Errorf("table %s, column %s: optional is %v", schema.Table, field.Name(), field.Optional())
			}
		}
		text, _ := p.Lookup(columnsKey)
		var columns []Column
		if err := json.Unmarshal([]byte(text), &columns); err != nil {
			t.Fatal(err)
		}
		for i, c := range columns {
			if c != schema.Columns[i] {
				t.Errorf("metadata says %+v, want %+v", c, schema.Columns[i])
			}
		}
		if seed, _ := p.Lookup("casus.seed"); seed != "9223372036854775813" {
			t.Errorf("metadata says seed %s", seed)
		}
	}
}

// A table with more rows than a row group takes, and a text column with more
// distinct values than a dictionary takes.
func TestLongTable(t *testing.T) {
	dir := filepath.Join(t.TempDir(), "out")
	const runs, days = 3, 40_000
	m := aManifest(runs)
	m.BatchSize = runs
	s := create(t, dir, m)
	for i := range runs {
		r := Replicate{i, map[string][]Row{Runs: {{int64(i), nil, nil, nil}}}}
		for day := range days {
			r.Rows[Events] = append(r.Rows[Events], Row{int64(i), int64(day), fmt.Sprintf("event %030d", i*days+day)})
		}
		if err := s.Add(r); err != nil {
			t.Fatal(err)
		}
	}
	finish(t, s)
	r, err := Open(dir)
	if err != nil {
		t.Fatal(err)
	}
	if err := verified(r); err != nil {
		t.Error(err)
	}
	schema, err := r.Schema(Events)
	if err != nil {
		t.Fatal(err)
	}
	if err := r.eachPart(schema, func(f *tableFile, _ int) error {
		for i, rows := range []int64{2 * days, days} { // a replicate's rows stay together
			if got := f.RowGroups()[i].NumRows(); got != rows {
				t.Errorf("row group %d has %d rows, want %d", i, got, rows)
			}
		}
		return nil
	}); err != nil {
		t.Fatal(err)
	}
	n := 0
	for row, err := range r.Rows(Events) {
		if err != nil {
			t.Fatal(err)
		}
		if want := fmt.Sprintf("event %030d", n); row[2] != want {
			t.Fatalf("row %d is %v", n, row)
		}
		n++
	}
	if n != runs*days {
		t.Errorf("%d rows", n)
	}
	if values, _, err := r.Floats(Events, "hour"); err != nil || len(values) != runs*days || values[days] != 0 || values[runs*days-1] != days-1 {
		t.Errorf("%d values, %v", len(values), err)
	}
}
