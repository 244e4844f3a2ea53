package exact

import (
	"math"
	"math/big"
)

// density is the standard normal density.
func density(x *big.Float) *big.Float {
	e := Exp(mul(number(-0.5), mul(x, x)))
	return quo(e, new(big.Float).SetPrec(Bits).Sqrt(mul(number(2), Pi)))
}

// NormalCDF gives Φ(x) = ½ + φ(x) Σ x^(2n+1)/(2n+1)!!, for |x| below some 12:
// in the lower tail the sum cancels, and 256 bits leave enough.
func NormalCDF(x *big.Float) *big.Float {
	x2 := mul(x, x)
	s := series(x, func(n int) *big.Float { return quo(x2, number(float64(2*n+1))) })
	return add(number(0.5), mul(density(x), s))
}

// NormalQuantile solves Φ(x) = p by Newton's method from a start with some ten
// right digits.
func NormalQuantile(p, start float64) *big.Float {
	x := number(start)
	for range 5 {
		x = sub(x, quo(sub(NormalCDF(x), number(p)), density(x)))
	}
	return x
}

// BetaCDF gives the regularised incomplete beta function I_x(a, b), 0 < x < 1,
// from B_x(a,b) = x^a Σ (1−b)(2−b)…(n−b) x^n / (n! (a+n)), with
// B(a,b) = B_½(a,b) + B_½(b,a). Large a and b cancel: up to some 50 is exact
// enough for a comparison with a float64.
func BetaCDF(x, a, b float64) *big.Float {
	whole := add(incompleteBeta(number(0.5), a, b), incompleteBeta(number(0.5), b, a))
	if x > 0.5 {
		rest := incompleteBeta(sub(number(1), number(x)), b, a)
		return sub(number(1), quo(rest, whole))
	}
	return quo(incompleteBeta(number(x), a, b), whole)
}

func incompleteBeta(x *big.Float, a, b float64) *big.Float {
	sum, term := number(0), number(1) // term = (1−b)_n x^n / n!
	for n := 0; n < 20_000; n++ {
		sum = add(sum, quo(term, add(number(a), number(float64(n)))))
		k := float64(n + 1)
		term = mul(term, quo(mul(x, sub(number(k), number(b))), number(k)))
		if negligible(term, sum) && k > math.Abs(b) {
			break
		}
	}
	return mul(Pow(x, number(a)), sum)
}
