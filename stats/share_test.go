package stats

import (
	"math"
	"math/rand/v2"
	"testing"

	"pgregory.net/rapid"
)

// The ends of Wilson's interval are the probabilities from which the share seen
// lies just z standard errors away.
func TestShareOf(t *testing.T) {
	for _, c := range []struct{ hits, n int }{{15, 20}, {1, 1000}, {500, 1000}, {3, 7}} {
		s := ShareOf(c.hits, c.n)
		for _, p := range []float64{s.Low, s.High} {
			near(t, "distance in standard errors", math.Abs(s.P-p)/math.Sqrt(p*(1-p)/float64(c.n)), 1.6449, 1e-4)
		}
	}
	if s := ShareOf(0, 50); s.P != 0 || s.Low != 0 || !(s.High > 0.04 && s.High < 0.06) {
		t.Errorf("none of 50: %+v", s)
	}
	if s := ShareOf(50, 50); s.P != 1 || s.High != 1 || !(s.Low > 0.94 && s.Low < 0.96) {
		t.Errorf("all of 50: %+v", s)
	}
	if s := ShareOf(0, 0); s != (Share{0, 0.5, 0, 1}) {
		t.Errorf("of none: %+v", s)
	}
	rapid.Check(t, func(t *rapid.T) {
		n := rapid.IntRange(1, 5000).Draw(t, "n")
		s := ShareOf(rapid.IntRange(0, n).Draw(t, "hits"), n)
		if !(0 <= s.Low && s.Low <= s.P && s.P <= s.High && s.High <= 1 && s.Low < s.High) {
			t.Fatalf("%+v", s)
		}
	})
}

// A 90 % interval holds the truth about nine times in ten.
func TestShareOfCovers(t *testing.T) {
	r := rand.New(rand.NewPCG(1, 2))
	const trials, n = 4000, 200
	for _, p := range []float64{0.05, 0.3, 0.57, 0.9} {
		held := 0.0
		for range trials {
			hits := 0
			for range n {
				if r.Float64() < p {
					hits++
				}
			}
			if s := ShareOf(hits, n); s.Low <= p && p <= s.High {
				held++
			}
		}
		near(t, "coverage", held/trials, 0.9, 0.03)
	}
}

func TestMeanOf(t *testing.T) {
	if s := MeanOf(nil); s != ShareOf(0, 0) {
		t.Errorf("of nothing: %+v", s)
	}
	if s := MeanOf([]float64{0.3}); s != (Share{1, 0.3, 0.3, 0.3}) {
		t.Errorf("of one: %+v", s)
	}
	r := rand.New(rand.NewPCG(3, 4))
	const trials, n, truth = 2000, 100, 0.25 // the mean of u³
	held := 0.0
	for range trials {
		x := make([]float64, n)
		for i := range x {
			x[i] = math.Pow(r.Float64(), 3)
		}
		if s := MeanOf(x); s.Low <= truth && truth <= s.High {
			held++
		}
	}
	near(t, "coverage", held/trials, 0.9, 0.03)
}
