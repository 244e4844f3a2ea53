package stats

import (
	"math"
	"testing"

	"casus/portable"
)

// With one binary feature and no penalty the fit would give the shares; with it
// they are drawn together, and the score of the constant is zero.
func TestRegress(t *testing.T) {
	var x [][]float64
	var y []bool
	for i := range 200 {
		x = append(x, []float64{Indicator(i < 100)})
		y = append(y, i < 100 && i < 80 || i >= 100 && i < 130) // 80 % and 30 %
	}
	l, err := Regress(x, y)
	if err != nil {
		t.Fatal(err)
	}
	high, low := l.P([]float64{1}), l.P([]float64{0})
	if !(0.75 < high && high < 0.8 && 0.3 < low && low < 0.35) {
		t.Errorf("%g and %g", high, low)
	}
	near(t, "mean of the fit", (high+low)/2, 0.55, 1e-8)
	near(t, "gradient of the penalised likelihood", 100*(0.8-high)-ridge*l.weights[1], 0, 1e-6)
	if _, err := Regress([][]float64{{1}, {1, 2}}, []bool{true, false}); err == nil {
		t.Error("rows of unlike length are taken")
	}
	if _, err := Regress(nil, nil); err == nil {
		t.Error("no cases are taken")
	}
}

// The optimum is one: there the gradient of the penalised likelihood is 0 in every
// feature.
func TestRegressIsOptimal(t *testing.T) {
	l := lot(4)
	var x [][]float64
	var y []bool
	for i := range 120 {
		row := make([]float64, 6)
		for k := range row {
			row[k] = l.Normal(uint64(i), uint64(k))
		}
		x, y = append(x, row), append(y, l.Chance(uint64(i), 99, portable.Logistic(row[0]-2*row[1]+row[2]*row[3])))
	}
	r, err := Regress(x, y)
	if err != nil {
		t.Fatal(err)
	}
	for k := range r.weights {
		gradient := 0.0
		if k > 0 {
			gradient = -ridge * r.weights[k]
		}
		for i := range x {
			gradient += (Indicator(y[i]) - r.P(x[i])) * append([]float64{1}, x[i]...)[k]
		}
		near(t, "gradient", gradient, 0, 1e-7)
	}
	if _, err := Regress([][]float64{{math.NaN()}, {1}}, []bool{true, false}); err == nil {
		t.Error("a feature that is not a number is taken")
	}
}
