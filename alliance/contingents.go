package alliance

import "casus/portable"

// contingents shares the mission out: who votes yes sends
//
//	pledge · capability · 1/(1 + exp(−w·(support − yes)))
//
// who abstains or votes no sends nobody, and the lead covers the rest. If the
// members alone offer more than the mission's size, all are cut in proportion.
// A mission without votes is the lead's alone.
func contingents(members []Member, co Coefficients, d *Decision, lead int) {
	offered, v := 0.0, 0
	for i, m := range members {
		if !m.votes() || len(d.Votes) == 0 {
			continue
		}
		vote := &d.Votes[v]
		v++
		if i == lead || vote.Choice != Yes {
			continue
		}
		d.Send[i] = float64(m.Pledge * m.Capability * portable.Logistic(co.Willingness*(vote.Support-co.Yes)))
		offered += d.Send[i]
	}
	if offered > d.Size {
		for i := range d.Send {
			d.Send[i] = float64(d.Send[i] * (d.Size / offered))
		}
		return
	}
	d.Send[lead] = d.Size - offered
}

// LeadShare is the share of the lead nation in a mission; 0 of none.
func LeadShare(members []Member, people []float64) float64 {
	lead, total := 0.0, 0.0
	for i, p := range people {
		total += p
		if members[i].Lead {
			lead += p
		}
	}
	if total == 0 {
		return 0
	}
	return lead / total
}

// Herfindahl is the concentration of a mission, 1 when one member sends all
// and 1/n when n send alike; 0 of none.
//
//	Σ (people_i / Σ people)²
func Herfindahl(people []float64) float64 {
	total, h := 0.0, 0.0
	for _, p := range people {
		total += p
	}
	if total == 0 {
		return 0
	}
	for _, p := range people {
		h += p / total * p / total
	}
	return h
}
