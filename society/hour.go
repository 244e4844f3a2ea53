package society

import (
	"math"

	"casus/luck"
)

// morning is the hour of the day at which people wake, go to work or to the
// square, and at which it is drawn anew who is available.
const morning = 6

// maxStreetArrests is the share of those out who can be arrested in an hour.
const maxStreetArrests = 0.2

// maxSparkShare keeps a crowd of organisers below this share of its place.
const maxSparkShare = 0.01

// Hour lets one hour of the crisis pass.
func (s *Society) Hour(hour int, in *Conditions) {
	if s.day < 0 || in.HourOfDay == morning {
		s.wake(in)
	}
	s.hear(in)
	s.sparks(hour, in)
	s.decide(hour, in)
	s.bands(hour, in)
	for i := range s.nation.Places {
		s.harm(i, hour, in)
	}
	s.remember(in)
	s.feel(in)
	s.publish(in)
}

// wake sends everyone home and draws how many are available today.
func (s *Society) wake(in *Conditions) {
	s.day++
	for i := range s.nation.Places {
		n := float64(s.first[i+1] - s.first[i])
		share := s.co.Availability * (1 - s.co.Curfew*in.Emergency[s.nation.Places[i].Region])
		s.people.dawn(i, s.lots.round.Round(uint64(i), uint64(s.day)+1, share*n))
		s.state.Crowd[i], s.state.Violent[i], s.seedsBefore[i] = s.seeds[i], 0, s.seeds[i]
	}
}

// news is how much of the mobilisation reaches region r: the nation's through
// open communications, and the region's own by word of mouth.
//
//	news_r = o·m·(1−w) + w·m_r      w = region_media
func (s *Society) news(r int, o float64) float64 {
	w := s.co.RegionMedia
	return (1-w)*o*s.state.Attention + w*s.regional(r)
}

// regional is the visibility m_r of region r's crowd to its own people.
func (s *Society) regional(r int) float64 {
	return visibility(s.region[r], s.co.AttentionFloor*s.share[r], s.co.AttentionFull*s.share[r])
}

// hear works out what is the same for everyone in a region this hour: the
// grievance 1−L of each cohort, the worst, the mean, and the news.
func (s *Society) hear(in *Conditions) {
	nc := len(s.nation.Cohorts)
	for r := range s.nation.Regions {
		mean := 0.0
		s.worst[r] = 0
		for c, share := range s.nation.Regions[r].Cohorts {
			g := 1 - s.legitimacy(r, c, in.PriceLeft)
			s.grievance[r*nc+c] = g
			s.worst[r] = max(s.worst[r], g)
			mean += share * g
		}
		s.ready[r] = s.news(r, in.Openness) * min(1, mean/s.co.Threshold)
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
	fade, rest := math.Exp2(-1/s.co.SparkHalf), math.Exp2(-1/s.co.WearinessHalf)
	byDay := in.HourOfDay >= 8 && in.HourOfDay <= 20
	for i := range s.seeds {
		p := &s.nation.Places[i]
		e := in.Emergency[p.Region]
		if s.seeds[i] > 0 {
			s.seeds[i] *= math.Pow(fade, 1+s.fear[i]+s.co.LethalCost*in.Lethal*e)
		}
		s.spent[i] *= rest
		if !byDay || s.ready[p.Region] <= 0 {
			continue
		}
		hazard := s.co.SparkRate / 24 * s.root[i] * s.ready[p.Region] * (1 - s.co.Curfew*e) * (1 - s.spent[i]) / (1 + s.fear[i])
		u := s.lots.spark.Uniform(uint64(i), uint64(hour))
		if u < hazard && u < 1-math.Exp(-hazard) { // the second is never more, and dear
			size := s.co.SparkPeople * math.Exp(s.co.SparkSpread*s.lots.size.Normal(uint64(i), uint64(hour)))
			s.seeds[i] += min(size, maxSparkShare*p.Population)
			s.spent[i] = 1
		}
	}
	for _, k := range s.nation.Sparks {
		if k.Hour == hour {
			s.seeds[k.Place] += k.People
		}
	}
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
	nc := len(s.nation.Cohorts)
	threshold := co.Threshold + co.Night*0.5*(1-math.Cos(2*math.Pi*float64(in.HourOfDay-16)/24))
	media := co.MediaWeight
	nation := media * st.Attention * in.Openness
	wane := math.Exp2(-1 / co.WearinessHalf)
	calm := 1 - math.Exp2(-1/co.ViolenceHalf)
	before, turn := 0.0, 0.0
	span := uint32(math.Round((1 << 16) / co.Reconsider))
	clock := uint32(hour) * span
	s.tie(co.LongTie * in.Openness)
	rules := s.rules[:0]
	citizens := 0.0
	for i := range st.Crowd {
		citizens += st.Crowd[i] - s.seedsBefore[i] + st.Violent[i]
	}
	for i := range s.nation.Places {
		r := s.nation.Places[i].Region
		crowd, violent := st.Crowd[i]-s.seedsBefore[i], st.Violent[i]
		st.Crowd[i] = crowd + s.seeds[i]
		s.seedsBefore[i] = s.seeds[i]
		least := threshold + co.Weariness*s.weary[i]
		seen := s.memory[i] / (s.memory[i] + co.CrowdHalf*s.root[i])
		s.weary[i] = s.weary[i]*wane + seen/24
		others := (1-media)*seen + nation

		anyone := crowd > 0 || violent > 0
		tie := 0.0
		switch {
		case anyone:
			tie = float64(s.drawn[1][neighbours])
		case citizens > 0: // elsewhere: only a long tie can draw
			tie = float64(s.drawn[1][0])
		}
		if s.worst[r]*(1+co.Sociality*(others+co.TieWeight*tie)) <= least && !anyone {
			continue
		}
		e, officers := in.Emergency[r], in.Officers[i]
		out := crowd + violent + s.seeds[i]
		risk := sure(co.RiskK*officers/(out+1)) * co.ArrestCost * (1 + e*(co.LethalCost*in.Lethal+co.CurfewCost) + s.fear[i])

		pressure := s.pressure(officers, out)
		hazard := (co.ViolenceBase + co.ViolenceRepression*pressure + co.ViolenceVacuum*in.Vacuum[i]) / 24
		if b := st.Bands[i]; b > 0 {
			hazard += co.ViolenceBands / 24 * b / (b + out)
		}
		if hazard != before { // it is the same in most places: pressure is full
			before, turn = hazard, sure(hazard)
		}
		rules = rules[:len(rules)+1]
		now := &rules[len(rules)-1]
		now.place, now.drawn, now.protesting, now.fighting = i, &s.drawn, 0, 0
		now.clock, now.span, now.turn, now.calm = clock, span, turn, calm
		// Traits are whole 2^-16ths and stand for the middle of their step.
		const unit, half = 1.0 / (1 << 16), 0.5 / (1 << 16)
		now.risk = float32(risk * unit)
		for c, g := range s.grievance[r*nc : r*nc+nc] {
			now.grievance[c] = float32(g * unit)
			now.base[c] = float32(g*(half+co.Sociality*others) - risk*half - least)
			now.gain[c] = float32(co.Sociality * g * co.TieWeight)
			now.reach[c] = now.gain[c] * float32(tie)
		}
	}
	s.people.decide(hour, rules)
	for k := range rules {
		i := rules[k].place
		st.Crowd[i] = float64(rules[k].protesting)*s.scale + s.seeds[i]
		st.Violent[i] = float64(rules[k].fighting) * s.scale
	}
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
	return 1 - math.Exp(-x)
}

// tie works out how strongly citizens are drawn by ties who are out: the first
// one counts for a half, each further one for half of what is left (Centola
// and Macy 2007 on repeated exposure). The long tie counts for far neighbours.
//
//	1 − 2^(−n_out)
func (s *Society) tie(far float64) {
	left := math.Exp2(-far)
	for n := range s.drawn[0] {
		s.drawn[0][n], s.drawn[1][n] = float32(1-math.Ldexp(1, -n)), float32(1-left*math.Ldexp(1, -n))
	}
}

// bands lets organised bands appear where a crowd is large and the forces are
// stretched, and fade, or scatter before superior forces.
//
//	hazard = band_rate · A/(A+F) · (1 + vacuum),  where A > band_crowd
func (s *Society) bands(hour int, in *Conditions) {
	co, st := &s.co, &s.state
	weights := [...]float64{co.OriginCrime, co.OriginElite, co.OriginForeign}
	for i := range st.Bands {
		who, when := uint64(i), uint64(hour)
		crowd := st.Crowd[i] + st.Violent[i]
		officers := in.Officers[i]
		if st.Bands[i] > 0 {
			superior := officers / (officers + st.Bands[i] + st.Violent[i])
			rate := math.Ln2/co.BandHalf + co.BandRout*superior*(1+in.Lethal)
			st.Bands[i] *= math.Exp(-rate)
			if st.Bands[i] < 1 {
				st.Bands[i] = 0
			}
		}
		if crowd <= co.BandCrowd || co.BandRate == 0 || co.OriginCrime+co.OriginElite+co.OriginForeign <= 0 {
			continue
		}
		hazard := co.BandRate / 24 * crowd / (crowd + officers) * (1 + in.Vacuum[i])
		if s.lots.band.Chance(who, when, 1-math.Exp(-hazard)) {
			if st.Bands[i] == 0 {
				st.Origin[i] = Origin(s.lots.origin.Choose(who, when, weights[:]))
			}
			st.BandOrigins[st.Origin[i]]++
			st.Bands[i] += min(crowd, crowd*co.BandShare*math.Exp(co.BandSpread*s.lots.band.Normal(who, when+1<<32)))
		}
	}
}

// harm counts damage, arrests and deaths of the hour in place i, in people.
func (s *Society) harm(i, hour int, in *Conditions) {
	co, st := &s.co, &s.state
	violent := st.Violent[i] + st.Bands[i]
	out := st.Crowd[i] + violent
	s.wanted[i] = max(s.wanted[i], out)
	e := in.Emergency[s.nation.Places[i].Region]
	officers := in.Officers[i]
	st.Pressed[i] = 0
	if out > 0 {
		st.Pressed[i] = s.pressure(officers, out)
	}
	if out <= 0 && (e == 0 || s.wanted[i] < 1) {
		return
	}
	who := uint64(i) << 3 // one slot for each kind of event
	draw := func(lot luck.Lot, kind uint64, mean float64) float64 {
		return float64(lot.Poisson(who|kind, uint64(hour), mean))
	}
	if violent > 0 {
		open := 0.1 + 0.9*in.Vacuum[i]
		st.Looting += draw(s.lots.damage, 0, co.LootRate/24*violent*open)
		st.Arson += draw(s.lots.damage, 1, co.ArsonRate/24*violent)
		st.Seizures += draw(s.lots.damage, 2, co.SeizeRate/24*violent*in.Vacuum[i])
		clash := officers / (officers + violent)
		dead := draw(s.lots.harm, 0, co.DeathRate/24*violent*clash*(1+co.LethalDeaths*in.Lethal))
		dead = min(dead, violent)
		st.CivilianDeaths += dead
		st.Killed[i] += dead
		fallen := draw(s.lots.harm, 1, co.OfficerRate/24*officers*violent/(officers+violent))
		st.OfficerDeaths += fallen
		s.debt[i] += dead / s.scale
		s.takeAway(i, Out)
		p := &s.nation.Places[i]
		s.fear[i] += co.FearGain * dead / p.Population * 1e5
		s.anger[p.Region] += co.DeathAnger * dead / (s.share[p.Region] * s.total) * 1e5
	}
	arrests := 0.0
	if out > 0 && officers > 0 {
		arrests = draw(s.lots.harm, 2, min(co.ArrestRate/24*officers*out/(out+officers), maxStreetArrests*out))
	}
	if e > 0 {
		capacity := co.ArrestRate / 24 * officers
		arrests += draw(s.lots.sweep, 0, e*(1-in.Vacuum[i])*min(co.SweepRate/24*s.wanted[i], capacity))
	}
	arrests = min(arrests, s.wanted[i])
	s.wanted[i] -= arrests
	st.Detained += arrests
	st.Arrested[i] += arrests
	organisers := 0.0 // among those arrested, as among those out
	if out > 0 {
		organisers = min(s.seeds[i], arrests, arrests*s.seeds[i]/out)
		s.seeds[i] -= organisers
	}
	s.debt[i] += (arrests - organisers) / s.scale
	s.takeAway(i, Detained)
}

// takeAway moves agents to a final state for the people arrested or dead: one
// agent for every scale people, those out first, then others of today's
// available. What cannot be taken stays owed.
func (s *Society) takeAway(i int, to Mind) {
	for _, from := range [...]Mind{Violent, Protesting, Quiet} {
		if s.debt[i] < 1 {
			return
		}
		taken := float64(s.people.take(i, from, to, int(s.debt[i])))
		s.debt[i] -= taken
		switch from {
		case Violent:
			s.state.Violent[i] -= taken * s.scale
		case Protesting:
			s.state.Crowd[i] -= taken * s.scale
		}
	}
}

// remember updates the crowd as people remember it, in a place, a region, the
// nation: an exponential mean with the half-life memory.
func (s *Society) remember(in *Conditions) {
	keep := math.Exp2(-1 / s.co.Memory)
	clear(s.regionNow)
	total := 0.0
	for i := range s.memory {
		out := s.state.Crowd[i] + s.state.Violent[i] + s.state.Bands[i]
		s.memory[i] = keep*s.memory[i] + (1-keep)*out
		s.regionNow[s.nation.Places[i].Region] += out
		total += out
	}
	for r := range s.region {
		s.region[r] = keep*s.region[r] + (1-keep)*s.regionNow[r]
	}
	s.nationwide = keep*s.nationwide + (1-keep)*total
}

// feel moves political loss and fear by an hour:
//
//	dp/dt = gain·news_r·(p_max − p)⁺ + anger_r/lag + foreign_anger·troops·salience_c − p·ln2/half
//
// The target's share of p, and of p_max, goes when the target goes.
func (s *Society) feel(in *Conditions) {
	co := &s.co
	if in.TargetGone {
		s.aimed = 0
		for k := range s.loss {
			s.loss[k] *= 1 - co.TargetShare
		}
	}
	ceiling := co.PoliticalMax * (1 - co.TargetShare*(1-s.aimed))
	decay := math.Ln2 / co.PoliticalHalf
	nc := len(s.nation.Cohorts)
	for r := range s.anger {
		flow := s.anger[r] / co.AngerLag
		s.anger[r] -= flow
		news := s.news(r, in.Openness)
		for c := range nc {
			p := &s.loss[r*nc+c]
			*p += co.PoliticalGain/24*news*max(0, ceiling-*p) + flow +
				co.ForeignAnger/24*in.Foreign*s.nation.Cohorts[c].Salience - *p*decay
			*p *= 1 - in.Calm
			*p = min(1, max(0, *p))
		}
	}
	fade := math.Exp2(-1 / co.FearHalf)
	for i := range s.fear {
		s.fear[i] *= fade
	}
}
