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
func (r *rebels) add(site, a, alone uint32) {
	r.mu.Lock()
	defer r.mu.Unlock()
	if r.on[site] == nil {
		r.on[site] = []uint32{alone}
	}
	here := append(r.on[site], a)
	slices.Sort(here) // an order that does not depend on who came first
	r.on[site] = here
}

// remove takes one away and gives one who is left.
func (r *rebels) remove(site, a uint32) uint32 {
	r.mu.Lock()
	defer r.mu.Unlock()
	here := r.on[site]
	i, _ := slices.BinarySearch(here, a)
	here = slices.Delete(here, i, i+1)
	r.on[site] = here
	if len(here) == 1 {
		delete(r.on, site)
	}
	return here[0]
}

// get gives the k-th on a site.
func (r *rebels) get(site uint32, k int) uint32 {
	r.mu.Lock()
	defer r.mu.Unlock()
	return r.on[site][k]
}

// renumber puts new numbers for old ones.
func (r *rebels) renumber(now []uint32) {
	for _, here := range r.on {
		for i, a := range here {
			here[i] = now[a]
		}
		slices.Sort(here)
	}
}
