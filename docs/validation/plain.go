package main

import (
	"math"

	"casus/classic"
	"casus/luck"
)

// plain is Model I written from the rules with lists of neighbours, to vary what
// package classic does not: whether C/A is rounded at all, how far a turn moves
// one, whether cops wait for citizens, and whether grievance is discounted. It
// also sees into single turns. Vision is a disc and the same for all, numbers are
// exact, the jailed are out of the way, and a torus has at most 256 sites a side.
type plain struct {
	p         classic.Params
	lk        luck.Replicate
	variation variation
	rng       luck.Stream
	step      int
	who       []person
	order     []int
	sight     [][]uint16 // by site: those within vision, itself among them if that counts
	reach     [][]uint16 // by site: where a turn may move one
	on        []sight    // by site
	count     classic.Counts
	turn      func(seen sight, active bool) // of a citizen who would rebel at no risk; may be nil
}

type variation struct {
	Smooth bool // the arrest probability is 1 − exp(−k·C/A), without rounding
	Stride int  // a turn moves one this far at the most; 0: as far as one sees
	Last   bool // cops take their turns after all citizens have
	// Discount lowers the grievance to H·(1 − L)·(1 − T), as Epstein's program does.
	Discount bool
}

type person struct {
	site     uint16
	cop      bool
	active   bool
	term     int // steps left in jail
	hardship float64
	aversion float64
}

// sight is how many there are, on a site or within vision.
type sight struct{ cops, active, here int16 }

func newPlain(p classic.Params, v variation, lk luck.Replicate) *plain {
	if v.Stride == 0 {
		v.Stride = p.Vision
	}
	m := &plain{p: p, lk: lk, variation: v, on: make([]sight, p.Size*p.Size)}
	m.sight, m.reach = discs(p.Size, p.Vision, p.Rules.OwnSite), discs(p.Size, v.Stride, false)
	lot := lk.For("validation/plain-traits")
	sites := make([]uint16, p.Size*p.Size)
	for i := range sites {
		sites[i] = uint16(i)
	}
	m.rng = lk.For("validation/plain-sites").Stream(0, 0)
	luck.Shuffle(sites, &m.rng)
	citizens, cops := int(math.Round(p.Citizens*float64(len(sites)))), int(math.Round(p.Cops*float64(len(sites))))
	for i, site := range sites[:citizens+cops] {
		a := person{site: site, cop: i >= citizens, hardship: lot.Uniform(uint64(i), 0), aversion: lot.Uniform(uint64(i), 1)}
		m.who, m.order = append(m.who, a), append(m.order, i)
		m.on[site].here++
		if a.cop {
			m.on[site].cops++
		}
	}
	m.count = classic.Counts{Quiet: citizens, Cops: cops}
	return m
}

// discs lists the sites within a radius of each site of a torus.
func discs(size, radius int, own bool) [][]uint16 {
	all := make([][]uint16, size*size)
	for i := range all {
		for dy := -radius; dy <= radius; dy++ {
			for dx := -radius; dx <= radius; dx++ {
				if dx*dx+dy*dy <= radius*radius && (own || dx != 0 || dy != 0) {
					all[i] = append(all[i], uint16((i/size+dy+size)%size*size+(i+dx+size)%size))
				}
			}
		}
	}
	return all
}

// Step lets everyone act once, in random order.
func (m *plain) Step() {
	m.rng = m.lk.For("validation/plain-step").Stream(uint64(m.step), 0)
	luck.Shuffle(m.order, &m.rng)
	if m.variation.Last {
		m.turns(func(a *person) bool { return !a.cop })
		m.turns(func(a *person) bool { return a.cop })
	} else {
		m.turns(func(*person) bool { return true })
	}
	for i := range m.who {
		if a := &m.who[i]; a.term > 0 {
			if a.term--; a.term == 0 {
				m.on[a.site].here++
				m.count.Jailed--
				m.count.Quiet++
			}
		}
	}
	m.step++
}

// turns lets some act, in the order of the step.
func (m *plain) turns(whose func(*person) bool) {
	for _, i := range m.order {
		switch a := &m.who[i]; {
		case a.term > 0 || !whose(a):
		case m.p.Rules.MoveFirst:
			m.move(a, m.free(a.site))
			m.act(a)
		default:
			m.act(a)
			m.move(a, m.free(a.site))
		}
	}
}

// SetLegitimacy changes the legitimacy from the next step on.
func (m *plain) SetLegitimacy(l float64) { m.p.Legitimacy = l }

func (m *plain) Counts() classic.Counts { return m.count }

// free picks a random free site in reach, or the site itself.
func (m *plain) free(site uint16) uint16 {
	reach := m.reach[site]
	const guesses = 8
	for range guesses {
		if to := reach[m.rng.Below(len(reach))]; m.on[to].here == 0 {
			return to
		}
	}
	found, n := site, 0
	for _, to := range reach {
		if m.on[to].here == 0 {
			if n++; m.rng.Below(n) == 0 {
				found = to
			}
		}
	}
	return found
}

func (m *plain) move(a *person, to uint16) {
	m.put(a, -1)
	a.site = to
	m.put(a, 1)
}

func (m *plain) put(a *person, n int16) {
	s := &m.on[a.site]
	s.here += n
	if a.cop {
		s.cops += n
	}
	if a.active {
		s.active += n
	}
}

func (m *plain) act(a *person) {
	if a.cop {
		m.arrest(a)
	} else {
		m.decide(a)
	}
}

func (m *plain) decide(a *person) {
	rebels, grievance := false, a.hardship*(1-m.p.Legitimacy)
	if m.variation.Discount {
		grievance *= 1 - m.p.Threshold
	}
	if grievance > m.p.Threshold {
		var seen sight
		for _, s := range m.sight[a.site] {
			seen.cops += m.on[s].cops
			seen.active += m.on[s].active
		}
		seen.active++
		ratio := float64(seen.cops) / float64(seen.active)
		switch {
		case m.variation.Smooth:
		case m.p.Rules.HalfEven:
			ratio = math.RoundToEven(ratio)
		default:
			ratio = math.Floor(ratio)
		}
		rebels = grievance-a.aversion*(1-math.Exp(-m.p.Arrest*ratio)) > m.p.Threshold
		if m.turn != nil {
			m.turn(seen, rebels)
		}
	}
	if rebels != a.active {
		m.rouse(a, rebels)
	}
}

func (m *plain) rouse(a *person, active bool) {
	m.put(a, -1)
	a.active = active
	m.put(a, 1)
	n := 1
	if !active {
		n = -1
	}
	m.count.Active += n
	m.count.Quiet -= n
}

func (m *plain) arrest(c *person) {
	if m.count.Active == 0 {
		return
	}
	n := 0
	var suspect *person
	for k := range m.who {
		if a := &m.who[k]; a.active && m.sees(c.site, a.site) {
			if n++; m.rng.Below(n) == 0 {
				suspect = a
			}
		}
	}
	if suspect == nil {
		return
	}
	m.rouse(suspect, false)
	terms := m.p.MaxJail + 1
	if m.p.Rules.Exclusive {
		terms = max(1, m.p.MaxJail)
	}
	if suspect.term = m.rng.Below(terms); suspect.term > 0 {
		m.on[suspect.site].here--
		m.count.Quiet--
		m.count.Jailed++
	}
	if m.p.Rules.Pounce {
		m.move(c, suspect.site)
	}
}

// Whether a cop on one site reaches another.
func (m *plain) sees(from, to uint16) bool {
	if from == to {
		return m.p.Rules.OwnSite
	}
	away := func(a, b int) int {
		d := max(a-b, b-a)
		return min(d, m.p.Size-d)
	}
	x, y := away(int(from)%m.p.Size, int(to)%m.p.Size), away(int(from)/m.p.Size, int(to)/m.p.Size)
	return x*x+y*y <= m.p.CopVision*m.p.CopVision
}
