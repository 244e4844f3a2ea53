package maps

import (
	"cmp"
	"math"
	"slices"
	"strings"
	"unicode"

	stdfont "golang.org/x/image/font"
	"gonum.org/v1/plot/font"
	"gonum.org/v1/plot/font/liberation"
	"gonum.org/v1/plot/vg"
)

// A style is a size of letters, in the units of the sheet.
type style struct {
	size float64
	bold bool
}

var (
	small  = style{9, false}
	normal = style{10, false}
	strong = style{10, true}
	large  = style{15, true}
)

var fonts = font.NewCache(liberation.Collection())

// width of a line. Letters that the font lacks, such as Arabic ones, are taken to be
// as wide as its box for them; the program that shows the map takes another font.
func (s style) width(line string) float64 {
	f := font.Font{Typeface: "Liberation", Variant: "Sans"}
	if s.bold {
		f.Weight = stdfont.WeightBold
	}
	face := fonts.Lookup(f, vg.Length(s.size))
	return float64(face.Width(line))
}

// wrap breaks a text into lines of at most so wide.
func (s style) wrap(text string, wide float64) (lines []string) {
	for _, word := range strings.Fields(text) {
		if n := len(lines); n > 0 && s.width(lines[n-1]+" "+word) <= wide {
			lines[n-1] += " " + word
		} else {
			lines = append(lines, word)
		}
	}
	return lines
}

const lineHeight = 1.12

// block is the box of lines about a middle. Where many middles are tried it is moved:
// to measure letters takes longest of all.
func (s style) block(lines []string, middle xy) box {
	wide := 0.0
	for _, line := range lines {
		wide = max(wide, s.width(line))
	}
	high := float64(len(lines)) * s.size * lineHeight
	return box{middle.x - wide/2, middle.y - high/2, middle.x + wide/2, middle.y + high/2}
}

// A label is lines about the middle of a box.
type label struct {
	lines []string
	style style
	box   box
}

// labels puts names on the sheet, none over another: the capital's and the largest
// towns', then those of regions, then other towns' while there is room.
type labels struct {
	list  []label
	taken []box
	key   []int // regions that have a number, from 1 on, in its place
}

func (l *labels) free(b box) bool {
	return !slices.ContainsFunc(l.taken, b.overlaps)
}

func (l *labels) put(x label) {
	l.list = append(l.list, x)
	l.taken = append(l.taken, x.box.grown(0.5))
}

// beside puts a line next to a circle, where there is room within the frame.
func (l *labels) beside(line string, s style, at xy, r float64, frame box) bool {
	b := s.block([]string{line}, xy{})
	w, h := b.width()/2, b.height()/2
	d, e := r+2, (r+1.5)*math.Sqrt2/2
	for _, o := range []xy{{d + w, 0}, {-d - w, 0}, {0, -d - h + 2}, {0, d + h - 2}, {e + w, -e - h/2}, {e + w, e + h/2}, {-e - w, -e - h/2}, {-e - w, e + h/2}} {
		b := b.moved(xy{at.x + o.x, at.y + o.y})
		if b.within(frame) && l.free(b) {
			l.put(label{[]string{line}, s, b})
			return true
		}
	}
	return false
}

// in puts a region's name into its largest piece, or its number, which the key
// explains.
func (l *labels) in(name string, s shape, region int) {
	points := inside(s)
	for _, size := range []float64{11, 10, 9, 8} {
		for _, lines := range broken(name) {
			st := style{size, true}
			block := st.block(lines, xy{})
			for _, p := range points {
				if b := block.moved(p); fits(b, s) && l.free(b) {
					l.put(label{lines, st, b})
					return
				}
			}
		}
	}
	l.numbered(points, region)
}

// numbered puts a region's number where it covers least.
func (l *labels) numbered(points []xy, region int) {
	l.key = append(l.key, region)
	line, st := []string{itoa(len(l.key))}, style{9, true}
	block := st.block(line, xy{})
	for _, p := range points {
		if b := block.moved(p); l.free(b) {
			l.put(label{line, st, b})
			return
		}
	}
	l.put(label{line, st, block.moved(points[0])})
}

// broken gives a name in one line, in two and in three, broken at spaces and hyphens.
func broken(name string) (ways [][]string) {
	ways = [][]string{{name}}
	words := strings.FieldsFunc(strings.ReplaceAll(name, "-", "-\x00"), func(r rune) bool { return unicode.IsSpace(r) || r == 0 })
	for n := 2; n <= min(3, len(words)); n++ {
		ways = append(ways, inLines(words, n))
	}
	return ways
}

// inLines joins words into so many lines, the longest as short as may be.
func inLines(words []string, n int) (best []string) {
	if n == 1 {
		line := words[0]
		for _, word := range words[1:] {
			if !strings.HasSuffix(line, "-") {
				line += " "
			}
			line += word
		}
		return []string{line}
	}
	longest := func(lines []string) (n int) {
		for _, line := range lines {
			n = max(n, len([]rune(line)))
		}
		return n
	}
	for k := 1; k <= len(words)-n+1; k++ {
		lines := append(inLines(words[:k], 1), inLines(words[k:], n-1)...)
		if best == nil || longest(lines) < longest(best) {
			best = lines
		}
	}
	return best
}

// across is how many points a shape is looked at from west to east, and from north to
// south.
const across = 26

// inside gives points within a shape, those farthest from its edge first; its middle
// where it is too thin for any.
func inside(s shape) []xy {
	type spot struct {
		xy
		clear float64
	}
	var spots []spot
	b := s.box()
	for i := range across {
		for k := range across {
			p := xy{b.x0 + b.width()*(float64(i)+0.5)/across, b.y0 + b.height()*(float64(k)+0.5)/across}
			if c := s.clearance(p); c > 0 {
				spots = append(spots, spot{p, c})
			}
		}
	}
	slices.SortStableFunc(spots, func(a, b spot) int { return cmp.Compare(b.clear, a.clear) })
	points := make([]xy, 0, len(spots)+1)
	for _, x := range spots {
		points = append(points, x.xy)
	}
	if len(points) == 0 {
		points = append(points, xy{(b.x0 + b.x1) / 2, (b.y0 + b.y1) / 2})
	}
	return points
}

// fits reports whether a box lies in a shape: its edge in it, and no corner of the shape
// in the box.
func fits(b box, s shape) bool {
	for _, ring := range s {
		for _, p := range ring {
			if b.has(p) {
				return false
			}
		}
	}
	for i := range 7 {
		x := b.x0 + b.width()*float64(i)/6
		if s.clearance(xy{x, b.y0}) < 0 || s.clearance(xy{x, b.y1}) < 0 {
			return false
		}
	}
	return s.clearance(xy{b.x0, (b.y0 + b.y1) / 2}) >= 0 && s.clearance(xy{b.x1, (b.y0 + b.y1) / 2}) >= 0
}
