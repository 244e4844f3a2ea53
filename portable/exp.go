package portable

import "math"

// shift, added and subtracted, rounds to a whole number below 2^51 in size; the
// sum's low bits are that number.
const (
	shift     = 0x1.8p52
	shiftBits = 0x4338000000000000
)

// Bounds within which e^x and 2^x are normal numbers.
const (
	expLeast, expMost   = -708, 709
	exp2Least, exp2Most = -1022, 1023
)

// Exp gives e^x = 2^(k/128)·e^r with a whole number k and |r| ≤ log(2)/256.
func Exp(x float64) float64 {
	x = float64(x)
	z := float64(x*stepInverse) + shift
	n := z - shift
	r := (x - float64(n*stepHigh)) - float64(n*stepLow)
	k := math.Float64bits(z) - shiftBits
	t := &expTable[k%128]
	p := series(t.tail, r)
	if expLeast < x && x < expMost {
		power := math.Float64frombits(t.power + k>>7<<52)
		return power + float64(power*p)
	}
	return expEdge(x, t.power, int64(k)>>7, p)
}

// series gives tail + e^r − 1 by Taylor's series, for |r| ≤ log(2)/256.
func series(tail, r float64) float64 {
	r2 := r * r
	return tail + r + float64(r2*(1./2+float64(r*(1./6)))) + float64(float64(r2*r2)*(1./24+float64(r*(1./120))))
}

// Exp2 gives 2^x; exactly for a whole number x.
func Exp2(x float64) float64 {
	x = float64(x)
	z := float64(x*128) + shift
	r := float64((x - float64((z-shift)*(1./128))) * math.Ln2)
	k := math.Float64bits(z) - shiftBits
	t := &expTable[k%128]
	p := series(t.tail, r)
	if exp2Least < x && x < exp2Most {
		power := math.Float64frombits(t.power + k>>7<<52)
		return power + float64(power*p)
	}
	return expEdge(float64(x*math.Ln2), t.power, int64(k)>>7, p)
}

// expEdge finishes an exponential power·2^e·(1 + p) that may not be a normal
// number; x is the exponent to base e, roughly.
func expEdge(x float64, power uint64, e int64, p float64) float64 {
	switch {
	case x != x:
		return x
	case x > 710:
		return math.Inf(1)
	case x < -746:
		return 0
	case e > 0:
		s := math.Float64frombits(power + uint64(e-1)<<52)
		return float64(2 * (s + float64(s*p)))
	}
	// Below the normal numbers the product with 2^-1022 rounds once more.
	s := math.Float64frombits(power + uint64(e+1022)<<52)
	return float64((s + float64(s*p)) * 0x1p-1022)
}

// Expm1 gives e^x − 1, exact near 0.
func Expm1(x float64) float64 {
	x = float64(x)
	switch {
	case x == 0:
		return x
	case x > -0.1 && x < 0.1:
		r2 := x * x
		return x + (float64(r2*(1./2)) + float64(float64(r2*x)*expm1Tail(x)))
	case !(x < 38):
		return Exp(x) // 1 is at most a quarter of its last place
	case x < -40:
		return -1
	}
	z := float64(x*stepInverse) + shift
	n := z - shift
	r := (x - float64(n*stepHigh)) - float64(n*stepLow)
	k := math.Float64bits(z) - shiftBits
	t := &expTable[k%128]
	p := series(t.tail, r)
	power := math.Float64frombits(t.power + k>>7<<52)
	return (power - 1) + float64(power*p)
}

// expm1Tail gives (e^x − 1 − x − x²/2)/x³ for |x| below 0.1, by Taylor's series.
func expm1Tail(x float64) float64 {
	return 1./6 + float64(x*(1./24+float64(x*(1./120+float64(x*(1./720+float64(x*(1./5040+float64(x*(1./40320+float64(x*(1./362880+float64(x*(1./3628800+float64(x*(1./39916800))))))))))))))))
}

// Tanh gives the hyperbolic tangent, (e^2x − 1)/(e^2x + 1).
func Tanh(x float64) float64 {
	x = float64(x)
	a := math.Abs(x)
	var y float64
	switch {
	case x == 0 || x != x:
		return x
	case a > 22:
		y = 1
	case a >= 1:
		y = 1 - 2/(Expm1(float64(2*a))+2)
	default:
		t := Expm1(float64(2 * a))
		y = t / (t + 2)
	}
	return math.Copysign(y, x)
}

// Logistic gives 1/(1 + e^−x).
func Logistic(x float64) float64 {
	x = float64(x)
	if x < -expMost { // e^−x grows beyond all numbers, where e^x is one still
		return Exp(x)
	}
	return 1 / (1 + Exp(-x))
}
