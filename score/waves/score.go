package waves

import (
	"cmp"
	"context"
	"fmt"
	"math"
	"slices"

	"golang.org/x/sync/errgroup"

	"casus/luck"
	"casus/portable"
	"casus/score/protests"
	"casus/stats"
)

const (
	reliabilityBins = 8
	mostMisses      = 20
	leastLikely     = 0.001
)

// Rescore scores what the model's runs came to. Missing is how many of the waves that
// were asked about have no row. Done is called after each state is forecast.
func Rescore(ctx context.Context, a Asked, rows []Row, missing int, scored, earlier []Wave, workers int, begin func(states int) (done, end func())) (*Result, error) {
	byID := map[string]Wave{}
	for _, w := range scored {
		byID[w.ID()] = w
	}
	r := &Result{Asked: a, Missing: missing}
	for i := range rows {
		w, ok := byID[rows[i].ID]
		if !ok {
			return nil, fmt.Errorf("there is a forecast of %s, and no such wave", rows[i].ID)
		}
		r.all = append(r.all, newOne(w, &rows[i]))
		r.Played.add(&rows[i].Raw, a.Runs)
	}
	var before []*one
	for _, w := range earlier {
		before = append(before, newOne(w, nil))
	}
	r.Waves, r.States = len(r.all), len(statesOf(r.all))
	if r.States < 2 {
		return nil, fmt.Errorf("forecasts of %d states: to leave one out takes two", r.States)
	}
	done, end := begin(r.States)
	var err error
	r.table, err = forecast(ctx, r.all, before, workers, done)
	end()
	if err != nil {
		return nil, err
	}
	return r, r.judge(ctx, workers)
}

func (p *Played) add(r *Raw, wanted int) {
	p.Starts += r.Starts
	p.Failed += r.Failed
	p.Alike += r.Alike
	p.Runs += r.Runs
	p.Short += int(stats.Indicator(r.Runs < wanted))
}

// marks are the scores of each wave, by forecaster and outcome, 0 where the outcome is not
// known, with the resamples of states on which all are compared.
type marks struct {
	known [][]bool // by outcome and wave
	score map[Forecaster][][]float64
	log   map[Forecaster][][]float64
	every *resamples // of all states
	other *resamples // of those to which no prior of the model was fitted
}

// ranked is the mean over thresholds of (p_k − 1{y > t_k})²: the ranked probability score
// by threshold, which is the CRPS over classes of equal width; of one threshold, Brier's.
func ranked(p []float64, came []bool) (sum float64) {
	for k := range p {
		d := p[k] - stats.Indicator(came[k])
		sum += float64(d*d) / float64(len(p))
	}
	return sum
}

// surprise is −ln of the probability of the class that came.
func surprise(p []float64, came []bool) float64 {
	class := 0
	for class < len(came) && came[class] {
		class++
	}
	above, beyond := 1.0, 0.0
	if class > 0 {
		above = p[class-1]
	}
	if class < len(p) {
		beyond = p[class]
	}
	return -portable.Log(max(leastLikely, above-beyond))
}

func (r *Result) marks() *marks {
	m := &marks{score: map[Forecaster][][]float64{}, log: map[Forecaster][][]float64{}}
	for o := range Outcomes {
		known := make([]bool, len(r.all))
		for i, x := range r.all {
			known[i] = !x.unknown[o]
		}
		m.known = append(m.known, known)
	}
	for _, f := range Forecasters {
		for o := range Outcomes {
			score, log := make([]float64, len(r.all)), make([]float64, len(r.all))
			for i, is := range m.known[o] {
				if is {
					p, came := r.table[f][i][o], r.all[i].came[o]
					score[i], log[i] = ranked(p, came), surprise(p, came)
				}
			}
			m.score[f], m.log[f] = append(m.score[f], score), append(m.log[f], log)
		}
	}
	lot := luck.Of(r.Asked.Seed, 0).For("waves/resamples")
	m.every = resample(r.all, lot, func(*one) bool { return true })
	m.other = resample(r.all, lot, func(x *one) bool { return protests.HalfOf(x.Named) == protests.OtherHalf })
	return m
}

func (r *Result) judge(ctx context.Context, workers int) error {
	m := r.marks()
	g, ctx := errgroup.WithContext(ctx)
	g.SetLimit(max(1, workers))
	r.Outcomes = make([]Scored, len(Outcomes))
	for o := range Outcomes {
		g.Go(func() error {
			if ctx.Err() == nil {
				r.outcome(m, o)
			}
			return ctx.Err()
		})
	}
	if err := g.Wait(); err != nil {
		return err
	}
	for _, f := range Forecasters {
		p := Pooled{Forecaster: f, Skill: m.pooled(m.every, f, StateRate), OverBase: m.pooled(m.every, f, BaseRate)}
		if len(m.other.states) > 1 {
			p.Other = finite(m.pooled(m.other, f, StateRate))
		}
		r.Pooled = append(r.Pooled, p)
	}
	for _, f := range []Forecaster{ModelRaw, ModelScaled, ModelBoth} {
		r.Standing = append(r.Standing, r.standing(f))
	}
	r.Misses = r.misses(m)
	return nil
}

// outcome scores all forecasters on one.
func (r *Result) outcome(m *marks, o int) {
	out, s := &Outcomes[o], &r.Outcomes[o]
	known := m.known[o]
	*s = Scored{ID: out.ID, Name: out.Name, Thresholds: out.Above, Says: out.Says}
	came := 0
	for i, is := range known {
		if is {
			s.Waves++
			came += int(stats.Indicator(r.all[i].came[o][out.main]))
		}
	}
	s.Came = stats.ShareOf(came, s.Waves)
	count := m.every.sum(ones(known))
	of, beside := m.every.sum(m.score[StateRate][o]), m.every.sum(m.score[RegressionOf][o])
	for _, f := range Forecasters {
		own, log := m.every.sum(m.score[f][o]), m.every.sum(m.log[f][o])
		l := Line{
			Forecaster: f,
			Score:      m.every.over(func(s *sample) float64 { return s.of(own) / s.of(count) }),
			Log:        m.every.over(func(s *sample) float64 { return s.of(log) / s.of(count) }),
			Beside:     m.every.over(func(s *sample) float64 { return (s.of(beside) - s.of(own)) / s.of(count) }),
			Skill:      finite(m.every.over(func(s *sample) float64 { return stats.Skill(s.of(own), s.of(of)) })),
		}
		var given []stats.Forecast
		for i, is := range known {
			if is {
				g := stats.Forecast{P: r.table[f][i][o][out.main], Came: r.all[i].came[o][out.main], Cluster: r.all[i].ISO3}
				given = append(given, g)
				l.Mean += g.P / float64(s.Waves)
			}
		}
		l.AUC = finite(m.every.over(m.every.auc(given)))
		s.Lines = append(s.Lines, l)
		if f == ModelRaw || f == ModelScaled || f == ModelBoth || f == RegressionOf {
			s.Reliability = append(s.Reliability, Reliable{f, stats.Reliability(given, reliabilityBins, luck.Of(r.Asked.Seed, 0).For("waves/reliability"))})
		}
	}
}

func ones(known []bool) []float64 {
	list := make([]float64, len(known))
	for i, is := range known {
		list[i] = stats.Indicator(is)
	}
	return list
}

// finite is an estimate, or nil where it or its interval is none.
func finite(e stats.Estimate) *stats.Estimate {
	if !isFinite(e.Value) || !isFinite(e.Low) || !isFinite(e.High) {
		return nil
	}
	return &e
}

func isFinite(x float64) bool { return !math.IsNaN(x) && !math.IsInf(x, 0) }

// pooled is the mean over outcomes of the skill of one forecaster over another. An outcome on which the
// other errs nowhere, as in a handful of waves, has no skill and is left out.
func (m *marks) pooled(states *resamples, f, over Forecaster) stats.Estimate {
	var own, of [][]float64
	for o := range Outcomes {
		own, of = append(own, states.sum(m.score[f][o])), append(of, states.sum(m.score[over][o]))
	}
	return states.over(func(s *sample) float64 {
		sum, n := 0.0, 0.0
		for o := range Outcomes {
			if base := s.of(of[o]); base > 0 {
				sum += stats.Skill(s.of(own[o]), base)
				n++
			}
		}
		return sum / n
	})
}

// standing compares a forecast of the model with the regression.
func (r *Result) standing(f Forecaster) Standing {
	s := Standing{Forecaster: f, NotWorse: []string{}, Better: []string{}, Worse: []string{}}
	for _, o := range r.Outcomes {
		for _, l := range o.Lines {
			if l.Forecaster != f {
				continue
			}
			if l.Beside.High >= 0 {
				s.NotWorse = append(s.NotWorse, o.ID)
			} else {
				s.Worse = append(s.Worse, o.ID)
			}
			if l.Beside.Value >= 0 {
				s.Better = append(s.Better, o.ID)
			}
		}
	}
	return s
}

// misses ranks the waves by the mean score of the recalibrated model over outcomes, each in
// units of what the base rate scores on average.
func (r *Result) misses(m *marks) []Miss {
	type missed struct {
		wave int
		mean float64
		of   []float64 // by outcome
	}
	list := make([]missed, len(r.all))
	for i := range list {
		list[i] = missed{wave: i, of: make([]float64, len(Outcomes))}
	}
	for o := range Outcomes {
		usual := stats.Mean(m.score[BaseRate][o])
		if usual == 0 {
			continue
		}
		for i := range list {
			list[i].of[o] = m.score[ModelScaled][o][i] / usual
			list[i].mean += list[i].of[o] / float64(len(Outcomes))
		}
	}
	slices.SortStableFunc(list, func(a, b missed) int { return cmp.Compare(b.mean, a.mean) })
	var out []Miss
	for _, x := range list[:min(mostMisses, len(list))] {
		worst := 0
		for o := range x.of {
			if x.of[o] > x.of[worst] {
				worst = o
			}
		}
		out = append(out, r.miss(x.wave, x.mean, x.of, worst))
	}
	return out
}
