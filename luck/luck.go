// Package luck draws random numbers. Each is a pure function of a purpose, an
// actor and a time.
//
// There is no generator, no stream and no order. A number depends on
//
//	(seed, replicate, purpose, who, when)
//
// and on nothing else, so that
//   - any number of workers, in any order, gives the same result;
//   - a citizen has the same luck in both worlds of a counterfactual
//     (common random numbers), whatever happened to others in between;
//   - a run can resume anywhere.
//
// A [Replicate] is the luck of one run. [Replicate.For] names a purpose and
// gives a [Lot]; a lot answers with one number for every (who, when). Two
// purposes are independent; so are two citizens, two hours, two replicates.
//
// The mixing function is the finaliser of SplitMix64 (Steele, Lea and Flood
// 2014, OOPSLA, with the constants of Stafford's variant 13), applied once for
// each part of the key. It is not for cryptography. The file
// testdata/vectors.csv holds vectors that another implementation can check
// itself against; they do not change within a major version.
package luck

import (
	"math"
	"math/bits"

	"casus/portable"
)

// golden is 2^64 divided by the golden ratio, the increment of SplitMix64.
const golden = 0x9E3779B97F4A7C15

// stride separates the counter `when` from `who`: another odd constant
// (from the fractional part of sqrt 3), so that (1,0) and (0,1) do not meet.
const stride = 0xBB67AE8584CAA73B

// mix is the finaliser of SplitMix64: a bijection of 64-bit words.
func mix(z uint64) uint64 {
	z = (z ^ z>>30) * 0xBF58476D1CE4E5B9
	z = (z ^ z>>27) * 0x94D049BB133111EB
	return z ^ z>>31
}

// Replicate is the luck of one replicate of an ensemble.
type Replicate struct{ key uint64 }

// Of gives the luck of replicate number index under a seed.
func Of(seed uint64, index int) Replicate {
	return Replicate{mix(mix(seed+golden) + uint64(index)*golden + golden)}
}

// Branch gives luck for a part of the run that has its own actors and clock,
// such as the n-th later crisis of a state, independent of the whole.
func (r Replicate) Branch(n uint64) Replicate {
	return Replicate{mix(r.key ^ mix(n*stride+golden))}
}

// For names what the numbers are for. Purposes are spelt "room/use", for
// example "society/availability"; equal names give equal lots.
func (r Replicate) For(purpose string) Lot {
	h := uint64(len(purpose)) * golden
	for i := range len(purpose) {
		h = mix(h ^ uint64(purpose[i]) + golden)
	}
	return Lot{mix(r.key ^ h)}
}

// Lot is a purpose's luck: one number for each (who, when).
type Lot struct{ key uint64 }

// Bits gives 64 uniform bits.
func (l Lot) Bits(who, when uint64) uint64 {
	return mix(mix(l.key+who*golden) + when*stride + golden)
}

// Uniform gives a number in the open interval (0, 1).
func (l Lot) Uniform(who, when uint64) float64 { return Unit(l.Bits(who, when)) }

// Unit maps 64 bits to the open interval (0, 1), using the upper 53. The last of
// the 2^53 numbers would round to 1 and gives the one before it.
func Unit(b uint64) float64 {
	n := b >> 11
	n -= (n + 1) >> 53
	return float64((float64(n) + 0.5) / (1 << 53))
}

// Of gives the numbers of one who, for a loop that asks again and again:
// l.Of(who).Uniform(when) is l.Uniform(who, when).
func (l Lot) Of(who uint64) Own { return Own{mix(l.key + who*golden)} }

// Own is one who's luck for a purpose: one number for each when.
type Own struct{ key uint64 }

// Uniform gives a number in the open interval (0, 1).
func (o Own) Uniform(when uint64) float64 { return Unit(mix(o.key + when*stride + golden)) }

// Below gives a whole number in [0, n); n must be positive. The bias of the
// multiply-shift reduction is below n/2^64.
func (l Lot) Below(who, when uint64, n int) int {
	hi, _ := bits.Mul64(l.Bits(who, when), uint64(n))
	return int(hi)
}

// Normal gives a standard normal number, by inversion: monotone in the
// underlying uniform, which keeps twin worlds coupled.
func (l Lot) Normal(who, when uint64) float64 {
	return portable.NormalQuantile(l.Uniform(who, when))
}

// Chance reports whether an event of probability p happens. As p grows, what
// happened still happens: more likely worlds contain less likely ones.
func (l Lot) Chance(who, when uint64, p float64) bool { return l.Uniform(who, when) < p }

// poissonInversion is the mean up to which Poisson numbers are found by
// summing probabilities; above it a normal approximation with the
// Cornish–Fisher skewness term errs by less than one event in a thousand draws.
const poissonInversion = 100

// Poisson gives a Poisson number with the given mean (0 for a mean that is
// not positive), by inversion and so monotone in the mean; the mean is below 2^53.
func (l Lot) Poisson(who, when uint64, mean float64) int {
	if !(mean > 0) {
		return 0
	}
	u := l.Uniform(who, when)
	if u < 1-float64(mean) { // and so below exp(−mean)
		return 0
	}
	if mean < poissonInversion {
		p := portable.Exp(-mean)
		sum, n := p, 0
		for u > sum && n < 10*poissonInversion {
			n++
			p = float64(p * (mean / float64(n)))
			sum += p
		}
		return n
	}
	z := portable.NormalQuantile(u)
	x := float64(mean) + float64(math.Sqrt(mean)*z) + (float64(z*z)-1)/6
	return int(max(0, math.Floor(x+0.5)))
}

// Round rounds x, below 2^53 in size, up or down to a whole number so that its
// mean is x: how people become agents that stand for several.
func (l Lot) Round(who, when uint64, x float64) int {
	x = float64(x)
	whole := math.Floor(x)
	if l.Uniform(who, when) < x-whole {
		whole++
	}
	return int(whole)
}

// Choose gives an index with probability proportional to its weight. Weights
// must be non-negative with a positive sum.
func (l Lot) Choose(who, when uint64, weights []float64) int {
	total := 0.0
	for _, w := range weights {
		total += float64(w)
	}
	u := float64(l.Uniform(who, when) * total)
	last := 0
	for i, w := range weights {
		if w <= 0 {
			continue
		}
		last = i
		if u < w {
			return i
		}
		u -= float64(w)
	}
	return last
}

// Stream gives (who, when) a stream of numbers, for a loop that cannot know how
// many it will need. It is SplitMix64 started at the lot's bits for (who, when).
// Two streams of 2^30 numbers each overlap with a chance of 2^-33.
func (l Lot) Stream(who, when uint64) Stream { return Stream{l.Bits(who, when)} }

// Stream is a sequence of random numbers. A copy goes on on its own.
type Stream struct{ state uint64 }

// Next gives 64 uniform bits.
func (s *Stream) Next() uint64 {
	s.state += golden
	return mix(s.state)
}

// Below gives a whole number in [0, n); n must be positive.
func (s *Stream) Below(n int) int {
	hi, _ := bits.Mul64(s.Next(), uint64(n))
	return int(hi)
}

// Shuffle puts a list in random order (Fisher and Yates).
func Shuffle[T any](list []T, s *Stream) {
	for i := len(list) - 1; i > 0; i-- {
		j := s.Below(i + 1)
		list[i], list[j] = list[j], list[i]
	}
}
