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
	elsewhere   float64 // the pull of ties, as far as it can go, where nobody is out
	clock, span uint32  // whose turn it is, see turn
}

// decide lets the available citizens of each place reconsider. A citizen wants to
// be out when
//
//	H·(1−L) + λ·(1−L)·s − R·P·J > T + night + weariness·w
//
// with w the days of visible crowd behind the place, s = (1−w_m)·v + w_m·m·o + w_t·(1 − 2^(−n)), v the visible crowd of
// the place, n the ties who are out, P = 1 − exp(−k·F/(A+1)) and J the cost of
// arrest raised by lethal orders, curfew and fear. A place where nobody is out
// and nobody could want to be is left alone.
func (s *Society) decide(hour int, in *Conditions) {
	co, st := &s.co, &s.state
	all := shared{
		threshold: co.Threshold + float64(co.Night*night[in.HourOfDay]), media: co.MediaWeight,
		nation: float64(co.MediaWeight * st.Attention * in.Openness),
		span:   uint32(math.Round((1 << 16) / co.Reconsider)),
	}
	all.clock = uint32(hour) * all.span
	s.tie(float64(co.LongTie * in.Openness))
	for _, i := range st.Out {
		if s.places[i].crowd+st.Violent[i] > 0 { // citizens are out: elsewhere only a long tie can draw
			all.elsewhere = float64(s.drawn[1][0])
			break
		}
	}
	s.rules = s.rules[:0]
	copy(s.asked, s.awake)
	s.asked.join(s.out)
	s.asked.join(s.people.drawn())
	for r := range s.members {
		if s.moved(r, 1, all.nation) > all.threshold {
			s.asked.join(s.members[r])
		}
	}
	for i := range s.asked.all {
		s.ask(i, &all, in)
	}
	s.people.decide(hour, s.rules)
	for k := range s.rules {
		rule := &s.rules[k]
		out := &s.places[rule.place].agents
		out.protesting, out.fighting = rule.protesting, rule.fighting
		if rule.protesting+rule.fighting > 0 {
			s.out.add(rule.place)
		}
		s.tally(rule.place)
	}
}

// moved is how strongly somebody of region r with this hardship is moved by what
// others do, without risk.
func (s *Society) moved(r int, hardship, others float64) float64 {
	return float64(s.worst[r] * (hardship + float64(s.co.Sociality*others)))
}

// ask makes the rule by which the citizens of place i reconsider, unless nobody
// is out and nobody whose turn it is could want to be, or nobody is left there.
func (s *Society) ask(i int, all *shared, in *Conditions) {
	if s.weight(i) == 0 {
		return
	}
	co, st, l, r := &s.co, &s.state, &s.places[i], s.nation.Places[i].Region
	crowd, violent := l.crowd, st.Violent[i]
	st.Crowd[i] = crowd + l.seeds
	weary := l.weary.at(s.hour, &s.pace.rest)
	least := all.threshold + float64(co.Weariness*weary)
	seen := 0.0
	if l.memory > 0 {
		seen = l.memory / (l.memory + float64(co.CrowdHalf*s.root[i]))
		l.weary = fading{float64(weary*s.pace.rest.over(1)) + seen/24, s.hour + 1}
	}
	others := float64((1-all.media)*seen) + all.nation
	anyone := crowd > 0 || violent > 0
	tie := 0.0
	switch {
	case anyone:
		tie = float64(s.drawn[1][neighbours])
	case s.people.drawn().has(i):
		tie = all.elsewhere
	}
	s.rise(i)
	if !anyone && s.moved(r, float64(s.people.hardest(i)/(1<<16)), others+float64(co.TieWeight*tie)) <= least {
		return
	}
	due := turnOf(all.clock, all.span, s.people.available(i))
	if !anyone && due.none() {
		return
	}
	e, officers := in.Emergency[r], in.Officers[i]
	out := crowd + violent + l.seeds
	cost := co.ArrestCost * (1 + float64(e*(float64(co.LethalCost*in.Lethal)+co.CurfewCost)) + l.fear.at(s.hour, &s.pace.fear))
	risk := sure(co.RiskK*officers/(out+1)) * cost

	s.rules = s.rules[:len(s.rules)+1]
	now := &s.rules[len(s.rules)-1]
	now.place, now.drawn, now.due, now.protesting, now.fighting = i, &s.drawn, due, 0, 0
	now.clock, now.span = all.clock, all.span
	now.turn, now.calm = s.heat(i, officers, out, in), s.pace.calm
	// Traits are whole 2^-16ths and stand for the middle of their step.
	const unit, half = 1.0 / (1 << 16), 0.5 / (1 << 16)
	now.risk = float32(risk * unit)
	nc := len(s.nation.Cohorts)
	for c, g := range s.grievance[r*nc : r*nc+nc] {
		now.grievance[c] = float32(g * unit)
		now.base[c] = float32(float64(g*(half+float64(co.Sociality*others))) - float64(risk*half) - least)
		now.gain[c] = float32(co.Sociality * g * co.TieWeight)
		now.reach[c] = float32(now.gain[c] * float32(tie))
	}
}

// heat is the chance that a protester in place i turns violent within the hour.
func (s *Society) heat(i int, officers, out float64, in *Conditions) float64 {
	co := &s.co
	hazard := (co.ViolenceBase + float64(co.ViolenceRepression*s.pressure(officers, out)) + float64(co.ViolenceVacuum*in.Vacuum[i])) / 24
	if b := s.state.Bands[i]; b > 0 {
		hazard += co.ViolenceBands / 24 * b / (b + out)
	}
	if hazard != s.usual.hazard { // it is the same in most places: pressure is full
		s.usual.hazard, s.usual.turn = hazard, sure(hazard)
	}
	return s.usual.turn
}

// pressure is what dispersal does to those out:
//
//	min(1, F·disperse_rate/(A+1))
func (s *Society) pressure(officers, out float64) float64 {
	return min(1, officers*s.co.DisperseRate/(out+1))
}

// sure is 1−exp(−x), from where on it is 1 to the last bit without the work.
func sure(x float64) float64 {
	if x > 40 {
		return 1
	}
	return 1 - portable.Exp(-x)
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
