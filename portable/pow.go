package portable

import "math"

// Pow gives x^y = exp(y log x), with the logarithm in two floats. Special cases
// are those of math.Pow.
func Pow(x, y float64) float64 {
	x, y = float64(x), float64(y)
	switch {
	case y == 0 || x == 1:
		return 1
	case y == 1:
		return x
	case x != x || y != y:
		return math.Float64frombits(nanBits)
	case x == 0 || math.IsInf(x, 0) || math.IsInf(y, 0):
		return powEdge(x, y)
	}
	sign := 1.0
	if x < 0 {
		if y != math.Trunc(y) {
			return math.Float64frombits(nanBits)
		}
		if isOdd(y) {
			sign = -1
		}
		x = -x
	}
	extra := 0
	if x < 0x1p-1022 {
		x = float64(x * 0x1p52)
		extra = -52
	}
	high, low := longLog(math.Float64bits(x), extra)
	return float64(sign * expProduct(y, high, low))
}

// expProduct gives exp(y (high + low)).
func expProduct(y, high, low float64) float64 {
	product := float64(y * high)
	switch {
	case product > 710:
		return math.Inf(1)
	case product < -746:
		return 0
	}
	// What the product lost, from halves whose products are exact.
	y1 := math.Float64frombits(math.Float64bits(y) &^ 0x7FFFFFF)
	h1 := math.Float64frombits(math.Float64bits(high) &^ 0x7FFFFFF)
	y2, h2 := y-y1, high-h1
	lost := ((float64(y1*h1) - product) + float64(y1*h2) + float64(y2*h1)) + float64(y2*h2)
	lost += float64(y * low)

	z := float64(product*stepInverse) + shift
	n := z - shift
	r := (product - float64(n*stepHigh)) - float64(n*stepLow) + lost
	k := math.Float64bits(z) - shiftBits
	t := &expTable[k%128]
	p := series(t.tail, r)
	if expLeast < product && product < expMost {
		power := math.Float64frombits(t.power + k>>7<<52)
		return power + float64(power*p)
	}
	return expEdge(product, t.power, int64(k)>>7, p)
}

// powEdge gives x^y where x is 0 or infinite, or y is infinite.
func powEdge(x, y float64) float64 {
	if math.IsInf(y, 0) {
		switch {
		case x == -1:
			return 1
		case (math.Abs(x) < 1) == (y > 0):
			return 0
		}
		return math.Inf(1)
	}
	// x is ±0 or ±Inf.
	size := 0.0
	if (x == 0) == (y < 0) {
		size = math.Inf(1)
	}
	if isOdd(y) {
		return math.Copysign(size, x)
	}
	return size
}

// Whether y is an odd whole number.
func isOdd(y float64) bool {
	return math.Abs(y) < 0x1p53 && y == math.Trunc(y) && int64(y)&1 == 1
}
