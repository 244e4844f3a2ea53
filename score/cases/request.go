package cases

import (
	"math"
	"slices"

	"casus/luck"
	"casus/portable"
	"casus/regime"
	"casus/scenario"
	"casus/sim"
)

// plight is a coded case as the one in office meets it.
type plight struct {
	outcome          // whether he asked
	fit, desertion   span
	unrest, violence *int      // ratings; nil: not known
	killed           *[2]int   // range of the rating of violence where that is all that is known
	answer           situation // what the council would meet if he asked
}

// The coding of fields as what a ruler sees. As for the council, a word is a range
// and the same for all cases. A rating that is not known is any of the five.
var (
	desertions = map[Defection]span{NoneDefected: {0, 0.05}, SomeDefected: {0.05, 0.3}, ManyDefected: {0.3, 0.9}, "": {0, 0.9}}
	// By rating of unrest and of violence, people; of a plot nobody need be out.
	crowds = [5]span{{1, 1000}, {300, 10_000}, {3000, 50_000}, {10_000, 200_000}, {50_000, 1_000_000}}
	bands  = [5]span{{1, 100}, {10, 1000}, {100, 5000}, {1000, 20_000}, {3000, 100_000}}
	// The dead are what the rating of violence is about.
	dead = [5]span{{0.5, 2}, {2, 20}, {20, 100}, {100, 1000}, {1000, 20_000}}
	// By the larger of both ratings, share of what could be lost.
	losses = [5]span{{0, 0.02}, {0, 0.05}, {0, 0.2}, {0.02, 0.4}, {0.05, 0.8}}
)

// logAt is between two numbers on the log scale.
func (s span) logAt(u float64) float64 { return s.low * portable.Pow(s.high/s.low, u) }

// plights gives the domestic cases that can say when a ruler asks: those of
// organisations with a council in which he asked, or nobody did. There is one
// request in a crisis, and where another made it, against him or after he was
// ousted, his own did not come about. Help by one state or a few is in a library
// only where it was asked for or came.
func plights(l *Library, hindsight bool) (list []plight) {
	for i := range l.Cases {
		c := &l.Cases[i]
		by := c.RequestedByIncumbent()
		he, nobody := c.asked() && by != nil && *by, c.Requested != nil && !*c.Requested
		if !c.Domestic() || c.Family != Multilateral || !he && !nobody {
			continue
		}
		p := plight{
			outcome: outcome{id: c.ID, cluster: c.State, came: he, fields: []float64{is(c.Basis, ExplicitBasis), is(c.Basis, NoBasis), perhaps(c.Framed), is(c.Defected, SomeDefected), is(c.Defected, ManyDefected)}},
			fit:     fitOf(c), desertion: desertions[known(c.Defected, "")], answer: plea(c, hindsight),
		}
		if hindsight {
			p.unrest, p.violence = c.Unrest, c.Violence
			p.fields = append(p.fields, centred(rating(c.Unrest)), centred(rating(c.Violence)))
		}
		list = append(list, p)
	}
	return list
}

// plea is what the council would meet if the one in office asked: the same whether or not he
// did.
func plea(c *Case, hindsight bool) situation {
	asked, yes, he := *c, true, Incumbent
	asked.Requested, asked.RequestedBy = &yes, &he
	return meet(&asked, hindsight, 1)
}

// plightWays is the number of ways in which a case may have been that are weighed
// for each draw of weights: nearly nothing of a plight is coded, and with few the
// forecasts would be those of their luck.
const plightWays = 64

// requestPart is the part of the draws of weights that a request takes: few cases
// teach it, and each draw is worth much.
const requestPart = 5

// predicaments draws n ways in which a case may have been: what the ruler sees
// while it is at its worst. What was not coded is drawn from all that is possible.
func (p *plight) predicaments(n int, lk luck.Replicate) []regime.Seen {
	list := make([]regime.Seen, n)
	cube := latin{lot: lk.For("score/request/" + p.id), n: n}
	for k := range list {
		u := cube.point(k)
		rated := func(r *int) int {
			if drawn := u(); r == nil {
				return min(4, int(5*drawn))
			}
			return *r - 1
		}
		unrest, violence := rated(p.unrest), rated(p.violence)
		if p.killed != nil {
			low, high := p.killed[0], p.killed[1]
			violence = low - 1 + int(float64(violence)/5*float64(high-low+1))
		}
		fifth := func(rating int) float64 { return (float64(rating) + u()) / 5 }
		desertion := p.desertion.at(u())
		// Ground is lost to crowds, or to those of the ruler's men who turn on him: a
		// plot has no crowd.
		lost := losses[max(unrest, violence)]
		lost.high = max(lost.high, desertion)
		city := func() float64 { return math.Floor(3*lost.at(u())) / 2 }
		list[k] = regime.Seen{
			Participants: crowds[unrest].logAt(u()), Violent: bands[violence].logAt(u()), Deaths: dead[violence].logAt(u()),
			Protest: fifth(unrest), ViolentRegionShare: fifth(violence),
			ControlLost: lost.at(u()), CapitalLost: city(), LargestLost: city(), CriticalLost: lost.at(u()), Desertion: desertion,
			Theta: u(), Attention: u(), Left: u(), Openness: u(), Emergency: u(), Posture: 1, Lethal: u(), Reserve: u(),
			TargetIn: math.Round(u()), Framed: 1, Fit: p.fit.at(u()), Conceded: math.Floor(4 * u()), Days: 30 * u(), HourOfDay: math.Floor(24 * u()),
			Reliability: u(), Fear: u(), Obligation: u(), Precedent: u(), Insurance: u(), Salience: u(), Member: 1,
		}
	}
	return list
}

// How much more easily a case is found, and put into a library, in which help was
// asked for than one in which it was not: median, and spread on the log scale. So a
// library says little of how often rulers ask, and more of when (King and Zeng
// 2001, Political Analysis 9, 137).
const (
	selection       = 2
	selectionSpread = 0.75
)

// SelectionName names that weight, which is of the library and of no scenario.
const SelectionName = "ease of finding a request"

// asking puts it to cases whether the one in office asked for help: the ruler of a
// scenario decides while the crisis is at its worst. It is nil where asking is not the
// ruler's, or nothing weighs on that alone. Where he thinks of the answer, the weights of the
// vote come last. Exposures say how often he asks, and not when.
func asking(s *scenario.Scenario, cases []plight, exposures []Exposure, seed uint64) (*question, error) {
	names := s.RequestWeights()
	if len(names) == 0 {
		return nil, nil
	}
	q := &question{name: "score/weights of the request", part: requestPart}
	medians := map[string]float64{}
	for _, n := range s.ParameterNames() {
		medians[n] = weightOf(s, n).median
	}
	draw, err := s.Draw(luck.Of(seed, 0), medians)
	if err != nil {
		return nil, err
	}
	at := make([]int, len(names))
	for k, n := range names {
		q.weights = append(q.weights, weightOf(s, n))
		at[k] = slices.Index(s.ParameterNames(), n)
	}
	q.weights = append(q.weights, weight{parameter: SelectionName, median: selection, spread: selectionSpread, low: 0, high: math.Inf(1)})
	all := slices.Clone(cases)
	for _, c := range cases {
		q.outcomes = append(q.outcomes, c.outcome)
	}
	for k := range exposures {
		all = append(all, exposures[k].exposed(k))
	}
	met := make([][]regime.Seen, len(all))
	for i := range all {
		met[i] = all[i].predicaments(plightWays, luck.Of(seed, 0))
	}
	votes, weights := foreseen(s, all, seed)
	q.weights, q.foreseen = append(q.weights, weights...), len(weights)
	options, beta := sim.Options(s, draw), draw.Parameter("regime.rationality")
	his := func(i int) bool { return options[i].Of(regime.Ruler) }
	// expected is what he thinks that the council would say, by case and way; nil if he does not
	// think of it.
	expected := func(values []float64) (yes [][]float64, err error) {
		if votes == nil {
			return nil, nil
		}
		co := votes.with(values)
		yes = make([][]float64, len(met))
		for i := range met {
			yes[i] = make([]float64, len(met[i]))
			for k := range met[i] {
				if yes[i][k], err = votes.approval(co, i, k, &met[i][k]); err != nil {
					return nil, ofCase(all[i].id, err)
				}
			}
		}
		return yes, nil
	}
	q.says = func(values []float64, yes [][]float64, each []float64) error {
		d := *draw
		d.Values = slices.Clone(draw.Values)
		for k, i := range at {
			d.Values[i] = values[k]
		}
		env, easier := d.Environment(), values[len(at)]
		var choice regime.Choice
		for i := range each {
			asked, heard := 0.0, 0.0
			for k := range met[i] {
				seen := met[i][k]
				if yes != nil {
					seen.Approval = yes[i][k]
				}
				if err := s.See(env, &seen); err != nil {
					return ofCase(all[i].id, err)
				}
				if err := choice.Weigh(options, his, env, beta); err != nil {
					return ofCase(all[i].id, err)
				}
				p := choice.Asks(options) / plightWays
				asked += p
				heard += float64(p * seen.Approval)
			}
			if each[i] = heard; i < len(cases) {
				found := float64(easier * asked)
				each[i] = found / (found + 1 - asked)
			}
		}
		return nil
	}
	q.odds = func(values, each []float64) error {
		yes, err := expected(values[len(at)+1:])
		if err != nil {
			return err
		}
		return q.says(values, yes, each)
	}
	if votes != nil {
		q.exposures, q.expected = exposures, expected
	}
	return q, nil
}
