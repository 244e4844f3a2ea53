package stats

import (
	"testing"

	"gonum.org/v1/gonum/floats/scalar"
	"gonum.org/v1/gonum/stat/distuv"
)

// Three digits are those of any printed table of Student's t at 0.95; the rest is
// gonum's.
func TestStudent(t *testing.T) {
	for freedom, want := range map[int]float64{1: 6.314, 2: 2.920, 5: 2.015, 10: 1.812, 20: 1.725, 21: 1.721, 30: 1.697, 60: 1.671, 120: 1.658, 1 << 40: 1.645} {
		near(t, "printed", student90(freedom), want, 5e-4)
	}
	for freedom := 1; freedom < 200_000; freedom += 1 + freedom/7 {
		want := distuv.StudentsT{Sigma: 1, Nu: float64(freedom)}.Quantile(0.95)
		if got := student90(freedom); !scalar.EqualWithinRel(got, want, 1./30e6) {
			t.Errorf("%d degrees of freedom: %.12g, gonum %.12g", freedom, got, want)
		}
		if student90(freedom+1) >= student90(freedom) {
			t.Errorf("from %d degrees of freedom to the next it does not fall", freedom)
		}
	}
	near(t, "normal", z90, distuv.UnitNormal.Quantile(0.95), 2e-15)
}
