package society

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
