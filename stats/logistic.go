package stats

import (
	"errors"
	"fmt"
	"math"

	"casus/portable"
)

// Regression is a logistic regression with a ridge penalty: the baseline that a
// model of a decision has to bear comparison with.
type Regression struct {
	weights []float64 // the first is the constant
}

// Of the regression: the penalty on each weight but the constant, for features of
// unit variance: a normal prior of standard deviation 1; that on the constant,
// which would run away where all came; the steps of Newton's method at most, of
// which a few do; and the length of a step at which it has arrived.
const (
	ridge      = 1
	anchor     = 1e-9
	iterations = 100
	arrived    = 1e-10
)

// Regress maximises
//
//	Σ ln P(y_i) − ridge/2·Σ w_k²      P(y=1) = 1/(1 + exp(−w_0 − Σ w_k·x_k))
//
// by Newton's method (le Cessie and van Houwelingen 1992, Applied Statistics 41,
// 191). Rows of x are cases. No cases, or rows of unlike length, are an error, and so are
// features without a single optimum, such as numbers that are not finite.
func Regress(x [][]float64, y []bool) (*Regression, error) {
	if len(x) == 0 || len(x) != len(y) {
		return nil, fmt.Errorf("%d cases with %d outcomes", len(x), len(y))
	}
	n := len(x[0]) + 1
	r := &Regression{make([]float64, n)}
	for range iterations {
		gradient, hessian := make([]float64, n), make([][]float64, n)
		for k := range hessian {
			hessian[k] = make([]float64, n)
			hessian[k][k] = ridge
			gradient[k] = float64(-ridge * r.weights[k])
		}
		gradient[0], hessian[0][0] = 0, anchor
		for i, row := range x {
			if len(row) != n-1 {
				return nil, fmt.Errorf("case %d has %d features, the first has %d", i, len(row), n-1)
			}
			at := append([]float64{1}, row...)
			p := r.P(row)
			for k := range n {
				gradient[k] += float64((Indicator(y[i]) - p) * at[k])
				for l := range k + 1 {
					hessian[k][l] += float64(p * (1 - p) * at[k] * at[l])
				}
			}
		}
		step, err := Solve(hessian, gradient)
		if err != nil {
			return nil, fmt.Errorf("the regression has no single optimum: %w", err)
		}
		length := 0.0
		for k := range step {
			r.weights[k] += step[k]
			length += float64(step[k] * step[k])
		}
		if math.Sqrt(length) < arrived {
			break
		}
	}
	return r, nil
}

// P is the probability given to a case, whose features are as many as those of the
// cases that taught.
func (r *Regression) P(row []float64) float64 {
	sum := r.weights[0]
	for k, x := range row {
		sum += float64(r.weights[k+1] * x)
	}
	return portable.Logistic(sum)
}

// Solve gives x with a·x = b for a symmetric, positive definite matrix, of which it
// reads the lower triangle and leaves Cholesky's factor there: a = L·Lᵀ, then L·z = b and
// Lᵀ·x = z.
func Solve(a [][]float64, b []float64) ([]float64, error) {
	if err := factor(a); err != nil {
		return nil, err
	}
	x := make([]float64, len(b))
	for i := range b {
		sum := b[i]
		for k := range i {
			sum -= float64(a[i][k] * x[k])
		}
		x[i] = sum / a[i][i]
	}
	for i := len(b) - 1; i >= 0; i-- {
		sum := x[i]
		for k := i + 1; k < len(b); k++ {
			sum -= float64(a[k][i] * x[k])
		}
		x[i] = sum / a[i][i]
	}
	return x, nil
}

// factor puts Cholesky's factor of a symmetric, positive definite matrix into its lower
// triangle.
func factor(a [][]float64) error {
	for i := range a {
		for j := range i + 1 {
			sum := a[i][j]
			for k := range j {
				sum -= float64(a[i][k] * a[j][k])
			}
			switch {
			case i != j:
				a[i][j] = sum / a[j][j]
			case sum > 0 && !math.IsInf(sum, 0):
				a[i][i] = math.Sqrt(sum)
			default:
				return errors.New("the matrix is not positive definite")
			}
		}
	}
	return nil
}
