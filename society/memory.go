package society

import "slices"

// memory is what is remembered of crowds of a kind: an exponential mean with the
// half-life memory, and how far that is seen.
type memory struct {
	region  []float64 // by region, people
	seen    []float64 // by region: its visibility
	now     []float64 // by region: people out in this hour
	nation  float64   // people
	visible float64   // its visibility
}

func newMemory(regions int) memory {
	return memory{region: make([]float64, regions), seen: make([]float64, regions), now: make([]float64, regions)}
}

func (m memory) fork() memory {
	m.region, m.seen, m.now = slices.Clone(m.region), slices.Clone(m.seen), slices.Clone(m.now)
	return m
}

// pass lets an hour pass in which so many were out in each region.
func (m *memory) pass(s *Society) {
	total := 0.0
	for r, out := range m.now {
		total += out
		m.region[r] = s.pace.remembered(m.region[r], out)
		m.seen[r] = s.pace.visibility(m.region[r], s.co.AttentionFloor*s.share[r])
	}
	m.nation = s.pace.remembered(m.nation, total)
	m.visible = s.pace.visibility(m.nation, s.co.AttentionFloor)
}

// news is how much of it reaches region r: the nation's through
// open communications, and the region's own by word of mouth.
//
//	news_r = w·o·m + (1−w)·min(1, m_r·(1 + outage·(1−o)))      w = media_weight
func (m *memory) news(s *Society, r int, in *Conditions) float64 {
	w := s.co.MediaWeight
	return float64(w*in.Openness*m.visible) + float64((1-w)*min(1, m.seen[r]*s.hearsay(in)))
}

// remember lists where people are out, lets riots end where nobody is, and updates
// the crowds, and those in riot, as they are remembered.
func (s *Society) remember() {
	st := &s.state
	clear(s.crowds.now)
	clear(s.riots.now)
	st.Out = st.Out[:0]
	for i := range s.out.all {
		r, out := s.nation.Places[i].Region, st.Crowd[i]+st.Violent[i]+st.Bands[i]
		if out > 0 {
			st.Out = append(st.Out, i)
			s.crowds.now[r] += out
			if st.Riot[i] {
				s.riots.now[r] += out
			}
		} else {
			s.out.remove(i)
			s.places[i].riot, s.places[i].violent = false, 0
		}
	}
	s.crowds.pass(s)
	s.riots.pass(s)
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
		news := s.crowds.news(s, r, in)
		for c := range nc {
			p := &s.loss[r*nc+c]
			gain := float64(co.PoliticalGain/24*news*max(0, ceiling-*p)) + flow + float64(co.ForeignAnger/24*in.Foreign*s.nation.Cohorts[c].Salience)
			*p = min(1, max(0, float64((*p+gain-float64(*p*s.pace.politics))*(1-in.Calm))+float64(co.Weakness*in.Yielded)))
		}
	}
}
