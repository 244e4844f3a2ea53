package score

import (
	"fmt"
	"math"

	"gonum.org/v1/gonum/mat"
)

// Logistic is a logistic regression with a ridge penalty: the baseline that a
// model of the decision has to bear comparison with.
type Logistic struct {
	weights []float64 // the first is the constant
}

// ridge is the penalty on each weight but the constant, for features of unit
// variance: a normal prior of standard deviation 1.
const ridge = 1

// iterations of Newton's method, at most; it converges in a few.
const iterations = 100

// FitLogistic maximises
//
//	Σ log P(y_i) − ridge/2·Σ w_k²      P(y=1) = 1/(1 + exp(−w_0 − Σ w_k·x_k))
//
// by Newton's method. Rows of x are cases.
func FitLogistic(x [][]float64, y []bool) (*Logistic, error) {
	if len(x) == 0 || len(x) != len(y) {
		return nil, fmt.Errorf("%d cases with %d outcomes", len(x), len(y))
	}
	n := len(x[0]) + 1
	w := mat.NewVecDense(n, nil)
	for range iterations {
		gradient := mat.NewVecDense(n, nil)
		hessian := mat.NewSymDense(n, nil)
		for k := 1; k < n; k++ {
			gradient.SetVec(k, -ridge*w.AtVec(k))
			hessian.SetSym(k, k, ridge)
		}
		hessian.SetSym(0, 0, 1e-9) // where all came the constant would run away
		for i, row := range x {
			if len(row) != n-1 {
				return nil, fmt.Errorf("case %d has %d features, the first has %d", i, len(row), n-1)
			}
			at := func(k int) float64 {
				if k == 0 {
					return 1
				}
				return row[k-1]
			}
			p := (&Logistic{w.RawVector().Data}).P(row)
			for k := range n {
				gradient.SetVec(k, gradient.AtVec(k)+(flag(y[i])-p)*at(k))
				for l := k; l < n; l++ {
					hessian.SetSym(k, l, hessian.At(k, l)+p*(1-p)*at(k)*at(l))
				}
			}
		}
		var step mat.VecDense
		if err := step.SolveVec(hessian, gradient); err != nil {
			return nil, fmt.Errorf("the regression has no single optimum: %w", err)
		}
		w.AddVec(w, &step)
		if mat.Norm(&step, 2) < 1e-10 {
			break
		}
	}
	return &Logistic{w.RawVector().Data}, nil
}

// P is the probability given to a case.
func (l *Logistic) P(row []float64) float64 {
	sum := l.weights[0]
	for k, x := range row {
		sum += l.weights[k+1] * x
	}
	return 1 / (1 + math.Exp(-sum))
}
