// Package exact computes elementary functions with math/big, to some 250 bits,
// by series that share nothing with package portable. Its tables are
// made from these values and its tests compare with them. Nothing here is fast.
package exact

import (
	"math"
	"math/big"
)

// Bits is the precision of results. Cancellation costs some of it: a result
// near a root of its function has an absolute, not a relative error of 2^-Bits.
const Bits = 256

// wide is the precision within which an angle as large as a float64 is reduced.
const wide = 1024 + Bits

func number(x float64) *big.Float { return new(big.Float).SetPrec(Bits).SetFloat64(x) }

func add(a, b *big.Float) *big.Float { return new(big.Float).SetPrec(Bits).Add(a, b) }
func sub(a, b *big.Float) *big.Float { return new(big.Float).SetPrec(Bits).Sub(a, b) }
func mul(a, b *big.Float) *big.Float { return new(big.Float).SetPrec(Bits).Mul(a, b) }
func quo(a, b *big.Float) *big.Float { return new(big.Float).SetPrec(Bits).Quo(a, b) }

// Whether a term no longer changes a sum.
func negligible(term, sum *big.Float) bool {
	return term.Sign() == 0 || sum.Sign() != 0 && term.MantExp(nil) < sum.MantExp(nil)-Bits-8
}

// series sums first·(1 + q₁ + q₁q₂ + …), where q(n) is the ratio of term n to
// the one before.
func series(first *big.Float, q func(n int) *big.Float) *big.Float {
	sum, term := new(big.Float).SetPrec(Bits).Set(first), first
	for n := 1; !negligible(term, sum); n++ {
		term = mul(term, q(n))
		sum = add(sum, term)
	}
	return sum
}

// atanhInverse gives artanh(1/k) = Σ 1/((2n+1) k^(2n+1)), or with sign −1
// arctan(1/k), to a given precision.
func atanhInverse(k, sign int64, prec uint) *big.Float {
	f := func(n int64) *big.Float { return new(big.Float).SetPrec(prec).SetInt64(n) }
	power := new(big.Float).SetPrec(prec).Quo(f(1), f(k))
	sum := new(big.Float).SetPrec(prec)
	for n := int64(0); power.MantExp(nil) > -int(prec)-8; n++ {
		sum.Add(sum, new(big.Float).SetPrec(prec).Quo(power, f(2*n+1)))
		power.Quo(power, f(sign*k*k))
	}
	return sum
}

// Ln2 is log 2 = 2 artanh(1/3).
var Ln2 = new(big.Float).Mul(atanhInverse(3, 1, wide), big.NewFloat(2))

// Pi is π = 16 arctan(1/5) − 4 arctan(1/239) (Machin).
var Pi = func() *big.Float {
	a := new(big.Float).Mul(atanhInverse(5, -1, wide), big.NewFloat(16))
	return a.Sub(a, new(big.Float).Mul(atanhInverse(239, -1, wide), big.NewFloat(4)))
}()

// nearest rounds to a whole number.
func nearest(x *big.Float) *big.Int {
	half := 0.5
	if x.Sign() < 0 {
		half = -0.5
	}
	n, _ := new(big.Float).SetPrec(x.Prec()+1).Add(x, big.NewFloat(half)).Int(nil)
	return n
}

// Exp gives e^x for |x| below 2^20, as 2^k·(e^(r/2^16))^(2^16).
func Exp(x *big.Float) *big.Float {
	const halvings = 16
	k := nearest(quo(x, Ln2))
	r := sub(x, mul(Ln2, new(big.Float).SetInt(k)))
	r.SetMantExp(r, -halvings)
	y := series(number(1), func(n int) *big.Float { return quo(r, number(float64(n))) })
	for range halvings {
		y = mul(y, y)
	}
	return y.SetMantExp(y, int(k.Int64()))
}

// Expm1 gives e^x − 1, by its series where the difference would cancel.
func Expm1(x *big.Float) *big.Float {
	if x.Sign() == 0 || x.MantExp(nil) > -4 {
		return sub(Exp(x), number(1))
	}
	return series(x, func(n int) *big.Float { return quo(x, number(float64(n+1))) })
}

// Exp2 gives 2^x.
func Exp2(x *big.Float) *big.Float { return Exp(mul(x, Ln2)) }

// Log gives the natural logarithm of a positive number, by Halley's iteration
// y ← y + 2 (m − e^y)/(m + e^y), which triples the number of right digits.
func Log(x *big.Float) *big.Float {
	m := new(big.Float).SetPrec(Bits)
	e := x.MantExp(m)
	if f, _ := m.Float64(); f < math.Sqrt2/2 {
		m.SetMantExp(m, 1)
		e--
	}
	f, _ := m.Float64()
	y := number(math.Log(f))
	for range 3 {
		p := Exp(y)
		y = add(y, quo(mul(number(2), sub(m, p)), add(m, p)))
	}
	return add(y, mul(Ln2, number(float64(e))))
}

// Log1p gives log(1 + x), by 2 artanh(x/(2+x)) where x is small.
func Log1p(x *big.Float) *big.Float {
	if x.Sign() == 0 || x.MantExp(nil) > -4 {
		return Log(new(big.Float).SetPrec(wide).Add(x, number(1)))
	}
	s := quo(x, add(x, number(2)))
	s2 := mul(s, s)
	power := mul(s, number(2))
	sum := number(0)
	for n := 0; !negligible(power, sum); n++ {
		sum = add(sum, quo(power, number(float64(2*n+1))))
		power = mul(power, s2)
	}
	return sum
}

// Pow gives x^y for positive x.
func Pow(x, y *big.Float) *big.Float { return Exp(mul(y, Log(x))) }

// Sin gives the sine of any float64.
func Sin(x float64) *big.Float {
	r, quarter := angle(x)
	return turn(r, quarter)
}

// Cos gives the cosine of any float64.
func Cos(x float64) *big.Float {
	r, quarter := angle(x)
	return turn(r, quarter+1)
}

// angle gives r and k modulo 4 so that x = r + k π/2 and |r| ≤ π/4.
func angle(x float64) (r *big.Float, k int) {
	half := new(big.Float).SetPrec(wide).Quo(Pi, big.NewFloat(2))
	n := nearest(new(big.Float).SetPrec(wide).Quo(big.NewFloat(x), half))
	p := new(big.Float).SetPrec(2*wide).Mul(half, new(big.Float).SetInt(n))
	r = new(big.Float).SetPrec(2*wide).Sub(big.NewFloat(x), p)
	return new(big.Float).SetPrec(Bits).Set(r), int(new(big.Int).And(n, big.NewInt(3)).Int64())
}

// turn gives sin(r + k π/2).
func turn(r *big.Float, k int) *big.Float {
	r2 := mul(r, r)
	r2.Neg(r2)
	var y *big.Float
	if k&1 == 0 {
		y = series(r, func(n int) *big.Float { return quo(r2, number(float64(2*n*(2*n+1)))) })
	} else {
		y = series(number(1), func(n int) *big.Float { return quo(r2, number(float64(2*n*(2*n-1)))) })
	}
	if k&2 != 0 {
		y.Neg(y)
	}
	return y
}

// Asin gives the arcsine, |x| ≤ 1, by its series; near ±1 of the complement.
func Asin(x float64) *big.Float {
	if math.Abs(x) > 0.5 {
		// asin x = π/2 − 2 asin √((1−x)/2)
		s := new(big.Float).SetPrec(Bits).Sqrt(quo(sub(number(1), number(math.Abs(x))), number(2)))
		y := sub(quo(Pi, number(2)), mul(number(2), asinSeries(s)))
		if x < 0 {
			y.Neg(y)
		}
		return y
	}
	return asinSeries(number(x))
}

func asinSeries(x *big.Float) *big.Float {
	x2 := mul(x, x)
	return series(x, func(n int) *big.Float {
		k := float64(2*n - 1)
		return quo(mul(x2, number(k*k)), number(float64(2*n*(2*n+1))))
	})
}

// Logistic gives 1/(1 + e^−x).
func Logistic(x float64) *big.Float { return quo(number(1), add(number(1), Exp(number(-x)))) }

// Tanh gives the hyperbolic tangent.
func Tanh(x float64) *big.Float {
	t := Expm1(number(2 * x))
	return quo(t, add(t, number(2)))
}
