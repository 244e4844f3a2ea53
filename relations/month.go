package relations

import "casus/portable"

// waveHalf is the half-life of contagion between states, months: protest waves
// last about half a year (Beissinger 2007, Perspectives on Politics 5, 259).
const waveHalf = 3

// debtHalf is the half-life of obligation, months. An assumption: gratitude between
// states fades within a year or two.
const debtHalf = 12

// Passed is what happened in a month. Numbers are of states.
type Passed struct {
	WarBegan, WarEnded bool // of the lead's own
	Attacks            []Attack
	Left, Returned     []int
	Demands            []Demand
}

// Month lets a month pass: what was learnt fades, weights grow, wars begin and end, members
// are attacked, leave and come back, demands are made.
func (r *Relations) Month(month int) (p Passed, err error) {
	r.drift()
	r.wage(month, &p)
	r.attacks(month, &p)
	r.leave(month, &p)
	p.Demands = r.demands(month)
	return p, r.check()
}

// drift lets what was learnt fade, and what follows from it work.
func (r *Relations) drift() {
	co := &r.co
	for i, s := range r.c.States {
		r.a[i] = revert(r.a[i], s.Reliability[0], co.Forget)
		r.b[i] = revert(r.b[i], s.Reliability[1], co.Forget)
		r.fear[i] = revert(r.fear[i], s.Fear, co.Forget)
	}
	r.obligation = revert(r.obligation, 0, debtHalf)
	frightened, closest := max(0, r.fear[r.target]-r.c.States[r.target].Fear), r.closest()
	for k, p := range r.c.Powers {
		switch k {
		case r.lead:
			r.align[k] = step(r.align[k], float64(co.Pull*r.obligation)-float64(co.Wary*frightened))
		case closest:
			r.align[k] = step(r.align[k], co.Hedge*max(0, r.lost(r.target)))
		}
		if p.Averse {
			r.align[k] = step(r.align[k], -co.Aversion*max(0, r.style-r.c.Style)/12)
		}
		r.align[k] = revert(r.align[k], p.Alignment, co.AlignBack)
		r.weight[k] = float64(r.weight[k] * portable.Pow(1+p.Growth, 1./12))
	}
	r.gain = revert(r.gain, 0, co.ShowHalf)
	r.resolve = revert(r.resolve, r.c.Resolve, co.ShowHalf)
	r.capability = revert(r.capability, r.c.Capability, co.ShowHalf)
	short := 0.0
	for c, k := range r.c.Cohorts {
		r.popularity[c] = revert(r.popularity[c], k.Popularity, co.PopHalf)
		short += float64(k.Share * max(0, k.Popularity-r.popularity[c]))
	}
	r.style = revert(up(r.style, float64(co.StyleShort*short)+float64(co.StyleCoop*max(0, r.cooperation-r.c.Cooperation))), r.c.Style, co.StyleHalf)
	r.cooperation = revert(r.cooperation, r.c.Cooperation, co.CoopHalf)
	r.precedent = revert(r.precedent, 0, co.PrecHalf)
	r.wave = revert(r.wave, 0, waveHalf)
}

// closest is the power beside the lead to which the target is aligned most; -1 if there is
// none.
func (r *Relations) closest() int {
	best := -1
	for k, a := range r.align {
		if k != r.lead && (best < 0 || a > r.align[best]) {
			best = k
		}
	}
	return best
}

// Crisis reports whether state k has a crisis in a month: a hazard of its base
// rate, raised by contagion from crises elsewhere.
//
//	hazard = rate/12 · (1 + contagion·wave·likeness)
func (r *Relations) Crisis(month, k int) bool {
	return r.lots.crisis.Chance(uint64(k), uint64(month), 1-portable.Exp(-r.Hazard(k)))
}

// Hazard is the hazard of a crisis in state k, per month.
func (r *Relations) Hazard(k int) float64 {
	s := r.c.States[k]
	return s.CrisisRate / 12 * (1 + float64(r.co.Contagion*r.wave*s.Likeness))
}
