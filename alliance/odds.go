package alliance

import (
	"slices"

	"casus/portable"
)

// Odds is the probability that [Decide] approves a request, over the luck of
// the votes: luck is logistic with scale σ and independent between members, so
// with S the support without it
//
//	P(yes) = 1/(1 + exp((yes − S)/σ))      P(no) = 1/(1 + exp((S − no)/σ))
//
// and the charter's rule puts them together. Errors are those of Decide.
func Odds(ch Charter, members []Member, co Coefficients, r Request) (float64, error) {
	d, err := begin(ch, members, co, &r)
	if err != nil || co.Refuse > 0 {
		return 0, err
	}
	leads := slices.ContainsFunc(members, func(m Member) bool { return m.Lead && m.votes() })
	if !r.Multilateral { // it has decided by coming
		return flag(leads), nil
	}
	lead, unopposed := 0.0, 1.0
	balance := []float64{1} // of the others, by yes minus no, from −n to n
	for i, m := range members {
		if !m.votes() {
			continue
		}
		list := terms(ch, members, co, &r, &d, i, 0.5) // of which luck is 0
		s := support(&list)
		yes, no := above(s-co.Yes, co.Luck), above(co.No-s, co.Luck)
		if m.Lead {
			lead = yes
			continue
		}
		unopposed *= 1 - no
		next := make([]float64, len(balance)+2)
		for k, p := range balance {
			next[k] += float64(p * no)
			next[k+1] += float64(p * (1 - yes - no))
			next[k+2] += float64(p * yes)
		}
		balance = next
	}
	switch ch.Rule {
	case Consensus:
		return float64(lead * unopposed), nil
	case Majority: // the lead's own yes is one more
		carried := 0.0
		for k, p := range balance {
			if k-len(balance)/2+1 > 0 {
				carried += p
			}
		}
		return float64(lead * carried), nil
	}
	return lead, nil
}

// above is the probability that a margin and logistic luck come out above 0.
func above(margin, scale float64) float64 {
	if scale == 0 {
		return flag(margin > 0)
	}
	return portable.Logistic(margin / scale)
}

func flag(b bool) float64 {
	if b {
		return 1
	}
	return 0
}
