package portable

import (
	"math"
	"math/big"
	"math/rand/v2"
	"testing"

	"casus/portable/internal/exact"
)

func wide(x float64) *big.Float { return new(big.Float).SetPrec(exact.Bits).SetFloat64(x) }

// ulps is the distance of a result from the true value in units in the last
// place of a float64 of that size.
func ulps(got float64, want *big.Float) float64 {
	nearest, _ := want.Float64()
	if math.IsNaN(got) || math.IsInf(nearest, 0) || math.IsInf(got, 0) {
		if got == nearest {
			return 0
		}
		return math.Inf(1)
	}
	_, e := math.Frexp(nearest)
	unit := math.Ldexp(1, max(e-53, -1074))
	d := new(big.Float).SetPrec(exact.Bits).Sub(wide(got), want)
	d.Quo(d, wide(unit))
	f, _ := d.Float64()
	return math.Abs(f)
}

// function is one of the functions of one argument with its true value and
// where the test takes arguments from.
type function struct {
	name     string
	portable func(float64) float64
	standard func(float64) float64
	exact    func(float64) *big.Float
	ranges   [][2]float64 // uniform in each
	near     []float64    // and near these, closer and closer
	most     float64      // ulps
}

func of(f func(*big.Float) *big.Float) func(float64) *big.Float {
	return func(x float64) *big.Float { return f(wide(x)) }
}

var functions = []function{
	{"Exp", Exp, math.Exp, of(exact.Exp), [][2]float64{{-1, 1}, {-30, 30}, {-708, 710}, {-746, -707}}, []float64{0, 1, -1, 709.78, -745.1, -708.396}, 0.8},
	{"Exp2", Exp2, math.Exp2, of(exact.Exp2), [][2]float64{{-1, 1}, {-30, 30}, {-1022, 1024}, {-1075, -1020}}, []float64{0, 1, -1, 1024, -1074, -1022}, 0.8},
	{"Expm1", Expm1, math.Expm1, of(exact.Expm1), [][2]float64{{-1, 1}, {-0.3, 0.3}, {-45, 45}, {0, 710}}, []float64{0, 0.1, -0.1, 38, -38}, 1},
	{"Log", Log, math.Log, of(exact.Log), [][2]float64{{0, 2}, {0.7, 1.4}, {0.98, 1.02}, {0, 1e6}, {0, math.MaxFloat64}, {0, 0x1p-1022}}, []float64{1, math.SmallestNonzeroFloat64, math.MaxFloat64}, 0.6},
	{"Log1p", Log1p, math.Log1p, of(exact.Log1p), [][2]float64{{-1, 1}, {-0.02, 0.02}, {0, 1e6}, {0, 1e18}, {0, math.MaxFloat64}}, []float64{0, -1, 1, 0x1p-8, -0x1p-9, 0x1p53}, 0.6},
	{"Sin", Sin, math.Sin, exact.Sin, [][2]float64{{-1, 1}, {-7, 7}, {-1e6, 1e6}, {-1e17, 1e17}, {0, math.MaxFloat64}}, []float64{0, math.Pi, math.Pi / 2, 6381956970095103.0 * 0x1p797}, 0.8},
	{"Cos", Cos, math.Cos, exact.Cos, [][2]float64{{-1, 1}, {-7, 7}, {-1e6, 1e6}, {-1e17, 1e17}, {0, math.MaxFloat64}}, []float64{0, math.Pi, math.Pi / 2, 3 * math.Pi / 2}, 0.8},
	{"Asin", Asin, math.Asin, exact.Asin, [][2]float64{{-1, 1}, {-0.5, 0.5}}, []float64{0, 0.5, 1, -1}, 1},
	{"Tanh", Tanh, math.Tanh, exact.Tanh, [][2]float64{{-1, 1}, {-5, 5}, {-25, 25}}, []float64{0, 0.5, 1, -22}, 2},
	{"Logistic", Logistic, logistic, exact.Logistic, [][2]float64{{-1, 1}, {-40, 40}, {-746, -707}, {-710, 0}}, []float64{0, -37, 37, -709, -745.1}, 2},
}

// logistic is as good as package math allows.
func logistic(x float64) float64 {
	if x < 0 {
		return math.Exp(x) / (1 + math.Exp(x))
	}
	return 1 / (1 + math.Exp(-x))
}

// arguments gives count arguments of each range of a function, and some near
// special points.
func (f function) arguments(r *rand.Rand, count int) (list []float64) {
	for _, b := range f.ranges {
		for range count {
			list = append(list, b[0]+(b[1]-b[0])*r.Float64())
		}
	}
	for _, x := range f.near {
		list = append(list, x, math.Nextafter(x, 9e99), math.Nextafter(x, -9e99))
		for range count {
			list = append(list, x+(r.Float64()-0.5)*math.Ldexp(1, -r.IntN(60)), x*(1+(r.Float64()-0.5)*math.Ldexp(1, -r.IntN(50))))
		}
	}
	return list
}

func TestErrors(t *testing.T) {
	count := 800
	if testing.Short() {
		count = 100
	}
	for _, f := range functions {
		t.Run(f.name, func(t *testing.T) {
			t.Parallel()
			worst, at, standard := 0.0, 0.0, 0.0
			for _, x := range f.arguments(rand.New(rand.NewPCG(1, 2)), count) {
				if s := f.standard(x); math.IsNaN(s) || math.IsInf(s, 0) || s == 0 {
					continue // TestSpecialValues
				}
				want := f.exact(x)
				if e := ulps(f.portable(x), want); !(e <= worst) {
					worst, at = e, x
				}
				standard = max(standard, ulps(f.standard(x), want))
			}
			t.Logf("largest error %.3f ulp, at %v (package math: %.3f)", worst, at, standard)
			if !(worst <= f.most) {
				t.Errorf("error %.3f ulp at %v (%x), more than %.2f", worst, at, at, f.most)
			}
		})
	}
}

func TestPowErrors(t *testing.T) {
	r := rand.New(rand.NewPCG(3, 4))
	count := 10_000
	if testing.Short() {
		count = 1000
	}
	worst, standard := 0.0, 0.0
	for i := range count {
		x, y := math.Exp(r.NormFloat64()*3), r.NormFloat64()*10
		switch i % 5 {
		case 1: // the whole range of results
			x = math.Float64frombits(r.Uint64() >> 1 % infBits)
			y = (r.Float64()*1490 - 745) / math.Log(x)
		case 2: // bases near 1
			x = 1 + (r.Float64()-0.5)*math.Ldexp(1, -r.IntN(52))
			y = (r.Float64()*1490 - 745) / math.Log1p(x-1)
		case 3:
			x, y = r.Float64(), 2*r.Float64()
		case 4:
			x, y = r.Float64(), 1/float64(1+r.IntN(100))
		}
		if s := math.Pow(x, y); math.IsNaN(s) || math.IsInf(s, 0) || s == 0 || x == 1 {
			continue
		}
		want := exact.Pow(wide(x), wide(y))
		e := ulps(Pow(x, y), want)
		worst, standard = max(worst, e), max(standard, ulps(math.Pow(x, y), want))
		if !(e <= 0.8) {
			t.Fatalf("Pow(%v, %v) = %v: error %.3f ulp", x, y, Pow(x, y), e)
		}
	}
	t.Logf("largest error %.3f ulp (package math: %.3f)", worst, standard)
}

// Special values are those of package math.
func TestSpecialValues(t *testing.T) {
	inf, nan := math.Inf(1), math.NaN()
	values := []float64{0, math.Copysign(0, -1), 1, -1, 2, -2, 3, -3, 0.5, -0.5, 1.5, -1.5, inf, -inf, nan, 1e300, -1e300, 1e-300, -1e-300,
		5e-324, -5e-324, 0x1p-1022, 0x1p53, -0x1p53, 0x1p53 - 1, 1 - 0x1p-53, 1 + 0x1p-52, -1 - 0x1p-52, math.MaxFloat64, -math.MaxFloat64, 710, -746, 1024, -1075, 1025, -1080, 0.1, 22.1}
	same := func(a, b float64) bool {
		if math.IsNaN(a) || math.IsNaN(b) {
			return math.IsNaN(a) == math.IsNaN(b)
		}
		if b == 0 || math.IsInf(b, 0) {
			return a == b && math.Signbit(a) == math.Signbit(b)
		}
		return math.Abs(a-b) <= 1e-6*math.Abs(b)
	}
	for _, f := range functions {
		for _, x := range values {
			if f.name == "Log" && x > 0 && x < 0x1p-1022 {
				continue // wrong in package math on amd64; TestErrors has them
			}
			if got, want := f.portable(x), f.standard(x); !same(got, want) {
				t.Errorf("%s(%v) = %v, want %v", f.name, x, got, want)
			}
		}
	}
	for _, x := range values {
		for _, y := range values {
			if x > 0 && x < 0x1p-1022 {
				continue // as above
			}
			if got, want := Pow(x, y), math.Pow(x, y); !same(got, want) {
				t.Errorf("Pow(%v, %v) = %v, want %v", x, y, got, want)
			}
		}
	}
}
