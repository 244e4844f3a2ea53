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

// tally counts the people out in place i. Nobody is counted twice: organisers
// come from those who are not out as citizens, and bands from the rest.
func (s *Society) tally(i int) {
	st, l, weight := &s.state, &s.places[i], s.weight(i)
	l.crowd, st.Violent[i] = float64(weight*float64(l.agents.protesting)), float64(weight*float64(l.agents.fighting))
	rest := max(0, s.here(i)-l.crowd-st.Violent[i])
	l.seeds = min(l.seeds, rest)
	st.Bands[i] = min(st.Bands[i], rest-l.seeds)
	st.Crowd[i] = l.crowd + l.seeds
}
