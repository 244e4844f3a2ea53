package society

import (
	"math"
	"slices"
	"sync"
	"sync/atomic"

	"casus/luck"
)

// A line's kind is its cohort and its mind: quiet, protesting, home for today, or
// gone for good.
const (
	home  Mind = 2
	gone  Mind = 3
	kinds      = maxCohorts * 4
)

func kindOf(cohort uint8, mind Mind) uint8 { return cohort<<2 | mind }

// roll is the fast people. Only those available today have a line, with all
// that their decision needs, in the order in which they were drawn; a place's
// lines are written when somebody there may first want to go out. Of everyone
// else it knows three bits: out now, having a long tie who is, lost for good.
type roll struct {
	*settlement
	out, tied, lost set
	room            []int    // by place: where its lines begin, with room for all who can be available; one more at the end
	ids             []uint32 // by line: who, counted from the first of the place
	traitsOf        []uint32 // by line: hardship and, in the lower half, risk aversion
	kindsOf         []uint8  // by line
	street          []uint32 // by place, in its room: lines of those out, and of some no more
	onStreet        []int    // by place: how many of them
	written         []bool   // by place: lines are today's
	today           []int    // by place: available today
	streets         []int    // by place: how many are out
	ties            []int    // by place: how many have a long tie who is out
	pulled          set      // places where somebody has
	hard            []uint16 // by place: the largest hardship of a line, once they are written
	final           [2]int   // detained, out
	day             int

	crew  []*worker
	few   int // lines in an hour below which a second worker does not pay
	hour  int
	rules []rule
	next  atomic.Int64 // rule to be taken
}

// worker is one of those who share an hour's places.
type worker struct {
	flips []int // who goes out or home
	scan  scan
}

func newRoll(s *settlement, availability float64, workers int) *roll {
	np := len(s.first) - 1
	all := s.first[np]
	r := &roll{
		settlement: s, out: newSet(all), tied: newSet(all), lost: newSet(all),
		room: make([]int, np+1), onStreet: make([]int, np), written: make([]bool, np), today: make([]int, np), streets: make([]int, np),
		ties: make([]int, np), pulled: newSet(np), hard: make([]uint16, np),
		day: -1, few: 20_000, crew: newCrew(workers),
	}
	for i := range np {
		n := s.first[i+1] - s.first[i]
		r.room[i+1] = r.room[i] + min(n, int(math.Ceil(availability*float64(n))))
	}
	lines := r.room[np]
	r.ids, r.traitsOf, r.kindsOf, r.street = make([]uint32, lines), make([]uint32, lines), make([]uint8, lines), make([]uint32, lines)
	return r
}

func newCrew(n int) []*worker {
	crew := make([]*worker, n)
	for k := range crew {
		crew[k] = new(worker)
	}
	return crew
}

func (r *roll) fork() people {
	s := *r.settlement
	f := &roll{
		settlement: &s, out: slices.Clone(r.out), tied: slices.Clone(r.tied), lost: slices.Clone(r.lost),
		room: r.room, ids: make([]uint32, len(r.ids)), traitsOf: make([]uint32, len(r.ids)), kindsOf: make([]uint8, len(r.ids)),
		street: make([]uint32, len(r.ids)), onStreet: slices.Clone(r.onStreet), written: slices.Clone(r.written), today: slices.Clone(r.today),
		streets: slices.Clone(r.streets), ties: slices.Clone(r.ties), pulled: slices.Clone(r.pulled), hard: slices.Clone(r.hard), final: r.final, day: r.day, few: r.few, crew: newCrew(len(r.crew)),
	}
	for i, is := range r.written {
		if is { // other lines are written anew before they are read
			from, to := r.room[i], r.room[i]+r.today[i]
			copy(f.ids[from:to], r.ids[from:to])
			copy(f.traitsOf[from:to], r.traitsOf[from:to])
			copy(f.kindsOf[from:to], r.kindsOf[from:to])
			copy(f.street[from:to], r.street[from:from+r.onStreet[i]])
		}
	}
	return f
}

func (r *roll) redraw(lk luck.Replicate) { r.draw(lk) }

func (r *roll) available(i int) int { return r.today[i] }

func (r *roll) hardest(i int) float64 {
	if !r.written[i] {
		return 1 << 16
	}
	return float64(r.hard[i]) + 1 // a step more than it can be
}

func (r *roll) drawn() set { return r.pulled }

func (r *roll) morning() {
	r.day++
	r.lots.available = r.lots.tomorrow
}

func (r *roll) dawn(i, count int) {
	r.disperse(i)
	r.written[i], r.today[i] = false, count
}

func (r *roll) disperse(i int) {
	if r.streets[i] > 0 {
		first := r.room[i]
		for _, k := range r.street[first : first+r.onStreet[i]] {
			if kind := &r.kindsOf[first+int(k)]; *kind&3 == Protesting {
				*kind = *kind&^3 | home
				r.flip(r.first[i] + int(r.ids[first+int(k)]))
			}
		}
	}
	r.streets[i], r.onStreet[i] = 0, 0
}

// flip moves a citizen out or home.
func (r *roll) flip(id int) {
	r.out.flip(id)
	if far := r.long.far(id); far != id {
		r.tied.flip(far)
		place, exact := slices.BinarySearch(r.first, far)
		if !exact {
			place--
		}
		if r.tied.has(far) {
			r.ties[place]++
			r.pulled.add(place)
		} else if r.ties[place]--; r.ties[place] == 0 {
			r.pulled.remove(place)
		}
	}
}

// lines are consecutive ones.
type lines struct{ from, to int }

// lines gives a place's lines of today.
func (r *roll) lines(i int) lines {
	l := lines{r.room[i], r.room[i] + r.today[i]}
	if r.written[i] {
		return l
	}
	r.written[i] = true
	lo, n := r.first[i], r.first[i+1]-r.first[i]
	j, stride := r.walk(i, r.day, n)
	r.hard[i] = 0
	for line := l.from; line < l.to; line++ {
		cohort, hardship, aversion := r.traits(i, lo+j)
		r.hard[i] = max(r.hard[i], hardship)
		mind := Quiet
		if r.lost.has(lo + j) {
			mind = gone
		}
		r.ids[line], r.traitsOf[line], r.kindsOf[line] = uint32(j), uint32(hardship)<<16|uint32(aversion), kindOf(cohort, mind)
		j = step(j, stride, n)
	}
	return l
}

func (r *roll) decide(hour int, rules []rule) {
	r.hour, r.rules = hour, rules
	r.next.Store(0)
	lines := 0
	for k := range rules {
		lines += r.today[rules[k].place]
	}
	if lines < r.few || len(r.crew) == 1 {
		r.share(r.crew[0])
	} else {
		var all sync.WaitGroup
		for _, w := range r.crew {
			all.Go(func() { r.share(w) })
		}
		all.Wait()
	}
	for _, each := range r.crew {
		for _, id := range each.flips {
			r.flip(id)
		}
		each.flips = each.flips[:0]
	}
}

// share takes places until none is left. It changes the lines of those places
// and nothing else: who is out changes when all are done.
func (r *roll) share(w *worker) {
	for {
		k := int(r.next.Add(1)) - 1
		if k >= len(r.rules) {
			return
		}
		rule := &r.rules[k]
		r.reconsider(rule, w)
		r.streets[rule.place] = rule.protesting
	}
}

// reconsider lets those decide whose turn it is, and some of those out go home.
func (r *roll) reconsider(rule *rule, w *worker) {
	i := rule.place
	all, due := r.lines(i), rule.due
	few := due.to-due.from+due.again <= handful
	if !few {
		w.scan.set(rule, r.cohorts)
	}
	r.turn(rule, w, lines{all.from + due.from, all.from + due.to}, few)
	r.turn(rule, w, lines{all.from, all.from + due.again}, few)

	street := r.street[all.from : all.from+r.onStreet[i]]
	r.onStreet[i] = 0
	for _, k := range street {
		kind := &r.kindsOf[all.from+int(k)]
		if *kind&3 != Protesting {
			continue
		}
		id := r.first[i] + int(r.ids[all.from+int(k)])
		if r.lots.home.Chance(uint64(id), uint64(r.hour), rule.leave) {
			*kind = *kind&^3 | home
			w.flips = append(w.flips, id)
			continue
		}
		r.street[all.from+r.onStreet[i]] = k
		r.onStreet[i]++
	}
	rule.protesting = r.onStreet[i]
}

// handful is the number of lines for which it does not pay to set up a scan.
const handful = 24

// turn is the hot loop, in two steps: who could change, by arithmetic without
// branches, of which the machine would guess every other one wrong, or one by one
// if they are few; then the ties of those.
func (r *roll) turn(rule *rule, w *worker, l lines, few bool) {
	i := rule.place
	first, lo, n := r.room[i], r.first[i], r.first[i+1]-r.first[i]
	for from := l.from; from < l.to; from += block {
		end := min(from+block, l.to)
		var list []uint8
		if few {
			list = w.scan.each(rule, r.traitsOf[from:end], r.kindsOf[from:end])
		} else {
			list = w.scan.couldChange(r.traitsOf[from:end], r.kindsOf[from:end])
		}
		for _, k := range list {
			line := from + int(k)
			kind, traits, j := r.kindsOf[line], r.traitsOf[line], int(r.ids[line])
			far := 0
			if r.tied.has(lo + j) {
				far = 1
			}
			pull := rule.pull(kind>>2, uint16(traits>>16), uint16(traits))
			wants := rule.tied(pull, kind>>2, far, r.out.around(lo, n, j)) > 0
			if wants == (kind&3 == Protesting) {
				continue
			}
			w.flips = append(w.flips, lo+j)
			if wants {
				r.kindsOf[line] = kind | Protesting
				r.street[first+r.onStreet[i]] = uint32(line - first)
				r.onStreet[i]++
			} else {
				r.kindsOf[line] = kind&^3 | home
			}
		}
	}
}

func (r *roll) take(i int, to Mind, most int) (out, atHome int) {
	l := r.lines(i)
	for _, from := range [...]bool{true, false} {
		if from && r.streets[i] == 0 {
			continue
		}
		for line := l.from; line < l.to && out+atHome < most; line++ {
			kind := r.kindsOf[line]
			if kind&3 == gone || (kind&3 == Protesting) != from {
				continue
			}
			r.kindsOf[line] = kind | gone
			id := r.first[i] + int(r.ids[line])
			r.lost.flip(id)
			if from {
				r.flip(id)
				r.streets[i]--
				out++
			} else {
				atHome++
			}
		}
	}
	r.final[to-Detained] += out + atHome
	return out, atHome
}

func (r *roll) count() (n [Out + 1]int) {
	n[Quiet] = r.first[len(r.first)-1]
	for _, out := range r.streets {
		n[Protesting] += out
	}
	n[Detained], n[Out] = r.final[0], r.final[1]
	n[Quiet] -= n[Protesting] + n[Detained] + n[Out]
	return n
}
