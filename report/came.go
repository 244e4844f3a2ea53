package report

import (
	"fmt"
	"image/color"
	"io"
	"strings"

	"gonum.org/v1/plot"
	"gonum.org/v1/plot/plotter"
	"gonum.org/v1/plot/vg"
	"gonum.org/v1/plot/vg/draw"

	"casus/claims"
	"casus/report/number"
	"casus/report/screen"
	"casus/report/wording"
)

// wordColumns is how wide a word of likelihood may be under the picture, in characters.
const wordColumns = 20

// Words draws as SVG how often sentences came true, by their word of likelihood: the range
// of the word, the share that came true, and its 90 % interval.
func Words(w io.Writer, c *claims.Came) error {
	all, _ := c.Scored()
	p := Panel(beneath(c.Title+": how often sentences came true, by their word", fmt.Sprintf("%s scored; %s", number.Of(all, "sentence"), c.Made)))
	p.Y.Label.Text = "came true, %"
	p.Y.Min, p.Y.Max = 0, 100
	p.Y.Tick.Marker = Every(10, 0, 100)
	p.X.Min, p.X.Max = 0.4, float64(len(c.Words))+0.6
	p.X.Tick.Length, p.X.LineStyle.Width = 0, 0
	p.X.Label.Text = screen.Wrap(wording.WordsCame(c.Words), noteColumns)
	p.X.Label.TextStyle.Font.Size, p.X.Label.Padding = 10, 3*vg.Millimeter
	var labels plot.ConstantTicks
	for i, word := range c.Words {
		x := float64(i + 1)
		labels = append(labels, plot.Tick{Value: x, Label: screen.Wrap(strings.Join(word.Words, ", "), wordColumns) + "\n" + number.Of(word.N, "sentence")})
		low, high := 100*word.Range.Low, 100*word.Range.High
		box, err := plotter.NewPolygon(plotter.XYs{{X: x - 0.3, Y: low}, {X: x + 0.3, Y: low}, {X: x + 0.3, Y: high}, {X: x - 0.3, Y: high}})
		if err != nil {
			return err
		}
		box.Color, box.LineStyle.Width = grey, 0
		line, err := Line(plotter.XYs{{X: x, Y: 100 * word.Came.Low}, {X: x, Y: 100 * word.Came.High}}, Blue)
		if err != nil {
			return err
		}
		dot, err := plotter.NewScatter(plotter.XYs{{X: x, Y: 100 * word.Came.Value}})
		if err != nil {
			return err
		}
		dot.GlyphStyle = draw.GlyphStyle{Color: color.Black, Radius: vg.Points(4), Shape: draw.CircleGlyph{}}
		p.Add(box, line, dot)
		if i == 0 {
			p.Legend.Add("range of the word", box)
			p.Legend.Add("share come true", dot)
			p.Legend.Add("its 90 % interval, with the doubt in what came", line)
		}
	}
	p.X.Tick.Marker = labels
	p.Legend.Left, p.Legend.TextStyle.Font.Size = true, 9
	p.Legend.ThumbnailWidth = 8 * vg.Millimeter
	p.Y.Max = 130 // room for the legend
	return Draw(w, 24*vg.Centimeter, 14*vg.Centimeter, [][]*plot.Plot{{p}})
}
