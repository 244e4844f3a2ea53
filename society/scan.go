package society

import "math"

// block is the number of lines scanned at once.
const block = 256

// scan finds the lines of a place that could change: those who are out, and
// those who may want to be for all that is known of their ties.
type scan struct {
	grievance, rest [kinds]float32 // by kind: the rule without risk, infinite where the mind decides
	risk            float32
	list            [block]uint8
}

func (s *scan) set(r *rule, cohorts int) {
	s.risk = r.risk
	for c := range uint8(cohorts) {
		// Sums are rounded in another order than in pull: an error of some last
		// bits of the largest term. Better a line too many.
		const bits, most = 1.0 / (1 << 20), 1 << 16
		margin := bits * (float32(r.grievance[c]*most) + float32(math.Abs(float64(r.base[c]))) + r.reach[c] + float32(r.risk*most))
		k := kindOf(c, Quiet)
		s.rest[k] = r.base[c] + r.reach[c] + float32(margin)
		s.rest[k+Protesting], s.rest[k+home], s.rest[k+gone] = infinite, -infinite, -infinite
		for m := range uint8(4) {
			s.grievance[k+m] = r.grievance[c]
		}
	}
}

var infinite = float32(math.Inf(1))

// couldChange lists, by their index, the lines of a block that could change.
func (s *scan) couldChange(traits []uint32, kindsOf []uint8) []uint8 {
	n := 0
	kindsOf = kindsOf[:len(traits)]
	for k, t := range traits {
		kind := kindsOf[k] % kinds
		s.list[uint8(n)] = uint8(k)
		if float32(s.grievance[kind]*float32(t>>16))+s.rest[kind]-float32(s.risk*float32(t&math.MaxUint16)) > 0 {
			n++
		}
	}
	return s.list[:n]
}

// each lists, by their index, the few lines that could change, one by one.
func (s *scan) each(r *rule, traits []uint32, kindsOf []uint8) []uint8 {
	n := 0
	for k, t := range traits {
		kind := kindsOf[k]
		pull := r.pull(kind>>2, uint16(t>>16), uint16(t))
		if kind&3 >= home || kind&3 == Quiet && pull+r.reach[kind>>2%maxCohorts] <= 0 {
			continue
		}
		s.list[n] = uint8(k)
		n++
	}
	return s.list[:n]
}
