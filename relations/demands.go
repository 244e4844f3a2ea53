package relations

import "casus/portable"

// Demand of the lead on the target.
type Demand struct {
	Issue    string
	Accepted bool
	Odds     float64 // of acceptance, as they stood
}

// never is a month long before the crisis.
const never = -1000

// rest is how long an issue that was refused is not asked for again, months. An
// assumption: as long as a yearly summit.
const rest = 12

// offence is how much dearer a demand is in a cohort of salience 1, as a share
// of its cost at home. An assumption: twice as dear.
const offence = 1

// repaid is the step down of obligation from an accepted demand. An assumption: a
// demand met is a debt paid, but for a third.
const repaid = 1

// demands lets issues come up. The lead asks when
//
//	gain·P(accept) > face·(1−P(accept)) + ask_cost·mean fear
//
// and the target accepts with
//
//	logit P = base + w_a·(obligation + alignment to the lead − to the outside option) − w_c·(Σ share·cost·(1+salience) + external)
//
// The outside option is the other power to which the target is aligned most: a
// ruler who says no turns to one patron, so that a further power on the list makes
// no difference unless it is a better one.
func (r *Relations) demands(month int) []Demand {
	co := &r.co
	var list []Demand
	fear, rulers := 0.0, 0.0
	for s, f := range r.fear {
		if !r.c.States[s].Lead {
			fear, rulers = fear+f, rulers+1
		}
	}
	fear /= max(1, rulers)
	outside := 0.0
	if k := r.closest(); k >= 0 {
		outside = r.align[k]
	}
	for i, issue := range r.c.Issues {
		if r.closed[i] || month-r.settled[i] < rest {
			continue
		}
		who := uint64(i)
		if !r.lots.demand.Chance(who, uint64(month), 1-portable.Exp(-co.DemandRate)) {
			continue
		}
		cost := issue.External
		for c, k := range r.c.Cohorts {
			cost += float64(k.Share * issue.Cost[c] * (1 + float64(offence*k.Salience)))
		}
		p := portable.Logistic(co.AcceptBase + float64(co.AcceptAlign*(r.obligation+r.align[r.lead]-outside)) - float64(co.AcceptCost*cost))
		if issue.Gain*p <= float64(co.Face*(1-p))+float64(co.AskFear*fear) {
			continue
		}
		r.settled[i] = month
		d := Demand{issue.ID, r.lots.accept.Chance(who, uint64(month), p), p}
		r.frighten(co.DemandFear)
		if d.Accepted {
			r.closed[i] = true
			r.obligation = down(r.obligation, repaid)
			for c, k := range r.c.Cohorts {
				r.popularity[c] = down(r.popularity[c], co.PopDemand*issue.Cost[c]*(1+float64(offence*k.Salience)))
			}
			r.align[r.lead] = step(r.align[r.lead], co.Pull*issue.Gain)
		}
		list = append(list, d)
	}
	return list
}
