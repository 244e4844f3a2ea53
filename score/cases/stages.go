package cases

import (
	"context"
	"math"
	"reflect"
	"runtime"
	"slices"

	"golang.org/x/sync/errgroup"

	"casus/alliance"
	"casus/luck"
	"casus/portable"
	"casus/regime"
	"casus/scenario"
	"casus/sim"
	"casus/stats"
)

// A ruler who thinks of the answer before he asks makes one game of both decisions
// (Signorino 1999, American Political Science Review 93, 279): what the council would say, by
// [alliance.Odds], is one of the quantities on which his choice hangs. So the weights of both
// are drawn together. Those of the vote are drawn from what the second stage teaches in states
// of which the first has no case; the cases of the others weigh each pair in both stages, but
// those of the state that is left out in neither. Cases in which it is not known who asked teach
// nothing here: who usually asks is what the first stage forecasts.

// stages are draws of the votes' weights for the first stage.
type stages struct {
	second *sample
	pick   []int // by candidate for a draw of the first stage: the draw of the second
	chosen []int // by draw of the first stage: the candidate
	others []int // cases of the second stage that teach, of states that the first has
}

// newStages picks n draws of a sample by their importance. The first known cases teach, or all if there
// are none. States are those of the first stage.
func newStages(x *sample, known int, states []string, n int) *stages {
	s := &stages{second: x}
	teaches := func(i int) bool { return taught(known)(i) && !x.outcomes[i].guessed }
	forecast := func(i int) bool {
		return slices.ContainsFunc(states, func(state string) bool { return sameState(state, x.outcomes[i].cluster) })
	}
	for i := range x.outcomes {
		if teaches(i) && forecast(i) {
			s.others = append(s.others, i)
		}
	}
	w, _ := x.importance(func(i int) bool { return teaches(i) && !forecast(i) }, nil)
	s.pick = systematic(w, n)
	for k := range n {
		s.chosen = append(s.chosen, k)
	}
	return s
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

// candidates is how many pairs are looked at for each that is kept: what is known beside the
// cases costs little to ask, and leaves few of them.
const candidates = 8

// choose keeps n of the candidates by what is known beside the cases, which no case has a
// part in.
func (s *stages) choose(ctx context.Context, q *question, seed uint64, n int) error {
	lot, draw := luck.Of(seed, 0).For(q.name), s.draw(q)
	logs := make([]float64, len(s.pick))
	g, ctx := errgroup.WithContext(ctx)
	g.SetLimit(runtime.NumCPU())
	for c := range logs {
		g.Go(func() (err error) {
			if ctx.Err() != nil {
				return ctx.Err()
			}
			values := make([]float64, len(q.weights))
			for k := range values {
				values[k] = draw(&q.weights[k], lot, c, k)
			}
			logs[c], err = q.level(values)
			return err
		})
	}
	if err := g.Wait(); err != nil {
		return err
	}
	w, _ := stats.Normalise(logs)
	s.chosen = systematic(w, n)
	return nil
}

// but is the log likelihood of each pair in the second stage's cases of the first's states but
// one; nothing without stages.
func (s *stages) but(state string) []float64 {
	if s == nil {
		return nil
	}
	logs := make([]float64, len(s.chosen))
	for _, i := range s.others {
		if sameState(s.second.outcomes[i].cluster, state) {
			continue
		}
		for k, c := range s.chosen {
			logs[k] += s.second.log(s.pick[c], i)
		}
	}
	return logs
}

// draw gives weights of the vote as the pair has them, and the others as they are before any
// case.
func (s *stages) draw(q *question) func(w *weight, lot luck.Lot, d, k int) float64 {
	own := len(q.weights) - q.foreseen
	return func(w *weight, lot luck.Lot, d, k int) float64 {
		c := s.chosen[d]
		if k < own {
			return w.before(lot, c, k)
		}
		return s.second.values[s.pick[c]][k-own]
	}
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

// level is the log likelihood of exposures, of which a share m should have brought troops:
// as if so many cases had been counted as they are worth,
//
//	worth·(f·ln m + (1 − f)·ln(1 − m)),  f = sent/crises
func (e *Exposure) level(m float64) float64 {
	f := float64(e.Sent) / float64(e.Crises)
	m = min(1-1e-9, max(1e-9, m))
	return worth * (float64(f*portable.Log(m)) + float64((1-f)*math.Log1p(-m)))
}

// exposed turns an exposure into a plight of which nothing is known but its violence.
func (e *Exposure) exposed(k int) plight {
	p := plight{outcome: outcome{id: "exposure " + string(rune('a'+k))}, fit: unknown, desertion: desertions[""], killed: &e.Violence}
	p.answer = situation{outcome: p.outcome, fit: unknown, hostility: hostilities[""], threat: unknown, rival: unknown, stake: unknown, others: othersOfMany, rule: alliance.Consensus}
	return p
}

// before draws a sample of the first stage on one of the second, of which the first known
// cases teach, or all if there are none; a ruler who does not think of the answer needs none.
func before(ctx context.Context, second *sample, known int, asked *question, set Settings, progress func()) (first *sample, st *stages, err error) {
	if second == nil || asked.foreseen == 0 {
		first, err = newSample(ctx, asked, asked.draws(set.Draws), set.Seed, (*weight).before, progress)
		return first, nil, err
	}
	var states []string
	for _, o := range asked.outcomes {
		states = append(states, o.cluster)
	}
	n := asked.draws(set.Draws)
	if asked.level == nil {
		st = newStages(second, known, states, n)
	} else {
		st = newStages(second, known, states, candidates*n)
		if err := st.choose(ctx, asked, set.Seed, n); err != nil {
			return nil, nil, err
		}
	}
	first, err = newSample(ctx, asked, n, set.Seed, st.draw(asked), progress)
	return first, st, err
}

// taught tells the cases that teach: the first known, or all.
func taught(known int) func(i int) bool { return func(i int) bool { return known == 0 || i < known } }
