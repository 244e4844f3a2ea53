package stats

import (
	"math"
	"testing"

	"casus/luck"
)

// What is believed after trials is found, with its spread. The truth is by a sum over a grid,
// for dimensions that have nothing to do with each other.
func TestBelief(t *testing.T) {
	const d, n = 8, 40_000
	b := Belief{Dims: d, Others: 1}
	for range d {
		b.Trials.Came, b.Trials.Of = append(b.Trials.Came, 0.9, 0.5), append(b.Trials.Of, 10, 0)
	}
	at := func(x float64) float64 { return 1 / (1 + math.Exp(-2*x)) }
	b.Said = func(z [][]float64, _ []int) (p [][]float64, err error) {
		for _, x := range z {
			var each []float64
			for _, v := range x {
				each = append(each, at(v), 1) // trials of none say nothing, however wrong
			}
			p = append(p, each)
		}
		return p, nil
	}
	var grid, density []float64
	sum := 0.0
	for x := -4.0; x < 4; x += 0.001 {
		grid, density = append(grid, x), append(density, math.Exp(-x*x/2)*math.Pow(at(x), 9)*(1-at(x)))
		sum += density[len(density)-1]
	}
	for i := range density {
		density[i] /= sum
	}
	want, spread := WeightedMeanStdDev(grid, density)
	z, _, p, err := b.Draw(luck.Of(3, 0), "test", n)
	if err != nil {
		t.Fatal(err)
	}
	if len(z) != n || len(p) != n {
		t.Fatalf("%d draws", len(z))
	}
	for k := range d {
		var x []float64
		for i := range z {
			if p[i][2*k] != at(z[i][k]) {
				t.Fatalf("draw %d says %v", i, p[i])
			}
			x = append(x, z[i][k])
		}
		mean, sd := MeanStdDev(x)
		worth := Independent(x)
		if worth < n/100 || worth > n/2 {
			t.Errorf("%d: %d draws are worth %g", k, n, worth)
		}
		if math.Abs(mean-want) > 4*spread/math.Sqrt(worth) || math.Abs(sd/spread-1) > 0.1 {
			t.Errorf("%d: %g ± %g, want %g ± %g", k, mean, sd, want, spread)
		}
	}
	again, _, _, _ := b.Draw(luck.Of(3, 0), "test", n)
	if z[n-1][0] != again[n-1][0] {
		t.Error("the same luck gives other draws")
	}
	if few, _, _, err := b.Draw(luck.Of(3, 0), "test", 1); err != nil || len(few) != 16 {
		t.Errorf("%d draws where one is asked for, error %v", len(few), err)
	}
}

// Of others that go with a point, those are there as often as they should be that fit what came:
// by hand, of two that say 0.2 and 0.6 of what came once in once.
func TestOthers(t *testing.T) {
	b := Belief{Dims: 1, Others: 2, Trials: Trials{Came: []float64{1}, Of: []float64{1}}, Said: func(z [][]float64, others []int) (p [][]float64, err error) {
		for i := range z {
			p = append(p, []float64{[]float64{0.2, 0.6}[others[i]]})
		}
		return p, nil
	}}
	_, others, p, err := b.Draw(luck.Of(3, 0), "test", 8000)
	if err != nil {
		t.Fatal(err)
	}
	share := 0.0
	for i, k := range others {
		share += float64(k) / float64(len(others))
		if p[i][0] != []float64{0.2, 0.6}[k] {
			t.Fatalf("%d says %v", k, p[i])
		}
	}
	if math.Abs(share-0.75) > 0.02 {
		t.Errorf("the second is there in %g, want 0.75", share)
	}
}

// A point and another that goes with it are believed together: the truth is by a sum over a grid.
func TestPointAndOther(t *testing.T) {
	shifts := []float64{-1, 0, 2}
	at := func(x float64, k int) float64 { return 1 / (1 + math.Exp(-2*x-shifts[k])) }
	b := Belief{Dims: 1, Others: 3, Trials: Trials{Came: []float64{0.8}, Of: []float64{5}}, Said: func(z [][]float64, others []int) (p [][]float64, err error) {
		for i := range z {
			p = append(p, []float64{at(z[i][0], others[i])})
		}
		return p, nil
	}}
	var share, mean [3]float64
	sum := 0.0
	for k := range shifts {
		for x := -5.0; x < 5; x += 0.001 {
			w := math.Exp(-x*x/2) * math.Pow(at(x, k), 4) * (1 - at(x, k))
			share[k] += w
			mean[k] += w * x
			sum += w
		}
		mean[k] /= share[k]
	}
	z, others, _, err := b.Draw(luck.Of(3, 0), "test", 40_000)
	if err != nil {
		t.Fatal(err)
	}
	var n, total [3]float64
	for i, k := range others {
		n[k]++
		total[k] += z[i][0]
	}
	for k := range shifts {
		if got, want := n[k]/float64(len(z)), share[k]/sum; math.Abs(got-want) > 0.03 || math.Abs(total[k]/n[k]-mean[k]) > 0.05 {
			t.Errorf("%d: a share of %g with mean %g, want %g with %g", k, got, total[k]/n[k], want, mean[k])
		}
	}
}

// Draws that are independent are worth their number; those of an autoregressive process with
// coefficient r are worth (1 − r)/(1 + r) of it; chains that stay apart are worth few.
func TestIndependent(t *testing.T) {
	const n = 8000
	lot := luck.Of(3, 0).For("test")
	for _, r := range []float64{0, 0.6, 0.9} {
		var x []float64
		v := 0.0
		for i := range n {
			if i%(n/chains) == 0 {
				v = lot.Normal(uint64(i), 1)
			}
			v = r*v + math.Sqrt(1-r*r)*lot.Normal(uint64(i), 0)
			x = append(x, v)
		}
		if got, want := Independent(x), n*(1-r)/(1+r); math.Abs(got/want-1) > 0.2 {
			t.Errorf("%g: %g, want %g", r, got, want)
		}
	}
	var apart []float64
	for i := range n {
		apart = append(apart, 10*float64(i/(n/chains))+lot.Normal(uint64(i), 0))
	}
	if got := Independent(apart); got > 2*chains {
		t.Errorf("four chains in four places are worth %g", got)
	}
	if got := Independent(make([]float64, n)); got != 1 {
		t.Errorf("draws that never move are worth %g", got)
	}
}

// The mode is where the slope is zero, with the spread that the trials leave: a beta posterior on
// the logit scale, and a prior so wide that it says nothing.
func TestMode(t *testing.T) {
	b := Belief{Dims: 1, Others: 1, Trials: Trials{Came: []float64{0.25}, Of: []float64{1000}}, Said: func(z [][]float64, _ []int) (p [][]float64, err error) {
		for _, x := range z {
			p = append(p, []float64{1 / (1 + math.Exp(-100*x[0]))})
		}
		return p, nil
	}}
	m, err := b.mode()
	if err != nil {
		t.Fatal(err)
	}
	if want := math.Log(1.0/3) / 100; math.Abs(m.mean[0]/want-1) > 0.02 {
		t.Errorf("mode %g, want %g", m.mean[0], want)
	}
	if want := 100 * math.Sqrt(1000*0.25*0.75); math.Abs(m.lower[0][0]/want-1) > 0.1 {
		t.Errorf("root of the precision %g, want %g", m.lower[0][0], want)
	}
}
