package main

import (
	"fmt"
	"image/color"

	"gonum.org/v1/plot"
	"gonum.org/v1/plot/plotter"

	"casus/classic"
	"casus/luck"
	"casus/report"
	"casus/stats"
)

// groups is Model II: two groups side by side, genocide, peacekeepers between them.
type groups struct {
	Runs, Together int
	Cap, CapRuns   int
	Rules          []groupRules
}

type groupRules struct {
	Name      string
	Both      int         // of the runs with L = 0.9: with both groups after so many steps
	Ended     int         // of the runs with L = 0.8: with a group gone
	Blue      stats.Share // of those: won by blue
	Until     stats.Band  // steps until a group is gone
	Densities []density
}

type density struct {
	Share  float64    // of cops
	Until  stats.Band // with runs beyond the cap at the cap
	Capped int
}

// ending is when a group was gone.
type ending struct {
	step  int
	group classic.Group
	gone  bool
}

func endings(p classic.GroupParams, runs, limit int) ([]ending, error) {
	return replicate(runs, func(_ int, lk luck.Replicate) (ending, error) {
		m, err := classic.NewGroups(p, lk)
		if err != nil {
			return ending{}, err
		}
		for step := range limit {
			if g, gone := m.Extinct(); gone {
				return ending{step, g, true}, nil
			}
			m.Step()
		}
		g, gone := m.Extinct()
		return ending{limit, g, gone}, nil
	})
}

func (g *groups) play(files map[string][]byte) error {
	g.Runs, g.Together, g.Cap, g.CapRuns = 100, 1000, 2000, 30
	p := report.Panel("steps until a group is gone, by peacekeepers")
	p.X.Label.Text, p.Y.Label.Text = "peacekeepers, % of sites", fmt.Sprintf("steps, at the most %d", g.Cap)
	p.Y.Scale, p.Y.Tick.Marker = plot.LogScale{}, plot.LogTicks{Prec: -1}
	for _, of := range []struct {
		name   string
		rules  classic.GroupRules
		colour color.Color
	}{{"the paper", classic.Paper(), report.Blue}, {"Epstein's program", classic.Ascape(), report.Vermillion}} {
		row := groupRules{Name: of.name}
		params := classic.StandardGroups()
		params.Rules = of.rules
		peace := params
		peace.Legitimacy = 0.9
		ends, err := endings(peace, g.Runs, g.Together)
		if err != nil {
			return err
		}
		for _, e := range ends {
			if !e.gone {
				row.Both++
			}
		}
		if ends, err = endings(params, g.Runs, g.Cap); err != nil {
			return err
		}
		row.Until = stats.BandOf(steps(ends))
		blue := 0
		for _, e := range ends {
			if e.gone {
				row.Ended++
				if e.group == classic.Green {
					blue++
				}
			}
		}
		row.Blue = stats.ShareOf(blue, row.Ended)
		median, low, high := &curve{name: of.name, colour: of.colour}, &curve{colour: of.colour, dashed: true}, &curve{colour: of.colour, dashed: true}
		for k := range 6 {
			d := density{Share: float64(k) * 0.02}
			params.Cops = d.Share
			if ends, err = endings(params, g.CapRuns, g.Cap); err != nil {
				return err
			}
			d.Until = stats.BandOf(steps(ends))
			for _, e := range ends {
				if !e.gone {
					d.Capped++
				}
			}
			row.Densities = append(row.Densities, d)
			x := 100 * d.Share
			median.points, low.points, high.points = append(median.points, plotter.XY{X: x, Y: d.Until.Median}), append(low.points, plotter.XY{X: x, Y: d.Until.Low}), append(high.points, plotter.XY{X: x, Y: d.Until.High})
		}
		if err := curves(p, []*curve{median, low, high}); err != nil {
			return err
		}
		g.Rules = append(g.Rules, row)
	}
	p.Legend.Left, p.Y.Max = true, 2.5*p.Y.Max
	return picture(files, "peacekeepers", 18, 11, [][]*plot.Plot{{p}})
}

func steps(ends []ending) []float64 {
	xs := make([]float64, len(ends))
	for i, e := range ends {
		xs[i] = float64(e.step)
	}
	return xs
}
