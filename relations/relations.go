// Package relations is the position of everyone after a crisis: reliability
// and fear, obligation, alignment, security weights, resolve, demands,
// popularity, style, repression cooperation, precedent, and the hazard of the
// next crisis.
//
// [Relations.Apply] is the shock of a crisis, [Relations.Month] a month of
// drift and bargaining, [Relations.Snapshot] the numbers that are reported,
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

// Coefficients are the numbers of the model that this room needs. A gain of 0
// switches its mechanism off.
type Coefficients struct {
	Help        float64 `par:"help" unit:"pseudo-observations" min:"0" max:"100" doc:"what help given adds to a of the Beta of reliability, for a ruler whose regime is like the target's"`
	Late        float64 `par:"late" unit:"hours" min:"1" max:"10000" doc:"time to landing after which help counts half"`
	Refusal     float64 `par:"refusal" unit:"pseudo-observations" min:"0" max:"100" doc:"what a refusal adds to b"`
	Forget      float64 `par:"forget" unit:"months" min:"1" max:"1000" doc:"half-life of what was learnt about reliability"`
	StayFear    float64 `par:"stay_fear" unit:"1 per 100,000 troop-days" min:"0" max:"1000" doc:"step of fear of the hegemon from foreign troop-days after control returned"`
	LeadFear    float64 `par:"lead_fear" unit:"1" min:"0" max:"10" doc:"step of fear when the lead sends all by itself, in proportion to its share above one half"`
	Unilateral  float64 `par:"unilateral_fear" unit:"1" min:"0" max:"10" doc:"step of fear from a unilateral mission"`
	DemandFear  float64 `par:"demand_fear" unit:"1" min:"0" max:"10" doc:"step of fear from a public demand"`
	FearHalf    float64 `par:"fear_half" unit:"months" min:"1" max:"1000" doc:"half-life of fear above its start"`
	Oblige      float64 `par:"oblige" unit:"1" min:"0" max:"10" doc:"step of obligation from wholly decisive help"`
	ObligeHalf  float64 `par:"oblige_half" unit:"months" min:"1" max:"1000" doc:"half-life of obligation"`
	Repay       float64 `par:"repay" unit:"1" min:"0" max:"10" doc:"step down of obligation from an accepted demand"`
	Pull        float64 `par:"pull" unit:"1" min:"0" max:"10" doc:"step of alignment to the lead from obligation, per month"`
	WestAway    float64 `par:"west_away" unit:"1" min:"0" max:"10" doc:"step down of alignment to the West from repression and a rougher style"`
	AlignBack   float64 `par:"align_back" unit:"months" min:"1" max:"1000" doc:"half-life of a change of alignment"`
	WeightGain  float64 `par:"weight_gain" unit:"1" min:"0" max:"10" doc:"step of the lead's security weight from a mission"`
	WeightHalf  float64 `par:"weight_half" unit:"months" min:"1" max:"1000" doc:"half-life of that gain"`
	Show        float64 `par:"show" unit:"1" min:"0" max:"10" doc:"step of the lead's resolve and capability, as its rival believes, from a quick mission"`
	ShowHalf    float64 `par:"show_half" unit:"months" min:"1" max:"1000" doc:"half-life of that"`
	DemandRate  float64 `par:"demand_rate" unit:"per month" min:"0" max:"10" doc:"rate at which an issue comes up between lead and target"`
	Face        float64 `par:"face" unit:"1" min:"0" max:"10" doc:"loss of face of the lead when a demand is refused"`
	AskFear     float64 `par:"ask_cost" unit:"1" min:"0" max:"10" doc:"cost to the lead of asking in public: fear among the other rulers"`
	AcceptBase  float64 `par:"accept_base" unit:"logit" min:"-20" max:"20" doc:"acceptance of a demand with nothing for or against it"`
	AcceptDebt  float64 `par:"accept_obligation" unit:"logit" min:"0" max:"20" doc:"weight of obligation"`
	AcceptAlign float64 `par:"accept_alignment" unit:"logit" min:"0" max:"20" doc:"weight of alignment to the lead against the outside options"`
	AcceptCost  float64 `par:"accept_cost" unit:"logit" min:"0" max:"20" doc:"weight of the cost at home and with other powers"`
	PopDeaths   float64 `par:"popularity_deaths" unit:"1" min:"0" max:"10" doc:"step down of popularity from one death per 100,000 people"`
	PopDetained float64 `par:"popularity_detained" unit:"1" min:"0" max:"10" doc:"step down of popularity from 100 detained per 100,000 people"`
	PopForeign  float64 `par:"popularity_foreign" unit:"1" min:"0" max:"10" doc:"step down of popularity from foreign troops, in a cohort of salience 1"`
	PopDemand   float64 `par:"popularity_demand" unit:"1" min:"0" max:"10" doc:"step down of popularity from an accepted demand, times its cost"`
	PopReform   float64 `par:"popularity_reform" unit:"1" min:"0" max:"10" doc:"step up of popularity when the target of anger is dismissed and the regime survives"`
	PopHalf     float64 `par:"popularity_half" unit:"months" min:"1" max:"1000" doc:"half-life of a change of popularity"`
	StyleThreat float64 `par:"style_threat" unit:"1" min:"0" max:"10" doc:"step of authoritarian style from the threat of a crisis survived"`
	StyleShort  float64 `par:"style_shortfall" unit:"per month" min:"0" max:"10" doc:"step per month from the shortfall of popularity"`
	StyleCoop   float64 `par:"style_cooperation" unit:"per month" min:"0" max:"10" doc:"step per month from repression cooperation above its start"`
	StyleReform float64 `par:"style_reform" unit:"1" min:"0" max:"10" doc:"step down when the target of anger is dismissed: reform"`
	StyleHalf   float64 `par:"style_half" unit:"months" min:"1" max:"1000" doc:"half-life of a change of style"`
	CoopThreat  float64 `par:"cooperation_threat" unit:"1" min:"0" max:"10" doc:"step of repression cooperation between members from a crisis of one, times likeness"`
	CoopMission float64 `par:"cooperation_mission" unit:"1" min:"0" max:"10" doc:"step of it from a mission"`
	CoopHalf    float64 `par:"cooperation_half" unit:"months" min:"1" max:"1000" doc:"half-life of a change of cooperation"`
	Precedent   float64 `par:"precedent" unit:"1" min:"0" max:"10" doc:"step of precedent from a mission; a refusal takes away as much"`
	PrecHalf    float64 `par:"precedent_half" unit:"months" min:"1" max:"1000" doc:"half-life of precedent"`
	Contagion   float64 `par:"contagion" unit:"1" min:"0" max:"10" doc:"relative rise of the hazard of crises for half a year after one elsewhere, times likeness"`
}

// Power in the region.
type Power struct {
	ID         string
	Lead, West bool
	Weight     float64 // security weight, 0..1
	Growth     float64 // of that weight, per year
	Alignment  float64 // of the target to it, 0..1
}

// State whose ruler watches.
type State struct {
	ID             string
	Member, Target bool
	Likeness       float64    // of its regime to the target's, 0..1
	CrisisRate     float64    // per year
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
	Style, Cooperation  float64
	Resolve, Capability float64
}

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

// Demand of the lead on the target.
type Demand struct {
	Issue    string
	Accepted bool
	Odds     float64 // of acceptance, as they stood
}

// Snapshot is everything that is reported. Slices are by state, power, cohort.
type Snapshot struct {
	Standing            float64
	Reliability, Fear   []float64
	Obligation          float64
	Alignment           []float64
	Balance             float64
	Weight              []float64
	Resolve, Capability float64
	Popularity          []float64
	PopularityMean      float64
	Style               float64
	Cooperation         float64
	Precedent           float64
}

// Beliefs that a ruler brings into a crisis.
type Beliefs struct {
	Reliability, Fear, Obligation, Precedent, Insurance, Cooperation float64
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
	target, lead                  int
	lots                          struct{ demand, accept, crisis luck.Lot }
}

// never is a month long before the crisis.
const never = -1000

// waveHalf is the half-life of contagion between states, months: protest waves
// last about half a year (Beissinger 2007, Perspectives on Politics 5, 259).
const waveHalf = 3

// evenShare is the share of a mission above which it is the lead's own rather
// than the alliance's: more than all the others send. An assumption.
const evenShare = 0.5

// rest is how long an issue that was refused is not asked for again, months. An
// assumption: as long as a yearly summit.
const rest = 12

// offence is how much dearer a demand is in a cohort of salience 1, as a share
// of its cost at home. An assumption: twice as dear.
const offence = 1

// memberVoice is the weight in the lead's standing of a ruler whom it has
// promised help, where that of another ruler is 1. An assumption.
const memberVoice = 2

// Scales of what coefficients count in.
const (
	troopDays = 100_000 // of relations.stay_fear
	detained  = 100     // per 100,000 people, of popularity_detained and west_away
)

// New sets relations up. Numbers outside their ranges are an error.
func New(c Config, co Coefficients, lk luck.Replicate) (*Relations, error) {
	r := &Relations{
		c: c, co: co, style: c.Style, cooperation: c.Cooperation, resolve: c.Resolve, capability: c.Capability, target: -1, lead: -1,
		settled: make([]int, len(c.Issues)), closed: make([]bool, len(c.Issues)),
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
	f.popularity, f.settled, f.closed = slices.Clone(r.popularity), slices.Clone(r.settled), slices.Clone(r.closed)
	return &f
}

// Redraw gives other luck from now on.
func (r *Relations) Redraw(lk luck.Replicate) {
	r.lots.demand, r.lots.accept, r.lots.crisis = lk.For("relations/demand"), lk.For("relations/accept"), lk.For("relations/crisis")
}

// Set gives other coefficients from now on.
func (r *Relations) Set(co Coefficients) { r.co = co }

func up(x, g float64) float64   { return x + float64((1-x)*(1-portable.Exp(-g))) }
func down(x, g float64) float64 { return float64(x * portable.Exp(-g)) }

// revert moves x back to its start with a half-life.
func revert(x, start, half float64) float64 { return start + float64((x-start)*portable.Exp2(-1/half)) }

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
	for i, s := range r.c.States {
		like := 1 - math.Abs(s.Likeness-r.c.States[e.State].Likeness)
		if i == e.State {
			like = 1
		}
		helped := !e.Against || i == e.State && !e.Survived
		if e.Deployed {
			step := co.StayFear*e.TroopDaysAfterControl/troopDays + float64(co.LeadFear*max(0, e.LeadShare-evenShare))
			if e.Unilateral {
				step += co.Unilateral
			}
			if helped {
				r.a[i] += float64(co.Help * like * portable.Exp2(-e.HoursToLanding/co.Late))
			} else {
				r.b[i] += float64(co.Refusal * like)
				step += float64(co.Unilateral * like)
			}
			r.fear[i] = up(r.fear[i], step)
		}
		if e.Refused && !e.Against {
			r.b[i] += float64(co.Refusal * like)
		}
	}
	member := r.c.States[e.State].Member
	if member {
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
		p := down(r.popularity[c], float64(co.PopDeaths*e.Deaths)+co.PopDetained*e.Repression/detained+float64(co.PopForeign*k.Salience*flag(e.Deployed && !(e.Against && e.Survived))))
		if e.TargetDismissed && e.Survived {
			p = up(p, co.PopReform)
		}
		r.popularity[c] = p
	}
	for k, p := range r.c.Powers {
		if p.West {
			r.align[k] = down(r.align[k], co.WestAway*e.Repression/detained)
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
	for i := range r.fear {
		r.fear[i] = up(r.fear[i], r.co.StayFear*days/troopDays)
	}
}

func flag(b bool) float64 {
	if b {
		return 1
	}
	return 0
}

// Month lets a month pass: what was learnt fades, weights grow, demands are
// made.
func (r *Relations) Month(month int) ([]Demand, error) {
	co := &r.co
	for i, s := range r.c.States {
		r.a[i] = revert(r.a[i], s.Reliability[0], co.Forget)
		r.b[i] = revert(r.b[i], s.Reliability[1], co.Forget)
		r.fear[i] = revert(r.fear[i], s.Fear, co.FearHalf)
	}
	r.obligation = revert(r.obligation, 0, co.ObligeHalf)
	for k, p := range r.c.Powers {
		if k == r.lead {
			r.align[k] = up(r.align[k], co.Pull*r.obligation)
		}
		if p.West {
			r.align[k] = down(r.align[k], co.WestAway*max(0, r.style-r.c.Style)/12)
		}
		r.align[k] = revert(r.align[k], p.Alignment, co.AlignBack)
		r.weight[k] = float64(r.weight[k] * portable.Pow(1+p.Growth, 1./12))
	}
	r.gain = revert(r.gain, 0, co.WeightHalf)
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
	return r.demands(month), r.check()
}

// demands lets issues come up. The lead asks when
//
//	gain·P(accept) > face·(1−P(accept)) + ask_cost·mean fear
//
// and the target accepts with
//
//	logit P = base + w_o·obligation + w_a·(alignment to the lead − to the outside option) − w_c·(Σ share·cost·(1+salience) + external)
//
// The outside option is the other power to which the target is aligned most: a
// ruler who says no turns to one patron, so that a further power on the list makes
// no difference unless it is a better one.
func (r *Relations) demands(month int) []Demand {
	co := &r.co
	var list []Demand
	fear := 0.0
	for _, f := range r.fear {
		fear += f / float64(len(r.fear))
	}
	outside := 0.0
	for k, a := range r.align {
		if k != r.lead {
			outside = max(outside, a)
		}
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
		p := portable.Logistic(co.AcceptBase + float64(co.AcceptDebt*r.obligation) + float64(co.AcceptAlign*(r.align[r.lead]-outside)) - float64(co.AcceptCost*cost))
		if issue.Gain*p <= float64(co.Face*(1-p))+float64(co.AskFear*fear) {
			continue
		}
		r.settled[i] = month
		d := Demand{issue.ID, r.lots.accept.Chance(who, uint64(month), p), p}
		for s := range r.fear {
			r.fear[s] = up(r.fear[s], co.DemandFear)
		}
		if d.Accepted {
			r.closed[i] = true
			r.obligation = down(r.obligation, co.Repay)
			for c, k := range r.c.Cohorts {
				r.popularity[c] = down(r.popularity[c], co.PopDemand*issue.Cost[c]*(1+float64(offence*k.Salience)))
			}
			r.align[r.lead] = up(r.align[r.lead], co.Pull*issue.Gain)
		}
		list = append(list, d)
	}
	return list
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

// reliable is the mean of ruler k's Beta.
func (r *Relations) reliable(k int) float64 { return r.a[k] / (r.a[k] + r.b[k]) }

// Beliefs of the ruler of state k. Insurance is what a ruler counts on:
// reliability as far as there is precedent.
func (r *Relations) Beliefs(k int) Beliefs {
	b := Beliefs{
		Reliability: r.reliable(k), Fear: r.fear[k], Precedent: r.precedent,
		Insurance: float64(r.reliable(k) * r.precedent), Cooperation: r.cooperation,
	}
	if k == r.target {
		b.Obligation = r.obligation
	}
	return b
}

// Snapshot gives everything that is reported. Standing is the mean over rulers
// of reliability·(1−fear), members counting double; balance is the entropy of
// the shares of alignment, divided by its maximum. The security weight of the
// lead is its share of all weights and, of the rest, what missions gave it:
//
//	lead = share + (1 − share)·gain      others = share·(1 − gain)
func (r *Relations) Snapshot() Snapshot {
	s := Snapshot{
		Obligation: r.obligation, Resolve: r.resolve, Capability: r.capability, Style: r.style,
		Cooperation: r.cooperation, Precedent: r.precedent, Fear: append([]float64(nil), r.fear...),
		Alignment: shares(r.align), Popularity: append([]float64(nil), r.popularity...),
	}
	weights := 0.0
	for k, st := range r.c.States {
		rel := r.reliable(k)
		s.Reliability = append(s.Reliability, rel)
		w := 1.0
		if st.Member {
			w = memberVoice
		}
		s.Standing += float64(w * rel * (1 - r.fear[k]))
		weights += w
	}
	s.Standing /= weights
	s.Balance = entropy(s.Alignment)
	s.Weight = shares(r.weight)
	for k, w := range s.Weight {
		s.Weight[k] = float64(w * (1 - r.gain))
	}
	s.Weight[r.lead] += r.gain
	for c, k := range r.c.Cohorts {
		s.PopularityMean += float64(k.Share * r.popularity[c])
	}
	return s
}

func shares(x []float64) []float64 {
	sum := 0.0
	for _, v := range x {
		sum += v
	}
	out := make([]float64, len(x))
	for i, v := range x {
		if sum > 0 {
			out[i] = v / sum
		}
	}
	return out
}

// entropy is −Σ p·log p / log n.
func entropy(p []float64) float64 {
	if len(p) < 2 {
		return 0
	}
	h := 0.0
	for _, v := range p {
		if v > 0 {
			h -= float64(v * portable.Log(v))
		}
	}
	return h / portable.Log(float64(len(p)))
}

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
