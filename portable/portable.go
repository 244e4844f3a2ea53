// Package portable has the elementary functions that the simulation calls. They
// give the same bits on every processor, with every compiler and every setting.
//
// Package math does not promise that: math.Exp uses fused multiply-add where
// the processor has it, several functions are in assembly on some processors,
// and a compiler may fuse x*y + z anywhere, as the language allows. Here every
// function is plain Go, and every product that goes into a sum is rounded first
// by an explicit conversion, float64(x*y), which the language forbids to fuse.
// Arguments are rounded on entry, so that a product may be handed over as it is.
// Only functions of package math that are exact by definition are used: Sqrt, Abs,
// Floor, bit patterns and their like.
//
// Errors are at most, in units in the last place (ulp) of the true result:
//
//	Log, Log1p                      0.6
//	Exp, Exp2, Pow, Sin, Cos        0.8
//	Expm1, Asin                     1
//	Logistic, Tanh                  2
//	NormalQuantile, NormalCDF       4
//
// and of BetaQuantile a share of 1e-13 for parameters up to 50. These are the
// largest that tests saw, rounded up, not bounds that were proved.
// NormalQuantile never falls where its argument rises.
//
// The file testdata/vectors.csv has arguments and results as bits, that another
// implementation can check itself against.
package portable

//go:generate go run ./internal/tables tables.go
//go:generate go run ./internal/vectors testdata/vectors.csv

// nanBits is the NaN that functions give where they have no result.
const nanBits = 0x7FF8000000000001
