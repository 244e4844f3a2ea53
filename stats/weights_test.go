package stats

import (
	"math"
	"testing"
)

func TestNormalise(t *testing.T) {
	w, effective := Normalise([]float64{-1000, -1000 + math.Log(3), math.Inf(-1)})
	near(t, "lighter", w[0], 0.25, 1e-12)
	near(t, "heavier", w[1], 0.75, 1e-12)
	near(t, "impossible", w[2], 0, 0)
	near(t, "effective number", effective, 1/(0.25*0.25+0.75*0.75), 1e-12)
}
