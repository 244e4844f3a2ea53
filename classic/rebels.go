package classic

import (
	"slices"
	"sync"
)

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

// renumber puts new numbers for old ones.
func (p *rebels) renumber(now []uint32) {
	for _, pile := range p.on {
		for i, a := range pile {
			pile[i] = now[a]
		}
		slices.Sort(pile)
	}
}
