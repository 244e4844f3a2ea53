// Package alliance is the council and the mission: charter, votes,
// contributions, the way there and the way back.
//
// [Decide] lets the members vote on a request; a [Mission] carries troops to
// the state that asked, guards or fights, and one day decides to leave. Every
// term of every vote is kept, so that a reader can see why.
//
// The package knows nothing of citizens, regimes or files. What it knows of
// beliefs is handed to it with the request.
package alliance

import (
	"fmt"
	"math"

	"casus/luck"
)

// Coefficients are the numbers of the model that this room needs. A weight of
// 0 switches its mechanism off.
type Coefficients struct {
	Threat      float64 `par:"shared_threat" unit:"support" min:"0" max:"10" doc:"weight of the shared threat: likeness × threat × (1 + contagion)"`
	Insurance   float64 `par:"insurance" unit:"support" min:"0" max:"10" doc:"weight of having to ask oneself one day"`
	Alignment   float64 `par:"alignment" unit:"support" min:"0" max:"10" doc:"weight of alignment with the lead, times the lead's stake"`
	Fit         float64 `par:"legal_fit" unit:"support" min:"0" max:"10" doc:"weight of the legal fit of the frame"`
	Stake       float64 `par:"stake" unit:"support" min:"0" max:"10" doc:"weight of one's own stake in the target"`
	Incumbent   float64 `par:"incumbent" unit:"support" min:"0" max:"10" doc:"what a request by the incumbent adds; one by an ousted leader takes away as much"`
	Precedent   float64 `par:"precedent" unit:"support" min:"0" max:"10" doc:"weight of precedent"`
	Cooperation float64 `par:"cooperation" unit:"support" min:"0" max:"10" doc:"weight of repression cooperation with the target"`
	Small       float64 `par:"small" unit:"support" min:"0" max:"10" doc:"what a mission that can credibly stay small and short adds"`
	Domestic    float64 `par:"domestic_cost" unit:"support" min:"0" max:"10" doc:"weight of the cost at home"`
	Risk        float64 `par:"risk" unit:"support" min:"0" max:"10" doc:"weight of cost and risk: hostile local forces, and distance"`
	Rival       float64 `par:"rival" unit:"support" min:"0" max:"10" doc:"weight of a rival power's opposition"`
	Fear        float64 `par:"hegemony_fear" unit:"support" min:"0" max:"10" doc:"weight of fear of the hegemon; the lead has none of itself"`
	Luck        float64 `par:"luck" unit:"support" min:"0" max:"10" doc:"scale of the logistic part of a vote that nothing explains"`
	Yes         float64 `par:"yes" unit:"support" min:"-10" max:"10" doc:"support above which a member votes yes"`
	No          float64 `par:"no" unit:"support" min:"-10" max:"10" doc:"support below which a member votes no; between the two it abstains"`

	Hours        float64 `par:"decision_hours" unit:"hours" min:"0.5" max:"720" doc:"median time of the council to decide"`
	HoursSpread  float64 `par:"decision_spread" unit:"log" min:"0" max:"3" doc:"standard deviation of its logarithm"`
	Willingness  float64 `par:"willingness" unit:"1 per support" min:"0" max:"100" doc:"slope of the share of its pledge that a member sends, in its support above yes"`
	SizeMin      float64 `par:"size_min" unit:"share of the standing force" min:"0" max:"10" doc:"size of a mission under the least threat"`
	SizeMax      float64 `par:"size_max" unit:"share of the standing force" min:"0" max:"10" doc:"size of a mission under full threat"`
	Speed        float64 `par:"speed" unit:"km per hour" min:"10" max:"2000" doc:"speed on the way"`
	Lift         float64 `par:"lift" unit:"people per hour" min:"1" max:"10000" doc:"airlift, with equipment, once it runs"`
	Freed        float64 `par:"freed" unit:"officers per soldier" min:"0" max:"10" doc:"local officers whom a soldier on guard frees"`
	Force        float64 `par:"force" unit:"officers per soldier" min:"0" max:"10" doc:"officers for whom a soldier stands where the mandate allows action against crowds"`
	Signal       float64 `par:"signal" unit:"share" min:"0" max:"1" doc:"what the announcement alone is worth, before a soldier lands"`
	SignalHalf   float64 `par:"signal_half" unit:"hours" min:"1" max:"1000" doc:"half-life of that, while nobody comes"`
	Leverage     float64 `par:"leverage" unit:"1" min:"0" max:"10" doc:"what the lead gains by staying while its help is still needed"`
	StayCost     float64 `par:"stay_cost" unit:"per day" min:"0" max:"10" doc:"growth of the cost of staying with every day after control returned"`
	Distraction  float64 `par:"distraction" unit:"1" min:"0" max:"10" doc:"what the troops are needed for elsewhere"`
	StayFear     float64 `par:"stay_fear" unit:"1" min:"0" max:"10" doc:"weight of the members' fear of the hegemon against staying"`
	Promise      float64 `par:"promise" unit:"1" min:"0" max:"10" doc:"cost of breaking the promise to leave"`
	PromiseDays  float64 `par:"promise_days" unit:"days" min:"0" max:"1000" doc:"days after control returned at which the promise falls due"`
	StayLuck     float64 `par:"stay_luck" unit:"1" min:"0.01" max:"10" doc:"scale of the logistic choice to stay"`
	Prepare      float64 `par:"prepare_leaving" unit:"hours" min:"0" max:"1000" doc:"from the announcement of withdrawal to the first departure"`
	LeavingShare float64 `par:"leaving_lift" unit:"share" min:"0.01" max:"10" doc:"lift on the way back against the way there"`
	MaxDays      float64 `par:"hold_days" unit:"days" min:"0" max:"1000" doc:"days after control returned for which troops stay whatever happens: a lever for counterfactuals, 0 in fact"`
	Alone        float64 `par:"unilateral" unit:"0, 1" min:"0" max:"1" doc:"1: the lead comes alone, without the alliance; a lever for counterfactuals, 0 in fact"`
}

// Rule of decision.
type Rule uint8

// By consensus nobody may vote no (abstaining does not block); by majority
// yes must outnumber no; under a lead nation the lead decides.
const (
	Consensus Rule = iota
	Majority
	LeadNation
)

// Charter of the alliance.
type Charter struct {
	Rule     Rule
	Standing float64 // people in the standing force
	Crowds   bool    // the mandate allows action against crowds
}

// Member of the alliance.
type Member struct {
	ID           string
	Lead, Target bool
	Pledge       float64 // people
	Capability   float64 // share of the pledge that it can send, 0..1
	Readiness    float64 // hours
	Distance     float64 // km
	Likeness     float64 // 0..1
	Contagion    float64 // 0..1
	Alignment    float64 // with the lead, 0..1
	Stake        float64 // 0..1
	DomesticCost float64 // 0..1
	Insurance    float64 // 0..1
}

// Request for help, and how things stand. Slices are by member.
type Request struct {
	Hour         int
	Incumbent    bool
	Member       bool    // the state that asks is a member
	Fit          float64 // legal fit of the frame, 0..1
	Threat       float64 // how bad it looks, 0..1
	Hostility    float64 // share of local forces that might fight the mission, 0..1
	Rival        float64 // opposition of a rival power, 0..1
	Precedent    float64 // 0..1
	Fear         []float64
	Cooperation  []float64
	Multilateral bool // false: the lead comes alone, nobody votes
}

// Term is one summand of a vote.
type Term struct {
	Name  string
	Value float64
}

// Vote of a member.
type Vote struct {
	Member  string
	Terms   []Term
	Support float64
	Choice  string // yes, abstain, no
}

// Decision of the council.
type Decision struct {
	Votes    []Vote
	Approved bool
	Hour     int // when it falls
	LegalFit float64
	Size     float64   // people
	Send     []float64 // people, by member
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

// Herfindahl is the concentration Σ share², 1 when one member sends all.
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

// faraway is the distance at which distance alone makes the full risk, km.
const faraway = 10000

// Decide lets the council vote. A member's support is
//
//	S = w_t·likeness·threat·(1+contagion) + w_i·insurance + w_a·alignment·stake_lead + w_f·fit + w_s·stake
//	  ± w_inc + w_p·precedent + w_c·cooperation + w_m·(1−fear)·small
//	  − w_d·domestic − w_r·(hostility + distance/10,000 km)/2 − w_riv·rival − w_h·fear + luck
//
// (Libman and Davidzon 2023 on small missions and contested texts). The target
// does not vote. Luck is keyed by member and by the hour of the request.
func Decide(ch Charter, members []Member, co Coefficients, r Request, lk luck.Replicate) (Decision, error) {
	votes, hours := lk.For("alliance/vote"), lk.For("alliance/hours")
	d := Decision{LegalFit: r.Fit, Send: make([]float64, len(members))}
	when := uint64(r.Hour)
	stake, leadYes, yes, no, mean, voters := 0.0, false, 0, 0, 0.0, 0
	for _, m := range members {
		if m.Lead {
			stake = m.Stake
		}
	}
	d.Size = ch.Standing * (co.SizeMin + (co.SizeMax-co.SizeMin)*r.Threat)
	small := 0.0
	if d.Size <= ch.Standing {
		small = 1 - r.Hostility
	}
	asks := co.Incumbent
	if !r.Incumbent {
		asks = -co.Incumbent
	}
	for i, m := range members {
		if m.Target {
			continue
		}
		fear := r.Fear[i]
		if m.Lead {
			fear = 0
		}
		u := votes.Uniform(uint64(i), when)
		v := Vote{Member: m.ID, Terms: []Term{
			{"shared threat", co.Threat * m.Likeness * r.Threat * (1 + m.Contagion)},
			{"insurance", co.Insurance * m.Insurance},
			{"alignment", co.Alignment * m.Alignment * stake},
			{"legal fit", co.Fit * r.Fit},
			{"stake", co.Stake * m.Stake},
			{"who asks", asks},
			{"precedent", co.Precedent * r.Precedent},
			{"cooperation", co.Cooperation * r.Cooperation[i]},
			{"small and short", co.Small * (1 - fear) * small},
			{"domestic cost", -co.Domestic * m.DomesticCost},
			{"cost and risk", -co.Risk * (r.Hostility + m.Distance/faraway) / 2},
			{"rival", -co.Rival * r.Rival},
			{"fear of the hegemon", -co.Fear * fear},
			{"luck", co.Luck * math.Log(u/(1-u))},
		}}
		for _, t := range v.Terms {
			v.Support += t.Value
		}
		if math.IsNaN(v.Support) || math.IsInf(v.Support, 0) {
			return d, fmt.Errorf("the support of %s is %v", m.ID, v.Support)
		}
		switch {
		case v.Support > co.Yes:
			v.Choice = "yes"
			yes++
			leadYes = leadYes || m.Lead
		case v.Support < co.No:
			v.Choice = "no"
			no++
		default:
			v.Choice = "abstain"
		}
		mean += v.Support
		voters++
		if r.Multilateral {
			d.Votes = append(d.Votes, v)
			if v.Choice == "yes" && !m.Lead {
				d.Send[i] = m.Pledge * m.Capability * logistic(co.Willingness*(v.Support-co.Yes))
			}
		}
	}
	switch {
	case !r.Multilateral:
		d.Approved = true // the lead has decided by coming
	case ch.Rule == Consensus:
		d.Approved = no == 0 && yes > 0 && leadYes
	case ch.Rule == Majority:
		d.Approved = yes > no && leadYes
	default:
		d.Approved = leadYes
	}
	mean /= float64(max(1, voters))
	wait := co.Hours * math.Exp(co.HoursSpread*hours.Normal(0, when)-0.25*(mean-co.Yes))
	d.Hour = r.Hour + int(math.Ceil(min(wait, 720)))
	if !d.Approved {
		clear(d.Send)
		return d, nil
	}
	// The members send what they send; the lead covers the rest.
	rest := d.Size
	for _, p := range d.Send {
		rest -= p
	}
	for i, m := range members {
		if m.Lead {
			d.Send[i] = max(rest, 0)
		}
	}
	return d, nil
}

func logistic(x float64) float64 { return 1 / (1 + math.Exp(-x)) }
