package classic

import (
	"slices"
	"sync"
	"sync/atomic"
)

// tiling divides a torus into tiles, an even number in each direction, coloured
// like the fields of four boards laid over each other: two of a colour have
// another between them.
type tiling struct {
	across int      // tiles in a row of them; 0: none
	of     []uint16 // by coordinate: which tile in its row or column
	first  []int    // by tile: its first agent in the order; one more at the end
}

const colours = 4

// leastTile is the smallest tile with which no two workers meet. An agent that
// moves and then looks, or arrests and moves again, changes sites up to twice
// the vision away and reads as far beyond a block of bits; between two tiles of
// a colour must fit what one changes and what the other reads.
func leastTile(vision int) int { return 4*vision + 3*block }

func newTiling(size, across int) tiling {
	t := tiling{across: across, of: make([]uint16, size), first: make([]int, across*across+1)}
	for x := range t.of {
		t.of[x] = uint16(x * across / size)
	}
	return t
}

func (m *Model) tile(a *agent) int {
	x, y := m.torus.at(a.site())
	return int(m.tiles.of[y])*m.tiles.across + int(m.tiles.of[x])
}

// Workers sets how many goroutines share a step; they change nothing in the
// results, and help only where there are tiles. At least one works.
func (m *Model) Workers(n int) {
	for len(m.workers) < max(1, n) {
		m.workers = append(m.workers, &worker{Model: m, torus: m.torus, agents: m.agents, at: m.at})
	}
	m.workers = m.workers[:max(1, n)]
}

// each lets every worker do the same.
func (m *Model) each(do func(k int, w *worker)) {
	var all sync.WaitGroup
	for k, w := range m.workers[1:] {
		all.Go(func() { do(k+1, w) })
	}
	do(0, m.workers[0])
	all.Wait()
}

// stepTiles lets everyone act once: tiles of a colour at the same time, one
// colour after the other in random order.
func (m *Model) stepTiles() {
	m.sort()
	t := &m.tiles
	n := t.across * t.across
	turn := m.lot.Stream(uint64(m.step), uint64(n))
	order := [colours]int{0, 1, 2, 3}
	for i := colours - 1; i > 0; i-- {
		j := turn.Below(i + 1)
		order[i], order[j] = order[j], order[i]
	}
	for _, colour := range order {
		var next atomic.Int64
		half := t.across / 2
		m.each(func(_ int, w *worker) {
			for {
				k := int(next.Add(1)) - 1
				if k >= half*half {
					return
				}
				tile := (2*(k/half)+colour/2)*t.across + 2*(k%half) + colour%2
				order := m.order[t.first[tile]:t.first[tile+1]]
				w.fetch(order)
				w.act(order, tile)
			}
		})
		for _, w := range m.workers {
			m.collect(w)
		}
	}
}

// fetch reads the agents of a tile, for which memory can be asked all at once and
// not, as they act, one after the other.
func (w *worker) fetch(order []uint32) {
	for _, a := range order {
		w.fetched += w.agents[a].place
	}
}

// sort puts the agents in the order of their tiles, and within a tile of their
// numbers, of which each worker takes a part.
func (m *Model) sort() {
	t := &m.tiles
	n := t.across * t.across
	mine := func(k int, visit func(a uint32, tile int)) {
		end := (k + 1) * len(m.agents) / len(m.workers)
		for a := k * len(m.agents) / len(m.workers); a < end; a++ {
			if ag := &m.agents[a]; ag.state() != cop || ag.term != away {
				visit(uint32(a), m.tile(ag))
			}
		}
	}
	m.each(func(k int, w *worker) {
		if w.next == nil {
			w.next = make([]int, n)
		}
		clear(w.next)
		mine(k, func(_ uint32, tile int) { w.next[tile]++ })
	})
	at := 0
	for tile := range n {
		t.first[tile] = at
		for _, w := range m.workers {
			w.next[tile], at = at, at+w.next[tile]
		}
	}
	t.first[n] = at
	m.each(func(k int, w *worker) {
		mine(k, func(a uint32, tile int) {
			m.order[w.next[tile]] = a
			w.next[tile]++
		})
	})
}

// rebels are the active citizens of sites that hold several.
type rebels struct {
	mu sync.Mutex
	on map[uint32][]uint32
}

// add puts another on a site, beside the one who was alone there if it was one.
func (p *rebels) add(site, a, alone uint32) {
	p.mu.Lock()
	defer p.mu.Unlock()
	if p.on[site] == nil {
		p.on[site] = []uint32{alone}
	}
	pile := append(p.on[site], a)
	slices.Sort(pile) // an order that does not depend on who came first
	p.on[site] = pile
}

// remove takes one away and gives one who is left.
func (p *rebels) remove(site, a uint32) uint32 {
	p.mu.Lock()
	defer p.mu.Unlock()
	pile := p.on[site]
	i, _ := slices.BinarySearch(pile, a)
	pile = slices.Delete(pile, i, i+1)
	p.on[site] = pile
	if len(pile) == 1 {
		delete(p.on, site)
	}
	return pile[0]
}

// get gives the k-th on a site.
func (p *rebels) get(site uint32, k int) uint32 {
	p.mu.Lock()
	defer p.mu.Unlock()
	return p.on[site][k]
}
