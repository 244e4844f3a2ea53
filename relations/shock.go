package relations

import (
	"math"

	"casus/portable"
)

// Event is a crisis as seen from outside.
type Event struct {
	State                                 int
	Refused, Deployed                     bool
	Against                               bool // a challenger asked: the mission stood against the ruler
	Unilateral, Survived, TargetDismissed bool
	HoursToLanding                        float64
	Decisive                              float64 // 0..1
	TroopDaysAfterControl                 float64
	LeadShare                             float64
	Deaths, Repression                    float64 // deaths and detained per 100,000 people
	Threat                                float64 // 0..1
}

// evenShare is the share of a mission above which it is the lead's own rather
// than the alliance's: more than all the others send. An assumption.
const evenShare = 0.5

// Scales of what coefficients count in.
const (
	troopDays = 100_000 // of relations.stay_fear
	detained  = 100     // that cost a ruler as much as one death, and of aversion; an assumption
)

// Apply is the shock of a crisis. Reliability is Beta(a, b) for each ruler:
// help adds help·likeness·2^(−hours/late) to a, a refusal refusal·likeness to
// b. For the state that was helped itself likeness is 1.
//
// A mission against a ruler is no help to rulers: it counts as a refusal, and
// frightens like a mission that comes alone, both times likeness; so do those
// of the state itself if its ruler survives. If he falls, the one who asked
// holds his office and has been helped. It is no precedent for helping rulers
// and makes no friends among their services; it shows capability if he falls.
// That a challenger is turned away moves no ruler. Foreign troops cost those
// popularity who called them; a challenger who comes in with them reforms.
func (r *Relations) Apply(e Event) error {
	co := &r.co
	self := e.State == r.target
	for i := range r.c.States {
		like := r.like(i, e.State)
		helped := !e.Against || i == e.State && !e.Survived
		if e.Deployed {
			frightens := co.StayFear*e.TroopDaysAfterControl/troopDays + float64(co.LeadFear*max(0, e.LeadShare-evenShare))
			if e.Unilateral {
				frightens += co.Unilateral
			}
			if helped {
				r.a[i] += float64(co.Help * like * portable.Exp2(-e.HoursToLanding/co.Late))
			} else {
				r.b[i] += float64(co.Refusal * like)
				frightens += float64(co.Unilateral * like)
			}
			r.frightenOne(i, frightens)
		}
		if e.Refused && !e.Against {
			r.b[i] += float64(co.Refusal * like)
		}
	}
	if r.Member(e.State) {
		r.cooperation = up(r.cooperation, co.CoopThreat*e.Threat*r.c.States[e.State].Likeness)
	}
	r.wave = up(r.wave, e.Threat)
	if e.Deployed {
		if !e.Against {
			r.precedent = up(r.precedent, co.Precedent)
			r.cooperation = up(r.cooperation, co.CoopMission)
		}
		quick := portable.Exp2(-e.HoursToLanding / co.Late)
		r.resolve = up(r.resolve, co.Show*quick)
		r.capability = up(r.capability, co.Show*quick*flag(e.Survived != e.Against))
		r.gain = up(r.gain, co.WeightGain)
	}
	if e.Refused && !e.Against {
		r.precedent = down(r.precedent, co.Precedent)
	}
	if !self {
		return r.check()
	}
	r.obligation = up(r.obligation, co.Oblige*e.Decisive)
	for c, k := range r.c.Cohorts {
		p := down(r.popularity[c], float64(co.PopDeaths*(float64(e.Deaths)+e.Repression/detained))+float64(co.PopForeign*k.Salience*flag(e.Deployed && !(e.Against && e.Survived))))
		if e.TargetDismissed && e.Survived {
			p = up(p, co.PopReform)
		}
		r.popularity[c] = p
	}
	for k, p := range r.c.Powers {
		if p.Averse {
			r.align[k] = step(r.align[k], -co.Aversion*e.Repression/detained)
		}
	}
	if e.Survived {
		r.style = up(r.style, co.StyleThreat*e.Threat)
	}
	if e.TargetDismissed || e.Against && e.Deployed && !e.Survived {
		r.style = down(r.style, co.StyleReform)
	}
	return r.check()
}

// Stay lets foreign troop-days after the crisis, when control has long
// returned, feed the fear of the hegemon, as those within it do.
func (r *Relations) Stay(days float64) {
	r.frighten(r.co.StayFear * days / troopDays)
}

// frighten makes all other states fear the lead more.
func (r *Relations) frighten(g float64) {
	for i := range r.fear {
		r.frightenOne(i, g)
	}
}

// frightenOne makes one state fear the lead more, which does not fear itself.
func (r *Relations) frightenOne(state int, g float64) {
	if !r.c.States[state].Lead {
		r.fear[state] = up(r.fear[state], g)
	}
}

// like is how like the regimes of two states are, 0..1.
func (r *Relations) like(a, b int) float64 {
	return 1 - math.Abs(r.c.States[a].Likeness-r.c.States[b].Likeness)
}

func flag(b bool) float64 {
	if b {
		return 1
	}
	return 0
}
