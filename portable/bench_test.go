package portable

import (
	"math"
	"math/rand/v2"
	"testing"
)

// sink keeps the compiler from leaving the work out.
var sink float64

// compare times a function beside that of package math, over arguments that
// the simulation has.
func compare(b *testing.B, portable, standard func(float64) float64, low, high float64) {
	var x [1024]float64
	r := rand.New(rand.NewPCG(1, 1))
	for i := range x {
		x[i] = low + (high-low)*r.Float64()
	}
	time := func(f func(float64) float64) func(*testing.B) {
		return func(b *testing.B) {
			sum := 0.0
			for i := range b.N {
				sum += f(x[i%1024])
			}
			sink = sum
		}
	}
	b.Run("portable", time(portable))
	b.Run("standard", time(standard))
}

func BenchmarkExp(b *testing.B)   { compare(b, Exp, math.Exp, -20, 5) }
func BenchmarkExp2(b *testing.B)  { compare(b, Exp2, math.Exp2, -20, 5) }
func BenchmarkExpm1(b *testing.B) { compare(b, Expm1, math.Expm1, -5, 1) }
func BenchmarkLog(b *testing.B)   { compare(b, Log, math.Log, 0, 3) }
func BenchmarkLog1p(b *testing.B) { compare(b, Log1p, math.Log1p, 0, 3) }
func BenchmarkSin(b *testing.B)   { compare(b, Sin, math.Sin, -4, 4) }
func BenchmarkCos(b *testing.B)   { compare(b, Cos, math.Cos, -4, 4) }
func BenchmarkAsin(b *testing.B)  { compare(b, Asin, math.Asin, -1, 1) }
func BenchmarkTanh(b *testing.B)  { compare(b, Tanh, math.Tanh, -3, 3) }

func BenchmarkLogistic(b *testing.B) { compare(b, Logistic, logistic, -5, 5) }

func BenchmarkPow(b *testing.B) {
	cube := func(f func(x, y float64) float64) func(float64) float64 {
		return func(x float64) float64 { return f(x, 0.3) }
	}
	compare(b, cube(Pow), cube(math.Pow), 0, 5)
}

func BenchmarkNormalQuantile(b *testing.B) {
	compare(b, NormalQuantile, func(p float64) float64 { return math.Sqrt2 * math.Erfinv(2*p-1) }, 0, 1)
}
