package portable

import "math"

const (
	oneBits     = 0x3FF0000000000000 // the bits of 1
	leastNormal = 0x0010000000000000 // the bits of 2^-1022
	infBits     = 0x7FF0000000000000
)

// Log gives the natural logarithm: x = 2^e·m with m near 1, m = (1 + r)/c with
// c from the table, log x = e log 2 − log c + log(1 + r). The table's c have few
// bits, so that r is found without error.
func Log(x float64) float64 {
	x = float64(x)
	b := math.Float64bits(x)
	extra := 0
	if b-leastNormal >= infBits-leastNormal { // not positive, normal and finite
		switch {
		case x != x || b == infBits:
			return x
		case x == 0:
			return math.Inf(-1)
		case x < 0:
			return math.Float64frombits(nanBits)
		}
		b = math.Float64bits(x * 0x1p52)
		extra = -52
	}
	i := b - logOffset
	t := &logTable[i>>45%128]
	e := float64(int(int64(i)>>52) + extra)
	m := b - i&0xFFF0000000000000 // the bits of m
	first := math.Float64frombits(m &^ 0x7FF)
	r := (float64(first*t.inverse) - 1) + float64((math.Float64frombits(m)-first)*t.inverse)
	high := float64(e*ln2High) + t.high
	sum := high + r
	low := ((high - sum) + r) + (float64(e*ln2Low) + t.low)
	r2 := r * r
	return sum + (low - float64(r2*(1./2-float64(r*(1./3)))) + float64(float64(r2*r2)*seriesTail(r)))
}

// seriesTail gives (log(1+r) − r + r²/2 − r³/3)/r⁴ for |r| below 2^-7.
func seriesTail(r float64) float64 {
	return -1./4 + float64(r*(1./5-float64(r*(1./6-float64(r*(1./7-float64(r*(1./8))))))))
}

// Log1p gives log(1 + x), exact near 0. What the sum 1 + x loses goes into r.
func Log1p(x float64) float64 {
	x = float64(x)
	if x > -0x1p-9 && x < 0x1p-8 {
		x2 := x * x
		return x - (float64(x2*(1./2-float64(x*(1./3)))) - float64(float64(x2*x2)*seriesTail(x)))
	}
	if !(x > -1 && x < 0x1p1000) {
		return Log(1 + x)
	}
	u := 1 + x
	lost := x - (u - 1)
	if x > 1 {
		lost = 1 - (u - x)
	}
	b := math.Float64bits(u)
	i := b - logOffset
	t := &logTable[i>>45%128]
	e := float64(int64(i) >> 52)
	lost *= math.Float64frombits(oneBits - i&0xFFF0000000000000) // 2^-e
	m := b - i&0xFFF0000000000000
	first := math.Float64frombits(m &^ 0x7FF)
	r1 := float64(first*t.inverse) - 1
	r2 := float64((math.Float64frombits(m) - first + float64(lost)) * t.inverse)
	r := r1 + r2
	high := float64(e*ln2High) + t.high
	sum := high + r
	low := ((high - sum) + r) + ((r1 - r) + r2) + (float64(e*ln2Low) + t.low)
	square := r * r
	return sum + (low - float64(square*(1./2-float64(r*(1./3)))) + float64(float64(square*square)*seriesTail(r)))
}

// longLog gives the logarithm of a positive normal number as a sum of two
// floats with a relative error near 2^-66. extra is added to the exponent.
func longLog(b uint64, extra int) (high, low float64) {
	i := b - logOffset
	t := &logTable[i>>45%128]
	e := float64(int(int64(i)>>52) + extra)
	m := b - i&0xFFF0000000000000
	first := math.Float64frombits(m &^ 0x7FF)
	r1 := float64(first*t.inverse) - 1
	r2 := float64((math.Float64frombits(m) - first) * t.inverse)
	r := r1 + r2
	lost := (r1 - r) + r2

	base := float64(e*ln2High) + t.high
	sum := base + r
	rest := ((base - sum) + r) + (lost + (float64(e*ln2Low) + t.low))

	// r²/2: the square of r's first 26 bits is exact.
	top := math.Float64frombits(math.Float64bits(r) &^ 0x7FFFFFF)
	half := float64(top*top) / 2
	halfLow := float64((r-top)*(r+top)) / 2
	square := float64(r * r)
	cube := float64(float64(square*r) * (1./3 - float64(r*(1./4-float64(r*(1./5-float64(r*(1./6-float64(r*(1./7-float64(r*(1./8-float64(r*(1./9))))))))))))))

	high = sum - float64(half)
	rest += ((sum - high) - float64(half)) + (cube - float64(halfLow))
	sum = high + rest
	return sum, (high - sum) + rest
}
