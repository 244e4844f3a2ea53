package classic

import (
	"sync/atomic"

	"casus/luck"
)

// Step lets everyone act once, in random order.
func (m *Model) Step() {
	m.deal()
	m.each(func(w *worker, part int) { w.act(m.order[m.parts.first[part]:m.parts.first[part+1]], part) })
	if !m.p.Rules.JailOnSite {
		m.release()
	}
	m.step++
}

// worker lets agents act, one after the other.
type worker struct {
	*Model
	// What every act needs, nearer than in the model.
	torus  *torus
	agents []agent
	at     []uint32

	rng     luck.Stream
	gain    Counts      // since the counts were last put together
	term    [][2]uint32 // citizens jailed since then, with the place in the ring of their release
	fetched uint32      // nothing, but no compiler knows
	next    []int       // by part: where the worker puts the next agent of it
	_       apart
	taken   atomic.Int64 // tiles of its share that somebody has taken on
	_       apart
}

// apart keeps what one worker writes out of the cache lines that others read.
type apart [64]byte

// act lets the agents of a part act, in random order.
func (w *worker) act(order []uint32, part int) {
	w.rng = w.lot.Stream(uint64(w.step), uint64(part))
	luck.Shuffle(order, &w.rng)
	for len(order) > 0 {
		now := order[:min(group, len(order))]
		order = order[len(now):]
		if w.parts.n > 1 {
			w.fetch(now)
		}
		for _, a := range now {
			if ag := &w.agents[a]; ag.state() == cop {
				w.patrol(ag)
			} else {
				w.live(ag, a)
			}
		}
	}
}

// group is how many agents are fetched together.
const group = 32

// fetch reads the agents whose turns are next, for which memory can be asked all
// at once and not, as they act, one after the other.
func (w *worker) fetch(order []uint32) {
	for _, a := range order {
		w.fetched += w.agents[a].place
	}
}

// Whether there can be an active citizen within reach.
func (w *worker) anyActive() bool { return w.counts.Active+w.gain.Active > 0 }

// collect puts what a worker has counted to the rest.
func (m *Model) collect(w *worker) {
	m.counts.Active += w.gain.Active
	m.counts.Quiet += w.gain.Quiet
	m.counts.Jailed += w.gain.Jailed
	w.gain = Counts{}
	for _, t := range w.term {
		m.due[t[1]] = append(m.due[t[1]], t[0])
	}
	w.term = w.term[:0]
}

// live is a citizen's turn: rules M and A.
func (w *worker) live(ag *agent, a uint32) {
	if ag.state() == jailed {
		if !w.p.Rules.JailOnSite {
			return
		}
		if ag.term > 0 {
			ag.term--
			return
		}
		ag.become(quiet)
		w.gain.Jailed--
		w.gain.Quiet++
	}
	if w.p.Rules.MoveFirst {
		w.move(ag, a, &w.sight)
		w.decide(ag, a)
	} else {
		w.decide(ag, a)
		w.move(ag, a, &w.sight)
	}
}

// decide is rule A.
func (w *worker) decide(ag *agent, a uint32) {
	rebel, was := w.rebel(ag), ag.state() == active
	switch {
	case rebel && !was:
		ag.become(active)
		w.rise(ag.site(), a)
		w.gain.Active++
		w.gain.Quiet--
	case !rebel && was:
		ag.become(quiet)
		w.calm(ag.site(), a)
		w.gain.Active--
		w.gain.Quiet++
	}
}

func (w *worker) rebel(ag *agent) bool {
	bold := int(ag.bold)
	if bold == 0 || bold == always {
		return bold == always
	}
	cops, others := w.torus.both(ag.site(), &w.sight)
	a := 1 + others
	if !w.p.Rules.HalfEven {
		return cops < bold*a
	}
	twice, edge := 2*cops, (2*bold-1)*a
	return twice < edge || twice == edge && bold%2 == 1
}

// move is rule M.
func (w *worker) move(ag *agent, a uint32, h *hood) {
	from := ag.site()
	to, ok := w.torus.free(from, h, &w.rng)
	if !ok {
		return
	}
	w.shift(ag, a, from, to)
}

func (w *worker) shift(ag *agent, a uint32, from, to uint32) {
	ag.move(to)
	if also := layerOf[ag.state()]; w.torus.carry(from, to, also) {
		if also == rebel {
			w.at[to] = a
		}
		return
	}
	w.torus.remove(blocker, from)
	w.torus.add(blocker, to)
	switch ag.state() {
	case cop:
		w.torus.remove(officer, from)
		w.torus.add(officer, to)
	case active:
		w.calm(from, a)
		w.rise(to, a)
	}
}

// layerOf is the layer of those in a state, beside that of blockers, or that one.
var layerOf = [4]int{quiet: blocker, active: rebel, jailed: blocker, cop: officer}

// rise and calm keep who is active where.
func (w *worker) rise(site, a uint32) {
	if w.torus.add(rebel, site) {
		w.rebels.add(site, a, w.at[site])
	}
	w.at[site] = a
}

func (w *worker) calm(site, a uint32) {
	if w.torus.remove(rebel, site) {
		w.at[site] = w.rebels.remove(site, a)
	}
}

// patrol is a cop's turn: rules M and C.
func (w *worker) patrol(ag *agent) {
	if w.p.Rules.MoveFirst {
		w.move(ag, 0, &w.beat)
	}
	if w.anyActive() {
		w.enforce(ag)
	}
	if !w.p.Rules.MoveFirst {
		w.move(ag, 0, &w.beat)
	}
}

// enforce is rule C.
func (w *worker) enforce(ag *agent) {
	from := ag.site()
	n := w.torus.count(rebel, from, &w.beat)
	if n == 0 {
		return
	}
	site, k := w.torus.nth(rebel, from, &w.beat, w.rng.Below(n))
	a := w.at[site]
	if w.torus.on(rebel, site) > 1 {
		a = w.rebels.get(site, k)
	}
	suspect := &w.agents[a]
	w.calm(site, a)
	terms := w.p.MaxJail + 1
	if w.p.Rules.Exclusive {
		terms = max(1, w.p.MaxJail)
	}
	term := w.rng.Below(terms)
	w.gain.Active--
	switch {
	case w.p.Rules.JailOnSite:
		suspect.become(jailed)
		suspect.term = uint16(term)
		w.gain.Jailed++
	case term == 0:
		suspect.become(quiet)
		w.gain.Quiet++
	default:
		suspect.become(jailed)
		w.gain.Jailed++
		w.torus.remove(blocker, site)
		w.term = append(w.term, [2]uint32{a, uint32((w.step + term - 1) % len(w.due))})
	}
	if w.p.Rules.Pounce && site != from {
		w.shift(ag, 0, from, site)
	}
}

// release ends a step for those in jail; each worker lets some go.
func (m *Model) release() {
	now := &m.due[m.step%len(m.due)]
	n, put := len(m.workers), m.torus.join
	if n == 1 {
		put = func(layer int, site uint32) { m.torus.add(layer, site) }
	}
	m.together(func(k int, w *worker) {
		for _, a := range (*now)[k*len(*now)/n : (k+1)*len(*now)/n] {
			ag := &m.agents[a]
			ag.become(quiet)
			put(blocker, ag.site())
			w.gain.Jailed--
			w.gain.Quiet++
		}
	})
	for _, w := range m.workers {
		m.collect(w)
	}
	*now = (*now)[:0]
}
