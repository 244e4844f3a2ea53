package eventstudy

import (
	"fmt"
	"math"

	"casus/portable"
	"casus/scenario"
)

// Prior is one of the model's that follows from the study, or that does not.
type Prior struct {
	Name  string         `json:"name"`
	Prior scenario.Prior `json:"prior"`
	Unit  string         `json:"unit"`
	// Told: the data say which sign. Else the prior spans zero, or all that is possible.
	Told bool   `json:"told"`
	Why  string `json:"why"`
	// Derivation is how it follows, with the numbers that went in.
	Derivation string `json:"derivation"`
}

// Months after an event that the mean of years 1 to 2 covers: the event falls in the
// middle of its year, on average.
const (
	fromMonth = 6
	toMonth   = 30
)

// debtHalf is the half-life of obligation, months, as package relations has it.
const debtHalf = 12

// Assumptions of the mapping that no data of this study give.
const (
	// startFear is the fear of a lead before a crisis, 0..1: between none and a half.
	startFear = 0.3
	// decisive is how much a mission mattered to the ruler, on average: between nothing
	// and all.
	decisive = 0.5
	// threat of a crisis, 0..1, on average.
	threat = 0.5
	// detainedShare is deaths and detentions of a wave with killings, in hundreds per
	// 100,000 people: that of Kazakhstan in 2022 had about half, most have less.
	detainedShare = 0.2
	// halfway is alignment near the middle of its range, where a step up and a step down
	// move it by half of the step.
	halfway = 0.5
)

// Priors of relations.* that follow from the effects, in the units of the model.
//
// Alignment is taken to be agreement in votes, both 0..1. In package relations a month
// moves it by steps and lets it come back,
//
//	x ← x + ½·g      g = pull·obligation − align_fear·(fear − start)
//	x ← x₀ + (x − x₀)·2^(−1/align_back)
//
// near the middle of its range. Obligation and fear begin at o₀ and f₀ and fade with
// half-lives of their own, so that an effect is linear in pull and align_fear:
//
//	Δ = ½·(pull·o₀·K(12) − align_fear·f₀·K(forget))
//
// where K(h) is the mean over months 6 to 30 of the response to a source that begins at 1
// and halves in h months, averaged over the prior of align_back. Bystanders owe nothing,
// so that theirs gives align_fear, and that of the target then pull. The controls of bystanders
// are taken not to be frightened; those of a target are its neighbours too, who are.
func (s *Study) Priors() ([]Prior, error) {
	m, err := mapping()
	if err != nil {
		return nil, err
	}
	fear := m.fear(s)
	return []Prior{m.pull(s, fear), m.aversion(s), fear.prior, m.back(s)}, nil
}

// mapped are the numbers of the mapping.
type mapped struct {
	owed, afraid           float64 // o₀ and f₀
	ofDebt, ofFear         float64 // K(12) and K(forget)
	once, style, styleRise float64 // K of a shock that comes once; of style; and how far style rises
	backs                  []float64
}

func mapping() (m mapped, err error) {
	of := func(name string) []float64 {
		p, ok := scenario.Assumed(name)
		if !ok {
			err = fmt.Errorf("%s has no usual prior", name)
			return []float64{1}
		}
		return grid(p.Prior)
	}
	m.backs = grid(scenario.Prior{Uniform: backRange})
	forgets, styles := of("relations.forget"), of("relations.style_half")
	for _, x := range of("relations.oblige") {
		m.owed += 1 - portable.Exp(-x*decisive)
	}
	m.owed /= gridSize
	for _, alone := range of("relations.unilateral_fear") {
		m.afraid += (1 - startFear) * (1 - portable.Exp(-alone))
	}
	m.afraid /= gridSize
	for _, x := range of("relations.style_threat") {
		m.styleRise += (1 - startFear) * (1 - portable.Exp(-x*threat))
	}
	m.styleRise /= gridSize
	for _, back := range m.backs {
		m.ofDebt += response(debtHalf, back, fromMonth, toMonth) / gridSize
		m.once += response(0, back, fromMonth, toMonth) / gridSize
		for k := range gridSize {
			m.ofFear += response(forgets[k], back, fromMonth, toMonth) / gridSize / gridSize
			m.style += response(styles[k], back, fromMonth, toMonth) / gridSize / gridSize
		}
	}
	return m, err
}

// gridSize is of quantiles by which a prior is averaged.
const gridSize = 20

func grid(p scenario.Prior) []float64 {
	x := make([]float64, gridSize)
	for i := range x {
		x[i] = p.Quantile((float64(i) + 0.5) / gridSize)
	}
	return x
}

// response is the mean over months of alignment moved each month by a source that begins
// at 1 and halves in so many months, and that comes back with another half-life; of a
// source with half-life 0 by one step of 1 at the event. The order within a month is that
// of package relations.
func response(source, back float64, from, to int) float64 {
	x, s, sum := 0.0, 1.0, 0.0
	if source == 0 {
		x, s = 1, 0
	}
	for month := 1; month <= to; month++ {
		if source > 0 {
			s *= portable.Exp2(-1 / source)
		}
		x = (x + s) * portable.Exp2(-1/back)
		if month >= from {
			sum += x
		}
	}
	return sum / float64(to-from+1)
}

// effect finds one, by closeness; nil if the data do not give it.
func (s *Study) effect(kind Kind, outcome Outcome) *Effect {
	for i := range s.Effects {
		if e := &s.Effects[i]; e.Kind == kind && e.Outcome == outcome && e.Measure == Closeness {
			return e
		}
	}
	return nil
}

// early is the estimate of years 1 to 2, with its error. Where placebo dates or the
// trend before speak against it, the error is that of dates too: the larger of the two,
// and the mean of placebos as bias.
func (e *Effect) early() (value, err float64) {
	x := e.Years[3]
	if e.Clean() {
		return x.Mean, x.Error
	}
	return x.Mean, math.Hypot(max(x.Error, e.Placebo.Spread), e.Placebo.Mean)
}

// normal is a prior, cut at four standard deviations and within [-10,10]; rounded.
func normal(mean, sd float64) scenario.Prior {
	two := func(x float64) float64 { return scenario.Round(x) }
	return scenario.Prior{Normal: []float64{two(mean), two(sd)}, Within: []float64{two(max(-10, mean-4*sd)), two(min(10, mean+4*sd))}}
}

// z90 is the normal quantile of a two-sided 90 % interval.
const z90 = 1.645

// told reports whether a normal prior says the sign, with 90 %.
func told(mean, sd float64) bool { return math.Abs(mean) > z90*sd }

func says(told bool) string {
	if told {
		return "the data say the sign"
	}
	return "the data do not say the sign: the prior spans zero"
}
