package stats

import "math"

// exp and log are the only functions of this package whose last bit may depend on
// the processor.
func exp(x float64) float64 { return math.Exp(x) }
func log(x float64) float64 { return math.Log(x) }
