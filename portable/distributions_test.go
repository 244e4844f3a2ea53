package portable

import (
	"math"
	"math/rand/v2"
	"testing"

	"gonum.org/v1/gonum/stat/distuv"

	"casus/portable/internal/exact"
)

// unit gives the nth number that luck.Unit can give.
func unit(n uint64) float64 { return (float64(n) + 0.5) / (1 << 53) }

func TestNormalQuantileErrors(t *testing.T) {
	r := rand.New(rand.NewPCG(5, 6))
	count := 1500
	if testing.Short() {
		count = 300
	}
	list := []float64{0.5, 0.075, 0.925, 0.0749999999, 0.25, 0.75, 1e-300, 5e-324, math.Exp(-25), 1 - 0x1p-53, 0x1p-54}
	for range count {
		list = append(list, unit(r.Uint64()>>11), math.Exp(-20*r.Float64()), 0.5+(r.Float64()-0.5)*math.Ldexp(1, -r.IntN(50)))
	}
	worst, at := 0.0, 0.0
	for _, p := range list {
		z := NormalQuantile(p)
		if p == 0.5 {
			if z != 0 {
				t.Errorf("the median is %v", z)
			}
			continue
		}
		if p < 1e-30 {
			continue // TestNormalQuantileFar
		}
		if e := ulps(z, exact.NormalQuantile(p, z)); !(e <= worst) {
			worst, at = e, p
		}
	}
	t.Logf("largest error %.3f ulp, at %v", worst, at)
	if !(worst <= 4) {
		t.Errorf("error %.3f ulp at %v", worst, at)
	}
}

// Far in the tail the quantile agrees with the distribution function.
func TestNormalQuantileFar(t *testing.T) {
	for p := 1e-30; p > 1e-307; p /= 7 {
		if back := NormalCDF(NormalQuantile(p)); math.Abs(back/p-1) > 1e-11 {
			t.Errorf("the quantile of %g has weight %g below it", p, back)
		}
	}
	for p, want := range map[float64]float64{0: math.Inf(-1), 1: math.Inf(1), -1: math.NaN(), 2: math.NaN(), math.NaN(): math.NaN()} {
		if z := NormalQuantile(p); z != want && !(math.IsNaN(z) && math.IsNaN(want)) {
			t.Errorf("quantile of %v: %v, want %v", p, z, want)
		}
	}
}

// A normal draw never falls where its uniform number rises: neighbouring
// uniform numbers all over the range, and around the seams of the algorithm.
func TestNormalQuantileRises(t *testing.T) {
	r := rand.New(rand.NewPCG(7, 8))
	starts := []float64{0.075, 0.925, 0.5, 0.25, 0.75, math.Exp(-25)}
	windows, width := 400, 5000
	if testing.Short() {
		windows = 20
	}
	for range windows {
		starts = append(starts, r.Float64(), 0.03+0.2*r.Float64(), 0.77+0.2*r.Float64())
	}
	for _, p := range starts {
		n := uint64(p * (1 << 53))
		n -= min(n, uint64(width/2))
		last := math.Inf(-1)
		for k := range uint64(width) {
			if n+k >= 1<<53 {
				break
			}
			z := NormalQuantile(unit(n + k))
			if z < last {
				t.Fatalf("the quantile of %v is %v, below that of the number before, %v", unit(n+k), z, last)
			}
			last = z
		}
	}
}

func TestNormalCDFErrors(t *testing.T) {
	r := rand.New(rand.NewPCG(9, 10))
	worst, at := 0.0, 0.0
	for range 1000 {
		x := (r.Float64() - 0.5) * 20
		if e := ulps(NormalCDF(x), exact.NormalCDF(wide(x))); !(e <= worst) {
			worst, at = e, x
		}
	}
	t.Logf("largest error %.3f ulp, at %v", worst, at)
	if !(worst <= 4) {
		t.Errorf("error %.3f ulp at %v", worst, at)
	}
	for x, want := range map[float64]float64{0: 0.5, math.Inf(1): 1, math.Inf(-1): 0, -100: 0, 100: 1} {
		if got := NormalCDF(x); got != want {
			t.Errorf("at %v: %v, want %v", x, got, want)
		}
	}
	if !math.IsNaN(NormalCDF(math.NaN())) {
		t.Error("NaN has a weight below it")
	}
	for x := -30.0; x < 8; x += 0.01 {
		if want := distuv.UnitNormal.CDF(x); math.Abs(NormalCDF(x)/want-1) > 1e-12 {
			t.Errorf("at %v: %v, gonum %v", x, NormalCDF(x), want)
		}
	}
}

// The weight below a quantile, to 256 bits, is what was asked for; the error is
// put as one of the quantile.
func TestBetaQuantileErrors(t *testing.T) {
	r := rand.New(rand.NewPCG(11, 12))
	count := 300
	if testing.Short() {
		count = 30
	}
	worst := 0.0
	for range count {
		a, b := math.Exp(r.Float64()*7-3), math.Exp(r.Float64()*7-3)
		u := r.Float64()
		x := BetaQuantile(u, a, b)
		if x < 1e-12 || x == 1 {
			continue // TestBetaQuantileAgainstGonum
		}
		weight, _ := exact.BetaCDF(x, a, b).Float64()
		density := distuv.Beta{Alpha: a, Beta: b}.Prob(x)
		e := math.Abs(weight-u) / density / x
		if !(e <= 1e-13) {
			t.Errorf("beta(%v, %v): the quantile of %v is %v, off by a share of %.2g", a, b, u, x, e)
		}
		worst = max(worst, e)
	}
	t.Logf("largest relative error %.2g", worst)
}

func TestBetaQuantileAgainstGonum(t *testing.T) {
	r := rand.New(rand.NewPCG(13, 14))
	for range 3000 {
		a, b := math.Exp(r.Float64()*8-3), math.Exp(r.Float64()*8-3)
		u := r.Float64()
		got, want := BetaQuantile(u, a, b), distuv.Beta{Alpha: a, Beta: b}.Quantile(u)
		if math.Abs(got-want) > 1e-9*want+1e-14 {
			t.Errorf("beta(%v, %v): the quantile of %v is %v, gonum %v", a, b, u, got, want)
		}
	}
}

func TestBetaQuantileKnown(t *testing.T) {
	for _, u := range []float64{1e-9, 0.01, 0.3, 0.5, 0.9, 1 - 1e-9} {
		for _, c := range []struct{ a, b, want float64 }{
			{1, 1, u},
			{2, 1, math.Sqrt(u)},
			{1, 2, u / (1 + math.Sqrt(1-u))},
			{0.5, 0.5, math.Pow(math.Sin(math.Pi*u/2), 2)},
		} {
			if got := BetaQuantile(u, c.a, c.b); math.Abs(got-c.want) > 1e-14*c.want+1e-16 {
				t.Errorf("beta(%v, %v): the quantile of %v is %v, want %v", c.a, c.b, u, got, c.want)
			}
		}
		for _, a := range []float64{1e-3, 3, 1e6} {
			if x := BetaQuantile(u, a, a); !(x >= 0 && x <= 1) || u == 0.5 && math.Abs(x-0.5) > 1e-12 {
				t.Errorf("beta(%v, %v): the quantile of %v is %v", a, a, u, x)
			}
		}
	}
	// Far below the mean the quantile of u is u^(1/a) where b is 1, however small.
	for k := 1; k < 400; k++ {
		const a = 0.0234375
		u := 1e-6 * math.Exp(float64(k)/29)
		got, want := BetaQuantile(u, a, 1), Exp(Log(u)/a)
		if !(math.Abs(got-want) <= 1e-12*want) {
			t.Errorf("beta(%v, 1): the quantile of %v is %v, want %v", a, u, got, want)
		}
	}
	if BetaQuantile(0, 2, 3) != 0 || BetaQuantile(1, 2, 3) != 1 || !math.IsNaN(BetaQuantile(0.5, 0, 1)) || !math.IsNaN(BetaQuantile(0.5, 1, math.Inf(1))) || !math.IsNaN(BetaQuantile(math.NaN(), 1, 1)) {
		t.Error("ends and parameters out of range")
	}
}
