package maps

import (
	"bytes"
	"fmt"
	"math"
	"slices"
	"strconv"
	"strings"

	svg "github.com/ajstarks/svgo/float"

	"casus/report/number"
)

const (
	columnWidth = 178.0
	rowHeight   = 13.0
	swatch      = 16.0
	grey        = "#d9d9d9"
	// letters names a font with most alphabets; a viewer that lacks it, or a letter of it,
	// goes down the list.
	letters = "font-family:'Liberation Sans',Arial,Helvetica,'DejaVu Sans','Noto Sans',sans-serif"
)

// A pen draws a sheet.
type pen struct {
	*svg.SVG
	s *sheet
}

func (s *sheet) draw(w *bytes.Buffer) {
	title := large.wrap(s.m.Title, max(s.right()+columnWidth, 420)-2*margin)
	top := margin + float64(len(title))*large.size*1.25 + 6
	s.shift(top)
	body := &bytes.Buffer{}
	p := pen{svg.New(body), s}
	p.regions()
	p.circles()
	p.names()
	right, low := p.column(s.right()+18, top)
	notes := []string{}
	for _, note := range s.notes() {
		notes = append(notes, small.wrap(note, right-2*margin)...)
	}
	low = max(low, s.bottom()) + 16
	for i, line := range notes {
		p.line(margin, low+float64(i)*small.size*1.25, line, small, "fill:#444")
	}
	height := low + float64(len(notes))*small.size*1.25 + margin - 6

	out := svg.New(w)
	out.Startview(right, height, 0, 0, right, height)
	out.Title(s.m.Title)
	out.Desc(strings.Join(append([]string{s.m.What + " by region."}, s.notes()...), " "))
	out.Def()
	out.Pattern("none", 0, 0, 6, 6, "user", "")
	out.Rect(0, 0, 6, 6, "fill:"+grey)
	out.Path("M-1,1L1,-1M0,6L6,0M5,7L7,5", "stroke:#888;stroke-width:1")
	out.PatternEnd()
	out.DefEnd()
	out.Rect(0, 0, right, height, "fill:#fff")
	out.Gstyle(letters)
	for i, line := range title {
		pen{out, s}.line(margin, margin+large.size+float64(i)*large.size*1.25-2, line, large, "")
	}
	w.Write(body.Bytes())
	out.Gend()
	out.End()
}

// right and bottom are the ends of the panels.
func (s *sheet) right() (x float64) {
	for _, p := range s.panels {
		x = max(x, p.frame.x1)
	}
	return x
}

func (s *sheet) bottom() (y float64) {
	for _, p := range s.panels {
		y = max(y, p.frame.y1)
	}
	return y
}

// shift moves all that is laid out down.
func (s *sheet) shift(by float64) {
	by -= s.panels[0].frame.y0
	for _, p := range s.panels {
		p.moveTo(p.frame.x0, p.frame.y0+by)
	}
	for i := range s.spots {
		s.spots[i].at.y += by
	}
	for i := range s.towns {
		s.towns[i].at.y += by
	}
	for i := range s.labels.list {
		b := &s.labels.list[i].box
		b.y0, b.y1 = b.y0+by, b.y1+by
	}
}

func (p pen) line(x, y float64, text string, st style, css string) {
	if st.bold {
		css += ";font-weight:bold"
	}
	p.Text(x, y, text, strings.TrimPrefix(fmt.Sprintf("%s;font-size:%gpx", css, st.size), ";"))
}

// fill is the colour of a region.
func (p pen) fill(region int) string {
	if x := p.s.m.Regions[region].Value; !math.IsNaN(x) {
		return p.s.classes.colour(p.s.classes.of(x))
	}
	return "url(#none)"
}

// says is what a region shows where the pointer rests on it.
func (p pen) says(region int) string {
	m := p.s.m
	x := m.Regions[region].Value
	if math.IsNaN(x) {
		return m.name(region) + ": " + m.missing()
	}
	return m.name(region) + ": " + write(x, m.Shares)
}

func (m *Map) missing() string {
	if m.Missing == "" {
		return "no value"
	}
	return m.Missing
}

// regions fills regions, then draws their outlines: not along the antimeridian, where
// they are only cut.
func (p pen) regions() {
	for _, panel := range p.s.panels {
		if panel.inset {
			f := panel.frame
			p.Rect(f.x0, f.y0, f.width(), f.height(), "fill:none;stroke:#999;stroke-width:0.6")
		}
		for i := range p.s.m.Regions {
			var fill strings.Builder
			for _, x := range panel.pieces {
				if x.region == i {
					fill.WriteString(outline(x, false))
				}
			}
			if fill.Len() == 0 {
				continue
			}
			p.Group(`class="region"`)
			p.Title(p.says(i))
			p.Path(fill.String(), fmt.Sprintf("fill:%s;fill-rule:evenodd;stroke:%s;stroke-width:0.5", p.fill(i), p.fill(i)))
			p.Gend()
		}
		var lines strings.Builder
		for _, x := range panel.pieces {
			lines.WriteString(outline(x, true))
		}
		p.Path(lines.String(), "fill:none;stroke:#333;stroke-width:0.5;stroke-linejoin:round")
	}
}

// outline is the path of a piece. Open ones leave out edges along the antimeridian.
func outline(x piece, open bool) string {
	var d strings.Builder
	for i, ring := range x.shape {
		lifted := true
		for k, at := range ring {
			if open && k > 0 && seam(x.polygon[i][k-1][0]) && seam(x.polygon[i][k][0]) {
				lifted = true
			}
			verb := byte('L')
			if lifted {
				verb = 'M'
			}
			lifted = false
			fmt.Fprintf(&d, "%c%.1f,%.1f", verb, at.x, at.y)
		}
		if !open {
			d.WriteByte('Z')
		}
	}
	return d.String()
}

// seam reports whether a longitude is the antimeridian's.
func seam(lon float64) bool { return math.Abs(lon) > 180-1e-3 }

// circles draws towns, the largest first, and over them regions that are too small.
func (p pen) circles() {
	for _, t := range p.s.towns {
		if !t.spot {
			p.Circle(t.at.x, t.at.y, t.r, "fill:#fff;fill-opacity:0.55;stroke:#000;stroke-width:0.6")
		}
	}
	for _, x := range p.s.spots {
		p.Group(`class="region"`)
		p.Title(p.says(x.region))
		p.Circle(x.at.x, x.at.y, x.r, "fill:"+p.fill(x.region)+";stroke:#000;stroke-width:1")
		p.Gend()
	}
	for _, t := range p.s.towns {
		switch {
		case t.Capital && t.spot: // beside the colour
			p.star(xy{t.at.x + 0.7*max(t.r, spotRadius), t.at.y - 0.7*max(t.r, spotRadius)})
		case t.Capital:
			p.star(t.at)
		}
	}
}

// star marks the capital.
func (p pen) star(at xy) {
	var d strings.Builder
	for i := range 10 {
		r := 5.5
		if i%2 == 1 {
			r = 2.2
		}
		sin, cos := math.Sincos(math.Pi * float64(i) / 5)
		fmt.Fprintf(&d, "%c%.1f,%.1f", "ML"[min(i, 1)], at.x+r*sin, at.y-r*cos)
	}
	p.Path(d.String()+"Z", "fill:#d00000;stroke:#fff;stroke-width:0.6")
}

// names draws labels, with a halo that keeps them readable on any colour.
func (p pen) names() {
	p.Gstyle("text-anchor:middle;paint-order:stroke;stroke:#fff;stroke-width:2.2;stroke-linejoin:round;stroke-opacity:0.85")
	for _, l := range p.s.labels.list {
		x := (l.box.x0 + l.box.x1) / 2
		for i, line := range l.lines {
			p.line(x, l.box.y0+(float64(i)+0.82)*l.style.size*lineHeight, line, l.style, "")
		}
	}
	for _, panel := range p.s.panels {
		if panel.inset {
			p.line((panel.frame.x0+panel.frame.x1)/2, panel.frame.y1-3, p.s.insetName(panel), small, "")
		}
	}
	p.Gend()
}

// insetName is the region that an inset shows, or how many.
func (s *sheet) insetName(p *panel) string {
	names := s.m.named(partsOf(p.pieces))
	if len(names) == 1 {
		return names[0]
	}
	return number.Of(len(names), "region")
}

// column draws the legend to the right of the map, and gives where it ends.
func (p pen) column(x, y float64) (right, low float64) {
	s, m := p.s, p.s.m
	for _, line := range strong.wrap(m.What, columnWidth-margin) {
		y += rowHeight
		p.line(x, y, line, strong, "")
	}
	y += 6
	for i := s.classes.count() - 1; i >= 0; i-- {
		p.Rect(x, y, swatch, rowHeight, "fill:"+s.classes.colour(i)+";stroke:#333;stroke-width:0.4")
		p.line(x+swatch+6, y+rowHeight-3, s.classes.label(i), normal, "")
		y += rowHeight
	}
	if slices.ContainsFunc(m.Regions, func(r Region) bool { return math.IsNaN(r.Value) }) {
		y += 4
		p.Rect(x, y, swatch, rowHeight, "fill:url(#none);stroke:#333;stroke-width:0.4")
		lines := normal.wrap(m.missing(), columnWidth-swatch-6)
		for i, line := range lines {
			p.line(x+swatch+6, y+rowHeight-3+float64(i)*rowHeight, line, normal, "")
		}
		y += rowHeight * float64(len(lines))
	}
	y = p.circleLegend(x, y+8)
	y = p.scaleBar(x, y+20)
	return p.keyColumns(x, y+10)
}

// circleLegend shows the areas of two round numbers of people.
func (p pen) circleLegend(x, y float64) float64 {
	s := p.s
	if s.largest >= 1 {
		for _, line := range strong.wrap(s.m.Circles+", area by people", columnWidth-margin) {
			y += rowHeight
			p.line(x, y, line, strong, "")
		}
		y += 4
		big := roundUp(s.largest)
		if big > s.largest {
			big = roundUp(s.largest / 2.5)
		}
		for _, people := range []float64{big, roundUp(big / 10)} {
			r := largestTown * math.Sqrt(people/s.largest)
			p.Circle(x+largestTown, y+max(r, 5), r, "fill:#fff;stroke:#000;stroke-width:0.6")
			p.line(x+2*largestTown+6, y+max(r, 5)+3.5, number.Whole(people), normal, "")
			y += 2*max(r, 5) + 4
		}
	}
	if slices.ContainsFunc(s.towns, func(t circle) bool { return t.Capital }) {
		p.star(xy{x + largestTown, y + 7})
		p.line(x+2*largestTown+6, y+10.5, "capital", normal, "")
		y += rowHeight + 4
	}
	if len(s.spots) > 0 {
		p.Circle(x+largestTown, y+7, spotRadius, "fill:#fff;stroke:#000;stroke-width:1")
		p.line(x+2*largestTown+6, y+10.5, "region too small for its colour", normal, "")
		y += rowHeight + 4
	}
	return y
}

// barLength is about how long the scale's bar is.
const barLength = 90.0

func (p pen) scaleBar(x, y float64) float64 {
	scale := p.s.panels[0].scale
	km := roundUp(barLength / scale / 2.5)
	p.Path(fmt.Sprintf("M%.1f,%.1fv-5M%.1f,%.1fh%.1fv-5", x, y, x, y, km*scale), "fill:none;stroke:#000;stroke-width:1")
	p.line(x+km*scale+6, y+1, fmt.Sprintf("%s km", number.Grouped(strconv.FormatFloat(km, 'f', -1, 64))), normal, "")
	return y + 4
}

// leastRows is how many names a column of the key has before there is a second one.
const leastRows = 12

// keyColumns explains numbers.
func (p pen) keyColumns(x, y float64) (right, low float64) {
	right, low = x+columnWidth, y
	key := p.s.labels.key
	if len(key) == 0 {
		return right, low
	}
	rows := max(leastRows, int((p.s.bottom()-y)/11))
	column, wide := x, 0.0
	for i, region := range key {
		if i > 0 && i%rows == 0 {
			column, wide = column+wide+14, 0
		}
		at := y + float64(i%rows+1)*11
		p.line(column, at, itoa(i+1), style{9, true}, "")
		p.line(column+16, at, p.s.m.name(region), small, "")
		wide = max(wide, 16+small.width(p.s.m.name(region)))
		right, low = max(right, column+wide+margin), max(low, at)
	}
	return right, low
}
