package classic

import (
	"encoding/csv"
	"math"
	"os"
	"slices"
	"strconv"
	"testing"

	"gonum.org/v1/gonum/stat"

	"casus/luck"
)

// TestMesa compares 48 runs of 200 steps under Mesa's rules with 48 of Mesa
// 3.3.1's example epstein_civil_violence (testdata/mesa.csv, by setting and run: the largest
// number of active citizens, the steps with more than 50, the mean numbers of
// active and of jailed), by the two-sample test of Kolmogorov and Smirnov at 1 %.
func TestMesa(t *testing.T) {
	f, err := os.Open("testdata/mesa.csv")
	if err != nil {
		t.Fatal(err)
	}
	defer f.Close()
	rows, err := csv.NewReader(f).ReadAll()
	if err != nil {
		t.Fatal(err)
	}
	measures := rows[0][2:]
	theirs := map[string][][]float64{}
	for _, row := range rows[1:] {
		set := theirs[row[0]]
		if set == nil {
			set = make([][]float64, len(measures))
			theirs[row[0]] = set
		}
		for i, text := range row[2:] {
			x, err := strconv.ParseFloat(text, 64)
			if err != nil {
				t.Fatal(err)
			}
			set[i] = append(set[i], x)
		}
	}
	const runs, steps = 48, 200
	// Critical distance at 1 % for two samples of 48.
	critical := math.Sqrt(-math.Log(0.005)/2) * math.Sqrt(2./runs)
	for name, change := range map[string]func(*Params){
		"e1": func(*Params) {},
		"e2": func(p *Params) { p.Cops, p.Legitimacy, p.MaxJail = 0.074, 0.80, 1000 },
		"e3": func(p *Params) { p.Cops, p.Vision, p.CopVision, p.Legitimacy, p.MaxJail = 0.03, 4, 4, 0.75, 15 },
	} {
		p := Standard(Mesa())
		change(&p)
		ours := make([][]float64, len(measures))
		for run := range runs {
			m, err := New(p, luck.Of(1, run))
			if err != nil {
				t.Fatal(err)
			}
			var peak, above, active, jailed float64
			for range steps {
				m.Step()
				c := m.Counts()
				peak = max(peak, float64(c.Active))
				active += float64(c.Active) / steps
				jailed += float64(c.Jailed) / steps
				if c.Active > 50 {
					above++
				}
			}
			for i, x := range []float64{peak, above, active, jailed} {
				ours[i] = append(ours[i], x)
			}
		}
		for i, measure := range measures {
			a, b := ours[i], theirs[name][i]
			slices.Sort(a)
			slices.Sort(b)
			d := stat.KolmogorovSmirnov(a, nil, b, nil)
			t.Logf("%s %s: distance %.3f, critical %.3f; medians %.1f, Mesa %.1f", name, measure, d, critical, a[runs/2], b[runs/2])
			if d > critical {
				t.Errorf("%s: %s differs from Mesa's: distance %.3f, critical %.3f", name, measure, d, critical)
			}
		}
	}
}
