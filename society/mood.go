package society

import "casus/portable"

// Mood is how legitimate citizens find the regime once they have gone home: what
// grievances cost stays, political loss fades.
type Mood struct {
	share []float64 // of the people, by region and cohort
	rest  []float64 // legitimacy before political loss
	loss  []float64 // political
	half  float64   // hours in which half of that fades
}

// Mood of the citizens, with what is left of grievances.
func (s *Society) Mood(left []float64) *Mood {
	m := &Mood{half: s.co.PoliticalHalf}
	nc := len(s.nation.Cohorts)
	for r := range s.nation.Regions {
		for c, share := range s.nation.Regions[r].Cohorts {
			m.share = append(m.share, float64(share*s.share[r]))
			m.rest = append(m.rest, s.nation.Cohorts[c].Legitimacy-s.lost(r, c, left))
			m.loss = append(m.loss, s.loss[r*nc+c])
		}
	}
	return m
}

// Legitimacy is the mean over citizens so many hours later, 0..1.
func (m *Mood) Legitimacy(hours float64) (mean float64) {
	kept := portable.Exp2(-hours / m.half)
	for k, share := range m.share {
		mean += float64(share * min(1, max(0, m.rest[k]-float64(kept*m.loss[k]))))
	}
	return min(1, mean) // shares may sum to a little more
}
