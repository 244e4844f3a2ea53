package stats

import "math"

// studentInterval gives the mean of a sample and half the width of its 90 %
// interval,
//
//	t(n−1)·s/√n
//
// (Student 1908, Biometrika 6, 1), 0 for one number, of which nothing is known.
func studentInterval(x []float64) (mean, half float64) {
	mean, sd := MeanStdDev(x)
	if len(x) == 1 {
		return mean, 0
	}
	return mean, float64(student90(len(x)-1) * sd / math.Sqrt(float64(len(x))))
}

// student90 is the 95 % quantile of Student's t distribution, that of a two-sided
// 90 % interval, for 1 degree of freedom or more. Few degrees are in a table;
// beyond it is the expansion about the normal quantile z,
//
//	t = z + g₁/ν + g₂/ν² + g₃/ν³ + g₄/ν⁴
//
// (Abramowitz and Stegun 1964, Handbook of Mathematical Functions, 26.7.5), off by
// less than 1 in 30 million. So there is nothing but arithmetic in it: the exact
// quantile inverts an incomplete beta function, whose logarithms differ between
// processors in the last bit.
func student90(freedom int) float64 {
	if freedom <= len(student90s) {
		return student90s[freedom-1]
	}
	const (
		z  = z90
		g1 = (z*z*z + z) / 4
		g2 = (5*z*z*z*z*z + 16*z*z*z + 3*z) / 96
		g3 = (3*z*z*z*z*z*z*z + 19*z*z*z*z*z + 17*z*z*z - 15*z) / 384
		g4 = (79*z*z*z*z*z*z*z*z*z + 776*z*z*z*z*z*z*z + 1482*z*z*z*z*z - 1920*z*z*z - 945*z) / 92160
	)
	nu := float64(freedom)
	return z + (g1+(g2+(g3+g4/nu)/nu)/nu)/nu
}

// student90s is that quantile for 1 to 20 degrees of freedom, computed with 40 digits.
var student90s = [...]float64{
	6.3137515146750431, 2.9199855803537257, 2.3533634348018239, 2.1318467863266503, 2.0150483733330242,
	1.9431802805153032, 1.8945786050900074, 1.8595480375308984, 1.8331129326562372, 1.8124611228116764,
	1.7958848187040441, 1.7822875556493201, 1.7709333959868729, 1.7613101357748921, 1.7530503556925735,
	1.7458836762762499, 1.739606726075073, 1.7340636066175388, 1.7291328115213695, 1.7247182429207873,
}
