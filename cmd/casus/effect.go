package main

import (
	"fmt"
	"math"
	"strings"

	"casus/claims"
	"casus/report/number"
	"casus/scenario"
	"casus/stats"
)

// figures say how an effect and the means behind it are written: in which unit,
// by which factor, to how many digits.
type figures struct {
	scale  float64
	digits int
	unit   string
}

// figuresOf gives the digits that the interval of an effect supports.
func figuresOf(e stats.Effect, unit string) figures {
	f := figures{scale: 1, unit: unit}
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

// difference writes a number with its sign.
func (f figures) difference(x float64) string {
	text := fmt.Sprintf("%+.*f", f.digits, f.scale*x)
	if strings.Trim(text, "+-0.") == "" { // rounded to nothing
		text = "+" + text[1:]
	}
	return number.Grouped(text)
}

// level writes one of the means.
func (f figures) level(x float64) string {
	text := number.Grouped(fmt.Sprintf("%.*f", f.digits, f.scale*x))
	if f.scale == 100 {
		text += " %"
	}
	return text
}

// effectBand prints a mean difference with its interval, and its unit.
func effectBand(e stats.Effect, unit string) (value, in string) {
	f := figuresOf(e, unit)
	switch {
	case e.Low == e.High && e.Mean == 0:
		return "0", f.unit
	case e.Low == e.High:
		return f.difference(e.Mean), f.unit
	}
	return fmt.Sprintf("%s [%s, %s]", f.difference(e.Mean), f.difference(e.Low), f.difference(e.High)), f.unit
}

// effect is the cell of a claim's effect: how much, in how many replicates, and
// between which worlds.
func effect(x claims.Result) string {
	if x.Effect == nil {
		return ""
	}
	value, unit := effectBand(*x.Effect, x.Unit)
	if x.Kind == claims.Order {
		unit += " ahead"
	}
	if unit != "" {
		unit += ", "
	}
	text := fmt.Sprintf("%s\n%sn = %d", value, unit, x.Effect.N)
	if x.Kind == claims.Difference {
		text += "\n" + strings.TrimPrefix(worldsOf(x.Claim), scenario.AsModelled+" ")
	}
	return text
}

// effectSentence says from what to what an effect is, so that its sign can be
// held against the sentence of the text.
func effectSentence(x claims.Result) string {
	f := figuresOf(*x.Effect, x.Unit)
	here, there := f.level(*x.Here), f.level(*x.There)
	value, unit := effectBand(*x.Effect, x.Unit)
	if unit != "" {
		value += " " + unit
	}
	switch x.Kind {
	case claims.Order:
		return fmt.Sprintf("%s and %s %s on average, so that the first is ahead by %s, over %d replicates in which both come", here, there, unit, value, x.Effect.N)
	case claims.Groups:
		return fmt.Sprintf("%s against %s on average; difference %s, over %d replicates", here, there, value, x.Effect.N)
	}
	return fmt.Sprintf("%s in %s, %s in %s; difference %s, over %d replicates", here, x.World, there, x.Against, value, x.Effect.N)
}
