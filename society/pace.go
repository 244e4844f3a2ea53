package society

import (
	"math"

	"casus/portable"
)

// pace is what an hour makes of everything that fades, worked out once.
type pace struct {
	memory   float64 // what is kept of a memory
	fear     decay
	rest     decay   // of organisers who are spent
	told     decay   // of what protests were like
	stay     float64 // share of those out who are still out
	violence float64 // share of riots, and of violence after them, that is left
	bands    float64 // rate at which a band left alone fades
	politics float64 // rate at which political loss fades
	full     float64 // log(1 + full/floor) of attention
}

func paceOf(co *Coefficients) pace {
	return pace{
		memory: portable.Exp2(-1 / co.Memory), fear: newDecay(co.FearHalf), rest: newDecay(co.SparkRest), told: told,
		stay: portable.Exp2(-1 / co.Stay), violence: portable.Exp2(-1 / co.ViolenceHalf), bands: math.Ln2 / co.BandHalf,
		politics: math.Ln2 / co.PoliticalHalf, full: portable.Log1p(co.AttentionFull / co.AttentionFloor),
	}
}

// visibility is log-scaled: 0 for nobody, 1 for full people or more, the ratio of
// full to floor being the same everywhere.
//
//	log(1 + x/floor) / log(1 + full/floor)
func (p *pace) visibility(x, floor float64) float64 {
	if x == 0 { // also where nobody lives, and floor is 0
		return 0
	}
	return min(1, portable.Log1p(x/floor)/p.full)
}

// remembered is a memory after an hour in which so many were out.
func (p *pace) remembered(before, out float64) float64 {
	m := float64(p.memory*before) + float64((1-p.memory)*out)
	if out == 0 && m < somebody {
		return 0
	}
	return m
}

// toldHalf is the half-life, in hours, in which past protests stop being an example. In
// the half of the data that is fitted the likelihood of violence after violence rises
// with it up to a month, where it takes the temper of a state for the example of a week.
const toldHalf = 7 * 24

// told is that decay, the same for every nation.
var told = newDecay(toldHalf)

// tabled is the number of hours for which a fading is worked out beforehand.
const tabled = 240

// decay is a fading by 2^(−1/half) an hour.
type decay struct {
	half float64
	left []float64 // what is left after so many hours, for the first ones
}

func newDecay(half float64) decay {
	d := decay{half, make([]float64, tabled)}
	for h := range d.left {
		d.left[h] = portable.Exp2(-float64(h) / half)
	}
	return d
}

// over is what is left after some hours.
func (d *decay) over(hours int) float64 {
	if hours < len(d.left) {
		return d.left[hours]
	}
	return portable.Exp2(-float64(hours) / d.half)
}

// fading is a number that fades by itself. It is worked out when it is looked at,
// so that a calm place costs nothing, and looking at it changes nothing.
type fading struct {
	value float64
	since int // the hour at whose beginning it had this value
}

// at gives the value at the beginning of an hour.
func (f fading) at(hour int, d *decay) float64 {
	if f.value == 0 {
		return 0
	}
	return float64(f.value * d.over(hour-f.since))
}
