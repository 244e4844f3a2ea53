package society

import (
	"math"
	"slices"
	"sync"
	"sync/atomic"

	"casus/luck"
)

// people keeps the citizens and applies the rule of activation to them. There
// are two: [roll], fast, and [census], plain, which tell the same story to the
// last bit.
type people interface {
	// morning begins a day.
	morning()
	// dawn sends everyone of place i home and says how many are available today. It
	// comes once a day, before anything else is asked of the place.
	dawn(i, count int)
	// decide lets an hour pass in the places that have a rule, and counts.
	// Citizens see who was out before the hour: their order does not matter.
	decide(hour int, rules []rule)
	// take moves up to so many of place i's available from one state to a
	// final one, and gives how many there were.
	take(i int, from, to Mind, most int) int
	// available gives how many of place i are available today.
	available(i int) int
	// hardest gives the largest hardship among them that could be, in 2^-16ths.
	hardest(i int) float64
	// drawn gives the places where somebody could have a long tie who is out.
	drawn() set
	// count gives how many are in each state.
	count() [Out + 1]int
	// fork gives an independent copy.
	fork() people
	// redraw gives other luck from now on; who is available keeps today's.
	redraw(lk luck.Replicate)
}

// rule is what the citizens of a place compare in an hour: all that is the same
// for them. Terms are by cohort. Hardship and risk aversion come in 2^-16ths,
// and so do the terms that multiply them.
type rule struct {
	place           int
	grievance, base [maxCohorts]float32
	gain, reach     [maxCohorts]float32 // the pull of ties: if all are out, and as far as they could be
	risk            float32
	drawn           *[2][neighbours + 1]float32 // by the long tie and the number of neighbours out
	due             turn                        // whose turn it is
	clock, span     uint32                      // the same, as each citizen asks for himself
	turn, calm      float64                     // chances to turn violent and to calm down

	protesting, fighting int // the result
}

// maxCohorts bounds the cohorts of a nation, so that an hour needs no memory.
const maxCohorts = 8

// turn is whose turn it is to reconsider, of a place's available in the order in
// which they were drawn: from the first up to a second one, and up to a third
// from the beginning. Everyone's comes once in 2^16/span hours, one part of
// them after the other.
type turn struct{ from, to, again int }

// turnOf gives those whose phase k·2^16/available, k their number, is within span
// of the clock.
func turnOf(clock, span uint32, available int) turn {
	at := func(phase uint32) int { return int((uint64(phase)*uint64(available) + math.MaxUint16) >> 16) }
	begin := -clock & math.MaxUint16
	end := begin + span
	if end > 1<<16 {
		return turn{at(begin), available, at(end - 1<<16)}
	}
	return turn{at(begin), at(end), 0}
}

func (t turn) none() bool { return t.from >= t.to && t.again == 0 }

// pull is what moves a citizen with these traits to go out, without ties; the
// conversions keep machines from fusing the sum.
func (r *rule) pull(cohort uint8, hardship, aversion uint16) float32 {
	c := cohort % maxCohorts
	return float32(r.grievance[c]*float32(hardship)) + r.base[c] - float32(r.risk*float32(aversion))
}

// tied is the pull with so many neighbours out, and the long tie or not.
func (r *rule) tied(pull float32, cohort uint8, far, near int) float32 {
	return pull + float32(r.gain[cohort%maxCohorts]*r.drawn[far][near])
}

// heat lets one who is out turn violent or calm down.
func (r *rule) heat(mind Mind, lot luck.Lot, id, hour int) Mind {
	switch {
	case mind == Protesting && lot.Chance(uint64(id), uint64(hour), r.turn):
		return Violent
	case mind == Violent && lot.Chance(uint64(id), uint64(hour), r.calm):
		return Protesting
	}
	return mind
}

// settlement is what does not change: where citizens live, their ties and their
// luck.
type settlement struct {
	first   []int // by place: its first citizen; one more at the end
	region  []int // by place
	cohorts int
	older   []uint32 // by region and cohort: cumulative share in 2^16ths
	long    ties
	lots    struct{ traits, available, tomorrow, violence luck.Lot }
}

// draw takes the luck of what happens from a replicate; traits stay. Who is
// available today has been drawn.
func (s *settlement) draw(lk luck.Replicate) {
	s.lots.tomorrow, s.lots.violence = lk.For("society/availability"), lk.For("society/violence")
}

// traits of a citizen: cohort, and hardship and risk aversion in 2^-16ths. They
// are recomputed, not kept.
func (s *settlement) traits(place, id int) (cohort uint8, hardship, aversion uint16) {
	b := s.lots.traits.Bits(uint64(id), 0)
	older := s.older[s.region[place]*s.cohorts:]
	for uint32(b>>16&0xFFFF) >= older[cohort] {
		cohort++
	}
	return cohort, uint16(b >> 48), uint16(b >> 32)
}

// walk draws who of n citizens of a place are available on a day: those met
// from start on in steps of stride, which shares no factor with n, so that
// nobody is met twice.
func (s *settlement) walk(place, day, n int) (start, stride int) {
	who, when := uint64(place), uint64(day)
	stride = 1
	if n > 2 {
		stride = 1 + s.lots.available.Below(who, 2*when, n-1)
		for gcd(stride, n) != 1 {
			stride = stride%(n-1) + 1
		}
	}
	return s.lots.available.Below(who, 2*when+1, n), stride
}

func gcd(a, b int) int {
	for b != 0 {
		a, b = b, a%b
	}
	return a
}

func step(j, stride, n int) int {
	if j += stride; j >= n {
		j -= n
	}
	return j
}

// gone is the mind of a line whose citizen is detained or out; a line's kind is
// its cohort and its mind.
const (
	gone  = 3
	kinds = maxCohorts * 4
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
	streets         [][2]int // by place: protesting and violent
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
		room: make([]int, np+1), onStreet: make([]int, np), written: make([]bool, np), today: make([]int, np), streets: make([][2]int, np),
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
	if r.streets[i] != [2]int{} {
		lines := r.lines(i)
		for k, kind := range r.kindsOf[lines.from:lines.to] {
			if isOut(kind & 3) {
				r.flip(r.first[i] + int(r.ids[lines.from+k]))
			}
		}
	}
	r.streets[i], r.onStreet[i], r.written[i], r.today[i] = [2]int{}, 0, false, count
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
		r.streets[rule.place] = [2]int{rule.protesting, rule.fighting}
	}
}

// reconsider lets those decide whose turn it is, and those out turn violent or
// calm down.
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
		if !isOut(*kind & 3) {
			continue
		}
		r.street[all.from+r.onStreet[i]] = k
		r.onStreet[i]++
		*kind = *kind&^3 | rule.heat(*kind&3, r.lots.violence, r.first[i]+int(r.ids[all.from+int(k)]), r.hour)
		switch *kind & 3 {
		case Protesting:
			rule.protesting++
		case Violent:
			rule.fighting++
		}
	}
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
			if wants == isOut(kind&3) {
				continue
			}
			w.flips = append(w.flips, lo+j)
			if wants {
				r.kindsOf[line] = kind | Protesting
				r.street[first+r.onStreet[i]] = uint32(line - first)
				r.onStreet[i]++
			} else {
				r.kindsOf[line] = kind &^ 3
			}
		}
	}
}

func (r *roll) take(i int, from, to Mind, most int) int {
	street := &r.streets[i]
	if from != Quiet && street[from-Protesting] == 0 {
		return 0
	}
	taken := 0
	for l := r.lines(i); l.from < l.to && taken < most; l.from++ {
		if kind := r.kindsOf[l.from]; kind&3 == from {
			r.kindsOf[l.from] = kind | gone
			id := r.first[i] + int(r.ids[l.from])
			r.lost.flip(id)
			if from != Quiet {
				r.flip(id)
				street[from-Protesting]--
			}
			taken++
		}
	}
	r.final[to-Detained] += taken
	return taken
}

func (r *roll) count() (n [Out + 1]int) {
	n[Quiet] = r.first[len(r.first)-1]
	for _, s := range r.streets {
		n[Protesting] += s[0]
		n[Violent] += s[1]
	}
	n[Detained], n[Out] = r.final[0], r.final[1]
	n[Quiet] -= n[Protesting] + n[Violent] + n[Detained] + n[Out]
	return n
}
