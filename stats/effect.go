package stats

import "math"

// Effect is a mean difference within replicates, with its 90 % interval.
type Effect struct {
	N    int     `json:"n"`
	Mean float64 `json:"mean"`
	Low  float64 `json:"low"`
	High float64 `json:"high"`
	// Reduction says how many times smaller the variance of the mean is than with
	// two sets of runs that share neither draws nor luck; nil where the
	// difference is the same in every replicate, or all but the same: where its
	// variance is too small to divide by.
	Reduction *float64 `json:"variance_reduction,omitempty"`
}

// Difference is a−b, and 0 where they differ by what rounding may have done: a
// sum over runs or members that is taken in another order.
func Difference(a, b float64) float64 {
	if d := a - b; math.Abs(d) > float64(rounding*max(math.Abs(a), math.Abs(b))) {
		return d
	}
	return 0
}

// rounding is the share of a number that some ten thousand additions may leave.
const rounding = 1e-12

// EffectOf estimates the mean of a−b over replicates, from pairs of one
// replicate each. The interval is Student's; the reduction of variance
//
//	(var a + var b) / var(a−b)
//
// A difference that is the same in all replicates has an interval of no width:
// two worlds that are alike give exactly 0. Both samples have the same length.
func EffectOf(a, b []float64) Effect {
	n := len(a)
	if n == 0 {
		return Effect{}
	}
	d := make([]float64, n)
	same := true
	for i := range d {
		d[i] = Difference(a[i], b[i])
		same = same && d[i] == d[0]
	}
	if same {
		return Effect{N: n, Mean: d[0], Low: d[0], High: d[0]}
	}
	mean, half := studentInterval(d)
	e := Effect{N: n, Mean: mean, Low: mean - half, High: mean + half}
	if r := (variance(a) + variance(b)) / variance(d); !math.IsNaN(r) && !math.IsInf(r, 0) {
		e.Reduction = &r
	}
	return e
}

func variance(x []float64) float64 {
	_, sd := MeanStdDev(x)
	return float64(sd * sd)
}

// RiseOf estimates by how much more probable an event is in a than in b, from
// pairs of one replicate each. Few replicates may differ, and then Student's
// interval is too sure of itself; this one adds a replicate of either kind (Bonett
// and Price 2012, Journal of Educational and Behavioral Statistics 37, 479):
//
//	p₁ = (only in a + 1)/(n+2)    p₂ = (only in b + 1)/(n+2)
//	p₁ − p₂ ± z·√((p₁ + p₂ − (p₁−p₂)²)/(n+2))
//
// The mean is the plain one.
func RiseOf(a, b []bool) Effect {
	n := len(a)
	if n == 0 {
		return Effect{}
	}
	x, y := make([]float64, n), make([]float64, n)
	onlyA, onlyB := 0.0, 0.0
	for i := range a {
		x[i], y[i] = Indicator(a[i]), Indicator(b[i])
		onlyA += Indicator(a[i] && !b[i])
		onlyB += Indicator(b[i] && !a[i])
	}
	e := EffectOf(x, y)
	m := float64(n + 2)
	p1, p2 := (onlyA+1)/m, (onlyB+1)/m
	d := p1 - p2
	half := float64(z90 * math.Sqrt((p1+p2-float64(d*d))/m))
	e.Low, e.High = max(-1, min(e.Mean, d-half)), min(1, max(e.Mean, d+half))
	return e
}
