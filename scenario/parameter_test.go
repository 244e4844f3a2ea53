package scenario

import (
	"math"
	"reflect"
	"strings"
	"testing"
	"testing/fstest"

	"gonum.org/v1/gonum/floats/scalar"
	"pgregory.net/rapid"

	"casus/scenario/source"
)

func number(x float64) *float64 { return &x }

// priors has one of each kind, with its mean and standard deviation.
var priors = map[string]struct {
	prior    Prior
	mean, sd float64
}{
	"uniform":       {Prior{Uniform: []float64{2, 5}}, 3.5, 3 / math.Sqrt(12)},
	"normal":        {Prior{Normal: []float64{1, 2}}, 1, 2},
	"lognormal":     {Prior{Lognormal: []float64{3, 0.5}}, 3 * math.Exp(0.125), 3 * math.Exp(0.125) * math.Sqrt(math.Exp(0.25)-1)},
	"triangular":    {Prior{Triangular: []float64{0, 1, 5}}, 2, math.Sqrt((0 + 1 + 25 - 0 - 0 - 5) / 18.0)},
	"beta":          {Prior{Beta: []float64{2, 6}}, 0.25, math.Sqrt(12.0 / (64 * 9))},
	"choice":        {Prior{Choice: map[string]float64{"1": 1, "3": 3}}, 2.5, math.Sqrt(0.75)},
	"fixed":         {Prior{Fixed: number(7)}, 7, 0},
	"cut normal":    {Prior{Normal: []float64{0, 1}, Within: []float64{0, 100}}, math.Sqrt(2 / math.Pi), math.Sqrt(1 - 2/math.Pi)},
	"cut lognormal": {Prior{Lognormal: []float64{3, 0.5}, Within: []float64{1e-9, 1e9}}, 3 * math.Exp(0.125), 3 * math.Exp(0.125) * math.Sqrt(math.Exp(0.25)-1)},
}

// The quantiles of a prior have the mean and spread of its distribution.
func TestQuantilesHaveTheDistributionsMoments(t *testing.T) {
	const n = 200_000
	for name, c := range priors {
		sum, sq := 0.0, 0.0
		for i := range n {
			x := c.prior.Quantile((float64(i) + 0.5) / n)
			sum += x
			sq += x * x
		}
		mean := sum / n
		sd := math.Sqrt(max(0, sq/n-mean*mean))
		if !scalar.EqualWithinAbs(mean, c.mean, 1e-3*(1+c.mean)) || !scalar.EqualWithinAbs(sd, c.sd, 2e-3*(1+c.sd)) {
			t.Errorf("%s: mean %g and spread %g, want %g and %g", name, mean, sd, c.mean, c.sd)
		}
	}
}

// A greater uniform number never gives a smaller draw, and none leaves the
// span that the prior gives.
func TestQuantilesRiseWithinTheSpan(t *testing.T) {
	rapid.Check(t, func(t *rapid.T) {
		u := rapid.Float64Range(1e-12, 1-1e-12)
		p := anyPrior(t)
		if m := p.check(); m != "" {
			t.Fatalf("%+v: %s", p, m)
		}
		a, b := u.Draw(t, "u"), u.Draw(t, "v")
		if a > b {
			a, b = b, a
		}
		lo, hi := p.Span()
		x, y := p.Quantile(a), p.Quantile(b)
		if !(lo <= x && x <= y && y <= hi) || math.IsInf(x, 0) || math.IsInf(y, 0) {
			t.Fatalf("%+v: quantiles %g and %g are %g and %g; span %g..%g", p, a, b, x, y, lo, hi)
		}
	})
}

func anyPrior(t *rapid.T) Prior {
	x := rapid.Float64Range(-50, 50)
	scale := rapid.Float64Range(0.01, 20)
	mid, d, e := x.Draw(t, "mid"), scale.Draw(t, "d"), scale.Draw(t, "e")
	switch rapid.IntRange(0, 7).Draw(t, "kind") {
	case 0:
		return Prior{Uniform: []float64{mid, mid + d}}
	case 1:
		return Prior{Normal: []float64{mid, d}}
	case 2:
		return Prior{Normal: []float64{mid, d}, Within: []float64{mid - e/10*d, mid + e/5*d}}
	case 3:
		return Prior{Lognormal: []float64{d, e / 10}}
	case 4:
		return Prior{Lognormal: []float64{d, e / 10}, Within: []float64{d / (1 + e/10), d * (1 + e/10)}}
	case 5:
		return Prior{Triangular: []float64{mid, mid + d, mid + d + e}}
	case 6:
		return Prior{Beta: []float64{d, e}}
	}
	return Prior{Choice: map[string]float64{"-1": d, "0.5": e, "2": 1}}
}

func TestChoiceByWeight(t *testing.T) {
	p := Prior{Choice: map[string]float64{"2": 1, "-1": 2, "10": 0, "3.5": 1}}
	for _, c := range []struct{ u, want float64 }{{0.001, -1}, {0.499, -1}, {0.501, 2}, {0.749, 2}, {0.751, 3.5}, {0.999, 3.5}} {
		if x := p.Quantile(c.u); x != c.want {
			t.Errorf("at %g: %g, want %g", c.u, x, c.want)
		}
	}
	if lo, hi := p.Span(); lo != -1 || hi != 3.5 {
		t.Errorf("span %g..%g", lo, hi)
	}
}

func TestPriorsThatAreNone(t *testing.T) {
	for want, p := range map[string]Prior{
		"a prior needs one of uniform, normal, lognormal, triangular, beta, choice, fixed": {},
		"a prior is one distribution, not several":                                         {Fixed: number(1), Beta: []float64{1, 1}},
		"uniform takes 2 numbers, not 3":                                                   {Uniform: []float64{1, 2, 3}},
		"triangular takes 3 numbers, not 0":                                                {Triangular: []float64{}},
		"uniform is [low, high]; low is above high":                                        {Uniform: []float64{2, 1}},
		"the standard deviation must be positive":                                          {Normal: []float64{1, 0}},
		"the median and the standard deviation of the logarithm must be positive":          {Lognormal: []float64{0, 1}},
		"triangular is [low, mode, high] in rising order":                                  {Triangular: []float64{1, 1, 1}},
		"the parameters of beta must be positive":                                          {Beta: []float64{1, -1}},
		`choice is between numbers; "red" is not one`:                                      {Choice: map[string]float64{"red": 1}},
		"the weight of 2 is negative":                                                      {Choice: map[string]float64{"2": -1}},
		"the weights of choice must sum to a number above 0":                               {Choice: map[string]float64{"2": 0}},
		"within goes with normal and lognormal only":                                       {Uniform: []float64{1, 2}, Within: []float64{1, 2}},
		"within is [low, high]":                                                            {Normal: []float64{1, 2}, Within: []float64{2, 1}},
		"the distribution has almost no weight within this range":                          {Normal: []float64{1, 0.1}, Within: []float64{8, 9}},
	} {
		if got := p.check(); got != want {
			t.Errorf("%+v: %q, want %q", p, got, want)
		}
	}
}

// Row "priors": a prior is printed as it is read.
func TestPriorsAreReadAsPrinted(t *testing.T) {
	read := func(text string) (p Parameter, err error) {
		body := "prior: " + text + "\nunit: x\nsource: y\nwhy: z\n"
		_, err = source.ReadYAML(fstest.MapFS{"p.yaml": {Data: []byte(body)}}, "p.yaml", &p)
		return p, err
	}
	for name, c := range priors {
		p, err := read(c.prior.String())
		if err != nil || !reflect.DeepEqual(p.Prior, c.prior) {
			t.Errorf("%s: %s is read as %+v, %v", name, c.prior, p.Prior, err)
		}
	}
	for text, want := range map[string]string{
		"{choice: {1: 0.3, 0.5: 0.7, -2: 1}}":     "{choice: {-2: 1, 0.5: 0.7, 1: 0.3}}",
		`{choice: {"1": 0.3, "10": 0.7, "9": 1}}`: "{choice: {1: 0.3, 9: 1, 10: 0.7}}",
		"{choice: {1e3: 2, 1e-7: 1}}":             "{choice: {1e-7: 1, 1e3: 2}}",
	} {
		p, err := read(text)
		if err != nil || p.Prior.check() != "" || p.Prior.String() != want {
			t.Errorf("%s: %s, %v, %s", text, p.Prior, err, p.Prior.check())
		}
		written, err := source.Encode(&p)
		if again, e := read(p.Prior.String()); err != nil || e != nil || !reflect.DeepEqual(again, p) {
			t.Errorf("%s: %v, %v", written, err, e)
		}
	}
}

// Row "priors": finite and distinct.
func TestPriorsAreFiniteAndDistinct(t *testing.T) {
	huge := math.MaxFloat64
	for want, list := range map[string][]Prior{
		"is not one": {
			{Choice: map[string]float64{"nan": 1}}, {Choice: map[string]float64{"inf": 1, "1": 1}}, {Choice: map[string]float64{"0x10": 1}},
			{Choice: map[string]float64{"-Infinity": 1}}, {Choice: map[string]float64{"1e999": 1}}, {Choice: map[string]float64{"": 1}},
		},
		"are the same value":           {{Choice: map[string]float64{"1": 1, "1.0": 1}}, {Choice: map[string]float64{"1000": 1, "1e3": 1}}, {Choice: map[string]float64{"0": 1, "-0": 1}}},
		"must sum to":                  {{Choice: map[string]float64{"1": 0}}, {Choice: map[string]float64{"1": huge, "2": huge}}, {Choice: map[string]float64{}}},
		"both are 1; write {fixed: 1}": {{Uniform: []float64{1, 1}}},
		"are finite":                   {{Uniform: []float64{0, math.Inf(1)}}, {Normal: []float64{math.NaN(), 1}}, {Fixed: number(math.Inf(-1))}, {Beta: []float64{1, math.Inf(1)}}},
		"beyond the numbers": {
			{Uniform: []float64{-huge, huge}}, {Lognormal: []float64{1, 1000}}, {Normal: []float64{huge, huge}}, {Triangular: []float64{-huge, 0, huge}},
		},
	} {
		for _, p := range list {
			if got := p.check(); !strings.Contains(got, want) {
				t.Errorf("%s: %q, want %q", p, got, want)
			}
		}
	}
}
