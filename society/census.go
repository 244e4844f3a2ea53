package society

import (
	"iter"
	"math"
	"slices"

	"casus/luck"
)

// census is the plain people: everyone's mind in a byte, everyone available
// asked every hour, traits and ties looked up each time. It exists to be
// compared with [roll].
type census struct {
	*settlement
	minds, before []Mind
	today         []int // by place: available today
	places        set   // all
	day           int
}

func newCensus(s *settlement) *census {
	np := len(s.first) - 1
	places := newSet(np)
	for i := range np {
		places.add(i)
	}
	return &census{
		settlement: s, places: places, minds: make([]Mind, s.first[np]), before: make([]Mind, s.first[np]),
		today: make([]int, np), day: -1,
	}
}

func (c *census) fork() people {
	s := *c.settlement
	return &census{settlement: &s, places: c.places, minds: slices.Clone(c.minds), before: make([]Mind, len(c.minds)), today: slices.Clone(c.today), day: c.day}
}

func (c *census) redraw(lk luck.Replicate) { c.draw(lk) }

func (c *census) available(i int) int { return c.today[i] }

// Nobody is spared the question.
func (c *census) hardest(int) float64 { return 1 << 16 }
func (c *census) drawn() set          { return c.places }

func (c *census) morning() {
	c.day++
	c.lots.available = c.lots.tomorrow
}

func (c *census) dawn(i, count int) {
	for id := c.first[i]; id < c.first[i+1]; id++ {
		if isOut(c.minds[id]) {
			c.minds[id] = Quiet
		}
	}
	c.today[i] = count
}

func isOut(m Mind) bool { return m == Protesting || m == Violent }

// each yields today's available of a place in the order in which they were
// drawn, counted from its first.
func (c *census) each(i int) iter.Seq2[int, int] {
	return func(yield func(k, j int) bool) {
		n := c.first[i+1] - c.first[i]
		j, stride := c.walk(i, c.day, n)
		for k := range c.today[i] {
			if !yield(k, j) {
				return
			}
			j = step(j, stride, n)
		}
	}
}

// Whether it is the turn of the k-th of today's available.
func (r *rule) isDue(k, available int) bool {
	phase := uint32(uint64(k) << 16 / uint64(available))
	return (phase+r.clock)&math.MaxUint16 < r.span
}

func (c *census) decide(hour int, rules []rule) {
	copy(c.before, c.minds)
	for k := range rules {
		r := &rules[k]
		lo := c.first[r.place]
		for k, j := range c.each(r.place) {
			mind := &c.minds[lo+j]
			if *mind >= Detained {
				continue
			}
			if r.isDue(k, c.today[r.place]) {
				cohort, hardship, aversion := c.traits(r.place, lo+j)
				far, near := c.tiesOut(r.place, j)
				wants := r.tied(r.pull(cohort, hardship, aversion), cohort, far, near) > 0
				if wants != isOut(*mind) {
					*mind = Quiet
					if wants {
						*mind = Protesting
					}
				}
			}
			*mind = r.heat(*mind, c.lots.violence, lo+j, hour)
			switch *mind {
			case Protesting:
				r.protesting++
			case Violent:
				r.fighting++
			}
		}
	}
}

// tiesOut counts the ties of citizen j of a place who were out: the long tie and
// neighbours.
func (c *census) tiesOut(place, j int) (far, near int) {
	lo, n := c.first[place], c.first[place+1]-c.first[place]
	for d := 1; d <= neighbours/2 && d <= (n-1)/2; d++ {
		for _, other := range [...]int{(j + d) % n, (j - d + n) % n} {
			if isOut(c.before[lo+other]) {
				near++
			}
		}
	}
	if f := c.long.far(lo + j); f != lo+j && isOut(c.before[f]) {
		far = 1
	}
	return far, near
}

func (c *census) take(i int, from, to Mind, most int) int {
	taken := 0
	for _, j := range c.each(i) {
		if taken == most {
			break
		}
		if mind := &c.minds[c.first[i]+j]; *mind == from {
			*mind = to
			taken++
		}
	}
	return taken
}

func (c *census) count() (n [Out + 1]int) {
	for _, m := range c.minds {
		n[m]++
	}
	return n
}
