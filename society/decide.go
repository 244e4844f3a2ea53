package society

import (
	"math"

	"casus/portable"
)

// night is the daily rhythm by hour, 0 at 16:00 and 1 at 4 in the morning:
//
//	½(1 − cos(2π(hour − 16)/24))
var night = func() (n [24]float64) {
	for h := range n {
		n[h] = 0.5 * (1 - portable.Cos(2*math.Pi*float64(h-16)/24))
	}
	return n
}()

// shared is what is the same for citizens everywhere in an hour.
type shared struct {
	threshold   float64 // T and the night
	media       float64
	nation      float64 // media·m·o
	hearsay     float64
	clock, span uint32 // whose turn it is, see turn
}

// decide lets the available citizens reconsider in each place where somebody is
// out: who has nobody to join stays at home. A citizen wants to be out when
//
//	H·(1−L) + λ·(1−L)·s − R·P·J > T + night
//
// with s = (1−w_m)·min(1, v·hearsay) + w_m·m·o + w_t·(1 − 2^(−n)), v the visible
// crowd of the place, n the ties who are out, P = 1 − exp(−k·F/(A+1)) and J the
// cost of arrest raised by fear and threat. Who has been out goes home after
// a while, and stays there for the day.
func (s *Society) decide(hour int, in *Conditions) {
	co, st := &s.co, &s.state
	all := shared{
		threshold: co.Threshold + float64(co.Night*night[in.HourOfDay]), media: co.MediaWeight,
		nation:  float64(co.MediaWeight * st.Attention * in.Openness),
		hearsay: s.hearsay(in), span: uint32(math.Round((1 << 16) / co.Reconsider)),
	}
	all.clock = uint32(hour) * all.span
	s.tie(longTie * in.Openness)
	s.rules = s.rules[:0]
	for i := range s.out.all {
		s.ask(i, &all, in)
	}
	s.people.decide(hour, s.rules)
	for k := range s.rules {
		rule := &s.rules[k]
		s.places[rule.place].agents.protesting = rule.protesting
		s.tally(rule.place)
	}
}

// ask makes the rule by which the citizens of place i reconsider, unless nobody
// is left there.
func (s *Society) ask(i int, all *shared, in *Conditions) {
	if s.weight(i) == 0 {
		return
	}
	co, st, r := &s.co, &s.state, s.nation.Places[i].Region
	out := st.Crowd[i] + st.Violent[i]
	seen := out / (out + float64(co.CrowdHalf*s.root[i]))
	others := float64((1-all.media)*min(1, float64(seen*all.hearsay))) + all.nation
	s.rise(i)
	risk := s.risk(i, out, in)

	s.rules = s.rules[:len(s.rules)+1]
	now := &s.rules[len(s.rules)-1]
	now.place, now.drawn, now.due, now.protesting = i, &s.drawn, turnOf(all.clock, all.span, s.people.available(i)), 0
	now.clock, now.span = all.clock, all.span
	now.leave = 1 - s.pace.stay
	tie := float64(s.drawn[1][neighbours])
	// Traits are whole 2^-16ths and stand for the middle of their step.
	const unit, half = 1.0 / (1 << 16), 0.5 / (1 << 16)
	now.risk = float32(risk * unit)
	nc := len(s.nation.Cohorts)
	for c, g := range s.grievance[r*nc : r*nc+nc] {
		now.grievance[c] = float32(g * unit)
		now.base[c] = float32(float64(g*(half+float64(co.Sociality*others))) - float64(risk*half) - all.threshold)
		now.gain[c] = float32(co.Sociality * g * co.TieWeight)
		now.reach[c] = float32(now.gain[c] * float32(tie))
	}
}

// risk is P·J, what so many people out in place i risk: the chance of arrest, and its
// cost times fright.
func (s *Society) risk(i int, crowd float64, in *Conditions) float64 {
	return sure(s.co.RiskK*in.Officers[i]/(crowd+1)) * s.co.ArrestCost * s.fright(i, in)
}

// fright is how many times the cost of arrest people of place i risk, for what has
// happened there and for what an order to shoot under emergency threatens:
//
//	1 + fear_gain·log₂(1 + d_i) + lethal_cost·lethal·E
//
// with d_i the dead of a thousand who were out there, fading.
func (s *Society) fright(i int, in *Conditions) float64 {
	f := 1 + float64(s.co.LethalCost*in.Lethal*in.Emergency[s.nation.Places[i].Region])
	if d := s.places[i].fear.at(s.hour, &s.pace.fear); d > 0 {
		f += float64(s.co.FearGain * portable.Log1p(d) / math.Ln2)
	}
	return f
}

// tie works out how strongly citizens are drawn by ties who are out: the first
// one counts for a half, each further one for half of what is left (Centola
// and Macy 2007 on repeated exposure). The long tie counts for far neighbours.
//
//	1 − 2^(−n_out)
func (s *Society) tie(far float64) {
	if far == s.far {
		return
	}
	s.far = far
	left, half := portable.Exp2(-far), 1.0
	for n := range s.drawn[0] {
		s.drawn[0][n], s.drawn[1][n] = float32(1-half), float32(1-float64(left*half))
		half = float64(half / 2)
	}
}
