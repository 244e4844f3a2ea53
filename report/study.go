package report

import (
	"fmt"
	"io"

	"gonum.org/v1/plot"
	"gonum.org/v1/plot/plotter"
	"gonum.org/v1/plot/vg"
	"gonum.org/v1/plot/vg/draw"

	"casus/report/wording"
	"casus/score/eventstudy"
)

// studied are the kinds that are drawn, a row each.
var studied = []eventstudy.Kind{eventstudy.For, eventstudy.ForAlly, eventstudy.Against, eventstudy.Refusal, eventstudy.Repression}

// titles of rows, short.
var titles = map[eventstudy.Kind]string{
	eventstudy.For: "Troops for a government", eventstudy.ForAlly: "Troops for an ally", eventstudy.Against: "Against a government",
	eventstudy.Refusal: "Refusal", eventstudy.Repression: "Wave with killings",
}

// Study draws the coefficients by year from the event as SVG: a row for each kind of
// event, a panel for each outcome, by closeness. What could not be estimated stays empty.
func Study(w io.Writer, s *eventstudy.Study) error {
	var rows [][]*plot.Plot
	most := 0.0
	for _, e := range s.Effects {
		for _, p := range e.Path {
			if e.Measure == eventstudy.Closeness {
				most = max(most, 100*p.High, -100*p.Low)
			}
		}
	}
	for _, kind := range studied {
		var row []*plot.Plot
		for _, outcome := range eventstudy.Outcomes() {
			p, err := coefficients(s, kind, outcome, most)
			if err != nil {
				return err
			}
			row = append(row, p)
		}
		rows = append(rows, row)
	}
	return Draw(w, 40*vg.Centimeter, vg.Length(len(rows))*7*vg.Centimeter, rows)
}

func coefficients(s *eventstudy.Study, kind eventstudy.Kind, outcome eventstudy.Outcome, most float64) (*plot.Plot, error) {
	p := Panel(fmt.Sprintf("%s:\n%s", titles[kind], wording.StudyOutcome(kind, outcome)))
	p.X.Min, p.X.Max = -eventstudy.Window-0.5, eventstudy.Window+0.5
	p.Y.Min, p.Y.Max = -most, most
	p.X.Tick.Marker = Every(1, -eventstudy.Window, eventstudy.Window)
	var effect *eventstudy.Effect
	for i := range s.Effects {
		if e := &s.Effects[i]; e.Kind == kind && e.Outcome == outcome && e.Measure == eventstudy.Closeness {
			effect = e
		}
	}
	if effect == nil {
		p.Title.Text = titles[kind] + ":\nnot estimated"
		return p, nil
	}
	p.X.Label.Text, p.Y.Label.Text = "years from the event", "points of agreement"
	p.Add(plotter.NewGrid())
	zero, err := Line(plotter.XYs{{X: p.X.Min, Y: 0}, {X: p.X.Max, Y: 0}}, Blue)
	if err != nil {
		return nil, err
	}
	zero.Width = vg.Points(1)
	p.Add(zero)
	var dots plotter.XYs
	for _, x := range effect.Path {
		bar, err := Line(plotter.XYs{{X: float64(x.Year), Y: 100 * x.Low}, {X: float64(x.Year), Y: 100 * x.High}}, Vermillion)
		if err != nil {
			return nil, err
		}
		p.Add(bar)
		dots = append(dots, plotter.XY{X: float64(x.Year), Y: 100 * x.Mean})
	}
	scatter, err := plotter.NewScatter(dots)
	if err != nil {
		return nil, err
	}
	scatter.GlyphStyle = draw.GlyphStyle{Color: Vermillion, Radius: vg.Points(3), Shape: draw.CircleGlyph{}}
	p.Add(scatter)
	return p, nil
}
