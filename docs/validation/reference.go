package main

import (
	"fmt"

	"gonum.org/v1/gonum/stat/distuv"
	"gonum.org/v1/plot"

	"casus/classic"
	"casus/classic/mesa"
	"casus/luck"
	"casus/report"
	"casus/stats"
)

// reference compares runs under Mesa's rules with Mesa's.
type reference struct {
	Theirs, Ours, Steps int // runs of each, steps of a run
	Settings            []mesa.Setting
	Rows                []comparison
	Differ              int
	Permutations        int
	Unseen              float64 // shift, in standard deviations, that makes the critical distance
}

type comparison struct {
	Setting, Measure string
	Ours, Theirs     stats.Band
	mesa.Distance
}

func (r *reference) play(files map[string][]byte) (err error) {
	r.Ours, r.Steps, r.Permutations = 240, mesa.Steps, 9999
	if r.Settings, err = mesa.Settings(); err != nil {
		return err
	}
	r.Theirs = len(r.Settings[0].Runs)
	var rows [][]*plot.Plot
	for _, s := range r.Settings {
		ours, err := play(s.Params, r.Ours, r.Steps)
		if err != nil {
			return err
		}
		for _, m := range mesa.Measures() {
			a, b := m.Apply(ours), m.Apply(s.Runs)
			d := mesa.Compare(a, b, r.Permutations, luck.Of(seed, len(r.Rows)))
			if !d.Tells() {
				continue
			}
			if d.Differ() {
				r.Differ++
			}
			r.Rows = append(r.Rows, comparison{s.Name, m.Name, stats.BandOf(flat(a)), stats.BandOf(flat(b)), d})
		}
		row, err := overlay(s.Name, ours, s.Runs)
		if err != nil {
			return err
		}
		rows = append(rows, row)
	}
	r.Unseen = 2 * distuv.UnitNormal.Quantile((1+r.Rows[0].Critical)/2) // normal distributions a shift apart differ by 2·Φ(shift/2) − 1
	return picture(files, "mesa", 34, 24, rows)
}

func flat(runs [][]float64) (all []float64) {
	for _, xs := range runs {
		all = append(all, xs...)
	}
	return all
}

// overlay draws our runs over theirs, a panel for each series.
func overlay(name string, ours, theirs []mesa.Series) ([]*plot.Plot, error) {
	var row []*plot.Plot
	for _, part := range []struct {
		name string
		of   func(classic.Counts) int
	}{
		{"active", func(c classic.Counts) int { return c.Active }},
		{"quiet", func(c classic.Counts) int { return c.Quiet }},
		{"jailed", func(c classic.Counts) int { return c.Jailed }},
	} {
		p := report.Panel(fmt.Sprintf("%s: %s", name, part.name))
		p.X.Label.Text, p.Y.Label.Text = "step", "citizens"
		theirLow, theirMedian, theirHigh := bands(theirs, part.of)
		ourLow, ourMedian, ourHigh := bands(ours, part.of)
		area, err := report.Between(theirLow, theirHigh, report.PaleOrange)
		if err != nil {
			return nil, err
		}
		lines := []*curve{{"Mesa, median", theirMedian, report.Vermillion, false}, {"casus, median", ourMedian, report.Blue, false}, {"casus, 90 %", ourLow, report.Blue, true}, {"", ourHigh, report.Blue, true}}
		p.Add(area)
		if err := curves(p, lines); err != nil {
			return nil, err
		}
		p.Legend.Add("Mesa, 90 %", area)
		if len(row) > 0 || name != "e1" {
			p.Legend = plot.NewLegend()
		}
		row = append(row, p)
	}
	return row, nil
}
