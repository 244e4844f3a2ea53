package society

import "casus/portable"

// An attempt at dispersal, or a volley, takes an hour. Kinds of luck of a place in
// an hour, in one lot that has a slot for each of eight.
const (
	begins = iota
	ends
	attempt
	success
	provoked
	fires
	arrests
	scatters
)

// arrestSpread is the standard deviation of the logarithm of the arrests in an
// attempt: officers push a crowd away, or have come for its leaders, or for all.
const arrestSpread = 2

// bandSpread is the standard deviation of the logarithm of the size of a band: by a
// factor of two either way. An assumption.
const bandSpread = 0.7

// chance draws whether something of a kind happens in place i.
func (s *Society) chance(i, kind, hour int, p float64) bool {
	return p > 0 && s.lots.street.Chance(uint64(i)<<3|uint64(kind), uint64(hour), p)
}

// there gives how many are out in place i, bands aside, and what share of the day's
// largest crowd that is; 0 where that is no protest. The hazards of a crowd are shared
// by those who came: they go home with it, so that a large crowd, from which many are
// left for longer, is no more violent for that.
func (s *Society) there(i int) (out, share float64) {
	out = s.state.Crowd[i] + s.state.Violent[i]
	if most := max(out, s.places[i].peak); most >= Gathering {
		share = out / most
	}
	return out, share
}

// turn lets crowds turn violent and calm down, and organised bands appear where
// there is occasion for them.
//
// A crowd turns violent as a whole, by a hazard that has a cause and does not grow
// with its size: in data of 15,239 protests the violent are about as many among
// small ones as among large. In a riot the share of violent people goes to
// violent_share; when it is over, it fades with the half-life violence_half, and
// with the same half-life a riot ends.
//
//	hazard = (h_r + violence_vacuum·vacuum)·min(A/peak, 2^(−hours/stay)) a day; certain where bands are out
//
// with the hours since the protest began, so that one that lasts because others join it is
// no more violent for that, and h_r as in [Society.learn]: crowds do as crowds did before them (Myers 2000, American cities 1964–71; Bonnasse-Gahot et al. 2018, France 2005).
//
// A band appears in a riot or a vacuum, where the crowd A is large and the forces F are stretched:
//
//	hazard = band_rate · A/(A+F) · (riot + vacuum),  where A > band_crowd
func (s *Society) turn(hour int, in *Conditions) {
	co, st := &s.co, &s.state
	clear(st.Riot)
	for i := range s.out.all {
		l := &s.places[i]
		out, there := s.there(i)
		if st.Bands[i] > 0 && !resisting(i, in.Battles) {
			s.rout(i, in)
		}
		if there > 0 {
			if l.began < 0 {
				l.began = hour
			}
			if l.riot {
				l.riot = !s.chance(i, ends, hour, 1-s.pace.violence)
			} else if st.Bands[i] > 0 || s.chance(i, begins, hour, sure(float64(min(there, portable.Exp2(-float64(hour-l.began)/co.Stay))*(s.hazard[s.nation.Places[i].Region]+float64(co.ViolenceVacuum*in.Vacuum[i])))/24)) {
				s.riot(i)
			}
		} else {
			l.riot = false
		}
		st.Riot[i] = l.riot
		goal := 0.0
		if l.riot {
			goal = co.ViolentShare
		}
		l.violent = goal + float64((l.violent-goal)*s.pace.violence)
		if occasion := in.Vacuum[i] + float64(flag(l.riot)); occasion > 0 && out > co.BandCrowd {
			s.band(i, hour, out, occasion, in)
		}
		s.tally(i)
	}
}

// band lets a band appear in place i.
func (s *Society) band(i, hour int, crowd, occasion float64, in *Conditions) {
	co, st, who, when := &s.co, &s.state, uint64(i), uint64(hour)
	if hazard := co.BandRate / 24 * crowd / (crowd + in.Officers[i]) * occasion; s.lots.band.Chance(who, when, sure(hazard)) {
		if st.Bands[i] == 0 {
			st.Elite[i] = s.lots.origin.Chance(who, when, co.BandElite)
		}
		size := co.BandShare * portable.Exp(float64(bandSpread*s.lots.band.Normal(who, when+1<<32)))
		st.Bands[i] += min(crowd, float64(crowd*size))
	}
}

// rout lets a band fade, and scatter before superior forces, and before foreign troops
// that are announced or have come. Bands that fight those troops do neither: see resisting.
func (s *Society) rout(i int, in *Conditions) {
	st, officers := &s.state, in.Officers[i]
	superior := officers / (officers + st.Bands[i] + st.Violent[i])
	st.Bands[i] = float64(st.Bands[i] * portable.Exp(-s.pace.bands-float64(s.co.BandRout*(float64(superior*(1+in.Lethal))+in.Arrival))))
	if st.Bands[i] < somebody {
		st.Bands[i] = 0
	}
}

// police lets the officers F of a place act on the crowd A that has been there for an
// hour. Most crowds they watch. They try to disperse one with the hazard, a day,
//
//	posture_r·A/peak, times violent_posture in a riot
//
// and succeed with probability F·hold/(F·hold + A), hold the people before whom an
// officer holds his ground. Then the crowd is sent home. If they fail, the crowd turns violent with probability
// provoke. Either way people are hurt and arrested, and hurt people count for a part
// of a death in fear and in anger.
func (s *Society) police(hour int, in *Conditions) {
	co, st := &s.co, &s.state
	clear(st.Dispersed)
	clear(st.Shot)
	for i := range s.out.all {
		l, officers := &s.places[i], in.Officers[i]
		out, there := s.there(i)
		if officers < somebody || there == 0 {
			continue
		}
		rate := float64(in.Posture[s.nation.Places[i].Region] * there)
		if l.riot {
			rate *= co.ViolentPosture
		}
		if !s.chance(i, attempt, hour, sure(rate/24)) {
			continue
		}
		st.Dispersed[i] = true
		met := float64(officers * co.Hold)
		s.hurt(i, hour, float64(co.Beating*min(out, met)))
		taken := co.ArrestRate * officers * out / (out + officers) * portable.Exp(float64(arrestSpread*s.lots.street.Normal(uint64(i)<<3|arrests, uint64(hour))))
		s.arrest(i, draw(s.lots.harm, i, arrested, hour, taken))
		if s.chance(i, success, hour, met/(met+out)) {
			s.goHome(i)
		} else if s.chance(i, provoked, hour, co.Provoke) {
			s.riot(i)
		}
	}
}

// hurt has people of place i die, or be hurt so that they count as a part of one who
// died. How dangerous it is to be out there is judged by those who were: by the dead
// of a thousand. What is angry at it, mourn says.
func (s *Society) hurt(i, hour int, people float64) {
	l := &s.places[i]
	out := max(s.state.Crowd[i]+s.state.Violent[i]+s.state.Bands[i], l.peak, Gathering)
	l.fear = fading{l.fear.at(hour, &s.pace.fear) + float64(1000*people/(people+out)), hour}
	s.dead[s.nation.Places[i].Region] += people
}

func flag(b bool) float64 {
	if b {
		return 1
	}
	return 0
}
