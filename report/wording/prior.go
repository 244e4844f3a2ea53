package wording

import (
	"fmt"
	"maps"
	"slices"
	"strconv"

	"casus/report/number"
	"casus/scenario"
)

// Prior says in words what is believed of a number before any run.
func Prior(p scenario.Prior) string {
	text := ""
	switch {
	case p.Fixed != nil:
		return short(*p.Fixed) + ", not in doubt"
	case p.Uniform != nil:
		return fmt.Sprintf("between %s and %s, all equally likely", short(p.Uniform[0]), short(p.Uniform[1]))
	case p.Triangular != nil:
		return fmt.Sprintf("between %s and %s, most likely %s", short(p.Triangular[0]), short(p.Triangular[2]), short(p.Triangular[1]))
	case p.Choice != nil:
		return choice(p.Choice)
	case p.Normal != nil:
		text = "most likely about " + short(p.Normal[0])
	case p.Lognormal != nil:
		text = "as likely above as below " + short(p.Quantile(0.5))
	case p.Beta != nil:
		text = "between 0 and 1"
	}
	text += fmt.Sprintf("; two times in three between %s and %s", short(p.Quantile(1./6)), short(p.Quantile(5./6)))
	if p.Within != nil {
		text += fmt.Sprintf(", never outside %s to %s", short(p.Within[0]), short(p.Within[1]))
	}
	return text
}

// choice lists values with how likely they are.
func choice(weights map[string]float64) string {
	sum := 0.0
	for _, w := range weights {
		sum += w
	}
	var list []string
	for _, value := range slices.Sorted(maps.Keys(weights)) {
		list = append(list, fmt.Sprintf("%s (%s)", value, number.Percent(weights[value]/sum)))
	}
	return "one of " + number.List(list)
}

// short writes a number with three digits that count.
func short(x float64) string {
	rounded, _ := strconv.ParseFloat(strconv.FormatFloat(x, 'e', 2, 64), 64) // what is written can be read
	return number.Grouped(strconv.FormatFloat(rounded, 'f', -1, 64))
}
