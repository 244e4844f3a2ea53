// Package portable has the elementary functions that the simulation calls. They
// give the same bits on every processor, with every compiler and every setting.
//
// Package math does not promise that: math.Exp uses fused multiply-add where
// the processor has it, several functions are in assembly on some processors,
// and a compiler may fuse x*y + z anywhere, as the language allows. Here every
// function is plain Go, and every product that goes into a sum is rounded first
// by an explicit conversion, float64(x*y), which the language forbids to fuse.
// Of package math only what is exact by definition is used: Sqrt, Abs, Floor,
// bit patterns and their like.
//
// The largest errors that the tests saw, in units in the last place (ulp) of
// the true result:
//
//	Exp, Exp2, Log, Log1p, Pow   below 1
//	Expm1, Sin, Cos, Asin        below 1
//	Tanh                         2
//	NormalQuantile               4, and it never falls where p rises
//	NormalCDF                    4
//	BetaQuantile                 a relative error of 1e-13 for a, b ≤ 100
//
// The file testdata/vectors.csv has arguments and results as bits, that another
// implementation can check itself against.
package portable

//go:generate go run ./internal/tables tables.go
//go:generate go run ./internal/vectors testdata/vectors.csv

// Results of the functions here do not depend on how a NaN came to be: this is
// the one that they return.
const nanBits = 0x7FF8000000000001
