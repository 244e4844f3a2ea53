package classic

import (
	"encoding/binary"
	"math/bits"

	"casus/luck"
)

// torus is the geometry of bit rows. A site is y<<shift | x. A row of bits has
// a margin on either side, and there are rows above and below, that repeat what
// lies across the edge, so that no window wraps.
type torus struct {
	size   int
	reach  int // sites repeated across each edge
	shift  uint
	stride int // bytes of a row
}

// margin is the bits before the first site of a row: room for the largest vision.
const margin = 32

func newTorus(size, reach int) torus {
	shift := uint(bits.Len(uint(size - 1)))
	// A window is read as eight bytes from any bit of the row.
	return torus{size: size, reach: reach, shift: shift, stride: (margin+size+margin)/8 + 9}
}

func (t *torus) sites() int             { return t.size << t.shift }
func (t *torus) site(x, y int) uint32   { return uint32(y<<t.shift | x) }
func (t *torus) at(s uint32) (x, y int) { return int(s & (1<<t.shift - 1)), int(s >> t.shift) }

// bit gives the index of a site's bit.
func (t *torus) bit(x, y int) int { return (y+t.reach)*t.stride*8 + x + margin }

// hood is the sites within vision of a site.
type hood struct {
	vision  int
	size    int      // sites
	rows    []uint64 // by dy + vision: bit dx + vision
	offsets []int32  // of bits, without the site itself
	dx, dy  []int8   // the same
}

func (t *torus) hood(shape Shape, vision int, own bool) hood {
	h := hood{vision: vision, rows: make([]uint64, 2*vision+1)}
	for dy := -vision; dy <= vision; dy++ {
		for dx := -vision; dx <= vision; dx++ {
			in := true
			switch shape {
			case Disc:
				in = dx*dx+dy*dy <= vision*vision
			case VonNeumann:
				in = max(dx, -dx)+max(dy, -dy) <= vision
			}
			self := dx == 0 && dy == 0
			if !in || self && !own {
				continue
			}
			h.rows[dy+vision] |= 1 << (dx + vision)
			h.size++
			if !self {
				h.offsets = append(h.offsets, int32(dy*t.stride*8+dx))
				h.dx, h.dy = append(h.dx, int8(dx)), append(h.dy, int8(dy))
			}
		}
	}
	return h
}

// plane says of each site whether it holds any of something, and of the few
// that hold several, how many more.
type plane struct {
	*torus
	bits []byte
	more map[uint32]int
}

func (t *torus) plane() plane {
	return plane{t, make([]byte, (t.size+2*t.reach)*t.stride), map[uint32]int{}}
}

func (p *plane) has(site uint32) bool {
	b := p.bit(p.at(site))
	return p.bits[b>>3]>>(b&7)&1 != 0
}

// add puts one more on a site and says whether there was one before.
func (p *plane) add(site uint32) bool {
	if p.has(site) {
		p.more[site]++
		return true
	}
	p.flip(site)
	return false
}

// remove takes one from a site and says whether there is another.
func (p *plane) remove(site uint32) bool {
	if len(p.more) > 0 && p.more[site] > 0 {
		if p.more[site]--; p.more[site] == 0 {
			delete(p.more, site)
		}
		return true
	}
	p.flip(site)
	return false
}

// flip turns a site's bit over, and its images across the edges.
func (p *plane) flip(site uint32) {
	x, y := p.at(site)
	p.turn(x, y)
	inner := uint(p.size - 2*p.reach)
	if uint(x-p.reach) < inner && uint(y-p.reach) < inner {
		return
	}
	x2, y2 := p.image(x), p.image(y)
	if x2 != x {
		p.turn(x2, y)
	}
	if y2 != y {
		p.turn(x, y2)
	}
	if x2 != x && y2 != y {
		p.turn(x2, y2)
	}
}

func (p *plane) turn(x, y int) {
	b := p.bit(x, y)
	p.bits[b>>3] ^= 1 << (b & 7)
}

// image is where a coordinate is repeated across the edge, if it is.
func (p *plane) image(x int) int {
	switch {
	case x < p.reach:
		return x + p.size
	case x >= p.size-p.reach:
		return x - p.size
	}
	return x
}

// count gives how many there are within vision of a site.
func (p *plane) count(site uint32, h *hood) int {
	n := 0
	first := p.bit(p.at(site)) - h.vision*p.stride*8 - h.vision
	at, shift := first>>3, first&7
	for _, row := range h.rows {
		n += bits.OnesCount64(binary.LittleEndian.Uint64(p.bits[at:]) >> shift & row)
		at += p.stride
	}
	if len(p.more) > 0 {
		for s, k := range p.more {
			if h.holds(p.torus, site, s) {
				n += k
			}
		}
	}
	return n
}

// holds says whether a site lies within vision of another.
func (h *hood) holds(t *torus, from, site uint32) bool {
	x0, y0 := t.at(from)
	x, y := t.at(site)
	near := func(a, b int) int { // the short way round
		d := b - a
		switch {
		case d > t.size/2:
			d -= t.size
		case d < -(t.size / 2):
			d += t.size
		}
		return d
	}
	dx, dy := near(x0, x), near(y0, y)
	if max(dx, -dx) > h.vision || max(dy, -dy) > h.vision {
		return false
	}
	return h.rows[dy+h.vision]>>(dx+h.vision)&1 != 0
}

// nth finds the n-th, from 0, that is within vision of a site, row by row: its
// site, and which of those on it.
func (p *plane) nth(site uint32, h *hood, n int) (uint32, int) {
	x0, y0 := p.at(site)
	first := p.bit(x0, y0) - h.vision*p.stride*8 - h.vision
	at, shift := first>>3, first&7
	for dy, row := range h.rows {
		w := binary.LittleEndian.Uint64(p.bits[at:]) >> shift & row
		for ; w != 0; w &= w - 1 {
			s := p.wrap(x0+bits.TrailingZeros64(w)-h.vision, y0+dy-h.vision)
			here := 1
			if len(p.more) > 0 {
				here += p.more[s]
			}
			if n < here {
				return s, n
			}
			n -= here
		}
		at += p.stride
	}
	panic("classic: fewer than were counted")
}

func (t *torus) wrap(x, y int) uint32 {
	if x < 0 {
		x += t.size
	} else if x >= t.size {
		x -= t.size
	}
	if y < 0 {
		y += t.size
	} else if y >= t.size {
		y -= t.size
	}
	return t.site(x, y)
}

// tries is how often a free site is guessed before they are counted.
const tries = 16

// free picks a random site within vision that holds none.
func (p *plane) free(site uint32, h *hood, rng *luck.Stream) (uint32, bool) {
	x, y := p.at(site)
	at := p.bit(x, y)
	n := uint64(len(h.offsets))
	for range tries / 2 {
		u := rng.Next()
		for range 2 {
			k := (u & 0xffffffff) * n >> 32
			b := at + int(h.offsets[k])
			if p.bits[b>>3]>>(b&7)&1 == 0 {
				return p.wrap(x+int(h.dx[k]), y+int(h.dy[k])), true
			}
			u >>= 32
		}
	}
	open := 0
	for _, o := range h.offsets {
		b := at + int(o)
		open += int(1 &^ (p.bits[b>>3] >> (b & 7)))
	}
	if open == 0 {
		return 0, false
	}
	left := rng.Below(open)
	for k, o := range h.offsets {
		b := at + int(o)
		if p.bits[b>>3]>>(b&7)&1 != 0 {
			continue
		}
		if left == 0 {
			return p.wrap(x+int(h.dx[k]), y+int(h.dy[k])), true
		}
		left--
	}
	panic("classic: fewer free sites than were counted")
}
