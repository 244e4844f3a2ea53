package portable

import (
	"encoding/csv"
	"math"
	"os"
	"strconv"
	"testing"
)

// TestVectors checks the published results, bit for bit. It is what runs on
// other processors and with other settings of the compiler.
func TestVectors(t *testing.T) {
	f, err := os.Open("testdata/vectors.csv")
	if err != nil {
		t.Fatal(err)
	}
	defer f.Close()
	rows, err := csv.NewReader(f).ReadAll()
	if err != nil {
		t.Fatal(err)
	}
	named := map[string]func(x []float64) float64{
		"Pow":            func(x []float64) float64 { return Pow(x[0], x[1]) },
		"NormalQuantile": func(x []float64) float64 { return NormalQuantile(x[0]) },
		"NormalCDF":      func(x []float64) float64 { return NormalCDF(x[0]) },
		"BetaQuantile":   func(x []float64) float64 { return BetaQuantile(x[0], x[1], x[2]) },
	}
	for _, f := range functions {
		named[f.name] = func(x []float64) float64 { return f.portable(x[0]) }
	}
	seen := map[string]int{}
	for _, row := range rows[1:] {
		var x []float64
		for _, s := range row[1:] {
			if s == "" {
				continue
			}
			b, err := strconv.ParseUint(s, 16, 64)
			if err != nil {
				t.Fatal(err)
			}
			x = append(x, math.Float64frombits(b))
		}
		x, want := x[:len(x)-1], x[len(x)-1]
		got := named[row[0]](x)
		if math.Float64bits(got) != math.Float64bits(want) && !(math.IsNaN(got) && math.IsNaN(want)) {
			t.Errorf("%s%v = %x, want %x", row[0], x, got, want)
		}
		seen[row[0]]++
	}
	for name := range named {
		if seen[name] < 50 {
			t.Errorf("%d vectors for %s", seen[name], name)
		}
	}
}
