// Package relations is the position of everyone after a crisis: reliability
// and fear, obligation, alignment, security weights, resolve, demands,
// popularity, style, repression cooperation, precedent, and the hazard of the
// next crisis.
//
// [Relations.Apply] is the shock of a crisis, [Relations.Month] a month of
// drift and bargaining, in which the lead may have a war of its own, other states attack
// members, and members leave, [Relations.Snapshot] the numbers that are reported,
// [Relations.Beliefs] the beliefs of a ruler on the eve of a crisis.
//
// Quantities within [0,1] are moved by steps toward 1 or 0,
//
//	up(x, g) = x + (1−x)(1−e^−g)      down(x, g) = x·e^−g
//
// so that they stay there without being cut off. The package knows nothing of
// societies, governments or files.
package relations

import (
	"fmt"
	"math"
	"slices"

	"casus/luck"
	"casus/portable"
)

// Power in the region.
type Power struct {
	ID        string
	Lead      bool
	Averse    bool    // to repression
	Weight    float64 // security weight, 0..1
	Growth    float64 // of that weight, per year
	Alignment float64 // of the target to it, 0..1
}

// State whose ruler watches.
type State struct {
	ID             string
	Member, Target bool
	Lead           bool       // of the alliance; what it thinks of itself counts nowhere
	Likeness       float64    // of its regime to the target's, 0..1
	CrisisRate     float64    // per year
	AttackRate     *float64   // of other states on it, per year; nil: as of other members
	Reliability    [2]float64 // prior Beta(a, b)
	Fear           float64    // of the hegemon, 0..1
}

// Cohort of the target's people.
type Cohort struct {
	ID         string
	Popularity float64 // of the ruler, 0..1
	Salience   float64 // 0..1
	Share      float64 // of the people
}

// Issue between the lead and the target.
type Issue struct {
	ID       string
	Gain     float64   // to the lead, 0..1
	Cost     []float64 // at home, by cohort, 0..1
	External float64   // with other powers, 0..1
}

// Config is how things stand before the crisis.
type Config struct {
	Powers              []Power
	States              []State
	Cohorts             []Cohort
	Issues              []Issue
	Defence             bool // the charter obliges to defence against other states
	Style, Cooperation  float64
	Resolve, Capability float64
}

// Relations of one replicate.
type Relations struct {
	c                             Config
	co                            Coefficients
	a, b                          []float64 // Beta of reliability, by state
	fear                          []float64
	obligation                    float64
	align, weight                 []float64 // by power
	gain                          float64   // share of the others' security weight that missions have given the lead
	resolve, capability           float64
	popularity                    []float64
	style, cooperation, precedent float64
	wave                          float64 // contagion of crises
	settled                       []int   // by issue: month of the last demand, or never
	closed                        []bool  // by issue: accepted
	atWar                         bool    // the lead has a war of its own
	out                           []bool  // by state: it was a member and is none now
	target, lead                  int
	lots                          struct{ demand, accept, crisis, war, attack, answer, short, leave luck.Lot }
}

// New sets relations up. Numbers outside their ranges are an error.
func New(c Config, co Coefficients, lk luck.Replicate) (*Relations, error) {
	r := &Relations{
		c: c, co: co, style: c.Style, cooperation: c.Cooperation, resolve: c.Resolve, capability: c.Capability, target: -1, lead: -1,
		settled: make([]int, len(c.Issues)), closed: make([]bool, len(c.Issues)), out: make([]bool, len(c.States)),
	}
	r.Redraw(lk)
	for i := range r.settled {
		r.settled[i] = never
	}
	for i, s := range c.States {
		r.a, r.b, r.fear = append(r.a, s.Reliability[0]), append(r.b, s.Reliability[1]), append(r.fear, s.Fear)
		if s.Target {
			r.target = i
		}
		if !(s.Reliability[0] > 0 && s.Reliability[1] > 0) {
			return nil, fmt.Errorf("reliability of the lead for %s: Beta(%v, %v)", s.ID, s.Reliability[0], s.Reliability[1])
		}
	}
	for k, p := range c.Powers {
		r.align, r.weight = append(r.align, p.Alignment), append(r.weight, p.Weight)
		if p.Lead {
			r.lead = k
		}
	}
	for _, k := range c.Cohorts {
		r.popularity = append(r.popularity, k.Popularity)
	}
	if r.target < 0 {
		return nil, fmt.Errorf("no state is the target")
	}
	if r.lead < 0 {
		return nil, fmt.Errorf("no power is the lead")
	}
	return r, r.check()
}

// Fork gives an independent copy.
func (r *Relations) Fork() *Relations {
	f := *r
	f.a, f.b, f.fear = slices.Clone(r.a), slices.Clone(r.b), slices.Clone(r.fear)
	f.align, f.weight = slices.Clone(r.align), slices.Clone(r.weight)
	f.popularity, f.settled, f.closed, f.out = slices.Clone(r.popularity), slices.Clone(r.settled), slices.Clone(r.closed), slices.Clone(r.out)
	return &f
}

// Redraw gives other luck from now on.
func (r *Relations) Redraw(lk luck.Replicate) {
	r.lots.demand, r.lots.accept, r.lots.crisis = lk.For("relations/demand"), lk.For("relations/accept"), lk.For("relations/crisis")
	r.lots.war, r.lots.attack, r.lots.answer = lk.For("relations/war"), lk.For("relations/attack"), lk.For("relations/answer")
	r.lots.short, r.lots.leave = lk.For("relations/short"), lk.For("relations/leave")
}

// Set gives other coefficients from now on.
func (r *Relations) Set(co Coefficients) { r.co = co }

func up(x, g float64) float64   { return x + float64((1-x)*(1-portable.Exp(-g))) }
func down(x, g float64) float64 { return float64(x * portable.Exp(-g)) }

// step is up for a gain of 0 or more, and down for one below.
func step(x, g float64) float64 {
	if g < 0 {
		return down(x, -g)
	}
	return up(x, g)
}

// revert moves x back to its start with a half-life.
func revert(x, start, half float64) float64 { return start + float64((x-start)*portable.Exp2(-1/half)) }

// check refuses numbers that are not numbers or have left their range.
func (r *Relations) check() error {
	bad := func(name string, x float64) error {
		return fmt.Errorf("%s is %v, outside 0..1", name, x)
	}
	out := func(x float64) bool { return !(x >= 0 && x <= 1) }
	for _, q := range []struct {
		name string
		x    float64
	}{
		{"obligation", r.obligation}, {"resolve", r.resolve}, {"capability", r.capability}, {"style", r.style},
		{"cooperation", r.cooperation}, {"precedent", r.precedent}, {"wave", r.wave}, {"gain of weight", r.gain},
	} {
		if out(q.x) {
			return bad(q.name, q.x)
		}
	}
	for k, s := range r.c.States {
		if out(r.fear[k]) {
			return bad("fear in "+s.ID, r.fear[k])
		}
		if out(r.reliable(k)) {
			return bad("reliability of the lead for "+s.ID, r.reliable(k))
		}
	}
	for k, p := range r.c.Powers {
		if out(r.align[k]) {
			return bad("alignment to "+p.ID, r.align[k])
		}
		if w := r.weight[k]; !(w >= 0) || math.IsInf(w, 1) { // it may grow past 1
			return fmt.Errorf("weight of %s is %v", p.ID, w)
		}
	}
	for k, c := range r.c.Cohorts {
		if out(r.popularity[k]) {
			return bad("popularity in "+c.ID, r.popularity[k])
		}
	}
	return nil
}
