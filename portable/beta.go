package portable

import "math"

// BetaQuantile gives the number below which the beta distribution with positive
// parameters a and b has weight u: 0 for u ≤ 0, 1 for u ≥ 1, NaN for parameters
// that are not positive and finite.
//
// The incomplete beta function is a continued fraction (DLMF 8.17.22) on either
// side of the mean; the sum of both sides is the complete one, so that no gamma
// function is needed. Newton's method in the logarithms of both solves for it.
func BetaQuantile(u, a, b float64) float64 {
	u, a, b = float64(u), float64(a), float64(b)
	if !(a > 0 && b > 0 && !math.IsInf(a, 1) && !math.IsInf(b, 1) && u == u) {
		return math.Float64frombits(nanBits)
	}
	// mean + rest is exactly 1.
	rest := 1 - min(1-0x1p-53, max(0x1p-52, a/(a+b)))
	mean := 1 - rest
	below, above := betaSide{a, b, mean, rest}, betaSide{b, a, rest, mean}
	left, right := below.fraction(mean)/a, above.fraction(rest)/b
	whole := left + right
	switch {
	case u <= 0:
		return 0
	case u >= 1:
		return 1
	case float64(u*whole) <= left:
		return below.solve(u * whole / left)
	}
	return 1 - above.solve((1-u)*whole/right)
}

// betaSide is the part of a beta distribution from an end, where the density
// goes as x^(a−1), to its mean; rest is 1 − mean.
type betaSide struct{ a, b, mean, rest float64 }

// fraction gives B_x(a, b)·a/(x^a (1−x)^b), by Lentz's method.
func (s betaSide) fraction(x float64) float64 {
	const tiny = 0x1p-200
	const most = 100_000 // terms; √max(a, b) are needed, roughly
	a, b := s.a, s.b
	f, c, d := 1.0, 1.0, 0.0
	for n := 1; n < most; n++ {
		m := float64(n / 2)
		t := m * (b - m) / ((a + float64(2*m) - 1) * (a + float64(2*m)))
		if n%2 == 1 {
			t = -(a + m) * (a + b + m) / ((a + float64(2*m)) * (a + float64(2*m) + 1))
		}
		t = float64(t * x)
		d = 1 / away(1+float64(t*d), tiny)
		c = away(1+t/c, tiny)
		step := float64(c * d)
		f *= step
		if math.Abs(step-1) < 0x1p-53 {
			break
		}
	}
	return 1 / f
}

// away keeps a denominator from being 0.
func away(x, least float64) float64 {
	if math.Abs(x) < least {
		return least
	}
	return x
}

// solve gives the x below the mean where the weight below x is a share of the
// weight below the mean.
func (s betaSide) solve(share float64) float64 {
	whole := s.fraction(s.mean)
	goal := Log(share)
	x := float64(s.mean * Exp(goal/s.a)) // exact where b = 1
	low, high := 0.0, s.mean
	for range 100 {
		if !(x > 0) {
			return 0
		}
		f := s.fraction(x)
		// The logarithm of the share of the weight below x, and its slope in log x.
		over := float64(s.a*Log(x/s.mean)) + float64(s.b*Log1p((s.mean-x)/s.rest)) + Log(f/whole) - goal
		if over > 0 {
			high = x
		} else {
			low = x
		}
		step := over * (1 - x) * f / s.a
		next := float64(x * Exp(-step))
		if !(low <= next && next <= high) {
			const up = 0x1p500 // without it the product may be too small for a number
			next = float64(math.Sqrt(float64(float64(low*up)*float64(high*up))) / up)
			if low == 0 {
				next = float64(high / 4)
			}
		}
		if math.Abs(next-x) <= float64(x*0x1p-52) {
			return next
		}
		x = next
	}
	return x
}
