package report

import (
	"image/color"
	"io"
	"maps"
	"slices"
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

// verdictMarks differ in shape and in colour, for the colour-blind and for paper
// without colours. In the legend they stand in this order.
var verdictMarks = []struct {
	claims.Verdict
	meaning string // where the words of the verdict do not say it
	colour  color.Color
	shape   draw.GlyphDrawer
}{
	{claims.Consistent, "in the range of the word", Green, draw.CircleGlyph{}},
	{claims.Stronger, "", Blue, draw.PyramidGlyph{}},
	{claims.Weaker, "", Purple, draw.BoxGlyph{}},
	{claims.Contradicted, "rather the contrary", Vermillion, draw.CrossGlyph{}},
	{claims.Undecided, "across a border of the range", color.Black, draw.RingGlyph{}},
}

// grey of the ranges of words.
var grey = color.RGBA{220, 220, 220, 255}

// Verdicts draws an argument as SVG: a line for each claim with a word of
// likelihood, with the range of the word and, on it, how often the claim holds
// and the 90 % interval. Claims that have no place on this scale are named below.
func Verdicts(w io.Writer, r *claims.Report) error {
	p := Panel(beneath(r.Title+": how often each claim holds, on the range of its word", wording.RanOf(r.Scenario, "", number.Of(r.Replicates, "run")+" in each world", r.Asked)))
	p.X.Label.Text = "of the runs that can be judged, %"
	p.X.Label.Padding = vg.Millimeter
	p.X.Min, p.X.Max = 0, 100
	p.X.Tick.Marker = Every(10, 0, 100)
	// Names stand free of ticks and dots, in fonts wider than expected too.
	p.Y.Tick.Label.Font.Size, p.Y.Tick.Length = 9, 0
	p.Y.LineStyle.Width, p.Y.Padding = 0, 8*vg.Millimeter
	rows, note := drawable(r)
	p.X.Label.Text += note
	p.X.Label.TextStyle.Font.Size = 10
	var labels plot.ConstantTicks
	legend := map[claims.Verdict]plot.Thumbnailer{}
	said := map[claims.Verdict][]string{} // the words of the table, which tell more likely from less
	var word plot.Thumbnailer
	for i, x := range rows {
		y := float64(len(rows) - i)
		label := x.Label + "  " + x.ID
		if x.PutIn {
			label += " (" + wording.PutIn + ")"
		}
		labels = append(labels, plot.Tick{Value: y, Label: label})
		box, err := plotter.NewPolygon(plotter.XYs{
			{X: 100 * x.Means.Low, Y: y - 0.4}, {X: 100 * x.Means.High, Y: y - 0.4}, {X: 100 * x.Means.High, Y: y + 0.4}, {X: 100 * x.Means.Low, Y: y + 0.4},
		})
		if err != nil {
			return err
		}
		box.Color, box.LineStyle.Width = grey, 0
		word = box
		p.Add(box)
		for _, m := range verdictMarks {
			if m.Verdict != x.Verdict {
				continue
			}
			line, err := Line(plotter.XYs{{X: 100 * x.Holds.Low, Y: y}, {X: 100 * x.Holds.High, Y: y}}, m.colour)
			if err != nil {
				return err
			}
			dot, err := plotter.NewScatter(plotter.XYs{{X: 100 * x.Holds.P, Y: y}})
			if err != nil {
				return err
			}
			dot.GlyphStyle = draw.GlyphStyle{Color: m.colour, Radius: vg.Points(4), Shape: m.shape}
			p.Add(line, dot)
			legend[x.Verdict] = dot
			if plain := x.Plain(); !slices.Contains(said[x.Verdict], plain) {
				said[x.Verdict] = append(said[x.Verdict], plain)
			}
		}
	}
	// On the left the text of the legend runs away from its marks, whatever the font.
	p.Legend.Top, p.Legend.Left = false, true
	p.Legend.TextStyle.Font.Size, p.Legend.ThumbnailWidth = 9, 8*vg.Millimeter
	if word != nil {
		p.Legend.Add("range of the word that was said", word)
	}
	for _, m := range verdictMarks {
		if mark, ok := legend[m.Verdict]; ok {
			slices.Sort(said[m.Verdict])
			text := strings.Join(said[m.Verdict], ", or ")
			if m.meaning != "" {
				text += ": " + m.meaning
			}
			p.Legend.Add(text, mark)
		}
	}
	lines := float64(len(legend) + 1)
	p.Y.Min, p.Y.Max = -lines, float64(len(rows)+1) // room for the legend below
	p.Y.Tick.Marker = labels
	return Draw(w, 24*vg.Centimeter, vg.Length(float64(len(rows)+5+strings.Count(note, "\n"))+lines)*0.5*vg.Centimeter, [][]*plot.Plot{{p}})
}

// noteColumns is how wide the lines under the picture are, in characters.
const noteColumns = 110

// drawable are the claims that a line can be drawn for, and a note on the others: those
// about a mean, and those that could not be judged, by their verdicts.
func drawable(r *claims.Report) (rows []claims.Result, note string) {
	left := map[string][]string{}
	for _, x := range r.Results {
		why := "about a mean, " + wording.Verdict(x)
		if !x.PutIn {
			why = "about a mean, " + x.Plain()
		}
		switch {
		case x.Judged == 0:
			why = "no run to judge, " + x.Plain()
		case x.Means != nil:
			rows = append(rows, x)
			continue
		}
		left[why] = append(left[why], x.Label+" "+x.ID)
	}
	if len(left) == 0 {
		return rows, ""
	}
	lines := []string{"", "", "Not drawn:"}
	for _, why := range slices.Sorted(maps.Keys(left)) {
		lines = append(lines, screen.Wrap(why+": "+strings.Join(left[why], ", "), noteColumns))
	}
	return rows, strings.Join(lines, "\n")
}
