package stats

import (
	"math"
	"math/rand/v2"
	"testing"

	"gonum.org/v1/gonum/stat"
	"gonum.org/v1/gonum/stat/distuv"
	"pgregory.net/rapid"
)

// By hand: a−b is 1, 2, 3, 4, 5, of mean 3 and standard deviation √2.5. With four
// degrees of freedom the quantile is 2.1318 (any table of Student's t). The
// variances of a and b are 16.5 and 15.5.
func TestEffectByHand(t *testing.T) {
	e := EffectOf([]float64{5, 7, 4, 14, 5}, []float64{4, 5, 1, 10, 0})
	if e.N != 5 || e.Mean != 3 || e.Reduction == nil {
		t.Fatalf("%+v", e)
	}
	half := 2.13184679 * math.Sqrt(2.5/5)
	near(t, "low end", e.Low, 3-half, 1e-6)
	near(t, "high end", e.High, 3+half, 1e-6)
	near(t, "reduction", *e.Reduction, (16.5+15.5)/2.5, 1e-12)
}

func TestEffectOfFew(t *testing.T) {
	if e := EffectOf(nil, nil); e != (Effect{}) {
		t.Errorf("of nothing: %+v", e)
	}
	if e := EffectOf([]float64{4}, []float64{1}); e != (Effect{N: 1, Mean: 3, Low: 3, High: 3}) {
		t.Errorf("of one: %+v", e)
	}
	// Two differences of 0 and 2: Student's quantile with one degree of freedom is tan(0.45·π).
	e := EffectOf([]float64{1, 3}, []float64{1, 1})
	near(t, "half of the interval of two", e.High-e.Mean, math.Tan(0.45*math.Pi), 1e-9)
}

// Two worlds that are alike, or differ by the same everywhere, leave no doubt.
func TestEffectOfEqualDifferences(t *testing.T) {
	rapid.Check(t, func(t *rapid.T) {
		a := rapid.SliceOfN(rapid.Float64Range(-1e9, 1e9), 1, 50).Draw(t, "a")
		if e := EffectOf(a, a); e != (Effect{N: len(a)}) {
			t.Fatalf("%v with itself: %+v", a, e)
		}
		whole, more := make([]float64, len(a)), make([]float64, len(a))
		for i := range a {
			whole[i] = math.Trunc(a[i])
			more[i] = whole[i] + 3
		}
		if e := EffectOf(more, whole); e != (Effect{N: len(a), Mean: 3, Low: 3, High: 3}) {
			t.Fatalf("%v, 3 more: %+v", whole, e)
		}
	})
}

// The other way round, an effect is the same with the sign changed.
func TestEffectTheOtherWayRound(t *testing.T) {
	same := func(t *rapid.T, e, back Effect) {
		if e.N != back.N || e.Mean != -back.Mean || math.Abs(e.Low+back.High) > 1e-9 || math.Abs(e.High+back.Low) > 1e-9 {
			t.Fatalf("%+v, and back %+v", e, back)
		}
	}
	rapid.Check(t, func(t *rapid.T) {
		n := rapid.IntRange(1, 40).Draw(t, "n")
		a := rapid.SliceOfN(rapid.Float64Range(-100, 100), n, n).Draw(t, "a")
		b := rapid.SliceOfN(rapid.Float64Range(-100, 100), n, n).Draw(t, "b")
		same(t, EffectOf(a, b), EffectOf(b, a))
		x, y := rapid.SliceOfN(rapid.Bool(), n, n).Draw(t, "x"), rapid.SliceOfN(rapid.Bool(), n, n).Draw(t, "y")
		same(t, RiseOf(x, y), RiseOf(y, x))
	})
}

// Finite numbers give finite effects, whatever their size; the mean lies in the interval.
func TestEffectIsFinite(t *testing.T) {
	value := rapid.OneOf(rapid.Float64Range(-1e100, 1e100), rapid.Float64Range(-1, 1), rapid.SampledFrom([]float64{0, 1, -1, 1e-300, 5e-324, 0.1, 0.3}))
	check := func(t *rapid.T, e Effect) {
		bad := math.IsNaN(e.Mean+e.Low+e.High) || math.IsInf(e.Mean+e.Low+e.High, 0)
		if bad || e.Low > e.Mean || e.Mean > e.High || e.Reduction != nil && !(*e.Reduction >= 0 && *e.Reduction < math.Inf(1)) {
			t.Fatalf("%+v, reduction %v", e, e.Reduction)
		}
	}
	rapid.Check(t, func(t *rapid.T) {
		n := rapid.IntRange(0, 20).Draw(t, "n")
		check(t, EffectOf(rapid.SliceOfN(value, n, n).Draw(t, "a"), rapid.SliceOfN(value, n, n).Draw(t, "b")))
		e := RiseOf(rapid.SliceOfN(rapid.Bool(), n, n).Draw(t, "x"), rapid.SliceOfN(rapid.Bool(), n, n).Draw(t, "y"))
		check(t, e)
		if e.Low < -1 || e.High > 1 {
			t.Fatalf("a probability rises by %+v", e)
		}
	})
}

// pairs gives n replicates, in so many of which the event happens in a only, in b only, in both.
func pairs(n, onlyA, onlyB, both int) (a, b []bool) {
	a, b = make([]bool, n), make([]bool, n)
	for i := range n {
		a[i] = i < onlyA || i >= n-both
		b[i] = i >= onlyA && i < onlyA+onlyB || i >= n-both
	}
	return a, b
}

// By hand: of 98 replicates 9 have the event in a only and 1 in b only, so that
// p₁ = 0.10, p₂ = 0.02 and their difference 0.08 ± 1.6449·√((0.12 − 0.0064)/100).
// The plain difference is 8/98.
func TestRiseByHand(t *testing.T) {
	for _, both := range []int{0, 30, 88} {
		e := RiseOf(pairs(98, 9, 1, both))
		half := 1.6448536 * math.Sqrt(0.1136/100)
		near(t, "mean", e.Mean, 8./98, 1e-12)
		near(t, "low end", e.Low, 0.08-half, 1e-7)
		near(t, "high end", e.High, 0.08+half, 1e-7)
		if e.N != 98 {
			t.Errorf("%+v", e)
		}
	}
	// a: 9 + 30 of 98, b: 1 + 30; variances p(1−p)·98/97, that of the difference (10/98 − (8/98)²)·98/97
	e := RiseOf(pairs(98, 9, 1, 30))
	pa, pb, d := 39./98, 31./98, 8./98
	near(t, "reduction", *e.Reduction, (pa*(1-pa)+pb*(1-pb))/(10./98-d*d), 1e-12)

	// No replicate differs: the effect is 0, but a few in a thousand may.
	e = RiseOf(pairs(398, 0, 0, 100))
	half := 1.6448536 * math.Sqrt(2./400/400)
	near(t, "mean of none", e.Mean, 0, 0)
	near(t, "low end of none", e.Low, -half, 1e-8)
	near(t, "high end of none", e.High, half, 1e-8)
	if e.Reduction != nil {
		t.Errorf("no replicate differs: %+v", e)
	}
	// Every replicate differs: the mean is 1, and the interval ends there.
	if e = RiseOf(pairs(50, 50, 0, 0)); e.Mean != 1 || e.High != 1 || !(e.Low > 0.89 && e.Low < 0.91) {
		t.Errorf("all differ: %+v", e)
	}
	if e = RiseOf(nil, nil); e != (Effect{}) {
		t.Errorf("of nothing: %+v", e)
	}
}

// coverage says how often an interval holds the truth, of so many samples, and
// how often it lies wholly above or below.
func coverage(truth float64, trials int, sample func() Effect) (held, above, below float64) {
	for range trials {
		switch e := sample(); {
		case e.Low > truth:
			above += 1 / float64(trials)
		case e.High < truth:
			below += 1 / float64(trials)
		default:
			held += 1 / float64(trials)
		}
	}
	return held, above, below
}

// Differences too small for their square to be a number have no reduction that could be told.
func TestEffectOfTheSmallest(t *testing.T) {
	for _, x := range []float64{1e-300, 5e-324} {
		if e := EffectOf([]float64{x, 0}, []float64{0, 0}); e.Reduction != nil || math.IsNaN(e.Low+e.High) {
			t.Errorf("%g: %+v, reduction %v", x, e, e.Reduction)
		}
	}
}

// With 4000 samples the standard error of a coverage of 90 % is 0.5 points. Of
// normal differences Student's interval holds the truth in 90 %; of differences
// as skewed as a lognormal's, less often with few replicates, since the long
// tail is seen seldom.
func TestCoverageOfEffects(t *testing.T) {
	r := rand.New(rand.NewPCG(5, 6))
	const trials = 4000
	normal := func() float64 { return 2 + 3*r.NormFloat64() }
	skewed := func(sigma float64) func() float64 {
		return func() float64 { return math.Exp(sigma * r.NormFloat64()) }
	}
	for _, c := range []struct {
		name       string
		difference func() float64
		truth      float64
		n          int
		want, tol  float64
	}{
		{"normal", normal, 2, 5, 0.90, 0.015},
		{"normal", normal, 2, 40, 0.90, 0.015},
		{"normal", normal, 2, 400, 0.90, 0.015},
		{"lognormal, σ = 0.5", skewed(0.5), math.Exp(0.125), 40, 0.89, 0.015},
		{"lognormal, σ = 0.5", skewed(0.5), math.Exp(0.125), 400, 0.90, 0.015},
		{"lognormal, σ = 1", skewed(1), math.Exp(0.5), 40, 0.855, 0.015},
		{"lognormal, σ = 1", skewed(1), math.Exp(0.5), 100, 0.865, 0.015},
		{"lognormal, σ = 1", skewed(1), math.Exp(0.5), 400, 0.885, 0.015},
	} {
		a, b := make([]float64, c.n), make([]float64, c.n)
		held, above, below := coverage(c.truth, trials, func() Effect {
			for i := range a {
				b[i] = 10 * r.NormFloat64()
				a[i] = b[i] + c.difference()
			}
			return EffectOf(a, b)
		})
		t.Logf("%-20s n = %3d: %.1f %%, %.1f %% above, %.1f %% below", c.name, c.n, 100*held, 100*above, 100*below)
		near(t, c.name+": coverage", held, c.want, c.tol)
	}
}

// The interval of a rise where few replicates differ, computed from the
// trinomial distribution and not from samples. It errs on the side of doubt
// where next to none differ; Student's, for comparison, is too sure of itself there.
func TestCoverageOfRises(t *testing.T) {
	for _, discordant := range []float64{0.005, 0.02, 0.1} {
		for _, n := range []int{100, 400} {
			for _, share := range []float64{1, 0.75, 0.5} { // of the discordant ones, with the event in a
				p1, p2 := discordant*share, discordant*(1-share)
				truth := p1 - p2
				all := distuv.Binomial{N: float64(n), P: discordant}
				held, above, student := 0.0, 0.0, 0.0
				for k := range n + 1 {
					if all.Prob(float64(k)) < 1e-7 {
						continue
					}
					first := distuv.Binomial{N: float64(k), P: share}
					for x := range k + 1 {
						mass := all.Prob(float64(k))
						if k > 0 && share < 1 {
							mass *= first.Prob(float64(x))
						} else if x < k {
							mass = 0
						}
						if mass < 1e-9 {
							continue
						}
						a, b := pairs(n, x, k-x, 0)
						e := RiseOf(a, b)
						if e.Low <= truth && truth <= e.High {
							held += mass
						} else if e.Low > truth {
							above += mass
						}
						u, v := make([]float64, n), make([]float64, n)
						for i := range a {
							u[i], v[i] = Indicator(a[i]), Indicator(b[i])
						}
						if e := EffectOf(u, v); e.Low <= truth && truth <= e.High {
							student += mass
						}
					}
				}
				t.Logf("%4.1f %% differ, %3.0f %% of them up, n = %3d: %.1f %% held, %.1f %% above, %.1f %% below; Student's interval %.1f %%", 100*discordant, 100*share, n, 100*held, 100*above, 100*(1-held-above), 100*student)
				if held < 0.88 || above > 0.06 {
					t.Errorf("%g differ, %g of them up, n = %d: coverage %.4f, %.4f above", discordant, share, n, held, above)
				}
			}
		}
	}
}

// How often, at most, the interval of a rise lies wholly above the truth or
// below: where an event is as often lost as won, which is where a rise is found
// that is none; and where it is only won. At every rate at which up to a quarter
// of the replicates differ.
func TestErrorRatesOfRises(t *testing.T) {
	for _, c := range []struct {
		n                  int
		none, above, below float64 // the largest rates there are, rounded up
	}{{40, 0.0423, 0.0222, 0.1080}, {100, 0.0459, 0.0310, 0.1048}, {400, 0.0491, 0.0415, 0.1027}} {
		rises := make([][]Effect, min(c.n, 150)+1) // by replicates that differ, and those of them with the event in a
		for k := range rises {
			for x := range k + 1 {
				rises[k] = append(rises[k], RiseOf(pairs(c.n, x, k-x, 0)))
			}
		}
		none, above, below := 0.0, 0.0, 0.0
		for p := 0.001; p < 0.25; p *= 1.01 { // of 400 replicates more than 150 never differ then
			d := distuv.Binomial{N: float64(c.n), P: p}
			rise, over, under := 0.0, 0.0, 0.0
			for k, list := range rises {
				mass := d.Prob(float64(k))
				switch e := list[k]; {
				case e.Low > p:
					over += mass
				case e.High < p:
					under += mass
				}
				for x, e := range list {
					if e.Low > 0 {
						rise += mass * (distuv.Binomial{N: float64(k), P: 0.5}).Prob(float64(x))
					}
				}
			}
			none, above, below = max(none, rise), max(above, over), max(below, under)
		}
		t.Logf("n = %d: a rise where there is none in up to %.2f %%; where an event is only won, above the truth in up to %.2f %%, below in up to %.2f %%", c.n, 100*none, 100*above, 100*below)
		for _, x := range [][2]float64{{none, c.none}, {above, c.above}, {below, c.below}} {
			if x[0] > x[1] || x[0] < x[1]-0.0002 {
				t.Errorf("n = %d: %.2f %%, stated are %.2f %%", c.n, 100*x[0], 100*x[1])
			}
		}
	}
}

// Of normal a and b of equal variance the reduction is 1/(1−ρ): half, when they
// are drawn apart, of both variances, and none of what they have in common.
func TestReductionOfVariance(t *testing.T) {
	r := rand.New(rand.NewPCG(7, 8))
	const n = 40_000
	for _, rho := range []float64{-0.5, 0, 0.5, 0.9, 0.99} {
		a, b := make([]float64, n), make([]float64, n)
		for i := range a {
			x, y := r.NormFloat64(), r.NormFloat64()
			a[i], b[i] = 3+x, rho*x+math.Sqrt(1-rho*rho)*y
		}
		e := EffectOf(a, b)
		near(t, "reduction times 1−ρ", *e.Reduction*(1-rho), 1, 0.03)
		// the interval is narrower by its root than that of two sets of runs
		apart := student90(n-1) * math.Sqrt((stat.Variance(a, nil)+stat.Variance(b, nil))/n)
		near(t, "width against runs apart, times the root", (e.High-e.Low)/2*math.Sqrt(*e.Reduction)/apart, 1, 1e-9)
	}
}
