package society

import "casus/luck"

// harm counts damage, deaths and arrests at home of the hour, in people, and notes
// who has been out.
func (s *Society) harm(hour int, in *Conditions) {
	st := &s.state
	copy(s.asked, s.out)
	for r, e := range in.Emergency {
		if e > 0 {
			s.asked.joinBoth(s.members[r], s.wanted)
		}
	}
	for i := range s.asked.all {
		l := &s.places[i]
		violent := st.Violent[i] + st.Bands[i]
		out := st.Crowd[i] + violent
		if out > 0 {
			l.peak = max(l.peak, out-st.Bands[i])
			s.met.add(i)
			if out > l.wanted {
				l.wanted = out
				s.wanted.add(i)
			}
		}
		if violent >= somebody {
			s.clash(i, hour, violent, in)
		}
		if in.Emergency[s.nation.Places[i].Region] > 0 {
			s.sweep(i, hour, in)
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

// clash counts damage and deaths in place i, where so many are violent. Officers
// shoot on orders; without them a post that faces a riot fires at times, with the
// hazard unordered·A/peak a day, as if it had them for that hour. A crowd of which some
// are killed scatters, unless that provokes it.
func (s *Society) clash(i, hour int, violent float64, in *Conditions) {
	co, st, l := &s.co, &s.state, &s.places[i]
	officers, vacuum := in.Officers[i], in.Vacuum[i]
	st.Looting += draw(s.lots.damage, i, looting, hour, co.LootRate/24*violent*(0.1+float64(0.9*vacuum)))
	st.Arson += draw(s.lots.damage, i, arson, hour, co.ArsonRate/24*violent)
	st.Seizures += draw(s.lots.damage, i, seizure, hour, co.SeizeRate/24*violent*vacuum)
	met := officers / (officers + violent)
	st.OfficerDeaths += min(officers, draw(s.lots.harm, i, fallen, hour, co.OfficerRate/24*officers*violent/(officers+violent)))
	fire := in.Lethal
	if _, there := s.there(i); officers >= somebody && s.chance(i, fires, hour, sure(co.Unordered*there/24)) {
		fire = 1
	}
	if fire == 0 || officers < somebody {
		return
	}
	st.Shot[i] = true
	dead := min(violent, draw(s.lots.harm, i, deaths, hour, co.DeathRate/24*violent*met*fire))
	if dead == 0 {
		return
	}
	l.wanted = max(0, l.wanted-dead)
	s.hurt(i, hour, dead)
	s.bury(i, dead)
	if s.chance(i, scatters, hour, 1-co.Provoke) {
		s.goHome(i)
	}
}

// bury counts civilians of place i who have died, and takes them from its people.
func (s *Society) bury(i int, dead float64) {
	s.takeAway(i, dead, Out)
	s.state.CivilianDeaths += dead
	s.state.Killed[i] += dead
	s.tally(i)
}

// sweeps is how many arrests an officer makes in a day of sweeps at most: 7,200 in five
// days by some 17,000 police, guardsmen and soldiers in Detroit in 1967 (Kerner et al. 1968).
const sweeps = 0.085

// sweep arrests people of place i who have been out, under emergency and where
// control is held, as many as officers can.
func (s *Society) sweep(i, hour int, in *Conditions) {
	capacity := sweeps * in.Officers[i]
	s.arrest(i, draw(s.lots.sweep, i, 0, hour, (1-in.Vacuum[i])/24*min(s.co.SweepRate*s.places[i].wanted, capacity)))
}

// arrest takes people in place i, no more than are wanted: organisers among them as
// among those out.
func (s *Society) arrest(i int, people float64) {
	st, l := &s.state, &s.places[i]
	people = min(people, l.wanted, s.here(i))
	if l.wanted -= people; l.wanted < somebody {
		s.wanted.remove(i)
	}
	if people == 0 {
		return
	}
	s.dead[s.nation.Places[i].Region] += float64(s.co.Beating * people)
	organisers := 0.0
	if out := l.crowd + l.seeds; out > 0 {
		organisers = min(l.seeds, people, people*l.seeds/out)
		l.seeds -= organisers
	}
	s.takeAway(i, people-organisers, Detained)
	st.Detained += people
	st.Arrested[i] += people
	s.tally(i)
}

// takeAway moves agents to a final state for people to be counted as arrested or dead,
// each for as many as it stands for: those out first, then others of today's available.
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
	out, home := s.people.take(i, to, int(l.debt))
	l.debt -= float64(out + home)
	l.agents.lost += out + home
	l.agents.protesting -= out
}
