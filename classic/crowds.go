package classic

import (
	"sync"
	"sync/atomic"
)

// crowds are how many more than one there are on sites that hold several of a
// layer. Workers share them, each for sites that no other sees.
type crowds struct {
	sites [1 << crowdShift]struct {
		mu   sync.Mutex
		more map[uint32][crowded]int32
	}
	several [crowded]struct { // by layer
		sites atomic.Int32 // that hold several
		_     apart
	}
}

// crowdShift makes it rare that a worker waits for another.
const crowdShift = 8

// update changes what there is more on a site, and says whether it was and is nothing.
func (c *crowds) update(site uint32, change func(more *[crowded]int32)) (was, is bool) {
	part := &c.sites[site*0x9E3779B1>>(32-crowdShift)]
	part.mu.Lock()
	defer part.mu.Unlock()
	if part.more == nil {
		part.more = map[uint32][crowded]int32{}
	}
	more := part.more[site]
	before, none := more, [crowded]int32{}
	if change(&more); more == none {
		delete(part.more, site)
	} else if more != before {
		part.more[site] = more
	}
	return before == none, more == none
}

// add puts one more of a layer on a site and says whether it is the first there is more.
func (c *crowds) add(layer int, site uint32) (first bool) {
	first, _ = c.update(site, func(more *[crowded]int32) {
		if more[layer]++; more[layer] == 1 {
			c.several[layer].sites.Add(1)
		}
	})
	return first
}

// remove takes one of a layer from a site if there is more, and says whether
// there was and whether nothing is left of which there is more.
func (c *crowds) remove(layer int, site uint32) (another, last bool) {
	_, none := c.update(site, func(more *[crowded]int32) {
		if another = more[layer] > 0; !another {
			return
		}
		if more[layer]--; more[layer] == 0 {
			c.several[layer].sites.Add(-1)
		}
	})
	return another, another && none
}

// more gives how many more of a layer than one are on a site.
func (c *crowds) more(layer int, site uint32) (n int) {
	c.update(site, func(more *[crowded]int32) { n = int(more[layer]) })
	return n
}

// Whether any site holds several of a layer.
func (c *crowds) any(layer int) bool { return c.several[layer].sites.Load() > 0 }
