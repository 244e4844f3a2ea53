package maps

import (
	"math"
	"slices"
)

// A panel is the map, or one of the insets beside it, on the sheet.
type panel struct {
	projection projection
	scale      float64 // sheet units per km
	origin     xy      // of the projection, on the sheet
	frame      box
	pieces     []piece
	inset      bool
}

// A piece is a part as it lies on the sheet.
type piece struct {
	part
	shape shape
}

// Sizes are in the units of the sheet, which are points where it is printed.
const (
	margin      = 14.0
	widest      = 700.0 // of the map
	highest     = 600.0
	insetWidth  = 130.0
	insetHeight = 96.0
	inner       = 10.0 // between a panel's frame and what is in it
	// enlarged is how much larger than the map an inset may be drawn.
	enlarged = 12.0
)

// newPanel fits parts into a width and a height, on a scale of at most so many units
// a kilometre.
func newPanel(parts []part, width, height, largest float64) *panel {
	p := &panel{projection: centred(polygonsOf(parts))}
	bounds := emptyBox
	for _, x := range parts {
		s := p.projection.shape(x.polygon)
		bounds = bounds.with(s.box())
		p.pieces = append(p.pieces, piece{x, s})
	}
	bounds = bounds.grown(leastExtent)
	p.scale = min(largest, width/bounds.width(), height/bounds.height())
	p.origin = xy{-bounds.x0 * p.scale, bounds.y1 * p.scale}
	p.frame = box{0, 0, bounds.width() * p.scale, bounds.height() * p.scale}.grown(inner)
	for _, x := range p.pieces {
		for _, ring := range x.shape {
			for i := range ring {
				ring[i] = p.place(ring[i])
			}
		}
	}
	return p
}

// leastExtent keeps an atoll from filling the sheet, km.
const leastExtent = 0.2

// place is where a point of the projection lies on the sheet.
func (p *panel) place(x xy) xy { return xy{p.origin.x + x.x*p.scale, p.origin.y - x.y*p.scale} }

func (p *panel) at(lat, lon float64) xy { return p.place(p.projection.at(lat, lon)) }

// moveTo moves a panel so that its frame's corner is there.
func (p *panel) moveTo(x, y float64) {
	dx, dy := x-p.frame.x0, y-p.frame.y0
	p.origin = xy{p.origin.x + dx, p.origin.y + dy}
	p.frame = box{p.frame.x0 + dx, p.frame.y0 + dy, p.frame.x1 + dx, p.frame.y1 + dy}
	for _, x := range p.pieces {
		for _, ring := range x.shape {
			for i := range ring {
				ring[i] = xy{ring[i].x + dx, ring[i].y + dy}
			}
		}
	}
}

const (
	mostInsets = 6
	// shown is the share of the people from which on a part of a region is worth an inset;
	// a whole region always is.
	shown = 0.0005
)

// panels lays out the map and its insets, and names regions with parts that are in
// neither.
func (m *Map) panels() (list []*panel, left []string) {
	parts := m.parts()
	kept, apart := framed(parts)
	whole := newPanel(kept, widest, highest, math.Inf(1))
	whole.moveTo(margin, 0)
	list = []*panel{whole}
	x, y := margin, whole.frame.y1+6
	foot := y // of the tallest inset of the row
	right := max(whole.frame.x1, margin+insetWidth*3)
	for _, group := range apart {
		if len(list) > mostInsets || share(group) < shown && !holdsWhole(group, parts) {
			for _, p := range group {
				if name := m.name(p.region); !slices.Contains(left, name) {
					left = append(left, name)
				}
			}
			continue
		}
		inset := newPanel(group, insetWidth, insetHeight, whole.scale*enlarged)
		inset.inset = true
		wide := inset.frame.width()
		for _, name := range m.named(group) {
			wide = max(wide, small.width(name)+2*inner)
		}
		inset.frame.x0, inset.frame.x1 = inset.frame.x0-(wide-inset.frame.width())/2, inset.frame.x0-(wide-inset.frame.width())/2+wide
		inset.frame.y1 += small.size + 2 // for its name
		if x+wide > right && x > margin {
			x, y = margin, foot+6
		}
		inset.moveTo(x, y)
		foot = max(foot, inset.frame.y1)
		x = inset.frame.x1 + 6
		list = append(list, inset)
	}
	return list, left
}

// name of a region: its id where it has none.
func (m *Map) name(i int) string {
	if r := m.Regions[i]; r.Name != "" {
		return r.Name
	}
	return m.Regions[i].ID
}

// named gives the names of the regions of parts.
func (m *Map) named(parts []part) (names []string) {
	for _, p := range parts {
		if name := m.name(p.region); !slices.Contains(names, name) {
			names = append(names, name)
		}
	}
	return names
}

// holdsWhole reports whether a region has parts in the group alone.
func holdsWhole(group, parts []part) bool {
	all, here := map[int]int{}, map[int]int{}
	for _, p := range parts {
		all[p.region]++
	}
	for _, p := range group {
		here[p.region]++
		if here[p.region] == all[p.region] {
			return true
		}
	}
	return false
}
