package eventstudy

import (
	"fmt"
	"math"
	"strings"

	"casus/scenario"
)

// silentHalf is the half-width of a prior of a step of which the data say nothing at all.
const silentHalf = 0.05

func silent(name, unit, why string) Prior {
	return Prior{
		Name: name, Prior: scenario.Prior{Uniform: []float64{-silentHalf, silentHalf}}, Unit: unit,
		Why: "the data say nothing: " + why + "; the prior spans zero", Derivation: "none",
	}
}

// feared is align_fear with its mean and error, which pull needs.
type feared struct {
	mean, sd float64
	prior    Prior
}

// fear derives align_fear from bystanders: the mean of neighbours and of other members,
// each with the weight of its precision.
func (m *mapped) fear(s *Study) feared {
	const name, unit = "relations.align_fear", "per month"
	weight, sum := 0.0, 0.0
	text := ""
	for _, outcome := range []Outcome{NeighboursToLead, MembersToLead} {
		e := s.effect(For, outcome)
		if e == nil {
			continue
		}
		v, se := e.early()
		weight += 1 / (se * se)
		sum += v / (se * se)
		text += fmt.Sprintf("%s %+.4f ± %.4f; ", strings.ReplaceAll(string(outcome), "_", " "), v, se)
	}
	if weight == 0 {
		p := silent(name, unit, "too few bystanders vote")
		return feared{0, silentHalf / math.Sqrt(3), p}
	}
	delta, err := sum/weight, 1/math.Sqrt(weight)
	scale := halfway * m.afraid * m.ofFear
	f := feared{mean: -delta / scale, sd: err / scale}
	t := told(f.mean, f.sd)
	f.prior = Prior{
		Name: name, Prior: normal(f.mean, f.sd), Unit: unit, Told: t,
		Why: fmt.Sprintf("after an intervention for a government bystanders voted %+.1f ± %.1f points with the lead; %s", 100*delta, 100*err, says(t)),
		Derivation: fmt.Sprintf("%stogether Δ = %+.4f ± %.4f. align_fear = −Δ / (½·f₀·K) with f₀ = %.2f (one minus a start of %.1f, times 1 − e^−unilateral_fear over its prior) and K = %.1f months (forget and align_back over their priors).",
			text, delta, err, m.afraid, startFear, m.ofFear),
	}
	return f
}

// pull derives it from the target, with what fear takes away put back: as far as its controls
// are not as frightened, for what both fear their difference does not show.
func (m *mapped) pull(s *Study, f feared) Prior {
	const name, unit = "relations.pull", "1"
	e := s.effect(For, TargetToLead)
	if e == nil {
		return silent(name, unit, "too few targets vote")
	}
	delta, err := e.early()
	scale := halfway * m.owed * m.ofDebt
	back := e.Calm * halfway * m.afraid * m.ofFear
	mean, sd := (delta+f.mean*back)/scale, math.Hypot(err, f.sd*back)/scale
	t := told(mean, sd)
	return Prior{
		Name: name, Prior: normal(mean, sd), Unit: unit, Told: t,
		Why: fmt.Sprintf("a year or two after an intervention for it a government voted %+.1f ± %.1f points with the lead; %s", 100*delta, 100*err, says(t)),
		Derivation: fmt.Sprintf("target to lead Δ = %+.4f ± %.4f. pull = (Δ + c·½·align_fear·f₀·K(forget)) / (½·o₀·K(12)) with o₀ = %.2f (1 − e^−oblige·%.1f over its prior), K(12) = %.1f months, c = %.2f, the share of the candidates for its controls that are not frightened as it is (neither neighbours nor members), and c·½·align_fear·f₀·K = %+.4f ± %.4f as below. The two are correlated; drawn apart they are wider than the data.",
			delta, err, m.owed, decisive, m.ofDebt, e.Calm, f.mean*back, f.sd*back),
	}
}

// aversion derives it from repression at home, of the USA as the power averse to it.
func (m *mapped) aversion(s *Study) Prior {
	const name, unit = "relations.aversion", "1"
	e := s.effect(Repression, TargetToLead)
	if e == nil {
		return silent(name, unit, "too few states vote")
	}
	delta, err := e.early()
	scale := halfway * (detainedShare*m.once + m.styleRise/12*m.style)
	mean, sd := -delta/scale, err/scale
	t := told(mean, sd)
	return Prior{
		Name: name, Prior: normal(mean, sd), Unit: unit, Told: t,
		Why: fmt.Sprintf("a year or two after a wave that was answered with killings a state voted %+.1f ± %.1f points with the USA; %s", 100*delta, 100*err, says(t)),
		Derivation: fmt.Sprintf("target to the USA Δ = %+.4f ± %.4f. aversion = −Δ / ½·(R·K₁ + s₀/12·K(style_half)) with R = %.1f hundred dead and detained per 100,000 people (an assumption), K₁ = %.2f, what is left of a step at the event, s₀ = %.3f, how far the style rises, and K(style_half) = %.1f months.",
			delta, err, detainedShare, m.once, m.styleRise, m.style),
	}
}

// backRange is in which align_back lies, months: from half a year to ten years.
var backRange = []float64{6, 120}

// cut is the rise of a sum of squares beyond which a value lies outside a 90 % interval.
const cut = z90 * z90

// back derives the half-life of a change of alignment from how the effect on the target
// fades over years 1 to 5: the values that fit, with any size of the effect, nearly as
// well as the best. The errors of years are taken to be independent, which they are not.
func (m *mapped) back(s *Study) Prior {
	const name, unit = "relations.align_back", "months"
	wide := Prior{Name: name, Prior: scenario.Prior{Uniform: backRange}, Unit: unit}
	e := s.effect(For, TargetToLead)
	if e == nil {
		wide.Why, wide.Derivation = "the data say nothing: too few targets vote; all that is possible", "none"
		return wide
	}
	if x := e.Years[4]; !told(x.Mean, x.Error) {
		wide.Why = "the data say nothing: an effect that cannot be told from none cannot be seen to fade; all that is possible"
		wide.Derivation = fmt.Sprintf("target to lead in years 1 to 5 Δ = %+.4f ± %.4f.", x.Mean, x.Error)
		return wide
	}
	misfit := func(back float64) float64 {
		up, down := 0.0, 0.0
		for k := 1; k <= Window; k++ {
			p := e.Path[k+Window]
			r := response(debtHalf, back, 12*k-fromMonth, 12*k+fromMonth)
			up += r * p.Mean / (p.Error * p.Error)
			down += r * r / (p.Error * p.Error)
		}
		size, sum := up/down, 0.0
		for k := 1; k <= Window; k++ {
			p := e.Path[k+Window]
			d := (p.Mean - size*response(debtHalf, back, 12*k-fromMonth, 12*k+fromMonth)) / p.Error
			sum += d * d
		}
		return sum
	}
	low, high, best := math.Inf(1), math.Inf(-1), math.Inf(1)
	for back := backRange[0]; back <= backRange[1]; back += 2 {
		best = min(best, misfit(back))
	}
	for back := backRange[0]; back <= backRange[1]; back += 2 {
		if misfit(back) <= best+cut {
			low, high = min(low, back), max(high, back)
		}
	}
	wide.Prior = scenario.Prior{Uniform: []float64{low, high}}
	wide.Told = low > backRange[0] || high < backRange[1]
	wide.Derivation = fmt.Sprintf("values from %.0f to %.0f months fit the effect on the target in years 1 to 5 with a sum of squares at most %.1f above the best.", low, high, cut)
	wide.Why = fmt.Sprintf("how the effect on a target fades over five years leaves %.0f to %.0f months", low, high)
	return wide
}
