// Package report draws the results of an ensemble.
package report

import (
	"image/color"
	"io"
	"time"

	"gonum.org/v1/plot"
	"gonum.org/v1/plot/plotter"
	"gonum.org/v1/plot/vg"

	"casus/ensemble"
	"casus/report/wording"
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
	return Draw(w, 26*vg.Centimeter, 10*vg.Centimeter, [][]*plot.Plot{{humps, days}})
}

func humps(sum *ensemble.Summary) (*plot.Plot, error) {
	p := Panel(beneath(sum.Title+": how far protest spread", wording.Ran(sum.Scenario, sum.Done-sum.Failed, sum.Asked)))
	p.X.Label.Text = "most regions with protest on one day"
	p.Y.Label.Text = "runs"
	p.Legend.Left, p.Legend.XOffs = true, 2*vg.Millimeter
	var below *plotter.BarChart
	for _, part := range []struct {
		name   string
		counts []int
		colour color.Color
	}{{"fizzle", sum.Humps.Fizzled, Blue}, {"engulf the nation", sum.Humps.Engulfed, Vermillion}} {
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
	p.Y.Max *= 1.25 // room for the legend
	p.X.Tick.Marker = Every(min(2, Step(p.X.Max)), p.X.Min, p.X.Max)
	p.Y.Tick.Marker = Every(Step(p.Y.Max), 0, p.Y.Max)
	return p, nil
}

func participants(sum *ensemble.Summary) (*plot.Plot, error) {
	p := Panel("participants, in the runs that engulf the nation")
	p.Y.Label.Text = "people"
	p.Y.Scale, p.Y.Tick.Marker = plot.LogScale{}, plot.LogTicks{Prec: -1}
	rows := sum.Daily["participants"]
	var low, median, high plotter.XYs
	var sure, unsure plotter.XYs
	at := func(x, y float64) plotter.XY { return plotter.XY{X: x, Y: max(1, y)} } // a log scale has no zero
	ticks := plot.ConstantTicks{}
	for i, r := range rows {
		x := float64(r.Day)
		if r.Model.N > 0 {
			low, median, high = append(low, at(x, r.Model.Low)), append(median, at(x, r.Model.Median)), append(high, at(x, r.Model.High))
		}
		if r.Record != nil && *r.Record > 0 {
			if r.Confidence == "low" {
				unsure = append(unsure, at(x, *r.Record))
			} else {
				sure = append(sure, at(x, *r.Record))
			}
		}
		if date, err := time.Parse(time.DateOnly, r.Date); err == nil && i%Step(float64(len(rows))) == 0 {
			ticks = append(ticks, plot.Tick{Value: x, Label: date.Format("2 Jan")})
		}
	}
	p.X.Tick.Marker = ticks
	p.Add(plotter.NewGrid())
	p.Legend.Top, p.Legend.Left, p.Legend.XOffs = false, true, 5*vg.Millimeter
	if len(median) > 0 {
		area, err := Between(low, high, PaleOrange)
		if err != nil {
			return nil, err
		}
		line, err := Line(median, Vermillion)
		if err != nil {
			return nil, err
		}
		p.Add(area, line)
		p.Legend.Add("median of the runs", line)
		p.Legend.Add("90 % of the runs", area)
	}
	if err := addRecord(p, sure, unsure, true); err != nil {
		return nil, err
	}
	// Where neither runs nor record give a range, a log axis still wants one.
	p.X.Min, p.X.Max = min(p.X.Min, 1), max(p.X.Max, float64(len(rows)))
	p.Y.Min, p.Y.Max = min(p.Y.Min, 1), max(p.Y.Max, 10)
	return p, nil
}
