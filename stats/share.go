package stats

import "math"

// Share is a probability estimated from so many runs, with its 90 % interval.
type Share struct {
	Of   int     `json:"of"`
	P    float64 `json:"p"`
	Low  float64 `json:"low"`
	High float64 `json:"high"`
}

// IsZero reports whether it is a share of nothing, which JSON leaves out.
func (s Share) IsZero() bool { return s.Of == 0 }

// z90 is the normal quantile of a two-sided 90 % interval.
const z90 = 1.6448536269514727

// ShareOf estimates a probability from hits in n trials that do not depend on each
// other, 0 ≤ hits ≤ n. The interval is Wilson's (1927, Journal of the American
// Statistical Association 22, 209):
//
//	( p + z²/2n ± z·√(p(1−p)/n + z²/4n²) ) / (1 + z²/n)      p = hits/n
//
// With no trials nothing is known: the interval is all of [0,1] and P is one half.
func ShareOf(hits, n int) Share {
	if n == 0 {
		return Share{0, 0.5, 0, 1}
	}
	p, m := float64(hits)/float64(n), float64(n)
	denominator := 1 + z90*z90/m
	mid := (p + z90*z90/(2*m)) / denominator
	half := float64(z90 / denominator * math.Sqrt(p*(1-p)/m+z90*z90/(4*m*m)))
	return Share{n, p, min(p, max(0, mid-half)), max(p, min(1, mid+half))} // rounding must not leave p outside
}

// MeanOf estimates the mean of probabilities in [0,1], one from each run: the
// chance of the event over all draws of the parameters. The interval is that of a
// mean, Student's, cut to [0,1].
func MeanOf(x []float64) Share {
	if len(x) == 0 {
		return ShareOf(0, 0)
	}
	mean, half := studentInterval(x)
	return Share{len(x), mean, max(0, mean-half), min(1, mean+half)}
}
