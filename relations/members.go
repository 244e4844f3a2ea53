package relations

import "casus/portable"

// Member reports whether a state is a member now: one that has frozen its membership or
// left is none.
func (r *Relations) Member(k int) bool { return r.c.States[k].Member && !r.out[k] }

// trust is the standing of the lead in the eyes of one ruler: reliability·(1 − fear).
func (r *Relations) trust(k int) float64 { return float64(r.reliable(k) * (1 - r.fear[k])) }

// lost is how much of that trust is gone since before the crisis, above 0 if any is.
func (r *Relations) lost(k int) float64 {
	a, b := r.c.States[k].Reliability[0], r.c.States[k].Reliability[1]
	return float64(a/(a+b)*(1-r.c.States[k].Fear)) - r.trust(k)
}

// leave lets members freeze their membership or leave, and come back. The model does not
// tell the two apart:
//
//	hazard of leaving = leave_rate/12 · exp(leave_cause·lost)      P(coming back) = min(1, 1/(12·away))
//
// with lost the trust in the lead that has gone since before the crisis, below 0 where it
// has grown. The lead stays.
func (r *Relations) leave(month int, p *Passed) {
	for k, s := range r.c.States {
		if !s.Member || s.Lead {
			continue
		}
		who, when := uint64(k), uint64(month)
		if r.out[k] {
			if r.lots.leave.Chance(who, when, min(1, 1/(12*r.co.Away))) {
				r.out[k] = false
				p.Returned = append(p.Returned, k)
			}
			continue
		}
		hazard := r.co.LeaveRate / 12 * portable.Exp(r.co.LeaveCause*r.lost(k))
		if r.lots.leave.Chance(who, when, 1-portable.Exp(-hazard)) {
			r.out[k] = true
			p.Left = append(p.Left, k)
		}
	}
}
