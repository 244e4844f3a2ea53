package society

// here is how many people of place i are neither dead nor detained.
func (s *Society) here(i int) float64 {
	return max(0, s.nation.Places[i].Population-s.state.Killed[i]-s.state.Arrested[i])
}

// weight is how many people an agent of place i stands for: an equal share of
// those here. It is 0 when no agent is left.
func (s *Society) weight(i int) float64 {
	left := s.first[i+1] - s.first[i] - s.places[i].agents.lost
	if left == 0 {
		return 0
	}
	return s.here(i) / float64(left)
}

// tally counts the people out in place i, violent and not. Nobody is counted twice:
// organisers come from those who are not out as citizens, and bands from the rest.
func (s *Society) tally(i int) {
	st, l := &s.state, &s.places[i]
	l.crowd = float64(s.weight(i) * float64(l.agents.protesting))
	rest := max(0, s.here(i)-l.crowd)
	l.seeds = min(l.seeds, rest)
	st.Bands[i] = min(st.Bands[i], rest-l.seeds)
	out := l.crowd + l.seeds
	st.Violent[i] = float64(l.violent * out)
	st.Crowd[i] = out - st.Violent[i]
}
