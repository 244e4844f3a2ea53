package maps

import (
	"fmt"
	"image/color"
	"math"
	"slices"
	"strconv"

	"casus/report/number"
)

// Classes are the steps of colour: class i is from breaks[i] up to breaks[i+1], which
// belongs to the next, but for the last.
type classes struct {
	breaks []float64
	shares bool
	under  bool // the first class has all below its end
}

const (
	mostClasses = 7
	// skewed is the ratio of the highest value to the median from which on classes grow
	// by factors, and wide that of the highest to the lowest.
	skewed, wide = 8, 30
	// alike is by how much of themselves values may differ and be one.
	alike = 1e-9
)

// classesOf divides values: into equal steps, or, where few are far above the rest,
// into steps that grow by factors.
func classesOf(values []float64, shares bool) classes {
	values = slices.DeleteFunc(slices.Clone(values), math.IsNaN)
	if len(values) == 0 {
		return classes{}
	}
	slices.Sort(values)
	lo, hi, median := values[0], values[len(values)-1], values[len(values)/2]
	if lo >= 0 && median > 0 && (hi > skewed*median || lo > 0 && hi > wide*lo) && !shares {
		return byFactors(values)
	}
	c := classes{shares: shares, breaks: []float64{hi, hi}}
	if hi-lo <= alike*max(math.Abs(lo), math.Abs(hi)) {
		return c
	}
	step := roundUp((hi - lo) / (mostClasses - 1))
	first := math.Floor(lo/step + 1e-9)
	c.breaks = []float64{tidy(first * step)}
	for k := first + 1; c.breaks[len(c.breaks)-1] < hi; k++ {
		c.breaks = append(c.breaks, tidy(k*step))
	}
	return c
}

// tidy takes off what is left of a product in binary digits: 0.6000000000000001.
func tidy(x float64) float64 {
	short, err := strconv.ParseFloat(strconv.FormatFloat(x, 'g', 12, 64), 64)
	if err != nil {
		return x
	}
	return short
}

// roundUp gives the smallest of 1, 2, 5, 10 …, 0.1 … that is at least x, above 0.
func roundUp(x float64) float64 {
	ten := math.Pow(10, math.Floor(math.Log10(x)))
	for _, k := range []float64{1, 2, 5} {
		if k*ten >= x*(1-1e-9) {
			return k * ten
		}
	}
	return 10 * ten
}

// byFactors gives breaks such as 1, 2, 5, 10, or fewer a decade, where these are too many.
func byFactors(values []float64) classes {
	lo := values[slices.IndexFunc(values, func(x float64) bool { return x > 0 })]
	hi := values[len(values)-1]
	var breaks []float64
	for _, decade := range [][]float64{{1, 2, 5}, {1, 3}, {1}} {
		breaks = breaks[:0]
		for ten := math.Floor(math.Log10(lo)); ten <= math.Ceil(math.Log10(hi)); ten++ {
			for _, k := range decade {
				breaks = append(breaks, k*math.Pow(10, ten))
			}
		}
		for len(breaks) > 2 && breaks[1] <= lo {
			breaks = breaks[1:]
		}
		for len(breaks) > 2 && breaks[len(breaks)-2] > hi {
			breaks = breaks[:len(breaks)-1]
		}
		if len(breaks) <= mostClasses+1 {
			break
		}
	}
	if len(breaks) > mostClasses+1 {
		breaks = breaks[len(breaks)-mostClasses-1:]
	}
	return classes{breaks: breaks, under: values[0] < breaks[0]}
}

func (c classes) count() int { return max(0, len(c.breaks)-1) }

// of gives the class of a value.
func (c classes) of(x float64) int {
	i := 0
	for i < c.count()-1 && x >= c.breaks[i+1] {
		i++
	}
	return i
}

func (c classes) label(i int) string {
	if c.breaks[i] == c.breaks[i+1] { // all values are one
		return write(c.breaks[i], c.shares)
	}
	lo, hi := c.write(c.breaks[i]), c.write(c.breaks[i+1])
	if c.under && i == 0 {
		return "under " + hi
	}
	if c.shares {
		return fmt.Sprintf("%s – %s %%", lo, hi)
	}
	return lo + " – " + hi
}

// write writes a value.
func write(x float64, share bool) string {
	if share {
		return number.Percent(x)
	}
	return number.Short(x)
}

// write writes a round number.
func (c classes) write(x float64) string {
	if c.shares {
		x *= 100
	}
	return number.Grouped(strconv.FormatFloat(math.Round(x*1e6)/1e6, 'f', -1, 64))
}

// Viridis (Nathaniel Smith and Stéfan van der Walt 2015, CC0) at even steps: its order
// of lightness is seen by the colour-blind, and in print. Dark is much.
var viridis = []color.RGBA{
	{253, 231, 37, 255}, {181, 222, 43, 255}, {110, 206, 88, 255}, {53, 183, 121, 255}, {31, 158, 137, 255},
	{38, 130, 142, 255}, {49, 104, 142, 255}, {62, 73, 137, 255}, {72, 40, 120, 255}, {68, 1, 84, 255},
}

// colour of a class.
func (c classes) colour(i int) string {
	at := 0.5
	if n := c.count(); n > 1 {
		at = float64(i) / float64(n-1)
	}
	at *= float64(len(viridis) - 1)
	k := min(int(at), len(viridis)-2)
	mix := func(a, b uint8) int { return int(math.Round(float64(a) + (at-float64(k))*(float64(b)-float64(a)))) }
	a, b := viridis[k], viridis[k+1]
	return fmt.Sprintf("#%02x%02x%02x", mix(a.R, b.R), mix(a.G, b.G), mix(a.B, b.B))
}
