// Command tables writes portable/tables.go: the tables and constants of the
// functions of package portable, from values with 256 bits.
package main

import (
	"bytes"
	"fmt"
	"go/format"
	"math"
	"math/big"
	"os"

	"casus/portable/internal/exact"
)

func main() {
	if len(os.Args) != 2 {
		fmt.Fprintln(os.Stderr, "usage: tables FILE")
		os.Exit(2)
	}
	source, err := render()
	if err == nil {
		err = os.WriteFile(os.Args[1], source, 0o644)
	}
	if err != nil {
		fmt.Fprintln(os.Stderr, "tables:", err)
		os.Exit(1)
	}
}

func number(x float64) *big.Float { return new(big.Float).SetPrec(exact.Bits).SetFloat64(x) }

func minus(a, b *big.Float) *big.Float { return new(big.Float).SetPrec(exact.Bits).Sub(a, b) }

func plus(a, b *big.Float) *big.Float { return new(big.Float).SetPrec(exact.Bits).Add(a, b) }

func times(a, b *big.Float) *big.Float { return new(big.Float).SetPrec(exact.Bits).Mul(a, b) }

func over(a, b *big.Float) *big.Float { return new(big.Float).SetPrec(exact.Bits).Quo(a, b) }

func float(x *big.Float) float64 {
	f, _ := x.Float64()
	return f
}

// leading gives x cut to its first n bits.
func leading(x *big.Float, n uint) float64 {
	return float(new(big.Float).SetPrec(n).SetMode(big.ToZero).Set(x))
}

// rounded gives x rounded to a multiple of 2^-n.
func rounded(x *big.Float, n int) float64 {
	f := float(x)
	return math.Ldexp(math.RoundToEven(math.Ldexp(f, n)), -n)
}

func render() ([]byte, error) {
	var b bytes.Buffer
	b.WriteString("// Made by internal/tables; do not edit.\n\npackage portable\n\n")
	constants(&b)
	expTable(&b)
	logTable(&b)
	angleTable(&b)
	normalTable(&b)
	return format.Source(b.Bytes())
}

// split writes a constant as a sum of floats, the first ones short enough that
// their product with a small whole number is exact.
func split(b *bytes.Buffer, doc string, x *big.Float, sizes []uint, names ...string) {
	fmt.Fprintf(b, "// %s\nconst (\n", doc)
	for i, name := range names {
		f := float(x)
		if i < len(sizes) {
			f = leading(x, sizes[i])
		}
		fmt.Fprintf(b, "%s = %x\n", name, f)
		x = minus(x, number(f))
	}
	b.WriteString(")\n\n")
}

func constants(b *bytes.Buffer) {
	step := over(exact.Ln2, number(expSteps))
	split(b, "log(2)/128 in two parts; the first has 35 bits.", step, []uint{35}, "stepHigh", "stepLow")
	fmt.Fprintf(b, "const stepInverse = %x // 128/log(2)\n\n", float(over(number(expSteps), exact.Ln2)))
	split(b, "log(2) in two parts; the first is a multiple of 2^-42.", exact.Ln2, []uint{42}, "ln2High", "ln2Low")
	quarter := over(exact.Pi, number(2))
	split(b, "π/2 in three parts; the first two have 33 bits.", quarter, []uint{33, 33}, "quarter1", "quarter2", "quarter3")
	split(b, "π/2 in two parts.", quarter, nil, "quarterHigh", "quarterLow")
	fmt.Fprintf(b, "const quarterInverse = %x // 2/π\n\n", float(over(number(1), quarter)))
}

// expSteps is the number of powers of 2 between 1 and 2 that are tabled.
const expSteps = 128

// expTable has 2^(j/128) as a float and what it lacks, relative to it.
func expTable(b *bytes.Buffer) {
	b.WriteString("// expTable has 2^(j/128) = power·(1 + tail); power is given by its bits.\nvar expTable = [128]struct {\ntail float64\npower uint64\n}{\n")
	for j := range expSteps {
		x := exact.Exp2(number(float64(j) / expSteps))
		f := float(x)
		fmt.Fprintf(b, "{%x, %#016x},\n", float(over(minus(x, number(f)), number(f))), math.Float64bits(f))
	}
	b.WriteString("}\n\n")
}

// logOffset is where the intervals of the table of logarithms begin: near 0.7,
// and so that 1 lies in the middle of one.
const logOffset = 0x3fe6_7000_0000_0000

// logTable has, for each interval of [0.70, 1.40) that seven bits number, an
// inverse of its middle with at most 11 bits, and minus the logarithm of that.
func logTable(b *bytes.Buffer) {
	fmt.Fprintf(b, "// logOffset is the bits of the number where the first interval of logTable begins.\nconst logOffset = %#x\n\n", logOffset)
	b.WriteString("// logTable has for each interval the inverse of its middle, as a multiple of\n// 2^-10, and minus the logarithm of that in two parts, the first a multiple of 2^-42.\nvar logTable = [128]struct{ inverse, high, low float64 }{\n")
	for i := range uint64(128) {
		from := math.Float64frombits(logOffset + i<<45)
		to := math.Float64frombits(logOffset + (i+1)<<45)
		inverse := math.RoundToEven(1024/((from+to)/2)) / 1024
		if from < 1 && to > 1 {
			inverse = 1
		}
		x := exact.Log(number(inverse))
		x.Neg(x)
		high := rounded(x, 42)
		fmt.Fprintf(b, "{%x, %x, %x}, // %.4f to %.4f\n", inverse, high, float(minus(x, number(high))), from, to)
	}
	b.WriteString("}\n\n")
}

// angleTable has 1216 bits of 2/π, enough to reduce any float64.
func angleTable(b *bytes.Buffer) {
	const words = 19
	x := new(big.Float).SetPrec(4096).Quo(big.NewFloat(2), exact.Pi)
	n, _ := x.SetMantExp(x, 64*words).Int(nil)
	b.WriteString("// twoOverPi has 64 zeros and the first bits of 2/π after the point.\nvar twoOverPi = [...]uint64{\n0,\n")
	for i := range words {
		w := new(big.Int).Rsh(n, uint(64*(words-1-i)))
		fmt.Fprintf(b, "%#016x,\n", w.And(w, new(big.Int).SetUint64(math.MaxUint64)).Uint64())
	}
	b.WriteString("}\n")
}
