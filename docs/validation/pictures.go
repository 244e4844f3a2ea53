package main

import (
	"bytes"
	"image/color"
	"math"

	"gonum.org/v1/plot"
	"gonum.org/v1/plot/plotter"
	"gonum.org/v1/plot/vg"

	"casus/classic"
	"casus/classic/mesa"
	"casus/report"
	"casus/stats"
)

// picture keeps panels as an SVG, width and height in centimetres.
func picture(files map[string][]byte, name string, width, height float64, panels [][]*plot.Plot) error {
	var b bytes.Buffer
	if err := report.Draw(&b, vg.Length(width)*vg.Centimeter, vg.Length(height)*vg.Centimeter, panels); err != nil {
		return err
	}
	files["validation/"+name+".svg"] = b.Bytes()
	return nil
}

// curve is a line with its name in the legend, if it has one.
type curve struct {
	name   string
	points plotter.XYs
	colour color.Color
	dashed bool
}

func curves(p *plot.Plot, list []*curve) error {
	for _, c := range list {
		line, err := report.Line(c.points, c.colour)
		if err != nil {
			return err
		}
		line.Width = vg.Points(1.5)
		if c.dashed {
			line.Width, line.Dashes = vg.Points(1), []vg.Length{vg.Points(3), vg.Points(2)}
		}
		p.Add(line)
		if c.name != "" {
			p.Legend.Add(c.name, line)
		}
	}
	return nil
}

// bands gives, step by step, the median of runs and where 90 % of them lie.
func bands(runs []mesa.Series, of func(classic.Counts) int) (low, median, high plotter.XYs) {
	xs := make([]float64, len(runs))
	for step := range runs[0] {
		for i, s := range runs {
			xs[i] = float64(of(s[step]))
		}
		b, x := stats.BandOf(xs), float64(step+1)
		low, median, high = append(low, plotter.XY{X: x, Y: b.Low}), append(median, plotter.XY{X: x, Y: b.Median}), append(high, plotter.XY{X: x, Y: b.High})
	}
	return low, median, high
}

// course gives the points of a series.
func course(s mesa.Series, of func(classic.Counts) int) plotter.XYs {
	points := make(plotter.XYs, len(s))
	for i, c := range s {
		points[i] = plotter.XY{X: float64(i + 1), Y: float64(of(c))}
	}
	return points
}

func activeOf(c classic.Counts) int { return c.Active }
func jailedOf(c classic.Counts) int { return c.Jailed }

// shares draws the shares of numbers in classes of a width, up to a limit.
func shares(xs []float64, width, limit float64) plotter.XYs {
	var steps plotter.XYs
	for from := 0.0; from < limit; from += width {
		n := 0
		for _, x := range xs {
			if x >= from && x < from+width {
				n++
			}
		}
		y := float64(n) / float64(len(xs))
		steps = append(steps, plotter.XY{X: from, Y: y}, plotter.XY{X: from + width, Y: y})
	}
	return steps
}

// survival draws the share of numbers that exceed each, down to one in the sample.
func survival(xs []float64, limit float64) plotter.XYs {
	var points plotter.XYs
	for x := 0.0; x <= limit; x++ {
		n := 0
		for _, y := range xs {
			if y > x {
				n++
			}
		}
		if n == 0 {
			break
		}
		points = append(points, plotter.XY{X: x, Y: float64(n) / float64(len(xs))})
	}
	return points
}

// exponential draws the survival of an exponential distribution.
func exponential(mean, limit, least float64) plotter.XYs {
	end := min(limit, -mean*math.Log(least))
	return plotter.XYs{{X: 0, Y: 1}, {X: end, Y: math.Exp(-end / mean)}}
}
