package classic

import (
	"sync"

	"casus/luck"
)

// parts divide the agents; those of a part act one after the other, in random
// order. Where there are tiles a part is a tile. Otherwise agents are dealt to
// parts at random each step, which gives a random order of all (Rao 1961,
// Sandelius 1962) and, unlike exchanges with agents far away, reads memory from
// one end to the other.
type parts struct {
	n     int
	first []int    // by part: its first agent in the order; one more at the end
	of    []uint16 // by agent in the order: its part
	tiles tiling
}

// handful is about how many agents are put in random order at once: as many as
// the nearer caches hold.
const handful = 1 << 15

func newParts(p *Params, agents int) parts {
	ps := parts{n: 1}
	if p.Tile != 0 {
		ps.tiles = newTiling(p.Size, p.Size/p.Tile&^1)
		ps.n = ps.tiles.across * ps.tiles.across
	}
	for p.Tile == 0 && ps.n*handful < agents {
		ps.n *= 2
	}
	ps.first = make([]int, ps.n+1)
	if ps.n > 1 {
		ps.of = make([]uint16, agents)
	}
	return ps
}

// tiling divides a torus into tiles, an even number in each direction, coloured
// like the fields of four boards laid over each other: two of a colour have
// another between them.
type tiling struct {
	across int      // tiles in a row of them; 0: none
	of     []uint16 // by coordinate: which tile in its row or column
}

const (
	colours = 4
	// maxAcross keeps the number of a tile in 16 bits.
	maxAcross = 254
)

// leastTile is the smallest tile with which no two workers meet. An agent that
// moves and then looks, or arrests and moves again, changes sites up to twice
// the vision away, in whole blocks of bits, and reads as far and a block and a
// half more. What one changes and what another reads must fit between two tiles
// of a colour: 4 times the vision and 20 sites; three blocks are rounder.
func leastTile(vision int) int { return 4*vision + 3*block }

func newTiling(size, across int) tiling {
	across = min(across, maxAcross)
	t := tiling{across: across, of: make([]uint16, size)}
	for x := range t.of {
		t.of[x] = uint16(x * across / size)
	}
	return t
}

// Workers sets how many goroutines share a step; they change nothing in the
// results, and help little without tiles. At least one works.
func (m *Model) Workers(n int) {
	for len(m.workers) < max(1, n) {
		m.workers = append(m.workers, &worker{Model: m, torus: m.torus, agents: m.agents, at: m.at, next: make([]int, m.parts.n)})
	}
	m.workers = m.workers[:max(1, n)]
}

// together lets every worker do the same at the same time.
func (m *Model) together(do func(k int, w *worker)) {
	var all sync.WaitGroup
	for k, w := range m.workers[1:] {
		all.Go(func() { do(k+1, w) })
	}
	do(0, m.workers[0])
	all.Wait()
}

// each lets workers do the same for every part: for tiles of a colour at the same
// time, one colour after the other in random order; without tiles for one part
// after the other.
func (m *Model) each(do func(w *worker, part int)) {
	across := m.parts.tiles.across
	if across == 0 {
		w := m.workers[0]
		for part := range m.parts.n {
			do(w, part)
		}
		m.collect(w)
		return
	}
	half := across / 2
	turn := m.lot.Stream(uint64(m.step), uint64(m.parts.n))
	order := [colours]int{0, 1, 2, 3}
	luck.Shuffle(order[:], &turn)
	for _, colour := range order {
		for _, w := range m.workers {
			w.taken.Store(0)
		}
		m.together(func(k int, w *worker) {
			n := len(m.workers)
			for j := range n { // its own share, whose memory is near, then what others have left
				v := (k + j) % n
				first, end := v*half*half/n, (v+1)*half*half/n
				for {
					i := first + int(m.workers[v].taken.Add(1)) - 1
					if i >= end {
						break
					}
					do(w, (2*(i/half)+colour/2)*across+2*(i%half)+colour%2)
				}
			}
		})
		for _, w := range m.workers {
			m.collect(w)
		}
	}
}

// deal puts the order in that of the parts, and within a part as it was or, where
// there are tiles, by agent; each worker takes some.
func (m *Model) deal() {
	p := &m.parts
	p.first[p.n] = len(m.order)
	if p.n == 1 {
		return
	}
	m.together(func(k int, w *worker) {
		clear(w.next)
		w.assign(w.share(k))
	})
	at := 0
	for part := range p.n {
		p.first[part] = at
		for _, w := range m.workers {
			w.next[part], at = at, at+w.next[part]
		}
	}
	m.spare = m.spare[:len(m.order)]
	m.together(func(k int, w *worker) {
		first, end := w.share(k)
		for i := first; i < end; i++ {
			a, part := uint32(i), p.of[i]
			if p.tiles.across == 0 {
				a = m.order[i]
			}
			m.spare[w.next[part]] = a
			w.next[part]++
		}
	})
	m.order, m.spare = m.spare, m.order
	if p.tiles.across > 0 && m.step%gatherEvery == 0 {
		m.gather()
	}
}

func (w *worker) share(k int) (first, end int) {
	n := len(w.workers)
	return k * len(w.order) / n, (k + 1) * len(w.order) / n
}

// assign finds the parts of a worker's share of the order, and counts them.
func (w *worker) assign(first, end int) {
	p, t := &w.parts, w.torus
	if tiles := &p.tiles; tiles.across > 0 {
		for a := first; a < end; a++ {
			x, y := t.at(w.agents[a].site())
			part := tiles.of[y]*uint16(tiles.across) + tiles.of[x]
			p.of[a] = part
			w.next[part]++
		}
		return
	}
	const draws = 4 // of 16 bits each
	for i := first; i < end; {
		bits := w.dealer.Bits(uint64(w.step), uint64(i/draws)) >> (i % draws * 16)
		for stop := min(end, i/draws*draws+draws); i < stop; i++ {
			part := uint16(bits) & uint16(p.n-1)
			p.of[i] = part
			w.next[part]++
			bits >>= 16
		}
	}
}

// gatherEvery is how many steps may lead agents of a tile out of one another's
// neighbourhood in memory before they are gathered there again.
const gatherEvery = 32

// gather puts the agents into the order in which they were dealt, so that those
// of a tile lie together; who is in no order is gone.
func (m *Model) gather() {
	agents, ids, now := make([]agent, len(m.order)), make([]uint32, len(m.order)), make([]uint32, len(m.agents))
	m.together(func(k int, w *worker) {
		first, end := w.share(k)
		for i := first; i < end; i++ {
			a := m.order[i]
			agents[i], ids[i], now[a] = m.agents[a], m.ids[a], uint32(i)
			m.order[i] = uint32(i)
			if ag := &agents[i]; ag.state() == active && m.torus.on(rebel, ag.site()) == 1 {
				m.at[ag.site()] = uint32(i)
			}
		}
	})
	m.agents, m.ids = agents, ids
	m.rebels.renumber(now)
	for _, due := range m.due {
		for i, a := range due {
			due[i] = now[a]
		}
	}
	for _, w := range m.workers {
		w.agents = agents
	}
}
