package report

import (
	"fmt"
	"io"
	"math"
	"slices"
	"strings"
	"time"

	"gonum.org/v1/plot"
	"gonum.org/v1/plot/plotter"
	"gonum.org/v1/plot/vg"

	"casus/report/screen"
	"casus/report/wording"
	"casus/score/hindcast"
)

// hindcastColumns is how many small multiples stand in a row, each with a title of so
// many characters in a line.
const hindcastColumns, hindcastTitleColumns = 3, 40

// Hindcast draws a hindcast as SVG: each series with its bands, the record and
// the last day that was fitted to, and the probability integral transform.
func Hindcast(w io.Writer, h *hindcast.Result) error {
	var list []*plot.Plot
	explained := 0 // the panel that has the legend: the last with every kind of point
	for i, f := range h.Fan {
		if slices.ContainsFunc(f.Days, func(d hindcast.FanDay) bool { return d.Confidence == "low" }) {
			explained = i
		}
	}
	for i := range h.Fan {
		p, err := fan(&h.Fan[i], h.Until, i == explained)
		if err != nil {
			return err
		}
		if i == 0 {
			p.Title.Text = screen.Wrap(wording.Hindcast(h), hindcastTitleColumns) + "\n" + p.Title.Text
		}
		list = append(list, p)
	}
	p, err := transform(h)
	if err != nil {
		return err
	}
	list = append(list, p)
	var rows [][]*plot.Plot
	for i := 0; i < len(list); i += hindcastColumns {
		row := make([]*plot.Plot, hindcastColumns)
		for k := range row {
			if i+k < len(list) {
				row[k] = list[i+k]
			} else {
				row[k] = plot.New()
				row[k].HideAxes()
			}
		}
		rows = append(rows, row)
	}
	return Draw(w, 30*vg.Centimeter, vg.Length(len(rows))*8*vg.Centimeter, rows)
}

// fan draws a series; counts of people on a logarithmic axis, of one more than
// they are.
func fan(f *hindcast.Fan, until string, legend bool) (*plot.Plot, error) {
	p := Panel(strings.ReplaceAll(f.Series, "_", " ") + ", " + f.Unit)
	y := func(v float64) float64 { return v }
	if f.Unit == "people" {
		y = math.Log1p
	}
	bands := make([]plotter.XYs, 5) // 5, 25, 50, 75 and 95 %
	var sure, unsure plotter.XYs
	var ticks plot.ConstantTicks
	top, cut := 0.0, 0.0
	for _, d := range f.Days {
		x := float64(d.Day)
		for i, v := range []float64{d.Most[0], d.Half[0], d.Median, d.Half[1], d.Most[1]} {
			bands[i] = append(bands[i], plotter.XY{X: x, Y: y(v)})
			top = max(top, v)
		}
		if d.Record != nil {
			top = max(top, *d.Record)
			at := plotter.XY{X: x, Y: y(*d.Record)}
			if d.Confidence == "low" {
				unsure = append(unsure, at)
			} else {
				sure = append(sure, at)
			}
		}
		if d.Date == until {
			cut = x
		}
		if date, err := time.Parse(time.DateOnly, d.Date); err == nil && (d.Day-1)%Step(float64(len(f.Days))) == 0 {
			ticks = append(ticks, plot.Tick{Value: x, Label: date.Format("2 Jan")})
		}
	}
	p.X.Tick.Marker = ticks
	p.Y.Tick.Marker = countTicks(y, top)
	most, err := Between(bands[0], bands[4], PaleOrange)
	if err != nil {
		return nil, err
	}
	half, err := Between(bands[1], bands[3], Orange)
	if err != nil {
		return nil, err
	}
	median, err := Line(bands[2], Vermillion)
	if err != nil {
		return nil, err
	}
	end, err := Line(plotter.XYs{{X: cut + 0.5, Y: 0}, {X: cut + 0.5, Y: y(top)}}, Blue)
	if err != nil {
		return nil, err
	}
	end.Width, end.Dashes = vg.Points(1), []vg.Length{vg.Points(3), vg.Points(3)}
	p.Add(most, half, median, end)
	if legend {
		p.Legend.Add("90 %", most)
		p.Legend.Add("50 %", half)
		p.Legend.Add("median", median)
		p.Legend.Add("last day fitted", end)
	}
	if err := addRecord(p, sure, unsure, legend); err != nil {
		return nil, err
	}
	p.Y.Min, p.Y.Max = 0, 1.05*max(p.Y.Max, 1) // room for a point at the top
	return p, nil
}

// countTicks labels an axis with the counts themselves: powers of ten where it is
// logarithmic.
func countTicks(y func(float64) float64, top float64) plot.Ticker {
	if y(2) == 2 {
		return Every(Step(max(top, 1)), 0, top)
	}
	ticks := plot.ConstantTicks{{Value: 0, Label: "0"}}
	for v := 1.0; v <= top; v *= 10 {
		ticks = append(ticks, plot.Tick{Value: y(v), Label: fmt.Sprintf("%.0f", v)})
	}
	return ticks
}

// transform draws the histogram of PIT with what is expected.
func transform(h *hindcast.Result) (*plot.Plot, error) {
	p := Panel("where the record lies in the predictions")
	p.X.Label.Text, p.X.Label.Padding = "probability integral transform", 2*vg.Millimeter
	counts := make(plotter.Values, len(h.PIT))
	names := make([]string, len(h.PIT))
	for b, x := range h.PIT {
		counts[b] = x.Count
		names[b] = fmt.Sprintf("%.1f–%.1f", float64(b)/float64(len(h.PIT)), float64(b+1)/float64(len(h.PIT)))
	}
	bars, err := plotter.NewBarChart(counts, 1.1*vg.Centimeter)
	if err != nil {
		return nil, err
	}
	bars.Color, bars.LineStyle.Width = Blue, 0
	even, err := Line(plotter.XYs{{X: -0.5, Y: h.PIT[0].Expected}, {X: float64(len(h.PIT)) - 0.5, Y: h.PIT[0].Expected}}, Vermillion)
	if err != nil {
		return nil, err
	}
	p.Add(bars, even)
	p.NominalX(names...)
	p.Y.Label.Text, p.Y.Min = "values", 0
	p.Y.Tick.Marker = Every(Step(p.Y.Max), 0, p.Y.Max)
	return p, nil
}
