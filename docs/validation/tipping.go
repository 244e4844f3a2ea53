package main

import (
	"image/color"

	"gonum.org/v1/plot"
	"gonum.org/v1/plot/plotter"

	"casus/classic"
	"casus/luck"
	"casus/report"
)

// tipping is the paper's run 5, in which cops leave one by one, and the same done to
// the nation of the reference scenario.
type tipping struct {
	Every, Cops int
	Density     float64 // of cops at the outburst, as a share of the sites, at the median
	Model       withdrawn
	Nation      withdrawal
}

func (t *tipping) play(files map[string][]byte) error {
	if err := t.model(100); err != nil {
		return err
	}
	if err := t.Nation.play(100); err != nil {
		return err
	}
	return t.draw(files)
}

// model plays run 5 some times until no cop is left.
func (t *tipping) model(runs int) error {
	const calm = 50 // steps before the first leaves
	t.Every = 5
	p := classic.Standard(classic.NetLogo())
	p.Legitimacy, p.Cops, p.MaxJail = 0.8, manyCops, lasting
	first, err := classic.New(p, luck.Of(seed, 0))
	if err != nil {
		return err
	}
	t.Cops = first.Counts().Cops // as many in each run
	course := func(lk luck.Replicate, leave bool) (out, cops []float64, outburst int, err error) {
		m, err := classic.New(p, lk)
		if err != nil {
			return nil, nil, none, err
		}
		outburst = none
		for step := range calm + t.Every*t.Cops {
			if leave && step >= calm && step%t.Every == 0 {
				m.RemoveCops(1)
			}
			m.Step()
			if step < calm {
				continue
			}
			c := m.Counts()
			if outburst == none && c.Active > high {
				outburst = len(out)
			}
			out, cops = append(out, float64(c.Active)), append(cops, float64(c.Cops))
		}
		return out, cops, outburst, nil
	}
	sweeps, err := replicate(runs, func(_ int, lk luck.Replicate) (s sweep, err error) {
		if s.out, s.officers, s.at, err = course(lk, true); err != nil {
			return s, err
		}
		s.twin, _, s.stayed, err = course(lk, false)
		return s, err
	})
	if err != nil {
		return err
	}
	t.Model = withdrawnOf("Epstein's model", sweeps)
	t.Density = t.Model.Left.Median * float64(t.Cops) / float64(p.Size*p.Size)
	return nil
}

func (t *tipping) draw(files map[string][]byte) error {
	alike, usual := &t.Nation.Alike, &t.Nation.Daily
	var panels []*plot.Plot
	for _, of := range []struct {
		title string
		*withdrawn
	}{{"Epstein's model", &t.Model}, {"the nation, calls of one size", alike}, {"the nation, calls of the usual sizes", usual}} {
		p, err := coursesOf(of.title, of.sweeps)
		if err != nil {
			return err
		}
		panels = append(panels, p)
	}
	p := report.Panel("share of the runs that have had an outburst")
	p.X.Label.Text, p.Y.Label.Text = gone, "share"
	p.Y.Min, p.Y.Max = 0, 1.3 // the legend is above
	p.Y.Tick.Marker = plot.ConstantTicks{{Value: 0, Label: "0"}, {Value: 0.5, Label: "0.5"}, {Value: 1, Label: "1"}}
	for _, of := range []struct {
		*withdrawn
		colour color.Color
	}{{&t.Model, report.Blue}, {alike, report.Vermillion}, {usual, report.Green}} {
		left := &curve{of.Name, of.reached(func(s *sweep) int { return s.at }), of.colour, false}
		stayed := &curve{"", of.reached(func(s *sweep) int { return s.stayed }), of.colour, true}
		if err := curves(p, []*curve{left, stayed}); err != nil {
			return err
		}
	}
	p.Legend.Left = true
	return picture(files, "tipping", 30, 22, [][]*plot.Plot{{panels[0], panels[1]}, {panels[2], p}})
}

// gone is what officers' leaving is called on an axis.
const gone = "officers withdrawn, %"

// coursesOf draws the first runs in which the outburst is the officers' leaving.
func coursesOf(title string, sweeps []sweep) (*plot.Plot, error) {
	p := report.Panel(title)
	p.X.Label.Text, p.Y.Label.Text = gone, "people"
	names, colours := [2]string{"active", "officers there"}, []color.Color{report.Vermillion, report.Blue, report.Green, report.Purple, report.Orange}
	for k := range sweeps {
		s := &sweeps[k]
		if !s.tips() || len(colours) == 0 {
			continue
		}
		var active, officers plotter.XYs
		for i, x := range s.out {
			active, officers = append(active, plotter.XY{X: 100 * s.gone(i), Y: x}), append(officers, plotter.XY{X: 100 * s.gone(i), Y: s.officers[i]})
		}
		if err := curves(p, []*curve{{names[0], active, colours[0], false}, {names[1], officers, colours[0], true}}); err != nil {
			return nil, err
		}
		names, colours = [2]string{}, colours[1:]
	}
	p.Y.Max *= 1.25 // for the legend
	p.Y.Tick.Marker = report.Every(report.Step(p.Y.Max), 0, p.Y.Max)
	return p, nil
}
