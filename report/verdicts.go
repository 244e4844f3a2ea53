package report

import (
	"fmt"
	"image/color"
	"io"

	"gonum.org/v1/plot"
	"gonum.org/v1/plot/plotter"
	"gonum.org/v1/plot/vg"
	"gonum.org/v1/plot/vg/draw"

	"casus/claims"
)

// verdictColours by verdict; all others are black.
var verdictColours = map[claims.Verdict]color.Color{
	claims.Consistent: Green, claims.Stronger: Blue, claims.Weaker: Vermillion, claims.Contradicted: Vermillion,
}

// grey of the ranges of words.
var grey = color.RGBA{220, 220, 220, 255}

// Verdicts draws an argument as SVG: a line for each claim with a word of
// likelihood, with the range of the word and, on it, how often the claim holds
// and the 90 % interval. Claims about a mean have no place on this scale.
func Verdicts(w io.Writer, r *claims.Report) error {
	p := Panel(fmt.Sprintf("%s: how often each claim holds, on the range of its word", r.Title))
	p.X.Label.Text = "of the replicates that can be judged, %"
	p.X.Min, p.X.Max = 0, 100
	p.X.Tick.Marker = Every(10, 0, 100)
	p.Legend.Top, p.Legend.Left = false, false
	p.Y.Tick.Label.Font.Size = 9
	var rows []claims.Result
	for _, x := range r.Results {
		if x.Means != nil && x.Judged > 0 {
			rows = append(rows, x)
		}
	}
	var labels plot.ConstantTicks
	shown := map[claims.Verdict]bool{}
	for i, x := range rows {
		y := float64(len(rows) - i)
		labels = append(labels, plot.Tick{Value: y, Label: x.Statement + "  " + x.ID})
		box, err := plotter.NewPolygon(plotter.XYs{
			{X: 100 * x.Means.Low, Y: y - 0.4}, {X: 100 * x.Means.High, Y: y - 0.4}, {X: 100 * x.Means.High, Y: y + 0.4}, {X: 100 * x.Means.Low, Y: y + 0.4},
		})
		if err != nil {
			return err
		}
		box.Color, box.LineStyle.Width = grey, 0
		c, ok := verdictColours[x.Verdict]
		if !ok {
			c = color.Black
		}
		line, err := Line(plotter.XYs{{X: 100 * x.Holds.Low, Y: y}, {X: 100 * x.Holds.High, Y: y}}, c)
		if err != nil {
			return err
		}
		dot, err := plotter.NewScatter(plotter.XYs{{X: 100 * x.Holds.P, Y: y}})
		if err != nil {
			return err
		}
		var shape draw.GlyphDrawer = draw.CircleGlyph{}
		if x.Verdict == claims.Contradicted {
			shape = draw.CrossGlyph{}
		}
		dot.GlyphStyle = draw.GlyphStyle{Color: c, Radius: vg.Points(3.5), Shape: shape}
		p.Add(box, line, dot)
		if !shown[x.Verdict] {
			shown[x.Verdict] = true
			p.Legend.Add(string(x.Verdict), dot)
		}
	}
	p.Y.Min, p.Y.Max = -float64(len(shown)), float64(len(rows)+1) // room for the legend below
	p.Y.Tick.Marker = labels
	return Draw(w, 22*vg.Centimeter, vg.Length(len(rows)+len(shown)+5)*0.5*vg.Centimeter, [][]*plot.Plot{{p}})
}
