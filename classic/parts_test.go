package classic

import (
	"math"
	"slices"
	"testing"

	"gonum.org/v1/gonum/stat"

	"casus/luck"
)

// Workers share tiles and change nothing.
func TestWorkersDoNotMatter(t *testing.T) {
	for name, rules := range map[string]Rules{"NetLogo": NetLogo(), "Mesa": Mesa()} {
		p := Standard(rules)
		p.Size, p.Tile = 215, leastTile(p.Vision)
		var models []*Model
		for workers := range 4 {
			m, err := New(p, luck.Of(3, 0))
			if err != nil {
				t.Fatal(err)
			}
			m.Workers(workers)
			models = append(models, m)
		}
		for step := range 60 {
			for k, m := range models {
				if step == 30 {
					m.RemoveCops(m.Counts().Cops / 2)
				}
				m.Step()
				if m.Counts() != models[0].Counts() || !slices.Equal(m.agents, models[0].agents) {
					t.Fatalf("%s, step %d: %d workers: %+v, one: %+v", name, step, k, m.Counts(), models[0].Counts())
				}
			}
		}
	}
}

// Tile by tile or all in one random order, the same happens on average: in 24 runs
// each a difference of 2 % would be seen.
func TestOrderDoesNotMatter(t *testing.T) {
	const runs, steps = 24, 100
	p := Standard(NetLogo())
	p.Size, p.Vision, p.CopVision, p.Legitimacy = 144, 3, 3, 0.8
	measure := func(tile, seed int) (means, variances [3]float64) { // of active, jailed, the peak
		p := p
		p.Tile = tile
		var x [3][]float64
		for run := range runs {
			m, err := New(p, luck.Of(uint64(seed), run))
			if err != nil {
				t.Fatal(err)
			}
			m.Workers(2)
			var active, inJail, peak float64
			for range steps {
				m.Step()
				c := m.Counts()
				active += float64(c.Active) / steps
				inJail += float64(c.Jailed) / steps
				peak = max(peak, float64(c.Active))
			}
			for i, v := range []float64{active, inJail, peak} {
				x[i] = append(x[i], v)
			}
		}
		for i := range x {
			means[i], variances[i] = stat.MeanVariance(x[i], nil)
		}
		return means, variances
	}
	one, v1 := measure(0, 1)
	tiles, v2 := measure(leastTile(3), 2)
	for i, what := range []string{"active", "jailed", "peak"} {
		se := math.Sqrt((v1[i] + v2[i]) / runs)
		t.Logf("%s: %.1f in one order, %.1f by tiles, standard error of the difference %.1f", what, one[i], tiles[i], se)
		if math.Abs(one[i]-tiles[i]) > 3.5*se {
			t.Errorf("%s differs: %.1f in one order, %.1f by tiles, standard error %.1f", what, one[i], tiles[i], se)
		}
	}
}
