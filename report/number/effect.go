package number

import (
	"fmt"
	"math"
	"strings"

	"casus/stats"
)

// Figures say how an effect and the means behind it are written: in which unit,
// by which factor, to how many digits.
type Figures struct {
	scale  float64
	digits int
	unit   string
}

// FiguresOf gives the digits that the interval of an effect supports.
func FiguresOf(e stats.Effect, unit string) Figures {
	f := Figures{scale: 1, unit: unit}
	switch unit {
	case "probability":
		f.scale, f.unit = 100, "percentage points"
	case "day": // of the calendar; between two of them are days
		f.unit = "days"
	case "1":
		f.unit = ""
	}
	half := f.scale * (e.High - e.Low) / 2
	if half == 0 {
		if x := f.scale * e.Mean; x != math.Trunc(x) {
			f.digits = max(0, 2-int(math.Floor(math.Log10(math.Abs(x)))))
		}
		return f
	}
	f.digits = max(0, -int(math.Floor(math.Log10(half))))
	for _, end := range []float64{e.Low, e.High} { // an interval that misses 0 must not look as if it held it
		for end != 0 && math.Abs(f.scale*end) < 0.5*math.Pow(10, -float64(f.digits)) && f.digits < 6 {
			f.digits++
		}
	}
	return f
}

// Difference writes a number with its sign.
func (f Figures) Difference(x float64) string {
	text := fmt.Sprintf("%+.*f", f.digits, f.scale*x)
	if strings.Trim(text, "+-0.") == "" { // rounded to nothing
		text = "+" + text[1:]
	}
	return Grouped(text)
}

// Level writes one of the means.
func (f Figures) Level(x float64) string {
	text := Grouped(fmt.Sprintf("%.*f", f.digits, f.scale*x))
	if f.scale == 100 {
		text += " %"
	}
	return text
}

// Effect prints a mean difference with its interval, and its unit.
func Effect(e stats.Effect, unit string) (value, in string) {
	f := FiguresOf(e, unit)
	switch {
	case e.Low == e.High && e.Mean == 0:
		return "0", f.unit
	case e.Low == e.High:
		return f.Difference(e.Mean), f.unit
	}
	return fmt.Sprintf("%s [%s, %s]", f.Difference(e.Mean), f.Difference(e.Low), f.Difference(e.High)), f.unit
}
