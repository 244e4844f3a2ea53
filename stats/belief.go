package stats

import (
	"math"
	"slices"

	"golang.org/x/sync/errgroup"

	"casus/luck"
	"casus/portable"
)

// Trials are what came of things, each so many times in so many, and each of a probability
// that something says.
type Trials struct {
	Came []float64 // share of the trials, 0..1
	Of   []float64 // trials, 0 or more; those of 0 say nothing
}

// sure is as near to 0 or 1 as a probability counts.
const sure = 1e-12

// Log is the log likelihood of the trials under their probabilities, but for a constant,
//
//	Σ_j n_j·(f_j·ln p_j + (1 − f_j)·ln(1 − p_j))
func (t *Trials) Log(p []float64) float64 {
	sum := 0.0
	for j, n := range t.Of {
		if n > 0 {
			q := min(1-sure, max(sure, p[j]))
			sum += float64(n * (float64(t.Came[j]*portable.Log(q)) + float64((1-t.Came[j])*portable.Log(1-q))))
		}
	}
	return sum
}

// Belief is in a point whose dimensions have a standard normal prior, and in which of some
// others goes with it, each as likely as the next before the trials. Said gives the
// probabilities of the trials at each of several points, each with one of the others.
type Belief struct {
	Dims   int
	Others int // 1 at least; the first is the one that the mode is looked for with
	Trials Trials
	Said   func(z [][]float64, others []int) (p [][]float64, err error)
}

// height is the log of the density at a point but for a constant.
func (b *Belief) height(z, p []float64) float64 {
	sum := b.Trials.Log(p)
	for _, x := range z {
		sum -= float64(x * x / 2)
	}
	return sum
}

// Of the chains: how many, for each kept step how many at the beginning are not, how much wider
// than about the mode the normal distribution of their steps is, since chains get stuck in tails
// that are heavier than its own, and the lengths of a step, of which each takes one.
const (
	chains = 4
	unkept = 0.5
	wider  = 1.3
)

var lengths = [...]float64{0.3, 0.6, 1}

// Draw gives n draws of a belief, or as many as chains of equal length have, 16 at least, with
// the others that go with them, and what they say. They are of Markov chains, of which every
// second step takes any of the others, and the steps between would leave a normal distribution
// about the mode, and wider, as it is (the preconditioned Crank–Nicolson proposal; Cotter, Roberts, Stuart
// and White 2013, Statistical Science 28, 424),
//
//	x' = m + √(1 − β²)·(x − m) + β·ξ      accepted with min(1, (π(x')/φ(x')) / (π(x)/φ(x)))
//
// with φ the normal distribution, m its mean, ξ drawn with its covariance, π the density of the
// belief, and β one of a few lengths. The draws of a chain follow each other; see [Independent].
func (b *Belief) Draw(lk luck.Replicate, purpose string, n int) (z [][]float64, others []int, p [][]float64, err error) {
	m, err := b.mode()
	if err != nil {
		return nil, nil, nil, err
	}
	for k, row := range m.lower {
		for l := range row[:k+1] {
			row[l] /= wider
		}
	}
	each := max(4, n/chains)
	z, others, p = make([][]float64, chains*each), make([]int, chains*each), make([][]float64, chains*each)
	skip := int(unkept * float64(each))
	var g errgroup.Group
	for c := range chains {
		g.Go(func() error {
			own := lk.For(purpose + "/" + string(rune('a'+c)))
			dims := uint64(b.Dims)
			at, with := m.draw(own, 0), own.Below(0, dims, b.Others)
			said, err := b.Said([][]float64{at}, []int{with})
			if err != nil {
				return err
			}
			here := said[0]
			for step := 1; step <= skip+each; step++ {
				for turn := range 2 {
					to, other, gain := at, with, 0.0
					if turn == 0 {
						other = own.Below(uint64(step), dims, b.Others)
					} else {
						to = m.step(own, step, at, lengths[own.Below(uint64(step), dims+1, len(lengths))])
						gain = m.height(at) - m.height(to)
					}
					if said, err = b.Said([][]float64{to}, []int{other}); err != nil {
						return err
					}
					gain += b.height(to, said[0]) - b.height(at, here)
					if portable.Log(own.Uniform(uint64(step), dims+2+uint64(turn))) < gain {
						at, with, here = to, other, said[0]
					}
				}
				if k := c*each + step - skip - 1; step > skip {
					z[k], others[k], p[k] = at, with, here
				}
			}
			return nil
		})
	}
	if err := g.Wait(); err != nil {
		return nil, nil, nil, err
	}
	return z, others, p, nil
}

// Independent is how many independent draws those of [Belief.Draw] are worth for a mean of
// something of which x has a number for each, by its variance between and within the chains
// (Gelman et al. 2013, Bayesian Data Analysis, 3rd edition, 11.8), and their number at most:
//
//	m·n / (1 + 2·Σ_t ρ_t)      ρ_t = 1 − V_t/(2·var⁺)
//
// where V_t is the variogram at lag t, var⁺ = (n−1)/n·W + B/n, and the sum ends before
// ρ_t + ρ_t+1 is below 0. All are worth one where nothing varies.
func Independent(x []float64) float64 {
	list := slices.Collect(slices.Chunk(x, len(x)/chains))
	m, n := float64(len(list)), float64(len(list[0]))
	var means []float64
	within := 0.0
	for _, x := range list {
		mean, sd := MeanStdDev(x)
		means = append(means, mean)
		within += float64(sd*sd) / m
	}
	_, between := MeanStdDev(means)
	total := float64((n-1)/n*within) + float64(between*between)
	if !(total > 0) {
		return 1
	}
	rho := func(lag int) float64 {
		v := 0.0
		for _, x := range list {
			for i := lag; i < len(x); i++ {
				v += float64((x[i] - x[i-lag]) * (x[i] - x[i-lag]))
			}
		}
		return 1 - v/(m*(n-float64(lag)))/(2*total)
	}
	sum := 0.0
	for lag := 1; lag+1 < len(list[0]); lag += 2 {
		pair := rho(lag) + rho(lag+1)
		if pair < 0 {
			break
		}
		sum += pair
	}
	return m * n / max(1, 1+float64(2*sum))
}

// Of the search for a mode: its steps at most, how far it looks aside for a slope, how often it
// halves a step, and the length of one at which it is near enough.
const (
	steps   = 30
	aside   = 1e-3
	halves  = 6
	settled = 0.1
)

// mode is the normal distribution about the most likely point (Laplace's approximation), which
// Fisher's scoring finds: with s_j the slopes of p_j,
//
//	precision = 1 + Σ_j n_j/(p_j·(1 − p_j))·s_j·s_jᵀ
func (b *Belief) mode() (*multinormal, error) {
	t, dims := &b.Trials, b.Dims
	at := make([]float64, dims)
	for step := 0; ; step++ {
		z := make([][]float64, dims+1)
		for k := range z {
			z[k] = append([]float64(nil), at...)
			if k < dims {
				z[k][k] += aside
			}
		}
		p, err := b.Said(z, make([]int, len(z)))
		if err != nil {
			return nil, err
		}
		here := p[dims]
		precision, slope := make([][]float64, dims), make([]float64, dims)
		for k := range dims {
			precision[k] = make([]float64, dims)
			precision[k][k] = 1
			slope[k] = -at[k]
		}
		for j, n := range t.Of {
			if n <= 0 {
				continue
			}
			q := min(1-sure, max(sure, here[j]))
			for k := range dims {
				s := (p[k][j] - here[j]) / aside
				slope[k] += float64(n * (t.Came[j] - q) / (q * (1 - q)) * s)
				for l := range k + 1 {
					precision[k][l] += float64(n / (q * (1 - q)) * s * ((p[l][j] - here[j]) / aside))
				}
			}
		}
		move, err := Solve(precision, slope) // and precision is its own factor now
		if err != nil {
			return nil, err
		}
		length := 0.0 // squared, in spreads of what is believed after the trials
		for k := range move {
			length += float64(move[k] * slope[k])
		}
		if length < settled*settled || step == steps {
			return &multinormal{at, precision}, nil
		}
		// A whole step, or the first of its halves that goes up.
		z = make([][]float64, halves)
		for h := range z {
			z[h] = make([]float64, dims)
			for k := range z[h] {
				z[h][k] = at[k] + move[k]/float64(int(1)<<h)
			}
		}
		top, up := b.height(at, here), false
		for _, some := range [][][]float64{z[:1], z[1:]} {
			if p, err = b.Said(some, make([]int, len(some))); err != nil {
				return nil, err
			}
			for h := range some {
				if !up && b.height(some[h], p[h]) > top {
					at, up = some[h], true
				}
			}
			if up {
				break
			}
		}
		if !up {
			return &multinormal{at, precision}, nil
		}
	}
}

// multinormal is a normal distribution of several dimensions.
type multinormal struct {
	mean  []float64
	lower [][]float64 // Cholesky's factor L of the precision L·Lᵀ
}

// draw is the i-th of some luck, m + L⁻ᵀ·ξ.
func (m *multinormal) draw(lot luck.Lot, i int) []float64 {
	x := make([]float64, len(m.mean))
	for k := len(x) - 1; k >= 0; k-- {
		x[k] = lot.Normal(uint64(i), uint64(k))
		for l := k + 1; l < len(x); l++ {
			x[k] -= float64(m.lower[l][k] * x[l])
		}
		x[k] /= m.lower[k][k]
	}
	for k := range x {
		x[k] += m.mean[k]
	}
	return x
}

// step goes from x by a part β of what a draw is off the mean.
func (m *multinormal) step(lot luck.Lot, i int, x []float64, beta float64) []float64 {
	to, keep := m.draw(lot, i), math.Sqrt(1-float64(beta*beta))
	for k := range to {
		to[k] = m.mean[k] + float64(keep*(x[k]-m.mean[k])) + float64(beta*(to[k]-m.mean[k]))
	}
	return to
}

// height is the log of the density at x but for a constant, −|Lᵀ·(x − m)|²/2.
func (m *multinormal) height(x []float64) float64 {
	sum := 0.0
	for k := range x {
		v := 0.0
		for l := k; l < len(x); l++ {
			v += float64(m.lower[l][k] * (x[l] - m.mean[l]))
		}
		sum += float64(v * v)
	}
	return float64(-sum / 2)
}
