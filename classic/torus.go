package classic

import (
	"math/bits"
	"sync/atomic"

	"casus/luck"
)

// What a site may hold, a bit of each. Crowded sites hold several of something.
const (
	blocker = iota // a citizen at large or a cop
	rebel          // an active citizen
	officer        // a cop
	crowded
	layers
)

// torus is the field in blocks of 8×8 sites. A block is one word for each layer,
// side by side, so that all that a window of vision 7 sees lies in 3×3 blocks, a
// count is nine masked population counts, and no bit is shifted. Blocks around
// the field repeat what lies across the edge, so that no window wraps.
//
// A site is y<<shift | x.
type torus struct {
	size   int
	reach  int // sites repeated across each edge
	shift  uint
	margin int // sites before the first of a row: whole blocks, at least reach
	across int // blocks in a row of them
	words  []uint64
	crowds crowds
}

const block = 8

func newTorus(size, reach int) *torus {
	margin := (reach + block - 1) / block * block
	across := (size+2*margin)/block + 2 // windows may reach one block further, with no bits in it
	return &torus{
		size: size, reach: reach, shift: uint(bits.Len(uint(size - 1))), margin: margin, across: across,
		words: make([]uint64, across*across*layers),
	}
}

func (t *torus) sites() int             { return t.size << t.shift }
func (t *torus) site(x, y int) uint32   { return uint32(y<<t.shift | x) }
func (t *torus) at(s uint32) (x, y int) { return int(s & (1<<t.shift - 1)), int(s >> t.shift) }

// word gives the index of a site's block and the number of its bit there; the
// site may lie across the edge.
func (t *torus) word(x, y int) (int, uint) {
	u, v := uint(x+t.margin), uint(y+t.margin) // unsigned, so that a division is a shift
	return (int(v/block)*t.across + int(u/block)) * layers, v%block*block + u%block
}

func (t *torus) has(layer int, site uint32) bool {
	w, b := t.word(t.at(site))
	return t.words[w+layer]>>(b&63)&1 != 0
}

// add puts one more on a site and says whether there was one before.
func (t *torus) add(layer int, site uint32) bool {
	if !t.has(layer, site) {
		t.flip(layer, site)
		return false
	}
	if t.crowds.add(layer, site) {
		t.flip(crowded, site)
	}
	return true
}

// join is add while others join too, anywhere.
func (t *torus) join(layer int, site uint32) {
	x, y := t.at(site)
	w, b := t.word(x, y)
	if atomic.OrUint64(&t.words[w+layer], 1<<(b&63))>>(b&63)&1 != 0 {
		t.crowds.add(layer, site)
		layer = crowded
	}
	for _, v := range [...]int{y, t.image(y)} {
		for _, u := range [...]int{x, t.image(x)} {
			w, b := t.word(u, v)
			atomic.OrUint64(&t.words[w+layer], 1<<(b&63))
		}
	}
}

// remove takes one from a site and says whether there is another.
func (t *torus) remove(layer int, site uint32) bool {
	if t.has(crowded, site) {
		another, last := t.crowds.remove(layer, site)
		if last {
			t.flip(crowded, site)
		}
		if another {
			return true
		}
	}
	t.flip(layer, site)
	return false
}

// on gives how many are on a site where there is one.
func (t *torus) on(layer int, site uint32) int {
	if !t.has(crowded, site) {
		return 1
	}
	return 1 + t.crowds.more(layer, site)
}

// flip turns a site's bit over, and its images across the edges.
func (t *torus) flip(layer int, site uint32) {
	x, y := t.at(site)
	t.turn(layer, x, y)
	if t.edge(x, y) {
		t.turnImages(layer, x, y)
	}
}

// carry moves a blocker, who is on another layer also, from one site to another,
// unless one is crowded or the other taken, where more has to be seen to.
func (t *torus) carry(from, to uint32, also int) bool {
	x0, y0 := t.at(from)
	x1, y1 := t.at(to)
	w0, b0 := t.word(x0, y0)
	w1, b1 := t.word(x1, y1)
	source, target := (*[layers]uint64)(t.words[w0:]), (*[layers]uint64)(t.words[w1:])
	if (source[crowded]>>(b0&63)|target[blocker]>>(b1&63))&1 != 0 {
		return false
	}
	source[blocker] ^= 1 << (b0 & 63)
	target[blocker] ^= 1 << (b1 & 63)
	if also != blocker {
		source[also&3] ^= 1 << (b0 & 63)
		target[also&3] ^= 1 << (b1 & 63)
	}
	if t.edge(x0, y0) {
		t.carryImages(x0, y0, also)
	}
	if t.edge(x1, y1) {
		t.carryImages(x1, y1, also)
	}
	return true
}

func (t *torus) carryImages(x, y, also int) {
	t.turnImages(blocker, x, y)
	if also != blocker {
		t.turnImages(also, x, y)
	}
}

// Whether a site is repeated across an edge.
func (t *torus) edge(x, y int) bool {
	inner := uint(t.size - 2*t.reach)
	return uint(x-t.reach) >= inner || uint(y-t.reach) >= inner
}

func (t *torus) turnImages(layer, x, y int) {
	x2, y2 := t.image(x), t.image(y)
	if x2 != x {
		t.turn(layer, x2, y)
	}
	if y2 != y {
		t.turn(layer, x, y2)
	}
	if x2 != x && y2 != y {
		t.turn(layer, x2, y2)
	}
}

func (t *torus) turn(layer, x, y int) {
	w, b := t.word(x, y)
	t.words[w+layer] ^= 1 << (b & 63)
}

// image is where a coordinate is repeated across the edge, if it is.
func (t *torus) image(x int) int {
	switch {
	case x < t.reach:
		return x + t.size
	case x >= t.size-t.reach:
		return x - t.size
	}
	return x
}

// hood is the sites within vision of a site.
type hood struct {
	vision int
	size   int // sites
	span   int // blocks that a window reaches, in each direction
	masks  [block * block][]uint64
	away   []offset // sites to move to: all but one's own
}

type offset struct{ x, y int8 }

func newHood(shape Shape, vision int, own bool) hood {
	h := hood{vision: vision, span: (2*vision+block-1)/block + 1}
	for i := range h.masks {
		h.masks[i] = make([]uint64, h.span*h.span)
	}
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
			if in && !self {
				h.away = append(h.away, offset{int8(dx), int8(dy)})
			}
			if !in || self && !own {
				continue
			}
			h.size++
			for i := range h.masks {
				x, y := i%block+dx+vision, i/block+dy+vision
				h.masks[i][y/block*h.span+x/block] |= 1 << (y%block*block + x%block)
			}
		}
	}
	return h
}

// window gives the first block within vision of a site, and the masks that go
// with the place of the window's corner in it.
func (t *torus) window(site uint32, h *hood) (int, []uint64) {
	x, y := t.at(site)
	w, b := t.word(x-h.vision, y-h.vision)
	return w, h.masks[b]
}

// count gives how many there are within vision of a site.
func (t *torus) count(layer int, site uint32, h *hood) int {
	w, masks := t.window(site, h)
	n := 0
	if h.span == 3 { // the usual vision of 5 to 8
		m := (*[9]uint64)(masks)
		k := layer & 3
		for i := range 3 {
			r := (*[3 * layers]uint64)(t.words[w:])
			n += bits.OnesCount64(r[k]&m[3*i]) + bits.OnesCount64(r[k+layers]&m[3*i+1]) + bits.OnesCount64(r[k+2*layers]&m[3*i+2])
			w += t.across * layers
		}
	} else {
		n = t.sum(layer, w, masks, h)
	}
	if t.crowds.any(layer) && t.sum(crowded, t.first(site, h), masks, h) > 0 {
		t.each(layer, site, h, func(_ uint32, here int) bool {
			n += here - 1
			return true
		})
	}
	return n
}

// both gives how many officers and how many rebels are within vision of a site.
func (t *torus) both(site uint32, h *hood) (officers, rebels int) {
	if h.span != 3 || t.crowds.any(officer) || t.crowds.any(rebel) {
		return t.count(officer, site, h), t.count(rebel, site, h)
	}
	w, masks := t.window(site, h)
	m := (*[9]uint64)(masks)
	for i := range 3 {
		r := (*[3 * layers]uint64)(t.words[w:])
		officers += bits.OnesCount64(r[officer]&m[3*i]) + bits.OnesCount64(r[officer+layers]&m[3*i+1]) + bits.OnesCount64(r[officer+2*layers]&m[3*i+2])
		rebels += bits.OnesCount64(r[rebel]&m[3*i]) + bits.OnesCount64(r[rebel+layers]&m[3*i+1]) + bits.OnesCount64(r[rebel+2*layers]&m[3*i+2])
		w += t.across * layers
	}
	return officers, rebels
}

func (t *torus) first(site uint32, h *hood) int {
	w, _ := t.window(site, h)
	return w
}

func (t *torus) sum(layer, w int, masks []uint64, h *hood) int {
	n := 0
	for i, m := range masks {
		n += bits.OnesCount64(t.words[w+(i/h.span*t.across+i%h.span)*layers+layer] & m)
	}
	return n
}

// each visits the sites within vision that hold something, block by block, with
// how many they hold, until told to stop.
func (t *torus) each(layer int, site uint32, h *hood, visit func(s uint32, here int) bool) {
	x0, y0 := t.at(site)
	w, masks := t.window(site, h)
	left, top := (x0-h.vision+t.margin)/block*block-t.margin, (y0-h.vision+t.margin)/block*block-t.margin
	for i, m := range masks {
		row, column := i/h.span, i%h.span
		for b := t.words[w+(row*t.across+column)*layers+layer] & m; b != 0; b &= b - 1 {
			k := bits.TrailingZeros64(b)
			s := t.wrap(left+column*block+k%block, top+row*block+k/block)
			if !visit(s, t.on(layer, s)) {
				return
			}
		}
	}
}

// nth finds the n-th, from 0, within vision of a site, in the order of each:
// its site, and which of those on it.
func (t *torus) nth(layer int, site uint32, h *hood, n int) (found uint32, k int) {
	t.each(layer, site, h, func(s uint32, here int) bool {
		found, k = s, n
		n -= here
		return n >= 0
	})
	return found, k
}

func (t *torus) wrap(x, y int) uint32 {
	if uint(x) >= uint(t.size) {
		x = t.back(x)
	}
	if uint(y) >= uint(t.size) {
		y = t.back(y)
	}
	return t.site(x, y)
}

func (t *torus) back(x int) int {
	if x < 0 {
		return x + t.size
	}
	return x - t.size
}

// A free site is guessed, three guesses at a time so that the processor need not
// foresee which will do, and rounds times; then the free sites are counted.
// A guess takes 21 random bits: no site is likelier than another by 1 in 600 at
// the largest vision, 1 in 10,000 at the usual one.
const (
	rounds    = 6
	guessBits = 21
)

// free picks a random site within vision that nobody blocks.
func (t *torus) free(site uint32, h *hood, rng *luck.Stream) (uint32, bool) {
	x, y := t.at(site)
	away, words, across := h.away, t.words, uint(t.across)
	u, v := uint(x+t.margin), uint(y+t.margin)
	taken := func(k uint64) uint64 { // 1 or 0, as in word
		d := away[k]
		u, v := u+uint(int(d.x)), v+uint(int(d.y))
		return words[(v/block*across+u/block)*layers+blocker] >> (v%block*block + u%block) & 1
	}
	n := uint64(len(away))
	guess := func(u uint64) uint64 { return u & (1<<guessBits - 1) * n >> guessBits }
	for range rounds {
		u := rng.Next()
		k := [...]uint64{guess(u), guess(u >> guessBits), guess(u >> (2 * guessBits)), 0}
		no := taken(k[0]) | taken(k[1])<<1 | taken(k[2])<<2
		if first := bits.TrailingZeros64(^no); first < 3 {
			d := away[k[first&3]]
			return t.wrap(x+int(d.x), y+int(d.y)), true
		}
	}
	left := 0
	for k := range away {
		left += int(1 - taken(uint64(k)))
	}
	if left == 0 {
		return 0, false
	}
	left = rng.Below(left)
	for k, d := range away {
		if taken(uint64(k)) == 0 {
			if left == 0 {
				return t.wrap(x+int(d.x), y+int(d.y)), true
			}
			left--
		}
	}
	panic("classic: fewer free sites than were counted")
}
