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
	home          []bool // by citizen: has been out today and gone home
	today         []int  // by place: available today
	places        set    // all
	day           int
}

func newCensus(s *settlement) *census {
	np := len(s.first) - 1
	places := newSet(np)
	for i := range np {
		places.add(i)
	}
	return &census{
		settlement: s, places: places, minds: make([]Mind, s.first[np]), before: make([]Mind, s.first[np]), home: make([]bool, s.first[np]),
		today: make([]int, np), day: -1,
	}
}

func (c *census) fork() people {
	s := *c.settlement
	return &census{settlement: &s, places: c.places, minds: slices.Clone(c.minds), before: make([]Mind, len(c.minds)), home: slices.Clone(c.home), today: slices.Clone(c.today), day: c.day}
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
	c.disperse(i)
	clear(c.home[c.first[i]:c.first[i+1]])
	c.today[i] = count
}

func (c *census) disperse(i int) {
	for id := c.first[i]; id < c.first[i+1]; id++ {
		if c.minds[id] == Protesting {
			c.minds[id], c.home[id] = Quiet, true
		}
	}
}

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
			if *mind >= Detained || c.home[lo+j] {
				continue
			}
			if r.isDue(k, c.today[r.place]) {
				cohort, hardship, aversion := c.traits(r.place, lo+j)
				far, near := c.tiesOut(r.place, j)
				if r.tied(r.pull(cohort, hardship, aversion), cohort, far, near) > 0 {
					*mind = Protesting
				} else if *mind == Protesting {
					*mind, c.home[lo+j] = Quiet, true
				}
			}
			if *mind == Protesting && c.lots.home.Chance(uint64(lo+j), uint64(hour), r.leave) {
				*mind, c.home[lo+j] = Quiet, true
			}
			if *mind == Protesting {
				r.protesting++
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
			if c.before[lo+other] == Protesting {
				near++
			}
		}
	}
	if f := c.long.far(lo + j); f != lo+j && c.before[f] == Protesting {
		far = 1
	}
	return far, near
}

func (c *census) take(i int, to Mind, most int) (out, atHome int) {
	for _, from := range [...]Mind{Protesting, Quiet} {
		for _, j := range c.each(i) {
			mind := &c.minds[c.first[i]+j]
			if out+atHome == most || *mind != from {
				continue
			}
			*mind = to
			if from == Protesting {
				out++
			} else {
				atHome++
			}
		}
	}
	return out, atHome
}

func (c *census) count() (n [Out + 1]int) {
	for _, m := range c.minds {
		n[m]++
	}
	return n
}
