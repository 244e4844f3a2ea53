package relations

import "casus/portable"

// Distraction is the share of the lead's attention, troops and lift that a war of its own
// takes, 0..1: one for all who count on it.
func (r *Relations) Distraction() float64 {
	if r.atWar {
		return r.co.WarToll
	}
	return 0
}

// AtWar reports whether the lead has a war of its own.
func (r *Relations) AtWar() bool { return r.atWar }

// wage lets a war of the lead's own begin, by a hazard, or end:
//
//	P(begins) = 1 − exp(−war_rate/12)      P(ends) = 1/war_months
//
// A war that begins shows resolve, and strength or weakness; it frightens other rulers.
func (r *Relations) wage(month int, p *Passed) {
	if r.atWar {
		r.atWar = !r.lots.war.Chance(0, uint64(month), 1/r.co.WarMonths)
		p.WarEnded = !r.atWar
		return
	}
	if !r.lots.war.Chance(0, uint64(month), 1-portable.Exp(-r.co.WarRate/12)) {
		return
	}
	r.atWar, p.WarBegan = true, true
	r.resolve = up(r.resolve, r.co.Show)
	r.capability = step(r.capability, r.co.WarShow)
	r.frighten(r.co.WarFear)
}

// Answer of the lead to an attack on a member by another state.
type Answer uint8

// It sends troops; short of that observers, arms or mediators; or nothing but words.
const (
	Silence Answer = iota
	Short
	Troops
)

// Attack on a member by another state.
type Attack struct {
	State  int
	Answer Answer
}

// attacks lets other states attack members, where the charter obliges to defence. The lead
// answers with
//
//	P(troops) = attack_help·(1 − distraction)      P(short of them | no troops) = attack_short
//
// What it does is seen by all who have the same promise, and by others as far as their
// regimes are like the member's: troops are help given, silence is a refusal, and what is
// short of troops a part of one.
func (r *Relations) attacks(month int, p *Passed) {
	if !r.c.Defence {
		return
	}
	for k, s := range r.c.States {
		if s.Lead || !r.Member(k) {
			continue
		}
		who, when := uint64(k), uint64(month)
		rate := r.co.AttackRate
		if s.AttackRate != nil {
			rate = *s.AttackRate
		}
		if !r.lots.attack.Chance(who, when, 1-portable.Exp(-rate/12)) {
			continue
		}
		a := Attack{State: k}
		switch {
		case r.lots.answer.Chance(who, when, r.co.AttackHelp*(1-r.Distraction())):
			a.Answer = Troops
		case r.lots.short.Chance(who, when, r.co.AttackShort):
			a.Answer = Short
		}
		r.learn(a)
		p.Attacks = append(p.Attacks, a)
	}
}

// learn lets rulers see what the lead did for a member that was attacked.
func (r *Relations) learn(a Attack) {
	for i := range r.c.States {
		weight := 1.0
		if !r.Member(i) {
			weight = r.like(i, a.State)
		}
		switch a.Answer {
		case Troops:
			r.a[i] += float64(r.co.Help * weight)
		case Short:
			r.b[i] += float64(r.co.Refusal * r.co.Part * weight)
		case Silence:
			r.b[i] += float64(r.co.Refusal * weight)
		}
	}
	if a.Answer == Troops {
		r.resolve = up(r.resolve, r.co.Show)
	}
}
