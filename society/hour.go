package society

import (
	"math"
	"slices"

	"casus/luck"
	"casus/portable"
)

// morning is the hour of the day at which people wake, go to work or to the
// square, and at which it is drawn anew who is available.
const morning = 6

// maxStreetArrests is the share of those out who can be arrested in an hour.
const maxStreetArrests = 0.2

// maxSparkShare keeps a crowd of organisers below this share of its place.
const maxSparkShare = 0.01

// somebody is the least crowd: fewer organisers, fewer in a band and fewer who
// are remembered are nobody.
const somebody = 1

// Hour lets one hour of the crisis pass. What fades by itself is caught up with
// when it matters, so that a place where nobody is out costs next to nothing,
// and neither does a nation in which nothing has happened.
func (s *Society) Hour(hour int, in *Conditions) {
	s.hour = hour
	if s.day < 0 || in.HourOfDay == morning {
		s.wake(in)
	}
	if !s.calm(hour, in) {
		s.hear(in)
		s.sparks(hour, in)
		s.decide(hour, in)
		s.bands(hour, in)
		s.harm(hour, in)
		s.remember()
		s.feel(in)
		s.publish(in)
		s.price, s.still = in.PriceLeft, s.settled()
	}
	s.hour++
}

// Whether nothing can happen in an hour: all is as it was in the hour
// before, nobody is out, remembered, wanted, angry or estranged, and nobody is
// sent to the square or could want to go.
func (s *Society) calm(hour int, in *Conditions) bool {
	if !s.still || in.PriceLeft != s.price || in.Foreign > 0 || in.TargetGone {
		return false
	}
	for _, k := range s.nation.Sparks {
		if k.Hour == hour {
			return false
		}
	}
	least := s.co.Threshold + float64(s.co.Night*night[in.HourOfDay])
	for r := range s.worst {
		if s.moved(r, 1, 0) > least {
			return false
		}
	}
	return true
}

// Whether nothing is left of what happened.
func (s *Society) settled() bool {
	if len(s.state.Out) > 0 || s.nationwide > 0 || s.state.Political > 0 || slices.Max(s.anger) > 0 || slices.Max(s.region) > 0 {
		return false
	}
	return !s.awake.any() && !s.wanted.any()
}

// wake begins a day: who is out goes home. How many of a place are available is
// drawn when it is first asked for.
func (s *Society) wake(in *Conditions) {
	s.day++
	s.rounds = s.lots.round
	for r, e := range in.Emergency {
		s.free[r] = s.co.Availability * (1 - float64(s.co.Curfew*e))
	}
	s.people.morning()
	for _, i := range s.state.Out {
		l := &s.places[i]
		l.crowd, s.state.Crowd[i], s.state.Violent[i] = 0, l.seeds, 0
		s.rise(i)
	}
}

// rise draws how many of place i are available today, once a day.
func (s *Society) rise(i int) {
	if l := &s.places[i]; l.day != s.day {
		l.day = s.day
		share := s.free[s.nation.Places[i].Region] * float64(s.first[i+1]-s.first[i])
		s.people.dawn(i, s.rounds.Round(uint64(i), uint64(s.day)+1, share))
	}
}

// news is how much of the mobilisation reaches region r: the nation's through
// open communications, and the region's own by word of mouth.
//
//	news_r = o·m·(1−w) + w·m_r      w = region_media
func (s *Society) news(r int, o float64) float64 {
	w := s.co.RegionMedia
	return float64((1-w)*o*s.state.Attention) + float64(w*s.regional[r])
}

// hear works out what is the same for everyone in a region this hour: the
// grievance 1−L of each cohort, the worst, the mean, and the news.
func (s *Society) hear(in *Conditions) {
	nc := len(s.nation.Cohorts)
	for r := range s.nation.Regions {
		mean, worst, loss := 0.0, 0.0, s.economic(r, in.PriceLeft)
		for c, share := range s.nation.Regions[r].Cohorts {
			g := 1 - s.legitimacy(r, c, loss)
			s.grievance[r*nc+c] = g
			mean += float64(share * g)
			if g > worst {
				worst = g
			}
		}
		s.worst[r], s.ready[r] = worst, 0
		if news := s.news(r, in.Openness); news > 0 {
			s.ready[r] = float64(news * min(1, mean/s.co.Threshold))
		}
	}
}

// sparks lets crowds of organisers appear: those of the scenario, and new ones
// in solidarity with what is seen elsewhere, where grievance is high enough.
//
//	hazard = spark_rate · √(N_i/100,000) · news_r · min(1, (1−L)/T) · (1−spent) / (1+fear_i), by day
//
// Organisers who have come out are spent for a while: spent is 1 after a spark
// and fades with the half-life of weariness. Else a place's solidarity would
// never tire, and the crisis would feed on its own news for weeks.
func (s *Society) sparks(hour int, in *Conditions) {
	for _, i := range s.state.Out {
		l := &s.places[i]
		if l.seeds == 0 {
			continue
		}
		fright := l.fear.at(hour, &s.pace.fear) + float64(s.co.LethalCost*in.Lethal*in.Emergency[s.nation.Places[i].Region])
		if fright == 0 {
			l.seeds = float64(l.seeds * s.pace.seeds)
		} else {
			l.seeds = float64(l.seeds * portable.Exp2(-(1+fright)/s.co.SparkHalf))
		}
		if l.seeds < somebody {
			l.seeds = 0
		}
	}
	if in.HourOfDay >= 8 && in.HourOfDay <= 20 {
		for r, ready := range s.ready {
			if ready > 0 {
				s.solidarity(r, hour, s.co.SparkRate/24*ready*(1-float64(s.co.Curfew*in.Emergency[r])))
			}
		}
	}
	for _, k := range s.nation.Sparks {
		if k.Hour == hour {
			s.seed(k.Place, k.People)
		}
	}
}

// solidarity lets organisers come out in the places of region r, at a rate in a
// rested place of 100,000 people.
func (s *Society) solidarity(r, hour int, rate float64) {
	for i := range s.members[r].all {
		most := float64(rate * s.root[i]) // if it is rested and knows no fear
		u := s.sparkling[i].Uniform(uint64(hour))
		if u >= most {
			continue
		}
		l := &s.places[i]
		hazard := most * (1 - l.spent.at(hour, &s.pace.rest)) / (1 + l.fear.at(hour, &s.pace.fear))
		if u < 1-portable.Exp(-hazard) {
			size := float64(s.co.SparkPeople * portable.Exp(s.co.SparkSpread*s.lots.size.Normal(uint64(i), uint64(hour))))
			s.seed(i, min(size, float64(maxSparkShare*s.nation.Places[i].Population)))
			l.spent = fading{1, hour}
		}
	}
}

// seed brings organisers out in place i.
func (s *Society) seed(i int, people float64) {
	if people > 0 {
		s.places[i].seeds += people
		s.out.add(i)
	}
}

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
		l := &s.places[rule.place]
		l.crowd = float64(float64(rule.protesting) * s.scale)
		if rule.protesting+rule.fighting > 0 {
			s.out.add(rule.place)
		}
		st.Crowd[rule.place], st.Violent[rule.place] = l.crowd+l.seeds, float64(float64(rule.fighting)*s.scale)
	}
}

// moved is how strongly somebody of region r with this hardship is moved by what
// others do, without risk.
func (s *Society) moved(r int, hardship, others float64) float64 {
	return float64(s.worst[r] * (hardship + float64(s.co.Sociality*others)))
}

// ask makes the rule by which the citizens of place i reconsider, unless nobody
// is out and nobody whose turn it is could want to be.
func (s *Society) ask(i int, all *shared, in *Conditions) {
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

// bands lets organised bands appear where a crowd is large and the forces are
// stretched, and fade, or scatter before superior forces.
//
//	hazard = band_rate · A/(A+F) · (1 + vacuum),  where A > band_crowd
func (s *Society) bands(hour int, in *Conditions) {
	co, st := &s.co, &s.state
	weights := [...]float64{co.OriginCrime, co.OriginElite, co.OriginForeign}
	none := co.BandRate == 0 || co.OriginCrime+co.OriginElite+co.OriginForeign <= 0
	for i := range s.out.all {
		who, when := uint64(i), uint64(hour)
		crowd := st.Crowd[i] + st.Violent[i]
		officers := in.Officers[i]
		if st.Bands[i] > 0 {
			superior := officers / (officers + st.Bands[i] + st.Violent[i])
			st.Bands[i] = float64(st.Bands[i] * portable.Exp(-s.pace.bands-float64(co.BandRout*superior*(1+in.Lethal))))
			if st.Bands[i] < somebody {
				st.Bands[i] = 0
			}
		}
		if none || crowd <= co.BandCrowd {
			continue
		}
		hazard := co.BandRate / 24 * crowd / (crowd + officers) * (1 + in.Vacuum[i])
		if s.lots.band.Chance(who, when, 1-portable.Exp(-hazard)) {
			if st.Bands[i] == 0 {
				st.Origin[i] = Origin(s.lots.origin.Choose(who, when, weights[:]))
			}
			st.BandOrigins[st.Origin[i]]++
			size := co.BandShare * portable.Exp(float64(co.BandSpread*s.lots.band.Normal(who, when+1<<32)))
			st.Bands[i] += min(crowd, float64(crowd*size))
		}
	}
}

// harm counts damage, arrests and deaths of the hour, in people.
func (s *Society) harm(hour int, in *Conditions) {
	st := &s.state
	for _, i := range st.Out {
		st.Pressed[i] = 0
	}
	copy(s.asked, s.out)
	for r, e := range in.Emergency {
		if e > 0 {
			s.asked.joinBoth(s.members[r], s.wanted)
		}
	}
	for i := range s.asked.all {
		l := &s.places[i]
		e := in.Emergency[s.nation.Places[i].Region]
		violent := st.Violent[i] + st.Bands[i]
		out := st.Crowd[i] + violent
		if out > l.wanted {
			l.wanted = out
			s.wanted.add(i)
		}
		if out > 0 {
			st.Pressed[i] = s.pressure(in.Officers[i], out)
		}
		if violent > 0 {
			s.clash(i, hour, violent, in)
		}
		s.arrest(i, hour, out, e, in)
	}
}

// Kinds of events that are drawn for a place and an hour.
const (
	looting = iota
	arson
	seizure

	deaths   = 0
	fallen   = 1
	arrested = 2
)

// draw gives a number of events in place i, by a lot that has a slot for each
// of eight kinds.
func draw(lot luck.Lot, i, kind, hour int, mean float64) float64 {
	return float64(lot.Poisson(uint64(i)<<3|uint64(kind), uint64(hour), mean))
}

// clash counts damage and deaths in place i.
func (s *Society) clash(i, hour int, violent float64, in *Conditions) {
	co, st, l := &s.co, &s.state, &s.places[i]
	officers, vacuum := in.Officers[i], in.Vacuum[i]
	st.Looting += draw(s.lots.damage, i, looting, hour, co.LootRate/24*violent*(0.1+float64(0.9*vacuum)))
	st.Arson += draw(s.lots.damage, i, arson, hour, co.ArsonRate/24*violent)
	st.Seizures += draw(s.lots.damage, i, seizure, hour, co.SeizeRate/24*violent*vacuum)
	met := officers / (officers + violent)
	dead := draw(s.lots.harm, i, deaths, hour, co.DeathRate/24*violent*met*(1+float64(co.LethalDeaths*in.Lethal)))
	dead = min(dead, violent)
	st.CivilianDeaths += dead
	st.Killed[i] += dead
	st.OfficerDeaths += draw(s.lots.harm, i, fallen, hour, co.OfficerRate/24*officers*violent/(officers+violent))
	l.debt += dead / s.scale
	s.takeAway(i, Out)
	if dead > 0 {
		p := &s.nation.Places[i]
		l.fear = fading{l.fear.at(hour, &s.pace.fear) + float64(co.FearGain*dead/p.Population*1e5), hour}
		s.anger[p.Region] += float64(co.DeathAnger * dead / (s.share[p.Region] * s.total) * 1e5)
	}
}

// arrest takes people in place i, in the street and, under emergency, at home.
func (s *Society) arrest(i, hour int, out, e float64, in *Conditions) {
	co, st, l, officers := &s.co, &s.state, &s.places[i], in.Officers[i]
	arrests := 0.0
	if out > 0 && officers > 0 {
		arrests = draw(s.lots.harm, i, arrested, hour, min(co.ArrestRate/24*officers*out/(out+officers), maxStreetArrests*out))
	}
	if e > 0 {
		capacity := co.ArrestRate / 24 * officers
		arrests += draw(s.lots.sweep, i, 0, hour, e*(1-in.Vacuum[i])*min(co.SweepRate/24*l.wanted, capacity))
	}
	arrests = min(arrests, l.wanted)
	if arrests == 0 {
		return
	}
	if l.wanted -= arrests; l.wanted < 1 {
		s.wanted.remove(i)
	}
	st.Detained += arrests
	st.Arrested[i] += arrests
	organisers := 0.0 // among those arrested, as among those out
	if out > 0 {
		organisers = min(l.seeds, arrests, arrests*l.seeds/out)
		l.seeds -= organisers
	}
	l.debt += (arrests - organisers) / s.scale
	s.takeAway(i, Detained)
}

// takeAway moves agents to a final state for the people arrested or dead: one
// agent for every scale people, those out first, then others of today's
// available. What cannot be taken stays owed.
func (s *Society) takeAway(i int, to Mind) {
	l := &s.places[i]
	if l.debt < 1 {
		return
	}
	s.rise(i)
	for _, from := range [...]Mind{Violent, Protesting, Quiet} {
		if l.debt < 1 {
			return
		}
		taken := float64(s.people.take(i, from, to, int(l.debt)))
		l.debt -= taken
		people := float64(taken * s.scale)
		switch from {
		case Violent:
			s.state.Violent[i] -= people
		case Protesting:
			l.crowd -= people
			s.state.Crowd[i] -= people
		}
	}
}

// remember updates the crowd as people remember it, in a place, a region, the
// nation: an exponential mean with the half-life memory. It lists where people
// are out.
func (s *Society) remember() {
	st, total := &s.state, 0.0
	clear(s.regionNow)
	st.Out = st.Out[:0]
	s.awake.join(s.out)
	for i := range s.awake.all {
		l := &s.places[i]
		out := st.Crowd[i] + st.Violent[i] + st.Bands[i]
		if out > 0 {
			st.Out = append(st.Out, i)
			s.regionNow[s.nation.Places[i].Region] += out
			total += out
		} else {
			s.out.remove(i)
		}
		if l.memory = s.pace.remembered(l.memory, out); l.memory == 0 {
			s.awake.remove(i)
		}
	}
	for r := range s.region {
		s.region[r] = s.pace.remembered(s.region[r], s.regionNow[r])
		s.regional[r] = s.pace.visibility(s.region[r], s.co.AttentionFloor*s.share[r])
	}
	s.nationwide = s.pace.remembered(s.nationwide, total)
}

// feel moves political loss by an hour:
//
//	dp/dt = gain·news_r·(p_max − p)⁺ + anger_r/lag + foreign_anger·troops·salience_c − p·ln2/half
//
// The target's share of p, and of p_max, goes when the target goes.
func (s *Society) feel(in *Conditions) {
	co := &s.co
	if in.TargetGone {
		s.aimed = 0
		for k := range s.loss {
			s.loss[k] = float64(s.loss[k] * (1 - co.TargetShare))
		}
	}
	ceiling := float64(co.PoliticalMax * (1 - float64(co.TargetShare*(1-s.aimed))))
	nc := len(s.nation.Cohorts)
	for r := range s.anger {
		flow := s.anger[r] / co.AngerLag
		s.anger[r] -= flow
		news := s.news(r, in.Openness)
		for c := range nc {
			p := &s.loss[r*nc+c]
			gain := float64(co.PoliticalGain/24*news*max(0, ceiling-*p)) + flow + float64(co.ForeignAnger/24*in.Foreign*s.nation.Cohorts[c].Salience)
			*p = min(1, max(0, float64((*p+gain-float64(*p*s.pace.politics))*(1-in.Calm))))
		}
	}
}
