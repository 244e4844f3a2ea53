package cases

import (
	"math"
	"reflect"
	"slices"

	"casus/alliance"
	"casus/luck"
	"casus/scenario"
	"casus/stats"
)

// span is what is known of a quantity: somewhere between two numbers.
type span struct{ low, high float64 }

func (s span) at(u float64) float64 { return s.low + float64(u*(s.high-s.low)) }

// unknown is all that can be said of a quantity that nobody coded.
var unknown = span{0, 1}

// situation is a coded case as the council meets it.
type situation struct {
	outcome // whether troops were sent
	// incumbent is the probability that the one who asks is in office: 1, or 0
	// where somebody else asks or nobody does. Where it is not known who asked, it
	// is the share of incumbents in the cases where it is.
	incumbent                            float64
	known                                bool // who asks
	fit, hostility, threat, rival, stake span
	others                               int // members beside the lead
	rule                                 alliance.Rule
}

// The coding of fields as quantities. A word of the coder is a range and not a
// number: within it a quantity is drawn. The ranges are assumptions, and the same
// for all cases. The empty word is an unknown one, which reaches over all.
var (
	fits = map[bool]map[Basis]span{ // by whether a threat from outside is claimed, and the treaty's basis
		true:  {ExplicitBasis: {0.7, 1}, ContestedBasis: {0.4, 0.8}, NoBasis: {0.1, 0.4}, "": {0.1, 1}},
		false: {ExplicitBasis: {0.6, 0.9}, ContestedBasis: {0.1, 0.4}, NoBasis: {0, 0.1}, "": {0, 0.9}},
	}
	// stakes of those who could send troops in the one in office, by whom they back.
	stakes      = map[Patronage]span{BacksIncumbent: {0.5, 1}, BacksNobody: {0.2, 0.7}, BacksOthers: {0, 0.3}}
	hostilities = map[Defection]span{NoneDefected: {0, 0.05}, SomeDefected: {0, 0.2}, ManyDefected: {0.1, 0.5}, "": {0, 0.5}}
)

// fitOf is the legal fit of a case; where the frame is not known, of all.
func fitOf(c *Case) span {
	if c.Framed != nil {
		return fits[*c.Framed][known(c.Basis, "")]
	}
	return span{fits[false][known(c.Basis, "")].low, fits[true][known(c.Basis, "")].high}
}

// rating turns a coder's 1 to 5 into a fifth of the way from 0 to 1.
func rating(r *int) span {
	if r == nil {
		return unknown
	}
	return span{float64(*r-1) / 5, float64(*r) / 5}
}

// worst is the rating of trouble: the larger of unrest and violence, of which one
// may be unknown.
func (c *Case) worst() span {
	a, b := rating(c.Unrest), rating(c.Violence)
	return span{max(a.low, b.low), max(a.high, b.high)}
}

// situations gives the domestic cases of a library as the council meets them. Who
// asks where it is not known, cases of other states that are known say.
func situations(l, known *Library, hindsight bool) (list []situation) {
	for i := range l.Cases {
		if c := &l.Cases[i]; c.Domestic() {
			list = append(list, meet(c, hindsight, known.usualAsker(c.State)))
		}
	}
	return list
}

// usualAsker is the share of incumbents among those who are known to have asked
// in the domestic cases of states other than one.
func (l *Library) usualAsker(but string) float64 {
	incumbents, of := 0.0, 0.0
	for i := range l.Cases {
		if c := &l.Cases[i]; c.Domestic() && !sameState(c.State, but) && c.asked() && c.RequestedByIncumbent() != nil {
			incumbents += stats.Indicator(*c.RequestedByIncumbent())
			of++
		}
	}
	return incumbents / max(1, of)
}

// meet turns a coded case into a situation. Usual is the share of incumbents
// among those who ask.
func meet(c *Case, hindsight bool, usual float64) situation {
	s := situation{
		outcome:   outcome{id: c.ID, cluster: c.State, came: c.Sent(), fields: fieldsOf(c, hindsight)},
		hostility: hostilityOf(c), fit: fitOf(c), threat: unknown, rival: unknown, stake: unknown, rule: alliance.LeadNation,
	}
	s.incumbent, s.guessed = usual, true
	if by := c.RequestedByIncumbent(); by != nil {
		s.incumbent, s.known, s.guessed = stats.Indicator(*by), true, false
	}
	if c.Patronage != nil {
		s.stake = stakes[*c.Patronage]
		if s.known && s.incumbent == 0 { // in the one who asks
			s.stake = span{1 - s.stake.high, 1 - s.stake.low}
		}
	}
	if hindsight {
		s.threat, s.rival, s.stake = c.worst(), rating(c.Rival), rating(c.Stake)
	}
	switch c.Family {
	case Multilateral:
		s.others, s.rule = othersOfMany, alliance.Consensus
	case Coalition:
		s.others = othersOfFew
	}
	return s
}

// hostilityOf is how far local forces might fight a mission. Where a challenger
// asks, they are those who still follow the ruler, as in a run; how large they are
// beside the mission is not coded.
func hostilityOf(c *Case) span {
	s := hostilities[known(c.Defected, "")]
	if c.RequestedBy != nil && slices.Contains([]Asker{ElectionWinner, RivalFaction, Opposition}, *c.RequestedBy) {
		return span{0, 1 - s.low}
	}
	return s
}

// Members beside the lead: of an organisation with a council, and of a few states
// that join a lead without one.
const (
	othersOfMany = 4
	othersOfFew  = 2
)

// fieldsOf gives the fields of a case that the council weighs, for a regression.
func fieldsOf(c *Case, hindsight bool) []float64 {
	row := []float64{
		perhaps(c.RequestedByIncumbent()), is(c.Basis, ExplicitBasis), is(c.Basis, NoBasis), perhaps(c.Framed),
		is(c.Defected, SomeDefected), is(c.Defected, ManyDefected), stats.Indicator(c.Family == Multilateral),
	}
	if hindsight {
		for _, r := range []span{c.worst(), rating(c.Rival), rating(c.Stake)} {
			row = append(row, centred(r))
		}
	}
	return row
}

// is gives a word of three to a regression: 1 if it is the one meant, and where it is
// unknown a third.
func is[T ~string](word *T, meant T) float64 {
	if word == nil {
		return 1.0 / 3
	}
	return stats.Indicator(*word == meant)
}

// known gives what a coder knew, or something else.
func known[T any](x *T, otherwise T) T {
	if x == nil {
		return otherwise
	}
	return *x
}

// perhaps gives what may be unknown to a regression.
func perhaps(b *bool) float64 {
	if b == nil {
		return 0.5
	}
	return stats.Indicator(*b)
}

// centred gives a rating to a regression: 1 to 5 as −1 to 1.
func centred(r span) float64 { return 1.25 * (r.low + r.high - 1) }

// ways in which the council may have met that are weighed for each draw of
// weights.
const ways = 32

// meeting is one way in which a case may have been: the council and the request.
type meeting struct {
	charter alliance.Charter
	members []alliance.Member
	request alliance.Request
}

// standingForce of the imagined council, people; the mission's size is measured
// against it, and both cancel.
const standingForce = 1000

// meetings draws n ways in which a case may have been. What was not coded of the
// members, and everything about other members, is drawn from all that is possible.
func (s *situation) meetings(n int, lk luck.Replicate) []meeting {
	list := make([]meeting, n)
	cube := latin{lot: lk.For("score/" + s.id), n: n}
	for k := range list {
		u, m := cube.point(k), &list[k]
		m.charter = alliance.Charter{Rule: s.rule, Standing: standingForce}
		r := &m.request
		r.Multilateral = true
		// Stratified, so that few ways do: the first part of them by an incumbent.
		r.Incumbent = float64(k)+0.5 < s.incumbent*float64(n)
		r.Fit, r.Hostility, r.Threat, r.Rival = s.fit.at(u()), s.hostility.at(u()), s.threat.at(u()), s.rival.at(u())
		r.Precedent = u()
		stake := s.stake.at(u())
		for i := range 1 + s.others {
			member := alliance.Member{
				Lead: i == 0, Pledge: standingForce, Capability: 1, Likeness: u(), Contagion: u(), Alignment: u(), Stake: u(),
				DomesticCost: u(), Insurance: u(), Distance: 3000 * u(),
			}
			if member.Lead {
				member.Alignment, member.Stake = 1, stake
			}
			m.members = append(m.members, member)
			r.Fear, r.Cooperation, r.Reliability = append(r.Fear, u()), append(r.Cooperation, u()), append(r.Reliability, u())
		}
	}
	return list
}

// votes are the weights of a vote.
var votes = []string{
	"shared_threat", "insurance", "alignment", "legal_fit", "stake", "incumbent", "precedent", "cooperation", "small",
	"domestic_cost", "risk", "rival", "hegemony_fear", "luck", "yes", "no",
}

// sending asks cases whether troops were sent: the council of a scenario decides.
func sending(s *scenario.Scenario, cases []situation, seed uint64) *question {
	q := &question{name: "score/weights", part: 1}
	met := make([][]meeting, len(cases))
	for i := range cases {
		q.outcomes = append(q.outcomes, cases[i].outcome)
		met[i] = cases[i].meetings(ways, luck.Of(seed, 0))
	}
	var c council
	q.weights, c.fields, c.base = councilOf(s)
	q.odds = func(values, each []float64) (err error) {
		co := c.with(values)
		for i := range cases {
			if each[i], err = odds(met[i], co); err != nil {
				return ofCase(cases[i].id, err)
			}
		}
		return nil
	}
	return q
}

// councilOf lists the weights of a scenario's council, their fields, and all
// coefficients at their medians.
func councilOf(s *scenario.Scenario) (list []weight, fields []int, base alliance.Coefficients) {
	v := reflect.ValueOf(&base).Elem()
	for i := range v.NumField() {
		name := v.Type().Field(i).Tag.Get("par")
		w := weightOf(s, "alliance."+name)
		v.Field(i).SetFloat(w.median)
		if slices.Contains(votes, name) {
			w.signed = w.threshold()
			list, fields = append(list, w), append(fields, i)
		}
	}
	return list, fields, base
}

// odds is the probability that the council sends troops, over all the ways in
// which the case may have been.
func odds(list []meeting, co alliance.Coefficients) (float64, error) {
	sum := 0.0
	for i := range list {
		m := &list[i]
		p, err := alliance.Odds(m.charter, m.members, co, m.request)
		if err != nil {
			return math.NaN(), err
		}
		sum += p
	}
	return sum / float64(len(list)), nil
}
