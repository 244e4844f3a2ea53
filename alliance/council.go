package alliance

import (
	"math"

	"casus/luck"
	"casus/portable"
)

// Names of the summands of a vote.
const (
	TermThreat      = "shared threat"
	TermInsurance   = "insurance"
	TermAlignment   = "alignment"
	TermFit         = "legal fit"
	TermStake       = "stake"
	TermIncumbent   = "who asks"
	TermPrecedent   = "precedent"
	TermCooperation = "cooperation"
	TermSmall       = "small and short"
	TermDomestic    = "domestic cost"
	TermRisk        = "cost and risk"
	TermRival       = "rival"
	TermFear        = "fear of the hegemon"
	TermLuck        = "luck"
)

// What a member can do in the council.
const (
	Yes     = "yes"
	Abstain = "abstain"
	No      = "no"
)

// Term is one summand of a vote.
type Term struct {
	Name  string
	Value float64
}

// Vote of a member.
type Vote struct {
	Member  string
	Terms   []Term
	Support float64 // sum of the terms
	Choice  string  // [Yes], [Abstain] or [No]
}

// Decision of the council.
type Decision struct {
	Votes    []Vote // of all members but the target and those absent; none of a unilateral mission
	Approved bool
	Hour     int       // when it falls
	Size     float64   // of the mission that the threat calls for, people
	Send     []float64 // by member, people; sums to Size if approved
}

// faraway is the distance at which distance alone weighs as much as an
// entirely hostile army, km.
const faraway = 10000

// swiftness is the share by which a unit of mean support above the threshold
// shortens the council's talks (on the log scale), and longest the talks that
// the model can think of, in hours.
//
// hoursSpread is the standard deviation of the logarithm of the hours they take: luck
// in reaching heads of state. An assumption.
const (
	swiftness   = 0.25
	hoursSpread = 0.3
	longest     = 720
)

// Decide lets the council vote. It returns an error that names what is NaN,
// infinite or missing.
//
// Members support a mission by the sum of [terms]; yes above one threshold,
// no below another, and abstention between. The charter's rule turns votes
// into a decision, which falls after
//
//	hours = median·exp(0.3·z − 0.25·(mean support − yes)),  z ~ N(0,1)
//
// at least one. Support holds the term of smallness, so a mission that can
// credibly stay small is also approved sooner. The size follows the threat,
//
//	size = standing·(min + (max − min)·threat)
//
// and [contingents] shares it out. A unilateral mission has no votes and is
// the lead's alone. Luck is keyed by member and by the hour of the request.
func Decide(ch Charter, members []Member, co Coefficients, r Request, lk luck.Replicate) (Decision, error) {
	d, err := begin(ch, members, co, &r)
	if err != nil {
		return d, err
	}
	votes, hours := lk.For("alliance/vote"), lk.For("alliance/hours")
	when := uint64(r.Hour)
	c := count{lead: -1}
	for i, m := range members {
		if !m.votes() {
			continue
		}
		u := votes.Uniform(uint64(i), when)
		list := terms(ch, members, co, &r, &d, i, u)
		v := Vote{Member: m.ID, Terms: list[:], Support: support(&list)}
		v.Choice = choice(v.Support, co)
		if err := finite("support of "+m.ID, v.Support); err != nil {
			return d, err
		}
		c.add(i, m, v)
		d.Votes = append(d.Votes, v)
	}
	wait := co.Hours * portable.Exp(float64(hoursSpread*hours.Normal(0, when))-float64(swiftness*(c.mean()-co.Yes)))
	if err := finite("time to decide", wait); err != nil {
		return d, err
	}
	d.Hour += int(math.Ceil(min(wait, longest)))
	if r.Multilateral {
		d.Approved = c.carries(ch.Rule)
	} else {
		d.Votes = nil
		d.Approved = c.lead >= 0 // it has decided by coming
	}
	d.Approved = d.Approved && co.Refuse == 0
	if d.Approved {
		contingents(members, co, &d, c.lead)
	}
	return d, finite("size of the mission", d.Size)
}

// Whether a member votes: the state that asks does not, nor who has left.
func (m *Member) votes() bool { return !m.Target && !m.Absent }

// begin checks a request, and measures the mission that it calls for.
func begin(ch Charter, members []Member, co Coefficients, r *Request) (Decision, error) {
	if err := check(ch, members, co, r); err != nil {
		return Decision{}, err
	}
	return Decision{
		Hour: r.Hour, Send: make([]float64, len(members)),
		Size: float64(ch.Standing * (co.SizeMin + float64((co.SizeMax-co.SizeMin)*r.Threat))),
	}, nil
}

// terms are the summands of the support of member i:
//
//	S = w_t·likeness·threat·(1+contagion) + w_i·insurance·reliability + w_a·alignment·stake_lead + w_f·fit + w_s·stake
//	  ± w_inc + w_p·precedent + w_c·cooperation + w_m·small·(1−fear)
//	  − w_d·domestic − w_r·(hostility + distance/10,000 km)/2 − w_riv·rival − w_h·fear + σ·log(u/(1−u))
//
// with + w_inc for an incumbent and − w_inc for an ousted leader, and u
// uniform, so that luck is logistic. The lead does not fear itself.
func terms(ch Charter, members []Member, co Coefficients, r *Request, d *Decision, i int, u float64) [14]Term {
	m := &members[i]
	leadStake, fear, reliable, asks := 0.0, r.Fear[i], 1.0, -co.Incumbent
	for _, x := range members {
		if x.Lead {
			leadStake = x.Stake
		}
	}
	if m.Lead {
		fear = 0
	}
	if r.Reliability != nil {
		reliable = r.Reliability[i]
	}
	if r.Incumbent {
		asks = co.Incumbent
	}
	return [...]Term{
		{TermThreat, co.Threat * m.Likeness * r.Threat * (1 + m.Contagion)},
		{TermInsurance, co.Insurance * m.Insurance * reliable},
		{TermAlignment, co.Alignment * m.Alignment * leadStake},
		{TermFit, co.Fit * r.Fit},
		{TermStake, co.Stake * m.Stake},
		{TermIncumbent, asks},
		{TermPrecedent, co.Precedent * r.Precedent},
		{TermCooperation, co.Cooperation * r.Cooperation[i]},
		{TermSmall, co.Small * small(ch, r, d.Size) * (1 - fear)},
		{TermDomestic, -co.Domestic * m.DomesticCost},
		{TermRisk, -co.Risk * (r.Hostility + m.Distance/faraway) / 2},
		{TermRival, -co.Rival * r.Rival},
		{TermFear, -co.Fear * fear},
		{TermLuck, co.Luck * portable.Log(u/(1-u))},
	}
}

// support is the sum of the terms.
func support(list *[14]Term) (sum float64) {
	for i := range list {
		sum += float64(list[i].Value)
	}
	return sum
}

// small says how credibly the mission can stay small and short, 0..1:
//
//	(1 − hostility)·clamp(2 − size/standing, 0, 1)
//
// wholly up to the standing force, not at all at twice its size.
func small(ch Charter, r *Request, size float64) float64 {
	if size <= ch.Standing {
		return 1 - r.Hostility
	}
	return (1 - r.Hostility) * max(0, 2-size/ch.Standing)
}

func choice(support float64, co Coefficients) string {
	switch {
	case support > co.Yes:
		return Yes
	case support < co.No:
		return No
	}
	return Abstain
}

// count is the tally of a vote.
type count struct {
	yes, no, voters int
	support         float64
	lead            int // index of the lead if it may vote, -1 otherwise
	leadYes         bool
}

func (c *count) add(i int, m Member, v Vote) {
	c.voters++
	c.support += v.Support
	switch v.Choice {
	case Yes:
		c.yes++
	case No:
		c.no++
	}
	if m.Lead {
		c.lead, c.leadYes = i, v.Choice == Yes
	}
}

func (c *count) mean() float64 { return c.support / float64(max(1, c.voters)) }

// Whether a rule makes the votes a yes.
func (c *count) carries(rule Rule) bool {
	switch rule {
	case Consensus:
		return c.leadYes && c.no == 0
	case Majority:
		return c.leadYes && c.yes > c.no
	}
	return c.leadYes
}
