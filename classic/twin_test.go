package classic

import (
	"math"
	"slices"
	"testing"

	"pgregory.net/rapid"

	"casus/luck"
)

// twin is the model written as the rules are told, with lists of who stands
// where and no bits. It draws the same numbers for the same purposes, and
// must tell the same story.
type twin struct {
	p      Params
	traits luck.Lot
	lot    luck.Lot
	rng    luck.Stream
	step   int
	who    []twinAgent
	order  []int
	parts  *twinParts // nil: there is one
}

// twinParts are what a twin needs for parts, and for as many agents as there then are.
type twinParts struct {
	deal luck.Lot
	n    int
	rank []int            // by agent: its place where those of a tile are gathered
	here map[[2]int][]int // who is where
}

func (w *twin) divide(lk luck.Replicate) {
	w.parts = &twinParts{lk.For("classic/deal"), 1, slices.Clone(w.order), map[[2]int][]int{}}
	for w.parts.n*handful < len(w.who) {
		w.parts.n *= 2
	}
	if w.p.Tile > 0 {
		across := w.p.Size / w.p.Tile / 2 * 2
		w.parts.n = across * across
	}
	for i, a := range w.who {
		w.parts.here[[2]int{a.x, a.y}] = append(w.parts.here[[2]int{a.x, a.y}], i)
	}
}

// put lets someone stand somewhere else.
func (w *twin) put(i, x, y int) {
	x, y = (x+w.p.Size)%w.p.Size, (y+w.p.Size)%w.p.Size
	a := &w.who[i]
	if w.parts != nil {
		from, to := [2]int{a.x, a.y}, [2]int{x, y}
		k := slices.Index(w.parts.here[from], i)
		w.parts.here[from] = slices.Delete(w.parts.here[from], k, k+1)
		w.parts.here[to] = append(w.parts.here[to], i)
	}
	a.x, a.y = x, y
}

// part says to which part an agent belongs, the i-th of the order.
func (w *twin) part(i, a int) int {
	if w.p.Tile == 0 {
		return int(w.parts.deal.Bits(uint64(w.step), uint64(i/4)) >> (i % 4 * 16) % uint64(w.parts.n))
	}
	across := w.p.Size / w.p.Tile / 2 * 2
	return w.who[a].y*across/w.p.Size*across + w.who[a].x*across/w.p.Size
}

// turns gives the parts in the order of their turns, and the agents of each.
func (w *twin) turns() (order []int, agents [][]int) {
	if w.parts == nil {
		return []int{0}, [][]int{w.order}
	}
	if w.p.Tile > 0 {
		slices.SortFunc(w.order, func(a, b int) int { return w.parts.rank[a] - w.parts.rank[b] })
	}
	agents = make([][]int, w.parts.n)
	for i, a := range w.order {
		part := w.part(i, a)
		agents[part] = append(agents[part], a)
	}
	if w.p.Tile == 0 {
		for part := range agents {
			order = append(order, part)
		}
		return order, agents
	}
	if w.step%gatherEvery == 0 {
		for rank, a := range slices.Concat(agents...) {
			w.parts.rank[a] = rank
		}
	}
	rng := w.lot.Stream(uint64(w.step), uint64(w.parts.n))
	colours := []int{0, 1, 2, 3}
	for i := 3; i > 0; i-- {
		j := rng.Below(i + 1)
		colours[i], colours[j] = colours[j], colours[i]
	}
	across := w.p.Size / w.p.Tile / 2 * 2
	for _, colour := range colours {
		for part := range agents {
			if part/across%2*2+part%across%2 == colour {
				order = append(order, part)
			}
		}
	}
	return order, agents
}

type twinAgent struct {
	x, y  int
	state state
	term  int // steps left
}

func newTwin(p Params, lk luck.Replicate) *twin {
	w := &twin{p: p, traits: lk.For("classic/traits"), lot: lk.For("classic/step")}
	sites := lk.For("classic/sites")
	n := p.Size * p.Size
	citizens, cops := int(math.Round(p.Citizens*float64(n))), int(math.Round(p.Cops*float64(n)))
	for i := range n {
		a, b := p.Citizens, p.Cops
		if p.Rules.ExactNumbers {
			a, b = float64(citizens)/float64(n-i), float64(min(cops, n-citizens))/float64(n-i)
		}
		u, s := sites.Uniform(uint64(i), 0), quiet
		if u >= a+b {
			continue
		}
		if u < a {
			citizens--
		} else {
			cops--
			s = cop
		}
		w.order = append(w.order, len(w.who))
		w.who = append(w.who, twinAgent{i % p.Size, i / p.Size, s, 0})
	}
	return w
}

// near lists the places within vision, row by row.
func (w *twin) near(vision int, own bool) (list [][2]int) {
	for dy := -vision; dy <= vision; dy++ {
		for dx := -vision; dx <= vision; dx++ {
			ax, ay := max(dx, -dx), max(dy, -dy)
			in := map[Shape]bool{Disc: ax*ax+ay*ay <= vision*vision, VonNeumann: ax+ay <= vision, Moore: true}[w.p.Rules.Shape]
			if in && (own || ax+ay > 0) {
				list = append(list, [2]int{dx, dy})
			}
		}
	}
	return list
}

// on lists those on a place, seen from another.
func (w *twin) on(x, y int, is func(twinAgent) bool) (list []int) {
	x, y = (x+w.p.Size)%w.p.Size, (y+w.p.Size)%w.p.Size
	if w.parts != nil {
		for _, i := range w.parts.here[[2]int{x, y}] {
			if is(w.who[i]) {
				list = append(list, i)
			}
		}
		slices.SortFunc(list, func(a, b int) int { return w.parts.rank[a] - w.parts.rank[b] })
		return list
	}
	for i, a := range w.who {
		if a.x == x && a.y == y && is(a) {
			list = append(list, i)
		}
	}
	return list
}

func (w *twin) blocks(a twinAgent) bool { return a.state != jailed || w.p.Rules.JailOnSite }

func is(s state) func(twinAgent) bool { return func(a twinAgent) bool { return a.state == s } }

// see lists those within vision, in the order of the blocks of 8×8 sites in
// which the model counts them.
func (w *twin) see(a twinAgent, vision int, what func(twinAgent) bool) (list []int) {
	near := w.near(vision, w.p.Rules.OwnSite)
	slices.SortStableFunc(near, func(p, q [2]int) int {
		const margin = 64
		key := func(d [2]int) []int {
			x, y := a.x+d[0]+margin, a.y+d[1]+margin
			return []int{y / block, x / block, y % block, x % block}
		}
		return slices.Compare(key(p), key(q))
	})
	for _, d := range near {
		list = append(list, w.on(a.x+d[0], a.y+d[1], what)...)
	}
	return list
}

func (w *twin) move(i, vision int) {
	a := &w.who[i]
	near := w.near(vision, false)
	open := func(k int) bool { return len(w.on(a.x+near[k][0], a.y+near[k][1], w.blocks)) == 0 }
	moved := false
	step := func(k int) { w.put(i, a.x+near[k][0], a.y+near[k][1]) }
	for range rounds {
		u := w.rng.Next()
		for i := range 3 {
			if k := int(u >> (i * guessBits) % (1 << guessBits) * uint64(len(near)) >> guessBits); !moved && open(k) {
				step(k)
				moved = true
			}
		}
		if moved {
			return
		}
	}
	var free []int
	for k := range near {
		if open(k) {
			free = append(free, k)
		}
	}
	if len(free) > 0 {
		step(free[w.rng.Below(len(free))])
	}
}

func (w *twin) decide(i int) {
	a := &w.who[i]
	c := float64(len(w.see(*a, w.p.Vision, is(cop))))
	ratio := c / float64(1+len(w.see(*a, w.p.Vision, is(active))))
	if w.p.Rules.HalfEven {
		ratio = math.RoundToEven(ratio)
	}
	h, r := w.traits.Uniform(uint64(i), 0), w.traits.Uniform(uint64(i), 1)
	a.state = quiet
	if h*(1-w.p.Legitimacy)-r*(1-math.Exp(-w.p.Arrest*math.Floor(ratio))) > w.p.Threshold {
		a.state = active
	}
}

func (w *twin) enforce(i int) {
	seen := w.see(w.who[i], w.p.CopVision, is(active))
	if len(seen) == 0 {
		return
	}
	s := &w.who[seen[w.rng.Below(len(seen))]]
	terms := w.p.MaxJail + 1
	if w.p.Rules.Exclusive {
		terms = max(1, w.p.MaxJail)
	}
	s.term = w.rng.Below(terms)
	s.state = jailed
	if s.term == 0 && !w.p.Rules.JailOnSite {
		s.state = quiet
	}
	if w.p.Rules.Pounce {
		w.put(i, s.x, s.y)
	}
}

func (w *twin) act(i int) {
	a := &w.who[i]
	vision, then := w.p.Vision, w.decide
	if a.state == cop {
		vision, then = w.p.CopVision, w.enforce
	} else if a.state == jailed {
		if !w.p.Rules.JailOnSite {
			return
		}
		if a.term > 0 {
			a.term--
			return
		}
	}
	if w.p.Rules.MoveFirst {
		if a.state == jailed {
			a.state = quiet
		}
		w.move(i, vision)
		then(i)
	} else {
		then(i)
		w.move(i, vision)
	}
}

func (w *twin) Step() {
	parts, agents := w.turns()
	for _, part := range parts {
		turns := agents[part]
		w.rng = w.lot.Stream(uint64(w.step), uint64(part))
		for i := len(turns) - 1; i > 0; i-- {
			j := w.rng.Below(i + 1)
			turns[i], turns[j] = turns[j], turns[i]
		}
		for _, i := range turns {
			w.act(i)
		}
	}
	w.order = slices.Concat(agents...)
	for i := range w.who {
		if a := &w.who[i]; !w.p.Rules.JailOnSite && a.state == jailed {
			if a.term--; a.term == 0 {
				a.state = quiet
			}
		}
	}
	w.step++
}

func (w *twin) Counts() Counts {
	var n [4]int
	for _, a := range w.who {
		n[a.state]++
	}
	return Counts{Active: n[active], Quiet: n[quiet], Jailed: n[jailed], Cops: n[cop]}
}

// The blocks of bits tell the story of the lists, agent by agent, under all rules.
func TestTwin(t *testing.T) {
	rapid.Check(t, func(t *rapid.T) {
		p := Params{
			Vision: rapid.IntRange(1, 6).Draw(t, "vision"), CopVision: rapid.IntRange(1, 6).Draw(t, "cop vision"),
			Citizens: rapid.Float64Range(0, 0.85).Draw(t, "citizens"), Cops: rapid.Float64Range(0, 0.15).Draw(t, "cops"),
			Legitimacy: rapid.Float64Range(0, 1).Draw(t, "legitimacy"), MaxJail: rapid.IntRange(0, 6).Draw(t, "jail"),
			Arrest: rapid.Float64Range(0, 3).Draw(t, "arrest"), Threshold: rapid.Float64Range(-0.1, 0.3).Draw(t, "threshold"),
			Rules: Rules{
				Shape:    Shape(rapid.IntRange(0, 2).Draw(t, "shape")),
				HalfEven: rapid.Bool().Draw(t, "half even"), OwnSite: rapid.Bool().Draw(t, "own site"), MoveFirst: rapid.Bool().Draw(t, "move first"),
				Pounce: rapid.Bool().Draw(t, "pounce"), JailOnSite: rapid.Bool().Draw(t, "jail on site"),
				Exclusive: rapid.Bool().Draw(t, "exclusive"), ExactNumbers: rapid.Bool().Draw(t, "exact numbers"),
			},
		}
		if p.Rules.Pounce && p.Rules.JailOnSite {
			p.Rules.JailOnSite = false // the site is not free
		}
		p.Size = rapid.IntRange(2*max(p.Vision, p.CopVision)+1, 19).Draw(t, "size")
		lk := luck.Of(rapid.Uint64().Draw(t, "seed"), 0)
		m, err := New(p, lk)
		if err != nil {
			t.Fatal(err)
		}
		w := newTwin(p, lk)
		w.compare(t, m, 12)
	})
}

// compare plays both for some steps, and wants the same of every agent.
func (w *twin) compare(t rapid.TB, m *Model, steps int) {
	for range steps {
		m.Step()
		w.Step()
		if m.Counts() != w.Counts() {
			t.Fatalf("step %d: %+v, twin %+v", w.step, m.Counts(), w.Counts())
		}
		for i, ag := range m.agents {
			a := w.who[m.ids[i]]
			if x, y := m.torus.at(ag.site()); x != a.x || y != a.y || ag.state() != a.state {
				t.Fatalf("step %d, agent %d is %d at %d, %d; the twin's is %d at %d, %d", w.step, m.ids[i], ag.state(), x, y, a.state, a.x, a.y)
			}
		}
	}
}

// So they do where more cops pile up on a site than anyone sees sites, and some
// would still rebel against as many.
func TestTwinWithPiledCops(t *testing.T) {
	rules := NetLogo()
	for run := range 200 {
		p := Params{Size: 12, Citizens: 0.4, Cops: 0.6, Vision: 1, CopVision: 1, MaxJail: 1, Threshold: 0.2, Arrest: 0.02 + 0.1*float64(run)/200, Rules: rules}
		lk := luck.Of(5, run)
		m, err := New(p, lk)
		if err != nil {
			t.Fatal(err)
		}
		w := newTwin(p, lk)
		w.divide(lk)
		w.compare(t, m, 60)
	}
}

// So they do where the agents are in parts: tiles, before and after those of a
// tile are gathered, and at random.
func TestTwinInParts(t *testing.T) {
	crowded := NetLogo()
	crowded.MoveFirst, crowded.Exclusive = false, false
	for name, c := range map[string]struct {
		rules       Rules
		size, tile  int
		steps, jail int
	}{
		"NetLogo, tiles": {NetLogo(), 75, leastTile(1), gatherEvery + 8, 4},
		"Mesa, tiles":    {Mesa(), 61, leastTile(1), gatherEvery + 8, 4},
		"crowded, tiles": {crowded, 67, leastTile(1), gatherEvery + 8, 2},
		"at random":      {NetLogo(), 240, 0, 5, 4},
	} {
		p := Standard(c.rules)
		p.Size, p.Tile, p.Vision, p.CopVision, p.MaxJail, p.Legitimacy = c.size, c.tile, 1, 1, c.jail, 0.6
		lk := luck.Of(4, 0)
		m, err := New(p, lk)
		if err != nil {
			t.Fatal(err)
		}
		m.Workers(2)
		if m.parts.n == 1 {
			t.Fatalf("%s: one part", name)
		}
		w := newTwin(p, lk)
		w.divide(lk)
		t.Run(name, func(t *testing.T) { w.compare(t, m, c.steps) })
	}
}
