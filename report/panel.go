package report

import (
	"image/color"
	"io"
	"slices"
	"strconv"

	"gonum.org/v1/plot"
	"gonum.org/v1/plot/plotter"
	"gonum.org/v1/plot/text"
	"gonum.org/v1/plot/vg"
	"gonum.org/v1/plot/vg/draw"
	"gonum.org/v1/plot/vg/vgsvg"

	"casus/report/number"
	"casus/report/screen"
)

// Colours that differ for the colour-blind too (Okabe and Ito 2008).
var (
	Blue       = color.RGBA{0, 114, 178, 255}
	Vermillion = color.RGBA{213, 94, 0, 255}
	Green      = color.RGBA{0, 158, 115, 255}
	Purple     = color.RGBA{204, 121, 167, 255}
	PaleOrange = color.RGBA{247, 215, 194, 255}
	Orange     = color.RGBA{236, 165, 120, 255}
)

// Panel is an empty plot with a title.
func Panel(title string) *plot.Plot {
	p := plot.New()
	p.Title.Text = title
	p.Title.Padding, p.Legend.Padding = 3*vg.Millimeter, vg.Millimeter
	p.Legend.Top = true
	for _, style := range []*text.Style{&p.Title.TextStyle, &p.X.Label.TextStyle, &p.Y.Label.TextStyle, &p.X.Tick.Label, &p.Y.Tick.Label, &p.Legend.TextStyle} {
		style.Font.Variant = "Sans"
	}
	return p
}

// titleColumns is how wide the title of a panel may be, in characters.
const titleColumns = 54

// beneath puts under a title which runs it is about.
func beneath(title, ran string) string { return title + "\n" + screen.Wrap(ran, titleColumns) }

// Draw writes panels, row by row, as one SVG. Rows have as many panels each.
func Draw(w io.Writer, width, height vg.Length, panels [][]*plot.Plot) error {
	canvas := vgsvg.New(width, height)
	dc := draw.New(canvas)
	dc.SetColor(color.White)
	dc.Fill(dc.Rectangle.Path())
	tiles := draw.Tiles{Rows: len(panels), Cols: len(panels[0]), PadX: vg.Centimeter, PadY: 6 * vg.Millimeter, PadTop: 3 * vg.Millimeter, PadBottom: 3 * vg.Millimeter, PadLeft: 3 * vg.Millimeter, PadRight: 3 * vg.Millimeter}
	for i, row := range plot.Align(panels, tiles, dc) {
		for k, c := range row {
			panels[i][k].Draw(c)
		}
	}
	_, err := canvas.WriteTo(w)
	return err
}

// Line joins points.
func Line(points plotter.XYs, c color.Color) (*plotter.Line, error) {
	line, err := plotter.NewLine(points)
	if err != nil {
		return nil, err
	}
	line.Color, line.Width = c, vg.Points(2)
	return line, nil
}

// Between fills what lies between two lines.
func Between(low, high plotter.XYs, c color.Color) (*plotter.Polygon, error) {
	back := slices.Clone(low)
	slices.Reverse(back)
	area, err := plotter.NewPolygon(slices.Concat(high, back))
	if err != nil {
		return nil, err
	}
	area.Color, area.LineStyle.Width = c, 0
	return area, nil
}

// addRecord draws values of a record: full dots, and rings for those of low
// confidence.
func addRecord(p *plot.Plot, sure, unsure plotter.XYs, legend bool) error {
	for _, record := range []struct {
		name  string
		days  plotter.XYs
		shape draw.GlyphDrawer
	}{{"record", sure, draw.CircleGlyph{}}, {"record, low confidence", unsure, draw.RingGlyph{}}} {
		if len(record.days) == 0 {
			continue
		}
		dots, err := plotter.NewScatter(record.days)
		if err != nil {
			return err
		}
		dots.GlyphStyle = draw.GlyphStyle{Color: color.Black, Radius: vg.Points(3), Shape: record.shape}
		p.Add(dots)
		if legend {
			p.Legend.Add(record.name, dots)
		}
	}
	return nil
}

// Step gives the round number that needs at most six ticks up to high.
func Step(high float64) int { return number.Round(high / 6) }

// Every gives whole numbers every so many, for an axis.
func Every(step int, low, high float64) plot.ConstantTicks {
	var ticks plot.ConstantTicks
	for x := int(low); x <= int(high); x += step {
		ticks = append(ticks, plot.Tick{Value: float64(x), Label: strconv.Itoa(x)})
	}
	return ticks
}
