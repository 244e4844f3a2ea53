package terminal

import (
	"fmt"
	"slices"
	"strconv"
	"strings"

	"casus/scenario/source"
)

// changeable are the parameters that can change while the classic model runs.
var changeable = []string{"legitimacy", "cops"}

// change moves a parameter evenly, so that the last step of some is played with
// the value given.
type change struct {
	text, name string
	value      float64
	from, to   int // steps, counted from 1
}

// parseChange reads "legitimacy=0.7@77" or "cops=0@100..500".
func parseChange(text string, steps int) (c change, err error) {
	name, rest, assigned := strings.Cut(text, "=")
	number, when, timed := strings.Cut(rest, "@")
	first, last, ranged := strings.Cut(when, "..")
	if !ranged {
		last = first
	}
	value, err1 := source.Decimal(number)
	from, err2 := strconv.Atoi(first)
	to, err3 := strconv.Atoi(last)
	if !assigned || !timed || err1 != nil || err2 != nil || err3 != nil {
		return c, fmt.Errorf("--change %q: write NAME=VALUE@STEP, or NAME=VALUE@FROM..TO for many equal parts, such as legitimacy=0.7@77 or cops=0@100..500", text)
	}
	if !slices.Contains(changeable, name) {
		return c, fmt.Errorf("--change %q: unknown name %q; %s", text, name, source.MeantOr(name, changeable, strings.Join(changeable, " and ")+" can change"))
	}
	if !(value >= 0 && value <= 1) {
		return c, fmt.Errorf("--change %q: %s is 0 to 1, not %g", text, name, value)
	}
	if from < 1 || to < from || to > steps {
		return c, fmt.Errorf("--change %q: steps are 1 to %d, the first not after the last", text, steps)
	}
	return change{text, name, value, from, to}, nil
}

// course gives a parameter step by step, from its value at step 0.
func course(name string, start float64, changes []change, steps int) ([]float64, error) {
	var mine []change
	for _, c := range changes {
		if c.name == name {
			mine = append(mine, c)
		}
	}
	slices.SortStableFunc(mine, func(a, b change) int { return a.from - b.from })
	values := make([]float64, 0, steps+1)
	for i, c := range mine {
		if i > 0 && c.from <= mine[i-1].to {
			return nil, fmt.Errorf("--change %q: %q is not over by then", c.text, mine[i-1].text)
		}
		for len(values) < c.from {
			values = append(values, start)
		}
		for n := c.from; n < c.to; n++ {
			values = append(values, start+(c.value-start)*float64(n-c.from+1)/float64(c.to-c.from+1))
		}
		values = append(values, c.value)
		start = c.value
	}
	for len(values) <= steps {
		values = append(values, start)
	}
	return values, nil
}
