package maps

import (
	"cmp"
	"math"
	"slices"

	"casus/borders"
)

// A part is a polygon of a region.
type part struct {
	region  int
	polygon borders.Polygon
	people  float64 // its share of the state's, from 0 to 1
}

// parts gives the polygons of all regions. A region's people are shared among its
// polygons by area.
func (m *Map) parts() (list []part) {
	total := 0.0
	for i := range m.Regions {
		total += m.people(i)
	}
	for i, r := range m.Regions {
		area := r.Area()
		for _, polygon := range r.Polygons {
			share := 1 / float64(len(r.Polygons))
			if area > 0 {
				share = polygon.Area() / area
			}
			list = append(list, part{i, polygon, share * m.people(i) / max(1, total)})
		}
	}
	return list
}

// people of a region: as given, or by its area where no region's are given.
func (m *Map) people(i int) float64 {
	if slices.ContainsFunc(m.Regions, func(r Region) bool { return r.People > 0 }) {
		return m.Regions[i].People
	}
	return 1 + m.Regions[i].Area()
}

const (
	// together is how far parts may lie from another to be one group, as a share of the
	// diagonal of all.
	together = 0.05
	// dear is what a share of people outside the frame costs beside the logarithm of the
	// frame's area: 5 % of the people may leave it where it is a third smaller without them.
	dear = 8
	// untidy is what each group outside the frame costs.
	untidy = 0.1
	// worth is the least gain for which parts are drawn apart: a frame a fifth smaller.
	worth = 0.22
	// mostLeft is the share of people that the frame may leave out.
	mostLeft = 0.1
)

// framed divides parts into those that the frame holds and groups of those that lie
// apart from it: the groups farthest from the one with most people leave the frame,
// where the gain is larger than the cost.
func framed(parts []part) (kept []part, apart [][]part) {
	groups, boxes := grouped(parts)
	most := 0
	for i := range groups {
		if share(groups[i]) > share(groups[most]) {
			most = i
		}
	}
	order := make([]int, len(groups))
	for i := range order {
		order[i] = i
	}
	slices.SortStableFunc(order, func(a, b int) int {
		return cmp.Compare(boxes[a].gap(boxes[most]), boxes[b].gap(boxes[most]))
	})
	slices.SortStableFunc(order, func(a, b int) int { // the largest group is first, also where others touch its box
		return cmp.Compare(flag(a != most), flag(b != most))
	})
	all, best, cut := emptyBox, math.Inf(1), len(order)
	costs := make([]float64, len(order)+1)
	left := share(parts)
	for n, i := range order {
		all, left = all.with(boxes[i]), left-share(groups[i])
		costs[n+1] = math.Log(max(all.width(), all.height()/2)*max(all.height(), all.width()/2)+1) + dear*max(0, left) + untidy*float64(len(order)-n-1)
		if left > mostLeft {
			costs[n+1] = math.Inf(1)
		}
	}
	for n := 1; n <= len(order); n++ {
		if costs[n] < best {
			best, cut = costs[n], n
		}
	}
	if costs[len(order)]-best < worth {
		cut = len(order)
	}
	for n, i := range order {
		if n < cut {
			kept = append(kept, groups[i]...)
		} else {
			apart = append(apart, groups[i])
		}
	}
	apart = joined(apart)
	slices.SortStableFunc(apart, func(a, b []part) int { return cmp.Compare(share(b), share(a)) })
	return kept, apart
}

// joined makes one group of those that hold parts of one region alone, the same.
func joined(groups [][]part) (out [][]part) {
	alone := map[int]int{}
	for _, g := range groups {
		of := g[0].region
		if slices.ContainsFunc(g, func(p part) bool { return p.region != of }) {
			out = append(out, g)
		} else if k, ok := alone[of]; ok {
			out[k] = append(out[k], g...)
		} else {
			alone[of] = len(out)
			out = append(out, g)
		}
	}
	return out
}

func flag(x bool) int {
	if x {
		return 1
	}
	return 0
}

// share of the state's people in parts.
func share(parts []part) (sum float64) {
	for _, p := range parts {
		sum += p.people
	}
	return sum
}

// polygonsOf gives those of parts.
func polygonsOf(parts []part) []borders.Polygon {
	list := make([]borders.Polygon, len(parts))
	for i, p := range parts {
		list[i] = p.polygon
	}
	return list
}

// grouped joins parts that lie close together, and gives a group's box in kilometres.
func grouped(parts []part) (groups [][]part, boxes []box) {
	projection := centred(polygonsOf(parts))
	all := emptyBox
	own := make([]box, len(parts))
	for i, p := range parts {
		own[i] = projection.shape(p.polygon).box()
		all = all.with(own[i])
	}
	reach := together * math.Hypot(all.width(), all.height())
	seen := make([]bool, len(parts))
	for i := range parts {
		if seen[i] {
			continue
		}
		seen[i] = true
		group, bounds := []part{}, emptyBox
		for queue := []int{i}; len(queue) > 0; queue = queue[1:] {
			at := queue[0]
			group, bounds = append(group, parts[at]), bounds.with(own[at])
			for k := range parts {
				if !seen[k] && own[at].gap(own[k]) <= reach {
					seen[k] = true
					queue = append(queue, k)
				}
			}
		}
		groups, boxes = append(groups, group), append(boxes, bounds)
	}
	return groups, boxes
}
