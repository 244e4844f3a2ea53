package borders

// Cut cuts what crosses the antimeridian there, as RFC 7946 (3.1.9) wants it, and gives
// the pieces with longitudes from -180 to 180. Longitudes that go in may lie beyond, as
// far as another turn.
func (p Polygon) Cut() (pieces []Polygon) {
	for turn := -1.0; turn <= 1; turn++ {
		var piece Polygon
		for i, ring := range p {
			ring = ring.half(turn*360-180, 1).half(turn*360+180, -1)
			if len(ring) == 0 {
				if i == 0 {
					break // where there is nothing of the outline there is no hole
				}
				continue
			}
			for k := range ring {
				ring[k][0] -= turn * 360
			}
			piece = append(piece, ring)
		}
		if len(piece) > 0 {
			pieces = append(pieces, piece)
		}
	}
	return pieces
}

// half is the part of a ring on one side of a meridian: to the east of it where sign is
// 1, to the west where it is -1 (Sutherland and Hodgman 1974). Parts that lie apart stay
// joined along the meridian, which encloses nothing.
func (ring Ring) half(meridian, sign float64) (out Ring) {
	for i := 1; i < len(ring); i++ {
		u, v := ring[i-1], ring[i]
		a, b := sign*(u[0]-meridian), sign*(v[0]-meridian)
		if a >= 0 {
			out = append(out, u)
		}
		if (a > 0 && b < 0) || (a < 0 && b > 0) {
			out = append(out, Point{meridian, u[1] + float64((v[1]-u[1])*a/(a-b))})
		}
	}
	if len(out) == 0 {
		return nil
	}
	out = append(out, out[0])
	if len(out) < leastPoints || out.area() == 0 { // it only touches
		return nil
	}
	return out
}
