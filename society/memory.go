package society

import (
	"math"
	"slices"

	"casus/portable"
)

// remember lists where people are out, lets riots end where nobody is, and updates the crowd as it is remembered
// in a region and in the nation: an exponential mean with the half-life memory.
func (s *Society) remember() {
	st, total := &s.state, 0.0
	clear(s.regionNow)
	st.Out = st.Out[:0]
	for i := range s.out.all {
		out := st.Crowd[i] + st.Violent[i] + st.Bands[i]
		if out > 0 {
			st.Out = append(st.Out, i)
			s.regionNow[s.nation.Places[i].Region] += out
			total += out
		} else {
			s.out.remove(i)
			s.places[i].riot, s.places[i].violent, s.places[i].began = false, 0, -1
		}
	}
	for r := range s.region {
		s.region[r] = s.pace.remembered(s.region[r], s.regionNow[r])
		s.regional[r] = s.pace.visibility(s.region[r], s.co.AttentionFloor*s.share[r])
	}
	s.nationwide = s.pace.remembered(s.nationwide, total)
}

// riot lets the crowd in place i turn violent.
func (s *Society) riot(i int) {
	l := &s.places[i]
	l.riot, s.state.Riot[i], l.rioted = true, true, s.day
}

// story is what is remembered of the protests of a region, or of the nation: the days
// with protest, and of each the share of its protests that turned violent.
type story struct{ days, violent fading }

// tell has the protests of yesterday remembered. A day's protests are one story,
// however many they are: so are those of the data from which the priors come, which
// have one entry for a state and a day.
func (s *Society) tell() {
	clear(s.yesterday)
	nation := len(s.nation.Regions)
	for i := range s.met.all {
		if l := &s.places[i]; l.peak >= Gathering {
			for _, of := range [...]int{s.nation.Places[i].Region, nation} {
				s.yesterday[of].protests++
				if l.rioted == s.day-1 {
					s.yesterday[of].riots++
				}
			}
		}
	}
	for k, y := range s.yesterday {
		if m := &s.story[k]; y.protests > 0 {
			m.days = fading{m.days.at(s.hour, &s.pace.told) + 1, s.hour}
			m.violent = fading{m.violent.at(s.hour, &s.pace.told) + y.riots/y.protests, s.hour}
		}
	}
}

// certain is the most probable that a protest can be to turn violent.
const certain = 1 - 1e-9

// learn works out the hazard, a day, that a crowd turns violent as those of the days
// before it did or did not: what is usual counts for as many days as violence_habit
// says. It is an urn of Pólya: as such the odds are as likely to rise as to fall.
//
//	P_r = (habit·(1 − exp(−violence_base·τ)) + v_r)/(habit + k_r)
//	h_r = −ln(1 − P_r)/τ
//	k_r = w·o·k + (1−w)·(1 + outage·(1−o))·k_r,   and v_r likewise      w = media_weight
//
// with k the days with protest, in the nation and in the region, v what of them was violent (see story),
// and τ = stay/ln 2 the time for which a protest is exposed to the hazard, since that
// goes home with the crowd.
func (s *Society) learn(in *Conditions) {
	co, nation := &s.co, s.story[len(s.hazard)]
	exposed := co.Stay / 24 / math.Ln2
	days, violent := nation.days.at(s.hour, &s.pace.told), nation.violent.at(s.hour, &s.pace.told)
	usual := float64(co.ViolenceHabit * sure(co.ViolenceBase*exposed))
	far, near := s.hearing(in)
	for r := range s.hazard {
		if days == 0 {
			s.hazard[r] = co.ViolenceBase
			continue
		}
		m := &s.story[r]
		k := float64(far*days) + float64(near*m.days.at(s.hour, &s.pace.told))
		v := float64(far*violent) + float64(near*m.violent.at(s.hour, &s.pace.told))
		s.hazard[r] = -portable.Log1p(-min(certain, (usual+v)/(co.ViolenceHabit+k))) / exposed
	}
}

// lose adds political loss that comes at once: whoever decides in this hour feels it.
func (s *Society) lose(losses []Loss) {
	nc := len(s.nation.Cohorts)
	for _, l := range losses {
		for k := range s.loss {
			if among(l.Regions, k/nc) && among(l.Cohorts, k%nc) {
				s.loss[k] = min(1, max(0, s.loss[k]+l.Size))
			}
		}
	}
}

// Whether a list that may stand for everything has i.
func among(list []int, i int) bool { return list == nil || slices.Contains(list, i) }

// angerLag is the mean lag from a death to anger, hours: news of it and its funeral come
// a day or days later. An assumption.
const angerLag = 48

// mourn turns those who died or were hurt in the hour into anger to come. The first of
// the dead anger most, and each tenfold of those a region has heard of by as much
// again (Slovic 2007 on numbing; Olivola and Sagara 2009):
//
//	anger_r += death_anger·log₁₀((1 + D_r + heard_r)/(1 + D_r))
//	heard_r = w·o·dead + (1−w)·(1 + outage·(1−o))·dead_r       w = media_weight
//
// with D_r what region r has heard of before.
func (s *Society) mourn(in *Conditions) {
	all := 0.0
	for _, d := range s.dead {
		all += d
	}
	if all == 0 {
		return
	}
	far, near := s.hearing(in)
	for r, d := range s.dead {
		before := s.mourned[r]
		s.mourned[r] += float64(far*all) + float64(near*d)
		s.anger[r] += float64(s.co.DeathAnger * (portable.Log1p(s.mourned[r]) - portable.Log1p(before)) / math.Ln10)
	}
	clear(s.dead)
}

// feel moves political loss by an hour:
//
//	dp/dt = gain·news_r·(p_max − p)⁺ + anger_r/lag + foreign_anger·troops·salience_c − p·ln2/half
//
// The target's share of p, and of p_max, goes when the target goes. What a ruler
// yields and is not believed is read as weakness, and adds weakness at once.
func (s *Society) feel(in *Conditions) {
	co := &s.co
	s.mourn(in)
	if in.TargetGone {
		s.aimed = 0
		for k := range s.loss {
			s.loss[k] = float64(s.loss[k] * (1 - co.TargetShare))
		}
	}
	ceiling := float64(co.PoliticalMax * (1 - float64(co.TargetShare*(1-s.aimed))))
	nc := len(s.nation.Cohorts)
	for r := range s.anger {
		flow := s.anger[r] / angerLag
		s.anger[r] -= flow
		news := s.news(r, in)
		for c := range nc {
			p := &s.loss[r*nc+c]
			gain := float64(co.PoliticalGain/24*news*max(0, ceiling-*p)) + flow + float64(co.ForeignAnger/24*in.Foreign*s.nation.Cohorts[c].Salience)
			*p = min(1, max(0, float64((*p+gain-float64(*p*s.pace.politics))*(1-in.Calm))+float64(co.Weakness*in.Yielded)))
		}
	}
}
