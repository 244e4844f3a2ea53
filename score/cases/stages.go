package cases

import (
	"context"
	"fmt"
	"reflect"
	"runtime"
	"sync"

	"golang.org/x/sync/errgroup"

	"casus/alliance"
	"casus/luck"
	"casus/regime"
	"casus/scenario"
	"casus/sim"
	"casus/stats"
)

// A ruler who thinks of the answer before he asks makes one game of both decisions
// (Signorino 1999, American Political Science Review 93, 279): what the council would say, by
// [alliance.Odds], is one of the quantities on which his choice hangs. So the weights of both
// are estimated together, from the cases of both stages and from what is known beside the cases.
// The cases of a state that is left out teach neither stage. Cases in which it is not known who
// asked do not teach the second: who usually asks is what the first forecasts.
//
// Draws of what was believed before hardly reach where so many cases are: of 4,000 pairs one
// weighed as much as the rest. So each forecast has Markov chains of its own ([stats.Belief]), of
// which the state that it is for has no part, not even in their luck. They move the weights of
// the first decision; those of the second, of which draws are worth many, go with them.

// stages is a question about the first decision, with what is believed of the second.
type stages struct {
	*question
	second   *sample
	unfitted []float64 // by case of the first: under the scenario's medians
	known    int       // so many cases of the second stage teach, or all if there are none
	draws    int       // for each forecast
	lesson   int       // of what all cases say
	seed     uint64
	drawn    func() // called for each draw, once a forecast has them
}

// pool is how many draws of the second decision's weights may go with those of the first.
const pool = 500

// after gives draws of both decisions' weights, with what the cases say that teach, but for
// those of a state in either stage. All weigh the same. They are worth what they are for the
// forecast of that state's cases for which they are worth fewest, or, without a state, for the
// weight of the first decision; and no more than those of the second.
func (s *stages) after(ctx context.Context, known int, state string) (x *sample, w []float64, effective float64, err error) {
	votes, teaches := make([]vote, pool), s.second.teaches(s.known, state)
	weights, effective := s.second.importance(func(i int) bool { return teaches(i) && !s.second.outcomes[i].guessed })
	for k, d := range systematic(weights, pool) {
		votes[k].values = s.second.values[d]
	}
	b := stats.Belief{
		Dims: len(s.weights) - s.foreseen, Others: pool, Trials: s.trials(known, state),
		Said: func(z [][]float64, others []int) ([][]float64, error) { return s.ask(ctx, z, votes, others) },
	}
	n := s.draws
	if state == "" {
		n = s.lesson
	}
	z, others, said, err := b.Draw(luck.Of(s.seed, 0), s.name+"/"+state, n)
	if err != nil && state != "" {
		err = fmt.Errorf("without the cases of %s: %w", state, err)
	}
	if err != nil {
		return nil, nil, 0, err
	}
	x = &sample{question: s.question, unfitted: s.unfitted}
	for d := range z {
		x.values, x.given = append(x.values, s.at(z[d], votes[others[d]].values)), append(x.given, said[d][:len(s.outcomes)])
	}
	for range n {
		s.drawn()
	}
	worth := func(of func(d int) float64) {
		column := make([]float64, len(z))
		for d := range column {
			column[d] = of(d)
		}
		effective = min(effective, stats.Independent(column))
	}
	if state == "" {
		for k := range b.Dims {
			worth(func(d int) float64 { return z[d][k] })
		}
	}
	for i, o := range s.outcomes {
		if state != "" && sameState(o.cluster, state) {
			worth(func(d int) float64 { return x.given[d][i] })
		}
	}
	return x, x.even(), effective, nil
}

// systematic picks n by weights that sum to 1: each as often as it should be, to within one.
func systematic(w []float64, n int) []int {
	pick := make([]int, n)
	d, sum := 0, w[0]
	for k := range pick {
		for (float64(k)+0.5)/float64(n) > sum && d < len(w)-1 {
			d++
			sum += w[d]
		}
		pick[k] = d
	}
	return pick
}

// trials are the cases of the first stage that teach, and the exposures.
func (s *stages) trials(known int, state string) (t stats.Trials) {
	teaches := s.teaches(known, state)
	add := func(came, of float64) { t.Came, t.Of = append(t.Came, came), append(t.Of, of) }
	for i, o := range s.outcomes {
		add(stats.Indicator(o.came), stats.Indicator(teaches(i)))
	}
	for _, e := range s.exposures {
		add(float64(e.Sent)/float64(e.Crises), worth)
	}
	return t
}

// vote is weights of the second decision, with what is expected of it, which is found once.
type vote struct {
	values   []float64
	once     sync.Once
	expected [][]float64
	err      error
}

// ask is what weights of both decisions say of the cases of the first stage and of the
// exposures.
func (s *stages) ask(ctx context.Context, z [][]float64, votes []vote, others []int) (said [][]float64, err error) {
	said = make([][]float64, len(z))
	g, ctx := errgroup.WithContext(ctx)
	g.SetLimit(runtime.NumCPU())
	for d := range z {
		g.Go(func() error {
			if ctx.Err() != nil {
				return ctx.Err()
			}
			v := &votes[others[d]]
			if v.once.Do(func() { v.expected, v.err = s.expected(v.values) }); v.err != nil {
				return v.err
			}
			said[d] = make([]float64, len(s.outcomes)+len(s.exposures))
			return s.says(s.at(z[d], v.values), v.expected, said[d])
		})
	}
	return said, g.Wait()
}

// at gives the weights of the first decision, so many spreads off their medians, with those of
// the second.
func (s *stages) at(z, votes []float64) []float64 {
	values := make([]float64, 0, len(s.weights))
	for k := range z {
		values = append(values, s.weights[k].at(z[k]))
	}
	return append(values, votes...)
}

// council is what a ruler knows of the votes: in each of the ways in which his case may have
// been, a meeting that he could call.
type council struct {
	fields []int // of the weights
	base   alliance.Coefficients
	met    [][]meeting // by case and way
}

// foreseen gives the council that rulers think of, and the weights of its votes; nil where
// the scenario's ruler does not think of it.
func foreseen(s *scenario.Scenario, cases []plight, seed uint64) (*council, []weight) {
	if !s.Mentions(regime.Approval) {
		return nil, nil
	}
	c := &council{}
	var weights []weight
	weights, c.fields, c.base = councilOf(s)
	for i := range cases {
		asked := cases[i].answer
		asked.incumbent = 1 // it is he who would ask
		c.met = append(c.met, asked.meetings(plightWays, luck.Of(seed, 0)))
	}
	return c, weights
}

// approval is the probability that the council says yes in a way in which a case may have
// been, if the crisis looks as the ruler sees it.
func (c *council) approval(co alliance.Coefficients, i, way int, seen *regime.Seen) (float64, error) {
	m := c.met[i][way]
	m.request.Threat = sim.Trouble(max(seen.ControlLost, seen.Desertion))
	m.request.Fit, m.request.Hostility = seen.Fit, 0 // as in a run, he thinks of nobody who would fight it
	return alliance.Odds(m.charter, m.members, co, m.request)
}

// with gives the council's coefficients under weights.
func (c *council) with(values []float64) alliance.Coefficients {
	co := c.base
	v := reflect.ValueOf(&co).Elem()
	for k, x := range values {
		v.Field(c.fields[k]).SetFloat(x)
	}
	co.No = min(co.No, co.Yes) // who would vote both yes and no abstains
	return co
}

// worth is how many cases exposures are worth, however many were counted: they are other
// crises than those of the library, most of them wars in the countryside. An assumption.
const worth = 20

// exposed turns an exposure into a plight of which nothing is known but its violence.
func (e *Exposure) exposed(k int) plight {
	p := plight{outcome: outcome{id: "exposure " + string(rune('a'+k))}, fit: unknown, desertion: desertions[""], killed: &e.Violence}
	p.answer = situation{outcome: p.outcome, fit: unknown, hostility: hostilities[""], threat: unknown, rival: unknown, stake: unknown, others: othersOfMany, rule: alliance.Consensus}
	return p
}

// forecastPart is the part of the draws that each forecast takes, of which each has its own.
const forecastPart = 40

// before gives what a question is believed to be before the cases, of which the first known of
// the second stage teach, or all if there are none. A ruler who does not think of the answer, or
// of whose council no cases tell, decides by what was believed before, and exposures say nothing.
func before(ctx context.Context, second *sample, known int, asked *question, set Settings, progress func()) (teacher, error) {
	if second == nil || asked.foreseen == 0 {
		return newSample(ctx, asked, asked.draws(set.Draws), set.Seed, (*weight).before, progress)
	}
	s := &stages{question: asked, second: second, unfitted: make([]float64, len(asked.outcomes)), known: known, draws: set.Draws / forecastPart, lesson: asked.draws(set.Draws), seed: set.Seed, drawn: progress}
	medians := make([]float64, len(s.weights))
	for k, w := range s.weights {
		medians[k] = w.median
	}
	return s, s.odds(medians, s.unfitted)
}
