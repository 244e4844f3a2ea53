package society

// Grievance is something that costs a regime legitimacy while it lasts: a price, a
// stolen election, a death in a cell.
type Grievance struct {
	Shock    *float64  // legitimacy lost where exposure and weight are 1; nil: that of the coefficients
	Exposure []float64 // by region, 0..1
	Weights  []float64 // by cohort, from 0; nil: 1 for everyone
}

// full is what grievance k costs in region r, those of weight 1, when nothing of it is
// taken back.
func (s *Society) full(k, r int) float64 {
	g, shock := &s.nation.Grievances[k], s.co.Shock
	if g.Shock != nil {
		shock = *g.Shock
	}
	return float64(shock * g.Exposure[r])
}

// lost is what grievances cost cohort c of region r:
//
//	e_rc = Σ_k shock_k · exposure_kr · weight_kc · φ_k
func (s *Society) lost(r, c int, left []float64) (e float64) {
	for k, phi := range left {
		weight := 1.0
		if w := s.nation.Grievances[k].Weights; w != nil {
			weight = w[c]
		}
		e += float64(s.full(k, r) * phi * weight)
	}
	return e
}

// meanWeight is that of grievance k in region r over its cohorts.
func (s *Society) meanWeight(k, r int) float64 {
	w := s.nation.Grievances[k].Weights
	if w == nil {
		return 1
	}
	sum := 0.0
	for c, share := range s.nation.Regions[r].Cohorts {
		sum += float64(share * w[c])
	}
	return sum
}

// meanLost is the mean of lost over the cohorts of region r.
func (s *Society) meanLost(r int, left []float64) (e float64) {
	for k, phi := range left {
		e += float64(s.full(k, r) * phi * s.meanWeight(k, r))
	}
	return e
}

// Left is the share that is left of the grievances that have begun, each counted by
// what it costs the nation in full; 0 before any has.
func (s *Society) Left(left []float64, begun []bool) float64 {
	costs, sum, n := make([]float64, len(left)), 0.0, 0.0
	for k := range left {
		if !begun[k] {
			continue
		}
		n++
		for r, share := range s.share {
			costs[k] += float64(share * s.full(k, r) * s.meanWeight(k, r))
		}
		sum += costs[k]
	}
	mean := 0.0
	for k, phi := range left {
		switch {
		case !begun[k]:
		case sum > 0:
			mean += float64(costs[k] / sum * phi)
		default: // none costs anything
			mean += phi / n
		}
	}
	return min(1, mean) // costs may sum to a little more than their sum
}
