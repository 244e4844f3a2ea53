package main

import (
	"bytes"
	"fmt"
	"math/big"

	"casus/portable/internal/exact"
)

// The coefficients of Wichura (1988), Applied Statistics 37, 477–484, algorithm
// AS 241, function PPND16, by rising powers; the first of each denominator is 1.
var (
	centreAbove = []string{"3.3871328727963666080e0", "1.3314166789178437745e+2", "1.9715909503065514427e+3", "1.3731693765509461125e+4", "4.5921953931549871457e+4", "6.7265770927008700853e+4", "3.3430575583588128105e+4", "2.5090809287301226727e+3"}
	centreBelow = []string{"1", "4.2313330701600911252e+1", "6.8718700749205790830e+2", "5.3941960214247511077e+3", "2.1213794301586595867e+4", "3.9307895800092710610e+4", "2.8729085735721942674e+4", "5.2264952788528545610e+3"}
	nearAbove   = []string{"1.42343711074968357734e0", "4.63033784615654529590e0", "5.76949722146069140550e0", "3.64784832476320460504e0", "1.27045825245236838258e0", "2.41780725177450611770e-1", "2.27238449892691845833e-2", "7.74545014278341407640e-4"}
	nearBelow   = []string{"1", "2.05319162663775882187e0", "1.67638483018380384940e0", "6.89767334985100004550e-1", "1.48103976427480074590e-1", "1.51986665636164571966e-2", "5.47593808499534494600e-4", "1.05075007164441684324e-9"}
	farAbove    = []string{"6.65790464350110377720e0", "5.46378491116411436990e0", "1.78482653991729133580e0", "2.96560571828504891230e-1", "2.65321895265761230930e-2", "1.24266094738807843860e-3", "2.71155556874348757815e-5", "2.01033439929228813265e-7"}
	farBelow    = []string{"1", "5.99832206555887937690e-1", "1.36929880922735805310e-1", "1.48753612908506148525e-2", "7.86869131145613259100e-4", "1.84631831751005468180e-5", "1.42151175831644588870e-7", "2.04426310338993978564e-15"}
)

// polynomial reads coefficients.
func polynomial(text []string) []*big.Float {
	list := make([]*big.Float, len(text))
	for i, s := range text {
		x, _, err := big.ParseFloat(s, 10, exact.Bits, big.ToNearestEven)
		if err != nil {
			panic(err) // a constant above
		}
		list[i] = x
	}
	return list
}

func at(p []*big.Float, r *big.Float) *big.Float {
	sum := number(0)
	for i := len(p) - 1; i >= 0; i-- {
		sum = plus(times(sum, r), p[i])
	}
	return sum
}

// normalTable writes A(r)/B(r) as k + s·C(r)/B(r), where k is its value at r = e
// and s is e − r in the centre (e = 0.180625) and r in the tails (e = 0).
func normalTable(b *bytes.Buffer) {
	b.WriteString("\n// The standard normal quantile: after Wichura (1988), see internal/tables.\n")
	e, _, _ := big.ParseFloat("0.180625", 10, exact.Bits, big.ToNearestEven)
	var constants, tables bytes.Buffer
	for _, part := range []struct {
		constant, table string
		above, below    []string
		centre          bool
	}{
		{"normalSlope", "normalCentre", centreAbove, centreBelow, true},
		{"normalTail", "normalNear", nearAbove, nearBelow, false},
		{"normalFarTail", "normalFar", farAbove, farBelow, false},
	} {
		above, below := polynomial(part.above), polynomial(part.below)
		k := above[0]
		if part.centre {
			k = over(at(above, e), at(below, e))
		}
		rest := make([]*big.Float, len(above)) // A − k B, which is s·C
		for i := range rest {
			rest[i] = minus(above[i], times(k, below[i]))
		}
		c := rest[1:]
		if part.centre {
			c = nil
			last := number(0)
			for _, x := range rest[:len(rest)-1] { // (e − r)·C = rest, from the lowest power
				last = over(plus(x, last), e)
				c = append(c, last)
			}
		}
		fmt.Fprintf(&constants, "%s = %x\n", part.constant, float(k))
		fmt.Fprintf(&tables, "var %s = rational{\n[8]float64{%s},\n[8]float64{%s},\n}\n\n", part.table, list(c), list(below))
	}
	fmt.Fprintf(b, "const (\n%s)\n\n%s", &constants, &tables)
}

func list(p []*big.Float) string {
	s := ""
	for _, x := range p {
		s += fmt.Sprintf("%x, ", float(x))
	}
	return s[:len(s)-2]
}
