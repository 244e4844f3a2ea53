package scenario

import (
	"fmt"
	"maps"
	"slices"
	"strconv"
	"strings"

	"casus/luck"
)

// What priors can be fitted to.
const (
	ToCases  = "cases"  // of other states
	ToRecord = "record" // of the scenario
)

// order of the fits: what the cases of other states have said is what the record
// begins with.
var order = []string{ToCases, ToRecord}

// Fitted is fitted.yaml: priors moved by commands that can be repeated.
type Fitted struct {
	Fits []Fit `yaml:"fits" doc:"one for what was fitted to: to cases, then to the record; the last that has a parameter is in force"`
}

// Fit is what one command has fitted.
type Fit struct {
	To      string           `yaml:"to" doc:"record, of the scenario, or cases, of other states"`
	Command string           `yaml:"command" doc:"the command that wrote it"`
	Note    string           `yaml:"note,omitempty" doc:"what it did"`
	Priors  map[string]Prior `yaml:"priors" doc:"fitted priors by parameter"`
}

// Of gives the fits that have moved a parameter, in their order.
func (f *Fitted) Of(parameter string) (list []*Fit) {
	if f == nil {
		return nil
	}
	for i := range f.Fits {
		if _, ok := f.Fits[i].Priors[parameter]; ok {
			list = append(list, &f.Fits[i])
		}
	}
	return list
}

// To gives the fit to something; nil where there is none.
func (f *Fitted) To(what string) *Fit {
	if f == nil {
		return nil
	}
	i := slices.IndexFunc(f.Fits, func(x Fit) bool { return x.To == what })
	if i < 0 {
		return nil
	}
	return &f.Fits[i]
}

// DrawnBefore gives what a replicate would draw of the parameters that have been fitted, had
// they not been: from the original priors, at the same uniform numbers.
func (s *Scenario) DrawnBefore(lk luck.Replicate) map[string]float64 {
	values := map[string]float64{}
	if s.Fitted == nil {
		return values
	}
	for _, f := range s.Fitted.Fits {
		for name := range f.Priors {
			before := s.Original(name)
			values[name] = before.Quantile(lk.For("draw/"+lot(name)).Uniform(0, 0))
		}
	}
	return values
}

// With puts a fit in the place of the one to the same thing.
func (f *Fitted) With(fit Fit) *Fitted {
	fits := []Fit{fit}
	if f != nil {
		for _, x := range f.Fits {
			if x.To != fit.To {
				fits = append(fits, x)
			}
		}
	}
	slices.SortFunc(fits, func(a, b Fit) int { return slices.Index(order, a.To) - slices.Index(order, b.To) })
	return &Fitted{fits}
}

// YAML writes fitted.yaml.
func (f *Fitted) YAML() []byte {
	var b strings.Builder
	b.WriteString("# Written by casus calibrate; do not edit. The priors before fitting are in parameters.yaml, or the usual ones.\nfits:\n")
	for _, x := range f.Fits {
		fmt.Fprintf(&b, "  - to: %s\n    command: %q\n    note: %q\n    priors:\n", x.To, x.Command, x.Note)
		for _, n := range slices.Sorted(maps.Keys(x.Priors)) {
			fmt.Fprintf(&b, "      %s: %s\n", n, x.Priors[n])
		}
	}
	return []byte(b.String())
}

// Round keeps three significant digits: a fit knows no more.
func Round(x float64) float64 {
	x, _ = strconv.ParseFloat(strconv.FormatFloat(x, 'e', 2, 64), 64) // both are exact to the last bit
	return x
}
