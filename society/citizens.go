package society

import (
	"math"

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
	// disperse sends everyone out in place i home.
	disperse(i int)
	// take moves up to so many of place i's available to a final state, those out
	// first, and gives how many were out and how many at home.
	take(i int, to Mind, most int) (out, home int)
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
	leave           float64                     // chance to go home within the hour

	protesting int // the result
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

// settlement is what does not change: where citizens live, their ties and their
// luck.
type settlement struct {
	first   []int // by place: its first citizen; one more at the end
	region  []int // by place
	cohorts int
	older   []uint32 // by region and cohort: cumulative share in 2^16ths
	long    ties
	lots    struct{ traits, available, tomorrow, home luck.Lot }
}

// draw takes the luck of what happens from a replicate; traits stay. Who is
// available today has been drawn.
func (s *settlement) draw(lk luck.Replicate) {
	s.lots.tomorrow, s.lots.home = lk.For("society/availability"), lk.For("society/home")
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
