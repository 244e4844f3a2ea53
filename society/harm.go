package society

import (
	"casus/luck"
	"casus/portable"
)

// maxStreetArrests is the share of those out who can be arrested in an hour.
const maxStreetArrests = 0.2

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
			s.tally(i)
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
		violent, taken := st.Violent[i]+st.Bands[i], st.Killed[i]+st.Arrested[i]
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
		if st.Killed[i]+st.Arrested[i] > taken {
			s.tally(i)
		}
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
	st.OfficerDeaths += min(officers, draw(s.lots.harm, i, fallen, hour, co.OfficerRate/24*officers*violent/(officers+violent)))
	l.wanted = max(0, l.wanted-dead)
	s.takeAway(i, dead, Out)
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
	arrests = min(arrests, l.wanted, s.here(i))
	if l.wanted -= arrests; l.wanted < somebody {
		s.wanted.remove(i)
	}
	if arrests == 0 {
		return
	}
	st.Detained += arrests
	st.Arrested[i] += arrests
	organisers := 0.0 // among those arrested, as among those out
	if out > 0 {
		organisers = min(l.seeds, arrests, arrests*l.seeds/out)
		l.seeds -= organisers
	}
	s.takeAway(i, arrests-organisers, Detained)
}

// takeAway moves agents to a final state for the people arrested or dead, each for
// as many as it stands for: those out first, then others of today's available.
// What cannot be taken stays owed.
func (s *Society) takeAway(i int, people float64, to Mind) {
	l := &s.places[i]
	if weight := s.weight(i); weight > 0 {
		l.debt += people / weight
	}
	if l.debt < 1 {
		return
	}
	s.rise(i)
	for _, from := range [...]Mind{Violent, Protesting, Quiet} {
		if l.debt < 1 {
			return
		}
		taken := s.people.take(i, from, to, int(l.debt))
		l.debt -= float64(taken)
		l.agents.lost += taken
		switch from {
		case Violent:
			l.agents.fighting -= taken
		case Protesting:
			l.agents.protesting -= taken
		}
	}
}
