// Package report draws what an ensemble says.
package report

import (
	"fmt"
	"image/color"
	"io"
	"strconv"
	"time"

	"gonum.org/v1/plot"
	"gonum.org/v1/plot/plotter"
	"gonum.org/v1/plot/text"
	"gonum.org/v1/plot/vg"
	"gonum.org/v1/plot/vg/draw"
	"gonum.org/v1/plot/vg/vgsvg"

	"casus/ensemble"
)

// Colours that differ for the colour-blind too (Okabe and Ito 2008).
var (
	blue       = color.RGBA{0, 114, 178, 255}
	vermillion = color.RGBA{213, 94, 0, 255}
	paleOrange = color.RGBA{247, 215, 194, 255}
)

// Picture draws a summary as SVG: how far protest spread, with the runs that
// fizzle and those that engulf the nation, and day by day the participants in
// the latter beside the record.
func Picture(w io.Writer, sum *ensemble.Summary) error {
	humps, err := humps(sum)
	if err != nil {
		return err
	}
	days, err := participants(sum)
	if err != nil {
		return err
	}
	const width, height = 26 * vg.Centimeter, 10 * vg.Centimeter
	canvas := vgsvg.New(width, height)
	dc := draw.New(canvas)
	dc.SetColor(color.White)
	dc.Fill(dc.Rectangle.Path())
	tiles := draw.Tiles{Rows: 1, Cols: 2, PadX: vg.Centimeter, PadTop: 3 * vg.Millimeter, PadBottom: 3 * vg.Millimeter, PadLeft: 3 * vg.Millimeter, PadRight: 3 * vg.Millimeter}
	for i, c := range plot.Align([][]*plot.Plot{{humps, days}}, tiles, dc)[0] {
		[]*plot.Plot{humps, days}[i].Draw(c)
	}
	_, err = canvas.WriteTo(w)
	return err
}

// panel is an empty plot with a title.
func panel(title string) *plot.Plot {
	p := plot.New()
	p.Title.Text = title
	p.Title.Padding, p.Legend.Padding = 3*vg.Millimeter, vg.Millimeter
	p.Legend.Top = true
	for _, style := range []*text.Style{&p.Title.TextStyle, &p.X.Label.TextStyle, &p.Y.Label.TextStyle, &p.X.Tick.Label, &p.Y.Tick.Label, &p.Legend.TextStyle} {
		style.Font.Variant = "Sans"
	}
	return p
}

// step is the smallest of 1, 2, 5, 10, 20 … that needs at most six ticks up to high.
func step(high float64) int {
	for tens := 1; ; tens *= 10 {
		for _, k := range []int{1, 2, 5} {
			if high/float64(k*tens) <= 6 {
				return k * tens
			}
		}
	}
}

// every gives whole numbers every so many, for an axis.
func every(step int, low, high float64) plot.ConstantTicks {
	var ticks plot.ConstantTicks
	for x := int(low); x <= int(high); x += step {
		ticks = append(ticks, plot.Tick{Value: float64(x), Label: strconv.Itoa(x)})
	}
	return ticks
}

func humps(sum *ensemble.Summary) (*plot.Plot, error) {
	p := panel(fmt.Sprintf("%d runs: how far protest spread", sum.Done-sum.Failed))
	p.X.Label.Text = "most regions with protest on one day"
	p.Y.Label.Text = "runs"
	p.Legend.Left, p.Legend.XOffs = true, 2*vg.Millimeter
	var below *plotter.BarChart
	for _, part := range []struct {
		name   string
		counts []int
		colour color.Color
	}{{"fizzle", sum.Humps.Fizzled, blue}, {"engulf the nation", sum.Humps.Engulfed, vermillion}} {
		v := make(plotter.Values, len(part.counts))
		for i, n := range part.counts {
			v[i] = float64(n)
		}
		bars, err := plotter.NewBarChart(v, 0.45*vg.Centimeter)
		if err != nil {
			return nil, err
		}
		bars.Color, bars.LineStyle.Width = part.colour, 0
		if below != nil {
			bars.StackOn(below)
		}
		below = bars
		p.Add(bars)
		p.Legend.Add(part.name, bars)
	}
	p.X.Tick.Marker = every(2, p.X.Min, p.X.Max)
	p.Y.Tick.Marker = every(step(p.Y.Max), 0, p.Y.Max)
	return p, nil
}

func participants(sum *ensemble.Summary) (*plot.Plot, error) {
	p := panel("participants, in the runs that engulf the nation")
	p.Y.Label.Text = "people"
	p.Y.Scale, p.Y.Tick.Marker = plot.LogScale{}, plot.LogTicks{Prec: -1}
	rows := sum.Daily["participants"]
	median, band := make(plotter.XYs, 0, len(rows)), plotter.XYs{}
	var sure, unsure plotter.XYs
	at := func(x, y float64) plotter.XY { return plotter.XY{X: x, Y: max(1, y)} } // a log scale has no zero
	ticks := plot.ConstantTicks{}
	for i, r := range rows {
		x := float64(r.Day)
		median, band = append(median, at(x, r.Model.Median)), append(band, at(x, r.Model.High))
		if r.Record != nil && *r.Record > 0 {
			if r.Confidence == "low" {
				unsure = append(unsure, at(x, *r.Record))
			} else {
				sure = append(sure, at(x, *r.Record))
			}
		}
		if date, err := time.Parse(time.DateOnly, r.Date); err == nil && i%2 == 0 {
			ticks = append(ticks, plot.Tick{Value: x, Label: date.Format("2 Jan")})
		}
	}
	for i := len(rows) - 1; i >= 0; i-- {
		band = append(band, at(float64(rows[i].Day), rows[i].Model.Low))
	}
	p.X.Tick.Marker = ticks
	area, err := plotter.NewPolygon(band)
	if err != nil {
		return nil, err
	}
	area.Color, area.LineStyle.Width = paleOrange, 0
	line, err := plotter.NewLine(median)
	if err != nil {
		return nil, err
	}
	line.Color, line.Width = vermillion, vg.Points(2)
	p.Add(plotter.NewGrid(), area, line)
	p.Legend.Top, p.Legend.Left, p.Legend.XOffs = false, true, 5*vg.Millimeter
	p.Legend.Add("median of the runs", line)
	p.Legend.Add("90 % of the runs", area)
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
			return nil, err
		}
		dots.GlyphStyle = draw.GlyphStyle{Color: color.Black, Radius: vg.Points(3.5), Shape: record.shape}
		p.Add(dots)
		p.Legend.Add(record.name, dots)
	}
	return p, nil
}
