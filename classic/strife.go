package classic

import (
	"math"
	"slices"

	"casus/luck"
)

// Step lets everyone take one turn, in random order.
func (m *Groups) Step() {
	m.rng = m.lot.Stream(uint64(m.step), 0)
	luck.Shuffle(m.order, &m.rng)
	for _, a := range m.order {
		switch m.members[a].state {
		case gone:
		case cop:
			m.patrol(a)
		default:
			m.live(a)
		}
	}
	m.enrol()
	m.step++
}

// live is a citizen's turn: rules M and A, and perhaps a child.
func (m *Groups) live(a uint32) {
	c := &m.members[a]
	if m.step >= c.dies {
		m.become(c, gone)
		m.tally[c.group].Aged++
		return
	}
	if c.state == jailed && !m.release(a) {
		return
	}
	m.move(a, &m.sight)
	if m.decide(c) {
		m.kill(a)
	}
	if m.births.Chance(c.id, uint64(m.step), m.p.Birth) {
		m.clone(a)
	}
}

// decide is rule A.
func (m *Groups) decide(c *member) bool {
	s := quiet
	if m.dares(c) && (!m.p.Rules.Facing || m.sides.count(int(c.group.other()), c.site, &m.sight) > 0) {
		s = active
	}
	m.become(c, s)
	return s == active
}

func (m *Groups) dares(c *member) bool {
	bold := int(c.bold)
	if bold == 0 || bold == always {
		return bold == always
	}
	cops, others := m.field.both(c.site, &m.sight)
	return cops < bold*(1+others)
}

// kill removes a random member of the other group within vision.
func (m *Groups) kill(a uint32) {
	c := &m.members[a]
	other := int(c.group.other())
	n := m.sides.count(other, c.site, &m.sight)
	if n == 0 {
		return
	}
	site, _ := m.sides.nth(other, c.site, &m.sight, m.rng.Below(n))
	victim := &m.members[m.at[site]]
	m.become(victim, gone)
	m.tally[victim.group].Killed++
	if m.p.Rules.Advance {
		m.shift(a, site)
	}
}

// clone gives a citizen a child, if there is room for it.
func (m *Groups) clone(a uint32) {
	parent := m.members[a]
	site, ok := m.field.free(parent.site, &m.cradle, &m.rng)
	if !ok {
		return
	}
	id := m.ids
	child := member{
		hardship: parent.hardship, aversion: m.traits.Uniform(id, 1), dies: m.step + 1 + m.lifetime(id),
		group: parent.group, site: site, state: quiet,
	}
	if m.p.Rules.Alike {
		child.aversion = parent.aversion
	}
	if m.p.Rules.FullAge {
		child.dies = m.step + 1 + m.p.MaxAge
	}
	m.settle(child)
	m.tally[child.group].Born++
}

// patrol is a cop's turn: rules M and C.
func (m *Groups) patrol(a uint32) {
	m.move(a, &m.beat)
	from := m.members[a].site
	n := m.field.count(rebel, from, &m.beat)
	if n == 0 {
		return
	}
	site, _ := m.field.nth(rebel, from, &m.beat, m.rng.Below(n))
	suspect := &m.members[m.at[site]]
	m.tally[suspect.group].Arrests++
	suspect.term = uint16(m.rng.Below(m.p.MaxJail + 1))
	if suspect.term == 0 {
		m.become(suspect, quiet)
		return
	}
	m.become(suspect, jailed)
	if m.p.Rules.Pounce {
		m.shift(a, site)
	}
}

// release lets a citizen out whose term is over, if there is room.
func (m *Groups) release(a uint32) bool {
	c := &m.members[a]
	if c.term > 0 {
		c.term--
		return false
	}
	if m.field.has(blocker, c.site) {
		site, ok := m.field.free(c.site, &m.sight, &m.rng)
		if !ok {
			return false
		}
		c.site = site
	}
	m.at[c.site] = a
	m.become(c, quiet)
	return true
}

// move is rule M.
func (m *Groups) move(a uint32, h *hood) {
	from := m.members[a].site
	if !m.p.Rules.Stumble {
		if to, ok := m.field.free(from, h, &m.rng); ok {
			m.shift(a, to)
		}
		return
	}
	x, y := m.field.at(from)
	d := h.away[m.rng.Below(len(h.away))]
	if to := m.field.wrap(x+int(d.x), y+int(d.y)); !m.field.has(blocker, to) {
		m.shift(a, to)
	}
}

func (m *Groups) shift(a, to uint32) {
	c := &m.members[a]
	m.toggle(c)
	c.site = to
	m.at[to] = a
	m.toggle(c)
}

func (m *Groups) become(c *member, s state) {
	if c.state == s {
		return
	}
	m.toggle(c)
	m.heads[c.group][c.state]--
	c.state = s
	m.heads[c.group][s]++
	m.toggle(c)
}

// toggle puts a member on its site, or takes it away.
func (m *Groups) toggle(c *member) {
	switch c.state {
	case quiet:
		m.sides.flip(int(c.group), c.site)
	case active:
		m.sides.flip(int(c.group), c.site)
		m.field.flip(rebel, c.site)
	case cop:
		m.field.flip(officer, c.site)
	default:
		return
	}
	m.field.flip(blocker, c.site)
}

// settle adds a member, who takes turns from the next step on.
func (m *Groups) settle(c member) {
	c.id = m.ids
	m.ids++
	if c.state != cop {
		g := float64(c.hardship * (1 - m.p.Legitimacy))
		if m.p.Rules.Discount {
			g = float64(g * (1 - m.p.Threshold))
		}
		c.bold = boldness(g, c.aversion, m.p.Threshold, m.risk)
	}
	a := uint32(len(m.members))
	if n := len(m.spare); n > 0 {
		a, m.spare = m.spare[n-1], m.spare[:n-1]
		m.members[a] = c
	} else {
		m.members = append(m.members, c)
	}
	m.at[c.site] = a
	m.heads[c.group][c.state]++
	m.toggle(&m.members[a])
	m.fresh = append(m.fresh, a)
}

// enrol adds those settled to the order of turns and takes the gone from it.
func (m *Groups) enrol() {
	m.order = append(m.order, m.fresh...)
	m.fresh = m.fresh[:0]
	m.order = slices.DeleteFunc(m.order, func(a uint32) bool {
		if m.members[a].state != gone {
			return false
		}
		m.spare = append(m.spare, a)
		return true
	})
}

// SetCops withdraws cops chosen at random or brings cops to random free sites, so
// that there are n of them, or as many as there is room for.
func (m *Groups) SetCops(n int) {
	rng := m.lot.Stream(uint64(m.step), math.MaxUint64)
	cops := m.heads[0][cop]
	for left, out, i := cops, cops-max(n, 0), 0; i < len(m.order) && out > 0; i++ {
		c := &m.members[m.order[i]]
		if c.state != cop {
			continue
		}
		if rng.Below(left) < out {
			m.become(c, gone)
			out--
		}
		left--
	}
	room := m.p.Size*m.p.Size - cops
	for _, g := range m.heads {
		room -= g[quiet] + g[active]
	}
	for i, in := 0, min(n-cops, room); in > 0; i++ {
		site := m.field.site(i%m.p.Size, i/m.p.Size)
		if m.field.has(blocker, site) {
			continue
		}
		if rng.Below(room) < in {
			m.settle(member{site: site, state: cop})
			in--
		}
		room--
	}
	m.enrol()
}
