package portable

import (
	"math"
	"math/bits"
)

// Sin gives the sine of x radians.
func Sin(x float64) float64 {
	x = float64(x)
	if x == 0 {
		return x
	}
	r, low, quarter := reduce(x)
	return turn(r, low, quarter)
}

// Cos gives the cosine of x radians.
func Cos(x float64) float64 {
	x = float64(x)
	r, low, quarter := reduce(x)
	return turn(r, low, quarter+1)
}

// turn gives sin(r + low + quarter·π/2) for |r| ≤ π/4.
func turn(r, low float64, quarter uint64) float64 {
	y := 0.0
	if quarter&1 == 0 {
		y = sine(r, low)
	} else {
		y = cosine(r, low)
	}
	if quarter&2 != 0 {
		return -y
	}
	return y
}

// sine is Taylor's series to r^17; its next term is below 2^-57 of the sum.
func sine(r, low float64) float64 {
	z := r * r
	p := -1./6 + float64(z*(1./120+float64(z*(-1./5040+float64(z*(1./362880+float64(z*(-1./39916800+float64(z*(1./6227020800+float64(z*(-1./1307674368000+float64(z*(1./355687428096000))))))))))))))
	return r + (float64(float64(z*r)*p) + float64(low*(1-float64(z*0.5))))
}

// cosine is Taylor's series to r^16.
func cosine(r, low float64) float64 {
	z := r * r
	p := 1./24 + float64(z*(-1./720+float64(z*(1./40320+float64(z*(-1./3628800+float64(z*(1./479001600+float64(z*(-1./87178291200+float64(z*(1./20922789888000))))))))))))
	half := float64(z * 0.5)
	w := 1 - half
	return w + (((1 - w) - half) + (float64(float64(z*z)*p) - float64(r*low)))
}

// reduce gives x = r + low + quarter·π/2 with |r| ≤ π/4.
func reduce(x float64) (r, low float64, quarter uint64) {
	a := math.Abs(x)
	switch {
	case a <= math.Pi/4:
		return x, 0, 0
	case a > 0x1p19:
		return reduceFar(x)
	}
	z := float64(x*quarterInverse) + shift
	n := z - shift
	// The products with the first two parts of π/2 are exact.
	s := x - float64(n*quarter1)
	d := float64(n * quarter2)
	t := s - d
	lost := (s - t) - d
	d = float64(n * quarter3)
	r = t - (d - lost)
	low = (t - r) - (d - lost)
	return r, low, math.Float64bits(z) - shiftBits
}

// reduceFar multiplies x by those bits of 2/π that matter (Payne and Hanek
// 1983): the bits of 2/π·2^e with a weight of 4 or more give whole turns.
// NaN for what is not finite.
func reduceFar(x float64) (r, low float64, quarter uint64) {
	b := math.Float64bits(math.Abs(x))
	if b >= infBits {
		return math.Float64frombits(nanBits), 0, 0
	}
	e := int(b>>52) - 1075
	whole := b&(1<<52-1) | 1<<52 // |x| = whole·2^e
	begin := e - 2 + 64          // twoOverPi begins with 64 zeros before the point
	word := func(i int) uint64 {
		at, by := (begin+64*i)/64, uint((begin+64*i)%64)
		return twoOverPi[at]<<by | twoOverPi[at+1]>>(64-by)
	}
	carried, _ := bits.Mul64(whole, word(2))
	high, next := bits.Mul64(whole, word(1))
	next, carry := bits.Add64(next, carried, 0)
	top := whole*word(0) + high + carry // top:next is |x|·2/π modulo 4, times 2^126
	quarter = top >> 62
	top, next = top<<2|next>>62, next<<2
	sign := 1.0
	if top>>63 == 1 { // over a half: the next quarter, less the rest
		quarter++
		top, next = ^top, ^next
		sign = -1
	}
	zeros := bits.LeadingZeros64(top) // at most 61 for any float64
	top, next = top<<zeros|next>>(64-zeros), next<<zeros
	f := math.Ldexp(float64(int64(top>>11)), -53-zeros)
	g := math.Ldexp(float64(int64(top&0x7FF<<42|next>>22)), -106-zeros)
	r = float64(f * quarterHigh)
	low = lostBy(f, quarterHigh, r) + float64(f*quarterLow) + float64(g*quarterHigh)
	if x < 0 {
		sign, quarter = -sign, -quarter
	}
	return float64(sign * r), float64(sign * low), quarter
}

// lostBy gives a·b − product, where product is a·b rounded: the products of
// halves are exact.
func lostBy(a, b, product float64) float64 {
	a1 := math.Float64frombits(math.Float64bits(a) &^ 0x7FFFFFF)
	b1 := math.Float64frombits(math.Float64bits(b) &^ 0x7FFFFFF)
	a2, b2 := a-a1, b-b1
	return ((float64(a1*b1) - float64(product)) + float64(a1*b2) + float64(a2*b1)) + float64(a2*b2)
}

// Asin gives the arcsine, from −π/2 to π/2; NaN outside [−1, 1].
func Asin(x float64) float64 {
	x = float64(x)
	a := math.Abs(x)
	switch {
	case !(a <= 1):
		return math.Float64frombits(nanBits)
	case a == 1:
		return x * (math.Pi / 2)
	case a < 0.5:
		return x + float64(x*asinRatio(float64(x*x)))
	}
	// asin a = π/2 − 2 asin √z with z = (1−a)/2
	z := (1 - a) / 2
	s := math.Sqrt(float64(z))
	t := asinRatio(float64(z))
	head := math.Float64frombits(math.Float64bits(s) &^ 0xFFFFFFFF)
	tail := (float64(z) - float64(head*head)) / (s + head) // √z = head + tail
	y := math.Pi/4 - float64(2*head)
	y -= float64(2*float64(s*t)) - (quarterLow - float64(2*tail))
	y += math.Pi / 4
	return math.Copysign(y, x)
}

// asinRatio gives asin(√z)/√z − 1 for 0 ≤ z ≤ ¼, as a rational function with
// the coefficients of fdlibm's e_asin.c (Sun Microsystems 1993), which states an
// error below 2^-58.75.
func asinRatio(z float64) float64 {
	p := 1.66666666666666657415e-01 + float64(z*(-3.25565818622400915405e-01+float64(z*(2.01212532134862925881e-01+float64(z*(-4.00555345006794114027e-02+float64(z*(7.91534994289814532176e-04+float64(z*3.47933107596021167570e-05)))))))))
	q := 1 + float64(z*(-2.40339491173441421878e+00+float64(z*(2.02094576023350569471e+00+float64(z*(-6.88283971605453293030e-01+float64(z*7.70381505559019352791e-02)))))))
	return float64(z*p) / q
}
