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
	for r := range s.protests {
		s.protests[r], s.riots[r] = s.pace.forget(s.protests[r]), s.pace.forget(s.riots[r])
	}
}

// riot lets the crowd in place i turn violent, which is told of at once.
func (s *Society) riot(i int) {
	l, r := &s.places[i], s.nation.Places[i].Region
	l.riot, s.state.Riot[i] = true, true
	if l.rioted != s.day {
		l.rioted = s.day
		s.protests[r]++
		s.riots[r]++
	}
}

// tell has a protest of yesterday in place i remembered as peaceful, if it was.
func (s *Society) tell(i int) {
	if l := &s.places[i]; l.peak >= Gathering && l.rioted != s.day-1 {
		s.protests[s.nation.Places[i].Region]++
	}
}

// learn works out the hazard, a day, that a crowd turns violent as those before it did
// or did not: what is usual counts for as much as so many protests as violence_habit says.
//
//	h_r = (habit·violence_base + violence_spread·v_r)/(habit + k_r)
//	k_r = w·o·Σk + (1−w)·(1 + outage·(1−o))·k_r,   and v_r likewise      w = media_weight
//
// with k the protests of a region that turned violent, today or before, or stayed
// peaceful until their day was over, as remembered, and v the violent ones: an urn of Pólya.
func (s *Society) learn(in *Conditions) {
	protests, riots := 0.0, 0.0
	for r := range s.protests {
		protests, riots = protests+s.protests[r], riots+s.riots[r]
	}
	co := &s.co
	far, near := float64(co.MediaWeight*in.Openness), float64((1-co.MediaWeight)*s.hearsay(in))
	for r := range s.hazard {
		if protests == 0 {
			s.hazard[r] = co.ViolenceBase
			continue
		}
		k, v := float64(far*protests)+float64(near*s.protests[r]), float64(far*riots)+float64(near*s.riots[r])
		s.hazard[r] = (float64(co.ViolenceHabit*co.ViolenceBase) + float64(co.ViolenceSpread*v)) / (co.ViolenceHabit + k)
	}
}

// angerLag is the mean lag from a death to anger, hours: news of it and its funeral come
// a day or days later. An assumption.
const angerLag = 48

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
