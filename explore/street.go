package explore

import (
	"context"
	"fmt"
	"maps"
	"math"
	"slices"

	"casus/ensemble"
	"casus/portable"
	"casus/scenario"
	"casus/score/protests"
	"casus/sim"
	"casus/society"
	"casus/stats"
)

// Ordinary are the usual priors that the single protests of the data can move. The
// rate of protests is not among them: it is told by their number.
var Ordinary = []string{
	"society.spark_people", "society.spark_spread", "society.again", "society.stay",
	"society.violence_base", "society.violence_half", "society.violent_share", "society.provoke", "society.violent_posture",
	"society.hold", "society.arrest_rate", "society.death_rate", "society.unordered", "regime.posture",
}

// StreetPlan of a fit of the street.
type StreetPlan struct {
	Seed    uint64  `json:"seed"`
	Scale   float64 `json:"scale"`
	Rounds  int     `json:"rounds"` // at most
	Runs    int     `json:"runs"`   // ordinary years a round
	Floor   float64 `json:"floor"`  // smallest spread against the original one
	Workers int     `json:"-"`
}

// perYear is about how many protests an ordinary year of the fit has: each stands
// alone, and so many tell what a draw does.
const perYear = 30.0

// StreetRound is where a fit stands after a round.
type StreetRound struct {
	Number       int                       `json:"number"`
	Protests     int                       `json:"protests"`      // simulated
	CrossEntropy float64                   `json:"cross_entropy"` // of the data under the priors before the round, in nats
	Noise        float64                   `json:"noise"`         // its standard error
	Priors       map[string]scenario.Prior `json:"priors"`        // after the round
	Effective    float64                   `json:"effective"`     // draws as many as the weighted ones are worth
	Chance       map[string]float64        `json:"chance"`        // by parameter: how far chance alone moves its middle, in standard units
}

// Street fits the usual priors of the street to single protests. States differ as
// draws do, so that a kind of protest has the probability
//
//	p(kind) = ∫ p(kind|θ) π(θ) dθ
//
// In each round ordinary years are played with θ drawn from the priors π, in the
// nations of some scenarios in turn. Every protest has the weight p_data(kind) over
// p_sim(kind), every draw the mean weight of its protests, and the spreads of the
// priors become those of the weighted draws: expectation and maximisation over draws.
// That would move their middles by d, the mean z of the weighted draws in standard
// units, and by little, since one protest says little of θ. So they move by as much as
// kinds tell of it (Fisher's scoring; Lange 1995, JRSS B 57, 425):
//
//	Δ = (C + damping·1)⁻¹ d,   C = the covariance over kinds of E(z|kind)
//
// It ends when the cross entropy has not fallen beyond its noise for some rounds; the
// round with the least gives the priors. Rounds that are done may be given, and are
// not repeated; each new one is reported.
func Street(ctx context.Context, nations []*scenario.Scenario, data []protests.Protest, plan StreetPlan, done []StreetRound, report func(StreetRound) error) ([]StreetRound, error) {
	beliefs := make([]belief, len(Ordinary))
	for k, name := range Ordinary {
		p, _ := scenario.Assumed(name)
		b, ok := describe(name, p.Prior)
		if !ok {
			return nil, fmt.Errorf("the usual prior of %s cannot be fitted", name)
		}
		beliefs[k] = b
	}
	real := kindsOf(data)
	for r := 0; r < plan.Rounds && !settled(done); r++ {
		before := priorsOf(beliefs)
		if r > 0 {
			before = done[r-1].Priors
		}
		for k := range beliefs {
			beliefs[k].take(before[beliefs[k].name])
		}
		if r < len(done) {
			continue
		}
		draws, err := streetRound(ctx, nations, before, plan, r)
		if err != nil {
			return done, err
		}
		now := StreetRound{Number: r + 1}
		weights, mix := now.weigh(real, draws)
		if err := now.follow(beliefs, draws, weights, mix, plan.Floor); err != nil {
			return done, err
		}
		now.Priors = priorsOf(beliefs)
		done = append(done, now)
		if err := report(now); err != nil {
			return done, err
		}
	}
	return done, nil
}

// Best gives the priors from the round of the least cross entropy on, which are as good
// as each other but for chance: their mean middles and spreads. Of them it gives those
// that moved by more than chance would have.
func Best(rounds []StreetRound) map[string]scenario.Prior {
	moved := map[string]scenario.Prior{}
	best := least(rounds)
	if best == 0 {
		return moved
	}
	good := rounds[best-1:]
	for _, name := range Ordinary {
		p, _ := scenario.Assumed(name)
		b, _ := describe(name, p.Prior)
		before, noise := b.mean, 0.0
		var mean, sd float64
		for _, r := range good {
			b.take(r.Priors[name])
			mean += b.mean / float64(len(good))
			sd += b.sd / float64(len(good))
		}
		for _, r := range rounds[:best] {
			noise += float64(r.Chance[name] * r.Chance[name])
		}
		b.mean, b.sd = mean, sd
		b.shift, b.shrink = (mean-before)/b.sd0, portable.Log(sd/b.sd0)
		if b.stands(noise) {
			moved[name] = b.prior()
		}
	}
	return moved
}

// Rate gives the prior of society.ordinary_rate: as many reported single protests a
// year as the states of the data have, and as unlike from state to state, in a nation
// of ten million, their geometric mean; some crowds are called out and never reported.
func Rate(data []protests.Protest, plan StreetPlan, rounds []StreetRound) scenario.Prior {
	number := map[string]float64{}
	first, last := data[0].Start.Year(), data[0].Start.Year()
	for _, p := range data {
		number[p.Cluster]++
		first, last = min(first, p.Start.Year()), max(last, p.Start.Year())
	}
	var yearly []float64
	for _, state := range slices.Sorted(maps.Keys(number)) {
		yearly = append(yearly, portable.Log(number[state]/float64(last-first+1)))
	}
	best := rounds[least(rounds)]
	seen := float64(best.Protests) / float64(plan.Runs*perYear)
	mean, sd := stats.MeanStdDev(yearly)
	p, _ := scenario.Assumed("society.ordinary_rate")
	return scenario.Prior{Lognormal: []float64{scenario.Round(portable.Exp(mean) / (society.Calls(1e7) * sim.OrdinaryDays * seen)), scenario.Round(sd)}, Within: p.Prior.Within}
}

func least(rounds []StreetRound) int {
	best := 0
	for i := range rounds {
		if rounds[i].CrossEntropy < rounds[best].CrossEntropy {
			best = i
		}
	}
	return best
}

// damping keeps what the data do not tell from moving, and largest is how far a middle
// moves in a round at most, in standard units.
const (
	damping = 0.1
	largest = 1
)

// patience is for how many rounds the cross entropy may fail to fall.
const patience = 3

// settled tells whether the last rounds were no better than the best before them,
// beyond noise.
func settled(rounds []StreetRound) bool {
	n := len(rounds) - patience
	if n < 1 {
		return false
	}
	before := rounds[least(rounds[:n])]
	for _, r := range rounds[n:] {
		if r.CrossEntropy < before.CrossEntropy-math.Hypot(r.Noise, before.Noise) {
			return false
		}
	}
	return true
}

// streetDraw is an ordinary year: the parameters it drew, in the order of [Ordinary],
// and the kinds of its protests.
type streetDraw struct {
	values []float64
	kinds  []int
}

// streetRound plays a round, in each nation as many years. Every protest stands alone:
// no other one is called out in solidarity.
func streetRound(ctx context.Context, nations []*scenario.Scenario, priors map[string]scenario.Prior, plan StreetPlan, round int) ([]streetDraw, error) {
	draws := make([]streetDraw, plan.Runs)
	for n, nation := range nations {
		s, err := nation.WithPriors(priors, 0)
		if err != nil {
			return nil, err
		}
		at := make([]int, len(Ordinary))
		for k, name := range Ordinary {
			at[k] = slices.Index(s.ParameterNames(), name)
		}
		var replicates []int
		for i := n; i < plan.Runs; i += len(nations) {
			replicates = append(replicates, round*plan.Runs+i)
		}
		set := sim.Settings{
			Seed: plan.Seed, Scale: plan.Scale, Mode: sim.Free, Crowds: true, Ordinary: true,
			Overrides: map[string]float64{"society.spark_rate": 0, "society.ordinary_rate": min(10, perYear/sim.OrdinaryDays/society.Calls(s.People()))},
		}
		err = ensemble.Play(ctx, s, set, replicates, plan.Workers, func(i int, t *sim.Trace) {
			d := &draws[n+i*len(nations)]
			for _, k := range at {
				d.values = append(d.values, t.Values[k])
			}
			d.kinds = kindsOf(protests.Code(s, t, protests.ByEntry))
		})
		if err != nil {
			return nil, fmt.Errorf("%s, round %d: %w", s.ID, round+1, err)
		}
	}
	return draws, nil
}

// streetKinds is how many kinds of protests there are for the fit: six classes of
// size, and five things that may be so or not.
const streetKinds = 6 << 5

// kindsOf gives the kinds of protests of known size: by size, violence, whether it
// was over in a day, dispersal, arrests, and whether anybody was shot or killed.
func kindsOf(list []protests.Protest) []int {
	var kinds []int
	for i := range list {
		p := &list[i]
		if p.Size == protests.SizeUnknown {
			continue
		}
		k := int(p.Size-protests.Dozens) << 5
		for bit, is := range []bool{p.Violent, p.Days == 1, p.Met[protests.Dispersal], p.Met[protests.Arrests], p.Met[protests.Shootings] || p.Met[protests.Killings]} {
			if is {
				k |= 1 << bit
			}
		}
		kinds = append(kinds, k)
	}
	return kinds
}

// weigh gives the draws their weights, and notes how well they foretell the data. Half
// a protest is added to each kind on either side, so that none is impossible.
func (r *StreetRound) weigh(real []int, draws []streetDraw) (weights []float64, mix [streetKinds]float64) {
	var observed, simulated [streetKinds]float64
	for k := range observed {
		observed[k], simulated[k] = 0.5, 0.5
	}
	for _, k := range real {
		observed[k]++
	}
	for _, d := range draws {
		r.Protests += len(d.kinds)
		for _, k := range d.kinds {
			simulated[k]++
		}
	}
	n, m := float64(len(real))+streetKinds/2, float64(r.Protests)+streetKinds/2
	variance := 0.0
	for k := range observed {
		p, q := observed[k]/n, simulated[k]/m
		r.CrossEntropy -= float64(p * portable.Log(q))
		variance += float64(p * p / (q * m))
	}
	r.Noise = math.Sqrt(max(0, variance-1/m))
	weights = make([]float64, len(draws))
	sum, squares := 0.0, 0.0
	for i, d := range draws {
		for _, k := range d.kinds {
			weights[i] += observed[k] / n / (simulated[k] / m) / float64(len(d.kinds))
		}
		sum += weights[i]
	}
	for i := range weights {
		weights[i] /= sum
		squares += float64(weights[i] * weights[i])
	}
	r.Effective = 1 / squares
	for k := range mix {
		mix[k] = simulated[k] / m
	}
	return weights, mix
}

// follow moves the priors to weighted draws; mix is how frequent the kinds are.
func (r *StreetRound) follow(beliefs []belief, draws []streetDraw, weights []float64, mix [streetKinds]float64, floor float64) error {
	n := len(beliefs)
	z, shift, sds := make([][]float64, n), make([]float64, n), make([]float64, n)
	for j := range beliefs {
		b := &beliefs[j]
		x := make([]float64, len(draws))
		for i, d := range draws {
			x[i] = d.values[j]
			if b.log {
				x[i] = portable.Log(x[i])
			}
		}
		mean, sd := stats.MeanStdDev(x)
		to, spread := stats.WeightedMeanStdDev(x, weights)
		// Against the sample and not against the belief, as in [Calibrate].
		b.sd, sds[j], shift[j] = max(floor*b.sd0, b.sd*spread/sd), sd, (to-mean)/sd
		for i := range x {
			x[i] = (x[i] - mean) / sd
		}
		z[j] = x
	}
	var told [streetKinds][]float64 // E(z|kind)
	var number [streetKinds]float64
	for k := range told {
		told[k] = make([]float64, n)
	}
	for i, d := range draws {
		for _, k := range d.kinds {
			number[k]++
			for j := range z {
				told[k][j] += z[j][i]
			}
		}
	}
	c := make([][]float64, n)
	for j := range c {
		c[j] = make([]float64, n)
		c[j][j] = damping
	}
	for k := range told {
		for j := range c {
			for i := range c {
				c[j][i] += float64(mix[k] * told[k][j] * told[k][i] / max(1, number[k]*number[k]))
			}
		}
	}
	// The weights vary by so much about their mean, and with them the mean of z.
	vary := math.Sqrt(max(0, 1/r.Effective-1/float64(len(draws))))
	r.Chance = map[string]float64{}
	for j := range beliefs {
		r.Chance[beliefs[j].name] = vary / c[j][j]
	}
	step, err := stats.Solve(c, shift)
	if err != nil {
		return err
	}
	for j := range beliefs {
		b := &beliefs[j]
		lo, hi := b.lo, b.hi
		if b.log {
			lo, hi = portable.Log(lo), portable.Log(hi)
		}
		b.mean = min(hi, max(lo, b.mean+float64(sds[j]*min(largest, max(-largest, step[j])))))
	}
	return nil
}

// take reads a belief off a prior that one has written.
func (b *belief) take(p scenario.Prior) {
	if p.Lognormal != nil {
		b.mean, b.sd = portable.Log(p.Lognormal[0]), p.Lognormal[1]
	} else if p.Normal != nil {
		b.mean, b.sd = p.Normal[0], p.Normal[1]
	}
}

func priorsOf(beliefs []belief) map[string]scenario.Prior {
	priors := map[string]scenario.Prior{}
	for i := range beliefs {
		priors[beliefs[i].name] = beliefs[i].prior()
	}
	return priors
}
