package results

import (
	"fmt"
	"path/filepath"
	"testing"
)

// BenchmarkBatch keeps a batch of replicates of 30 days with 300 columns.
func BenchmarkBatch(b *testing.B) {
	schemas := someSchemas()
	for i := range 300 {
		schemas[1].Columns = append(schemas[1].Columns, Column{Name: fmt.Sprint("c", i)})
	}
	m := aManifest(batchSize * 1_000)
	m.BatchSize = batchSize
	for n := 0; b.Loop(); n++ {
		s, err := Create(filepath.Join(b.TempDir(), fmt.Sprint(n)), m, schemas)
		if err != nil {
			b.Fatal(err)
		}
		for i := range batchSize {
			r := Replicate{i, map[string][]Row{Runs: {{int64(i), nil, nil, nil}}}}
			for day := range 30 {
				row := Row{int64(i), int64(day), 1.0, 2.0, 3.0}
				for c := range 300 {
					row = append(row, float64(c*day)/float64(i+7))
				}
				r.Rows[Daily] = append(r.Rows[Daily], row)
			}
			if err := s.Add(r); err != nil {
				b.Fatal(err)
			}
		}
		s.Close()
	}
}
