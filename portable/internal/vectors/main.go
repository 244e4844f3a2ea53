// Command vectors writes portable/testdata/vectors.csv: arguments and results of
// the functions of package portable, as the bits of float64s in hexadecimal.
package main

import (
	"bytes"
	"fmt"
	"math"
	"math/rand/v2"
	"os"
	"path/filepath"

	"casus/portable"
)

func main() {
	if len(os.Args) != 2 {
		fmt.Fprintln(os.Stderr, "usage: vectors FILE")
		os.Exit(2)
	}
	err := os.MkdirAll(filepath.Dir(os.Args[1]), 0o755)
	if err == nil {
		err = os.WriteFile(os.Args[1], render(), 0o644)
	}
	if err != nil {
		fmt.Fprintln(os.Stderr, "vectors:", err)
		os.Exit(1)
	}
}

// each is the number of random arguments of a function.
const each = 64

var special = []float64{0, math.Copysign(0, -1), 1, -1, 0.5, math.Inf(1), math.Inf(-1), math.NaN(), 5e-324, 0x1p-1022, math.MaxFloat64, -745, 709.7, 1e22}

func render() []byte {
	var b bytes.Buffer
	b.WriteString("function,x,y,z,result\n")
	r := rand.New(rand.NewPCG(16, 1))
	one := func(name string, f func(float64) float64, low, high float64) {
		line := func(x float64) { fmt.Fprintf(&b, "%s,%016x,,,%016x\n", name, bits(x), bits(f(x))) }
		for _, x := range special {
			line(x)
		}
		for i := range each {
			x := low + float64((high-low)*r.Float64())
			if i%4 == 0 { // another size
				x = math.Ldexp(x, -r.IntN(40))
			}
			line(x)
		}
	}
	one("Exp", portable.Exp, -746, 710)
	one("Exp2", portable.Exp2, -1075, 1024)
	one("Expm1", portable.Expm1, -40, 40)
	one("Log", portable.Log, 0, 10)
	one("Log1p", portable.Log1p, -1, 10)
	one("Sin", portable.Sin, -1e6, 1e6)
	one("Cos", portable.Cos, -1e6, 1e6)
	one("Asin", portable.Asin, -1, 1)
	one("Tanh", portable.Tanh, -20, 20)
	one("NormalQuantile", portable.NormalQuantile, 0, 1)
	one("NormalCDF", portable.NormalCDF, -10, 10)
	for range each {
		x, y := math.Ldexp(r.Float64(), r.IntN(20)-10), float64(20*r.Float64())-10
		fmt.Fprintf(&b, "Pow,%016x,%016x,,%016x\n", bits(x), bits(y), bits(portable.Pow(x, y)))
	}
	for range each {
		u, p, q := r.Float64(), math.Ldexp(r.Float64(), r.IntN(10)-3), math.Ldexp(r.Float64(), r.IntN(10)-3)
		fmt.Fprintf(&b, "BetaQuantile,%016x,%016x,%016x,%016x\n", bits(u), bits(p), bits(q), bits(portable.BetaQuantile(u, p, q)))
	}
	one("Logistic", portable.Logistic, -746, 40)
	return b.Bytes()
}

// bits gives the bits of a float64, the same for every NaN.
func bits(x float64) uint64 {
	if math.IsNaN(x) {
		return 0x7FF8000000000001
	}
	return math.Float64bits(x)
}
