package report

import (
	"fmt"
	"image/color"
	"io"
	"slices"

	"gonum.org/v1/plot"
	"gonum.org/v1/plot/plotter"
	"gonum.org/v1/plot/vg"
	"gonum.org/v1/plot/vg/draw"

	"casus/report/wording"
	"casus/score/protests"
	"casus/stats"
)

// Protests draws simulated protests beside real ones as SVG: a row for each
// set of real ones, with sizes, violence and length, and the state's answers. What
// cannot be compared stays empty.
func Protests(w io.Writer, x *protests.Street) error {
	var rows [][]*plot.Plot
	for _, part := range x.Parts {
		for _, r := range part.References {
			var row []*plot.Plot
			for _, panel := range []struct {
				title string
				list  []protests.Beside
			}{
				{beneath(fmt.Sprintf("%s, beside %s: sizes", part.Name, r.Name), wording.Ran(x.Scenario, x.Replicates, x.Asked)), r.Sizes},
				{"violence and length", append(slices.Clone(r.Violent), r.OneDay)},
				{"the state's answers", r.Responses},
			} {
				p, err := pairs(panel.title, panel.list)
				if err != nil {
					return err
				}
				row = append(row, p)
			}
			rows = append(rows, row)
		}
	}
	return Draw(w, 36*vg.Centimeter, vg.Length(len(rows))*8*vg.Centimeter, rows)
}

// pairs draws a line for each frequency: the model above, the data below, with
// intervals.
func pairs(title string, list []protests.Beside) (*plot.Plot, error) {
	p := Panel(title)
	p.X.Label.Text = "%"
	p.X.Min, p.X.Max = 0, 100
	p.X.Tick.Marker = Every(20, 0, 100)
	p.Add(plotter.NewGrid())
	var labels plot.ConstantTicks
	for i, b := range list {
		y := float64(len(list) - i)
		labels = append(labels, plot.Tick{Value: y, Label: b.What})
		for _, side := range []struct {
			name  string
			e     stats.Estimate
			up    float64
			c     color.Color
			shape draw.GlyphDrawer
		}{{"model", b.Simulated, 0.13, Vermillion, draw.CircleGlyph{}}, {"data", b.Observed, -0.13, color.Black, draw.SquareGlyph{}}} {
			line, err := Line(plotter.XYs{{X: 100 * side.e.Low, Y: y + side.up}, {X: 100 * side.e.High, Y: y + side.up}}, side.c)
			if err != nil {
				return nil, err
			}
			dot, err := plotter.NewScatter(plotter.XYs{{X: 100 * side.e.Value, Y: y + side.up}})
			if err != nil {
				return nil, err
			}
			dot.GlyphStyle = draw.GlyphStyle{Color: side.c, Radius: vg.Points(3.5), Shape: side.shape}
			p.Add(line, dot)
			if i == 0 {
				p.Legend.Add(side.name, dot)
			}
		}
	}
	p.Y.Min, p.Y.Max = 0.5, float64(len(list))+2 // room for the legend
	p.Y.Tick.Length, p.Y.LineStyle.Width = 0, 0
	p.Y.Tick.Marker = labels
	return p, nil
}
