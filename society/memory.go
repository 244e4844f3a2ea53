package society

import "casus/portable"

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
			s.places[i].riot, s.places[i].violent = false, 0
		}
	}
	for r := range s.region {
		s.region[r] = s.pace.remembered(s.region[r], s.regionNow[r])
		s.regional[r] = s.pace.visibility(s.region[r], s.co.AttentionFloor*s.share[r])
	}
	s.nationwide = s.pace.remembered(s.nationwide, total)
	for r, n := range s.riots {
		if s.riots[r] = float64(n * s.pace.memory); s.riots[r] < forgotten {
			s.riots[r] = 0
		}
	}
}

// forgotten is below how many remembered riots none is remembered.
const forgotten = 0.01

// riot lets the crowd in place i turn violent; it is news once a day.
func (s *Society) riot(i int) {
	l := &s.places[i]
	l.riot, s.state.Riot[i] = true, true
	if l.rioted != s.day {
		l.rioted = s.day
		s.riots[s.nation.Places[i].Region]++
	}
}

// hearOfRiots works out how much news of riots reaches each region, 0..1: the first
// one counts for three quarters, each further one for as much of what is left, and all
// fade with the half-life memory.
//
//	alarm_r = w·o·(1 − 4^(−n)) + (1−w)·(1 − 4^(−n_r·(1 + outage·(1−o))))      w = media_weight
//
// with n the riots of the nation, as remembered, and n_r those of the region.
func (s *Society) hearOfRiots(in *Conditions) {
	total := 0.0
	for _, n := range s.riots {
		total += n
	}
	if total == 0 {
		clear(s.alarm)
		return
	}
	w := s.co.MediaWeight
	afar := float64(w * in.Openness * (1 - portable.Exp2(-2*total)))
	for r, n := range s.riots {
		s.alarm[r] = afar
		if n > 0 {
			s.alarm[r] += float64((1 - w) * (1 - portable.Exp2(-float64(2*n*s.hearsay(in)))))
		}
	}
}

// feel moves political loss by an hour:
//
//	dp/dt = gain·news_r·(p_max − p)⁺ + anger_r/lag + foreign_anger·troops·salience_c − p·ln2/half
//
// The target's share of p, and of p_max, goes when the target goes. What a ruler
// yields and is not believed is read as weakness, and adds weakness at once.
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
		news := s.news(r, in)
		for c := range nc {
			p := &s.loss[r*nc+c]
			gain := float64(co.PoliticalGain/24*news*max(0, ceiling-*p)) + flow + float64(co.ForeignAnger/24*in.Foreign*s.nation.Cohorts[c].Salience)
			*p = min(1, max(0, float64((*p+gain-float64(*p*s.pace.politics))*(1-in.Calm))+float64(co.Weakness*in.Yielded)))
		}
	}
}
