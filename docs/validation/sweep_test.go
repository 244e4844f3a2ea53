package main

import (
	"math"
	"testing"
)

// courseOf gives so many steps of something.
func courseOf(steps int, at func(i int) float64) []float64 {
	out := make([]float64, steps)
	for i := range out {
		out[i] = at(i)
	}
	return out
}

// A straight line has a tenth of its rise in a tenth of the officers, a step has all,
// and what falls has none.
func TestSharpest(t *testing.T) {
	for _, c := range []struct {
		name string
		at   func(i int) float64
		want float64
	}{
		{"line", func(i int) float64 { return 5 + float64(i) }, 0.1},
		{"step", func(i int) float64 { return 1e3 * float64(i/60) }, 1},
		{"spike", func(i int) float64 { return 1e3 * float64(flag(i == 60)) }, 1},
		{"two steps", func(i int) float64 { return float64(i/20) + 2*float64(i/80) }, 3. / 7},
		{"fall", func(i int) float64 { return -float64(i) }, 0},
	} {
		s := sweep{out: courseOf(101, c.at)}
		if got := sharpest(s.out, s.tenth()); math.Abs(got-c.want) > 1e-12 {
			t.Errorf("%s: %g of the rise within a tenth, not %g", c.name, got, c.want)
		}
	}
}

func flag(b bool) int {
	if b {
		return 1
	}
	return 0
}

// The line rises with the officers who have left, to the same height, and has the
// twin's days; where nobody is out in the twin it is straight.
func TestLine(t *testing.T) {
	s := sweep{out: courseOf(101, func(i int) float64 { return 999 * float64(i/60) }), twin: make([]float64, 101), at: 60, stayed: none}
	line := s.line()
	if math.Abs(sharpest(line, s.tenth())-0.1) > 1e-12 || math.Abs(line[100]-1000) > 1e-9 {
		t.Errorf("not straight: %g", line)
	}
	s.twin[50] = 9
	if line = s.line(); line[50] < 9*line[49] {
		t.Errorf("the twin's day is not in it: %g", line[45:55])
	}
}

// Runs are told apart by their twins, and only those that tip are measured.
func TestWithdrawn(t *testing.T) {
	step := courseOf(101, func(i int) float64 { return 200 * float64(flag(i >= 60)) })
	flat := make([]float64, 101)
	w := withdrawnOf("", []sweep{
		{out: step, twin: flat, at: 60, stayed: none},
		{out: step, twin: flat, at: 60, stayed: none},
		{out: step, twin: step, at: 60, stayed: 60},
		{out: flat, twin: flat, at: none, stayed: none},
	})
	if w.Tips.P != 0.5 || w.Lost != 0.25 || w.Calm != 0.25 {
		t.Errorf("%g tip, %g are lost, %g calm", w.Tips.P, w.Lost, w.Calm)
	}
	if math.Abs(w.Left.Median-0.4) > 1e-12 || w.Before.Median != 0 || w.Peak.Median != 200 || w.Sharp.Median != 1 || !w.Tipping() {
		t.Errorf("%+v", w)
	}
	if x := w.reached(func(s *sweep) int { return s.at }); x[0].Y != 0 || x[len(x)-1].Y != 0.75 {
		t.Errorf("an outburst in %g of the runs at the end", x[len(x)-1].Y)
	}
	if w = withdrawnOf("", []sweep{{out: flat, twin: flat, at: none, stayed: none}}); w.Tipping() || w.Left.N != 0 {
		t.Errorf("one calm run: %+v", w)
	}
}

// Epstein's cops leave one by one, and society tips; of a nation's police as many
// leave each day, until nobody is left, and nobody takes an option.
func TestOfficersLeave(t *testing.T) {
	var x tipping
	if err := x.model(8); err != nil {
		t.Fatal(err)
	}
	if m := &x.Model; x.Cops != 118 || m.Tips.P < 0.7 || m.Sharp.Median < 0.8 || !m.Tipping() {
		t.Errorf("%d cops: %+v", x.Cops, m)
	}
	const days = 21
	s, err := withdrawing(days)
	if err != nil {
		t.Fatal(err)
	}
	sweeps, err := withdraw(s, 2, map[string]float64{"forces.threshold": -10})
	if err != nil {
		t.Fatal(err)
	}
	for _, w := range sweeps {
		if len(w.officers) != days || len(w.out) != days || len(w.twin) != days {
			t.Fatalf("%d days of officers, %d and %d of people", len(w.officers), len(w.out), len(w.twin))
		}
		for day, there := range w.officers {
			if want := w.officers[0] * (1 - w.gone(day)); math.Abs(there-want) > 1e-6*w.officers[0] {
				t.Errorf("%g officers on day %d, not %g", there, day, want)
			}
		}
		if w.out[0] != w.twin[0] {
			t.Errorf("%g and %g are out before anybody has left", w.out[0], w.twin[0])
		}
	}
}
