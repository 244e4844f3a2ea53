package portable

import "math"

// NormalQuantile gives the number below which the standard normal distribution
// has weight p; ±Inf for p = 0 and 1, NaN outside. It never falls where p rises.
//
// It is Wichura's algorithm AS 241 (1988, Applied Statistics 37, 477–484), PPND16,
// with each rational function written as its value at the end of its range plus
// a smaller rational function, so that rounding weighs less.
func NormalQuantile(p float64) float64 {
	p = float64(p)
	q := p - 0.5
	if math.Abs(q) <= 0.425 {
		q2 := q * q
		r := 0.180625 - float64(q2)
		return float64(q*normalSlope) + float64(float64(q*q2)*ratio(&normalCentre, r))
	}
	tail := min(p, 1-p)
	if !(tail > 0) {
		switch p {
		case 0:
			return math.Inf(-1)
		case 1:
			return math.Inf(1)
		}
		return math.Float64frombits(nanBits)
	}
	r := math.Sqrt(-Log(tail))
	var z float64
	if r <= 5 {
		r -= 1.6
		z = normalTail + float64(r*ratio(&normalNear, r))
	} else {
		r -= 5
		z = normalFarTail + float64(r*ratio(&normalFar, r))
	}
	return math.Copysign(z, q)
}

// rational is a quotient of two polynomials, by rising powers.
type rational struct{ above, below [8]float64 }

// ratio gives the value of a rational function with positive coefficients.
func ratio(c *rational, r float64) float64 {
	a, b := &c.above, &c.below
	x := a[0] + float64(r*(a[1]+float64(r*(a[2]+float64(r*(a[3]+float64(r*(a[4]+float64(r*(a[5]+float64(r*a[6])))))))))))
	y := b[0] + float64(r*(b[1]+float64(r*(b[2]+float64(r*(b[3]+float64(r*(b[4]+float64(r*(b[5]+float64(r*(b[6]+float64(r*b[7])))))))))))))
	return x / y
}

// NormalCDF gives the weight of the standard normal distribution below x, with
// φ(x) the density:
//
//	½ + φ(x) (x + x³/3 + x⁵/(3·5) + …)              near 0
//	φ(x) / (|x| + 1/(|x| + 2/(|x| + 3/(|x| + …))))   for negative x
//
// It is not made for speed.
func NormalCDF(x float64) float64 {
	x = float64(x)
	const middle = 0.75
	switch {
	case x != x:
		return x
	case x > middle:
		return 1 - NormalCDF(-x)
	case x < -39:
		return 0
	case x < -middle:
		a := -x
		v := a
		// Terms enough for an error below 2^-53: the error goes as exp(−1.95 |x| √n).
		for n := 10 + math.Ceil(450/float64(x*x)); n > 0; n-- {
			v = a + n/v
		}
		return normalDensity(x) / v
	}
	x2 := float64(x * x)
	sum, term := 0.0, x
	for n := 3.0; math.Abs(term) > 0x1p-60; n += 2 {
		sum += float64(term)
		term *= x2 / n
	}
	return 0.5 + float64(normalDensity(x)*sum)
}

// normalDensity gives exp(−x²/2)/√(2π), with what the square lost.
func normalDensity(x float64) float64 {
	const scale = 0.398942280401432677939946059934381868 // 1/√(2π)
	square := float64(x * x)
	e := Exp(float64(-square / 2))
	return (e - float64(float64(e*lostBy(x, x, square))/2)) * scale
}
