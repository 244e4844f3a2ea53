package maps

import (
	"cmp"
	"math"
	"slices"
	"strconv"
	"strings"

	"casus/report/number"
)

// A sheet is the picture, as it is laid out.
type sheet struct {
	m       *Map
	classes classes
	panels  []*panel
	left    []string // regions with parts that are not drawn
	spots   []spot
	towns   []circle
	labels  labels
	largest float64 // people of the largest town
}

// A spot is a region that is too small for its colour to be seen: a circle, that of
// its largest town where it has one.
type spot struct {
	region int
	at     xy
	r      float64
	panel  *panel
	named  bool
}

// A circle is a town on the sheet.
type circle struct {
	Town
	at    xy
	r     float64
	panel *panel
	spot  bool // it shows a region's value
}

const (
	largestTown = 11.0 // radius
	spotRadius  = 4.5
	// tooSmall is the area below which a region's colour is not seen, square units.
	tooSmall = 60.0
	// covered is how much larger than its town's circle a region must be.
	covered = 1.7
	// obstacle is the radius from which on names keep clear of a circle.
	obstacle = 2.5
	// first is how many towns have their names before regions, and mostTowns how many have.
	first, mostTowns = 3, 14
	// ofSpot is how far outside a region's outline its town may lie, km.
	ofSpot = 5
	// longest is how wide a name beside a spot may be.
	longest = 110.0
)

func newSheet(m *Map) *sheet {
	s := &sheet{m: m}
	values := make([]float64, len(m.Regions))
	for i, r := range m.Regions {
		values[i] = r.Value
	}
	s.classes = classesOf(values, m.Shares)
	s.panels, s.left = m.panels()
	s.findTowns()
	s.findSpots()
	s.name()
	return s
}

// findTowns puts towns into the panel that shows where they lie, the largest first.
func (s *sheet) findTowns() {
	for _, t := range s.m.Towns {
		s.largest = max(s.largest, t.People)
	}
	for _, t := range s.m.Towns {
		for _, p := range s.panels {
			if at := p.at(t.Lat, t.Lon); p.frame.has(at) {
				s.towns = append(s.towns, circle{Town: t, at: at, r: largestTown * math.Sqrt(t.People/max(1, s.largest)), panel: p})
				break
			}
		}
	}
	slices.SortStableFunc(s.towns, func(a, b circle) int { return cmp.Compare(b.People, a.People) })
}

// mainPiece is the piece of a region that its name stands in: the largest on the sheet.
func (s *sheet) mainPiece(region int) (best *piece, in *panel, area float64) {
	most := -1.0
	for _, p := range s.panels {
		for i := range p.pieces {
			if p.pieces[i].region != region {
				continue
			}
			a := p.pieces[i].shape.area()
			area += a
			if p.inset {
				a /= enlarged * enlarged // a name rather stands on the map
			}
			if a > most {
				best, in, most = &p.pieces[i], p, a
			}
		}
	}
	return best, in, area
}

// findSpots finds regions that are too small for their colour to be seen, or that the
// circle of their largest town covers.
func (s *sheet) findSpots() {
	for i := range s.m.Regions {
		piece, in, area := s.mainPiece(i)
		if piece == nil || area >= covered*math.Pi*largestTown*largestTown {
			continue
		}
		x := spot{region: i, at: inside(piece.shape)[0], r: spotRadius, panel: in}
		k := slices.IndexFunc(s.towns, func(t circle) bool { // the largest comes first
			return !t.spot && t.panel == in && s.m.Regions[i].Away(t.Lat, t.Lon) <= ofSpot
		})
		if k >= 0 {
			x.at, x.r = s.towns[k].at, max(spotRadius, s.towns[k].r)
		}
		if area >= tooSmall && (k < 0 || area >= covered*math.Pi*x.r*x.r) {
			continue
		}
		if k >= 0 {
			s.towns[k].spot = true
		}
		s.spots = append(s.spots, x)
	}
}

// name puts all names on the sheet.
func (s *sheet) name() {
	l := &s.labels
	for _, x := range s.spots {
		l.taken = append(l.taken, box{x.at.x, x.at.y, x.at.x, x.at.y}.grown(0.8*x.r))
	}
	for _, t := range s.towns {
		if t.r >= obstacle && !t.spot {
			l.taken = append(l.taken, box{t.at.x, t.at.y, t.at.x, t.at.y}.grown(0.8*t.r))
		}
	}
	for _, p := range s.panels {
		if p.inset { // the line for its name
			l.taken = append(l.taken, box{p.frame.x0, p.frame.y1 - small.size - 2, p.frame.x1, p.frame.y1})
		}
	}
	s.nameSpots()
	order := slices.Clone(s.towns)
	slices.SortStableFunc(order, func(a, b circle) int { return cmp.Compare(flag(b.Capital), flag(a.Capital)) })
	named := 0
	for ; named < min(first, len(order)); named++ {
		s.nameTown(order[named])
	}
	s.nameRegions()
	for ; named < min(mostTowns, len(order)); named++ {
		s.nameTown(order[named])
	}
}

// nameSpots names spots where there is room; others get numbers, with the regions.
func (s *sheet) nameSpots() {
	for i, x := range s.spots {
		name, st := s.m.name(x.region), style{9, true}
		s.spots[i].named = st.width(name) <= longest && s.labels.beside(name, st, x.at, x.r, x.panel.frame)
	}
}

// nameTown leaves a town without a name where it shows a region of that name.
func (s *sheet) nameTown(t circle) {
	for _, x := range s.spots {
		if t.spot && x.named && x.at == t.at && strings.Contains(strings.ToLower(s.m.name(x.region)), strings.ToLower(t.Name)) {
			return
		}
	}
	s.labels.beside(t.Name, small, t.at, max(t.r, 2), t.panel.frame)
}

// nameRegions names regions in the order of their names, so that numbers are in it too.
func (s *sheet) nameRegions() {
	order := make([]int, len(s.m.Regions))
	for i := range order {
		order[i] = i
	}
	slices.SortStableFunc(order, func(a, b int) int { return cmp.Compare(s.m.name(a), s.m.name(b)) })
	for _, i := range order {
		piece, in, _ := s.mainPiece(i)
		if piece == nil || in.inset && len(s.m.named(partsOf(in.pieces))) == 1 { // the inset has its name
			continue
		}
		if k := slices.IndexFunc(s.spots, func(x spot) bool { return x.region == i }); k >= 0 {
			if x := s.spots[k]; !x.named {
				s.labels.key = append(s.labels.key, i)
				line, st := itoa(len(s.labels.key)), style{9, true}
				if !s.labels.beside(line, st, x.at, x.r, in.frame) {
					s.labels.put(label{[]string{line}, st, st.block([]string{line}, x.at)})
				}
			}
			continue
		}
		s.labels.in(s.m.name(i), piece.shape, i)
	}
}

func partsOf(pieces []piece) []part {
	list := make([]part, len(pieces))
	for i, p := range pieces {
		list[i] = p.part
	}
	return list
}

func itoa(n int) string { return strconv.Itoa(n) }

// notes are the lines beneath the map.
func (s *sheet) notes() (list []string) {
	if len(s.panels) > 1 {
		list = append(list, "Each inset has a scale of its own.")
	}
	if len(s.left) > 0 {
		list = append(list, "Not drawn: remote islands of "+number.List(s.left)+".")
	}
	if outside := len(s.m.Towns) - len(s.towns); outside > 0 {
		list = append(list, "Outside what is drawn: "+number.Of(outside, "place")+".")
	}
	return append(list, s.m.Notes...)
}
