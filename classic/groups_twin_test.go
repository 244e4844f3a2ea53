package classic

import (
	"math"
	"slices"
	"testing"

	"pgregory.net/rapid"

	"casus/luck"
)

// groupTwin is Model II with lists of who stands where, in the place of bits:
// it sees and moves as the twin of Model I does. The dead are off the field.
type groupTwin struct {
	twin
	p      GroupParams
	births luck.Lot
	life   []twinLife // by agent
	toll   [2]Tally
}

type twinLife struct {
	hardship, aversion float64
	dies               int
	group              Group
	gone               bool
}

const offField = -1000

func newGroupTwin(p GroupParams, lk luck.Replicate) *groupTwin {
	w := &groupTwin{
		twin:   twin{p: Params{Size: p.Size, Rules: Rules{Shape: p.Rules.Shape}}, traits: lk.For("classic/group-traits"), lot: lk.For("classic/group-step")},
		births: lk.For("classic/group-births"), p: p,
	}
	n, sites := p.Size*p.Size, lk.For("classic/group-sites")
	citizens := int(math.Round(p.Citizens * float64(n)))
	cops := min(int(math.Round(p.Cops*float64(n))), n-citizens)
	for i := range n {
		k := sites.Below(uint64(i), 0, n-i)
		if k >= citizens+cops {
			continue
		}
		s, id := quiet, uint64(len(w.who))
		var l twinLife
		if k < citizens {
			citizens--
			l = twinLife{w.traits.Uniform(id, 0), w.traits.Uniform(id, 1), 1 + w.traits.Below(id, 2, p.MaxAge), Group(w.traits.Below(id, 3, 2)), false}
		} else {
			cops--
			s = cop
		}
		w.enter(i%p.Size, i/p.Size, s, l)
	}
	return w
}

func (w *groupTwin) enter(x, y int, s state, l twinLife) {
	w.order = append(w.order, len(w.who))
	w.who = append(w.who, twinAgent{x, y, s, 0})
	w.life = append(w.life, l)
}

func (w *groupTwin) leave(i int) {
	w.who[i].x, w.life[i].gone = offField, true
}

// enemies lists those of the other group within vision.
func (w *groupTwin) enemies(i int) []int {
	seen := w.see(w.who[i], w.p.Vision, func(a twinAgent) bool { return a.state == quiet || a.state == active })
	return slices.DeleteFunc(seen, func(j int) bool { return w.life[j].group == w.life[i].group })
}

func (w *groupTwin) walk(i, vision int) {
	if !w.p.Rules.Stumble {
		w.move(i, vision)
		return
	}
	a, near := &w.who[i], w.near(vision, false)
	d := near[w.rng.Below(len(near))]
	if x, y := (a.x+d[0]+w.p.Size)%w.p.Size, (a.y+d[1]+w.p.Size)%w.p.Size; len(w.on(x, y, w.blocks)) == 0 {
		a.x, a.y = x, y
	}
}

func (w *groupTwin) risk(i int) float64 {
	c := len(w.see(w.who[i], w.p.Vision, is(cop)))
	a := 1 + len(w.see(w.who[i], w.p.Vision, is(active)))
	return 1 - math.Exp(-w.p.Arrest*float64(c/a))
}

func (w *groupTwin) act(i int) {
	l, a := w.life[i], &w.who[i]
	switch {
	case l.gone:
		return
	case a.state == cop:
		w.patrol(i)
		return
	case w.step >= l.dies:
		w.toll[l.group].Aged++
		w.leave(i)
		return
	case a.state == jailed && a.term > 0:
		a.term--
		return
	case a.state == jailed:
		taken := len(w.on(a.x, a.y, w.blocks)) > 0
		x, y := a.x, a.y
		a.state = quiet
		if taken {
			w.move(i, w.p.Vision)
			if a.x == x && a.y == y {
				a.state = jailed
				return
			}
		}
	}
	w.walk(i, w.p.Vision)
	g := l.hardship * (1 - w.p.Legitimacy)
	if w.p.Rules.Discount {
		g *= 1 - w.p.Threshold
	}
	seen := w.enemies(i)
	if a.state = quiet; g-l.aversion*w.risk(i) > w.p.Threshold && (len(seen) > 0 || !w.p.Rules.Facing) {
		a.state = active
	}
	if a.state == active && len(seen) > 0 {
		victim := seen[w.rng.Below(len(seen))]
		x, y := w.who[victim].x, w.who[victim].y
		w.toll[l.group.other()].Killed++
		w.leave(victim)
		if w.p.Rules.Advance {
			a.x, a.y = x, y
		}
	}
	if w.births.Uniform(uint64(i), uint64(w.step)) < w.p.Birth {
		w.bear(i)
	}
}

func (w *groupTwin) bear(i int) {
	child, id := w.life[i], uint64(len(w.who))
	child.dies = w.step + 1 + w.p.MaxAge
	if !w.p.Rules.FullAge {
		child.dies = w.step + 2 + w.traits.Below(id, 2, w.p.MaxAge)
	}
	if !w.p.Rules.Alike {
		child.aversion = w.traits.Uniform(id, 1)
	}
	w.who = append(w.who, twinAgent{w.who[i].x, w.who[i].y, quiet, 0})
	shape := w.twin.p.Rules.Shape
	w.twin.p.Rules.Shape = Moore
	w.move(int(id), 1)
	w.twin.p.Rules.Shape = shape
	if w.who[id].x == w.who[i].x && w.who[id].y == w.who[i].y {
		w.who = w.who[:id]
		return
	}
	w.life = append(w.life, child)
	w.toll[child.group].Born++
}

func (w *groupTwin) patrol(i int) {
	w.walk(i, w.p.CopVision)
	seen := w.see(w.who[i], w.p.CopVision, is(active))
	if len(seen) == 0 {
		return
	}
	j := seen[w.rng.Below(len(seen))]
	s := &w.who[j]
	w.toll[w.life[j].group].Arrests++
	s.state, s.term = jailed, w.rng.Below(w.p.MaxJail+1)
	if s.term == 0 {
		s.state = quiet
	} else if w.p.Rules.Pounce {
		w.who[i].x, w.who[i].y = s.x, s.y
	}
}

func (w *groupTwin) Step() {
	w.rng = w.lot.Stream(uint64(w.step), 0)
	for i := len(w.order) - 1; i > 0; i-- {
		j := w.rng.Below(i + 1)
		w.order[i], w.order[j] = w.order[j], w.order[i]
	}
	before := len(w.who)
	for _, i := range w.order {
		w.act(i)
	}
	w.enrol(before)
	w.step++
}

func (w *groupTwin) enrol(before int) {
	for i := before; i < len(w.who); i++ {
		w.order = append(w.order, i)
	}
	w.order = slices.DeleteFunc(w.order, func(i int) bool { return w.life[i].gone })
}

func (w *groupTwin) SetCops(n int) {
	rng, cops := w.lot.Stream(uint64(w.step), math.MaxUint64), w.Counts().Cops
	for left, out, k := cops, cops-max(n, 0), 0; out > 0; k++ {
		if i := w.order[k]; w.who[i].state == cop {
			if rng.Below(left) < out {
				w.leave(i)
				out--
			}
			left--
		}
	}
	w.enrol(len(w.who))
	var free []int
	for i := range w.p.Size * w.p.Size {
		if len(w.on(i%w.p.Size, i/w.p.Size, w.blocks)) == 0 {
			free = append(free, i)
		}
	}
	in := min(n-cops, len(free))
	for k, site := range free {
		if in > 0 && rng.Below(len(free)-k) < in {
			w.enter(site%w.p.Size, site/w.p.Size, cop, twinLife{})
			in--
		}
	}
}

func (w *groupTwin) Counts() GroupCounts {
	c := GroupCounts{Group: w.toll}
	for i, a := range w.who {
		t := &c.Group[w.life[i].group]
		switch {
		case w.life[i].gone:
		case a.state == quiet:
			t.Quiet++
		case a.state == active:
			t.Active++
		case a.state == jailed:
			t.Jailed++
		default:
			c.Cops++
		}
	}
	return c
}

// The blocks of bits tell the story of the lists, life by life, under all rules.
func TestGroupTwin(t *testing.T) {
	rapid.Check(t, func(t *rapid.T) {
		p := drawGroups(t)
		lk := luck.Of(rapid.Uint64().Draw(t, "seed"), 0)
		m, err := NewGroups(p, lk)
		if err != nil {
			t.Fatal(err)
		}
		w := newGroupTwin(p, lk)
		turn, force := rapid.IntRange(0, 12).Draw(t, "turn"), rapid.IntRange(-2, 30).Draw(t, "force")
		for range 12 {
			if w.step == turn {
				m.SetCops(force)
				w.SetCops(force)
			}
			m.Step()
			w.Step()
			if m.Counts() != w.Counts() {
				t.Fatalf("step %d: %+v, twin %+v", w.step, m.Counts(), w.Counts())
			}
			for k, i := range w.order {
				c, a, l := &m.members[m.order[k]], w.who[i], w.life[i]
				x, y := m.field.at(c.site)
				if c.id != uint64(i) || x != a.x || y != a.y || c.state != a.state || c.group != l.group || c.hardship != l.hardship || c.aversion != l.aversion || c.dies != l.dies {
					t.Fatalf("step %d: %+v at %d, %d; the twin is number %d, %+v, %+v", w.step, *c, x, y, i, a, l)
				}
			}
		}
	})
}
